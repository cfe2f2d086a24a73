using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>All layouts of statements, with all forms of conditions, for all forms of responses.</summary>
public sealed class CheckHtmlBeforeReadingJsonMatrixTests
{
    /// <summary>How a body is fetched and read. Forms with a text allow conditions on the text.</summary>
    private static readonly Dictionary<string, (string Fetch, string Read, string Provides)> Forms = new()
    {
        ["ReadFromJson"] = (Sample.Post, "await <response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken)>", "response"),
        ["Text"] = (Sample.PostText, "<JsonSerializer.Deserialize<SlackToken>(text)>", "response text"),
        ["InlineText"] = (Sample.Post, "<JsonSerializer.Deserialize<SlackToken>(await response.Content.ReadAsStringAsync(cancellationToken))>", "response"),
        ["Synchronous"] = (
            $"""
            var response = http.PostAsync("{Sample.TokenUrl}", form).Result;
                    var text = response.Content.ReadAsStringAsync().GetAwaiter().GetResult();
            """,
            "<Newtonsoft.Json.JsonConvert.DeserializeObject<SlackToken>(text)>",
            "response text"),
        ["Stream"] = (
            Sample.Post + "\n        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);",
            "await <JsonSerializer.DeserializeAsync<SlackToken>(stream, cancellationToken: cancellationToken)>",
            "response"),
        ["GetString"] = ($"""var text = await http.GetStringAsync("{Sample.TokenUrl}", cancellationToken);""", "<JsonSerializer.Deserialize<SlackToken>(text)>", "text"),
    };

    /// <summary>Conditions that are true for a page.</summary>
    private static readonly Dictionary<string, (string Text, string Needs)> Guards = new()
    {
        ["OwnCheck"] = ("""(await response.CheckHtmlResponseAsync("Slack", cancellationToken)).IsHtml""", "response"),
        ["OwnCheckSync"] = ("""response.CheckHtmlResponse("Slack").IsHtml""", "response"),
        ["OwnCheckOfContent"] = ("""response.Content.CheckHtmlContent("Slack").IsHtml""", "response"),
        ["OwnCheckOfText"] = ("""HtmlResponse.CheckText(text, "Slack").IsHtml""", "text"),
        ["MediaTypeIsHtml"] = ("""response.Content.Headers.ContentType?.MediaType == "text/html" """, "response"),
        ["MediaTypeIsNotJson"] = ("""response.Content.Headers.ContentType?.MediaType != "application/json" """, "response"),
        ["MediaTypeForgiven"] = ("""response.Content.Headers.ContentType!.MediaType != "application/json" """, "response"),
        ["MediaTypePatternNot"] = ("""response.Content.Headers.ContentType?.MediaType is not "application/json" """, "response"),
        ["MediaTypePatternOr"] = ("""response.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml" """, "response"),
        ["MediaTypePatternNotOr"] = ("""response.Content.Headers.ContentType?.MediaType is not ("application/json" or "application/problem+json")""", "response"),
        ["MediaTypeProperty"] = ("""response.Content.Headers.ContentType is not { MediaType: "application/json" }""", "response"),
        ["MediaTypeCoalesced"] = ("""!(response.Content.Headers.ContentType?.MediaType ?? "").Contains("json", StringComparison.OrdinalIgnoreCase)""", "response"),
        ["MediaTypeEquals"] = ("""string.Equals(response.Content.Headers.ContentType?.MediaType, "text/html", StringComparison.OrdinalIgnoreCase)""", "response"),
        ["MediaTypeNames"] = ("""response.Content.Headers.ContentType?.MediaType != System.Net.Mime.MediaTypeNames.Application.Json""", "response"),
        ["ContentTypeText"] = ("""response.Content.Headers.ContentType?.ToString().Contains("html") == true""", "response"),
        ["FirstCharacter"] = ("text[0] == '<'", "text"),
        ["FirstCharacterTrimmed"] = ("text.TrimStart()[0] is '<'", "text"),
        ["FirstCharacterNotBrace"] = ("text[0] != '{' && text[0] != '['", "text"),
        ["StartsWithCharacter"] = ("text.StartsWith('<')", "text"),
        ["StartsWithTrimmed"] = ("""text.TrimStart().StartsWith("<", StringComparison.Ordinal)""", "text"),
        ["StartsWithDoctype"] = ("""text.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)""", "text"),
        ["DoesNotStartWithBrace"] = ("!text.StartsWith('{')", "text"),
        ["ListPattern"] = ("text is not ['{', ..]", "text"),
        ["ContainsHtml"] = ("""text.Contains("<html", StringComparison.OrdinalIgnoreCase)""", "text"),
        ["FirstOrDefault"] = ("text.FirstOrDefault() == '<'", "text"),
    };

    /// <summary>Conditions that reveal nothing about the body.</summary>
    private static readonly Dictionary<string, (string Text, string Needs)> NoGuards = new()
    {
        ["StatusCode"] = ("!response.IsSuccessStatusCode", "response"),
        ["StatusCodeRange"] = ("(int)response.StatusCode >= 400", "response"),
        ["NotFound"] = ("response.StatusCode == HttpStatusCode.NotFound", "response"),
        ["Empty"] = ("string.IsNullOrEmpty(text)", "text"),
        ["Blank"] = ("string.IsNullOrWhiteSpace(text)", "text"),
        ["Length"] = ("text.Length == 0", "text"),
        ["ContainsError"] = ("""text.Contains("invalid_token")""", "text"),
        ["NoContentType"] = ("response.Content.Headers.ContentType is null", "response"),
        ["NoMediaType"] = ("string.IsNullOrEmpty(response.Content.Headers.ContentType?.MediaType)", "response"),
        ["AnotherCondition"] = ("flag", ""),
    };

    /// <summary>Layouts in which the read is only reached if the condition is false.</summary>
    private static readonly Dictionary<string, string> Layouts = new()
    {
        ["EarlyThrow"] = """if (PAGE) { throw new HttpRequestException("page"); } return READ;""",
        ["EarlyReturn"] = "if (PAGE) return null; return READ;",
        ["Else"] = """if (PAGE) { throw new HttpRequestException("page"); } else { return READ; }""",
        ["ElseIf"] = "if (flag) { return null; } else if (PAGE) { return null; } else { return READ; }",
        ["Negated"] = "if (!(PAGE)) { return READ; } return null;",
        ["EqualsFalse"] = "if ((PAGE) == false) { return READ; } return null;",
        ["EqualsTrue"] = "if ((PAGE) == true) { return null; } return READ;",
        ["NotEqualTrue"] = "if ((PAGE) != true) { return READ; } return null;",
        ["IsTrue"] = "if ((PAGE) is true) { return null; } return READ;",
        ["IsFalse"] = "if ((PAGE) is false) { return READ; } return null;",
        ["IsNotTrue"] = "if ((PAGE) is not true) { return READ; } return null;",
        ["And"] = "if (flag && !(PAGE)) { return READ; } return null;",
        ["AndAfter"] = "if (!(PAGE) && flag) { return READ; } return null;",
        ["Or"] = "if (flag || (PAGE)) { return null; } return READ;",
        ["OrAfter"] = "if ((PAGE) || flag) { return null; } return READ;",
        ["BitwiseOr"] = "if ((PAGE) | flag) { return null; } return READ;",
        ["BoolLocal"] = "var isPage = PAGE; if (isPage) { return null; } return READ;",
        ["NegatedBoolLocal"] = "bool isJson = !(PAGE); if (!isJson) { return null; } return READ;",
        ["BoolLocalLater"] = "var isPage = PAGE; Console.WriteLine(isPage); if (flag || isPage) { return null; } return READ;",
        ["Ternary"] = "return (PAGE) ? null : READ;",
        ["TernaryNegated"] = "var token = !(PAGE) ? READ : null; return token;",
        ["SwitchStatement"] = "switch (PAGE) { case true: return null; default: return READ; }",
        ["SwitchStatementFalse"] = "switch (PAGE) { case false: return READ; case true: return null; }",
        ["SwitchExpression"] = "return (PAGE) switch { true => null, false => READ };",
        ["SwitchExpressionDiscard"] = "return (PAGE) switch { true => throw new HttpRequestException(), _ => READ };",
        ["SwitchWhen"] = "switch (flag) { case var _ when PAGE: return null; default: return READ; }",
        ["LoopContinue"] = "for (var i = 0; i < 3; i++) { if (PAGE) { continue; } return READ; } return null;",
        ["LoopBreak"] = "while (true) { if (PAGE) { break; } return READ; } return null;",
        ["ForEach"] = "foreach (var _ in new[] { 1, 2 }) { if (PAGE) { return null; } Console.WriteLine(READ); } return null;",
        ["BeforeLoop"] = "if (PAGE) { return null; } for (var i = 0; i < 3; i++) { Console.WriteLine(READ); } return null;",
        ["TryCatch"] = "try { if (PAGE) { return null; } return READ; } catch (HttpRequestException) { return null; }",
        ["BeforeTry"] = "if (PAGE) { return null; } try { return READ; } catch (HttpRequestException) { return null; }",
        ["TryFinally"] = "try { if (PAGE) { return null; } return READ; } finally { Console.WriteLine(); }",
        ["CatchThenRead"] = "if (PAGE) { return null; } try { Console.WriteLine(); } catch (IOException) { Console.WriteLine(); } return READ;",
        ["GuardInTryReadAfter"] = "try { if (PAGE) { return null; } } finally { Console.WriteLine(); } return READ;",
        ["UsingDeclaration"] = "using var buffer = new MemoryStream(); if (PAGE) { return null; } return READ;",
        ["UsingStatement"] = "using (var buffer = new MemoryStream()) { if (PAGE) { return null; } return READ; }",
        ["Lock"] = "var isPage = PAGE; lock (http) { if (isPage) { return null; } } return READ;",
        ["Nested"] = "if (flag) { if (PAGE) { return null; } return READ; } return null;",
        ["BothBranches"] = "if (flag) { if (PAGE) { return null; } } else if (PAGE) { return null; } return READ;",
        ["Goto"] = "if (PAGE) { goto done; } return READ; done: return null;",
        ["Lambda"] = "if (PAGE) { return null; } Func<Task<SlackToken?>> read = async () => READ; return await read();",
        ["InsideLambda"] = "Func<Task<SlackToken?>> read = async () => { if (PAGE) { return null; } return READ; }; return await read();",
        ["InsideLocalFunction"] = "return await ReadAsync(); async Task<SlackToken?> ReadAsync() { if (PAGE) { return null; } return READ; }",
        ["LocalFunction"] = "if (PAGE) { return null; } return await ReadAsync(); async Task<SlackToken?> ReadAsync() => READ;",
        ["Comments"] = "// a page?\n if (PAGE /* page */) { /* no */ return null; } // now\n return /* json */ READ; // done",
        ["Conditional"] = "#pragma warning disable CS0162\n if (PAGE)\n{\n return null;\n}\n#if DEBUG\n Console.WriteLine();\n#else\n Console.Write(1);\n#endif\n return READ;",
        ["Checked"] = "checked { if (PAGE) { return null; } return READ; }",
        ["TwoReads"] = "if (PAGE) { return null; } Console.WriteLine(READ); return READ;",
        ["NullCoalescingRead"] = "if (PAGE) { return null; } return READ ?? new SlackToken();",
        ["Argument"] = "if (PAGE) { return null; } return Keep(READ); static SlackToken? Keep(SlackToken? token) => token;",
    };

    /// <summary>Layouts in which some path reaches the read without the condition, or if it is true.</summary>
    private static readonly Dictionary<string, string> LeakyLayouts = new()
    {
        ["OnlyWhenFlag"] = "if (flag) { if (PAGE) { return null; } } return READ;",
        ["And"] = "if (flag && (PAGE)) { return null; } return READ;",
        ["Or"] = "if (flag || !(PAGE)) { return READ; } return null;",
        ["OnlyLogged"] = "if (PAGE) { Console.WriteLine(); } return READ;",
        ["Ignored"] = "var isPage = PAGE; Console.WriteLine(isPage); return READ;",
        ["WrongBranch"] = "if (PAGE) { return READ; } return null;",
        ["WrongTernary"] = "return (PAGE) ? READ : null;",
        ["AfterTheRead"] = "var token = READ; if (PAGE) { return null; } return token;",
        ["OneCaseOnly"] = "switch (flag) { case true: if (PAGE) { return null; } break; default: break; } return READ;",
        ["Caught"] = "try { if (PAGE) { throw new IOException(); } } catch (IOException) { Console.WriteLine(); } return READ;",
        ["LoopMayNotRun"] = "for (var i = 0; i < form.GetHashCode(); i++) { if (PAGE) { return null; } } return READ;",
        ["GotoAround"] = "if (flag) { goto read; } if (PAGE) { return null; } read: return READ;",
    };

    public static TheoryData<string, string> Guarded() => Rows(Layouts.Keys, Forms.Keys);

    public static TheoryData<string, string> Unguarded() => Rows(Layouts.Keys, ["Text", "Stream"]);

    public static TheoryData<string, string> Leaky() => Rows(LeakyLayouts.Keys, ["ReadFromJson", "Text", "Stream"]);

    [Theory]
    [MemberData(nameof(Guarded))]
    public Task Guard_DoesNotTrigger(string layout, string form) => VerifyCS.VerifyAsync(Sources(Layouts[layout], Guards, form, reported: false));

    [Theory]
    [MemberData(nameof(Unguarded))]
    public Task NoGuard_Triggers(string layout, string form) => VerifyCS.VerifyAsync(Sources(Layouts[layout], NoGuards, form, reported: true));

    [Theory]
    [MemberData(nameof(Leaky))]
    public Task GuardOnSomePathsOnly_Triggers(string layout, string form) =>
        VerifyCS.VerifyAsync(Sources(LeakyLayouts[layout], LeakyGuards(layout), form, reported: true));

    /// <summary>If the runtime's own check is only logged or comes too late, ATOM006 reports it instead of this rule.</summary>
    private static Dictionary<string, (string Text, string Needs)> LeakyGuards(string layout) => layout is "OnlyLogged" or "AfterTheRead"
        ? Guards.Where(static guard => !guard.Key.StartsWith("OwnCheck", StringComparison.Ordinal)).ToDictionary()
        : Guards;

    private static TheoryData<string, string> Rows(IEnumerable<string> layouts, IEnumerable<string> forms)
    {
        var rows = new TheoryData<string, string>();
        foreach (var layout in layouts)
        {
            foreach (var form in forms)
            {
                rows.Add(layout, form);
            }
        }

        return rows;
    }

    /// <summary>Creates one file per condition, all in one compilation, which is many times faster than separate compilations.</summary>
    private static (string Path, string Text)[] Sources(
        string layout, Dictionary<string, (string Text, string Needs)> conditions, string form, bool reported) =>
        [.. conditions
            .Where(condition => Forms[form].Provides.Contains(condition.Value.Needs, StringComparison.Ordinal))
            .Select(condition => (condition.Key + ".cs", Source(layout, condition.Value.Text, form, reported, condition.Key)))];

    private static string Source(string layout, string condition, string form, bool reported, string name)
    {
        var (fetch, read, _) = Forms[form];
        var (open, close) = reported ? ("[|", "|]") : ("", "");
        var start = read.IndexOf('<', StringComparison.Ordinal);
        var marked = string.Concat(read.AsSpan(0, start), open, read.AsSpan(start + 1, read.Length - start - 2), close);
        var statements = layout.Replace("PAGE", condition, StringComparison.Ordinal).Replace("READ", marked, StringComparison.Ordinal);
        return $"namespace {name};\n{Sample.Exchange(fetch + "\n" + statements)}";
    }
}
