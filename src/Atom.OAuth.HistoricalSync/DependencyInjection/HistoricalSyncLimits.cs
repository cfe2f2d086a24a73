namespace Atom.OAuth;

/// <summary>
/// The providers' limits that affect a backfill, as of November 2026, with sources. They are the defaults of a source, which may change them.
/// </summary>
public static class HistoricalSyncLimits
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Gets the limits. The first one of an integration and kind is the usual one.</summary>
    public static IReadOnlyList<HistoricalSyncLimit> All { get; } =
    [
        new("slack", "docs.slack.dev/apis/web-api/rate-limits, tier 3: internal and marketplace apps")
        {
            PageSize = 999, Budgets = [new("history", 50, Minute)],
        },
        new("slack", "docs.slack.dev/changelog/2025/05/29: distributed outside the marketplace, installed since")
        {
            AppType = "unlisted", PageSize = 15, Budgets = [new("history", 1, Minute)],
        },
        new("zoom", "devforum.zoom.us/t/22487: one month a request, six months back; limits count per account, over all apps")
        {
            Kind = "recordings", ReachMonths = 6, PageSize = 300, Budgets = [new("heavy", 10, Second), new("daily", 30_000, Day) { IsDaily = true }],
        },
        new("zoom", "devforum.zoom.us/t/22487, free accounts")
        {
            Kind = "recordings", AppType = "free", ReachMonths = 6, PageSize = 300, Budgets = [new("heavy", 1, Second)],
        },
        new("zoom", "devforum.zoom.us/t/39605: one day a request") { Kind = "chat", WindowLength = Day },
        new("google-calendar", "developers.google.com/workspace/calendar/api/guides/quota: projects new since 2026-05-01")
        {
            PageSize = 2_500, Budgets = [new("user", 600, Minute), new("project", 10_000, Minute, HistoricalSyncBudgetScope.Application)],
        },
        new("discord", "discord/discord-api-docs, topics/rate-limits (2026-08-06)")
        {
            PageSize = 100, Budgets = [new("bot", 50, Second, HistoricalSyncBudgetScope.Application)],
        },
        new("microsoft-teams", "learn.microsoft.com/graph/api/chatmessage-delta: eight months back, 50 a page") { ReachMonths = 8, PageSize = 50 },
        new("notion", "developers.notion.com/reference/request-limits: 10,000 rows a query, so a window that is full is halved")
        {
            PageSize = 100, Budgets = [new("connection", 3, Second)],
        },
        new("asana", "developers.asana.com/docs/rate-limits, free domains") { PageSize = 100, Budgets = [new("minute", 150, Minute)] },
        new(
            "asana",
            "developers.asana.com/docs/rate-limits, paid domains") { AppType = "paid", PageSize = 100, Budgets = [new("minute", 1_500, Minute)] },
        new("trello", "developer.atlassian.com/cloud/trello/guides/rest-api/rate-limits (2026-01-26)")
        {
            PageSize = 1_000,
            Budgets = [new("token", 100, TimeSpan.FromSeconds(10)), new("key", 300, TimeSpan.FromSeconds(10), HistoricalSyncBudgetScope.Application)],
        },
        new("monday", "developer.monday.com/api-reference/docs/rate-limits (2026-09-06), Free and Basic: the quota is reset at midnight UTC")
        {
            PageSize = 500, Budgets = [new("daily", 200, Day) { IsDaily = true }],
        },
        new("monday", "developer.monday.com/api-reference/docs/rate-limits (2026-09-06)")
        {
            AppType = "standard", PageSize = 500, Budgets = [new("daily", 1_000, Day) { IsDaily = true }],
        },
        new("monday", "developer.monday.com/api-reference/docs/rate-limits (2026-09-06)")
        {
            AppType = "pro", PageSize = 500, Budgets = [new("daily", 10_000, Day) { IsDaily = true }],
        },
        new("monday", "developer.monday.com/api-reference/docs/rate-limits (2026-09-06)")
        {
            AppType = "enterprise", PageSize = 500, Budgets = [new("daily", 25_000, Day) { IsDaily = true }],
        },
        new("dropbox", "dropbox/dropbox-sdk-java, ListFolderBuilder: 2,000 entries a page; 429 says when to come back") { PageSize = 2_000 },
        new(
            "hubspot",
            "developers.hubspot.com/changelog/increasing-our-api-limits (2024); search stops at 10,000, so a window that is full is halved")
        {
            PageSize = 200,
            Budgets = [new("burst", 190, TimeSpan.FromSeconds(10)), new("daily", 650_000, Day, HistoricalSyncBudgetScope.Tenant) { IsDaily = true }],

        },
    ];

    /// <summary>Creates the options of a source from the known limits of its provider.</summary>
    internal static HistoricalSyncSourceOptions Find(string integrationId, string kind, string? appType)
    {
        HistoricalSyncLimit[] known = [.. All.Where(limit => limit.IntegrationId == integrationId && (limit.Kind is null || limit.Kind == kind))];
        HistoricalSyncLimit? limit = known.FirstOrDefault(limit => limit.AppType == appType);
        if (appType is not null && limit is null && known.Length > 0)
        {
            var types = string.Join(", ", known.Select(known => known.AppType).OfType<string>().DefaultIfEmpty("none"));
            throw new ArgumentException(
                $"'{appType}' is no type of application that limits of {integrationId} are known for. Known: {types}. "
                + "Leave it out for the usual one.",
                nameof(appType));
        }

        HistoricalSyncSourceOptions options = new(integrationId, kind, appType)
        {
            WindowLength = limit?.WindowLength,
            ReachMonths = limit?.ReachMonths,
            PageSize = limit?.PageSize,
        };
        foreach (var budget in limit?.Budgets ?? [])
        {
            options.Budgets.Add(budget);
        }

        return options;
    }
}

/// <summary>The limits of a provider that affect a backfill.</summary>
public sealed class HistoricalSyncLimit
{
    internal HistoricalSyncLimit(string integrationId, string source)
    {
        IntegrationId = integrationId;
        Source = source;
    }

    /// <summary>Gets the integration.</summary>
    public string IntegrationId { get; }

    /// <summary>Gets the kind of history that it applies to; <see langword="null"/> for any.</summary>
    public string? Kind { get; internal init; }

    /// <summary>Gets the type of application or plan; <see langword="null"/> for the usual one.</summary>
    public string? AppType { get; internal init; }

    /// <summary>Gets the maximum length of a window; <see langword="null"/> for a calendar month.</summary>
    public TimeSpan? WindowLength { get; internal init; }

    /// <summary>Gets how many calendar months back the history is available; <see langword="null"/> for no limit.</summary>
    public int? ReachMonths { get; internal init; }

    /// <summary>Gets the maximum page size; <see langword="null"/> if unknown.</summary>
    public int? PageSize { get; internal init; }

    /// <summary>Gets the rate limits.</summary>
    public IReadOnlyList<HistoricalSyncBudget> Budgets { get; internal init; } = [];

    /// <summary>Gets where the limit is documented.</summary>
    public string Source { get; }
}
