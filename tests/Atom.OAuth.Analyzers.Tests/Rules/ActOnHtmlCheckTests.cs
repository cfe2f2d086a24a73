using Atom.OAuth.Analyzers.Rules;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ActOnHtmlCheckAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM006: calls of the HTML check that have no effect.</summary>
public sealed class ActOnHtmlCheckTests
{
    /// <summary>All forms of the check, as an expression that can also be a statement.</summary>
    private static readonly Dictionary<string, string> Checks = new()
    {
        ["Async"] = """await [|response.CheckHtmlResponseAsync("Slack", cancellationToken)|]""",
        ["AsyncConfigured"] = """await [|response.CheckHtmlResponseAsync("Slack", cancellationToken)|].ConfigureAwait(false)""",
        ["Sync"] = """[|response.CheckHtmlResponse("Slack")|]""",
        ["Content"] = """await [|response.Content.CheckHtmlContentAsync("Slack", cancellationToken)|]""",
        ["ContentSync"] = """[|response.Content.CheckHtmlContent()|]""",
        ["Static"] = """await [|HtmlResponseExtensions.CheckHtmlResponseAsync(response, "Slack")|]""",
        ["Blocking"] = """[|response.CheckHtmlResponseAsync("Slack")|].AsTask().GetAwaiter().GetResult()""",
        ["Text"] = """[|HtmlResponse.CheckText(text, "Slack")|]""",
        ["Bytes"] = """[|HtmlResponse.CheckBytes(System.Text.Encoding.UTF8.GetBytes(text), "Slack")|]""",
    };

    /// <summary>Uses that do nothing with the result, or only log it.</summary>
    private static readonly Dictionary<string, string> Misuses = new()
    {
        ["Statement"] = "CHECK;",
        ["Discard"] = "_ = CHECK;",
        ["Unused"] = "var check = CHECK;",
        ["UnusedParts"] = "var (isHtml, htmlError) = CHECK;",
        ["DiscardedParts"] = "var (_, _) = CHECK;",
        ["OtherDiscardedParts"] = "(_, _) = CHECK;",
        ["TypedParts"] = "(bool isHtml, string htmlError) = CHECK;",
        ["Assigned"] = "HtmlCheckResult check; check = CHECK;",
        ["Logged"] = """var (isHtml, htmlError) = CHECK; logger.LogWarning("{Html} {Error}", isHtml, htmlError);""",
        ["LoggedPart"] = """var (_, htmlError) = CHECK; logger.LogWarning(htmlError);""",
        ["LoggedText"] = """var check = CHECK; Console.WriteLine($"page: {check.IsHtml} {check.Title}");""",
        ["LoggedWhole"] = """var check = CHECK; Console.WriteLine(check.ToString() + "!");""",
        ["LoggedIf"] = """var (isHtml, htmlError) = CHECK; if (isHtml) { logger.LogError("{Error}", htmlError); }""",
        ["LoggedIfWithoutBraces"] = """var (isHtml, htmlError) = CHECK; if (isHtml) logger.LogError("{Error}", htmlError);""",
        ["LoggedIfTrue"] = """var check = CHECK; if (check.IsHtml == true) { Console.WriteLine(check.Error); Console.WriteLine("page"); }""",
        ["LoggedIfPattern"] = """var check = CHECK; if (check.IsHtml is true) { Console.WriteLine(check.Error); }""",
        ["LoggedIfNotNull"] = """var check = CHECK; if (check.Error != null) { Console.WriteLine(check.Error); }""",
        ["EmptyIf"] = """var (isHtml, htmlError) = CHECK; if (isHtml) { }""",
        ["LoggedChoice"] = """var (isHtml, htmlError) = CHECK; logger.LogInformation(isHtml ? htmlError : "fine");""",
        ["TakenApartAndForgotten"] = "bool isHtml; string htmlError; (isHtml, htmlError) = CHECK;",
        ["SetAgain"] = "var check = CHECK; check = default;",
        ["LoggedAndEmpty"] = "var check = CHECK; if (check.IsHtml) { Console.WriteLine(check.Error); ; }",
        ["LoggedNullable"] = "HtmlCheckResult? check = CHECK; Console.WriteLine(check?.Error ?? \"\");",
        ["LoggedList"] = "var check = CHECK; Console.WriteLine(\"{0} {1} {2} {3}\", check.IsHtml, check.Error, check.Kind, check.Title);",
        ["Thrown Away"] = """var (isHtml, htmlError) = CHECK; _ = isHtml;""",
    };

    /// <summary>Uses that act on the result, or may.</summary>
    private static readonly Dictionary<string, string> Uses = new()
    {
        ["Throw"] = "var (isHtml, htmlError) = CHECK; if (isHtml) { throw new HttpRequestException(htmlError); }",
        ["ThrowWithoutBraces"] = "var (isHtml, htmlError) = CHECK; if (isHtml) throw new HttpRequestException(htmlError);",
        ["LogAndThrow"] = "var (isHtml, htmlError) = CHECK; if (isHtml) { logger.LogError(htmlError); throw new HttpRequestException(htmlError); }",
        ["Return"] = "var check = CHECK; if (check.IsHtml) { return null; }",
        ["Negated"] = "var check = CHECK; if (!check.IsHtml) { return await response.Content.ReadFromJsonAsync<SlackToken>(); } return null;",
        ["Else"] = "var check = CHECK; if (check.IsHtml) { logger.LogError(check.Error); } else { return await response.Content.ReadFromJsonAsync<SlackToken>(); } return null;",
        ["Ternary"] = "var check = CHECK; return check.IsHtml ? null : await response.Content.ReadFromJsonAsync<SlackToken>();",
        ["And"] = "var (isHtml, htmlError) = CHECK; if (flag && isHtml) { return null; }",
        ["Pattern"] = "if (CHECK is { IsHtml: true, Error: var error }) { throw new HttpRequestException(error); }",
        ["Property"] = "if ((CHECK).IsHtml) { return null; }",
        ["Switch"] = "switch ((CHECK).Kind) { case ResponseBodyKind.Html: return null; }",
        ["SwitchExpression"] = "var (isHtml, htmlError) = CHECK; _ = isHtml switch { true => throw new HttpRequestException(htmlError), _ => 0 };",
        ["Argument"] = "Act(CHECK); void Act(HtmlCheckResult check) { if (check.IsHtml) { throw new HttpRequestException(check.Error); } }",
        ["ArgumentOfLocal"] = "var check = CHECK; Act(check.IsHtml); void Act(bool isHtml) { }",
        ["Field"] = "_last = CHECK;",
        ["OtherVariable"] = "var check = CHECK; var other = check.IsHtml; if (other) { return null; }",
        ["While"] = "var (isHtml, _) = CHECK; while (isHtml) { return null; }",
        ["Lambda"] = "var check = CHECK; Func<bool> isPage = () => check.IsHtml; if (isPage()) { return null; }",
        ["IfWithCount"] = "var (isHtml, htmlError) = CHECK; if (isHtml) { logger.LogError(htmlError); _pages++; }",
        ["Retry"] = "var (isHtml, htmlError) = CHECK; if (isHtml) { Console.WriteLine(htmlError); response = await http.GetAsync(\"x\"); }",
        ["FieldOfParts"] = "(_isHtml, var htmlError) = CHECK;",
        ["WrittenToTheResponse"] = "var check = CHECK; PageResponse.Write(check.Error);",
        ["ArgumentOfCreation"] = "var check = CHECK; _ = new HttpRequestException(check.Error);",
        ["Indexed"] = "var check = CHECK; _ = new[] { 1, 2 }[check.IsHtml ? 1 : 0];",
        ["ElseIf"] = "var check = CHECK; if (flag) { } else if (check.IsHtml) { return null; }",
        ["LoggedThenElse"] = "var check = CHECK; if (check.IsHtml) { Console.WriteLine(); } else { _pages++; }",
        ["Returned later"] = "HtmlCheckResult check; check = CHECK; if (check.IsHtml) { return null; }",
        ["PartsTakenAgain"] = "bool isHtml; string htmlError; (isHtml, htmlError) = CHECK; if (isHtml) { throw new HttpRequestException(htmlError); }",
        ["TryFinally"] = "var check = CHECK; try { } finally { if (check.IsHtml) { Environment.Exit(1); } }",
    };

    public static TheoryData<string, string> ChecksAndMisuses() => Pairs(Checks.Keys, Misuses.Keys);

    public static TheoryData<string, string> ChecksAndUses() => Pairs(Checks.Keys, Uses.Keys);

    [Theory]
    [MemberData(nameof(ChecksAndMisuses))]
    public Task AnswerNotActedOn_Triggers(string check, string misuse) =>
        VerifyCS.VerifyAsync(Code(Misuses[misuse].Replace("CHECK", Checks[check], StringComparison.Ordinal)
            + " return await response.Content.ReadFromJsonAsync<SlackToken>();"));

    [Theory]
    [MemberData(nameof(ChecksAndUses))]
    public Task AnswerActedOn_DoesNotTrigger(string check, string use) =>
        VerifyCS.VerifyAsync(Code(Uses[use].Replace(
            "CHECK",
            Checks[check].Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal),
            StringComparison.Ordinal) + "\n#pragma warning disable CS0162\nreturn null;"));

    [Theory]
    [InlineData("public void M(HttpResponseMessage r) => [|r.CheckHtmlResponse()|];")]
    [InlineData("public async Task M(HttpResponseMessage r) => await [|r.CheckHtmlResponseAsync()|];")]
    [InlineData("public Action M(HttpResponseMessage r) => () => [|r.CheckHtmlResponse()|];")]
    [InlineData("public void M(HttpResponseMessage r) { Local(); void Local() { [|r.CheckHtmlResponse()|]; } }")]
    public Task Bodies_Trigger(string member) => VerifyCS.VerifyAsync(Sample.Client(member));

    [Theory]
    [InlineData("public HtmlCheckResult M(HttpResponseMessage r) => r.CheckHtmlResponse();")]
    [InlineData("public ValueTask<HtmlCheckResult> M(HttpResponseMessage r) => r.CheckHtmlResponseAsync();")]
    [InlineData("public async Task<bool> M(HttpResponseMessage r) => (await r.CheckHtmlResponseAsync()).IsHtml;")]
    [InlineData("public Func<HtmlCheckResult> M(HttpResponseMessage r) => () => r.CheckHtmlResponse();")]
    [InlineData("public IEnumerable<HtmlCheckResult> M(HttpResponseMessage[] all) => all.Select(r => r.CheckHtmlResponse());")]
    [InlineData("public HtmlCheckResult Last { get; set; } public void M(HttpResponseMessage r) => Last = r.CheckHtmlResponse();")]
    [InlineData("public void CheckHtmlResponse() { } public void M() => CheckHtmlResponse();")]
    public Task Others_DoNotTrigger(string member) => VerifyCS.VerifyAsync(Sample.Client(member));

    [Theory]
    [InlineData("var token = await response.Content.ReadFromJsonAsync<SlackToken>(); var check = await [|response.CheckHtmlResponseAsync()|]; if (check.IsHtml) { return null; } return token;")]
    [InlineData("var body = await response.Content.ReadAsStringAsync(); var token = JsonSerializer.Deserialize<SlackToken>(body); if ([|HtmlResponse.CheckText(body)|].IsHtml) { return null; } return token;")]
    [InlineData("var body = await response.Content.ReadAsStringAsync(); var token = JsonSerializer.Deserialize<SlackToken>(body); if ((await [|response.CheckHtmlResponseAsync()|]).IsHtml) { return null; } return token;")]
    public Task CheckAfterTheRead_Triggers(string statements) => VerifyCS.VerifyAsync(Code(statements));

    [Theory]
    [InlineData("if (response.CheckHtmlResponse().IsHtml) { return null; } return await response.Content.ReadFromJsonAsync<SlackToken>();")]
    [InlineData("if (flag) { return await response.Content.ReadFromJsonAsync<SlackToken>(); } if (response.CheckHtmlResponse().IsHtml) { return null; } return null;")]
    [InlineData("if (flag) { _ = await response.Content.ReadFromJsonAsync<SlackToken>(); } else if (response.CheckHtmlResponse().IsHtml) { return null; } return null;")]
    [InlineData("var token = await response.Content.ReadFromJsonAsync<SlackToken>(); response = await http.GetAsync(\"x\"); if (response.CheckHtmlResponse().IsHtml) { return null; } return token;")]
    [InlineData("if (response.CheckHtmlResponse().IsHtml) { return null; } var token = await response.Content.ReadFromJsonAsync<SlackToken>(); if (response.CheckHtmlResponse().IsHtml) { return null; } return token;")]
    [InlineData("var length = (await response.Content.ReadAsStringAsync()).Length; if (response.CheckHtmlResponse().IsHtml) { return null; } return length == 0 ? null : await response.Content.ReadFromJsonAsync<SlackToken>();")]
    [InlineData("_ = await response.Content.ReadFromJsonAsync<SlackToken>(); if (response.CheckHtmlResponse().IsHtml) { return null; } return await response.Content.ReadFromJsonAsync<SlackToken>();")]
    public Task CheckBeforeTheRead_DoesNotTrigger(string statements) => VerifyCS.VerifyAsync(Code(statements));

    [Theory]
    [InlineData("var other = await http.GetAsync(\"x\"); if ([|response.CheckHtmlResponse()|].IsHtml) { return null; } return await other.Content.ReadFromJsonAsync<SlackToken>();", true)]
    [InlineData("var other = await http.GetAsync(\"x\"); response.EnsureSuccessStatusCode(); var (isHtml, error) = await [|response.CheckHtmlResponseAsync()|]; if (isHtml) { throw new HttpRequestException(error); } var body = await other.Content.ReadAsStringAsync(); return JsonSerializer.Deserialize<SlackToken>(body);", true)]
    [InlineData("if (response.CheckHtmlResponse().IsHtml) { return null; } var other = await http.GetAsync(\"x\"); return await other.Content.ReadFromJsonAsync<SlackToken>();", false)]
    [InlineData("var other = await http.GetAsync(\"x\"); if (response.CheckHtmlResponse().IsHtml) { return null; } _ = await response.Content.ReadFromJsonAsync<SlackToken>(); return await other.Content.ReadFromJsonAsync<SlackToken>();", false)]
    [InlineData("var other = await http.GetAsync(\"x\"); if (response.CheckHtmlResponse().IsHtml) { return null; } if (other.CheckHtmlResponse().IsHtml) { return null; } return await other.Content.ReadFromJsonAsync<SlackToken>();", false)]
    [InlineData("var other = await http.GetAsync(\"x\"); if (response.CheckHtmlResponse().IsHtml) { return null; } Keep(response); return await other.Content.ReadFromJsonAsync<SlackToken>(); void Keep(object o) { }", false)]
    public Task CheckOfAnotherResponse_IsTold(string statements, bool triggers)
    {
        var code = Code(statements.Replace("response.EnsureSuccessStatusCode();", "", StringComparison.Ordinal), withText: false);
        Assert.Equal(triggers, code.Contains("[|", StringComparison.Ordinal));
        return VerifyCS.VerifyAsync(code);
    }

    [Theory]
    [InlineData("await response.CheckHtmlResponseAsync(); return await response.Content.ReadFromJsonAsync<SlackToken>();")]
    [InlineData("var (isHtml, htmlError) = await response.CheckHtmlResponseAsync(); if (isHtml) { Console.WriteLine(htmlError); } return await response.Content.ReadFromJsonAsync<SlackToken>();")]
    [InlineData("var token = await response.Content.ReadFromJsonAsync<SlackToken>(); if ((await response.CheckHtmlResponseAsync()).IsHtml) { return null; } return token;")]
    [InlineData("var other = await http.PostAsync(\"https://slack.com/api/oauth.v2.access\", form); if (response.CheckHtmlResponse().IsHtml) { return null; } return await other.Content.ReadFromJsonAsync<SlackToken>();")]
    public async Task OneFault_GetsOneReport(string statements)
    {
        var source = Code(statements, withText: false);

        Assert.Empty(await (new AnalyzerTest(new CheckHtmlBeforeReadingJsonAnalyzer()) { Sources = [("Sample.cs", source)] }).RunAsync());
        Assert.Single(await (new AnalyzerTest(new ActOnHtmlCheckAnalyzer()) { Sources = [("Sample.cs", source)] }).RunAsync());
    }

    [Fact]
    public async Task UncheckedReadBesideAMisusedCheck_IsReportedByATOM001()
    {
        var source = Code("""
            await response.CheckHtmlResponseAsync();
            _ = await response.Content.ReadFromJsonAsync<SlackToken>();
            var other = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
            return await other.Content.ReadFromJsonAsync<SlackToken>();
            """, withText: false);

        Assert.Single(await (new AnalyzerTest(new CheckHtmlBeforeReadingJsonAnalyzer()) { Sources = [("Sample.cs", source)] }).RunAsync());
    }

    [Fact]
    public async Task Message_SaysWhatIsWrong()
    {
        async Task<string> MessageOf(string statements) =>
            Assert.Single(await VerifyCS.ReportsAsync(Code(statements, withText: false))).GetMessage(null);

        Assert.Equal(
            "CheckHtmlResponse has no effect: its result is ignored; throw or return its error if it reports HTML",
            await MessageOf("response.CheckHtmlResponse(); return null;"));
        Assert.EndsWith(
            "its result is only logged; throw or return its error if it reports HTML",
            await MessageOf("var c = response.CheckHtmlResponse(); Console.WriteLine(c.Error); return null;"),
            StringComparison.Ordinal);
        Assert.EndsWith(
            "ReadFromJsonAsync has already read the response; check before the read",
            await MessageOf("var t = await response.Content.ReadFromJsonAsync<SlackToken>(); if (response.CheckHtmlResponse().IsHtml) { return null; } return t;"),
            StringComparison.Ordinal);
        Assert.EndsWith(
            "it checks 'response', but ReadFromJsonAsync reads 'other'; check 'other'",
            await MessageOf("var other = await http.GetAsync(\"x\"); if (response.CheckHtmlResponse().IsHtml) { return null; } return await other.Content.ReadFromJsonAsync<SlackToken>();"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""response.CheckHtmlResponse("slack");""", "Slack")]
    [InlineData("""response.CheckHtmlResponse(provider: "Slack");""", "Slack")]
    [InlineData("""const string name = "google-calendar"; await response.CheckHtmlResponseAsync(name);""", "Google Calendar")]
    [InlineData("""HtmlResponse.CheckText("", "Contoso");""", "Contoso")]
    [InlineData("response.CheckHtmlResponse();", null)]
    [InlineData("response.CheckHtmlResponse(form.ToString());", null)]
    public async Task Provider_IsThatOfTheCheck(string statements, string? provider) =>
        Assert.Equal(
            provider,
            Assert.Single(await VerifyCS.ReportsAsync(Code(statements + " return null;", withText: false))).Properties["Provider"]);

    [Fact]
    public Task TopLevelStatements_Trigger() => VerifyCS.VerifyProgramAsync("""
        using Atom.OAuth;
        using var http = new HttpClient();
        using var response = await http.GetAsync("https://slack.com/api/x");
        await [|response.CheckHtmlResponseAsync()|];
        """);

    [Fact]
    public Task GeneratedCode_IsLeftAlone() =>
        VerifyCS.VerifyAsync(("Client.g.cs", "// <auto-generated/>\n#nullable enable\n"
            + Sample.Client("public void M(HttpResponseMessage r) => r.CheckHtmlResponse();")));

    [Theory]
    [InlineData("response.CheckHtmlResponse(")]
    [InlineData("var (a, b = response.CheckHtmlResponse();")]
    [InlineData("var (a, b, c) = response.CheckHtmlResponse();")]
    [InlineData("HtmlResponse.CheckText();")]
    [InlineData("undefined.CheckHtmlResponse();")]
    [InlineData("nameof(response.CheckHtmlResponse);")]
    public async Task CodeThatDoesNotCompile_DoesNotThrow(string statements)
    {
        var test = VerifyCS.Test(Code(statements)) with { AllowErrors = true };

        Assert.All(await test.RunAsync(), static report => Assert.Equal("ATOM006", report.Id));
    }

    private static string Code(string statements, bool withText = true) => "using Microsoft.Extensions.Logging;\n" + Sample.Client($$"""
        private HtmlCheckResult _last;
            private bool _isHtml;
            private int _pages;
            private ILogger logger = null!;

            public async Task<SlackToken?> ExchangeAsync(HttpContent form, bool flag, CancellationToken cancellationToken)
            {
                {{(withText ? Sample.PostText : Sample.Post)}}
                {{statements}}
            }

            public override string ToString() => $"{_last} {_isHtml} {_pages} {logger}";
        """)
        + "\npublic static class PageResponse { public static void Write(string? text) => Console.WriteLine(text); }";

    private static TheoryData<string, string> Pairs(IEnumerable<string> first, IEnumerable<string> second)
    {
        var pairs = new TheoryData<string, string>();
        foreach (var (one, other) in first.SelectMany(one => second.Select(other => (one, other))))
        {
            pairs.Add(one, other);
        }

        return pairs;
    }
}
