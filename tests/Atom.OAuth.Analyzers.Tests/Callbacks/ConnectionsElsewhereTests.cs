using Atom.OAuth.Analyzers.Callbacks;
using Microsoft.CodeAnalysis;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>A callback hands its code to another project, of which only the names are known. It keeps the tokens where it gives none back.</summary>
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

    public static TheoryData<string> Outcomes => Names(ConnectWords.Outcomes);

    public static TheoryData<string> Requests => Names(ConnectWords.Requests);

    public static TheoryData<string> Sessions => Names(ConnectWords.Sessions);

    public static TheoryData<string> Given => Names(ConnectWords.Answers);

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
        VerifyAsync($"{type} Connect(string code);", "var answer = service.Connect(code);", isReported: false);

    [Theory]
    [MemberData(nameof(Given))]
    public Task AnswerThatGivesMore_DoesNotTrigger(string member) => VerifyAsync(
        "Given Connect(string code);", "var answer = service.Connect(code);",
        $"public class Given {{ public string? {member} {{ get; set; }} }}", isReported: false);

    [Theory]
    [InlineData("await service.ExchangeCodeAsync(code);", true)]
    [InlineData("await service.ExchangeCodeAsync(code).ConfigureAwait(false);", true)]
    [InlineData("service.ExchangeCodeAsync(code).GetAwaiter().GetResult();", true)]
    [InlineData("var tokens = await service.ExchangeCodeAsync(code);", false)]
    [InlineData("var result = await service.ExchangeCodeAsync(code); if (result == null) { return BadRequest(); }", true)]
    [InlineData("var result = await service.ExchangeCodeAsync(code); if (result is not null) { return Ok(); }", true)]
    [InlineData("var result = await service.ExchangeCodeAsync(code); return Ok(result);", false)]
    [InlineData("var result = await service.ExchangeCodeAsync(code); if (result is { AccessToken: var token }) { return Ok(token); }", false)]
    [InlineData("var result = await service.ExchangeCodeAsync(code); if (result == null) { return BadRequest(); } return Ok(result.AccessToken);", false)]
    public Task TokensThatNobodyTakes_AreKept(string statement, bool isReported) =>
        VerifyAsync("Task<Tokens> ExchangeCodeAsync(string code);", statement, isReported: isReported);

    /// <summary>It is asked whether it went well, and for nothing else.</summary>
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
        VerifyAsync($"{type} ExchangeCodeAsync(string code);", "var answer = await service.ExchangeCodeAsync(code);", isReported: isReported);

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

    /// <summary>In the same project it could be looked into, so there is nothing to be seen.</summary>
    [Fact]
    public Task InterfaceOfTheProject_DoesNotTrigger() => VerifyCS.VerifyAsync(Controller(
        "await service.ConnectAsync(code);", parameters: "string code, [FromServices] IConnect service", isReported: false)
        + "public interface IConnect { Task ConnectAsync(string code); }");

    private static Task VerifyAsync(string member, string body, string types = "", string name = "Callback", bool isReported = true)
    {
        MetadataReference other = VerifyCS.Test($"{Answers} {types} public interface IConnections {{ {member} }}").Compile()
            .WithAssemblyName("Connections").ToMetadataReference();
        var callback = Controller(body, parameters: "string code, string state, [FromServices] IConnections service",
            name: name, isReported: isReported);
        var test = VerifyCS.Test("using Connections;\n" + callback);
        return (test with { MoreReferences = [other] }).VerifyAsync();
    }
}
