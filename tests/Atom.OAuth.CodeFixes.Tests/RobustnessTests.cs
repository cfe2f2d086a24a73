using Microsoft.CodeAnalysis;
using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer, Atom.OAuth.CodeFixes.Rules.CheckHtmlBeforeReadingJsonFixer>;

namespace Atom.OAuth.CodeFixes.Tests;

/// <summary>Code that does not compile, and unusual or old code.</summary>
public sealed class RobustnessTests
{
    [Fact]
    public async Task ErrorsElsewhere_DoNotMatter()
    {
        var changed = await VerifyCS.Test(FixSample.Exchange($$"""
            {{FixSample.Post}}
            Missing.Call(response);
            int number = "text";
            return await response.Content.ReadFromJsonAsync<SlackToken>();
            """)).FixFirstAsync();

        Assert.Contains(FixSample.Check, changed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HalfWrittenStatement_ThrowsNothing()
    {
        var test = VerifyCS.Test(FixSample.Exchange($$"""
            {{FixSample.Post}}
            return await response.Content.ReadFromJsonAsync<SlackToken>(
            """));

        Assert.NotNull(await test.TitlesAsync());
    }

    [Fact]
    public async Task OldLanguageVersion_DeclaresNoUsing()
    {
        const string Source = """
            using System.Net.Http;
            using System.Threading.Tasks;
            using Newtonsoft.Json.Linq;

            public static class Slack
            {
                public static async Task<JToken> TestAsync(HttpClient http)
                {
                    return JToken.Parse(await (await http.GetAsync("https://slack.com/api/auth.test")).Content.ReadAsStringAsync());
                }
            }
            """;
        var test = VerifyCS.Test(Source) with
        {
            GlobalUsings = "",
            Nullable = NullableContextOptions.Disable,
            LanguageVersion = Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp7_3,
        };

        Assert.Contains("\n        var response = await http.GetAsync(", await test.FixFirstAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BracesAtTheEndOfTheLine_StayThere()
    {
        const string Source = """
            using System.Net.Http;
            using System.Threading.Tasks;
            using Newtonsoft.Json.Linq;

            public static class Slack {
                public static async Task<JToken> TestAsync(HttpClient http, bool flag) {
                    var response = await http.GetAsync("https://slack.com/api/auth.test");
                    if (flag) // never
                        return JToken.Parse(await response.Content.ReadAsStringAsync());
                    if (!flag) {
                        return null!;
                    }
                    return "";
                }
            }
            """;

        Assert.Contains(
            """
                    if (flag) { // never
                        var (isHtml, htmlError) = await response.CheckHtmlResponseAsync("Slack");
                        if (isHtml) {
                            throw new HttpRequestException(htmlError);
                        }

                        return JToken.Parse(await response.Content.ReadAsStringAsync());
                    }
                    if (!flag) {
            """.ReplaceLineEndings("\n"),
            await VerifyCS.Test(Source.ReplaceLineEndings("\n")).FixFirstAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task IndentationOfTwo_IsKept()
    {
        var source = FixSample.Exchange(
            $"{FixSample.Post}\nif (flag) return await response.Content.ReadFromJsonAsync<SlackToken>();\nreturn null;").Replace("    ", "  ");

        Assert.Contains(
            "\n      if (isHtml)\n      {\n        throw new HttpRequestException(htmlError);\n      }\n",
            await VerifyCS.Test(source).FixFirstAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task RawStringInAMovedStatement_StaysAsItIs()
    {
        var source = FixSample.Exchange(
            FixSample.Post + "\nif (flag) Console.WriteLine(\"\"\"\n    text\n  more\n    \"\"\" + await response.Content.ReadFromJsonAsync<SlackToken>(),\n    1);\nreturn null;").Replace(
                "\n  more", "\n            more");

        var changed = await VerifyCS.Test(source).FixFirstAsync();

        Assert.Contains("(\"\"\"\n            text\n", changed, StringComparison.Ordinal);
        Assert.Contains("\n            \"\"\" + await response", changed, StringComparison.Ordinal);
        Assert.Contains("\n                1);\n", changed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PartialClassOverTwoFiles_IsFixedWhereTheReadStands()
    {
        var test = VerifyCS.Test(
            ("A.cs", """
                public static partial class Slack
                {
                    public static async Task<JsonElement> TestAsync(HttpClient http) => await ReadAsync(await http.GetAsync("https://slack.com/api/auth.test"));
                }
                """),
            ("B.cs", """
                public static partial class Slack
                {
                    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
                    {
                        return await response.Content.ReadFromJsonAsync<JsonElement>();
                    }
                }
                """));

        Assert.Contains("await response.CheckHtmlResponseAsync(\"Slack\")", await test.FixFirstAsync(), StringComparison.Ordinal);
    }
}
