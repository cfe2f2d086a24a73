using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Errors;

/// <summary>Where the words about an error go.</summary>
internal enum SinkKind
{
    None,
    Exception,
    Log,
    ErrorLog,
    Response,
    ErrorResponse,
    Redirect,
    Result,
    Returned,

    /// <summary>Shown by a method of the application's own.</summary>
    Shown,
}

/// <summary>The places that words go to, by name: frameworks and loggers differ, the names hardly do.</summary>
internal static class ErrorSinks
{
    /// <summary>Calls that show a message, and where: to a program, to a person or in a log.</summary>
    private static readonly Dictionary<string, SinkKind> Methods = WithLogs(new(StringComparer.Ordinal)
    {
        ["BadRequest"] = SinkKind.ErrorResponse,
        ["Unauthorized"] = SinkKind.ErrorResponse,
        ["Problem"] = SinkKind.ErrorResponse,
        ["Conflict"] = SinkKind.ErrorResponse,
        ["UnprocessableEntity"] = SinkKind.ErrorResponse,
        ["NotFound"] = SinkKind.ErrorResponse,
        ["BadRequestObjectResult"] = SinkKind.ErrorResponse,
        ["UnauthorizedObjectResult"] = SinkKind.ErrorResponse,
        ["InternalServerError"] = SinkKind.ErrorResponse,
        ["ThrowError"] = SinkKind.ErrorResponse,
        ["StatusCode"] = SinkKind.Response,
        ["Content"] = SinkKind.Response,
        ["Text"] = SinkKind.Response,
        ["Json"] = SinkKind.Response,
        ["Ok"] = SinkKind.Response,
        ["View"] = SinkKind.Response,
        ["WriteAsync"] = SinkKind.Response,
        ["WriteAsJsonAsync"] = SinkKind.Response,
        ["WriteStringAsync"] = SinkKind.Response,
        ["ObjectResult"] = SinkKind.Response,
        ["ContentResult"] = SinkKind.Response,
        ["OkObjectResult"] = SinkKind.Response,
        ["JsonResult"] = SinkKind.Response,

        ["Redirect"] = SinkKind.Redirect,
        ["LocalRedirect"] = SinkKind.Redirect,
        ["RedirectToAction"] = SinkKind.Redirect,
        ["RedirectToPage"] = SinkKind.Redirect,
        ["RedirectToRoute"] = SinkKind.Redirect,
        ["RedirectPermanent"] = SinkKind.Redirect,
        ["NavigateTo"] = SinkKind.Redirect,
        ["RedirectResult"] = SinkKind.Redirect,

        ["Fail"] = SinkKind.Result,
        ["Failure"] = SinkKind.Result,
        ["Failed"] = SinkKind.Result,
        ["Err"] = SinkKind.Result,
        ["Invalid"] = SinkKind.Result,
        ["AddModelError"] = SinkKind.Result,
        ["AddError"] = SinkKind.Result,
        ["SetError"] = SinkKind.Result,
    });

    // Shown by whatever the application has for it: NotifyError, ShowMessage, DisplayAlert, MessageBox.Show, output(…), RespondAsync(stream, …),
    // or SendHtmlResponse(context, …) to the browser that came back to a desktop application.
    private static readonly WordTable ShowingWords = new(
        WordMatch.Part,
        StringComparison.OrdinalIgnoreCase,
        "Notify", "Show", "Alert", "Display", "Toast", "Print", "Output", "Log", "Warn", "Fail", "Error", "Respond",
        "SendResponse", "WriteResponse", "HtmlResponse", "BrowserResponse", "SendHtml", "WriteHtml", "SendPage", "WritePage");

    // What takes a body apart or tests it words nothing, whatever else its name says.
    private static readonly string[] OtherWords =
    {
        "Parse", "Verify", "Validate", "Ensure", "Check", "Is", "Has", "Handle", "Throw", "Deserialize", "Read", "Get", "Try", "Map",
        "Convert", "Extract", "Build", "Create", "Format", "Use", "Add",
    };

    // Members that hold words for somebody to read.
    private static readonly WordTable MessageMembers = new(
        WordMatch.Whole,
        StringComparison.OrdinalIgnoreCase,
        "error", "errormessage", "errordescription", "errordetail", "errordetails", "message", "messages", "statusmessage", "detail",
        "reason", "failurereason", "lasterror", "status", "statustext", "text", "problem", "notice", "warning");

    /// <summary>What a view shows members of.</summary>
    private static readonly string[] Bags = { "ViewBag" };

    /// <summary>What a view shows entries of.</summary>
    private static readonly string[] PageData = { "TempData", "ViewData" };

    /// <summary>Calls that give an answer a header, with its name and its value.</summary>
    private static readonly string[] HeaderCalls =
    {
        "Add", "Append", "TryAdd", "TryAddWithoutValidation", "AddHeader", "AppendHeader", "SetHeader",
    };

    /// <summary>What an answer's headers are called.</summary>
    private static readonly WordTable HeaderWords = new(WordMatch.End, StringComparison.OrdinalIgnoreCase, "Headers");

    /// <summary>The header that sends the browser on.</summary>
    private static readonly WordTable RedirectHeaders = new(WordMatch.Whole, StringComparison.OrdinalIgnoreCase, "Location");

    /// <summary>How the name of an exception's type ends.</summary>
    private static readonly WordTable Exceptions = new(WordMatch.End, StringComparison.Ordinal, "Exception");

    /// <summary>How the name of a type ends whose constructor takes the words about what became of something.</summary>
    private static readonly WordTable Outcomes = new(WordMatch.End, StringComparison.Ordinal, "Response", "Result", "Outcome");

    /// <summary>The keyword of a statement that fails.</summary>
    private static readonly WordTable Throw = new(WordMatch.Whole, StringComparison.Ordinal, "throw");

    /// <summary>Code that none of these matches has no place that says itself that something failed.</summary>
    public static readonly WordTable[] TablesOfFailures =
    {
        Exceptions, Throw, new(
            WordMatch.Whole,
            StringComparison.Ordinal,
            Methods.Where(static method => TellsFailure(method.Value)).Select(static method => method.Key).ToArray()),
    };

    /// <summary>How an event or a delegate is raised: what it is called tells where its arguments go.</summary>
    private const string Raise = "Invoke";

    /// <summary>What is in the name of an event that tells a failure, or of a call that is for one.</summary>
    public static readonly WordTable WordsOfFailure = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Error", "Fail");

    /// <summary>Where a call's arguments go; <c>AuthFailed?.Invoke(this, message)</c> shows them to whoever listens.</summary>
    public static SinkKind OfCall(InvocationExpressionSyntax call, string name) =>
        name == Raise ? call.Receiver() is { } raised && Callers.NameOf(raised) is { Identifier.ValueText: var told } && WordsOfFailure.Matches(told)
            ? SinkKind.Shown
            : SinkKind.None
        : SendsOn(call, name) ? SinkKind.Redirect
        : OfMethod(name);

    /// <summary><c>Headers.Add("Location", url)</c> of an answer redirects as its framework's own method does.</summary>
    private static bool SendsOn(InvocationExpressionSyntax call, string name) =>
        HeaderCalls.Contains(name) && call.ArgumentList.Arguments is [{ Expression: var header }, _] && NamesRedirect(header);

    /// <summary><c>"Location"</c>, or the constant that has its name: <c>HeaderNames.Location</c>.</summary>
    private static bool NamesRedirect(ExpressionSyntax header) => header switch
    {
        LiteralExpressionSyntax { Token.Value: string text } => RedirectHeaders.Matches(text),
        MemberAccessExpressionSyntax constant => RedirectHeaders.Matches(constant.Name.Identifier.ValueText),
        _ => false,
    };

    private static bool AreHeaders(ExpressionSyntax expression) =>
        Callers.NameOf(expression) is { Identifier.ValueText: var name } && HeaderWords.Matches(name);

    /// <summary>Where a call's arguments go, by the name that is called.</summary>
    public static SinkKind OfMethod(string name) =>
        Methods.TryGetValue(name, out var kind) ? kind
        : ShowingWords.Matches(name) && !Array.Exists(OtherWords, word => StartsWithWord(name, word)) ? SinkKind.Shown
        : SinkKind.None;

    /// <summary>An outcome of the application's own, by the name of its type; what frameworks answer with has entries of its own.</summary>
    public static bool IsOutcome(string type) => Outcomes.Matches(type);

    /// <summary>Where a created object's arguments go, by the name of its type.</summary>
    public static SinkKind OfType(string name) =>
        Exceptions.Matches(name) ? SinkKind.Exception
        : name.EndsWith("Result", StringComparison.Ordinal) && Methods.TryGetValue(name, out var kind) ? kind
        : SinkKind.None;

    /// <summary>Where a value goes that a member, a page's data, a view's bag or a header is set to.</summary>
    public static SinkKind OfTarget(ExpressionSyntax target) => target switch
    {
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var bag } } when Bags.Contains(bag) =>
            SinkKind.Response,
        MemberAccessExpressionSyntax access when IsMessageMember(access.Name) => SinkKind.Result,
        ElementAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var data } } when PageData.Contains(data) =>
            SinkKind.Response,
        ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: var header }] } access
            when NamesRedirect(header) && AreHeaders(access.Expression) => SinkKind.Redirect,
        MemberAccessExpressionSyntax access when NamesRedirect(access) && AreHeaders(access.Expression) => SinkKind.Redirect,
        IdentifierNameSyntax name when IsMember(name) && IsMessageMember(name) => SinkKind.Result,
        _ => SinkKind.None,
    };

    /// <summary>A property or a field of the type itself, by its spelling; a variable starts with a small letter.</summary>
    private static bool IsMember(IdentifierNameSyntax name) =>
        name.Identifier.ValueText is { Length: > 0 } text && (char.IsUpper(text[0]) || text[0] == '_');

    public static bool IsMessageMember(SimpleNameSyntax name)
    {
        var text = name.Identifier.ValueText.Replace("_", "");
        return MessageMembers.Matches(text) || ErrorNames.Part(text) != ErrorPart.None;
    }

    /// <summary>True where the place itself says that something failed.</summary>
    public static bool TellsFailure(SinkKind kind) =>
        kind is SinkKind.Exception or SinkKind.ErrorLog or SinkKind.ErrorResponse;

    private static Dictionary<string, SinkKind> WithLogs(Dictionary<string, SinkKind> methods)
    {
        foreach (var name in LogCalls.OfErrors)
        {
            methods.Add(name, SinkKind.ErrorLog);
        }

        foreach (var name in LogCalls.Others)
        {
            methods.Add(name, SinkKind.Log);
        }

        return methods;
    }

    private static bool StartsWithWord(string name, string word) =>
        name.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (name.Length == word.Length || !char.IsLower(name[word.Length]));
}
