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

    /// <summary>Members of a bot's server redeem other codes.</summary>
    [Theory]
    [InlineData("redeem", "RedeemAsync", "Rewards", false)]
    [InlineData("redeem", "RedeemAsync", "GoogleOAuth", true)]
    [InlineData("redeem", "LinkGoogleAsync", "Rewards", true)]
    [InlineData("google link", "RedeemAsync", "Rewards", true)]
    public Task CommandOfABot_SpeaksOfTheConnection(string command, string method, string type, bool isReported) => VerifySync.VerifyAsync(
        (Bot($"[SlashCommand(\"{command}\")]", isReported: false) + Attribute("SlashCommand"))
            .Replace("ExchangeCode", "RedeemCode", StringComparison.Ordinal)
            .Replace("class Links", "class " + type, StringComparison.Ordinal)
            .Replace("LinkAsync", Name(method, isReported), StringComparison.Ordinal));

    [Fact]
    public Task MethodWithoutACommand_DoesNotTrigger() => VerifySync.VerifyAsync(Bot("[Obsolete]", isReported: false));

    [Theory]
    [InlineData("override", "ServerCallContext", true)]
    [InlineData("override", "CallOptions", false)]
    [InlineData("new", "ServerCallContext", false)]
    public async Task MethodOfGrpc_Triggers(string modifier, string context, bool isReported)
    {
        var source = Grpc($$"""
            public {{modifier}} async Task<bool> Connect(ConnectRequest request, {{context}} call)
            {
                var tokens = await oauth.ExchangeCodeAsync(request.Code);
                await store.SaveTokensAsync(tokens);
                return true;
            }
            """);
        await VerifySync.VerifyAsync(isReported ? source.Replace(" Connect(ConnectRequest request, " + context + " call)\n{", " [|Connect|](ConnectRequest request, " + context + " call)\n{", StringComparison.Ordinal) : source);
    }

    /// <summary>The helper has the same context; only the method that the client calls is reported, and no browser brings it a state.</summary>
    [Fact]
    public async Task HelperOfGrpc_DoesNotTrigger()
    {
        var source = Grpc($$"""
            public override async Task<bool> [|Connect|](ConnectRequest request, ServerCallContext call)
            {
                await LinkAsync(request.Code, call);
                return true;
            }

            private async Task LinkAsync(string code, ServerCallContext call)
            {
                {{Connect}}
            }
            """);
        await VerifySync.VerifyAsync(source);
        await VerifyState.VerifyAsync(source.Replace("[|Connect|]", "Connect", StringComparison.Ordinal));
    }

    private static string Grpc(string members) => Usings + $$"""
        public class Accounts(dynamic oauth, dynamic store) : AccountsBase
        {
            {{members}}
        }
        public class AccountsBase
        {
            public virtual Task<bool> Connect(ConnectRequest request, ServerCallContext call) => Task.FromResult(false);

            public virtual Task<bool> Connect(ConnectRequest request, CallOptions call) => Task.FromResult(false);
        }
        public record ConnectRequest(string Code);
        public class ServerCallContext { }
        public class CallOptions { }
        """;

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

    /// <summary>The word for any id in Spanish and Portuguese.</summary>
    [Theory]
    [InlineData("string codigo", "client_credentials", "scope", false)]
    [InlineData("string codigo", "authorization_code", "code", true)]
    [InlineData("string codigo, string state", "authorization_code", "code", true)]
    public Task Codigo_NeedsAStateOrTheKeyOfACode(string parameters, string grant, string key, bool isReported) => VerifySync.VerifyAsync(Controller(
        $$"""
        var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "{{grant}}", ["client_secret"] = "1", ["{{key}}"] = codigo });
        var response = await http.PostAsync("https://api.contoso.com/oauth/token", form);
        await store.SaveTokensAsync(codigo, await response.Content.ReadAsStringAsync());
        """,
        parameters: parameters,
        attributes: "[HttpGet(\"produtos\")]",
        name: "Consultar",
        isReported: isReported));

    /// <summary>The same word in an object, whose service sends it.</summary>
    [Theory]
    [InlineData("", "authorization_code", "code", true)]
    [InlineData("", "client_credentials", "scope", false)]
    [InlineData("public string State { get; set; } = \"\";", "authorization_code", "scope", false)]
    public Task CodigoOfAnObject_NeedsTheKeyOfACode(string member, string grant, string key, bool isReported) => VerifySync.VerifyAsync(
        Controller("await VincularAsync(input.Codigo);", parameters: "Vinculo input", isReported: isReported, members: $$"""
            private async Task VincularAsync(string valor)
            {
                var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "{{grant}}", ["client_secret"] = "1", ["{{key}}"] = valor });
                var response = await Http.PostAsync("https://api.contoso.com/oauth/token", form);
                await Store.SaveTokensAsync(valor, await response.Content.ReadAsStringAsync());
            }
            """)
        + $"public class Vinculo {{ public string Codigo {{ get; set; }} = \"\"; {member} }}");

    /// <summary>A call that only gets a token may get it for a shop or a company.</summary>
    [Theory]
    [InlineData("oauth.ExchangeCodeAsync", true)]
    [InlineData("oauth.GetTokenAsync", false)]
    [InlineData("oauth.AuthenticateAsync", false)]
    public Task CodeBesideAState_IsCertainlyExchanged(string exchange, bool isReported) => VerifySync.VerifyAsync(Controller(
        $"var tokens = await {exchange}(shopCode); await store.SaveTokensAsync(tokens);",
        parameters: "string shopCode, string state",
        attributes: "[HttpGet(\"shops/{shopCode}/orders\")]",
        name: "Orders",
        isReported: isReported));

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
