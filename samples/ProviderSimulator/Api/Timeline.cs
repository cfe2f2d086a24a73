namespace Atom.OAuth.Simulation.Api;

/// <summary>One thing of a simulated account's history.</summary>
internal sealed record Entry(int Number, DateTimeOffset At, string Text, string Author);

/// <summary>
/// The history of a simulated account: the same for the same account, evenly spread over the last months until the day began, oldest first.
/// </summary>
internal sealed class Timeline(SimulatorOptions options, DateTimeOffset start)
{
    private static readonly string[] Authors = ["Ada", "Grace", "Edsger", "Barbara", "Dennis", "Radia"];

    private static readonly string[] Texts =
    [
        "The build is green again", "Notes from the planning", "Can someone look at the staging server?", "Lunch at twelve",
        "Release candidate is out", "Customer call moved to Thursday", "Design review", "Rotated the certificates", "Thanks, that fixed it",
        "Retrospective",
    ];

    /// <summary>All entries of a container of an account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="container">The number of the container, for example a channel, from 0.</param>
    /// <param name="containers">Among how many containers the account's entries are divided.</param>
    public IReadOnlyList<Entry> Of(string account, int container = 0, int containers = 1)
    {
        var shift = account == "1" ? 0 : 3;
        var step = TimeSpan.FromDays(options.HistoryDays) / options.HistoryItems;
        var first = start - TimeSpan.FromDays(options.HistoryDays);
        return
        [
            .. Enumerable.Range(0, options.HistoryItems)
                .Where(i => i % containers == container)
                .Select(i => new Entry(
                    i + 1,
                    Whole(first + (step * i) + TimeSpan.FromMinutes(shift)),
                    Texts[(i + shift) % Texts.Length],
                    Authors[(i + shift) % Authors.Length])),
        ];
    }

    /// <summary>To the second: some providers have no finer times, and no entry may then lie between two windows.</summary>
    private static DateTimeOffset Whole(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
