using Microsoft.CodeAnalysis.CodeFixes;
using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer, Atom.OAuth.CodeFixes.Rules.CheckHtmlBeforeReadingJsonFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>New names are unique, and Fix All inserts no unnecessary checks.</summary>
public sealed class CheckHtmlBeforeReadingJsonFixerNamesAndFixAllTests
{
    [Theory]
    [InlineData("local", "var isHtml = flag;")]
    [InlineData("later local", "if (flag)\n        {\n            $\n        }\n\n        var htmlError = 1;\n        Console.WriteLine(htmlError);\n        return null;")]
    [InlineData("lambda inside", "$\n        Func<bool, bool> not = isHtml => !isHtml;\n        return not(flag) ? token : null;")]
    [InlineData("local function inside", "$\n        return token;\n\n        bool htmlError() => false;")]
    [InlineData("member", "$\n        return isHtml ? token : null;")]
    public async Task TakenName_GetsANumber(string what, string statements)
    {
        Assert.NotEmpty(what);
        const string Read = "var token = await response.Content.ReadFromJsonAsync<SlackToken>();";
        statements = statements.Contains('$', StringComparison.Ordinal)
            ? statements.Replace("$", Read)
            : statements + "\n        " + Read + "\n        return token;";
        var source = FixSample.Client("""
                private readonly bool isHtml = true;

                public async Task<SlackToken?> ExchangeAsync(HttpContent form, bool flag)
                {
                    var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                    $
                }
            """.Replace("$", statements).Replace("private readonly bool isHtml = true;", what == "member" ? "private readonly bool isHtml = true;" : ""));

        var changed = await VerifyCS.Test(source).FixFirstAsync();

        Assert.Contains("var (isHtml2, htmlError2) = await response.CheckHtmlResponseAsync(\"Slack\");", changed, StringComparison.Ordinal);
        Assert.Contains("throw new HttpRequestException(htmlError2);", changed, StringComparison.Ordinal);
    }

    [Fact]
    public Task NameOfASiblingScope_IsUsedAgain() => VerifyAllAsync(
        """
        if (flag)
        {
            var first = await http.GetAsync("https://slack.com/api/auth.test");
            $CHECK1
            return await first.Content.ReadFromJsonAsync<SlackToken>();
        }
        else
        {
            var second = await http.GetAsync("https://slack.com/api/users.identity");
            $CHECK2
            return await second.Content.ReadFromJsonAsync<SlackToken>();
        }
        """,
        ("$CHECK1", "first", ""),
        ("$CHECK2", "second", ""));

    [Fact]
    public Task TwoResponsesInOneScope_GetTwoChecks() => VerifyAllAsync(
        """
        var first = await http.GetAsync("https://slack.com/api/auth.test");
        var second = await http.GetAsync("https://slack.com/api/users.identity");
        $CHECK1
        var token = await first.Content.ReadFromJsonAsync<SlackToken>();
        $CHECK2
        return await second.Content.ReadFromJsonAsync<SlackToken>() ?? token;
        """,
        ("$CHECK1", "first", ""),
        ("$CHECK2", "second", "2"));

    [Fact]
    public Task TwoReadsOfOneResponse_GetOneCheck() => VerifyAllAsync(
        """
        var response = await http.GetAsync("https://slack.com/api/auth.test");
        $CHECK1
        var token = await response.Content.ReadFromJsonAsync<SlackToken>();
        var other = JsonSerializer.Deserialize<SlackToken>(await response.Content.ReadAsStringAsync());
        return token ?? other;
        """,
        ("$CHECK1", "response", ""));

    [Fact]
    public Task TwoReadsInOneStatement_GetOneCheckEach() => VerifyAllAsync(
        """
        var first = await http.GetAsync("https://slack.com/api/auth.test");
        var second = await http.GetAsync("https://slack.com/api/users.identity");
        $CHECK1
        $CHECK2
        return await first.Content.ReadFromJsonAsync<SlackToken>() ?? await second.Content.ReadFromJsonAsync<SlackToken>();
        """,
        ("$CHECK1", "first", ""),
        ("$CHECK2", "second", "2"));

    [Fact]
    public Task InnerCheck_IsNoCheckForTheReadAfterIt() => VerifyAllAsync(
        """
        var response = await http.GetAsync("https://slack.com/api/auth.test");
        var text = await response.Content.ReadAsStringAsync();
        if (flag)
        {
            $CHECK1
            return JsonSerializer.Deserialize<SlackToken>(text);
        }

        $CHECK2
        return JsonSerializer.Deserialize<SlackToken>(text);
        """,
        ("$CHECK1", "response", ""),
        ("$CHECK2", "response", "2"));

    [Theory]
    [InlineData(FixAllScope.Document, 1)]
    [InlineData(FixAllScope.Project, 2)]
    [InlineData(FixAllScope.Solution, 4)]
    public async Task FixAll_FixesItsScope(FixAllScope scope, int fixedFiles)
    {
        var test = VerifyCS.Test("") with
        {
            Projects = [[("A.cs", Source("A")), ("B.cs", Source("B"))], [("C.cs", Source("C")), ("D.cs", Source("D"))]],
            GlobalUsings = CodeFixTest.UsualUsings.Replace("global using Atom.OAuth;", ""),
        };

        var texts = await test.FixAllAsync(scope);

        Assert.Equal(4, texts.Count);
        Assert.Equal(fixedFiles, texts.Count(static text => text.Contains("CheckHtmlResponseAsync", StringComparison.Ordinal)));
        Assert.All(texts.Take(fixedFiles), static text =>
        {
            Assert.Equal(2, text.Split("CheckHtmlResponseAsync(\"Slack\")").Length - 1);
            Assert.StartsWith("using Atom.OAuth;\n\n", text, StringComparison.Ordinal);
        });

        static string Source(string name) => $$"""
            public static class {{name}}
            {
                public static async Task<JsonElement> FirstAsync(HttpClient http) =>
                    await (await http.GetAsync("https://slack.com/api/auth.test")).Content.ReadFromJsonAsync<JsonElement>();

                public static async Task<JsonElement> SecondAsync(HttpClient http) =>
                    await (await http.GetAsync("https://slack.com/api/auth.test")).Content.ReadFromJsonAsync<JsonElement>();
            }
            """.ReplaceLineEndings("\n");
    }

    [Theory]
    [InlineData("ATOM001.CheckAndThrow", "CheckHtmlResponseAsync")]
    [InlineData("ATOM001.SafeRead", "ReadOAuthJsonAsync")]
    public async Task FixAll_AppliesTheChosenFix(string key, string call)
    {
        var reads = string.Join("\n", Enumerable.Range(0, 50).Select(static n => $$"""
                public async Task<SlackToken?> Get{{n}}Async()
                {
                    var response = await http.GetAsync("https://slack.com/api/auth.test");
                    return await response.Content.ReadFromJsonAsync<SlackToken>();
                }
            """));

        var text = Assert.Single(await VerifyCS.Test(FixSample.Client(reads)).FixAllAsync(FixAllScope.Document, key));

        Assert.Equal(50, text.Split(call).Length - 1);
        Assert.Equal(0, await VerifyCS.Test(text).CountReportsAsync());
    }

    [Fact]
    public async Task FixAll_GivesTheSameTextEachTime()
    {
        var source = FixSample.Exchange("""
            var first = await http.GetStringAsync("https://slack.com/api/auth.test");
            var second = await http.GetStringAsync("https://slack.com/api/users.identity");
            return JsonSerializer.Deserialize<SlackToken>(first) ?? JsonSerializer.Deserialize<SlackToken>(second);
            """);

        var texts = new HashSet<string>();
        for (var time = 0; time < 3; time++)
        {
            texts.UnionWith(await VerifyCS.Test(source).FixAllAsync(FixAllScope.Document));
        }

        var text = Assert.Single(texts);
        Assert.Equal(0, await VerifyCS.Test(text).CountReportsAsync());
    }

    private static async Task VerifyAllAsync(string after, params (string Mark, string Response, string Number)[] checks)
    {
        var before = string.Join("\n", after.ReplaceLineEndings("\n").Split('\n').Where(static line => !line.TrimStart().StartsWith('$')));
        foreach (var (mark, response, number) in checks)
        {
            after = after.WithCheck($"await {response}.CheckHtmlResponseAsync(\"Slack\", cancellationToken)", mark: mark, number: number);
        }

        var text = Assert.Single(await VerifyCS.Test(FixSample.Exchange(before)).FixAllAsync(FixAllScope.Document));
        Assert.Equal(FixSample.Exchange(after), text);
        Assert.Equal(0, await VerifyCS.Test(text).CountReportsAsync());
    }
}
