using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Atom.OAuth.Simulation;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Atom.OAuth.IntegrationHub.Tests;

/// <summary>The hub in a separate process, which can be killed.</summary>
internal sealed class HubProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly string? _postgreSql;
    private Process _process;

    private HubProcess(DirectoryInfo folder, string? postgreSql, SimulatorHost simulator, int port)
    {
        _folder = folder;
        _postgreSql = postgreSql;
        Simulator = simulator;
        Origin = new Uri($"http://localhost:{port}");
        _process = Start();
        ConnectedAt = DateTimeOffset.UtcNow;
    }

    public SimulatorHost Simulator { get; }

    public Uri Origin { get; }

    public DateTimeOffset ConnectedAt { get; }

    /// <summary>Starts the hub.</summary>
    /// <param name="folder">The folder with its keys, and with its database unless PostgreSQL is used.</param>
    /// <param name="options">The data and limits of the simulated providers.</param>
    /// <param name="postgreSql">The connection string of a PostgreSQL database.</param>
    public static async Task<HubProcess> StartAsync(DirectoryInfo folder, SimulatorOptions options, string? postgreSql = null)
    {
        var port = FreePort();
        options.WhatsAppWebhook = new Uri($"http://localhost:{port}/webhooks/whatsapp");
        HubProcess hub = new(folder, postgreSql, await SimulatorHost.StartAsync(options), port);
        await hub.WaitUntilUpAsync();
        return hub;
    }

    public async Task StartAgainAsync()
    {
        _process.Dispose();
        _process = Start();
        await WaitUntilUpAsync();
    }

    /// <summary>Kills the process with SIGKILL, without any cleanup.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public async Task<long> CountAsync(string sql)
    {
        await using DbConnection connection = _postgreSql is null
            ? new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "hub.db")};Pooling=False")
            : new NpgsqlConnection(_postgreSql);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are constants in tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public async Task WaitAsync(string sql, Func<long, bool> isEnough)
    {
        using CancellationTokenSource patience = new(HubWorld.Patience * 2);
        while (!isEnough(await CountAsync(sql)))
        {
            Assert.False(patience.IsCancellationRequested, $"{sql} is {await CountAsync(sql)} after {HubWorld.Patience * 2}.");
            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
        await Simulator.DisposeAsync();
    }

    private static int FreePort()
    {
        using System.Net.Sockets.TcpListener listener = new(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Process Start() => Process.Start(new ProcessStartInfo("dotnet",
    [
        typeof(HubApp).Assembly.Location,
        "--contentRoot", Testing.Repository.PathOf("samples/IntegrationHub"),
        "--Urls", Origin.GetLeftPart(UriPartial.Authority),
        "--DataFolder", _folder.FullName,
        "--Simulator:Origin", Simulator.Origin.AbsoluteUri,
        "--HistoricalSync:MinimumGap", "01:00:00",
        "--Logging:LogLevel:Default", "Error",
        .. _postgreSql is null ? Array.Empty<string>() : ["--ConnectionStrings:PostgreSql", _postgreSql],
    ]))!;

    private async Task WaitUntilUpAsync()
    {
        using HttpClient client = new();
        using CancellationTokenSource patience = new(HubWorld.Patience);
        while (true)
        {
            try
            {
                (await client.GetAsync(new Uri(Origin, "/sign-in"), patience.Token)).Dispose();
                return;
            }
            catch (HttpRequestException) when (!patience.IsCancellationRequested && !_process.HasExited)
            {
                await Task.Delay(100, patience.Token);
            }
        }
    }
}
