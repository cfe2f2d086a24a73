using Atom.OAuth.Tests.State.Support;

namespace Atom.OAuth.Tests.State;

/// <summary>A genuine state in the wrong place is rejected, and remains valid in the right one.</summary>
public class StateBindingTests
{
    private const string Other = "another-secret-of-another-browser-0123456789";

    public static TheoryData<OAuthStateOutcome, OAuthStateExpectation> Strangers { get; } = new()
    {
        { OAuthStateOutcome.WrongProvider, OAuthStateExpectation.ForUser("zoom", StateBench.User, StateBench.Tenant, StateBench.Browser) },
        { OAuthStateOutcome.WrongProvider, OAuthStateExpectation.ForUser(
            "no-such-provider", StateBench.User, StateBench.Tenant, StateBench.Browser) },
        { OAuthStateOutcome.WrongProvider, OAuthStateExpectation.WithoutUser("zoom", StateBench.Browser) },
        { OAuthStateOutcome.WrongTenant, OAuthStateExpectation.ForUser("slack", StateBench.User, "tenant-457", StateBench.Browser) },
        { OAuthStateOutcome.WrongTenant, OAuthStateExpectation.ForUser("slack", StateBench.User, "TENANT-456", StateBench.Browser) },
        { OAuthStateOutcome.WrongTenant, OAuthStateExpectation.ForUser("slack", StateBench.User, null, StateBench.Browser) },
        { OAuthStateOutcome.WrongTenant, OAuthStateExpectation.ForTenant("slack", "tenant-457", StateBench.Browser) },
        { OAuthStateOutcome.WrongUser, OAuthStateExpectation.ForUser("slack", "attacker", StateBench.Tenant, StateBench.Browser) },
        { OAuthStateOutcome.WrongUser, OAuthStateExpectation.ForUser("slack", "USER-123", StateBench.Tenant, StateBench.Browser) },
        { OAuthStateOutcome.WrongUser, OAuthStateExpectation.ForUser("slack", "attacker", StateBench.Tenant, null) },
        { OAuthStateOutcome.WrongBrowser, OAuthStateExpectation.ForUser("slack", StateBench.User, StateBench.Tenant, null) },
        { OAuthStateOutcome.WrongBrowser, OAuthStateExpectation.ForUser("slack", StateBench.User, StateBench.Tenant, string.Empty) },
        { OAuthStateOutcome.WrongBrowser, OAuthStateExpectation.ForUser("slack", StateBench.User, StateBench.Tenant, Other) },
        { OAuthStateOutcome.WrongBrowser, OAuthStateExpectation.ForUser("slack", StateBench.User, StateBench.Tenant, StateBench.Browser + "x") },
        { OAuthStateOutcome.WrongBrowser, OAuthStateExpectation.ForUser("slack", StateBench.User, StateBench.Tenant, new string('x', 1_000_000)) },
        { OAuthStateOutcome.WrongBrowser, OAuthStateExpectation.ForUserSession("slack", StateBench.User, StateBench.Tenant) },
        { OAuthStateOutcome.WrongBrowser, OAuthStateExpectation.WithoutUser("slack", null) },
        { OAuthStateOutcome.WrongBrowser, OAuthStateExpectation.WithoutUser("slack", Other) },
        { OAuthStateOutcome.WrongBrowser, OAuthStateExpectation.ForTenant("slack", StateBench.Tenant, Other) },
    };

    [Theory]
    [MemberData(nameof(Strangers), DisableDiscoveryEnumeration = true)]
    public async Task Stranger_IsRefused_AndUsesNothingUp(OAuthStateOutcome outcome, OAuthStateExpectation stranger)
    {
        foreach (var isReference in (bool[])[false, true])
        {
            StateBench bench = new();
            bench.Options.UseReferences = isReference;
            var state = await bench.BuildAsync();
            for (var i = 0; i < 3; i++)
            {
                var result = await bench.ParseAsync(state, stranger);
                Assert.Equal(outcome, result.Outcome);
                Assert.False(result.IsValid || result.TryGetState(out _) || result.CanRetry);
            }

            Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(state));

            // A stranger does not learn afterwards that it was used, or the outcome, either.
            var late = await bench.ParseAsync(state, stranger);
            Assert.Equal((outcome, null), (late.Outcome, late.PriorOutcome));
        }
    }

    [Fact]
    public async Task StateWithoutUser_MeetsNoUser()
    {
        StateBench bench = new();
        var state = await bench.BuildAsync(user: null, tenant: null);
        Assert.Equal(
            OAuthStateOutcome.WrongUser,
            await bench.OutcomeAsync(state, OAuthStateExpectation.ForUser("slack", StateBench.User, null, StateBench.Browser)));
        var carried = StateBench.Carried(await bench.ParseAsync(state, OAuthStateExpectation.WithoutUser("slack", StateBench.Browser)));
        Assert.Equal((null, null), (carried.UserId, carried.TenantId));
    }

    [Fact]
    public async Task PostedCallback_TakesTheUserFromTheState()
    {
        // A callback by POST sends the cookie with SameSite=None, but no session.
        StateBench bench = new();
        bench.Options.AllowCrossSitePost = true;
        (var state, var cookie) = await bench.Protector.BuildWithCookieAsync(new OAuthStateRequest("slack", StateBench.User, StateBench.Tenant));
        Assert.Equal(
            OAuthStateOutcome.WrongBrowser,
            await bench.OutcomeAsync(state, OAuthStateExpectation.WithoutUser("slack", null).WithCode("code-1")));
        var carried = StateBench.Carried(await bench.ParseAsync(state, OAuthStateExpectation.WithoutUser("slack", cookie.Value).WithCode("code-1")));
        Assert.Equal((StateBench.User, StateBench.Tenant), (carried.UserId, carried.TenantId));
    }

    [Fact]
    public async Task StateWithoutBrowser_IsNoWayAroundTheCookie()
    {
        // An attacker's own genuine state, built without a cookie, in the victim's browser.
        StateBench bench = new();
        var state = await bench.BuildAsync(browser: null);
        Assert.Equal(OAuthStateOutcome.WrongBrowser, await bench.OutcomeAsync(state, OAuthStateExpectation.WithoutUser("slack", null)));
        Assert.Equal(OAuthStateOutcome.WrongBrowser, await bench.OutcomeAsync(state, OAuthStateExpectation.WithoutUser("slack", StateBench.Browser)));
        Assert.Equal(
            OAuthStateOutcome.WrongBrowser,
            await bench.OutcomeAsync(state, OAuthStateExpectation.ForTenant("slack", StateBench.Tenant, StateBench.Browser)));
        Assert.Equal(OAuthStateOutcome.WrongBrowser, await bench.OutcomeAsync(state));
        Assert.Equal(
            OAuthStateOutcome.WrongUser,
            await bench.OutcomeAsync(state, OAuthStateExpectation.ForUserSession("slack", "victim", StateBench.Tenant)));
    }

    [Fact]
    public async Task Tabs_DoNotGetInEachOthersWay()
    {
        StateBench bench = new();
        OAuthStateRequest request = new("slack", StateBench.User, StateBench.Tenant);
        Dictionary<string, string> jar = [];
        List<string> states = [];
        for (var tab = 0; tab < 10; tab++)
        {
            (var state, var cookie) = await bench.Protector.BuildWithCookieAsync(request);
            states.Add(state);
            jar.Add(cookie.Name, cookie.Value);
        }

        foreach (var state in Enumerable.Reverse(states))
        {
            var binding = jar[bench.Protector.GetCookieName(state)];
            Assert.Equal(
                OAuthStateOutcome.Valid,
                await bench.OutcomeAsync(state, OAuthStateExpectation.ForUser("slack", StateBench.User, StateBench.Tenant, binding)));
        }
    }
}
