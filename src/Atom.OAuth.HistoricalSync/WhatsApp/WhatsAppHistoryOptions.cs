namespace Atom.OAuth;

/// <summary>How to request the history of WhatsApp Business.</summary>
public sealed class WhatsAppHistoryOptions
{
    /// <summary>The name of the HTTP client that requests the history.</summary>
    public const string HttpClientName = "Atom.OAuth.WhatsAppHistory";

    /// <summary>Gets or sets the base URL of the Graph API including its version; by default the version in the provider catalogue.</summary>
    public Uri BaseAddress { get; set; } = new($"https://graph.facebook.com/{OAuthProviders.WhatsApp.UrlVersion.Value}/");

    /// <summary>
    /// Gets or sets how to get the id of a connection's business phone number, if the application knows it. Otherwise it is found with
    /// <see cref="AccessToken"/>; without either, the connection's id is used.
    /// </summary>
    public Func<HistoricalSyncConnection, CancellationToken, ValueTask<string>>? PhoneNumberId { get; set; }

    /// <summary>
    /// Gets or sets how to get the access token of a connection; by default from the <see cref="IOAuthAccessTokenSource"/>, if one is registered, as
    /// Atom.OAuth.AspNetCore does. The token is used to find the phone number as Meta documents it for embedded signup: the
    /// token identifies the shared WhatsApp Business account, the app subscribes to the account's webhooks, and the first of the account's numbers
    /// is taken.
    /// </summary>
    /// <remarks>Source: https://developers.facebook.com/docs/whatsapp/embedded-signup/manage-accounts.</remarks>
    public Func<HistoricalSyncConnection, CancellationToken, ValueTask<string>>? AccessToken { get; set; }

    /// <summary>Gets or sets the app secret with which Meta signs its webhooks. <c>MapWhatsAppHistory</c> requires it.</summary>
    public string? AppSecret { get; set; }

    /// <summary>
    /// Gets or sets the verify token that you enter next to the webhook URL in the app's dashboard, and that Meta sends when it verifies the
    /// URL. Without it, verification requests are rejected.
    /// </summary>
    public string? VerifyToken { get; set; }

    /// <summary>
    /// Gets or sets how long after onboarding the history can be requested, and how long to wait for it after that; by default 24 hours.
    /// </summary>
    public TimeSpan RequestWindow { get; set; } = TimeSpan.FromHours(24);
}
