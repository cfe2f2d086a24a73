using Microsoft.CodeAnalysis.CSharp;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM001 in C# 14: checks in extension blocks, and properties with <c>field</c>. Not for the oldest compiler.</summary>
public sealed class CheckHtmlBeforeReadingJsonExtensionBlocksTests
{
    private const string Post = "var response = await http.PostAsync(\"https://zoom.us/oauth/token\", form);";

    [Fact]
    public Task HelperThatGivesTheBody_IsFollowed() => VerifyAsync(
        "HttpResponseMessage response",
        "public Task<string> BodyAsync() => response.Content.ReadAsStringAsync();",
        "[|JsonDocument.Parse(await response.BodyAsync())|];");

    [Fact]
    public Task HelperThatReads_IsReportedAtItsCall() => VerifyAsync(
        "HttpResponseMessage response",
        "public async Task<JsonElement> ReadTokenAsync() => await response.Content.ReadFromJsonAsync<JsonElement>();",
        "await [|response.ReadTokenAsync()|];");

    [Fact]
    public Task HelperThatReadsBehindACheck_IsNot() => VerifyAsync(
        "HttpResponseMessage response",
        """
        public async Task<JsonElement> ReadTokenAsync()
        {
            if (response.Content.Headers.ContentType?.MediaType != "application/json") throw new IOException();
            return await response.Content.ReadFromJsonAsync<JsonElement>();
        }
        """,
        "await response.ReadTokenAsync();");

    [Theory]
    [InlineData("public T? ParseJson<T>() => JsonSerializer.Deserialize<T>(json);", "[|text.ParseJson<JsonElement>()|];")]
    [InlineData("public JsonElement ParseAt(int at) => JsonSerializer.Deserialize<JsonElement>(json[at..]);", "[|text.ParseAt(1)|];")]
    [InlineData("public T? ParseJson<T>() => JsonSerializer.Deserialize<T>(json);", "if (text.StartsWith('<')) return; text.ParseJson<JsonElement>();")]
    [InlineData("public T? ParseJson<T>() => JsonSerializer.Deserialize<T>(json);", "\"{}\".ParseJson<JsonElement>(); Console.WriteLine(text);")]
    public Task HelperThatParses_IsReportedAtItsCall(string member, string use) =>
        VerifyAsync("string json", member, "var text = await response.Content.ReadAsStringAsync(); " + use);

    [Theory]
    [InlineData("public static Task<string> BodyAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();", "[|JsonDocument.Parse(await HttpResponseMessage.BodyAsync(response))|];")]
    [InlineData("public static JsonDocument Read(string text) => JsonDocument.Parse(text);", "[|HttpResponseMessage.Read(await response.Content.ReadAsStringAsync())|];")]
    public Task StaticHelper_IsFollowed(string member, string use) => VerifyAsync("HttpResponseMessage", member, use);

    [Theory]
    [InlineData("public Task<string> Body => response.Content.ReadAsStringAsync();", "[|JsonDocument.Parse(await response.Body)|];")]
    [InlineData("public async Task<(int, string)> BothAsync() => (1, await response.Content.ReadAsStringAsync());", "var (_, text) = await response.BothAsync(); [|JsonDocument.Parse(text)|];")]
    public Task OtherHelperThatGivesTheBody_IsFollowed(string member, string use) => VerifyAsync("HttpResponseMessage response", member, use);

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
