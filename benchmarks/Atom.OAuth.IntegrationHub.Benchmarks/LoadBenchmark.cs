using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Atom.OAuth.Testing;

namespace Atom.OAuth.IntegrationHub.Benchmarks;

/// <summary>
/// Callbacks at a fixed rate. The flows are prepared: each has its state, its cookie and its code, and what is measured is the callback, from
/// the moment at which it was due until its answer, so that waiting counts (an open loop). The syncs that the callbacks start run meanwhile.
/// </summary>
internal static class LoadBenchmark
{
    private const int PreparedAtOnce = 8;

    /// <summary>What each account has: 24 records in 200 days, so that a sync is a few calls.</summary>
    private const string Entries = "24";

    private static readonly string[] Integrations =
    [
        "whatsapp", "slack", "zoom", "google-chat", "google-calendar", "discord", "microsoft-teams", "notion", "asana", "trello", "monday",
        "dropbox", "hubspot",
    ];

    public static async Task<int> RunAsync(int rate, int seconds, bool isKilled)
    {
        Say($"{Environment.ProcessorCount} processors, load of the machine before: {(await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0]}");
        using PostgreSqlServer postgres = new();
        var database = postgres.CreateDatabase();
        var folder = Directory.CreateTempSubdirectory("integration-hub-load-");
        Uri hubOrigin = new($"http://localhost:{ServerProcess.FreePort()}"), simulatorOrigin = new($"http://127.0.0.1:{ServerProcess.FreePort()}");
        await using var simulator = await ServerProcess.StartAsync(
            "ProviderSimulator", simulatorOrigin, "/_simulator/",
            "--Port", $"{simulatorOrigin.Port}", "--EnforcesRateLimits", "false", "--HistoryItems", Entries, "--WhatsAppWebhook", new Uri(
                hubOrigin, "/webhooks/whatsapp").AbsoluteUri);
        await using var hub = await ServerProcess.StartAsync(
            "IntegrationHub", hubOrigin, "/sign-in",
            "--contentRoot", Repository.PathOf("samples/IntegrationHub"), "--Urls", hubOrigin.GetLeftPart(UriPartial.Authority), "--DataFolder", folder.FullName,
            "--Simulator:Origin", simulatorOrigin.AbsoluteUri, "--ConnectionStrings:PostgreSql", database, "--Logging:LogLevel:Default", "Critical");
        using HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        Browser browser = new(hubOrigin, http);
        await browser.SignInAsync("ada");
        var callbacks = await PrepareAsync(browser, rate * seconds);

        var before = Cpu();
        ConcurrentBag<(CallbackAnswer Answer, TimeSpan Latency)> answers = [];
        List<Task> running = [];
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < callbacks.Length; i++)
        {
            TimeSpan due = TimeSpan.FromSeconds((double)i / rate), early = due - Stopwatch.GetElapsedTime(begun);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early);
            }

            if (isKilled && i == callbacks.Length / 2)
            {
                hub.KillAndStartAgain();
            }

            running.Add(FollowAsync(callbacks[i], due));
        }

        var offered = Stopwatch.GetElapsedTime(begun);
        await Task.WhenAll(running);
        var all = Stopwatch.GetElapsedTime(begun);
        TimeSpan[] used = [.. Cpu().Zip(before, static (now, then) => now - then)];
        Say($"offered: {callbacks.Length} callbacks in {offered.TotalSeconds:F1} s, {callbacks.Length / offered.TotalSeconds:F0} a second");
        Say($"answered: all after {all.TotalSeconds:F1} s, {callbacks.Length / all.TotalSeconds:F0} a second");
        SayLatencies([.. answers.Select(static answer => answer.Latency).Order()]);
        Say($"processor seconds: hub {used[0].TotalSeconds:F1}, simulator {used[1].TotalSeconds:F1}, PostgreSQL {used[2].TotalSeconds:F1}, driver {used[3].TotalSeconds:F1}");
        var isRight = await StoredCheck.RunAsync(database, [.. answers.Select(static answer => answer.Answer)]);
        folder.Delete(recursive: true);
        return isRight ? 0 : 1;

        async Task FollowAsync(PreparedCallback callback, TimeSpan due)
        {
            var answer = await browser.FollowAsync(callback);
            answers.Add((answer, Stopwatch.GetElapsedTime(begun) - due));
        }

        TimeSpan[] Cpu() => [hub.Cpu, simulator.Cpu, ProcessTimes.OfPostgreSql(database), Environment.CpuUsage.TotalTime];
    }

    public static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static async Task<PreparedCallback[]> PrepareAsync(Browser browser, int count)
    {
        var begun = Stopwatch.GetTimestamp();
        var callbacks = new PreparedCallback[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = PreparedAtOnce }, async (i, _) =>
            callbacks[i] = await browser.PrepareAsync(Integrations[i % Integrations.Length], (i + 1).ToString(CultureInfo.InvariantCulture)));
        Say($"prepared: {count} flows in {Stopwatch.GetElapsedTime(begun).TotalSeconds:F1} s, {PreparedAtOnce} at once");
        return callbacks;
    }

    private static void SayLatencies(TimeSpan[] sorted)
    {
        double At(double part) => sorted[Math.Min(sorted.Length - 1, (int)(part * sorted.Length))].TotalMilliseconds;
        Say($"latency in ms: p50 {At(0.5):F0}, p95 {At(0.95):F0}, p99 {At(0.99):F0}, max {sorted[^1].TotalMilliseconds:F0}");
    }
}
