using Microsoft.Extensions.Options;

namespace Atom.OAuth;

/// <summary>Where syncs are stored and how they are run.</summary>
public sealed class HistoricalSyncOptions : OAuthDatabaseOptions
{
    /// <summary>
    /// Gets or sets a value indicating whether this process runs syncs. If not, it can still start, list and control them.
    /// By default <see langword="true"/>.
    /// </summary>
    public bool RunsSyncs { get; set; } = true;

    /// <summary>Gets or sets how many syncs this process runs concurrently, 1 to 1,000; by default 8.</summary>
    public int MaxConcurrentSyncs { get; set; } = 8;

    /// <summary>
    /// Gets or sets how long the syncs of an unresponsive process remain assigned to it: 1 second to 10 minutes, by default 5 seconds.
    /// </summary>
    /// <remarks>
    /// On PostgreSQL, a crash delays its syncs by this time plus a quarter of it. On SQLite, the restarted process takes them back immediately.
    /// </remarks>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Gets or sets how often the ledger is polled for work queued by other processes: 50 milliseconds to 1 minute, by default 1 second.
    /// </summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets or sets after what time a sync makes room for the next one in the queue: zero to one hour, by default 10 seconds.
    /// </summary>
    public TimeSpan TimeSlice { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how many attempts at a batch without progress make the sync fail, 1 to 100; by default 5.</summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>Gets or sets the delay before the second attempt, which doubles with each further one: zero to 1 hour, by default 1 second.</summary>
    public TimeSpan FirstRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets or sets the maximum delay between two attempts: at least <see cref="FirstRetryDelay"/>, at most one day, by default 5 minutes.
    /// </summary>
    public TimeSpan LongestRetryDelay { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets or sets the shortest gap that a reconnect fetches; a shorter one is left to the next reconnect. Zero to one day, by default 1
    /// minute.
    /// </summary>
    public TimeSpan MinimumGap { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets the name of this process in logs. It need not be unique.</summary>
    public string InstanceName { get; set; } = Environment.MachineName;
}

/// <summary>Validates the options when the application starts.</summary>
internal sealed class HistoricalSyncOptionsValidator : IValidateOptions<HistoricalSyncOptions>
{
    public ValidateOptionsResult Validate(string? name, HistoricalSyncOptions options)
    {
        List<string> failures = [];
        Check(options.MaxConcurrentSyncs is >= 1 and <= 1_000, nameof(options.MaxConcurrentSyncs), options.MaxConcurrentSyncs, "between 1 and 1,000");
        Check(options.MaxAttempts is >= 1 and <= 100, nameof(options.MaxAttempts), options.MaxAttempts, "between 1 and 100");
        Span(options.LeaseDuration, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10), nameof(options.LeaseDuration));
        Span(options.PollInterval, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1), nameof(options.PollInterval));
        Span(options.TimeSlice, TimeSpan.Zero, TimeSpan.FromHours(1), nameof(options.TimeSlice));
        Span(options.FirstRetryDelay, TimeSpan.Zero, TimeSpan.FromHours(1), nameof(options.FirstRetryDelay));
        Span(options.LongestRetryDelay, options.FirstRetryDelay, TimeSpan.FromDays(1), nameof(options.LongestRetryDelay));
        Span(options.MinimumGap, TimeSpan.Zero, TimeSpan.FromDays(1), nameof(options.MinimumGap));
        Check(!string.IsNullOrWhiteSpace(options.InstanceName), nameof(options.InstanceName), "blank", "a name for the logs");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Span(TimeSpan value, TimeSpan least, TimeSpan most, string option) => Check(
            value >= least && value <= most, option, value, $"between {least} and {most}");

        void Check(bool holds, string option, object value, string allowed)
        {
            if (!holds)
            {
                failures.Add($"{nameof(HistoricalSyncOptions)}.{option} is {value}. Set it to {allowed}.");
            }
        }
    }
}
