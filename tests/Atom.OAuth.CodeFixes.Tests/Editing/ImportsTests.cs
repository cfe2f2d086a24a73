using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer, Atom.OAuth.CodeFixes.Rules.CheckHtmlBeforeReadingJsonFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Editing;

/// <summary>Using directives are added to those that the file already has.</summary>
public sealed class ImportsTests
{
    private const string Body = """
        public static class Slack
        {
            public static async Task<JsonElement> ReadAsync(HttpClient http)
            {
                var response = await http.GetAsync("https://slack.com/api/oauth.v2.access");
                $CHECK
                return await response.Content.ReadFromJsonAsync<JsonElement>();
            }
        }
        """;

    private const string Usual = """
        using System.Net.Http;
        using System.Net.Http.Json;
        using System.Text.Json;
        using System.Threading.Tasks;
        """;

    [Theory]
    [InlineData("sorted", Usual + "\n\n$", "using System.Net.Http;\nusing System.Net.Http.Json;\nusing System.Text.Json;\nusing System.Threading.Tasks;\nusing Atom.OAuth;\n\n$")]
    [InlineData("before others", Usual + "\nusing Newtonsoft.Json;\n\n$", Usual + "\nusing Atom.OAuth;\nusing Newtonsoft.Json;\n\n$")]
    [InlineData("groups", Usual + "\n\nusing Newtonsoft.Json;\n\n$", Usual + "\n\nusing Atom.OAuth;\nusing Newtonsoft.Json;\n\n$")]
    [InlineData("system last", "using Microsoft.CSharp;\n" + Usual + "\n\n$", "using Atom.OAuth;\nusing Microsoft.CSharp;\n" + Usual + "\n\n$")]
    [InlineData("alias and static", Usual + "\nusing static System.Math;\nusing Json = System.Text.Json.JsonSerializer;\n\n$", Usual
        + "\nusing Atom.OAuth;\nusing static System.Math;\nusing Json = System.Text.Json.JsonSerializer;\n\n$")]
    [InlineData("header", "// Copyright\n\n" + Usual + "\n\nnamespace App;\n\n$", "// Copyright\n\n"
        + Usual
        + "\nusing Atom.OAuth;\n\nnamespace App;\n\n$")]
    [InlineData("file-scoped", "namespace App;\n\n" + Usual + "\n\n$", "namespace App;\n\n" + Usual + "\nusing Atom.OAuth;\n\n$")]
    [InlineData("comment at the end", Usual + " // tasks\n\n$", Usual + " // tasks\nusing Atom.OAuth;\n\n$")]
    [InlineData("global in the file", "global using System;\n" + Usual + "\n\n$", "global using System;\n" + Usual + "\nusing Atom.OAuth;\n\n$")]
    [InlineData("there already", Usual + "\nusing Atom.OAuth;\n\n$", Usual + "\nusing Atom.OAuth;\n\n$")]
    [InlineData("#if", Usual + "\n#if NET\nusing System.Xml;\n#endif\n\n$", Usual + "\nusing Atom.OAuth;\n#if NET\nusing System.Xml;\n#endif\n\n$")]
    [InlineData("#if, active", Usual + "\n#if !DEBUG\nusing Zoo;\nusing System.Xml;\n#endif\nnamespace Zoo { }\n\n$", Usual
        + "\nusing Atom.OAuth;\n#if !DEBUG\nusing Zoo;\nusing System.Xml;\n#endif\nnamespace Zoo { }\n\n$")]
    [InlineData("nested namespace", "namespace Atom.OAuth.Custom\n{\n" + Usual + "\n\n$\n}", "namespace Atom.OAuth.Custom\n{\n" + Usual + "\n\n$\n}")]
    public async Task Directive_JoinsItsKin(string name, string before, string after)
    {
        Assert.NotEmpty(name);
        var test = VerifyCS.Test(before.ReplaceLineEndings("\n").Replace("$", Without())) with { GlobalUsings = "" };

        Assert.Equal(after.ReplaceLineEndings("\n").Replace("$", With()), await test.FixFirstAsync());
    }

    [Theory]
    [InlineData("", "using Atom.OAuth;\n\n")]
    [InlineData("// Copyright\n\n", "// Copyright\n\nusing Atom.OAuth;\n\n")]
    [InlineData("/// <summary>Slack.</summary>\n", "using Atom.OAuth;\n\n/// <summary>Slack.</summary>\n")]
    [InlineData("namespace App;\n\n", "using Atom.OAuth;\n\nnamespace App;\n\n")]
    public async Task FileWithoutUsings_GetsItsFirst(string before, string after)
    {
        var test = VerifyCS.Test(before + Without()) with { GlobalUsings = Usual.Replace("using ", "global using ") };

        Assert.Equal(after + With(), await test.FixFirstAsync());
    }

    [Fact]
    public async Task UsingsInsideTheNamespace_StayThere()
    {
        const string Before = """
            namespace App
            {
                using System.Net;
                using Newtonsoft.Json.Linq;

                public static class Slack
                {
                    public static JToken Read(WebClient client)
                    {
                        var text = client.DownloadString("https://slack.com/api/oauth.v2.access");
                        return JToken.Parse(text);
                    }
                }
            }
            """;

        var test = VerifyCS.Test(Before.ReplaceLineEndings("\n")) with { GlobalUsings = "" };

        Assert.Equal(
            """
            namespace App
            {
                using System.Net;
                using System.Net.Http;
                using Atom.OAuth;
                using Newtonsoft.Json.Linq;

                public static class Slack
                {
                    public static JToken Read(WebClient client)
                    {
                        var text = client.DownloadString("https://slack.com/api/oauth.v2.access");
                        $CHECK
                        return JToken.Parse(text);
                    }
                }
            }
            """.WithCheck("""HtmlResponse.CheckText(text, "Slack")"""),
            await test.FixFirstAsync());
    }

    [Fact]
    public async Task OwnTypeOfTheSameName_IsNotConfused()
    {
        var source = FixSample.Exchange("""
            var text = await FetchAsync(form);
            return JsonSerializer.Deserialize<SlackToken>(text);
            """) + "\npublic static class HtmlResponse;\n";
        var test = VerifyCS.Test(source) with { GlobalUsings = CodeFixTest.UsualUsings.Replace("global using Atom.OAuth;", "") };

        var changed = await test.FixFirstAsync();

        Assert.Contains("""= global::Atom.OAuth.HtmlResponse.CheckText(text, "Slack");""", changed, StringComparison.Ordinal);
        Assert.DoesNotContain("using Atom.OAuth;", changed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportThatWouldMakeAnotherNameAmbiguous_IsAvoided()
    {
        var source = "using Other;\n\n" + FixSample.Exchange($$"""
            HtmlCheckResult? other = null;
            {{FixSample.Post}}
            return other is null ? await response.Content.ReadFromJsonAsync<SlackToken>() : null;
            """);
        var test = VerifyCS.Test(("Sample.cs", source), ("Other.cs", "namespace Other; public sealed class HtmlCheckResult;")) with
        {
            GlobalUsings = CodeFixTest.UsualUsings.Replace("global using Atom.OAuth;", ""),
        };

        var changed = await test.FixFirstAsync();

        Assert.Contains(
            """= await global::Atom.OAuth.HtmlResponseExtensions.CheckHtmlResponseAsync(response, "Slack", cancellationToken);""",
            changed,
            StringComparison.Ordinal);
        Assert.DoesNotContain("using Atom.OAuth;", changed, StringComparison.Ordinal);
    }

    private static string With() => Body.ReplaceLineEndings("\n").WithCheck("""await response.CheckHtmlResponseAsync("Slack")""");

    private static string Without() => Body.ReplaceLineEndings("\n").Replace("        $CHECK\n", "");
}
