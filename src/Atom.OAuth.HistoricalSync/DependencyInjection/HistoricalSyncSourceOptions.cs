namespace Atom.OAuth;

/// <summary>What is known about a source: how its history is divided and how often the provider may be asked.</summary>
/// <remarks>Set from <see cref="HistoricalSyncLimits"/> where the integration is known; change what differs for your application.</remarks>
public sealed class HistoricalSyncSourceOptions
{
    internal HistoricalSyncSourceOptions(string integrationId, string kind, string? appType)
    {
        IntegrationId = integrationId;
        Kind = kind;
        AppType = appType;
    }

    /// <summary>Gets the integration.</summary>
    public string IntegrationId { get; }

    /// <summary>Gets what is fetched, where an integration has several histories.</summary>
    public string Kind { get; }

    /// <summary>
    /// Gets the type of application or plan that the limits depend on, for example <c>unlisted</c> with Slack; <see langword="null"/> for the usual
    /// one.
    /// </summary>
    public string? AppType { get; }

    /// <summary>
    /// Gets or sets the longest window that one series of requests may span; <see langword="null"/> for a calendar month. At least an hour.
    /// </summary>
    public TimeSpan? WindowLength { get; set; }

    /// <summary>Gets or sets how many calendar months the provider looks back; <see langword="null"/> for no limit.</summary>
    public int? ReachMonths { get; set; }

    /// <summary>Gets or sets the largest page; <see langword="null"/> where the source decides.</summary>
    public int? PageSize { get; set; }

    /// <summary>Gets the budgets that each request is taken from.</summary>
    public IList<HistoricalSyncBudget> Budgets { get; } = [];
}
