using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer, Atom.OAuth.CodeFixes.Rules.CheckHtmlBeforeReadingJsonFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>The default fix is not offered if a check would break the code or change its behavior.</summary>
public sealed class CheckHtmlBeforeReadingJsonFixerNotOfferedTests
{
    private const string CheckTitle = "Check for HTML and throw";

    [Theory]
    [InlineData("#if inside the read", FixSample.Post
        + "\nreturn await response.Content.ReadFromJsonAsync<SlackToken>(\n#if DEBUG\n    new JsonSerializerOptions(),\n#endif\n    cancellationToken);")]
    [InlineData("#if inside the statement", FixSample.Post
        + "\nreturn flag\n#if DEBUG\n    && Console.CapsLock\n#endif\n    ? await response.Content.ReadFromJsonAsync<SlackToken>() : null;")]
    [InlineData("#if before an embedded statement", FixSample.Post
        + "\nif (flag)\n#if !DEBUG\n    return await response.Content.ReadFromJsonAsync<SlackToken>();\n#endif\nreturn null;")]
    [InlineData("loop condition", FixSample.Post + "\nwhile (await response.Content.ReadFromJsonAsync<SlackToken>() is null)\n{\n}\n\nreturn null;")]
    [InlineData("do condition", FixSample.Post
        + "\ndo\n{\n}\nwhile (await response.Content.ReadFromJsonAsync<SlackToken>() is null);\n\nreturn null;")]
    [InlineData("for condition", FixSample.Post + "\nfor (; await response.Content.ReadFromJsonAsync<SlackToken>() is null;)\n{\n}\n\nreturn null;")]
    [InlineData("query", FixSample.Post
        + "\nvar tokens = from n in new[] { 1 } select response.Content.ReadFromJsonAsync<SlackToken>();\nreturn await tokens.First();")]
    [InlineData("expression tree", FixSample.Post
        + "\nSystem.Linq.Expressions.Expression<Func<SlackToken?>> read = () => response.Content.ReadFromJsonAsync<SlackToken>(CancellationToken.None).Result;\nreturn read.Compile()();")]
    [InlineData("catch filter", FixSample.Post
        + "\ntry\n{\n    return null;\n}\ncatch (Exception) when (response.Content.ReadFromJsonAsync<SlackToken>(CancellationToken.None).Result is null)\n{\n    return null;\n}")]
    [InlineData("response that may be null", "HttpResponseMessage? response = flag ? await http.PostAsync(\"https://slack.com/api/oauth.v2.access\", form) : null;\nreturn response is null ? null : await response.Content.ReadFromJsonAsync<SlackToken>();")]
    [InlineData("request in a branch", "return flag ? await (await http.PostAsync(\"https://slack.com/api/oauth.v2.access\", form)).Content.ReadFromJsonAsync<SlackToken>() : null;")]
    [InlineData("request behind &&", "return flag && await http.GetFromJsonAsync<SlackToken>(\"https://slack.com/api/users.identity\") is { } token ? token : null;")]
    [InlineData("variable of the same statement", "return await http.PostAsync(\"https://slack.com/api/oauth.v2.access\", form) is { IsSuccessStatusCode: true } response ? await response.Content.ReadFromJsonAsync<SlackToken>() : null;")]
    public async Task DefaultFix_IsNotOffered(string place, string statements)
    {
        Assert.NotEmpty(place);
        Assert.DoesNotContain(CheckTitle, await VerifyCS.Test(FixSample.Exchange(statements)).TitlesAsync());
    }

    [Fact]
    public Task FieldInitializer_GetsNoFix() => VerifyCS.VerifyNoFixAsync(FixSample.Client("""
            private static readonly SlackToken? Token = JsonSerializer.Deserialize<SlackToken>(new WebClient().DownloadString("https://slack.com/api/users.identity"));
        """));

    [Fact]
    public async Task WithoutTheRuntime_NothingIsOffered()
    {
        var test = VerifyCS.Test(FixSample.Exchange(FixSample.Post + "\nreturn await response.Content.ReadFromJsonAsync<SlackToken>();")) with
        {
            References = TestReferences.WithoutRuntime,
            GlobalUsings = CodeFixTest.UsualUsings.Replace("global using Atom.OAuth;", ""),
        };

        Assert.Empty(await test.TitlesAsync());
    }
}
