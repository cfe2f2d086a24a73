using System.Diagnostics;

namespace Atom.OAuth.Runtime.Benchmarks;

/// <summary>Compares a state's build and parse, in turns, with Data Protection on the same payload.</summary>
internal static class InterleavedStates
{
    private const int Batch = 100;

    public static void Run()
    {
        StateFlows flows = new();
        (string Name, Func<bool> Act)[] variants = [("protect + unprotect", flows.Bare), ("state: build + parse", () => flows.BuildAndParseAsync()
            .GetAwaiter()
            .GetResult())];
        double[][] times = [.. variants.Select(_ => new double[Interleaved.Rounds])];
        var bytes = new double[variants.Length];
        for (var round = -Interleaved.WarmUpRounds; round < Interleaved.Rounds; round++)
        {
            for (var turn = 0; turn < variants.Length; turn++)
            {
                var variant = (turn + Math.Abs(round)) % variants.Length;
                var before = GC.GetAllocatedBytesForCurrentThread();
                var start = Stopwatch.GetTimestamp();
                for (var i = 0; i < Batch; i++)
                {
                    _ = variants[variant].Act();
                }

                var end = Stopwatch.GetTimestamp();
                if (round >= 0)
                {
                    times[variant][round] = Stopwatch.GetElapsedTime(start, end).TotalNanoseconds / Batch;
                    bytes[variant] += (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Batch / Interleaved.Rounds;
                }
            }
        }

        for (var variant = 0; variant < variants.Length; variant++)
        {
            var ratio = Interleaved.At(0.5, [.. times[variant].Zip(times[0], (time, bare) => time / bare)]);
            Console.WriteLine(
                FormattableString.Invariant(
                    $"{variants[variant].Name,-20} {Interleaved.At(0.25, times[variant]),8:F0} ns {ratio,6:F3} {bytes[variant],8:F0} B"));
        }
    }
}
