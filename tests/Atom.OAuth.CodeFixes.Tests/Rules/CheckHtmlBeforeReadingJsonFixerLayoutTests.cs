using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer, Atom.OAuth.CodeFixes.Rules.CheckHtmlBeforeReadingJsonFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>All layouts of statements with all forms of responses: the exact result of the default fix.</summary>
public sealed class CheckHtmlBeforeReadingJsonFixerLayoutTests
{
    private const string TextCheck = """HtmlResponse.CheckText(text, "Slack")""";

    /// <summary>How a body is fetched, read and checked.</summary>
    private static readonly Dictionary<string, (string Fetch, string Read, string Check)> Forms = new()
    {
        ["ReadFromJson"] = (FixSample.Post, "await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken)", FixSample.Check),
        ["Text"] = (FixSample.Post
            + "\nvar text = await response.Content.ReadAsStringAsync(cancellationToken);", "JsonSerializer.Deserialize<SlackToken>(text)", FixSample.Check),
        ["InlineText"] = (FixSample.Post, "JsonSerializer.Deserialize<SlackToken>(await response.Content.ReadAsStringAsync(cancellationToken))", FixSample.Check),
        ["Newtonsoft"] = (FixSample.Post, "Newtonsoft.Json.JsonConvert.DeserializeObject<SlackToken>(await response.Content.ReadAsStringAsync())", FixSample.Check),
        ["InlineStream"] = (FixSample.Post, "await JsonSerializer.DeserializeAsync<SlackToken>(await response.Content.ReadAsStreamAsync(cancellationToken))", FixSample.Check),
        ["Bytes"] = (FixSample.Post
            + "\nvar bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);", "JsonSerializer.Deserialize<SlackToken>(bytes)", FixSample.Check),
        ["Helper"] = ("var text = await FetchAsync(form);", "JsonSerializer.Deserialize<SlackToken>(text)", TextCheck),
        ["RestSharp"] = (
            $"""var rest = await new RestSharp.RestClient("{FixSample.Url}").ExecuteAsync(new RestSharp.RestRequest(), cancellationToken);""",
            "JsonSerializer.Deserialize<SlackToken>(rest.Content!)",
            """HtmlResponse.CheckText(rest.Content, "Slack")"""),
        ["WebClient"] = ($"""var text = new WebClient().DownloadString("{FixSample.Url}");""", "JsonSerializer.Deserialize<SlackToken>(text)", TextCheck),
    };

    /// <summary>The statements around a read, before and after the fix.</summary>
    private static readonly Dictionary<string, (string Before, string After)> Layouts = new()
    {
        ["Return"] = ("return $READ;", "$CHECK\nreturn $READ;"),
        ["Local"] = ("var token = $READ;\nreturn token;", "$CHECK\nvar token = $READ;\nreturn token;"),
        ["Assignment"] = ("SlackToken? token;\ntoken = $READ;\nreturn token;", "SlackToken? token;\n$CHECK\ntoken = $READ;\nreturn token;"),
        ["Discard"] = ("_ = $READ;\nreturn null;", "$CHECK\n_ = $READ;\nreturn null;"),
        ["Coalesce"] = ("return $READ ?? new SlackToken();", "$CHECK\nreturn $READ ?? new SlackToken();"),
        ["Member"] = ("return new SlackToken { Token = ($READ)?.Token };", "$CHECK\nreturn new SlackToken { Token = ($READ)?.Token };"),
        ["Throwing"] = ("return $READ ?? throw new InvalidOperationException();", "$CHECK\nreturn $READ ?? throw new InvalidOperationException();"),
        ["Ternary"] = ("return flag ? $READ : null;", "$CHECK\nreturn flag ? $READ : null;"),
        ["SwitchArm"] = (
            "return flag switch\n{\n    true => $READ,\n    _ => null,\n};",
            "$CHECK\nreturn flag switch\n{\n    true => $READ,\n    _ => null,\n};"),
        ["IfCondition"] = (
            "if (flag && $READ is { } token)\n{\n    return token;\n}\n\nreturn null;",
            "$CHECK\nif (flag && $READ is { } token)\n{\n    return token;\n}\n\nreturn null;"),
        ["IfBlock"] = ("if (flag)\n{\n    return $READ;\n}\n\nreturn null;", "if (flag)\n{\n    $CHECK\n    return $READ;\n}\n\nreturn null;"),
        ["IfEmbedded"] = ("if (flag)\n    return $READ;\n\nreturn null;", "if (flag)\n{\n    $CHECK\n    return $READ;\n}\n\nreturn null;"),
        ["IfSameLine"] = ("if (flag) return $READ;\nreturn null;", "if (flag)\n{\n    $CHECK\n    return $READ;\n}\nreturn null;"),
        ["IfSameLineElse"] = (
            "if (flag) return $READ; else return null;",
            "if (flag)\n{\n    $CHECK\n    return $READ;\n}\nelse return null;"),
        ["Else"] = (
            "if (flag)\n    return null;\nelse\n    return $READ;",
            "if (flag)\n    return null;\nelse\n{\n    $CHECK\n    return $READ;\n}"),
        ["ElseIf"] = (
            "if (flag)\n{\n    return null;\n}\nelse if ($READ is { } token)\n{\n    return token;\n}\n\nreturn null;",
            "if (flag)\n{\n    return null;\n}\nelse\n{\n    $CHECK\n    if ($READ is { } token)\n    {\n        return token;\n    }\n}\n\nreturn null;"),
        ["OneLineBlock"] = ("if (flag) { return $READ; }\nreturn null;", "if (flag) {\n    $CHECK\n    return $READ;\n}\nreturn null;"),
        ["SwitchSection"] = (
            "switch (flag)\n{\n    case true:\n        return $READ;\n    default:\n        return null;\n}",
            "switch (flag)\n{\n    case true:\n        $CHECK\n        return $READ;\n    default:\n        return null;\n}"),
        ["ForEach"] = (
            "foreach (var _ in new[] { 1 })\n{\n    return $READ;\n}\n\nreturn null;",
            "foreach (var _ in new[] { 1 })\n{\n    $CHECK\n    return $READ;\n}\n\nreturn null;"),
        ["While"] = ("while (flag)\n    return $READ;\n\nreturn null;", "while (flag)\n{\n    $CHECK\n    return $READ;\n}\n\nreturn null;"),
        ["Try"] = (
            "try\n{\n    return $READ;\n}\ncatch (InvalidOperationException)\n{\n    return null;\n}",
            "try\n{\n    $CHECK\n    return $READ;\n}\ncatch (InvalidOperationException)\n{\n    return null;\n}"),
        ["Catch"] = (
            "try\n{\n    return null;\n}\ncatch (InvalidOperationException)\n{\n    return $READ;\n}",
            "try\n{\n    return null;\n}\ncatch (InvalidOperationException)\n{\n    $CHECK\n    return $READ;\n}"),
        ["Label"] = ("again: var token = $READ;\nif (token is null) goto again;\nreturn token;", "again:\n    $CHECK\n    var token = $READ;\nif (token is null) goto again;\nreturn token;"),
        ["Comment"] = ("// what Slack says\nreturn $READ; // at last", "$CHECK\n// what Slack says\nreturn $READ; // at last"),
        ["CommentBlock"] = ("flag = true;\n\n/* what\n   Slack says */\n// is this\nreturn $READ;", "flag = true;\n\n$CHECK\n/* what\n   Slack says */\n// is this\nreturn $READ;"),
        ["DistantComment"] = ("// step 2\n\nreturn $READ;", "// step 2\n\n$CHECK\nreturn $READ;"),
        ["Region"] = ("#region Reading\nreturn $READ;\n#endregion", "#region Reading\n$CHECK\nreturn $READ;\n#endregion"),
        ["Pragma"] = ("#pragma warning disable CS0162\nreturn $READ;\n#pragma warning restore CS0162", "#pragma warning disable CS0162\n$CHECK\nreturn $READ;\n#pragma warning restore CS0162"),
        ["AfterEndIf"] = ("#if DEBUG\nflag = true;\n#endif\nreturn $READ;", "#if DEBUG\nflag = true;\n#endif\n$CHECK\nreturn $READ;"),
        ["InsideIf"] = ("#if !DEBUG\nreturn $READ;\n#else\nreturn null;\n#endif", "#if !DEBUG\n$CHECK\nreturn $READ;\n#else\nreturn null;\n#endif"),
    };

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var layout in Layouts.Keys)
        {
            foreach (var form in Forms.Keys)
            {
                cases.Add(layout, form);
            }
        }

        return cases;
    }

    public static TheoryData<string> LayoutCases() => [.. Layouts.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task DefaultFix_InsertsCheck(string layout, string form)
    {
        var (fetch, read, check) = Forms[form];
        var (before, after) = Layouts[layout];

        await VerifyCS.VerifyAsync(
            FixSample.Exchange($"{fetch}\n{before.Replace("$READ", read)}"),
            FixSample.Exchange($"{fetch}\n{after.WithCheck(check).Replace("$READ", read)}"));
    }

    [Theory]
    [MemberData(nameof(LayoutCases))]
    public async Task DefaultFix_KeepsCrLf(string layout)
    {
        var (fetch, read, check) = Forms["InlineText"];
        var (before, after) = Layouts[layout];

        await VerifyCS.VerifyAsync(
            FixSample.Exchange($"{fetch}\n{before.Replace("$READ", read)}").Replace("\n", "\r\n"),
            FixSample.Exchange($"{fetch}\n{after.WithCheck(check).Replace("$READ", read)}").Replace("\n", "\r\n"));
    }

    [Theory]
    [MemberData(nameof(LayoutCases))]
    public async Task DefaultFix_KeepsTabs(string layout)
    {
        var (fetch, read, check) = Forms["InlineText"];
        var (before, after) = Layouts[layout];

        await VerifyCS.VerifyAsync(
            FixSample.Exchange($"{fetch}\n{before.Replace("$READ", read)}").Replace("    ", "\t"),
            FixSample.Exchange($"{fetch}\n{after.WithCheck(check).Replace("$READ", read)}").Replace("    ", "\t"));
    }
}
