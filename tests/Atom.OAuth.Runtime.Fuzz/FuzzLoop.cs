using System.Diagnostics;

namespace Atom.OAuth.Fuzz;

/// <summary>Runs a target with one input after another. Writes failures to files and continues, so that one defect does not hide others.</summary>
internal sealed class FuzzLoop(FuzzOptions options, IFuzzTarget target)
{
    // One failure of each kind is enough.
    private readonly HashSet<string> _seen = [];
    private readonly Rng _rng = new();

    public long Count { get; private set; }

    public long Failures { get; private set; }

    public IReadOnlyCollection<string> Kinds => _seen;

    /// <summary>Runs every n-th input, starting with the given one.</summary>
    public void Run(int first, int step)
    {
        var start = Stopwatch.GetTimestamp();
        for (long i = first; i < options.Iterations; i += step)
        {
            if ((Count & 1023) == 0 && Stopwatch.GetElapsedTime(start).TotalSeconds >= options.Seconds)
            {
                break;
            }

            var number = options.Start + i;
            _rng.Reset(options.Seed, number);
            Try(() => target.Run(_rng), number);
            Count++;
        }

        Try(target.Finish, -1);
    }

    private void Try(Action action, long number)
    {
        try
        {
            action();
        }
#pragma warning disable CA1031 // Any exception is a failure.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failures++;
            Report(exception, number);
        }
    }

    private void Report(Exception exception, long number)
    {
        var kind = exception is FuzzException ? new string([.. exception.Message.TakeWhile(c => c != ':')]) : Place(exception);
        if (!_seen.Add(kind) || _seen.Count > 50)
        {
            return;
        }

        Directory.CreateDirectory(options.Output);
        var file = Path.Combine(options.Output, FormattableString.Invariant($"{target.Name}-{options.Seed}-{number}.txt"));
        File.WriteAllText(file, $"--target {target.Name} --seed {options.Seed} --start {number} --iterations 1\n\n{exception}\n\n{target.Input}\n");
        Console.WriteLine($"{target.Name}: {kind}\n  {file}");
    }

    private static string Place(Exception exception)
        => $"{exception.GetType().Name} at {exception.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Atom.OAuth", StringComparison.Ordinal))?.Trim()}";
}
