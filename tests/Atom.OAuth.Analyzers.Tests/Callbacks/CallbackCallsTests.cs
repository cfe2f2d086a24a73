using Atom.OAuth.Analyzers.Callbacks;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>A callback's calls are followed: helpers, services behind interfaces, handlers of a mediator.</summary>
public sealed class CallbackCallsTests
{
    private const string ExchangeAndSave = "var tokens = await Slack.Oauth.ExchangeCodeAsync(code); await Slack.Store.SaveTokensAsync(tokens);";

    private const string Services =
        "public static class Slack { public static dynamic Oauth = new object(), Store = new object(), Jobs = new object(); }";

    /// <summary>Creates a callback that passes its code to a service; the test defines the service's types.</summary>
    private static string Calling(string type, string call, string types, bool isReported = true) => Controller(
        $"await {call};",
        parameters: $"string code, string state, [FromServices] {type} service",
        isReported: isReported) + "\n" + Services + "\n" + types;

    public static TheoryData<string> OtherTakers => Names(ExchangeWords.OtherTakers);

    /// <summary>A code that pairs a device or redeems something does not come from a provider.</summary>
    [Theory]
    [MemberData(nameof(OtherTakers))]
    public Task CodeOfAnotherKind_DoesNotTrigger(string taker) => VerifyCS.VerifyAsync(Redeeming(taker + "Service", isReported: false));

    [Fact]
    public Task CodeOfAProvider_Triggers() => VerifyCS.VerifyAsync(Redeeming("SlackService", isReported: true));

    private static string Redeeming(string taker, bool isReported) => Controller(
        $"var tokens = await {taker}.RedeemCodeAsync(code); await store.SaveTokensAsync(tokens);",
        members: $"public dynamic {taker} => oauth;", isReported: isReported);

    [Theory]
    [InlineData("IConnect", "public interface IConnect { Task RunAsync(string code); } public class Connect : IConnect { public async Task RunAsync(string code) { BODY } }")]
    [InlineData("IConnect", "public interface IConnect { Task RunAsync(string code); } public class SlackConnect : IConnect { public async Task RunAsync(string code) { BODY } }")]
    [InlineData("IConnect", "public interface IConnect { Task RunAsync(string code); } public class SlackConnect : IConnect { public async Task RunAsync(string code) { BODY } } public class Connect { }")]
    [InlineData("IConnect", "public interface IConnect { Task RunAsync(string code); } public class ConnectBase { public async Task RunAsync(string code) { BODY } } public class Connect : ConnectBase, IConnect { }")]
    [InlineData("IConnect", "public interface IConnect { Task RunAsync(string code); } public class A : IConnect { public Task RunAsync(string code) => Task.CompletedTask; } public class B : IConnect { public async Task RunAsync(string code) { BODY } }")]
    [InlineData("IConnect", "public interface IConnect { Task RunAsync(string code); } public class Connect : IConnect { public Task RunAsync(string code, int more) => Task.CompletedTask; public async Task RunAsync(string text) { var code = text; BODY } }")]
    [InlineData("IConnect", "public interface IConnect { Task RunAsync(string text); } public class Connect : IConnect { public async Task RunAsync(string code) { BODY } }")]
    [InlineData("I", "public interface I { Task RunAsync(string code); } public class SlackConnect : I { public async Task RunAsync(string code) { BODY } }")]
    [InlineData("IConnect<int>", "public interface IConnect<T> { Task RunAsync(string code); } public class Connect : IConnect<int> { public async Task RunAsync(string code) { BODY } }")]
    [InlineData("ConnectBase", "public abstract class ConnectBase { public abstract Task RunAsync(string code); } public class SlackConnect : ConnectBase { public override async Task RunAsync(string code) { BODY } }")]
    [InlineData("ConnectBase<int>", "public abstract class ConnectBase<T> { public abstract Task RunAsync(string code); } public class SlackConnect : ConnectBase<int> { public override async Task RunAsync(string code) { BODY } }")]
    [InlineData("Connect", "public class Connect { public async Task RunAsync(string code) { BODY } }")]
    [InlineData("Connect", "public class Connect { public Task RunAsync(string code) => OneAsync(code); Task OneAsync(string a) => TwoAsync(a); Task TwoAsync(string b) => ThreeAsync(b); async Task ThreeAsync(string code) { BODY } }")]
    public Task ServiceThatConnects_Triggers(string type, string types) =>
        VerifyCS.VerifyAsync(Calling(type, "service.RunAsync(code)", types.Replace("BODY", ExchangeAndSave, StringComparison.Ordinal)));

    [Theory]
    [InlineData("IConnect", "public interface IConnect { Task RunAsync(string code); }")]
    [InlineData("IConnect", "public interface IConnect { Task RunAsync(string code); } public class Connect { public async Task RunAsync(string code) { BODY } }")]
    [InlineData("IConnect", "public interface IConnect { Task RunAsync(string code); } public class Connect : IConnect { public Task RunAsync(string code) => Task.CompletedTask; public async Task RunAsync(string code, int more) { BODY } }")]
    [InlineData("ConnectBase", "public abstract class ConnectBase { public abstract Task RunAsync(string code); } public class SlackConnect : ConnectBase { public override Task RunAsync(string code) => Task.CompletedTask; public async Task OtherAsync(string code) { BODY } }")]
    public Task ServiceThatDoesNot_DoesNotTrigger(string type, string types) => VerifyCS.VerifyAsync(
        Calling(type, "service.RunAsync(code)", types.Replace("BODY", ExchangeAndSave, StringComparison.Ordinal), isReported: false));

    [Theory]
    [InlineData("service.RunAsync(code, \"x\")", true)]
    [InlineData("service.RunAsync(other: \"x\", code: code)", true)]
    [InlineData("service.RunAsync(\"x\", code)", false)]
    [InlineData("service.RunAsync(other: code, code: \"x\")", false)]
    [InlineData("service.ManyAsync(code, code, code)", true)]
    public Task ArgumentsAreFollowedIntoTheirParameters(string call, bool isReported) => VerifyCS.VerifyAsync(Calling(
        "Connect",
        call,
        $$"""public class Connect { public async Task RunAsync(string code, string other) { {{ExchangeAndSave}} } public Task ManyAsync(string first, params string[] rest) => RunAsync(first, rest[0]); }""",
        isReported));

    [Theory]
    [InlineData("Send", "Handle")]
    [InlineData("Send", "HandleAsync")]
    [InlineData("Dispatch", "Consume")]
    [InlineData("InvokeAsync", "Handle")]
    [InlineData("DispatchAsync", "HandleAsync")]
    [InlineData("SendCommand", "Handle")]
    public Task HandlerOfTheRequest_Triggers(string send, string handle) => VerifyCS.VerifyAsync(Mediated(send, handle, "Connect", isReported: true));

    [Theory]
    [InlineData("Send", "Run", "Connect")]
    [InlineData("Remember", "Handle", "Connect")]
    [InlineData("Send", "Handle", "Other")]
    public Task OtherHandler_DoesNotTrigger(string send, string handle, string request) =>
        VerifyCS.VerifyAsync(Mediated(send, handle, request, isReported: false));

    /// <summary>The application has its own bus, and the type that implements it handles nothing.</summary>
    [Theory]
    [InlineData("Connect", true)]
    [InlineData("Other", false)]
    public Task HandlerBehindABusOfItsOwn_Triggers(string request, bool isReported) => VerifyCS.VerifyAsync(
        Mediated("Send", "Handle", request, isReported)
        + "public class Bus(IServiceProvider services) : IMediator { public Task Send(object request) => (Task)services.GetService(request.GetType())!; }");

    /// <summary>An object created from the tokens passes them on.</summary>
    [Theory]
    [InlineData("new Grant(tokens.AccessToken, tokens.RefreshToken)", true)]
    [InlineData("new Grant(\"\", \"\")", false)]
    public Task TokensInANewObject_AreFollowed(string made, bool isReported) => VerifyCS.VerifyAsync(Controller(
        $"var tokens = await oauth.ExchangeCodeAsync(code); await new Hub(db).ConnectAsync({made});", isReported: isReported) + """
        public record Grant(string AccessToken, string RefreshToken);
        public class Hub(dynamic db) { public async Task ConnectAsync(Grant request) { db.Add(new { Value = request.AccessToken }); await db.SaveChangesAsync(); } }
        """);

    private static string Mediated(string send, string handle, string request, bool isReported) => Calling(
        "IMediator", $"service.{send}(new Connect(code))", $$"""
        public interface IMediator { Task {{send}}(object request); }
        public record Connect(string Code);
        public record Other(string Code);
        public class Handler
        {
            public Task Handle() => Task.CompletedTask;
            public async Task {{handle}}({{request}} command) { var code = command.Code; {{ExchangeAndSave}} }
        }
        """, isReported);

    [Theory]
    [InlineData("Interlocked.Exchange(ref known, code); await store.SaveAsync(new { Token = code });")]
    [InlineData("var answer = await HttpContext.AuthenticateAsync(code); await store.SaveTokensAsync(answer);")]
    [InlineData("var answer = nameof(code); await store.SaveTokensAsync(answer);")]
    [InlineData("var answer = handlers[0](code); await store.SaveTokensAsync(answer);")]
    public Task CallsOfAFramework_AreNoExchange(string body) => VerifyCS.VerifyAsync("using Microsoft.AspNetCore.Authentication;\n" + Controller(
        body, members: "private string known = \"\"; private readonly Func<string, string>[] handlers = [];", isReported: false));

    [Theory]
    [InlineData("Load();")]
    [InlineData("service.Load();")]
    [InlineData("await service.Later();")]
    [InlineData("loader.Load();")]
    [InlineData("Started();")]
    [InlineData("Typed();")]
    [InlineData("Typed(); Typed();")]
    [InlineData("jobs.Do(new SyncCommand()); jobs.Do(new SyncCommand());")]
    [InlineData("Warm();")]
    public Task SyncThatIsStartedInWhatIsCalled_DoesNotTrigger(string start) => VerifyCS.VerifyAsync(
        Controller(
            "var tokens = await oauth.ExchangeCodeAsync(code);\nawait store.SaveTokensAsync(tokens);\n" + start,
            parameters: "string code, string state, [FromServices] Service service, [FromServices] ILoader loader",
            members: """
                private void Load() => First();
                private void First() => Second();
                private void Second() => jobs.Enqueue("slack");
                private void Started() => new Thread(First).Start();
                private void Typed() => jobs.Do(new SyncCommand());
                private void Warm() => Trigger();
                private void Trigger() { }
                """,
            isReported: false) + Services + """

            public class SyncCommand;
            public interface ILoader { void Load(); }
            public class SlackLoader : ILoader { public void Load() => Slack.Jobs.Backfill(); }
            public class Service { public void Load() => Slack.Jobs.Enqueue("slack"); public async Task Later() { await Task.Yield(); _ = Task.Run(() => Load()); } }
            """,
        ("atom_oauth.sync_trigger_methods", "SlackController.Trigger"));

    [Theory]
    [InlineData("Load();")]
    [InlineData("loader.Load();")]
    [InlineData("jobs.Do(new OtherCommand());")]
    [InlineData("var identity = new System.Security.Claims.ClaimsIdentity();")]
    [InlineData("Action later = Sync;")]
    [InlineData("foreach (var one in tokens) { db.Add(one); }")]
    [InlineData("foreach (var one in await oauth.GetMessagesAsync(1)) { db.Add(one); }")]
    [InlineData("foreach (var one in await oauth.GetMessagesAsync(tokens)) { var x = one; }")]
    public Task WhatStartsNothing_Triggers(string call) => VerifyCS.VerifyAsync(
        Controller(
            "var tokens = await oauth.ExchangeCodeAsync(code);\nawait store.SaveTokensAsync(tokens);\n" + call,
            parameters: "string code, string state, [FromServices] ILoader loader",
            members: "private void Load() => Console.WriteLine(); private void Sync() { }") + Services + """

            public class OtherCommand;
            public interface ILoader { void Load(); }
            public class SlackLoader : ILoader { public void Load() { } public void Sync() => Slack.Jobs.Backfill(); }
            """);

    [Theory]
    [InlineData("HomeController", "Index", false)]
    [InlineData("HomeController", "Connect", true)]
    [InlineData("OAuthController", "Index", true)]
    public Task CallbackThatSaysNothingOfOAuth_IsNotLookedInto(string type, string name, bool isReported) => VerifyCS.VerifyAsync(
        Controller(
            "await service.RunAsync(code);",
            parameters: "string code, [FromServices] Links service",
            attributes: "[HttpGet]",
            name: name,
            isReported: isReported).Replace("SlackController", type, StringComparison.Ordinal)
        + Services + $$"""public class Links { public async Task RunAsync(string code) { {{ExchangeAndSave}} } }""");

    [Fact]
    public Task CodeWithoutARedirect_InWhatIsCalled_DoesNotTrigger() => VerifyCS.VerifyAsync(Calling(
        "Connect",
        "service.RunAsync(code)",
        $$"""public class Connect { public async Task RunAsync(string code) { var url = "https://api.contoso.com/sns/jscode2session"; {{ExchangeAndSave}} } }""",
        isReported: false));

    [Fact]
    public Task RefreshTokenThatIsKeptFurtherOn_MakesASignInAConnection() => VerifyCS.VerifyAsync(Controller(
        "var tokens = await oauth.ExchangeCodeAsync(code); await KeepAsync(tokens); await oauth.SignInAsync(tokens);",
        members: "private async Task KeepAsync(dynamic tokens) { string refreshToken = tokens.Refresh; await store.SaveTokensAsync(refreshToken); }"));

    [Theory]
    [InlineData("await client.ExchangeCodeForTokensAsync(code); await Slack.Store.SaveAsync(client.Answer);", true)]
    [InlineData("client.ExchangeCodeForTokensAsync(code); await Slack.Store.SaveAsync(client.Answer);", true)]
    [InlineData("var other = new Client(); await other.ExchangeCodeForTokensAsync(code); await Slack.Store.SaveAsync(other.Answer);", true)]
    [InlineData("await client.ExchangeCodeForTokensAsync(\"\"); Slack.Oauth.ExchangeCode(code); await Slack.Store.SaveAsync(client.Answer);", false)]
    [InlineData("await client.RememberAsync(code); await Slack.Oauth.ExchangeCodeAsync(code); await Slack.Store.SaveAsync(client.Answer);", false)]
    public Task TokensThatTheClientKeeps_AreSaved(string statements, bool isReported) => VerifyCS.VerifyAsync(Controller(
        statements, parameters: "string code, string state, [FromServices] Client client", isReported: isReported) + "\n" + Services + """

        public class Client
        {
            public string? Answer { get; private set; }
            public async Task ExchangeCodeForTokensAsync(string code) => Answer = await Slack.Oauth.ExchangeCodeAsync(code);
            public Task RememberAsync(string code) => Task.CompletedTask;
        }
        """);

    [Theory]
    [InlineData("Queue<string>", true)]
    [InlineData("PriorityQueue<string, int>", true)]
    [InlineData("System.Collections.Concurrent.ConcurrentQueue<string>", false)]
    [InlineData("Jobs", false)]
    public Task OnlyAQueueOfWork_StartsSomething(string type, bool isReported) => VerifyCS.VerifyAsync(Controller(
        $"var queue = new {type}(); queue.Enqueue(\"x\"{(type[0] == 'P' ? ", 1" : "")});" + ExchangeAndSave, isReported: isReported) + "\n" + Services
        + "public class Jobs { public void Enqueue(string job) { } }");
}
