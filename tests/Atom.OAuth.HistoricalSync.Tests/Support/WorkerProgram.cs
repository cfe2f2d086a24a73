using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Atom.OAuth.HistoricalSync.Tests.Support;

/// <summary>
/// A worker in a separate process: this assembly, started as a program. Its source holds an operating system lock for each window that it
/// reads, until the end of the turn: finding it locked means that two workers run the same window.
/// </summary>
internal static class WorkerProgram
{
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments[0] == ConnectProgram.Name)
        {
            return await ConnectProgram.RunAsync(arguments[1], WorkerOptions.Parse(arguments[2..]));
        }

        var options = WorkerOptions.Parse(arguments);
        if (!options.WaitsForDisk)
        {
            SqliteOffTheDisk.Use();
        }

        var builder = Host.CreateEmptyApplicationBuilder(new());
        LogToErrors(builder.Logging, builder.Services);
        AddSync(builder.Services, options);

        // Dozens of starts at once, on a machine that does other work as well, can take longer than a user would wait.
        builder.Services.AddAtomOAuth().ConfigureHistoricalSyncTrigger(trigger => trigger.StartTimeout = TimeSpan.FromSeconds(30));
        using var host = builder.Build();
        await host.StartAsync();
        await ServeAsync(host);
        await host.StopAsync();
        return 0;
    }

    /// <summary>Logs to standard error, because standard output is for answers.</summary>
    public static void LogToErrors(ILoggingBuilder logging, IServiceCollection services)
    {
        logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    /// <summary>Adds the sync with a monitored source, short delays and short time slices.</summary>
    public static void AddSync(IServiceCollection services, WorkerOptions options, Action<HistoricalSyncOptions>? configure = null)
    {
        services.AddSingleton(options);
        var sync = services.AddAtomOAuth().AddHistoricalSync(o =>
        {
            options.Use(o);

            // A restarted process takes over immediately; of several, none may be considered dead because the machine did not schedule it
            // for a second.
            o.LeaseDuration = TimeSpan.FromSeconds(options.Kind == OAuthDatabaseKind.Sqlite ? 1 : 10);
            o.PollInterval = TimeSpan.FromMilliseconds(100);
            o.TimeSlice = TimeSpan.FromMilliseconds(300);
            o.MaxConcurrentSyncs = 4;
            o.RunsSyncs = options.Runs;
            configure?.Invoke(o);
        }).AddSource<WatchedSource>(SyncApp.Integration);
        _ = options.IsTransactional ? sync.AddTransactionalSink<TableSink>() : sync.AddSink<TableSink>();
    }

    /// <summary>Reports that it is ready, and executes commands until the end of the input.</summary>
    private static async Task ServeAsync(IHost host)
    {
        var trigger = host.Services.GetRequiredService<IHistoricalSyncTrigger>();
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (line == "memory")
            {
                Console.WriteLine(Enumerable.Range(0, 5)
                    .Min(_ => GC.GetTotalMemory(forceFullCollection: true))
                    .ToString(CultureInfo.InvariantCulture));
                continue;
            }

            // start <connection> <times>
            var words = line.Split(' ');
            Task<HistoricalSyncOutcome>[] starts =
            [
                .. Enumerable.Range(0, int.Parse(words[2], CultureInfo.InvariantCulture))
                    .Select(_ => Task.Run(() => trigger.TriggerHistoricalSyncOnConnectionAsync(SyncApp.Integration, "u1", "t1", 3, words[1]))),
            ];
            Console.WriteLine(string.Join(' ', (await Task.WhenAll(starts)).Select(outcome => $"{outcome.Status}:{outcome.JobId}")));
        }
    }

    /// <summary>A source that returns pages after a short delay, with a lock on the window.</summary>
    private sealed class WatchedSource(WorkerOptions options) : IHistoricalSyncSource, IDisposable
    {
        private static readonly History History = new(EveryHours: 6, PageSize: 10);

        private readonly Dictionary<string, FileStream> _locks = [];

        public async ValueTask<HistoricalSyncPage> FetchAsync(HistoricalSyncPageRequest request, CancellationToken cancellationToken)
        {
            var window = $"{request.Connection.ConnectionId}_{request.Window.From.ToUnixTimeMilliseconds()}";
            if (!_locks.ContainsKey(window))
            {
                try
                {
                    _locks[window] = new FileStream(
                        Path.Combine(options.Folder, window + ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                }
                catch (IOException)
                {
                    await File.AppendAllTextAsync(
                        Path.Combine(options.Folder, $"overlap-{Environment.ProcessId}"), window + "\n", CancellationToken.None);
                }
            }

            await Task.Delay(options.PageDelay, cancellationToken);
            return History.Page(request);
        }

        public void Dispose()
        {
            foreach (var held in _locks.Values)
            {
                held.Dispose();
            }
        }
    }

    /// <summary>A sink that adds each record to a table, so that a record that arrives twice is stored twice.</summary>
    private sealed class TableSink(WorkerOptions options) : IHistoricalSyncSink, IHistoricalSyncTransactionalSink
    {
        public async ValueTask WriteAsync(HistoricalSyncBatch batch, CancellationToken cancellationToken)
        {
            await using var connection = options.OpenDeliveries();
            await connection.OpenAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await WriteAsync(batch, transaction, cancellationToken);
            await transaction.CommitAsync(CancellationToken.None);
        }

        public async ValueTask WriteAsync(HistoricalSyncBatch batch, DbTransaction transaction, CancellationToken cancellationToken)
        {
            await using var command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "INSERT INTO delivery (connection, batch, records) VALUES (@connection, @batch, @records)";
            Add("connection", batch.Connection.ConnectionId);
            Add("batch", batch.Key);
            Add("records", string.Join(',', batch.Records.Select(record => record.Id)));
            await command.ExecuteNonQueryAsync(cancellationToken);

            void Add(string name, string value)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                parameter.Value = value;
                command.Parameters.Add(parameter);
            }
        }
    }
}
