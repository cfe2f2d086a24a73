using System.Diagnostics;

namespace Atom.OAuth.IntegrationHub.Benchmarks;

/// <summary>
/// Whether what the hub said is what it has stored: each success a connection, each connection a sync, and each sync ends with all its windows.
/// </summary>
internal static class StoredCheck
{
    private const int Shown = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    public static async Task<bool> RunAsync(string connectionString, CallbackAnswer[] answers)
    {
        await using HubDatabase database = new(connectionString);
        string[] connected = [.. answers.Select(static answer => answer.Connection).OfType<string>()];
        CallbackAnswer[] failed = [.. answers.Where(static answer => answer.Connection is null)];
        var stored = await database.ConnectionsAsync();
        var lost = connected.Count(id => !stored.Contains(id));
        LoadBenchmark.Say($"success: {connected.Length} callbacks, {connected.Distinct().Count()} connections, of which {lost} are not stored");
        LoadBenchmark.Say($"no success: {failed.Length} callbacks; reloaded: {answers.Count(static answer => answer.Tries > 1)} callbacks");
        foreach (var same in failed.GroupBy(static answer => answer.Said!.ReplaceLineEndings(" ")).Take(Shown))
        {
            LoadBenchmark.Say($"  {same.Count()} times: {same.Key}");
        }

        var begun = Stopwatch.GetTimestamp();
        var without = await WaitAsync(database.WithoutSyncAsync);
        LoadBenchmark.Say(
            $"ledger: {await database.SyncsAsync()} syncs; {without} of {(await database.ConnectionsAsync()).Count} stored connections without one");
        var open = await WaitAsync(database.OpenSyncsAsync);
        (var syncs, var completed, var windows) = (await database.SyncsAsync(), await database.CompletedSyncsAsync(), await database.OpenWindowsAsync());
        LoadBenchmark.Say(
            $"syncs: {completed} of {syncs} completed after another {Stopwatch.GetElapsedTime(begun).TotalSeconds:F0} s, {open} still open");
        LoadBenchmark.Say($"windows: {windows} open; {await database.RecordsAsync()} records");
        return lost == 0 && without == 0 && completed == syncs && windows == 0;
    }

    private static async Task<long> WaitAsync(Func<Task<long>> count)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            var left = await count();
            if (left == 0 || Stopwatch.GetElapsedTime(begun) > Patience)
            {
                return left;
            }

            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }
}
