using Atom.OAuth.Tests.State.Support;

namespace Atom.OAuth.Tests.State;

/// <summary>Values are preserved in both forms of a state.</summary>
public class StateRoundTripTests
{
    private static readonly string Verifier = new('v', 43);

    public static TheoryData<string> AwkwardIds { get; } =
    [
        "a", "a:b", "a|b,c;d", "\"quoted\"", "it's", "nul\0inside", "\u202Eright-to-left", "مستخدم", "用户", "😀", "é", "<script>",
        "{\"user\":1}", "' OR 1=1 --", "\r\nSet-Cookie: a=b",
        " ", "null", "../..", new string('x', 4096), new string('é', 2048),
    ];

    [Fact]
    public async Task State_ComesBackWithEverything()
    {
        StateBench bench = new();
        var state = StateBench.Carried(await bench.ParseAsync(await bench.BuildAsync()));

        Assert.Equal(("slack", "user-123", "tenant-456", "/integrations"), (state.Provider, state.UserId, state.TenantId, state.RedirectPath));
        Assert.Equal((bench.Time.GetUtcNow(), bench.Time.GetUtcNow().AddMinutes(10)), (state.IssuedAt, state.ExpiresAt));
        Assert.Null(state.CodeVerifier);
    }

    [Theory]
    [MemberData(nameof(AwkwardIds))]
    public async Task AwkwardIds_ComeBackAsTheyAre_AndAreComparedAsTheyAre(string id)
    {
        StateBench bench = new();
        var asUser = await bench.BuildAsync(user: id);
        Assert.Equal(
            OAuthStateOutcome.WrongUser,
            await bench.OutcomeAsync(asUser, OAuthStateExpectation.ForUser("slack", id + "x", StateBench.Tenant, StateBench.Browser)));
        Assert.Equal(id, StateBench.Carried(await bench.ParseAsync(
            asUser, OAuthStateExpectation.ForUser("slack", id, StateBench.Tenant, StateBench.Browser))).UserId);

        var asTenant = await bench.BuildAsync(tenant: id);
        Assert.Equal(
            OAuthStateOutcome.WrongTenant,
            await bench.OutcomeAsync(asTenant, OAuthStateExpectation.ForUser("slack", StateBench.User, id + "x", StateBench.Browser)));
        Assert.Equal(
            id,
            StateBench.Carried(await bench.ParseAsync(asTenant, OAuthStateExpectation.WithoutUser("slack", StateBench.Browser))).TenantId);
    }

    [Fact]
    public async Task Ids_DoNotRunIntoEachOther()
    {
        StateBench bench = new();
        var state = await bench.BuildAsync(user: "ab", tenant: "c");
        Assert.Equal(
            OAuthStateOutcome.WrongTenant,
            await bench.OutcomeAsync(state, OAuthStateExpectation.ForUser("slack", "a", "bc", StateBench.Browser)));
    }

    [Fact]
    public async Task IdOf4KiB_GoesByReference()
    {
        StateBench bench = new();
        Assert.Equal(43, (await bench.BuildAsync(user: new string('u', 4096), tenant: new string('t', 4096))).Length);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(500, false)]
    [InlineData(250, true)]
    [InlineData(251, true)]
    [InlineData(43, true)]
    [InlineData(4096, false)]
    public async Task Limit_DecidesTheForm(int limit, bool isReference)
    {
        StateBench bench = new();
        bench.Options.MaxStateLength = limit == 0 ? bench.Options.MaxStateLength : limit;
        var state = await bench.BuildAsync();
        Assert.Equal(isReference, state.Length == 43);
        Assert.InRange(state.Length, 43, bench.Options.MaxStateLength);
        Assert.Equal(StateBench.Path, StateBench.Carried(await bench.ParseAsync(state)).RedirectPath);
    }

    [Fact]
    public async Task LimitOfTheProvider_OutranksTheOption()
    {
        StateBench bench = new();
        bench.Options.MaxStateLength = 4096;
        string user = new('u', 200);
        Assert.True((await bench.BuildAsync(user: user)).Length > 500);
        var dropbox = await bench.BuildAsync(provider: "Dropbox", user: user);
        Assert.Equal(43, dropbox.Length);
        Assert.Equal(
            OAuthStateOutcome.Valid,
            await bench.OutcomeAsync(dropbox, OAuthStateExpectation.ForUser("dropbox", user, StateBench.Tenant, StateBench.Browser)));
    }

    [Fact]
    public async Task EveryState_FitsItsLimit()
    {
        StateBench bench = new();
        for (var length = 1; length <= 300; length++)
        {
            Assert.InRange((await bench.BuildAsync(user: new string('u', length))).Length, 43, 500);
        }
    }

    [Fact]
    public async Task CodeVerifier_NeverLeavesTheStore()
    {
        StateBench bench = new();
        var state = await bench.BuildAsync(codeVerifier: Verifier);
        Assert.Equal(43, state.Length);
        Assert.Equal(Verifier, StateBench.Carried(await bench.ParseAsync(state)).CodeVerifier);
    }

    [Fact]
    public async Task References_AreOnDemand()
    {
        StateBench bench = new();
        bench.Options.UseReferences = true;
        var state = await bench.BuildAsync();
        Assert.Equal(43, state.Length);
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(state));
    }

    [Fact]
    public async Task StoredForm_IsNoStateByItself()
    {
        StateBench bench = new();
        bench.Options.UseReferences = true;
        var state = await bench.BuildAsync();
        var stored = (await bench.Store.FindAsync(OAuth.State.StateReference.Key(state)))!;
        Assert.Equal(OAuthStateOutcome.Invalid, await bench.OutcomeAsync(stored));
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(state));
    }

    [Fact]
    public async Task States_AreNeverAlike()
    {
        StateBench bench = new();
        HashSet<string> states = [];
        for (var i = 0; i < 500; i++)
        {
            Assert.True(states.Add(await bench.BuildAsync()));
        }
    }

    [Fact]
    public void Nonces_AreNeverAlike_OnManyThreads()
    {
        OAuth.State.NonceSource source = new();
        string[][] nonces = [.. Enumerable.Range(0, 8)
            .AsParallel()
            .WithDegreeOfParallelism(8)
            .Select(_ => Enumerable.Range(0, 2000).Select(_ => Convert.ToHexString(source.Next())).ToArray())];
        Assert.Equal(16_000, nonces.SelectMany(some => some).Distinct().Count());
    }

    [Theory]
    [InlineData("Slack")]
    [InlineData("SLACK")]
    [InlineData(" slack ")]
    public async Task Provider_IsKnownByIdAndName(string name)
        => Assert.Equal(OAuthStateOutcome.Valid, await Alike(name, "slack"));

    [Fact]
    public async Task UnknownProvider_IsComparedWithoutCase()
        => Assert.Equal(OAuthStateOutcome.Valid, await Alike("My-Provider", "my-provider"));

    [Fact]
    public async Task ShortWay_BindsToTheSignedInUser()
    {
        StateBench bench = new();
        var state = await bench.Protector.BuildAsync("slack", StateBench.User, StateBench.Tenant, "/integrations");
        Assert.Equal(OAuthStateOutcome.WrongBrowser, await bench.OutcomeAsync(state));
        Assert.Equal(
            OAuthStateOutcome.WrongUser,
            await bench.OutcomeAsync(state, OAuthStateExpectation.ForUserSession("slack", "another", StateBench.Tenant)));
        Assert.Equal(
            OAuthStateOutcome.Valid,
            await bench.OutcomeAsync(state, OAuthStateExpectation.ForUserSession("slack", StateBench.User, StateBench.Tenant)));
    }

    private static async Task<OAuthStateOutcome> Alike(string atBuild, string atCallback)
    {
        StateBench bench = new();
        return await bench.OutcomeAsync(
            await bench.BuildAsync(provider: atBuild),
            OAuthStateExpectation.ForUser(atCallback, StateBench.User, StateBench.Tenant, StateBench.Browser));
    }
}
