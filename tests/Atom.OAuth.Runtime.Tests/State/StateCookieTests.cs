using Atom.OAuth.Tests.State.Support;
using CsCheck;

namespace Atom.OAuth.Tests.State;

/// <summary>The cookie that binds a flow to its browser.</summary>
public class StateCookieTests
{
    private static readonly OAuthStateRequest Request = new("slack", StateBench.User, StateBench.Tenant, StateBench.Path);

    [Fact]
    public async Task Cookie_StaysWithItsHost_AndLivesAsLongAsTheState()
    {
        StateBench bench = new();
        (var state, var cookie) = await bench.Protector.BuildWithCookieAsync(Request);
        Assert.Matches("^__Host-atom-oauth-[A-Za-z0-9_-]{16}$", cookie.Name);
        Assert.Matches("^[A-Za-z0-9_-]{43}$", cookie.Value);
        Assert.Equal(cookie.Name, bench.Protector.GetCookieName(state));
        Assert.Equal(
            (true, true, "Lax", "/", TimeSpan.FromSeconds(660)),
            (cookie.IsSecure, cookie.IsHttpOnly, cookie.SameSite, cookie.Path, cookie.MaxAge));
        Assert.Equal($"{cookie.Name}={cookie.Value}; Max-Age=660; Path=/; Secure; HttpOnly; SameSite=Lax", cookie.ToHeaderValue());
        Assert.DoesNotContain(cookie.Value, cookie.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            OAuthStateOutcome.Valid,
            await bench.OutcomeAsync(state, OAuthStateExpectation.ForUser("slack", StateBench.User, StateBench.Tenant, cookie.Value)));
    }

    [Fact]
    public async Task CrossSitePost_NeedsSameSiteNone()
    {
        StateBench bench = new();
        bench.Options.AllowCrossSitePost = true;
        bench.Options.CookieName = "flow";
        var cookie = (await bench.Protector.BuildWithCookieAsync(Request)).Cookie;
        Assert.StartsWith("flow-", cookie.Name, StringComparison.Ordinal);
        Assert.EndsWith("; Secure; HttpOnly; SameSite=None", cookie.ToHeaderValue(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoHundredConnects_LeaveABoundedNumberOfCookies_TheNewest()
    {
        StateBench bench = new();
        List<(string Name, string Value)> browser = [("session", "the application's own")];
        List<(string State, string Name)> flows = [];
        for (var i = 0; i < 200; i++)
        {
            (var state, var cookie) = await bench.Protector.BuildWithCookieAsync(Request);
            Apply(browser, cookie.ToHeaderValues([Header(browser)]));
            flows.Add((state, cookie.Name));
        }

        Assert.Equal(OAuthStateCookie.MostInBrowser + 1, browser.Count);
        Assert.Equal("session", browser[0].Name);
        Assert.Equal(flows.TakeLast(OAuthStateCookie.MostInBrowser).Select(flow => flow.Name), browser.Skip(1).Select(cookie => cookie.Name));
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(
            flows[^OAuthStateCookie.MostInBrowser].State,
            OAuthStateExpectation.ForUser("slack", StateBench.User, StateBench.Tenant, browser[1].Value)));
    }

    [Fact]
    public async Task CookieHeaders_OfAnyKind_EndNoCookieButTheOldestOfFlows()
    {
        var cookie = (await new StateBench().Protector.BuildWithCookieAsync(Request)).Cookie;
        var names = Gen.OneOf(
            Gen.Char["abcABC019-_"].Array[16].Select(suffix => "__Host-atom-oauth-" + new string(suffix)),
            Gen.String[Gen.Char[" =;,a_-\"\r\né"], 0, 20],
            Gen.OneOf<string>(
                "session",
                "__Host-atom-oauth",
                "__Host-atom-oauth-",
                "__Host-atom-oauth-0123456789abcde;",
                "__HOST-ATOM-OAUTH-0123456789abcdef"));
        names.Array[0, 40].Sample(sent =>
        {
            var values = cookie.ToHeaderValues([string.Join("; ", sent.Select(name => name + "=x")), null, ""]);
            Assert.Equal(cookie.ToHeaderValue(), values[0]);
            string[] flows = [.. sent.Where(name => name.Length == 34
                && name.StartsWith("__Host-atom-oauth-", StringComparison.Ordinal)
                && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))];
            Assert.Equal(
                flows.Take(Math.Max(0, flows.Length - OAuthStateCookie.MostInBrowser + 1)).Select(name => name
                    + "=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax"),
                values[1..]);
        });
        Assert.Equal([cookie.ToHeaderValue()], cookie.ToHeaderValues(null));
    }

    private static string Header(List<(string Name, string Value)> browser) =>
        string.Join("; ", browser.Select(cookie => $"{cookie.Name}={cookie.Value}"));

    private static void Apply(List<(string Name, string Value)> browser, string[] setCookies)
    {
        foreach (var pair in setCookies.Select(header => header.Split(';')[0].Split('=')))
        {
            browser.RemoveAll(cookie => cookie.Name == pair[0]);
            if (pair[1].Length > 0)
            {
                browser.Add((pair[0], pair[1]));
            }
        }
    }

    [Fact]
    public async Task Secrets_AreNeverAlike()
    {
        StateBench bench = new();
        HashSet<string> secrets = [];
        for (var i = 0; i < 100; i++)
        {
            var cookie = (await bench.Protector.BuildWithCookieAsync(Request)).Cookie;
            Assert.True(secrets.Add(cookie.Value) && secrets.Add(cookie.Name));
        }
    }

    [Fact]
    public async Task Request_WithABinding_IsAMistake()
    {
        OAuthStateRequest bound = new("slack", StateBench.User, StateBench.Tenant) { BrowserBinding = StateBench.Browser };
        var exception = await Assert.ThrowsAsync<ArgumentException>(async () => await new StateBench().Protector.BuildWithCookieAsync(bound));
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
        var name = new StateBench().Protector.GetCookieName(unit is null ? null : string.Concat(Enumerable.Repeat(unit, length)));
        Assert.Matches(length is > 0 and <= 4096 ? "^__Host-atom-oauth-[A-Za-z0-9_-]{16}$" : "^__Host-atom-oauth$", name);
    }
}
