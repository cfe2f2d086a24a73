using System.Globalization;

namespace Atom.OAuth.Fuzz;

/// <summary>The command-line options.</summary>
internal sealed record FuzzOptions
{
    public ulong Seed { get; init; } = (ulong)DateTime.UtcNow.Ticks;

    /// <summary>Gets the number of the first input; with the seed, it reproduces a single input.</summary>
    public long Start { get; init; }

    public long Iterations { get; init; } = long.MaxValue;

    /// <summary>Gets the seconds per target, used if no number of inputs is given.</summary>
    public double Seconds { get; init; } = 10;

    public int Threads { get; init; } = 1;

    public string Target { get; init; } = "all";

    /// <summary>Gets the folder for the failures.</summary>
    public string Output { get; init; } = Path.Combine(Path.GetTempPath(), "atom-oauth-fuzz");

    public const string Usage =
        "--target all|body|tokens|errors|redirect|state|payload   --iterations N   --seconds S (each target)   --seed N   --start N   --threads N   --output FOLDER";

    public static FuzzOptions? Parse(string[] args)
    {
        FuzzOptions options = new();
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            var value = args[i + 1];
            options = args[i] switch
            {
                "--seed" => options with { Seed = ulong.Parse(value, CultureInfo.InvariantCulture) },
                "--start" => options with { Start = long.Parse(value, CultureInfo.InvariantCulture) },
                "--iterations" => options with { Iterations = long.Parse(value, CultureInfo.InvariantCulture), Seconds = double.PositiveInfinity },
                "--seconds" => options with { Seconds = double.Parse(value, CultureInfo.InvariantCulture) },
                "--threads" => options with { Threads = int.Parse(value, CultureInfo.InvariantCulture) },
                "--target" => options with { Target = value },
                "--output" => options with { Output = value },
                _ => options with { Target = "?" },
            };
        }

        return args.Length % 2 == 0 && options.Target != "?" ? options : null;
    }
}
