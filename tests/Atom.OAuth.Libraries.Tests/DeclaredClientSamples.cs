namespace Atom.OAuth.Libraries.Tests;

/// <summary>Interfaces that Refit and RestEase implement.</summary>
internal static class DeclaredClientSamples
{
    public const string Refit = """
        public interface ISlackApi
        {
            [Post("/api/oauth.v2.access")]
            Task<SlackToken> ExchangeAsync([Body(BodySerializationMethod.UrlEncoded)] Dictionary<string, string> form);

            [Post("/api/oauth.v2.access")]
            Task<ApiResponse<SlackToken>> TryExchangeAsync([Body(BodySerializationMethod.UrlEncoded)] Dictionary<string, string> form);

            [Post("/api/oauth.v2.access")]
            Task<string> ExchangeForTextAsync([Body(BodySerializationMethod.UrlEncoded)] Dictionary<string, string> form);
        }
        """;

    public const string RestEase = """
        public interface ISlackApi
        {
            [Post("api/oauth.v2.access")]
            Task<SlackToken> ExchangeAsync([Body(BodySerializationMethod.UrlEncoded)] Dictionary<string, string> form);

            [Post("api/oauth.v2.access")]
            Task<Response<SlackToken>> TryExchangeAsync([Body(BodySerializationMethod.UrlEncoded)] Dictionary<string, string> form);
        }
        """;
}
