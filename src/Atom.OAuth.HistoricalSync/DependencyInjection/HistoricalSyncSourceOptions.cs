namespace Atom.OAuth;

/// <summary>The options of a source: how its history is divided, and how often requests may be sent.</summary>
/// <remarks>Initialized from <see cref="HistoricalSyncLimits"/> if the integration is known; change what differs for your application.</remarks>
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

    /// <summary>Gets the kind of history, if an integration has several.</summary>
    public string Kind { get; }

    /// <summary>
    /// Gets the type of application or plan that the limits depend on, for example <c>unlisted</c> for Slack; <see langword="null"/> for the usual
    /// one.
    /// </summary>
    public string? AppType { get; }

    /// <summary>
    /// Gets or sets the maximum length of a window: at least an hour; <see langword="null"/> for a calendar month.
    /// </summary>
    public TimeSpan? WindowLength { get; set; }

    /// <summary>Gets or sets how many calendar months back the provider's history goes; <see langword="null"/> for no limit.</summary>
    public int? ReachMonths { get; set; }

    /// <summary>Gets or sets the maximum page size; <see langword="null"/> if the source decides.</summary>
    public int? PageSize { get; set; }

    /// <summary>Gets the budgets that each request counts against.</summary>
    public IList<HistoricalSyncBudget> Budgets { get; } = [];
}
