using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.FormatOAuthErrorsAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM004: how a message is composed, the variables in between, its target, and alternatives to composing it.</summary>
public sealed class FormatOAuthErrorsWordingTests
{
    [Theory]
    [InlineData("throw new Exception([|string.Concat(\"Slack: \", error)|]);")]
    [InlineData("throw new Exception([|String.Format(\"Slack: {0}\", error)|]);")]
    [InlineData("throw new Exception([|string.Join(\", \", \"Slack\", error)|]);")]
    [InlineData("throw new Exception([|$\"{error}\"|]);")]
    [InlineData("throw new Exception([|$\"Slack: {error ?? error_description}\"|]);")]
    [InlineData("throw new Exception([|null ?? error|]);")]
    [InlineData("throw new Exception([|code is null ? \"none\" : error|]);")]
    [InlineData("throw new Exception([|code is null ? error : \"none\"|]);")]
    [InlineData("throw new Exception([|error?.ToString()|]);")]
    [InlineData("throw new Exception([|error?.Trim() ?? \"\"|]);")]
    [InlineData("throw new Exception([|(error as string)|]);")]
    [InlineData("throw new Exception([|(string)error!|]);")]
    [InlineData("throw new Exception([|error![..10]|]);")]
    [InlineData("throw new Exception([|System.Web.HttpUtility.HtmlEncode(error)|]);")]
    [InlineData("throw new Exception([|encoder.Encode(error!)|]);")]
    [InlineData("throw new Exception([|System.Text.Encodings.Web.HtmlEncoder.Default.Encode(error!)|]);")]
    [InlineData("throw new Exception(translator.Encode(error!));")]
    [InlineData("throw new System.Exception([|error|]);")]
    [InlineData("throw new global::System.Exception([|error|]);")]
    [InlineData("throw new global::SlackException([|error|]);")]
    [InlineData("throw new([|error|]);")]
    [InlineData("throw code is null ? new Exception([|error|]) : new Exception(\"none\");")]
    [InlineData("var failure = new Exception([|error|]); throw failure;")]
    [InlineData("return BadRequest([|new ProblemDetails { Detail = error }|]);")]
    [InlineData("return BadRequest([|(code, error)|]);")]
    [InlineData("return BadRequest([|new ObjectResult(error)|]);")]
    [InlineData("return BadRequest(new { message = [|$\"Slack: {error}\"|] });")]
    [InlineData("return BadRequest(new Exception(\"inner\", new Exception([|error|])));")]
    [InlineData("return BadRequest(error!.Length);")]
    public Task Message_IsTakenApart(string statement) => VerifyCS.VerifyAsync(Callback(statement));

    [Theory]
    [InlineData("var text = \"none\"; if (code is null) { text = error; } throw new Exception([|text|]);")]
    [InlineData("var text = error; if (code is null) { text = \"none\"; } throw new Exception([|text|]);")]
    [InlineData("string? text; text = error; throw new Exception([|text|]);")]
    [InlineData("string? text = null; text ??= error; throw new Exception([|text|]);")]
    [InlineData("var text = \"Slack: \"; text += error; throw new Exception([|text|]);")]
    [InlineData("if (error is { Length: > 0 } text) { throw new Exception([|text|]); }")]
    [InlineData("if (error is string text) { throw new Exception([|text|]); }")]
    [InlineData("if (error is var text) { throw new Exception([|text|]); }")]
    [InlineData("if (error is not { } text) { return Ok(); } throw new Exception([|text|]);")]
    [InlineData("var first = error; var second = first; throw new Exception([|second|]);")]
    [InlineData("var (ok, error2) = Exchange(); var error3 = error2; throw new Exception(error3);")]
    [InlineData("(var ok, var errorCode) = ExchangeCode(); throw new Exception([|errorCode|]);")]
    [InlineData("bool ok; string? errorCode; (ok, errorCode) = ExchangeCode(); throw new Exception([|errorCode|]);")]
    [InlineData("var (_, errorCode) = ExchangeCode(); throw new Exception([|errorCode|]);")]
    [InlineData("{ var text = error; } { var text = \"none\"; throw new Exception(text); }")]
    [InlineData("var text = error; text = \"none\"; throw new Exception(text);")]
    [InlineData("var text = \"none\"; if (code is null) { throw new Exception(text); } text = error; Use(text);")]
    [InlineData("if (code is null) { var text = error; throw new Exception([|text|]); }")]
    [InlineData("Action<string> run = text => { throw new Exception(text); }; run(error!);")]
    [InlineData("Action fail = () => { var text = error; throw new Exception([|text|]); }; fail();")]
    [InlineData("throw new Exception(undeclared);")]
    public Task Variable_IsLookedThrough(string statements) => VerifyCS.VerifyAsync(Callback(
        statements,
        """
        private static readonly string undeclared = "";
        private static void Use(string? text) { }
        private static (bool ok, string? error) Exchange() => default;
        private static (bool ok, string? errorCode) ExchangeCode() => default;
        """));

    [Theory]
    [InlineData("ErrorMessage = [|error|];")]
    [InlineData("this.ErrorMessage = [|error|];")]
    [InlineData("Result.Error_Message = [|error|];")]
    [InlineData("ViewData[\"Error\"] = [|error|];")]
    [InlineData("ViewBag.Anything = [|error|];")]
    [InlineData("Name = error;")]
    [InlineData("Result.Name = error;")]
    [InlineData("errorMessage = error;")]
    [InlineData("HttpContext.Items[\"Error\"] = error;")]
    [InlineData("var result = new LoginResult { Error = [|error|] };")]
    [InlineData("LoginResult result = new() { Error = [|error|] };")]
    [InlineData("LoginResult result = new(); result.Error = [|error|];")]
    [InlineData("var result = new LoginResult { Name = error };")]
    [InlineData("var result = new LoginResult { Error = [|error|], Message = \"Slack failed\" };")]
    [InlineData("var result = new LoginResult { Error = error, Message = Localized() };")]
    [InlineData("var result = new LoginResult { Error = error, Message = [|error_description|] };")]
    [InlineData("var result = new LoginResult { Error = [|\"Slack: \" + error|], Message = Localized() };")]
    [InlineData("NotifyUser([|error|]);")]
    [InlineData("ShowMessage([|error|]);")]
    [InlineData("_ = Request.Query[\"code\"]; LoginResult result = new(); result.Error = Request.Query[\"error\"];")]
    [InlineData("_ = Request.Query[\"code\"]; LoginResult result = new(); result.Error = [|\"Slack: \" + Request.Query[\"error\"]|];")]
    [InlineData("LoginResult result = new(); result.Message = [|Request.Query[\"error_description\"]|];")]
    [InlineData("SendHtmlResponse(HttpContext, [|$\"<p>{error}</p>\"|]);")]
    [InlineData("WriteBrowserResponse(HttpContext, [|$\"Failed: {error}\"|]);")]
    [InlineData("WriteListenerResponse(HttpContext, [|$\"Failed: {error}\"|]);")]
    [InlineData("WriteListenerResponse(HttpContext, error);")]
    [InlineData("WriteListenerRequest(HttpContext, $\"Failed: {error}\");")]
    [InlineData("SendForm(HttpContext, $\"Failed: {error}\");")]
    [InlineData("ParseError(error);")]
    [InlineData("Issue(error);")]
    [InlineData("IssueWarning([|error|]);")]
    [InlineData("GetOutput(error);")]
    [InlineData("Keep(error);")]
    public Task Place_IsToldByItsName(string statement) => VerifyCS.VerifyAsync(Callback(
        statement,
        """
        private string? errorMessage;
        public string? Name { get; set; }
        private LoginResult Result { get; } = new();
        private static string Localized() => "";
        private static void NotifyUser(string? text) { }
        private static void ShowMessage(string? text) { }
        private static void SendHtmlResponse(object context, string? html) { }
        private static void WriteBrowserResponse(object context, string? text) { }
        private static void WriteListenerResponse(object context, string? text) { }
        private static void WriteListenerRequest(object context, string? text) { }
        private static void SendForm(object context, string? text) { }
        private static void ParseError(string? text) { }
        private static void Issue(string? text) { }
        private static void IssueWarning(string? text) { }
        private static void GetOutput(string? text) { }
        private static void Keep(string? text) { }
        """));

    [Theory]
    [InlineData("if (!response.IsSuccessStatusCode) { return $\"{body}\"; }")]
    [InlineData("if (!response.IsSuccessStatusCode) { return string.Format(\"none\"); }")]
    [InlineData("if (!response.IsSuccessStatusCode) { return [|string.Format(\"Slack: {0}\", body)|]; }")]
    [InlineData("if (!response.IsSuccessStatusCode) { var text = [|$\"Slack: {body}\"|]; return text; }")]
    [InlineData("if (!response.IsSuccessStatusCode) { return Wrap($\"Slack: {body}\"); }")]
    [InlineData("return new Outcome { Message = body };")]
    [InlineData("return new Outcome { Message = [|\"failed: \" + body|] };")]
    [InlineData("var outcome = new Outcome(); outcome.Message = body;")]
    [InlineData("var outcome = new Outcome(); outcome.Error = [|body|];")]
    [InlineData("Console.WriteLine([|$\"\"\"Slack failed: {body}\"\"\"|]);")]
    [InlineData("Console.WriteLine($\"Slack said: {body}\");")]
    [InlineData("Console.WriteLine(\"failed\", [|body|]);")]
    public Task Body_IsWordedWhereSomethingFailed(string statements) => VerifyCS.VerifyAsync(ErrorSample.Exchange(
        statements, members: "private static object Wrap(string text) => text;"));

    [Fact]
    public Task OneSink_IsReportedOnce() =>
        VerifyCS.VerifyAsync(Callback("return Problem([|$\"Slack: {error}\"|], LoginResult.Fail($\"Again: {error}\").Message);"));

    [Fact]
    public Task SinksBesideEachOther_AreReportedEach() => VerifyCS.VerifyAsync(Callback(
        "logger.LogWarning([|error|]); ErrorMessage = [|$\"Slack: {error}\"|]; return BadRequest([|error + \"!\"|]);"));

    [Theory]
    [InlineData("public string Words => [|$\"Slack: {Request.Query[\"error_description\"]}\"|];")]
    [InlineData("public string Words { get { return [|\"Slack: \" + Request.Query[\"error_description\"]|]; } }")]
    [InlineData("private readonly Action<Microsoft.AspNetCore.Http.HttpRequest> show = static request => Console.WriteLine([|request.Query[\"error_description\"]|]);")]
    [InlineData("public sealed class Inner { public void Show(Microsoft.AspNetCore.Http.HttpRequest request) => Console.WriteLine([|request.Query[\"error_description\"]|]); }")]
    [InlineData("public void Show(string error_description) { void Inner() { throw new Exception([|error_description|]); } Inner(); }")]
    public Task Member_OfAnyKind_Triggers(string member) => VerifyCS.VerifyAsync(Callback("", member));

    [Theory]
    [InlineData("public SlackReply(string? error_description) { Error = error_description; }")]
    [InlineData("public SlackReply(string? error_description) { this.Error = error_description; }")]
    [InlineData("public SlackReply(string? error_description) { Error = [|\"Slack: \" + error_description|]; }")]
    [InlineData("public SlackReply(SlackReply other, string? error_description) { other.Error = [|error_description|]; }")]
    [InlineData("public void Set(string? error_description) { Error = [|error_description|]; }")]
    public Task Constructor_KeepsTheParts(string member) => VerifyCS.VerifyAsync(
        ErrorSample.Callback("")
            + $"\npublic sealed class SlackReply {{ {member} public string? Error {{ get; set; }} public const string Token = \"access_token\"; }}");

    [Theory]
    [InlineData("throw new ArgumentException(Words(error, code), error);")]
    [InlineData("throw new ArgumentException(Words(\"Slack\"), [|error|]);")]
    [InlineData("throw new ArgumentException([|string.Format(\"none {0}\", error)|], error);")]
    [InlineData("throw new ArgumentException(string.Format(\"none\"), [|error|]);")]
    [InlineData("throw new ArgumentException([|error!.Trim()|], error);")]
    public Task WordsOfAFormatter_BesideTheParts_DoNotTrigger(string statement) => VerifyCS.VerifyAsync(Callback(
        statement, "private static string Words(string? given, string? other = null) => \"\";"));

    [Theory]
    [InlineData("private static string Describe(string error_description) { var text = error_description; return $\"Slack: {text}\"; }")]
    [InlineData("private static string? Describe(string error_description) => $\"Slack: {error_description}\";")]
    [InlineData("private static string Take(string error_description) => throw new Exception([|$\"Slack: {error_description}\"|]);")]
    [InlineData("private static string Take(string error_description) { if (error_description.Length > 0) { throw new Exception([|$\"Slack: {error_description}\"|]); } return \"\"; }")]
    [InlineData("private static string FormatError(string error_description) => throw new Exception($\"Slack: {error_description}\");")]
    [InlineData("private static String Describe(string error_description) => $\"Slack: {error_description}\";")]
    [InlineData("private static void Run(string error_description) { string Describe(string error_description) => $\"Slack: {error_description}\"; }")]
    [InlineData("private static void Run() { string Describe(string error_description) => $\"Slack: {error_description}\"; }")]
    [InlineData("private static void Run() { void Show(string error_description) => Console.WriteLine([|$\"Slack: {error_description}\"|]); }")]
    [InlineData("private void Run() { string Describe(string error_description) => [|$\"Slack: {error_description} {Request.Query[\"error_description\"]}\"|]; }")]
    [InlineData("private static void OnError(string error_description) => throw new Exception([|$\"Slack: {error_description}\"|]);")]
    [InlineData("private static void ThrowIt(string error_description) => throw new Exception([|$\"Slack: {error_description}\"|]);")]
    [InlineData("private static void EnsureSuccess(string error_description) => throw new Exception($\"Slack: {error_description}\");")]
    [InlineData("private static SlackException Make(string error_description) => new($\"Slack: {error_description}\");")]
    [InlineData("private string Describe() => [|$\"Slack: {Request.Query[\"error_description\"]}\"|];")]
    [InlineData("private string Describe(string error_description) => [|$\"Slack: {error_description} {Request.Query[\"error_description\"]}\"|];")]
    public Task Formatter_WordsWhatItIsGiven(string member) => VerifyCS.VerifyAsync(Callback("", member));

    [Theory]
    [InlineData("HttpClient client, CancellationToken token", true)]
    [InlineData("HttpClient client, HttpContent form", false)]
    public Task CheckThatFetchesItself_IsGivenWhatItSends(string parameters, bool isReported) => VerifyCS.VerifyAsync(Callback(
        "",
        $$"""
        private static async Task EnsureSuccessAsync({{parameters}})
        {
            var response = await client.PostAsync("https://slack.com/api/oauth.v2.access", {{(isReported ? "null, token" : "form")}});
            var body = await response.Content.ReadAsStringAsync();
            var parsed = JsonSerializer.Deserialize<LoginResult>(body)!;
            throw new Exception({{(isReported ? "[|parsed.Error|]" : "parsed.Error")}});
        }
        """));

    /// <summary>Creates a Slack callback with the members that the tests need.</summary>
    private static string Callback(string statements, string members = "") => ErrorSample.Callback(statements, members: $$"""
        private static readonly System.Text.Encodings.Web.HtmlEncoder encoder = System.Text.Encodings.Web.HtmlEncoder.Default;
        private static readonly System.Text.Encodings.Web.HtmlEncoder translator = encoder;
        {{members}}
        """).Replace("public string? Message { get; set; }", "public string? Message { get; set; } public string? Name { get; set; } public string? Error_Message { get; set; }", StringComparison.Ordinal)
        + "\npublic sealed class SlackException(string? message) : Exception(message);";
}
