using Atom.OAuth.Tests.State.Support;

namespace Atom.OAuth.Tests.State;

/// <summary>A programming error immediately causes an exception that says how to fix it. Nothing else causes one.</summary>
public class StateArgumentTests
{
    [Theory]
    [InlineData("", "u", "t", "provider")]
    [InlineData("  ", "u", "t", "provider")]
    [InlineData(null, "u", "t", "provider")]
    [InlineData("slack", "", "t", "pass null")]
    [InlineData("slack", "u", "", "pass null")]
    [InlineData("slack", null, "t", "BuildWithCookieAsync")]
    public async Task MissingValue_IsRefused(string? provider, string? user, string? tenant, string hint)
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => new StateBench().BuildAsync(
            provider: provider!, user: user, tenant: tenant, browser: null));
        Assert.Contains(hint, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TooLongOrMalformed_IsRefused()
    {
        StateBench bench = new();
        await Assert.ThrowsAsync<ArgumentException>(() => bench.BuildAsync(provider: new string('p', 65)));
        await Assert.ThrowsAsync<ArgumentException>(() => bench.BuildAsync(provider: "p" + '\uD800'));
        await Assert.ThrowsAsync<ArgumentException>(() => bench.BuildAsync(user: new string('u', 4097)));
        await Assert.ThrowsAsync<ArgumentException>(() => bench.BuildAsync(user: new string('é', 2049)));
        await Assert.ThrowsAsync<ArgumentException>(() => bench.BuildAsync(user: "u" + '\uD800'));
        await Assert.ThrowsAsync<ArgumentException>(() => bench.BuildAsync(tenant: new string('t', 1_000_000)));
        await Assert.ThrowsAsync<ArgumentException>(() => bench.BuildAsync(browser: "short"));
        await Assert.ThrowsAsync<ArgumentException>(() => bench.BuildAsync(browser: string.Empty));
        await Assert.ThrowsAsync<ArgumentException>(() => bench.BuildAsync(browser: new string('b', 1025)));
        await Assert.ThrowsAsync<ArgumentException>(() => bench.BuildAsync(codeVerifier: new string('v', 42)));
        await Assert.ThrowsAsync<ArgumentException>(() => bench.BuildAsync(codeVerifier: new string('v', 129)));
        await Assert.ThrowsAsync<ArgumentException>(() => bench.BuildAsync(codeVerifier: new string('=', 43)));
    }

    public static TheoryData<string, OAuthStateRequest> Mistakes { get; } = new()
    {
        { "The provider's id has to be 1 to 64 bytes long: use one of OAuthProviders, or a short name of your own.", new(
            new string('p', 65), "u", "t") },
        { "The user id is empty: pass null to say that there is no user.", new("slack", "", "t") },
        { "The tenant id is empty: pass null to say that there is no tenant.", new("slack", "u", "") },
        { "The user id is longer than 4096 bytes, or is not well-formed text: pass a shorter key of the user.", new(
            "slack", new string('u', 4097), "t") },
        { "The tenant id is longer than 4096 bytes, or is not well-formed text: pass a shorter key of the tenant.", new(
            "slack", "u", new string('t', 4097)) },
        {
            "The browser binding has to be a secret of 16 to 1024 characters: take OAuthStateCookie.Value, or the id of the browser's session.",
            new("slack", "u", "t") { BrowserBinding = new string('b', 15) }
        },
        {
            "A state without a user and without a browser binding could be finished by anybody: set BrowserBinding, or use BuildWithCookieAsync.",
            new("slack", null, "t")
        },
        {
            "The code verifier has to be 43 to 128 letters, digits and '-', '.', '_', '~' (RFC 7636 4.1).",
            new("slack", "u", "t") { CodeVerifier = new string('v', 42) + "=" }
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public async Task Mistake_IsExplained(string message, OAuthStateRequest request)
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>(async () => await new StateBench().Protector.BuildAsync(request));
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, 16, 43)]
    [InlineData(1, 1024, 128)]
    public async Task LongestAndShortest_ComeBack(int provider, int binding, int verifier)
    {
        // All kinds of characters allowed in a code verifier, with the first and last of each range.
        string name = new('p', provider);
        string secret = new('b', binding);
        var proof = "azAZ09-._~".PadRight(verifier, 'v');
        StateBench bench = new();
        var state = await bench.BuildAsync(provider: name, browser: secret, codeVerifier: proof);
        var carried = StateBench.Carried(await bench.ParseAsync(state, OAuthStateExpectation.WithoutUser(name, secret)));
        Assert.Equal((name, proof), (carried.Provider, carried.CodeVerifier));

        var bare = await bench.BuildAsync(provider: name, browser: secret);
        Assert.NotEqual(43, bare.Length);
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(bare, OAuthStateExpectation.WithoutUser(name, secret)));
    }

    [Fact]
    public async Task CodeVerifier_HasTheCharactersOfRfc7636_AndNoOthers()
    {
        const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
        StateBench bench = new();
        List<char> accepted = [];
        for (var c = '\0'; c <= '\u017F'; c++)
        {
            if (await Record.ExceptionAsync(() => bench.BuildAsync(codeVerifier: new string('v', 42) + c)) is null)
            {
                accepted.Add(c);
            }
        }

        Assert.Equal(Unreserved.Order(), accepted);
    }

    [Fact]
    public async Task Provider_MayBeCalledByItsName()
    {
        StateBench bench = new();
        var state = await bench.BuildAsync(provider: "Google Calendar");
        var carried = StateBench.Carried(await bench.ParseAsync(
            state, OAuthStateExpectation.WithoutUser(OAuthProviders.Find("Google Calendar")!.Id, StateBench.Browser)));
        Assert.NotEqual("google calendar", carried.Provider);
    }

    [Fact]
    public async Task LimitBelowAReference_IsRefused()
    {
        StateBench bench = new();
        bench.Options.MaxStateLength = 42;
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => bench.BuildAsync());
        Assert.Contains("42", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Expectation_NamesProviderAndUser()
    {
        const string User = "The user id is empty. Where nobody is signed in, say so with WithoutUser or ForTenant. (Parameter 'userId')";
        Assert.Throws<ArgumentException>(() => OAuthStateExpectation.ForUser("", "u", null, StateBench.Browser));
        Assert.Equal(User, Assert.Throws<ArgumentException>(() => OAuthStateExpectation.ForUser("slack", "", null, StateBench.Browser)).Message);
        Assert.Equal(User, Assert.Throws<ArgumentException>(() => OAuthStateExpectation.ForUser("slack", null!, null, StateBench.Browser)).Message);
        Assert.Equal(
            "The tenant id is empty. In an application without tenants, pass null. (Parameter 'tenantId')",
            Assert.Throws<ArgumentException>(() => OAuthStateExpectation.ForUser("slack", "u", "", StateBench.Browser)).Message);
        Assert.Equal(User, Assert.Throws<ArgumentException>(() => OAuthStateExpectation.ForUserSession("slack", "", null)).Message);
        Assert.Equal(User, Assert.Throws<ArgumentException>(() => OAuthStateExpectation.ForUserSession("slack", "")).Message);
        Assert.Equal(
            "The value is empty: the callback has to know it by itself. (Parameter 'tenantId')",
            Assert.Throws<ArgumentException>(() => OAuthStateExpectation.ForTenant("slack", "", StateBench.Browser)).Message);
        Assert.Throws<ArgumentException>(() => OAuthStateExpectation.WithoutUser(null!, StateBench.Browser));
    }

    [Fact]
    public async Task EveryExpectation_ChecksWhatItNames()
    {
        StateBench bench = new();
        var bound = await bench.BuildAsync();
        var unbound = await bench.BuildAsync(browser: null);
        foreach ((var state, var outcome, var expected) in ((string, OAuthStateOutcome, OAuthStateExpectation)[])
        [
            (unbound, OAuthStateOutcome.WrongUser, OAuthStateExpectation.ForUserSession("slack", "x", StateBench.Tenant)),
            (unbound, OAuthStateOutcome.WrongUser, OAuthStateExpectation.ForUserSession("slack", "x")),
            (bound, OAuthStateOutcome.WrongBrowser, OAuthStateExpectation.ForUserSession("slack", StateBench.User)),
            (unbound, OAuthStateOutcome.WrongTenant, OAuthStateExpectation.ForUserSession("slack", StateBench.User, "x")),
            (bound, OAuthStateOutcome.WrongBrowser, OAuthStateExpectation.ForUserSession("slack", StateBench.User, StateBench.Tenant)),
            (bound, OAuthStateOutcome.WrongTenant, OAuthStateExpectation.ForTenant("slack", "x", StateBench.Browser)),
            (bound, OAuthStateOutcome.WrongBrowser, OAuthStateExpectation.ForTenant("slack", StateBench.Tenant, null)),
            (unbound, OAuthStateOutcome.WrongBrowser, OAuthStateExpectation.WithoutUser("slack", StateBench.Browser)),
            (unbound, OAuthStateOutcome.Valid, OAuthStateExpectation.ForUserSession("slack", StateBench.User, StateBench.Tenant)),
            (await bench.BuildAsync(browser: null), OAuthStateOutcome.Valid, OAuthStateExpectation.ForUserSession("slack", StateBench.User)),
            (bound, OAuthStateOutcome.Valid, OAuthStateExpectation.ForTenant("slack", StateBench.Tenant, StateBench.Browser)),
        ])
        {
            Assert.Equal(outcome, await bench.OutcomeAsync(state, expected));
        }
    }

    [Fact]
    public async Task Nulls_AreRefused()
    {
        StateBench bench = new();
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await bench.Protector.ParseAsync("x", null!));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await bench.Protector.BuildAsync(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await bench.Protector.CompleteAsync(null!, "x"));
    }

    [Fact]
    public async Task Complete_TakesAValidResult()
    {
        StateBench bench = new();
        var invalid = await bench.ParseAsync("x");
        var exception = await Assert.ThrowsAsync<ArgumentException>("result", async () => await bench.Protector.CompleteAsync(invalid, "/done"));
        Assert.StartsWith("Only a valid result can be completed, and this one is Invalid.", exception.Message, StringComparison.Ordinal);
        var valid = await bench.ParseAsync(await bench.BuildAsync());
        await Assert.ThrowsAsync<ArgumentNullException>("outcome", async () => await bench.Protector.CompleteAsync(valid, null!));
        await Assert.ThrowsAsync<ArgumentNullException>("result", async () => await bench.Protector.FailAsync(null!, "/failed"));
        Assert.True(await bench.Protector.CompleteAsync(valid, "/done"));
    }

    [Fact]
    public async Task Cancellation_IsTheOneExceptionOfParse()
    {
        StateBench bench = new();
        var state = await bench.BuildAsync();
        CancellationToken cancelled = new(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await bench.Protector.ParseAsync(state, StateBench.Expected, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await bench.Protector.ParseAsync(
            "nonsense", StateBench.Expected, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await bench.Protector.BuildAsync(
            new OAuthStateRequest("slack", "u", "t"), cancelled));
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(state));
    }
}
