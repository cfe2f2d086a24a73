namespace Atom.OAuth;

/// <summary>How the history of WhatsApp Business is asked for.</summary>
public sealed class WhatsAppHistoryOptions
{
    /// <summary>The name of the HTTP client that asks for the history.</summary>
    public const string HttpClientName = "Atom.OAuth.WhatsAppHistory";

    /// <summary>Gets or sets the address of the Graph API with its version; by default the version of the provider catalogue.</summary>
    public Uri BaseAddress { get; set; } = new($"https://graph.facebook.com/{OAuthProviders.WhatsApp.UrlVersion.Value}/");

    /// <summary>
    /// Gets or sets what gives the id of a connection's business phone number, where the application knows it. Otherwise it is found with
    /// <see cref="AccessToken"/>; without either, it is the connection's id.
    /// </summary>
    public Func<HistoricalSyncConnection, CancellationToken, ValueTask<string>>? PhoneNumberId { get; set; }

    /// <summary>
    /// Gets or sets what gives the access token of a connection; by default the <see cref="IOAuthAccessTokenSource"/>, if one is registered, as the
    /// connections of Atom.OAuth.AspNetCore do. With it the phone number is found as Meta describes it for embedded signup: the
    /// token says which WhatsApp Business account was shared, the app subscribes to the account's webhooks, and the account lists its numbers, of
    /// which the first is taken.
    /// </summary>
    /// <remarks>Source: https://developers.facebook.com/docs/whatsapp/embedded-signup/manage-accounts.</remarks>
    public Func<HistoricalSyncConnection, CancellationToken, ValueTask<string>>? AccessToken { get; set; }

    /// <summary>Gets or sets the secret of the app, with which Meta signs its webhooks. <c>MapWhatsAppHistory</c> needs it.</summary>
    public string? AppSecret { get; set; }

    /// <summary>
    /// Gets or sets the word that you enter beside the address of the webhook in the app's dashboard, and Meta repeats when it verifies the
    /// address. Without it, no verification is answered.
    /// </summary>
    public string? VerifyToken { get; set; }

    /// <summary>
    /// Gets or sets how long after onboarding the history can be asked for, and how long it is waited for then; 24 hours by default.
    /// </summary>
    public TimeSpan RequestWindow { get; set; } = TimeSpan.FromHours(24);
}
