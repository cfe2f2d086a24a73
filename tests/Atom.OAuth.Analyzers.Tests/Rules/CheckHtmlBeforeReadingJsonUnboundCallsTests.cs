using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>
/// Calls with an argument that does not bind, because a package has not been restored or the line is being typed: <c>settings</c> is of a type
/// that does not exist. The report stays where it is.
/// </summary>
public sealed class CheckHtmlBeforeReadingJsonUnboundCallsTests
{
    [Theory]
    [InlineData("HttpResponseMessage response = await http.PostAsync(settings.TokenUrl, form);", true)]
    [InlineData("HttpResponseMessage response = await http.PostAsync(\"https://slack.com/api/oauth.v2.access?id=\" + settings.Id, form);", true)]
    [InlineData("HttpResponseMessage response = await SendAsync(settings.Id, form);", true)]
    [InlineData("HttpResponseMessage response = await settings.SendAsync(form);", false)]
    public Task Response_OfACallThatDoesNotBind(string statement, bool isReported) => Judge($$"""
        {{statement}}
        var text = await response.Content.ReadAsStringAsync();
        return [|JsonSerializer.Deserialize<SlackToken>(text)|];
        """, isReported);

    /// <summary>A path of the application's own server; the names around it mean nothing then.</summary>
    [Theory]
    [InlineData("\"api/account/login\"", false)]
    [InlineData("settings.LoginAddress", true)]
    public Task PathOfACallThatDoesNotBind(string path, bool isReported)
    {
        var source = $$"""
            public sealed record TokenAnswer(string Value);

            public sealed class AuthService(HttpClient http)
            {
                public async Task<TokenAnswer?> LoginAsync(Missing settings)
                {
                    HttpResponseMessage response = await http.PostAsync({{path}}, settings.Form);
                    return await {{(isReported ? "[|response.Content.ReadFromJsonAsync<TokenAnswer>()|]" : "response.Content.ReadFromJsonAsync<TokenAnswer>()")}};
                }
            }
            """;
        return (VerifyCS.Test(source) with { AllowErrors = true }).VerifyAsync();
    }

    [Theory]
    [InlineData("string text = await http.GetStringAsync(settings.TokenUrl);", true)]
    [InlineData("string text = await ReadAsync(settings.TokenUrl);", true)]
    [InlineData("string text = await (await http.GetAsync(\"https://slack.com/api/oauth.v2.access\")).Content.ReadAsStringAsync(settings.Token);", true)]
    [InlineData("string text = string.Concat(await http.GetStringAsync(\"https://slack.com/api/oauth.v2.access\"), settings.End);", true)]
    [InlineData("string text = File.ReadAllText(settings.TokenFile);", false)]
    [InlineData("string text = settings.Read(\"https://slack.com/api/oauth.v2.access\");", false)]
    public Task Text_OfACallThatDoesNotBind(string statement, bool isReported) => Judge($$"""
        {{statement}}
        return [|JsonSerializer.Deserialize<SlackToken>(text)|];
        """, isReported);

    [Fact]
    public Task CheckedResponse_DoesNotTrigger() => Judge("""
        HttpResponseMessage response = await http.PostAsync(settings.TokenUrl, form);
        var text = await response.Content.ReadAsStringAsync();
        if (text.StartsWith('<'))
        {
            throw new InvalidOperationException("The provider answered with a page.");
        }

        return [|JsonSerializer.Deserialize<SlackToken>(text)|];
        """, isReported: false);

    private static Task Judge(string statements, bool isReported)
    {
        var source = Sample.Client($$"""
            public async Task<SlackToken?> ExchangeTokenAsync(HttpContent form, SlackSettings settings)
            {
                {{statements}}
            }

            private async Task<HttpResponseMessage> SendAsync(string id, HttpContent form) =>
                await http.PostAsync("https://slack.com/api/oauth.v2.access?id=" + id, form);

            private async Task<string> ReadAsync(string url) => await http.GetStringAsync(url);
            """);
        var marked = isReported ? source : source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
        return (VerifyCS.Test(marked) with { AllowErrors = true }).VerifyAsync();
    }
}
