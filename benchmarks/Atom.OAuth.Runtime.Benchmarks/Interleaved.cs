using System.Diagnostics;

namespace Atom.OAuth.Runtime.Benchmarks;

/// <summary>
/// Compares the reads in turns, so that whatever else a shared machine does meets all of them alike. A ratio is the median
/// of what the single rounds give; of the times, the 25th percentile counts, for noise only ever adds to them.
/// </summary>
internal static class Interleaved
{
    internal const int Rounds = 300;
    internal const int WarmUpRounds = 60;

    private static readonly (string Name, Func<HttpResponseMessage, Task> Read)[] PageReads =
    [
        ("plain", Reads.PlainAsync),
        ("safe read", Reads.SafeAsync),
        ("check, then plain", Reads.CheckThenPlainAsync),
    ];

    private static readonly (string Name, Func<HttpResponseMessage, Task> Read)[] TokenReads =
    [
        ("plain", Reads.PlainTokenAsync),
        ("token response", Reads.TokenResponseAsync),
        ("refresh", Reads.RefreshAsync),
    ];

    public static void Run()
    {
        WriteHeading();
        foreach (var transport in Enum.GetValues<Transport>())
        {
            foreach (var size in (int[])[300, 2 * 1024, 64 * 1024])
            {
                Compare(PageReads, Payloads.Json(size), transport);
            }
        }

        MeasurePage();
    }

    /// <summary>Token responses, against the deserialization of the same members.</summary>
    public static void RunTokens()
    {
        // The first numbers would else be those of code that is not optimized yet.
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5))
        {
            foreach ((_, var read) in TokenReads)
            {
                read(Responses.Create(TokenPayloads.All[0].Body, Transport.Buffered)).GetAwaiter().GetResult();
                read(Responses.Create(TokenPayloads.All[0].Body, Transport.Streamed)).GetAwaiter().GetResult();
            }
        }

        foreach ((var name, var body) in TokenPayloads.All)
        {
            Console.WriteLine(name);
            WriteHeading();
            foreach (var transport in Enum.GetValues<Transport>())
            {
                Compare(TokenReads, body, transport);
            }
        }
    }

    private static void WriteHeading() => Console.WriteLine("variant            transport  bytes   ns      ratio  B allocated  more");

    private static void Compare((string Name, Func<HttpResponseMessage, Task> Read)[] variants, byte[] body, Transport transport)
    {
        var batch = Math.Clamp(400_000 / body.Length, 8, 400);
        double[][] times = [.. variants.Select(_ => new double[Rounds])];
        var bytes = new double[variants.Length];
        for (var round = -WarmUpRounds; round < Rounds; round++)
        {
            for (var turn = 0; turn < variants.Length; turn++)
            {
                // The order changes with every round, for a neighbour leaves caches behind.
                var variant = (turn + Math.Abs(round)) % variants.Length;
                HttpResponseMessage[] responses = [.. Enumerable.Range(0, batch).Select(_ => Responses.Create(body, transport))];
                var before = GC.GetAllocatedBytesForCurrentThread();
                var start = Stopwatch.GetTimestamp();
                foreach (var response in responses)
                {
                    variants[variant].Read(response).GetAwaiter().GetResult();
                }

                var end = Stopwatch.GetTimestamp();
                if (round >= 0)
                {
                    times[variant][round] = Stopwatch.GetElapsedTime(start, end).TotalNanoseconds / batch;
                    bytes[variant] = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)batch;
                }
            }
        }

        for (var variant = 0; variant < variants.Length; variant++)
        {
            var ratio = At(0.5, [.. times[variant].Zip(times[0], (time, plain) => time / plain)]);
            Console.WriteLine(FormattableString.Invariant(
                $"{variants[variant].Name,-18} {transport,-9} {body.Length,6} {At(0.25, times[variant]),8:F0} {ratio,6:F3} {bytes[variant],12:F0} {bytes[variant] - bytes[0],5:F0}"));
        }
    }

    private static void MeasurePage()
    {
        var page = Payloads.Page();
        var json = Payloads.Json(300);
        Measure($"verdict on a page of {page.Length} bytes", () => HtmlResponse.CheckBytes(page, "Slack").IsHtml);
        Measure($"verdict on JSON of {json.Length} bytes", () => HtmlResponse.CheckBytes(json, "Slack").IsHtml);
    }

    private static void Measure(string name, Func<bool> action)
    {
        const int Batch = 1000;
        var times = new double[Rounds];
        double bytes = 0;
        for (var round = -WarmUpRounds; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Batch; i++)
            {
                _ = action();
            }

            var end = Stopwatch.GetTimestamp();
            if (round >= 0)
            {
                times[round] = Stopwatch.GetElapsedTime(start, end).TotalNanoseconds / Batch;
                bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Batch;
            }
        }

        Console.WriteLine(FormattableString.Invariant($"{name}: {At(0.25, times):F0} ns, {bytes:F0} B"));
    }

    internal static double At(double percentile, double[] values)
        => values.Order().ElementAt((int)(values.Length * percentile));
}
