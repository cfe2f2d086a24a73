using Microsoft.CodeAnalysis.CSharp;
using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer, Atom.OAuth.CodeFixes.Rules.CheckHtmlBeforeReadingJsonFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>ATOM001's fix if a member of an extension block reads. Not for the oldest compiler.</summary>
public sealed class CheckHtmlBeforeReadingJsonFixerExtensionBlocksTests
{
    [Theory]
    [InlineData(
        "extension(HttpResponseMessage response) { public async Task<JsonElement> ReadTokenAsync() => await response.Content.ReadFromJsonAsync<JsonElement>(); }",
        "return await response.ReadTokenAsync();",
        "await response.CheckHtmlResponseAsync(\"Zoom\")")]
    [InlineData(
        "extension(string json) { public JsonElement ParseJson() => JsonSerializer.Deserialize<JsonElement>(json); }",
        "var text = await response.Content.ReadAsStringAsync();\n        return text.ParseJson();",
        "response.CheckHtmlResponseAsync(\"Zoom\")")]
    public async Task CheckStandsBeforeTheCall(string block, string statements, string check)
    {
        var test = VerifyCS.Test($$"""
            public static class Extensions
            {
                {{block}}
            }

            public sealed class ZoomClient(HttpClient http)
            {
                public async Task<JsonElement> ExchangeAsync(HttpContent form)
                {
                    var response = await http.PostAsync("https://zoom.us/oauth/token", form);
                    {{statements}}
                }
            }
            """) with { LanguageVersion = LanguageVersion.Latest };

        Assert.Contains(check, await test.FixFirstAsync(), StringComparison.Ordinal);
    }
}
