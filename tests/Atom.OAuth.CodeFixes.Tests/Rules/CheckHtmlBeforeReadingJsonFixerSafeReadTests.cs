using Microsoft.CodeAnalysis;
using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer, Atom.OAuth.CodeFixes.Rules.CheckHtmlBeforeReadingJsonFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>The fix that reads with ReadOAuthJsonAsync.</summary>
public sealed class CheckHtmlBeforeReadingJsonFixerSafeReadTests
{
    private const string Key = "ATOM001.SafeRead";
    private const string Title = "Read with ReadOAuthJsonAsync";

    [Theory]
    [InlineData("await response.Content.ReadFromJsonAsync<SlackToken>()", """await response.ReadOAuthJsonAsync<SlackToken>("Slack", cancellationToken)""")]
    [InlineData("await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken)", """await response.ReadOAuthJsonAsync<SlackToken>("Slack", cancellationToken)""")]
    [InlineData("await response.Content.ReadFromJsonAsync<SlackToken>(options)", """await response.ReadOAuthJsonAsync<SlackToken>("Slack", options, cancellationToken)""")]
    [InlineData("await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken: default, options: options)", """await response.ReadOAuthJsonAsync<SlackToken>("Slack", options, default)""")]
    [InlineData("await response.Content.ReadFromJsonAsync<SlackToken>().ConfigureAwait(false)", """await response.ReadOAuthJsonAsync<SlackToken>("Slack", cancellationToken).ConfigureAwait(false)""")]
    [InlineData("await response.Content.ReadFromJsonAsync(info, cancellationToken)", """await response.ReadOAuthJsonAsync("Slack", info, cancellationToken)""")]
    [InlineData("JsonSerializer.Deserialize<SlackToken>(await response.Content.ReadAsStringAsync())", """await response.ReadOAuthJsonAsync<SlackToken>("Slack", cancellationToken)""")]
    [InlineData("JsonSerializer.Deserialize<SlackToken>(await response.Content.ReadAsStringAsync(cancellationToken), options)", """await response.ReadOAuthJsonAsync<SlackToken>("Slack", options, cancellationToken)""")]
    [InlineData("JsonSerializer.Deserialize<SlackToken>(await response.Content.ReadAsStringAsync())!.Token", """(await response.ReadOAuthJsonAsync<SlackToken>("Slack", cancellationToken))!.Token""")]
    [InlineData("JsonSerializer.Deserialize<SlackToken>(await response.Content.ReadAsStringAsync().ConfigureAwait(false))", """await response.ReadOAuthJsonAsync<SlackToken>("Slack", cancellationToken).ConfigureAwait(false)""")]
    [InlineData("JsonSerializer.Deserialize<SlackToken>(response.Content.ReadAsStringAsync().Result)", """response.ReadOAuthJson<SlackToken>("Slack")""")]
    [InlineData("await JsonSerializer.DeserializeAsync<SlackToken>(await response.Content.ReadAsStreamAsync(), options)", """await response.ReadOAuthJsonAsync<SlackToken>("Slack", options, cancellationToken)""")]
    [InlineData("await (await http.PostAsync(\"https://slack.com/api/oauth.v2.access\", form)).Content.ReadFromJsonAsync<SlackToken>()", """await (await http.PostAsync("https://slack.com/api/oauth.v2.access", form)).ReadOAuthJsonAsync<SlackToken>("Slack", cancellationToken)""")]
    [InlineData("flag ? await response.Content.ReadFromJsonAsync<SlackToken>() : null", """flag ? await response.ReadOAuthJsonAsync<SlackToken>("Slack", cancellationToken) : null""")]
    public Task SystemTextJson_IsReplaced(string read, string expected) =>
        VerifyCS.VerifyAsync(Exchange(read), Exchange(expected), Key);

    [Theory]
    [InlineData("Newtonsoft.Json.JsonConvert.DeserializeObject<SlackToken>(await response.Content.ReadAsStringAsync())")]
    [InlineData("JsonDocument.Parse(await response.Content.ReadAsStringAsync())")]
    [InlineData("await response.Content.ReadFromJsonAsync(typeof(SlackToken))")]
    [InlineData("await response.Content.ReadAsAsync<SlackToken>()")]
    [InlineData("await http.GetFromJsonAsync<SlackToken>(\"https://slack.com/api/oauth.v2.access\")")]
    [InlineData("JsonSerializer.Deserialize<SlackToken>((await response.Content.ReadAsStringAsync()).Trim())")]
    public async Task NotOffered_ForOtherReads(string read) =>
        Assert.DoesNotContain(Title, await VerifyCS.Test(Exchange(read)).TitlesAsync());

    [Fact]
    public async Task UnknownProvider_IsLeftOut()
    {
        const string Source = """
            public sealed record Token(string? AccessToken);

            public static class Tokens
            {
                public static async Task<Token?> ExchangeAsync(HttpClient http, Dictionary<string, string> form, string tokenEndpoint, JsonSerializerOptions options, CancellationToken ct)
                {
                    form["grant_type"] = "refresh_token";
                    var response = await http.PostAsync(tokenEndpoint, new FormUrlEncodedContent(form), ct);
                    return $READ;
                }
            }
            """;

        await VerifyCS.VerifyAsync(
            Source.Replace("$READ", "await response.Content.ReadFromJsonAsync<Token>(ct)"),
            Source.Replace("$READ", "await response.ReadOAuthJsonAsync<Token>(cancellationToken: ct)"),
            Key);
        await VerifyCS.VerifyAsync(
            Source.Replace("$READ", "await response.Content.ReadFromJsonAsync<Token>(options, ct)"),
            Source.Replace("$READ", "await response.ReadOAuthJsonAsync<Token>(null, options, ct)"),
            Key);
    }

    [Theory]
    [InlineData(NullableContextOptions.Enable)]
    [InlineData(NullableContextOptions.Disable)]
    public async Task Nullability_DoesNotMatter(NullableContextOptions nullable)
    {
        var source = Exchange("(await response.Content.ReadFromJsonAsync<SlackToken>())!.Token");
        if (nullable == NullableContextOptions.Disable)
        {
            source = source.Replace("?>", ">").Replace("string?", "string").Replace("!.", ".");
        }

        Assert.Contains(
            "ReadOAuthJsonAsync<SlackToken>",
            await (VerifyCS.Test(source) with { Nullable = nullable }).FixFirstAsync(Key),
            StringComparison.Ordinal);
    }

    private static string Exchange(string read) => FixSample.Exchange(
        $"{FixSample.Post}\nreturn {read};",
        "public async Task<object?> ExchangeAsync(HttpContent form, bool flag, JsonSerializerOptions options, System.Text.Json.Serialization.Metadata.JsonTypeInfo<SlackToken> info, CancellationToken cancellationToken)");
}
