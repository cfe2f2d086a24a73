using Atom.OAuth.Tests.State.Support;

namespace Atom.OAuth.Tests.State;

/// <summary>The cookie that binds a flow to its browser.</summary>
public class StateCookieTests
{
    private static readonly OAuthStateRequest Request = new("slack", StateBench.User, StateBench.Tenant, StateBench.Path);

    [Fact]
    public async Task Cookie_StaysWithItsHost_AndLivesAsLongAsTheState()
    {
        StateBench bench = new();
        (string state, OAuthStateCookie cookie) = await bench.Protector.BuildWithCookieAsync(Request);
        Assert.Matches("^__Host-atom-oauth-[A-Za-z0-9_-]{16}$", cookie.Name);
        Assert.Matches("^[A-Za-z0-9_-]{43}$", cookie.Value);
        Assert.Equal(cookie.Name, bench.Protector.GetCookieName(state));
        Assert.Equal((true, true, "Lax", "/", TimeSpan.FromSeconds(660)), (cookie.IsSecure, cookie.IsHttpOnly, cookie.SameSite, cookie.Path, cookie.MaxAge));
        Assert.Equal($"{cookie.Name}={cookie.Value}; Max-Age=660; Path=/; Secure; HttpOnly; SameSite=Lax", cookie.ToHeaderValue());
        Assert.DoesNotContain(cookie.Value, cookie.ToString(), StringComparison.Ordinal);
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(state, OAuthStateExpectation.ForUser("slack", StateBench.User, StateBench.Tenant, cookie.Value)));
    }

    [Fact]
    public async Task CrossSitePost_NeedsSameSiteNone()
    {
        StateBench bench = new();
        bench.Options.AllowCrossSitePost = true;
        bench.Options.CookieName = "flow";
        OAuthStateCookie cookie = (await bench.Protector.BuildWithCookieAsync(Request)).Cookie;
        Assert.StartsWith("flow-", cookie.Name, StringComparison.Ordinal);
        Assert.EndsWith("; Secure; HttpOnly; SameSite=None", cookie.ToHeaderValue(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_AreNeverAlike()
    {
        StateBench bench = new();
        HashSet<string> secrets = [];
        for (int i = 0; i < 100; i++)
        {
            OAuthStateCookie cookie = (await bench.Protector.BuildWithCookieAsync(Request)).Cookie;
            Assert.True(secrets.Add(cookie.Value) && secrets.Add(cookie.Name));
        }
    }

    [Fact]
    public async Task Request_WithABinding_IsAMistake()
    {
        OAuthStateRequest bound = new("slack", StateBench.User, StateBench.Tenant) { BrowserBinding = StateBench.Browser };
        ArgumentException exception = await Assert.ThrowsAsync<ArgumentException>(async () => await new StateBench().Protector.BuildWithCookieAsync(bound));
        Assert.StartsWith("The request has a BrowserBinding already: leave it out, or call BuildAsync.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("", 0)]
    [InlineData("x", 1)]
    [InlineData("x", 4096)]
    [InlineData("x", 4097)]
    public void Name_HasASuffix_ForWhatCanBeAState(string? unit, int length)
    {
        string name = new StateBench().Protector.GetCookieName(unit is null ? null : string.Concat(Enumerable.Repeat(unit, length)));
        Assert.Matches(length is > 0 and <= 4096 ? "^__Host-atom-oauth-[A-Za-z0-9_-]{16}$" : "^__Host-atom-oauth$", name);
    }
}
