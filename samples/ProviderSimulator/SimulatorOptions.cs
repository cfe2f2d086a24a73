namespace Atom.OAuth.Simulation;

/// <summary>What the simulated providers have and allow.</summary>
public sealed class SimulatorOptions
{
    /// <summary>The client id that every provider knows.</summary>
    public const string ClientId = "simulated-client";

    /// <summary>The secret that belongs to it. Its last characters show whether a Basic header is encoded as the provider wants it.</summary>
    public const string ClientSecret = "simulated-secret+/%";

    /// <summary>The bot token of the Discord application: an application-wide secret, not one of a connection.</summary>
    public const string DiscordBotToken = "simulated-discord-bot-token";

    /// <summary>
    /// Gets or sets how many things each account has: messages, meetings, files. They are spread evenly over <see cref="HistoryDays"/>.
    /// </summary>
    public int HistoryItems { get; set; } = 240;

    /// <summary>Gets or sets how many days the history reaches back.</summary>
    public int HistoryDays { get; set; } = 200;

    /// <summary>
    /// Gets or sets the largest page that a provider gives, where it is to be smaller than the provider's own: the paging shows with less data.
    /// </summary>
    public int? LargestPage { get; set; }

    /// <summary>
    /// Gets or sets how long the data APIs think before they answer, so that progress can be watched. The token endpoints answer at once.
    /// </summary>
    public TimeSpan ApiLatency { get; set; }

    /// <summary>Gets or sets a value indicating whether the providers' rate limits hold; <see langword="true"/> by default.</summary>
    public bool EnforcesRateLimits { get; set; } = true;

    /// <summary>Gets or sets how many calls a provider allows in its span, where they are to be fewer than the provider's own.</summary>
    public int? LimitCalls { get; set; }

    /// <summary>
    /// Gets or sets the span in which calls are counted, where it is to be shorter than the provider's own: a day at monday.com, for example.
    /// </summary>
    public TimeSpan? LimitSpan { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the Slack app is one that is not in the marketplace and was installed since 2025-05-29: 15
    /// messages a page, and one page a minute (docs.slack.dev/apis/web-api/rate-limits).
    /// </summary>
    public bool IsSlackAppUnlisted { get; set; }

    /// <summary>Gets or sets how many rows a query of Notion gives before it ends silently; 10,000 at Notion.</summary>
    public int NotionRowLimit { get; set; } = 10_000;

    /// <summary>Gets or sets where WhatsApp sends its webhooks; nowhere without an address.</summary>
    public Uri? WhatsAppWebhook { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the business shares its WhatsApp history; if not, WhatsApp sends error 2593109 instead.
    /// </summary>
    public bool SharesWhatsAppHistory { get; set; } = true;
}
