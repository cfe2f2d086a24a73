using Atom.OAuth.Analyzers.Rules;
using Atom.OAuth.CodeFixes.Rules;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace Atom.OAuth.CodeFixes.Tests;

/// <summary>
/// The same fixes with Roslyn's own testing library, which also applies them one by one until nothing is left,
/// compares the result with Fix All in document, project and solution, and verifies the syntax tree.
/// </summary>
public sealed class TestingLibraryTests
{
    private const string Source = """
        using System.Net.Http;
        using System.Net.Http.Json;
        using System.Text.Json;
        using System.Threading.Tasks;

        public static class Slack
        {
            public static async Task<JsonElement> TestAsync(HttpClient http)
            {
                var response = await http.GetAsync("https://slack.com/api/auth.test");
                return await [|response.Content.ReadFromJsonAsync<JsonElement>()|];
            }

            public static async Task<JsonElement> IdentifyAsync(HttpClient http) =>
                await [|http.GetFromJsonAsync<JsonElement>("https://slack.com/api/users.identity")|];
        }
        """;

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public Task CheckAndThrow(string newLine) => RunAsync(
        newLine,
        """
        using System.Net.Http;
        using System.Net.Http.Json;
        using System.Text.Json;
        using System.Threading.Tasks;
        using Atom.OAuth;

        public static class Slack
        {
            public static async Task<JsonElement> TestAsync(HttpClient http)
            {
                var response = await http.GetAsync("https://slack.com/api/auth.test");
                var (isHtml, htmlError) = await response.CheckHtmlResponseAsync("Slack");
                if (isHtml)
                {
                    throw new HttpRequestException(htmlError);
                }

                return await response.Content.ReadFromJsonAsync<JsonElement>();
            }

            public static async Task<JsonElement> IdentifyAsync(HttpClient http)
            {
                using var response = await http.GetAsync("https://slack.com/api/users.identity");
                var (isHtml, htmlError) = await response.CheckHtmlResponseAsync("Slack");
                if (isHtml)
                {
                    throw new HttpRequestException(htmlError);
                }

                response.EnsureSuccessStatusCode();
                return await response.Content.ReadFromJsonAsync<JsonElement>();
            }
        }
        """);

    private static Task RunAsync(string newLine, string expected)
    {
        var test = new CSharpCodeFixTest<CheckHtmlBeforeReadingJsonAnalyzer, CheckHtmlBeforeReadingJsonFixer, DefaultVerifier>
        {
            TestCode = Source.ReplaceLineEndings(newLine),
            FixedCode = expected.ReplaceLineEndings(newLine),
            CodeActionEquivalenceKey = "ATOM001.CheckAndThrow",
            NumberOfFixAllIterations = 1,
            NumberOfFixAllInDocumentIterations = 1,
        };
        LibraryTest.Prepare(test);
        return test.RunAsync();
    }
}
