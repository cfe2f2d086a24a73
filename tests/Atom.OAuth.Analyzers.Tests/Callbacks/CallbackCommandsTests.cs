using Atom.OAuth.Analyzers.Callbacks;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyState = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer>;
using VerifySync = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>Callbacks of other frameworks than MVC, and codes that are known by the state beside them.</summary>
public sealed class CallbackCommandsTests
{
    public static TheoryData<string> Commands => [.. CallbackWords.CommandAttributes];

    public static TheoryData<string> RequestMethods => [.. CallbackWords.ServiceMethods];

    public static TheoryData<string> CodesBesideState => Names(CallbackWords.CodesBesideState);

    /// <summary>The user copies the code from the browser, without a state.</summary>
    [Theory]
    [MemberData(nameof(Commands))]
    public async Task CommandOfABot_TakesACode(string attribute)
    {
        await VerifySync.VerifyAsync(Bot($"[{attribute}(\"link\")]", isReported: true) + Attribute(attribute));
        await VerifyState.VerifyAsync(Bot($"[{attribute}(\"link\")]", isReported: false) + Attribute(attribute));
    }

    [Fact]
    public Task MethodWithoutACommand_DoesNotTrigger() => VerifySync.VerifyAsync(Bot("[Obsolete]", isReported: false));

    [Theory]
    [InlineData("ServerCallContext", true)]
    [InlineData("CallOptions", false)]
    public Task MethodOfGrpc_Triggers(string context, bool isReported) => VerifySync.VerifyAsync(
        Usings + $$"""
        public class Accounts(dynamic oauth, dynamic store)
        {
            public async Task<bool> {{Name("Connect", isReported)}}(ConnectRequest request, {{context}} call)
            {
                var tokens = await oauth.ExchangeCodeAsync(request.Code);
                await store.SaveTokensAsync(tokens);
                return true;
            }
        }
        public record ConnectRequest(string Code);
        public class ServerCallContext { }
        public class CallOptions { }
        """);

    [Theory]
    [MemberData(nameof(RequestMethods))]
    public Task MethodOfServiceStack_Triggers(string name) => VerifySync.VerifyAsync(Stack(name, "Service", isReported: true));

    [Theory]
    [InlineData("Connect", "Service")]
    [InlineData("Get", "Worker")]
    public Task OtherMethodOfAService_DoesNotTrigger(string name, string type) => VerifySync.VerifyAsync(Stack(name, type, isReported: false));

    [Theory]
    [MemberData(nameof(CodesBesideState))]
    public Task CodeBesideAState_Triggers(string name) => VerifySync.VerifyAsync(
        Controller(Connect.Replace("(code)", $"({name})", StringComparison.Ordinal), parameters: $"string {name}, string state"));

    [Theory]
    [InlineData("string vendorCode, string state", true)]
    [InlineData("string vendorCode, string user", false)]
    [InlineData("string countryCode, string state", false)]
    [InlineData("string zipCode, string state", false)]
    public Task CodeOfAnyName_NeedsAState(string parameters, bool isReported) => VerifySync.VerifyAsync(Controller(
        Connect.Replace("(code)", $"({parameters.Split(' ', ',')[1]})", StringComparison.Ordinal), parameters: parameters, isReported: isReported));

    [Theory]
    [InlineData("Codigo", true)]
    [InlineData("Nombre", false)]
    public Task CodeInSpanishAndPortuguese_IsACode(string member, bool isReported) => VerifySync.VerifyAsync(
        Controller($"var tokens = await oauth.ExchangeCodeAsync(input.{member}); await store.SaveTokensAsync(tokens);", parameters: "Vinculo input", isReported: isReported)
        + $"public class Vinculo {{ public string {member} {{ get; set; }} = \"\"; }}");

    private static string Name(string name, bool isReported) => isReported ? $"[|{name}|]" : name;

    private static string Attribute(string name) => $"public class {name}Attribute(string name) : Attribute {{ public string Name => name; }}";

    private static string Bot(string attribute, bool isReported) => Usings + $$"""
        public class Links(dynamic oauth, dynamic store)
        {
            {{attribute}}
            public async Task {{Name("LinkAsync", isReported)}}(string code)
            {
                {{Connect}}
            }
        }
        """;

    private static string Stack(string name, string type, bool isReported) => Usings + $$"""
        public class Accounts(dynamic oauth, dynamic store) : {{type}}
        {
            public async Task<object> {{Name(name, isReported)}}(SlackCallback request)
            {
                var tokens = await oauth.ExchangeCodeAsync(request.Code);
                await store.SaveTokensAsync(tokens);
                return request;
            }
        }
        public class SlackCallback { public string Code { get; set; } = ""; public string State { get; set; } = ""; }
        public class Service { }
        public class Worker { }
        """;
}
