using Atom.OAuth.AspNetCore.Tests.Processes;
using Atom.OAuth.AspNetCore.Tests.Support;
using Atom.OAuth.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.AspNetCore.Tests.Servers;

/// <summary>Connections with a real authorization server in this process, used by three processes at once. It rotates refresh tokens.</summary>
/// <remarks>Waiting for the lease of a dead process takes time; <see cref="ForeignServerTests"/> run in parallel.</remarks>
public sealed class ServerTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private const int Processes = 3;
    private const int Calls = 50;
    private const int Rounds = 20;

    /// <summary>The number of killed holders for one server.</summary>
    internal const int Deaths = 20;

    /// <summary>Gets the number for the other servers: 20 each with ATOM_OAUTH_ALL_SERVERS=1, which takes ten minutes.</summary>
    internal static int FewDeaths => ServerBench.IsThorough ? Deaths : 3;

    /// <summary>Gets the server's two reuse modes, each with the database that the instances share and the number of killed holders.</summary>
    public static TheoryData<string, OAuthDatabaseKind, int> All => new()
    {
        { ServerBench.OpenIddict, OAuthDatabaseKind.PostgreSql, Deaths },
        { ServerBench.OpenIddictStrict, OAuthDatabaseKind.Sqlite, FewDeaths },
    };

    [ServerTheory]
    [MemberData(nameof(All))]
    public Task Connection_IsRefreshedOnce_SurvivesTheDeathOfWhoRefreshes_AndIsRevoked(string name, OAuthDatabaseKind kind, int deaths)
        => RunAsync(databases, name, kind, deaths);

    internal static async Task RunAsync(TestDatabases databases, string name, OAuthDatabaseKind kind, int deaths)
    {
        await using var bench = await ServerBench.StartAsync(name, kind, databases.New(kind));
        var id = await bench.ConnectAsync();
        var hours = await FiftyCallsInThreeProcessesAsync(bench, id);
        await DeathsAsync(bench, id, hours, deaths);
        await DisconnectAsync(bench, id);
    }

    /// <summary>At the moment of expiry, 20 times: exactly one refresh, one token for all, and no lost connection.</summary>
    private static async Task<int> FiftyCallsInThreeProcessesAsync(ServerBench bench, string id)
    {
        var instances = await bench.StartInstancesAsync(Processes);
        for (var round = 1; round <= Rounds; round++)
        {
            var before = bench.Relay.Refreshes;
            var answers = await Task.WhenAll(instances.Select(instance => instance.GetAsync(id, Calls, hours: 2 * round)));

            var answer = Assert.Single(answers.SelectMany(several => several).Distinct());
            Assert.Null(answer.Error);
            Assert.Equal(1, bench.Relay.Refreshes - before);
        }

        foreach (var instance in instances)
        {
            await instance.DisposeAsync();
        }

        Assert.Equal(OAuthConnectionStatus.Active, (await bench.App.StoredAsync(id)).Row.Status);
        return 2 * Rounds;
    }

    /// <summary>
    /// Kills the lease holder during a refresh, alternately before and after the server has acted. If the server has not acted, or accepts the token
    /// once more, another process refreshes; otherwise the connection requires reauthorization, and works again after the user's consent.
    /// </summary>
    private static async Task DeathsAsync(ServerBench bench, string id, int hours, int deaths)
    {
        InstanceSettings Impatient(InstanceSettings settings) => settings with { LeaseSeconds = 3 };
        var survivor = (await bench.StartInstancesAsync(1, Impatient))[0];
        var victims = bench.StartInstancesAsync(1, Impatient);
        for (var death = 1; death <= deaths; death++)
        {
            hours += 2;
            var victim = (await victims)[0];
            victims = bench.StartInstancesAsync(1, Impatient);
            var hasActed = death % 2 == 0;
            TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
            TaskCompletionSource<bool> killed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            Task<bool> HoldAsync()
            {
                arrived.TrySetResult();
                return killed.Task;
            }

            bench.Relay.BeforeServer = hasActed ? () => Task.FromResult(true) : HoldAsync;
            bench.Relay.AfterServer = hasActed ? HoldAsync : () => Task.FromResult(true);
            _ = victim.GetAsync(id, Calls, hours);
            await arrived.Task.WaitAsync(TimeSpan.FromMinutes(1));
            await victim.DisposeAsync();
            killed.SetResult(false);
            bench.Relay.PassOn();

            var answer = Assert.Single(await survivor.GetAsync(id, Calls, hours));

            if (!hasActed || bench.Server.AllowsRetry)
            {
                Assert.Null(answer.Error);
                continue;
            }

            Assert.Equal(nameof(OAuthConnectionProblem.ReauthorizationRequired), answer.Error);
            Assert.Equal(id, await bench.ConnectAsync(id));
            bench.App.Restart(id);
            Assert.NotNull((await bench.App.Connections.GetAccessTokenAsync(TestApp.Tenant, id)).Value);
        }

        await survivor.DisposeAsync();
        await (await victims)[0].DisposeAsync();
    }

    /// <summary>After disconnecting, the server rejects the refresh token as well, if it supports revocation.</summary>
    private static async Task DisconnectAsync(ServerBench bench, string id)
    {
        var tokens = (await bench.App.StoredAsync(id)).Tokens.Tokens;
        Assert.True(await bench.App.Connections.DisconnectAsync(TestApp.Tenant, id));
        Assert.DoesNotContain(bench.App.Log.Entries, entry => entry.Id == 4831);
        Assert.Null(await bench.App.Connections.FindAsync(TestApp.Tenant, id));
        if (bench.Server.RevocationEndpoint is not null)
        {
            var answer = await bench.App.Services.GetRequiredService<Tokens.TokenEndpointClient>()
                .RefreshAsync(bench.App.Services.GetRequiredService<Integrations.IntegrationRegistry>().Find("demo")!, tokens, null);
            Assert.False(answer.IsSuccess);
        }
    }
}

/// <summary>A test with servers of other ecosystems. If they cannot be installed, it is skipped and says what to install; CI skips none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ServerTheoryAttribute : TheoryAttribute
{
    public ServerTheoryAttribute() => Skip = PostgreSqlServer.Missing ?? NodeMissing();

    private static string? NodeMissing()
        => (Environment.GetEnvironmentVariable("PATH")
            ?? string.Empty).Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "node")))
            ? null
            : "Needs Node.js and the servers that .ci/run installs: apt-get install nodejs npm ruby-doorkeeper ruby-railties ruby-activerecord "
                + "ruby-sqlite3 puma python3-django-oauth-toolkit glewlwyd sqlite3 curl";
}
