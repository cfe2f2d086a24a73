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

    private static readonly (string Name, Func<HttpResponseMessage, Task<TokenPage?>> Read)[] Variants =
    [
        ("plain", Reads.PlainAsync),
        ("safe read", Reads.SafeAsync),
        ("check, then plain", Reads.CheckThenPlainAsync),
    ];

    public static void Run()
    {
        Console.WriteLine("variant            transport  bytes   ns      ratio  B allocated  more");
        foreach (Transport transport in Enum.GetValues<Transport>())
        {
            foreach (int size in (int[])[300, 2 * 1024, 64 * 1024])
            {
                Compare(Payloads.Json(size), transport);
            }
        }

        MeasurePage();
    }

    private static void Compare(byte[] body, Transport transport)
    {
        int batch = Math.Clamp(400_000 / body.Length, 8, 400);
        double[][] times = [.. Variants.Select(_ => new double[Rounds])];
        double[] bytes = new double[Variants.Length];
        for (int round = -WarmUpRounds; round < Rounds; round++)
        {
            for (int turn = 0; turn < Variants.Length; turn++)
            {
                // The order changes with every round, for a neighbour leaves caches behind.
                int variant = (turn + Math.Abs(round)) % Variants.Length;
                HttpResponseMessage[] responses = [.. Enumerable.Range(0, batch).Select(_ => Responses.Create(body, transport))];
                long before = GC.GetAllocatedBytesForCurrentThread();
                long start = Stopwatch.GetTimestamp();
                foreach (HttpResponseMessage response in responses)
                {
                    _ = Variants[variant].Read(response).GetAwaiter().GetResult();
                }

                long end = Stopwatch.GetTimestamp();
                if (round >= 0)
                {
                    times[variant][round] = Stopwatch.GetElapsedTime(start, end).TotalNanoseconds / batch;
                    bytes[variant] = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)batch;
                }
            }
        }

        for (int variant = 0; variant < Variants.Length; variant++)
        {
            double ratio = At(0.5, [.. times[variant].Zip(times[0], (time, plain) => time / plain)]);
            Console.WriteLine(FormattableString.Invariant(
                $"{Variants[variant].Name,-18} {transport,-9} {body.Length,6} {At(0.25, times[variant]),8:F0} {ratio,6:F3} {bytes[variant],12:F0} {bytes[variant] - bytes[0],5:F0}"));
        }
    }

    private static void MeasurePage()
    {
        byte[] page = Payloads.Page();
        byte[] json = Payloads.Json(300);
        Measure($"verdict on a page of {page.Length} bytes", () => HtmlResponse.CheckBytes(page, "Slack").IsHtml);
        Measure($"verdict on JSON of {json.Length} bytes", () => HtmlResponse.CheckBytes(json, "Slack").IsHtml);
    }

    private static void Measure(string name, Func<bool> action)
    {
        const int Batch = 1000;
        double[] times = new double[Rounds];
        double bytes = 0;
        for (int round = -WarmUpRounds; round < Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < Batch; i++)
            {
                _ = action();
            }

            long end = Stopwatch.GetTimestamp();
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
