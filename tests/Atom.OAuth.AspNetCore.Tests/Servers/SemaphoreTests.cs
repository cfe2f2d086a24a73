using Atom.OAuth.Testing;
using Xunit.Abstractions;

namespace Atom.OAuth.AspNetCore.Tests.Servers;

/// <summary>
/// The same calls with coordination within one process only, as in other libraries: shows what the lease is for. The table in docs/connections.md
/// lists all servers; ATOM_OAUTH_ALL_SERVERS=1 runs them.
/// </summary>
public sealed class SemaphoreTests(TestDatabases databases, ITestOutputHelper output) : IClassFixture<TestDatabases>
{
    private const int Processes = 3;
    private const int Calls = 50;
    private const int Rounds = 20;

    public static TheoryData<string> Servers => !ServerBench.IsThorough
        ? [ServerBench.OpenIddictStrict]
        :
        [
            ServerBench.OpenIddict, ServerBench.OpenIddictStrict, AuthorizationServer.OidcProvider, AuthorizationServer.OAuth2Server,
            AuthorizationServer.Django, AuthorizationServer.Doorkeeper, AuthorizationServer.Glewlwyd,
        ];

    [ServerTheory]
    [MemberData(nameof(Servers))]
    public async Task SemaphoreInEachProcess_RefreshesMoreThanOnce_AndLosesConnections(string name)
    {
        await using var bench = await ServerBench.StartAsync(name, OAuthDatabaseKind.PostgreSql, databases.New(OAuthDatabaseKind.PostgreSql));
        var id = await bench.ConnectAsync();
        var instances = await bench.StartInstancesAsync(Processes, settings => settings with { UsesSemaphore = true });
        var lost = 0;
        var failed = 0;
        var hours = 0;
        for (var round = 0; round < Rounds; round++)
        {
            hours += 2;
            var answers = await Task.WhenAll(instances.Select(instance => instance.GetAsync(id, Calls, hours)));
            failed += answers.SelectMany(several => several).Any(answer => answer.Error is not null) ? 1 : 0;

            // Checks whether the connection still works without concurrency.
            hours += 2;
            if ((await instances[0].GetAsync(id, 1, hours)).Single().Error is not null)
            {
                lost++;
                Assert.Equal(id, await bench.ConnectAsync(id));
            }
        }

        foreach (var instance in instances)
        {
            await instance.DisposeAsync();
        }

        output.WriteLine(
            $"{name}: {bench.Relay.Refreshes - Rounds} refreshes in {Rounds} rounds, calls failed in {failed}, connection lost in {lost}");
        Assert.True(bench.Relay.Refreshes > 2 * Rounds, $"{bench.Relay.Refreshes}");
    }
}
