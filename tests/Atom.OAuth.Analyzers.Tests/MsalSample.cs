namespace Atom.OAuth.Analyzers.Tests;

/// <summary>The parts of MSAL that the tests use, with their original names.</summary>
internal static class MsalSample
{
    public const string Library = """

        namespace Microsoft.Identity.Client
        {
            public interface ITokenCache { void SetBeforeAccess(Action<object> read); void SetAfterAccess(Action<object> write); }
            public interface IResult { string AccessToken { get; } }
            public interface ICodeRequest { Task<IResult> ExecuteAsync(); }
            public interface IUrlRequest
            {
                IUrlRequest WithExtraQueryParameters(string parameters);
                IUrlRequest WithPrompt(string prompt);
                IUrlRequest WithPkce(out string verifier);
                Task<Uri> ExecuteAsync();
            }

            public interface IConfidentialClientApplication
            {
                ITokenCache UserTokenCache { get; }
                ICodeRequest AcquireTokenByAuthorizationCode(IEnumerable<string> scopes, string code);
                IUrlRequest GetAuthorizationRequestUrl(IEnumerable<string> scopes);
            }
        }

        namespace Microsoft.Extensions.DependencyInjection
        {
            public static class TokenCacheExtensions
            {
                public static IServiceCollection AddDistributedTokenCaches(this IServiceCollection services) => services;
                public static IServiceCollection AddInMemoryTokenCaches(this IServiceCollection services) => services;
            }
        }
        """;
}
