using Atom.OAuth.Tests.State.Support;

namespace Atom.OAuth.Tests.State;

/// <summary>A programmer's mistake is said at once, with its cause and the way out. Nobody else's makes an exception.</summary>
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
        ArgumentException exception = await Assert.ThrowsAsync<ArgumentException>(() => new StateBench().BuildAsync(provider: provider!, user: user, tenant: tenant, browser: null));
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

    [Fact]
    public async Task LimitBelowAReference_IsRefused()
    {
        StateBench bench = new();
        bench.Options.MaxStateLength = 42;
        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(() => bench.BuildAsync());
        Assert.Contains("42", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Expectation_NamesProviderAndUser()
    {
        Assert.Throws<ArgumentException>(() => OAuthStateExpectation.ForUser("", "u", null, StateBench.Browser));
        Assert.Throws<ArgumentException>(() => OAuthStateExpectation.ForUser("slack", "", null, StateBench.Browser));
        Assert.Throws<ArgumentException>(() => OAuthStateExpectation.ForUser("slack", null!, null, StateBench.Browser));
        Assert.Throws<ArgumentException>(() => OAuthStateExpectation.ForUser("slack", "u", "", StateBench.Browser));
        Assert.Throws<ArgumentException>(() => OAuthStateExpectation.ForUserSession("slack", "", null));
        Assert.Throws<ArgumentException>(() => OAuthStateExpectation.ForTenant("slack", "", StateBench.Browser));
        Assert.Throws<ArgumentException>(() => OAuthStateExpectation.WithoutUser(null!, StateBench.Browser));
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
    public async Task Complete_TakesAValidResult_AndAShortOutcome()
    {
        StateBench bench = new();
        OAuthStateResult invalid = await bench.ParseAsync("x");
        await Assert.ThrowsAsync<ArgumentException>(async () => await bench.Protector.CompleteAsync(invalid, "/done"));
        OAuthStateResult valid = await bench.ParseAsync(await bench.BuildAsync());
        await Assert.ThrowsAsync<ArgumentException>(async () => await bench.Protector.CompleteAsync(valid, new string('x', 2049)));
        Assert.True(await bench.Protector.CompleteAsync(valid, new string('x', 2048)));
    }

    [Fact]
    public async Task Cancellation_IsTheOneExceptionOfParse()
    {
        StateBench bench = new();
        string state = await bench.BuildAsync();
        CancellationToken cancelled = new(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await bench.Protector.ParseAsync(state, StateBench.Expected, cancelled));
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(state));
    }
}
