namespace Atom.OAuth;

/// <summary>
/// The options of an integration. For a provider in the catalogue, client id, secret and scopes suffice; everything else overrides the catalogue.
/// </summary>
public sealed class OAuthIntegrationOptions
{
    /// <summary>
    /// Gets or sets the provider's id in <see cref="OAuthProviders"/>; by default the integration's id. For a provider that is not in the catalogue,
    /// any name.
    /// </summary>
    public string? Provider { get; set; }

    /// <summary>Gets or sets the name for messages and lists; by default the catalogue's, or the integration's id.</summary>
    public string? DisplayName { get; set; }

    /// <summary>Gets or sets the client id (RFC 6749, section 2.2).</summary>
    public string ClientId { get; set; } = string.Empty;

    /// <summary>Gets or sets the client secret; <see langword="null"/> for a public client, which requires PKCE.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Gets the scopes to request.</summary>
    public IList<string> Scopes { get; } = [];

    /// <summary>
    /// Gets additional parameters of the authorization request, for example <c>user_scope</c>. They override the catalogue's of the same name;
    /// an empty value removes one.
    /// </summary>
    /// <remarks>
    /// The user token that Slack issues for <c>user_scope</c> besides the bot token is stored and revoked with it, but neither returned nor
    /// refreshed. For calls on behalf of the user, add a separate integration with the endpoints for user tokens only.
    /// </remarks>
    public IDictionary<string, string> ExtraParameters { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets additional parameters of token requests, for example <c>audience</c>.</summary>
    public IDictionary<string, string> TokenParameters { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Gets or sets the value of <c>{tenant}</c> in the catalogue's URLs, for example the id of a Microsoft Entra tenant; by default
    /// <c>common</c>.
    /// </summary>
    public string? Tenant { get; set; }

    /// <summary>Gets or sets the value of <c>{version}</c> in the catalogue's URLs; by default the catalogue's version.</summary>
    public string? ApiVersion { get; set; }

    /// <summary>Gets or sets the URL of the authorization endpoint; by default the catalogue's.</summary>
    public string? AuthorizationEndpoint { get; set; }

    /// <summary>Gets or sets the URL of the token endpoint; by default the catalogue's.</summary>
    public string? TokenEndpoint { get; set; }

    /// <summary>
    /// Gets or sets the URL of the revocation endpoint (RFC 7009); by default the catalogue's. An empty string disables revocation.
    /// </summary>
    public string? RevocationEndpoint { get; set; }

    /// <summary>Gets or sets the URL that identifies the token's account; by default the catalogue's. An empty string disables it.</summary>
    public string? UserInfoEndpoint { get; set; }

    /// <summary>
    /// Gets the hosts or origins, in addition to the catalogue's, that the token may be sent to: <c>api.example.com</c> (over https, with its
    /// subdomains) or an origin such as <c>http://127.0.0.1:5005</c> (exactly that one).
    /// </summary>
    public IList<string> ApiHosts { get; } = [];

    /// <summary>
    /// Gets or sets the issuer that callbacks must have in <c>iss</c> (RFC 9207); by default the catalogue's, which is compared only if <c>iss</c> is
    /// present.
    /// </summary>
    public string? Issuer { get; set; }

    /// <summary>
    /// Gets or sets whether to use PKCE with S256 (RFC 7636); by default if the provider supports it according to the catalogue, and for providers
    /// that are not in it.
    /// </summary>
    public bool? UsePkce { get; set; }

    /// <summary>
    /// Gets or sets how the client authenticates; by default as in the catalogue, and <see cref="OAuthClientAuthentication.Basic"/> for other
    /// providers (RFC 6749, section 2.3.1).
    /// </summary>
    public OAuthClientAuthentication? ClientAuthentication { get; set; }

    /// <summary>
    /// Gets or sets how id and secret are encoded in a Basic header; by default as in the catalogue, and form-encoded for other providers, as the
    /// standard requires.
    /// </summary>
    public OAuthBasicEncoding? BasicSecretEncoding { get; set; }

    /// <summary>Gets or sets how token requests are encoded; by default as in the catalogue, and as a form for other providers.</summary>
    public OAuthRequestEncoding? RequestEncoding { get; set; }

    /// <summary>Gets or sets the separator between scopes; by default as in the catalogue, and a space for other providers.</summary>
    public string? ScopeSeparator { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the provider calls back by POST (<c>response_mode=form_post</c>). Browsers then send no
    /// <c>SameSite=Lax</c> cookies, such as sign-in cookies: the callback identifies the user only by the state and its own cookie, which is
    /// <c>SameSite=None</c>.
    /// </summary>
    public bool UseFormPost { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether token requests may go to loopback (also over http) and private addresses: for a simulator, or a
    /// server in your own network. By default <see langword="false"/>, so that an untrusted URL cannot reach internal servers.
    /// </summary>
    public bool AllowPrivateNetwork { get; set; }

    /// <summary>
    /// Gets or sets how long an unused refresh token stays valid; by default as in the catalogue. See
    /// <see cref="ConnectionsOptions.KeepAliveInterval"/>.
    /// </summary>
    public TimeSpan? RefreshTokenLifetime { get; set; }

    /// <summary>Gets or sets how many months of history to fetch after the first connect: 1 to 60, by default 3.</summary>
    public int SyncMonths { get; set; } = 3;

    /// <summary>
    /// Gets or sets a value indicating whether to start the historical sync after a connect, if a service for it is registered. By default
    /// <see langword="true"/>.
    /// </summary>
    public bool StartHistoricalSync { get; set; } = true;

    /// <summary>
    /// Gets or sets how to read the account's id from the token response; by default as known for the catalogue's providers, then from the user
    /// info endpoint (<c>sub</c> or <c>id</c>).
    /// </summary>
    public Func<OAuthTokens, string?>? AccountId { get; set; }
}
