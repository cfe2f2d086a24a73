namespace Atom.OAuth.Tests;

/// <summary>The ambient connection flows with await, nests, and stays within its async flow.</summary>
public class ConnectionScopeTests
{
    [Fact]
    public async Task Scope_FlowsWithAwait_Nests_AndEnds()
    {
        Assert.Null(OAuthConnectionScope.Current);
        using (OAuthConnectionScope.Enter("t1", "c1"))
        {
            await Task.Yield();
            Assert.Equal(("t1", "c1"), (OAuthConnectionScope.Current?.TenantId, OAuthConnectionScope.Current?.ConnectionId));
            using (OAuthConnectionScope.Enter(null, "c2"))
            {
                Assert.Equal((null, "c2"), (OAuthConnectionScope.Current?.TenantId, OAuthConnectionScope.Current?.ConnectionId));
            }

            Assert.Equal("c1", OAuthConnectionScope.Current?.ConnectionId);
        }

        Assert.Null(OAuthConnectionScope.Current);
    }

    [Fact]
    public async Task ParallelFlows_DoNotSeeEachOther()
    {
        var seen = await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
        {
            using var scope = OAuthConnectionScope.Enter("t", $"c{i}");
            await Task.Yield();
            return OAuthConnectionScope.Current?.ConnectionId;
        }));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"c{i}"), seen);
        Assert.Null(OAuthConnectionScope.Current);
    }

    [Fact]
    public void DisposedTwice_LeavesTheOuterScope()
    {
        using var outer = OAuthConnectionScope.Enter("t", "outer");
        var inner = OAuthConnectionScope.Enter("t", "inner");
        inner.Dispose();
        inner.Dispose();
        Assert.Same(outer, OAuthConnectionScope.Current);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void BlankConnection_IsRefused(string? connectionId) =>
        Assert.Throws<ArgumentException>(() => OAuthConnectionScope.Enter("t", connectionId!));
}
