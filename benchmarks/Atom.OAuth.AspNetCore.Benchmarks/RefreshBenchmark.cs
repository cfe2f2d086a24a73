using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Atom.OAuth.Store;
using Atom.OAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.AspNetCore.Benchmarks;

/// <summary>
/// Connections that have ended, refreshed by three processes at once, each of which asks for all of them: each is to be refreshed once.
/// </summary>
internal static class RefreshBenchmark
{
    private const int Processes = 3;
    private const int Parallel = 16;
    private const string Tenant = "tenant";

    public static async Task<int> RunAsync(int count)
    {
        using PostgreSqlServer postgres = new();
        var keys = Directory.CreateTempSubdirectory("atom-oauth-keys-");
        var refreshes = 0;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var server = builder.Build();
        server.MapPost("/token", () => Results.Text(
            $$"""{"access_token":"at-{{Interlocked.Increment(ref refreshes)}}","refresh_token":"rt-{{refreshes}}","expires_in":3600}""",
            "application/json"));
        await server.StartAsync();
        var database = postgres.CreateDatabase();
        Settings settings = new(database, keys.FullName, server.Urls.First() + "/token", await AddAsync(database, keys, server, count));
        var file = Path.Combine(keys.FullName, "settings");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(settings));

        Process[] processes = [.. Enumerable.Range(0, Processes).Select(_ => Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!, ["refresh-worker", file])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!)];
        foreach (var process in processes)
        {
            await process.StandardOutput.ReadLineAsync();
        }

        var start = Stopwatch.GetTimestamp();
        foreach (var process in processes)
        {
            await process.StandardInput.WriteLineAsync("go");
            await process.StandardInput.FlushAsync();
        }

        long roundTrips = 0;
        foreach (var process in processes)
        {
            roundTrips += long.Parse((await process.StandardOutput.ReadLineAsync())!, System.Globalization.CultureInfo.InvariantCulture);
            await process.WaitForExitAsync();
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} connections, {Processes} processes of {Parallel} calls at once: {refreshes} refreshes in {seconds:F1} s, "
                + $"{refreshes / seconds:F0} a second; {(double)roundTrips / refreshes:F2} statements for each, reads of those that did not "
                + $"refresh included"));
        keys.Delete(recursive: true);
        return refreshes == count ? 0 : 1;
    }

    public static async Task<int> WorkAsync(string file)
    {
        var settings = JsonSerializer.Deserialize<Settings>(await File.ReadAllTextAsync(file))!;
        await using var services = Services(settings.Database, settings.Keys, settings.TokenEndpoint);
        var connections = services.GetRequiredService<IOAuthConnections>();
        var store = services.GetRequiredService<ConnectionStore>();
        await store.FindAsync(new ConnectionKey(Tenant, "none"), default);
        string[] ids = [.. settings.Connections];
        Random.Shared.Shuffle(ids);
        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();
        var before = store.RoundTrips;
        await System.Threading.Tasks.Parallel.ForEachAsync(
            ids,
            new ParallelOptions { MaxDegreeOfParallelism = Parallel },
            async (id, token) => await connections.GetAccessTokenAsync(Tenant, id, cancellationToken: token));
        Console.WriteLine(store.RoundTrips - before);
        return 0;
    }

    private static async Task<IReadOnlyList<string>> AddAsync(string database, DirectoryInfo keys, WebApplication server, int count)
    {
        await using var services = Services(database, keys.FullName, server.Urls.First() + "/token");
        var seal = services.GetRequiredService<TokenSeal>();
        var store = services.GetRequiredService<ConnectionStore>();
        TokenSet tokens = new(new OAuthTokens("at") { RefreshToken = "rt", ExpiresAt = DateTimeOffset.UnixEpoch });
        var ids = new string[count];
        await System.Threading.Tasks.Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Parallel }, async (i, token) =>
        {
            Grant grant = new(Tenant, $"user-{i}", "demo") { AskedScopes = string.Empty };
            ids[i] = (await store.SaveGrantAsync(grant, (key, _) => seal.Protect(key, tokens), token)).Key.ConnectionId;
        });
        return ids;
    }

    private static ServiceProvider Services(string database, string keys, string tokenEndpoint)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddDataProtection().SetApplicationName("benchmark").PersistKeysToFileSystem(new DirectoryInfo(keys));
        services.AddAtomOAuth().AddConnections(o => o.UsePostgreSql(database)).AddIntegration("demo", o =>
        {
            o.ClientId = "client";
            o.ClientSecret = "secret";
            o.AuthorizationEndpoint = o.TokenEndpoint = tokenEndpoint;
            o.AllowPrivateNetwork = true;
        });
        return services.BuildServiceProvider();
    }

    private sealed record Settings(string Database, string Keys, string TokenEndpoint, IReadOnlyList<string> Connections);
}
