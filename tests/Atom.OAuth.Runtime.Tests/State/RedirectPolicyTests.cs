using Atom.OAuth.State;
using Atom.OAuth.Tests.State.Support;

namespace Atom.OAuth.Tests.State;

/// <summary>Redirect paths at both ends: an unsafe one is rejected when the state is built, and replaced when it is parsed.</summary>
public class RedirectPolicyTests
{
    private static StatePayload Payload(StateBench bench, string path) => new()
    {
        Nonce = StateRandom.Bytes(StatePayload.NonceLength),
        IssuedAt = bench.Time.GetUtcNow(),
        ExpiresAt = bench.Time.GetUtcNow().AddMinutes(10),
        UserId = StateBench.User,
        TenantId = StateBench.Tenant,
        RedirectPath = path,
        BindingHash = StateRandom.Hash(StateBench.Browser),
    };

    [Theory]
    [MemberData(nameof(RedirectPathTests.Unsafe), MemberType = typeof(RedirectPathTests))]
    public async Task UnsafePath_IsRefusedAtBuild_AndReplacedAtParse(string? path)
    {
        StateBench bench = new();
        if (path is null)
        {
            Assert.Equal("/", StateBench.Carried(await bench.ParseAsync(await bench.BuildAsync(path: null))).RedirectPath);
            return;
        }

        await Assert.ThrowsAsync<ArgumentException>(() => bench.BuildAsync(path));

        var state = StateBench.Carried(await bench.ParseAsync(bench.Forge(Payload(bench, path.Length > 1000 ? path[..1000] : path))));
        Assert.Equal(("/", true), (state.RedirectPath, state.IsRedirectPathReplaced));
        Assert.Contains(bench.Log.Entries, entry => entry.Id == 4726);
    }

    [Theory]
    [MemberData(nameof(RedirectPathTests.Safe), MemberType = typeof(RedirectPathTests))]
    public async Task SafePath_ComesBack(string path)
    {
        StateBench bench = new();
        var state = StateBench.Carried(await bench.ParseAsync(await bench.BuildAsync(path)));
        Assert.Equal((OAuthRedirectPath.Encode(path), false), (state.RedirectPath, state.IsRedirectPathReplaced));
    }

    [Theory]
    [InlineData("/oauth/callback")]
    [InlineData("/oauth/callback?code=x&state=y")]
    [InlineData("/oauth/callback#x")]
    [InlineData("/oauth/callback/")]
    [InlineData("/oauth/callback/slack?code=x&state=y")]
    [InlineData("/OAuth/CallBack")]
    [InlineData("/oauth/c%61llback")]
    [InlineData("/oauth//callback")]
    public async Task CallbackPath_IsNoTarget(string path)
    {
        StateBench bench = new();
        bench.Options.CallbackPaths.Add("/signin");
        bench.Options.CallbackPaths.Add("/oauth/callback");
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => bench.BuildAsync(path));
        Assert.StartsWith("The redirect path is a callback path: the browser would go in circles.", exception.Message, StringComparison.Ordinal);
        Assert.True(StateBench.Carried(await bench.ParseAsync(bench.Forge(Payload(bench, path)))).IsRedirectPathReplaced);
    }

    [Theory]
    [InlineData("/app", true)]
    [InlineData("/app/", true)]
    [InlineData("/app/x?y", true)]
    [InlineData("/app?x", true)]
    [InlineData("/app#x", true)]
    [InlineData("/apple", false)]
    [InlineData("/App", false)]
    [InlineData("/x/app", false)]
    [InlineData("/", false)]
    public async Task AllowedPrefixes_EndAtASegment(string path, bool isAllowed)
    {
        StateBench bench = new();
        bench.Options.AllowedRedirectPrefixes.Add("/other");
        bench.Options.AllowedRedirectPrefixes.Add("/app");
        var exception = await Record.ExceptionAsync(() => bench.BuildAsync(path));
        Assert.Equal(
            isAllowed ? null : "The redirect path is under none of OAuthStateOptions.AllowedRedirectPrefixes. (Parameter 'request')",
            exception?.Message);
        Assert.Equal(!isAllowed && path != "/", StateBench.Carried(await bench.ParseAsync(bench.Forge(Payload(bench, path)))).IsRedirectPathReplaced);
    }

    [Fact]
    public async Task DefaultPath_NeedsNoPrefix()
    {
        StateBench bench = new();
        bench.Options.AllowedRedirectPrefixes.Add("/app");
        bench.Options.DefaultRedirectPath = "/home";
        Assert.Equal("/home", StateBench.Carried(await bench.ParseAsync(await bench.BuildAsync(path: null))).RedirectPath);
    }
}
