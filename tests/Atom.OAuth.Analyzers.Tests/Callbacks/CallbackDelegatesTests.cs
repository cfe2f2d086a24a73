using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>Exchanges and syncs that a delegate holds: in a dictionary by provider, or in a variable that a switch sets.</summary>
public sealed class CallbackDelegatesTests
{
    [Theory]
    [InlineData("tokens = await redeemers[provider](code);")]
    [InlineData("if (redeemers.TryGetValue(provider, out var redeem)) { tokens = await redeem(code); }")]
    [InlineData("if (redeemers.TryGetValue(provider, out var redeem)) { tokens = await redeem.Invoke(code); }")]
    [InlineData("Func<string, Task<string>> redeem = provider switch { \"google\" => RedeemAsync, _ => OtherAsync }; tokens = await redeem(code);")]
    [InlineData("Func<string, Task<string>> redeem = provider == \"google\" ? RedeemAsync : OtherAsync; tokens = await redeem(code);")]
    [InlineData("Func<string, Task<string>> redeem = given => RedeemAsync(given); tokens = await redeem(code);")]
    [InlineData("Func<string, Task<string>> redeem = RedeemAsync; tokens = await redeem(code);")]
    [InlineData("Func<string, Task<string>> redeem; redeem = RedeemAsync; tokens = await redeem(code);")]
    [InlineData("added[\"google\"] = RedeemAsync; tokens = await added[provider](code);")]
    public Task ExchangeInADelegate_Triggers(string exchange) => VerifyAsync(exchange);

    [Theory]
    [InlineData("tokens = await others[provider](code);")]
    [InlineData("Func<string, Task<string>> redeem = OtherAsync; tokens = await redeem(code);")]
    public Task DelegateThatExchangesNothing_DoesNotTrigger(string exchange) => VerifyAsync(exchange, isReported: false);

    [Theory]
    [InlineData("await after[provider](\"user\");", false)]
    [InlineData("await greetings[provider](\"user\");", true)]
    public Task SyncInADelegate_DoesNotTrigger(string call, bool isReported) => VerifyAsync("tokens = await redeemers[provider](code);", call, isReported);

    /// <summary>A parameter holds what callers pass, not what a variable of another method with its name holds.</summary>
    [Theory]
    [InlineData("action", true)]
    [InlineData("backfill", false)]
    public Task DelegateOfAnotherMethod_IsNotFollowed(string called, bool isReported) => VerifyAsync(
        "tokens = await redeemers[provider](code);",
        "await RunAsync(() => Task.CompletedTask);",
        isReported,
        $$"""
        private Func<Task> backfill => () => jobs.BackfillAsync("user");
        private async Task RunAsync(Func<Task> action) => await {{called}}();
        public void Resync() { Func<Task> action = () => jobs.BackfillAsync("user"); action(); }
        """);

    private static Task VerifyAsync(string exchange, string after = "", bool isReported = true, string members = "") => VerifyCS.VerifyAsync(Controller(
        $$"""
        var tokens = "";
        {{exchange}}
        await store.SaveTokensAsync(tokens);
        {{after}}
        """,
        "string provider, string code, string state",
        """
        private Dictionary<string, Func<string, Task<string>>> redeemers => new() { ["google"] = RedeemAsync, ["slack"] = given => RedeemAsync(given) };
        private Dictionary<string, Func<string, Task<string>>> others => new() { ["google"] = OtherAsync };
        private Dictionary<string, Func<string, Task>> after => new() { ["google"] = user => jobs.BackfillAsync(user) };
        private Dictionary<string, Func<string, Task>> greetings => new() { ["google"] = user => jobs.GreetAsync(user) };

        private readonly Dictionary<string, Func<string, Task<string>>> added = new();

        private Task<string> OtherAsync(string given) => Task.FromResult(given);

        private async Task<string> RedeemAsync(string given)
        {
            var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = given });
            var response = await http.PostAsync("https://oauth2.googleapis.com/token", form);
            return await response.Content.ReadAsStringAsync();
        }

        """ + members,
        isReported: isReported));
}
