using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer, Atom.OAuth.CodeFixes.Rules.CheckHtmlBeforeReadingJsonFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>
/// ATOM001's fixes for Refit, RestEase and Kiota. If a library fetches and reads in one step, there is nothing to check, and no fix; texts are
/// checked as usual.
/// </summary>
public sealed class CheckHtmlBeforeReadingJsonFixerDeclaredClientsTests
{
    [Theory]
    [InlineData("return await api.Exchange();")]
    [InlineData("var token = await api.Exchange();\n        return token;")]
    [InlineData("return (await api.TryExchange()).Content;")]
    [InlineData("var answer = await api.TryExchange();\n        return answer.Content;")]
    [InlineData("using var answer = await api.TryExchange();\n        return answer.Content;")]
    [InlineData("try { await api.Delete(); } catch (ApiException e) { return await e.GetContentAsAsync<SlackToken>(); }\n        return null;")]
    [InlineData("try { await api.Delete(); } catch (ApiException e) { return e.GetContentAs<SlackToken>(); }\n        return null;")]
    public Task Refit_HasNothingToCheck_GetsNoFix(string statements) => VerifyCS.VerifyNoFixAsync(WithRefit(statements));

    [Theory]
    [InlineData("var text = await api.ExchangeForText();\n        return JsonSerializer.Deserialize<SlackToken>(text);")]
    [InlineData("return JsonSerializer.Deserialize<SlackToken>(await api.ExchangeForText());")]
    [InlineData("try { await api.Delete(); } catch (ApiException e) { return JsonSerializer.Deserialize<SlackToken>(e.Content!); }\n        return null;")]
    public async Task Refit_GivesText_IsFixed(string statements) =>
        Assert.Contains("HtmlResponse.CheckText", await VerifyCS.Test(WithRefit(statements)).FixFirstAsync(), StringComparison.Ordinal);

    [Fact]
    public async Task Refit_GivesResponse_IsFixed() => Assert.Contains(
        "CheckHtmlResponseAsync",
        await VerifyCS.Test(WithRefit("using var response = await api.Send();\n"
            + "        return await System.Net.Http.Json.HttpContentJsonExtensions.ReadFromJsonAsync<SlackToken>(response.Content);")).FixFirstAsync(),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("return await api.Exchange();")]
    [InlineData("var answer = await api.TryExchange();\n        return answer.GetContent();")]
    [InlineData("return (await api.TryExchange()).GetContent();")]
    public Task RestEase_GetsNoFix(string statements) => VerifyCS.VerifyNoFixAsync($$"""
        using RestEase;

        public sealed record SlackToken(string AccessToken);

        public interface ISlackApi
        {
            [Post("oauth/token")]
            Task<SlackToken> Exchange();

            [Post("oauth/token")]
            Task<Response<SlackToken>> TryExchange();
        }

        public sealed class SlackClient(ISlackApi api)
        {
            public async Task<SlackToken?> ExchangeAsync()
            {
                {{statements}}
            }
        }
        """);

    [Theory]
    [InlineData("return await KiotaJsonSerializer.DeserializeAsync(text, Parsed.Create);", "CheckHtmlResponseAsync")]
    [InlineData("return await KiotaSerializer.DeserializeAsync(\"application/json\", text, Parsed.Create);", "CheckHtmlResponseAsync")]
    [InlineData(
        "var answer = await http.PostAsync(Url, form);\n"
            + "        return await KiotaJsonSerializer.DeserializeAsync(await answer.Content.ReadAsStreamAsync(), Parsed.Create);",
        "CheckHtmlResponseAsync")]
    public async Task Kiota_IsFixed(string statements, string check) => Assert.Contains(
        check,
        await VerifyCS.Test($$"""
            using Microsoft.Kiota.Abstractions.Serialization;

            public sealed class Parsed : IParsable
            {
                public static Parsed Create(IParseNode node) => new();
                public IDictionary<string, Action<IParseNode>> GetFieldDeserializers() => new Dictionary<string, Action<IParseNode>>();
                public void Serialize(ISerializationWriter writer) { }
            }

            public sealed class SlackClient(HttpClient http)
            {
                private const string Url = "https://slack.com/api/oauth.v2.access";

                public async Task<Parsed?> ExchangeAsync(HttpContent form)
                {
                    {{(statements.Contains("text,", StringComparison.Ordinal) ? "var text = await http.GetStringAsync(Url);" : "")}}
                    {{statements}}
                }
            }
            """).FixFirstAsync(),
        StringComparison.Ordinal);

    private static string WithRefit(string statements) => $$"""
        using Refit;

        public sealed record SlackToken(string AccessToken);

        public interface ISlackApi
        {
            [Post("/oauth/token")]
            Task<SlackToken> Exchange();

            [Post("/oauth/token")]
            Task<ApiResponse<SlackToken>> TryExchange();

            [Post("/oauth/token")]
            Task<string> ExchangeForText();

            [Post("/oauth/token")]
            Task<HttpResponseMessage> Send();

            [Delete("/oauth/token")]
            Task Delete();
        }

        public sealed class SlackClient(ISlackApi api)
        {
            public async Task<SlackToken?> ExchangeAsync()
            {
                {{statements}}
            }
        }
        """;
}
