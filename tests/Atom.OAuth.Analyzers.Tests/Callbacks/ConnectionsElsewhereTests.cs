using Atom.OAuth.Analyzers.Callbacks;
using Microsoft.CodeAnalysis;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;
using VerifyState = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>A callback passes its code to another project, of which only names are known. It saves the tokens unless it returns them.</summary>
public sealed class ConnectionsElsewhereTests
{
    private const string Answers = """
        namespace Connections;
        public class Status { public bool IsConnected { get; set; } public string? Error { get; set; } }
        public class Tokens { public string? AccessToken { get; set; } }
        public class Wrapped { public Tokens? Value { get; set; } }
        public class Session : Tokens { }
        public class LoginResult { }
        """;

    public static TheoryData<string> Calls => Names(ConnectWords.Calls);

    public static TheoryData<string> Verbs => Names(ExchangeWords.Verbs);

    public static TheoryData<string> Takers => Names(ExchangeWords.Takers);

    public static TheoryData<string> Carriers => Names(CallbackWords.Carriers);

    public static TheoryData<string> Outcomes => Names(ConnectWords.Outcomes);

    public static TheoryData<string> Requests => Names(ConnectWords.Requests);

    public static TheoryData<string> Sessions => Names(ConnectWords.Sessions);

    public static TheoryData<string> Given => Names(ConnectWords.Answers);

    public static TheoryData<string> Logins => Names(ConnectWords.Logins);

    public static TheoryData<string> Keeps => Names(ConnectWords.Keeps);

    public static TheoryData<string> Addresses => Names(ConnectWords.Addresses);

    [Theory]
    [MemberData(nameof(Calls))]
    public Task CallThatConnects_Triggers(string call) => VerifyAsync($"Task<Status> {call}(string code);", $"await service.{call}(code);");

    [Theory]
    [InlineData("void")]
    [InlineData("bool")]
    [InlineData("Task")]
    [InlineData("ValueTask<bool>")]
    [InlineData("Status")]
    [InlineData("DayOfWeek")]
    [InlineData("int")]
    [InlineData("long")]
    [InlineData("Task<Guid>")]
    public Task AnswerWithoutTokens_Triggers(string type) => VerifyAsync(
        $"{type} Connect(string code);", type is "void"
            ? "service.Connect(code);"
            : "var answer = service.Connect(code); if (answer.ToString() == code) { return Ok(); }");

    [Theory]
    [InlineData("string")]
    [InlineData("object")]
    [InlineData("Task<Tokens>")]
    [InlineData("Tokens")]
    [InlineData("Wrapped")]
    [InlineData("Session")]
    [InlineData("LoginResult")]
    public Task AnswerThatMayHaveTokens_DoesNotTrigger(string type) =>
        VerifyAsync($"{type} Connect(string code);", "var answer = service.Connect(code); return Ok(answer);", isReported: false);

    [Theory]
    [MemberData(nameof(Given))]
    public Task AnswerThatGivesMore_DoesNotTrigger(string member) => VerifyAsync(
        "Given Connect(string code);", "var answer = service.Connect(code); return Ok(answer);",
        $"public class Given {{ public string? {member} {{ get; set; }} }}", isReported: false);

    [Theory]
    [InlineData("await service.ExchangeCodeAsync(code);", true)]
    [InlineData("await service.ExchangeCodeAsync(code).ConfigureAwait(false);", true)]
    [InlineData("service.ExchangeCodeAsync(code).GetAwaiter().GetResult();", true)]
    [InlineData("var tokens = await service.ExchangeCodeAsync(code);", true)]
    [InlineData("var result = await service.ExchangeCodeAsync(code); if (result == null) { return BadRequest(); }", true)]
    [InlineData("var result = await service.ExchangeCodeAsync(code); if (result is not null) { return Ok(); }", true)]
    [InlineData("var result = await service.ExchangeCodeAsync(code); return Ok(result);", false)]
    [InlineData("var result = await service.ExchangeCodeAsync(code); if (result is { AccessToken: var token }) { return Ok(token); }", false)]
    [InlineData("var result = await service.ExchangeCodeAsync(code); if (result == null) { return BadRequest(); } return Ok(result.AccessToken);", false)]
    public Task TokensThatNobodyTakes_AreKept(string statement, bool isReported) =>
        VerifyAsync("Task<Tokens> ExchangeCodeAsync(string code);", statement, isReported: isReported);

    /// <summary>The result is only tested for success.</summary>
    [Theory]
    [MemberData(nameof(Outcomes))]
    public Task AnswerThatIsOnlyAskedWhetherItWentWell_Triggers(string member) => VerifyAsync(
        "Given ExchangeCode(string code);", $"var answer = service.ExchangeCode(code); if (answer.{member} is null) {{ return BadRequest(); }}",
        $"public class Given {{ public string? {member} {{ get; set; }} public Tokens? Tokens {{ get; set; }} }}");

    [Theory]
    [InlineData("Task<bool>", true)]
    [InlineData("Task<Status>", true)]
    [InlineData("Task<Tokens>", false)]
    public Task ExchangeThatGivesNoTokens_KeepsThem(string type, bool isReported) =>
        VerifyAsync($"{type} ExchangeCodeAsync(string code);", "var answer = await service.ExchangeCodeAsync(code); return Ok(answer);", isReported: isReported);

    /// <summary>The name of the receiver suggests what it does with the code.</summary>
    [Theory]
    [MemberData(nameof(Verbs))]
    public Task VerbOnATaker_Triggers(string verb) => VerifyAsync(
        "ICallbackService Service { get; }", $"await service.Service.{verb}Async(code);",
        $"public interface ICallbackService {{ Task {verb}Async(string code); }}");

    [Theory]
    [MemberData(nameof(Takers))]
    public Task TypeThatTakesTheCode_Triggers(string taker) => VerifyAsync(
        $"I{taker} Service {{ get; }}",
        "await service.Service.ProcessAsync(code);",
        $"public interface I{taker} {{ Task ProcessAsync(string code); }}");

    [Theory]
    [InlineData("service.AuthFlow.ProcessAsync(code)", true)]
    [InlineData("service.Products.ProcessAsync(code)", false)]
    [InlineData("service.AuthFlow.CountAsync(code)", false)]
    public Task MemberThatTakesTheCode_SaysSoByItsName(string call, bool isReported) => VerifyAsync(
        "IThing AuthFlow { get; } IThing Products { get; }", $"await {call};",
        "public interface IThing { Task ProcessAsync(string code); Task CountAsync(string code); }", isReported: isReported);

    [Theory]
    [InlineData("await service.RememberAsync(code);")]
    [InlineData("await service.LoginAndConnectAsync(code);")]
    public Task CallThatSaysSomethingElse_DoesNotTrigger(string statement) =>
        VerifyAsync("Task RememberAsync(string code); Task LoginAndConnectAsync(string code);", statement, isReported: false);

    [Fact]
    public Task CallbackThatSignsIn_DoesNotTrigger() => VerifyAsync(
        "Task ConnectAsync(string code);", "await service.ConnectAsync(code);", name: "LoginCallback", isReported: false);

    [Theory]
    [MemberData(nameof(Sessions))]
    public Task AnswerThatOpensASession_DoesNotTrigger(string open) => VerifyAsync(
        "Task<Status> ConnectAsync(string code);",
        $"var answer = await service.ConnectAsync(code); jobs.{open}(answer.IsConnected);", isReported: false);

    [Fact]
    public Task AnswerThatIsShown_Triggers() =>
        VerifyAsync(
            "Task<Status> ConnectAsync(string code);",
            "var answer = await service.ConnectAsync(code); if (!answer.IsConnected) { return BadRequest(answer.Error); }");

    [Theory]
    [MemberData(nameof(Requests))]
    public Task RequestThatConnects_Triggers(string request) =>
        VerifyAsync(
            "Task<Status> HandleAsync(object request);",
            $"await service.HandleAsync(new {request}(\"user\", code));",
            $"public record {request}(string User, string Value);");

    [Fact]
    public Task RequestInAVariable_Triggers() => VerifyAsync(
        "Task<Status> HandleAsync(object request);",
        "var command = new ConnectCommand(code); await service.HandleAsync(command);",
        "public record ConnectCommand(string Value);");

    [Theory]
    [InlineData("await service.HandleAsync(new RememberCommand(code));")]
    [InlineData("await service.RememberAsync(new ConnectCommand(code));")]
    public Task OtherRequest_DoesNotTrigger(string statement) => VerifyAsync(
        "Task HandleAsync(object request); Task RememberAsync(object request);",
        statement,
        "public record RememberCommand(string Value); public record ConnectCommand(string Value);", isReported: false);

    /// <summary>A request is nested in a type that is named after its purpose.</summary>
    [Theory]
    [InlineData("ConnectSlack", true)]
    [InlineData("RememberSlack", false)]
    public Task RequestInsideAnotherType_IsNamedAfterIt(string type, bool isReported) => VerifyAsync(
        "Task<Status> HandleAsync(object request);",
        $"await service.HandleAsync(new {type}.Command(code));",
        $"public static class {type} {{ public record Command(string Value); }}", isReported: isReported);

    /// <summary>The mediator's library is missing: the request itself specifies its result.</summary>
    [Theory]
    [InlineData("ConnectCommand", "IRequest<bool>", true)]
    [InlineData("ConnectCommand", "IRequest<Status>", true)]
    [InlineData("ConnectCommand", "Missing.ICommand<Guid>", true)]
    [InlineData("ConnectCommand", "IRequest<Tokens>", false)]
    [InlineData("ConnectCommand", "IRequest<string>", false)]
    [InlineData("ConnectCommand", "IRequest", false)]
    [InlineData("RememberCommand", "IRequest<bool>", false)]
    public Task MediatorThatIsMissing_AnswersWhatTheRequestSays(string request, string asked, bool isReported) => VerifyAsync(
        "",
        $"var answer = await db.Send(new {request} {{ Value = code }}); if (answer.ToString() == code) {{ return BadRequest(); }}",
        $"public class {request} : {asked} {{ public string? Value {{ get; set; }} }} public interface IRequest {{ }} public interface IRequest<T> {{ }}",
        isReported: isReported);

    [Fact]
    public Task MissingMediatorWhoseAnswerNobodyTakes_Triggers() => VerifyAsync(
        "", "await db.Send(new ConnectCommand { Value = code });", "public class ConnectCommand { public string? Value { get; set; } }");

    /// <summary>The whole object is passed to another project, and its file does not mention a code.</summary>
    [Theory]
    [InlineData("", true)]
    [InlineData("public string? Name { get; set; }", true)]
    [InlineData("public string? State { get; set; }", false)]
    [InlineData("public string? Nonce { get; set; }", false)]
    [InlineData("[System.ComponentModel.Description(\"state\")] public string? Value { get; set; }", false)]
    [InlineData("public string? this[string key] => key;", false)]
    public Task ObjectWithoutAState_BringsNone(string member, bool isReported) => StateTest(
        "Task LinkAccountAsync(AuthorizationDto dto);", $"public class AuthorizationDto {{ public string? Code {{ get; set; }} {member} }}",
        $$"""
        public class AccountsController(IConnections service) : ControllerBase
        {
            [HttpPost("accounts")]
            public async Task<IActionResult> {{(isReported ? "[|ConnectAccount|]" : "ConnectAccount")}}([FromBody] AuthorizationDto dto)
            {
                await service.LinkAccountAsync(dto);
                return Ok();
            }
        }
        """);

    [Theory]
    [InlineData("Dto : System.Exception", false)]
    [InlineData("Dto : Base", true)]
    [InlineData("Dto : BaseWithState", false)]
    public Task BaseOfAnObject_MayBringTheState(string declaration, bool isReported) => StateTest(
        "Task LinkAccountAsync(Dto dto);",
        $"public class Base {{ }} public class BaseWithState {{ public string? State {{ get; set; }} }} public class {declaration} {{ public string? Code {{ get; set; }} }}",
        $$"""
        public class AccountsController(IConnections service) : ControllerBase
        {
            [HttpPost("accounts")]
            public async Task<IActionResult> {{(isReported ? "[|ConnectAccount|]" : "ConnectAccount")}}([FromBody] Dto dto)
            {
                await service.LinkAccountAsync(dto);
                return Ok();
            }
        }
        """);

    /// <summary>Neither the method's name nor its text mentions a code, but the type of its parameter does.</summary>
    [Theory]
    [MemberData(nameof(Carriers))]
    public Task ObjectThatIsNamedAfterTheCallback_Triggers(string carrier) => CarrierTest(carrier, isReported: true);

    [Fact]
    public Task ObjectOfAnotherName_DoesNotTrigger() => CarrierTest("Voucher", isReported: false);

    /// <summary>A sign-in needs no refresh token, whatever the name of the callback.</summary>
    [Theory]
    [MemberData(nameof(Keeps))]
    public Task RefreshTokenThatIsKept_IsNoSignIn(string call) =>
        VerifyAsync($"Task<Status> {call}(string code);", $"await service.{call}(code);", name: "Register");

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task AnswerThatIsAnAddress_HasNoTokens(string variable)
    {
        var name = char.ToLowerInvariant(variable[0]) + variable[1..];
        await VerifyAsync("Task<string> ConnectAsync(string code);", $"var {name} = await service.ConnectAsync(code);");
        await VerifyAsync("Task<string> ConnectAsync(string code);", $"string {name}; {name} = await service.ConnectAsync(code);");
    }

    /// <summary>The other project treats the state as the user's id, so it has no state to check.</summary>
    [Theory]
    [InlineData("string userId", true)]
    [InlineData("string email", true)]
    [InlineData("string state", false)]
    [InlineData("string sessionId", false)]
    [InlineData("string value", false)]
    public Task StateThatIsTakenForAPerson_IsNotChecked(string parameter, bool isReported) => StateTest(
        $"Task<Status> HandleCallbackAsync(string code, {parameter});", "",
        Controller(
            "await service.HandleCallbackAsync(code, state);", parameters: "string code, string state, [FromServices] IConnections service",
            isReported: isReported));

    /// <summary>In the same project, an implementation would be visible, so nothing is assumed without one.</summary>
    [Fact]
    public Task InterfaceOfTheProject_DoesNotTrigger() => VerifyCS.VerifyAsync(Controller(
        "await service.ConnectAsync(code);", parameters: "string code, [FromServices] IConnect service", isReported: false)
        + "public interface IConnect { Task ConnectAsync(string code); }");

    private static Task CarrierTest(string carrier, bool isReported)
    {
        var test = VerifyCS.Test("using Connections;\n" + Usings + $$"""
            public class AccountsController(IConnections service) : ControllerBase
            {
                [HttpGet("accounts/{id}")]
                public async Task<IActionResult> {{(isReported ? "[|Get|]" : "Get")}}(string id, [FromQuery] {{carrier}} request)
                {
                    await service.LinkAccountAsync(id, request);
                    return Ok();
                }
            }
            """);
        var types = $"public class {carrier} {{ public string? Code {{ get; set; }} }}";
        return (test with { MoreReferences = [Other(types, $"Task LinkAccountAsync(string id, {carrier} request);")] }).VerifyAsync();
    }

    private static Task StateTest(string member, string types, string controller)
    {
        var test = VerifyState.Test("using Connections;\n" + Usings + controller);
        return (test with { MoreReferences = [Other(types, member)] }).VerifyAsync();
    }

    /// <summary>Creates the project that makes the connection.</summary>
    private static CompilationReference Other(string types, string member) =>
        VerifyCS.Test($"{Answers} {types} public interface IConnections {{ {member} }}").Compile()
            .WithAssemblyName("Connections").ToMetadataReference();

    [Theory]
    [MemberData(nameof(Logins))]
    public Task LoginOfAClient_Triggers(string call) =>
        VerifyAsync($"Task<bool> {call}(string code);", $"if (!await service.{call}(code)) {{ return BadRequest(); }}");

    [Theory]
    [InlineData("SlackController", "AccountController", "Callback")]
    [InlineData("service", "authService", "Callback")]
    [InlineData("Task<bool>", "Task<Session>", "Callback")]
    [InlineData("", "", "ExternalLoginCallback")]
    public Task LoginOfAPerson_DoesNotTrigger(string part, string instead, string name)
    {
        var callback = Controller("if (!await service.TryCompleteLogin(code).Done()) { return BadRequest(); }",
            parameters: "string code, string state, [FromServices] IConnections service", name: name, isReported: false);
        string Changed(string code) => part.Length > 0 ? code.Replace(part, instead, StringComparison.Ordinal) : code;
        var test = VerifyCS.Test(Changed("using Connections;\n" + callback)
            + "public static class Answers { public static Task<bool> Done(this object answer) => Task.FromResult(true); }");
        return (test with { MoreReferences = [Other("", Changed("Task<bool> TryCompleteLogin(string code);"))] }).VerifyAsync();
    }

    private static Task VerifyAsync(string member, string body, string types = "", string name = "Callback", bool isReported = true)
    {
        var callback = Controller(body, parameters: "string code, string state, [FromServices] IConnections service",
            name: name, isReported: isReported);
        var test = VerifyCS.Test("using Connections;\n" + callback);
        return (test with { MoreReferences = [Other(types, member)] }).VerifyAsync();
    }
}
