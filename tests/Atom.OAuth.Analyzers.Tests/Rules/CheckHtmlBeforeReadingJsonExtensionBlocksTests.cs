using Microsoft.CodeAnalysis.CSharp;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM001 in C# 14: checks that stand in extension blocks, and properties with <c>field</c>. Not for the oldest compiler.</summary>
public sealed class CheckHtmlBeforeReadingJsonExtensionBlocksTests
{
    private const string Post = "var response = await http.PostAsync(\"https://zoom.us/oauth/token\", form);";

    [Fact]
    public Task HelperThatGivesTheBody_IsFollowed() => VerifyAsync(
        "HttpResponseMessage response",
        "public Task<string> BodyAsync() => response.Content.ReadAsStringAsync();",
        "[|JsonDocument.Parse(await response.BodyAsync())|];");

    [Theory]
    [InlineData(
        "public void ThrowIfHtml() { if (response.Content.Headers.ContentType?.MediaType == \"text/html\") throw null!; }",
        "response.ThrowIfHtml();")]
    [InlineData("public bool IsHtml() => response.Content.Headers.ContentType?.MediaType == \"text/html\";", "if (response.IsHtml()) return;")]
    [InlineData("public bool IsHtml => response.Content.Headers.ContentType?.MediaType == \"text/html\";", "if (response.IsHtml) return;")]
    public Task HelperThatChecks_IsACheck(string member, string use) =>
        VerifyAsync("HttpResponseMessage response", member, $"{use} await response.Content.ReadFromJsonAsync<JsonElement>();");

    [Fact]
    public Task HelperThatChecksNothing_IsNone() => VerifyAsync(
        "HttpResponseMessage response",
        "public void ThrowIfEmpty() { if (response.Content.Headers.ContentLength == 0) throw new IOException(); }",
        "response.ThrowIfEmpty(); await [|response.Content.ReadFromJsonAsync<JsonElement>()|];");

    [Fact]
    public Task PropertyWithField_IsFollowed() => VerifyAsync(
        "string json",
        "public int Count => json.Length;",
        "_ = new Answer { Text = await response.Content.ReadAsStringAsync() }; [|JsonDocument.Parse(await response.Content.ReadAsStringAsync())|];",
        "public class Answer { public string Text { get => field ?? \"\"; set => field = value; } }");

    private static Task VerifyAsync(string receiver, string member, string use, string more = "") => (VerifyCS.Test($$"""
        public static class Extensions
        {
            extension({{receiver}})
            {
                {{member}}
            }
        }

        public class ZoomClient(HttpClient http)
        {
            public async Task M(HttpContent form)
            {
                {{Post}}
                {{use}}
            }
        }

        {{more}}
        """) with { LanguageVersion = LanguageVersion.Latest }).VerifyAsync();
}
