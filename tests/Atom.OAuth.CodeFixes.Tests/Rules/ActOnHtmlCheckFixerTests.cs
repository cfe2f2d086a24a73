using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.ActOnHtmlCheckAnalyzer, Atom.OAuth.CodeFixes.Rules.ActOnHtmlCheckFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>ATOM006's fixes: the result is used, and nothing else changes.</summary>
public sealed class ActOnHtmlCheckFixerTests
{
    private const string Throw = """
        if (isHtml)
        {
            throw new HttpRequestException(htmlError);
        }
        """;

    [Theory]
    [InlineData("await response.CheckHtmlResponseAsync(\"Slack\", cancellationToken);", "var (isHtml, htmlError) = await response.CheckHtmlResponseAsync(\"Slack\", cancellationToken);")]
    [InlineData("response.CheckHtmlResponse();", "var (isHtml, htmlError) = response.CheckHtmlResponse();")]
    [InlineData("_ = await response.CheckHtmlResponseAsync(); // why", "var (isHtml, htmlError) = await response.CheckHtmlResponseAsync(); // why")]
    [InlineData("var (_, _) = await response.CheckHtmlResponseAsync();", "var (isHtml, htmlError) = await response.CheckHtmlResponseAsync();")]
    [InlineData("var (isHtml, _) = await response.CheckHtmlResponseAsync();", "var (isHtml, htmlError) = await response.CheckHtmlResponseAsync();")]
    [InlineData("var (_, htmlError) = await response.CheckHtmlResponseAsync();", "var (isHtml, htmlError) = await response.CheckHtmlResponseAsync();")]
    [InlineData("var (isHtml, htmlError) = await response.CheckHtmlResponseAsync();", "var (isHtml, htmlError) = await response.CheckHtmlResponseAsync();")]
    public Task DroppedAnswer_IsActedOn(string before, string after) => VerifyCS.VerifyAsync(
        FixSample.Exchange($"{FixSample.Post}\n{before}\n\nreturn await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken);"),
        FixSample.Exchange($"{FixSample.Post}\n{after}\n{Throw}\n\nreturn await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken);"));

    [Fact]
    public Task UnusedLocal_IsActedOn() => VerifyCS.VerifyAsync(
        FixSample.Exchange(
            $"{FixSample.Post}\nvar check = await response.CheckHtmlResponseAsync();\nreturn await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken);"),
        FixSample.Exchange($$"""
            {{FixSample.Post}}
            var check = await response.CheckHtmlResponseAsync();
            if (check.IsHtml)
            {
                throw new HttpRequestException(check.Error);
            }

            return await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken);
            """));

    [Fact]
    public Task BranchThatLogs_ThrowsAtItsEnd() => VerifyCS.VerifyAsync(
        FixSample.Exchange($$"""
            {{FixSample.Post}}
            var (isHtml, htmlError) = await response.CheckHtmlResponseAsync();
            if (isHtml)
            {
                Console.WriteLine(htmlError); // for us
            }

            return await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken);
            """),
        FixSample.Exchange($$"""
            {{FixSample.Post}}
            var (isHtml, htmlError) = await response.CheckHtmlResponseAsync();
            if (isHtml)
            {
                Console.WriteLine(htmlError); // for us
                throw new HttpRequestException(htmlError);
            }

            return await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken);
            """));

    [Fact]
    public Task LoggedAnswer_IsActedOnBehindTheLog() => VerifyCS.VerifyAsync(
        FixSample.Exchange($$"""
            {{FixSample.Post}}
            var (isHtml, htmlError) = await response.CheckHtmlResponseAsync();
            Console.WriteLine(htmlError);

            return await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken);
            """),
        FixSample.Exchange($$"""
            {{FixSample.Post}}
            var (isHtml, htmlError) = await response.CheckHtmlResponseAsync();
            Console.WriteLine(htmlError);
            {{Throw}}

            return await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken);
            """));

    [Fact]
    public Task TakenNames_GetANumber() => VerifyCS.VerifyAsync(
        FixSample.Exchange(
            $"{FixSample.Post}\nvar isHtml = flag;\nresponse.CheckHtmlResponse();\n\nreturn isHtml ? null : await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken);"),
        FixSample.Exchange(
            $"{FixSample.Post}\nvar isHtml = flag;\nvar (isHtml2, htmlError2) = response.CheckHtmlResponse();\n{Throw.Replace("isHtml", "isHtml2", StringComparison.Ordinal).Replace("htmlError", "htmlError2", StringComparison.Ordinal)}\n\nreturn isHtml ? null : await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken);"));

    [Fact]
    public Task OwnKindOfError_IsReturned() => VerifyCS.VerifyAsync(
        Result("response.CheckHtmlResponse();"),
        Result("var (isHtml, htmlError) = response.CheckHtmlResponse();\n        if (isHtml)\n        {\n            return Outcome.Fail(htmlError);\n        }"),
        key: "ATOM006.Return");

    [Theory]
    [InlineData("var token = await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken);")]
    [InlineData("// reads\nvar token = await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken); // done")]
    public Task CheckAfterTheRead_Moves(string read) => VerifyCS.VerifyAsync(
        FixSample.Exchange($"{FixSample.Post}\n{read}\nvar (isHtml, htmlError) = {FixSample.Check};\n{Throw}\n\nreturn token;"),
        FixSample.Exchange($"{FixSample.Post}\nvar (isHtml, htmlError) = {FixSample.Check};\n{Throw}\n\n{read}\nreturn token;"));

    [Fact]
    public Task CheckInAnIf_Moves() => VerifyCS.VerifyAsync(
        FixSample.Exchange(
            $"{FixSample.Post}\nvar token = await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken);\nif (response.CheckHtmlResponse().IsHtml)\n{{\n    return null;\n}}\n\nreturn token;"),
        FixSample.Exchange(
            $"{FixSample.Post}\nif (response.CheckHtmlResponse().IsHtml)\n{{\n    return null;\n}}\n\nvar token = await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken);\nreturn token;"));

    [Fact]
    public Task CheckOfAnotherResponse_IsTurned() => VerifyCS.VerifyAsync(
        FixSample.Exchange(
            $"{FixSample.Post}\nvar other = await http.GetAsync(\"x\");\nif (response.CheckHtmlResponse().IsHtml)\n{{\n    return null;\n}}\n\nreturn await other.Content.ReadFromJsonAsync<SlackToken>();"),
        FixSample.Exchange(
            $"{FixSample.Post}\nvar other = await http.GetAsync(\"x\");\nif (other.CheckHtmlResponse().IsHtml)\n{{\n    return null;\n}}\n\nreturn await other.Content.ReadFromJsonAsync<SlackToken>();"));

    [Fact]
    public Task CheckOfOneBuild_IsActedOnInThatBuild() => VerifyCS.VerifyAsync(
        FixSample.Exchange($"{FixSample.Post}\n#if !NEVER\nresponse.CheckHtmlResponse();\n#endif\nreturn null;"),
        FixSample.Exchange(
            $"{FixSample.Post}\n#if !NEVER\nvar (isHtml, htmlError) = response.CheckHtmlResponse();\n{Throw}\n\n#endif\nreturn null;"));

    [Theory]
    [InlineData("if (flag) response.CheckHtmlResponse();")]
    [InlineData("Action a = () => response.CheckHtmlResponse(); a();")]
    [InlineData("{ response.CheckHtmlResponse(); }")]
    public Task NoPlaceForStatements_NoFix(string statement) =>
        VerifyCS.VerifyNoFixAsync(
            FixSample.Exchange($"{FixSample.Post}\n{statement}\nreturn await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken);"));

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task FixAll_ActsOnEveryAnswer(string newLine)
    {
        var before = FixSample.Exchange(
            $"{FixSample.Post}\nresponse.CheckHtmlResponse();\n\nvar other = await http.GetAsync(\"x\");\nother.CheckHtmlResponse();\n\n_ = await other.Content.ReadFromJsonAsync<SlackToken>();\nreturn await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken);").ReplaceLineEndings(newLine);
        var second = Throw.Replace("isHtml", "isHtml2", StringComparison.Ordinal).Replace("htmlError", "htmlError2", StringComparison.Ordinal);
        var after = FixSample.Exchange(
            $"{FixSample.Post}\nvar (isHtml, htmlError) = response.CheckHtmlResponse();\n{Throw}\n\nvar other = await http.GetAsync(\"x\");\nvar (isHtml2, htmlError2) = other.CheckHtmlResponse();\n{second}\n\n_ = await other.Content.ReadFromJsonAsync<SlackToken>();\nreturn await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken);").ReplaceLineEndings(newLine);

        Assert.Equal(
            after,
            Assert.Single(await VerifyCS.Test(before).FixAllAsync(Microsoft.CodeAnalysis.CodeFixes.FixAllScope.Document)),
            ignoreLineEndingDifferences: false);
    }

    private static string Result(string check) => $$"""
        public sealed class Outcome
        {
            public static Outcome Fail(string message) => new();
        }

        public sealed class SlackClient(HttpClient http)
        {
            public async Task<Outcome> ExchangeAsync(HttpContent form)
            {
                var response = await http.PostAsync("{{FixSample.Url}}", form);
                {{check}}

                return (await response.Content.ReadFromJsonAsync<Outcome>())!;
            }
        }

        """.ReplaceLineEndings("\n");
}
