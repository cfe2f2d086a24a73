using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Errors;

/// <summary>The destination of an error message.</summary>
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

    /// <summary>Shown by a method of the application.</summary>
    Shown,
}

/// <summary>The destinations of messages, by name: frameworks and loggers differ, their names hardly do.</summary>
internal static class ErrorSinks
{
    /// <summary>Calls that show a message to a program or a person, or write it to a log.</summary>
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
        [Page] = SinkKind.Response,
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

    // Shown by a method of the application: NotifyError, ShowMessage, DisplayAlert, MessageBox.Show, output(…), RespondAsync(stream, …),
    // or SendHtmlResponse(context, …) for the browser after a redirect to a desktop application.
    private static readonly WordTable ShowingWords = new(
        WordMatch.Part,
        StringComparison.OrdinalIgnoreCase,
        "Notify", "Show", "Alert", "Display", "Toast", "Print", "Output", "Log", "Warn", "Fail", "Error", "Respond",
        "SendMessage", "SendTextMessage", "SendText", "Reply", "FollowUp",
        "SendResponse", "WriteResponse", "HtmlResponse", "BrowserResponse", "SendHtml", "WriteHtml", "SendPage", "WritePage");

    /// <summary>
    /// The same with a word in between: WriteListenerResponse, SendLoginPage. Given only the error, such a method composes the page itself.
    /// </summary>
    private static readonly NameTable OwnPages = new(
        "^Send Response $", "^Write Response $", "^Send Page $", "^Write Page $", "^Send Html $", "^Write Html $");

    // Methods that parse or check a body show no message, whatever else is in their names.
    private static readonly string[] OtherWords =
    {
        "Parse", "Verify", "Validate", "Ensure", "Check", "Is", "Has", "Handle", "Throw", "Deserialize", "Read", "Get", "Try", "Map",
        "Convert", "Extract", "Build", "Create", "Format", "Use", "Add", "Schedule",
    };

    /// <summary>Names of the application's own methods that redirect to a URL.</summary>
    private static readonly NameTable OwnRedirects = new("^Redirect To", "^Redirect With", "Redirect Response $", "Redirect Result $");

    // Members that hold text for people.
    private static readonly WordTable MessageMembers = new(
        WordMatch.Whole,
        StringComparison.OrdinalIgnoreCase,
        "error", "errormessage", "errordescription", "errordetail", "errordetails", "message", "messages", "statusmessage", "detail",
        "reason", "failurereason", "lasterror", "status", "statustext", "text", "problem", "notice", "warning");

    /// <summary>Objects whose members are shown by a view.</summary>
    private static readonly string[] Bags = { "ViewBag" };

    /// <summary>Objects whose entries are shown by a view.</summary>
    private static readonly string[] PageData = { "TempData", "ViewData" };

    /// <summary>Calls that set a header of a response, given its name and value.</summary>
    private static readonly string[] HeaderCalls =
    {
        "Add", "Append", "TryAdd", "TryAddWithoutValidation", "AddHeader", "AppendHeader", "SetHeader",
    };

    /// <summary>Suffix of the names of a response's headers.</summary>
    private static readonly WordTable HeaderWords = new(WordMatch.End, StringComparison.OrdinalIgnoreCase, "Headers");

    /// <summary>The header that redirects the browser.</summary>
    private static readonly WordTable RedirectHeaders = new(WordMatch.Whole, StringComparison.OrdinalIgnoreCase, "Location");

    /// <summary>Suffix of the names of exception types.</summary>
    private static readonly WordTable Exceptions = new(WordMatch.End, StringComparison.Ordinal, "Exception");

    /// <summary>Suffixes of the names of types whose constructor takes a message about an outcome.</summary>
    private static readonly WordTable Outcomes = new(WordMatch.End, StringComparison.Ordinal, "Response", "Result", "Outcome");

    /// <summary>Types of objects that are no outcome: addresses, requests and their content, keys and events.</summary>
    private static readonly NameTable OtherObjects = new(
        "Uri $", "Url $", "Uri Builder $", "Request $", "Request Message $", "Content $", "Key $", "String Builder $", "Event $", "Command $", "Query $");

    /// <summary>Found in the query of an address that passes an error on.</summary>
    public static readonly string[] ErrorKeys = { "error=", "error_description=", "://" };

    /// <summary>The keyword of a statement that fails.</summary>
    private static readonly WordTable Throw = new(WordMatch.Whole, StringComparison.Ordinal, "throw");

    /// <summary>Code that matches none of these has no destination that implies a failure.</summary>
    public static readonly WordTable[] TablesOfFailures =
    {
        Exceptions, Throw, new(
            WordMatch.Whole,
            StringComparison.Ordinal,
            Methods.Where(static method => TellsFailure(method.Value)).Select(static method => method.Key).ToArray()),
    };

    /// <summary>Raises an event or invokes a delegate, whose name determines the destination of the arguments.</summary>
    private const string Raise = "Invoke";

    /// <summary>Sends a message to the browsers of a hub: <c>Clients.Caller.SendAsync("failed", message)</c>.</summary>
    private const string Send = "SendAsync", Clients = "Clients";

    /// <summary>Calls that send a message to the user of a bot, or to a queue.</summary>
    private static readonly NameTable Messages = new("^Send Message", "^Send Text", "^Reply", "^Follow Up", "^Send Follow Up");

    /// <summary>Names of bots, and of what they reply with.</summary>
    private static readonly NameTable Bots = new("Bot", "Bot Client", "Turn Context", "Telegram", "Discord", "Interaction");

    /// <summary>Names of queues.</summary>
    private static readonly NameTable QueueNames = new("Queue", "Letter", "Letters", "Sqs", "Bus", "Topic", "Producer", "Dlq", "Sender");

    /// <summary>The application's own method that returns a page; on another object it is part of a mail or a document.</summary>
    private const string Page = "Html";

    /// <summary>Parts of the names of events that report a failure, and of calls that handle one.</summary>
    public static readonly WordTable WordsOfFailure = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Error", "Fail");

    /// <summary>Gets the destination of a call's arguments; <c>AuthFailed?.Invoke(this, message)</c> shows them to the event's subscribers.</summary>
    public static SinkKind OfCall(InvocationExpressionSyntax call, string name) =>
        name == Raise ? call.Receiver() is { } raised && Callers.NameOf(raised) is { Identifier.ValueText: var told } && WordsOfFailure.Matches(told)
            ? SinkKind.Shown
            : SinkKind.None
        : name == Send ? IsToBrowsers(call) ? SinkKind.Shown : SinkKind.None
        : Messages.Matches(name) && !IsToUser(call) ? SinkKind.None
        : SendsOn(call, name) || IsOwnRedirect(call, name) ? SinkKind.Redirect
        : name == Page && call.Receiver() is not (null or ThisExpressionSyntax or BaseExpressionSyntax) ? SinkKind.None
        : OwnPages.Matches(name) && IsGivenComposedText(call) ? SinkKind.Shown
        : OfMethod(name);

    /// <summary>A message with a name and a text; a page that is given the values of the error formats them itself.</summary>
    private static bool IsToBrowsers(InvocationExpressionSyntax call) =>
        call.Receiver() is { } clients && clients.TokensNamed(Clients).Any()
        && call.ArgumentList.Arguments is [{ Expression: LiteralExpressionSyntax { Token.Value: string } }, ..] && GivesComposed(call);

    /// <summary><c>bot.SendMessageAsync(chat, $"Slack said {error}")</c>: a queue is sent messages as well, but for a program.</summary>
    private static bool IsToUser(InvocationExpressionSyntax call) =>
        call.Receiver() is { } receiver && Callers.NameOf(receiver) is { Identifier.ValueText: var name }
            ? Bots.Matches(name.TrimStart('_')) || (!QueueNames.Matches(name.TrimStart('_')) && GivesComposed(call))
            : GivesComposed(call);

    private static bool GivesComposed(InvocationExpressionSyntax call) => call.ArgumentList.Arguments.Any(static argument => IsComposed(argument.Expression));

    private static bool IsComposed(ExpressionSyntax text) =>
        text is InterpolatedStringExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression }
        || (text is InvocationExpressionSyntax call && TextCalls.IsBuilding(call));

    /// <summary><c>CreateRedirectResponse(request, "https://example.com/failed?reason=" + error)</c>: given a composed URL, not only its parts.</summary>
    private static bool IsOwnRedirect(InvocationExpressionSyntax call, string name) =>
        OwnRedirects.Matches(name) && IsGivenComposedText(call);

    private static bool IsGivenComposedText(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Any(static argument => argument.Expression is InterpolatedStringExpressionSyntax
            or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression });

    /// <summary>Recognizes a redirect by <c>Headers.Add("Location", url)</c> of a response.</summary>
    private static bool SendsOn(InvocationExpressionSyntax call, string name) =>
        HeaderCalls.Contains(name) && call.ArgumentList.Arguments is [{ Expression: var header }, _] && NamesRedirect(header);

    /// <summary>Returns true for <c>"Location"</c>, or a constant with that name: <c>HeaderNames.Location</c>.</summary>
    private static bool NamesRedirect(ExpressionSyntax header) => header switch
    {
        LiteralExpressionSyntax { Token.Value: string text } => RedirectHeaders.Matches(text),
        MemberAccessExpressionSyntax constant => RedirectHeaders.Matches(constant.Name.Identifier.ValueText),
        _ => false,
    };

    private static bool AreHeaders(ExpressionSyntax expression) =>
        Callers.NameOf(expression) is { Identifier.ValueText: var name } && HeaderWords.Matches(name);

    /// <summary>Gets the destination of a call's arguments by the name of the method.</summary>
    public static SinkKind OfMethod(string name) =>
        Methods.TryGetValue(name, out var kind) ? kind
        : ShowingWords.Matches(name) && !StartsWithOther(name) ? SinkKind.Shown
        : SinkKind.None;

    /// <summary>Recognizes an outcome of the application by its type name; results of frameworks have their own entries.</summary>
    public static bool IsOutcome(string type) => Outcomes.Matches(type);

    /// <summary>Returns true for a type of objects that tell nobody about an outcome.</summary>
    public static bool IsOtherObject(string type) => OtherObjects.Matches(type);

    /// <summary>Gets the destination of a constructor's arguments by the name of the type.</summary>
    public static SinkKind OfType(string name) =>
        Exceptions.Matches(name) ? SinkKind.Exception
        : name.EndsWith("Result", StringComparison.Ordinal) && Methods.TryGetValue(name, out var kind) ? kind
        : SinkKind.None;

    /// <summary>Gets the destination of a value assigned to a member, a page's data, a view's bag or a header.</summary>
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

    /// <summary>Recognizes a property or field of the type itself by its casing; variables start with a lowercase letter.</summary>
    private static bool IsMember(IdentifierNameSyntax name) =>
        name.Identifier.ValueText is { Length: > 0 } text && (char.IsUpper(text[0]) || text[0] == '_');

    public static bool IsMessageMember(SimpleNameSyntax name)
    {
        var text = name.Identifier.ValueText.Replace("_", "");
        return MessageMembers.Matches(text) || ErrorNames.Part(text) != ErrorPart.None;
    }

    /// <summary>Returns true if the destination itself implies a failure.</summary>
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

    private static bool StartsWithOther(string name)
    {
        foreach (var word in OtherWords)
        {
            if (StartsWithWord(name, word))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StartsWithWord(string name, string word) =>
        name.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (name.Length == word.Length || !char.IsLower(name[word.Length]));
}
