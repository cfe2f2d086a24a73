using Atom.OAuth.Testing;
using Atom.OAuth.Tests.State.Support;

namespace Atom.OAuth.Tests.State;

/// <summary>A database that becomes unavailable during a flow.</summary>
public class PostgreSqlOutageTests
{
    [StoreFact]
    public async Task Outage_LetsNobodyIn()
    {
        using PostgreSqlServer server = new();
        StateBench bench = new(time => StateDatabase.On(server).Store(time: time));
        string[] states = [await bench.BuildAsync(), await bench.BuildAsync()];
        var first = await bench.ParseAsync(states[0]);
        Assert.True(first.IsValid);

        server.Stop();
        Assert.Equal(OAuthStateOutcome.StoreUnavailable, await bench.OutcomeAsync(states[1]));
        Assert.Equal(OAuthStateOutcome.StoreUnavailable, await bench.OutcomeAsync(states[0]));
        Assert.False(await bench.Protector.CompleteAsync(first, "/done"));
        Assert.Contains(bench.Log.Entries, entry => entry.Id == 4725);
        Assert.Contains(bench.Log.Entries, entry => entry.Id == 4727);

        server.Start();
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(states[1]));
        Assert.Equal(OAuthStateOutcome.Replayed, await bench.OutcomeAsync(states[0]));
    }
}
