using Microsoft.Extensions.Options;

namespace Atom.OAuth;

/// <summary>Where the syncs are kept and how they are run.</summary>
public sealed class HistoricalSyncOptions : OAuthDatabaseOptions
{
    /// <summary>
    /// Gets or sets a value indicating whether this process runs syncs. One that does not can still start, list and control them.
    /// <see langword="true"/> by default.
    /// </summary>
    public bool RunsSyncs { get; set; } = true;

    /// <summary>Gets or sets how many syncs run at once in this process, 1 to 1,000; 8 by default.</summary>
    public int MaxConcurrentSyncs { get; set; } = 8;

    /// <summary>
    /// Gets or sets how long the syncs of a process that no longer gives a sign of life stay with it. 1 second to 10 minutes; 5 seconds by default.
    /// </summary>
    /// <remarks>
    /// On PostgreSQL this and a quarter of it is how long a crash delays its syncs. On SQLite the restarted process takes them back at once.
    /// </remarks>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Gets or sets how often the ledger is asked for work that another process queued. 50 milliseconds to 1 minute; 1 second by default.
    /// </summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets or sets after what time a sync lets the next one in the queue have its place. Zero or more, at most an hour; 10 seconds by default.
    /// </summary>
    public TimeSpan TimeSlice { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how often a batch is tried without progress until the sync fails, 1 to 100; 5 by default.</summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>Gets or sets the pause before the second attempt, which doubles with each further one. Zero to 1 hour; 1 second by default.</summary>
    public TimeSpan FirstRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets or sets the longest pause between two attempts. At least <see cref="FirstRetryDelay"/>, at most a day; 5 minutes by default.
    /// </summary>
    public TimeSpan LongestRetryDelay { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets or sets how much history has to be missing for a reconnect to fetch it now; less is left to the next one. Zero to a day; 1 minute by
    /// default.
    /// </summary>
    public TimeSpan MinimumGap { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets what logs call this process. It is no identity: two processes of one name do no harm.</summary>
    public string InstanceName { get; set; } = Environment.MachineName;
}

/// <summary>Checks the options when the application starts.</summary>
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
