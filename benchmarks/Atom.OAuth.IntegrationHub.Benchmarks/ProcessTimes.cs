using System.Globalization;
using Npgsql;

namespace Atom.OAuth.IntegrationHub.Benchmarks;

/// <summary>The processor time of a PostgreSQL server: of the first process, its children, and those that have ended. Linux only.</summary>
internal static class ProcessTimes
{
    private const double TicksPerSecond = 100;

    /// <param name="connectionString">A connection to the server by its socket, whose folder also holds its data.</param>
    public static TimeSpan OfPostgreSql(string connectionString)
    {
        var file = Path.Combine(new NpgsqlConnectionStringBuilder(connectionString).Host!, "data", "postmaster.pid");
        var first = int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture);
        long ticks = 0;
        foreach (var folder in Directory.GetDirectories("/proc").Where(static folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            if (Read(folder) is not { } stat)
            {
                continue;
            }

            // Behind the name, proc(5): state, parent, …; the 12th to the 15th are utime, stime, cutime, cstime.
            var isFirst = Path.GetFileName(folder) == first.ToString(CultureInfo.InvariantCulture);
            if (isFirst || stat[1] == first.ToString(CultureInfo.InvariantCulture))
            {
                ticks += stat[11..(isFirst ? 15 : 13)].Sum(static text => long.Parse(text, CultureInfo.InvariantCulture));
            }
        }

        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    private static string[]? Read(string folder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return null;
        }
    }
}
