namespace Atom.OAuth;

/// <summary>
/// One integration. For a provider of the catalogue, id, secret and scopes are all it needs; everything else overrides the catalogue.
/// </summary>
public sealed class OAuthIntegrationOptions
{
    /// <summary>
    /// Gets or sets the provider's id in <see cref="OAuthProviders"/>; by default the integration's own id. For a provider that the catalogue does
    /// not have, any name.
    /// </summary>
    public string? Provider { get; set; }

    /// <summary>Gets or sets the name for messages and lists; by default the catalogue's, or the integration's id.</summary>
    public string? DisplayName { get; set; }

    /// <summary>Gets or sets the client id (RFC 6749, section 2.2).</summary>
    public string ClientId { get; set; } = string.Empty;

    /// <summary>Gets or sets the client secret; <see langword="null"/> for a public client, which then needs PKCE.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Gets the scopes to ask for.</summary>
    public IList<string> Scopes { get; } = [];

    /// <summary>
    /// Gets further parameters of the authorization request, for example <c>user_scope</c>. They take the place of the catalogue's of the same name;
    /// an empty value drops one.
    /// </summary>
    /// <remarks>
    /// The token that Slack's <c>user_scope</c> brings beside the bot's is stored, and revoked with it; it is neither handed out nor refreshed. For
    /// calls in the user's name, add an integration of its own, with the endpoints for user tokens alone.
    /// </remarks>
    public IDictionary<string, string> ExtraParameters { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets further parameters of token requests, for example <c>audience</c>.</summary>
    public IDictionary<string, string> TokenParameters { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Gets or sets what <c>{tenant}</c> in the catalogue's addresses stands for, for example the id of a Microsoft Entra tenant; by default
    /// <c>common</c>.
    /// </summary>
    public string? Tenant { get; set; }

    /// <summary>Gets or sets what <c>{version}</c> in the catalogue's addresses stands for; by default the catalogue's version.</summary>
    public string? ApiVersion { get; set; }

    /// <summary>Gets or sets the address of the authorization endpoint; by default the catalogue's.</summary>
    public string? AuthorizationEndpoint { get; set; }

    /// <summary>Gets or sets the address of the token endpoint; by default the catalogue's.</summary>
    public string? TokenEndpoint { get; set; }

    /// <summary>
    /// Gets or sets the address of the revocation endpoint (RFC 7009); by default the catalogue's. An empty text switches revocation off.
    /// </summary>
    public string? RevocationEndpoint { get; set; }

    /// <summary>Gets or sets the address that tells whose token it is; by default the catalogue's. An empty text switches it off.</summary>
    public string? UserInfoEndpoint { get; set; }

    /// <summary>
    /// Gets the origins or hosts beside the catalogue's that the token may be sent to: <c>api.example.com</c> (over https, with its subdomains) or an
    /// origin such as <c>http://127.0.0.1:5005</c> (that one only).
    /// </summary>
    public IList<string> ApiHosts { get; } = [];

    /// <summary>
    /// Gets or sets the issuer that callbacks must carry in <c>iss</c> (RFC 9207); by default the catalogue's, which is compared where it comes.
    /// </summary>
    public string? Issuer { get; set; }

    /// <summary>
    /// Gets or sets whether PKCE with S256 is used (RFC 7636); by default wherever the catalogue says that the provider takes it, and for other
    /// providers.
    /// </summary>
    public bool? UsePkce { get; set; }

    /// <summary>
    /// Gets or sets how the client authenticates; by default as the catalogue says, and <see cref="OAuthClientAuthentication.Basic"/> for other
    /// providers (RFC 6749, section 2.3.1).
    /// </summary>
    public OAuthClientAuthentication? ClientAuthentication { get; set; }

    /// <summary>
    /// Gets or sets how id and secret are encoded in a Basic header; by default as the catalogue says, and form-encoded for other providers, as the
    /// standard has it.
    /// </summary>
    public OAuthBasicEncoding? BasicSecretEncoding { get; set; }

    /// <summary>Gets or sets how a token request is written; by default as the catalogue says, and as a form for other providers.</summary>
    public OAuthRequestEncoding? RequestEncoding { get; set; }

    /// <summary>Gets or sets what stands between two scopes; by default as the catalogue says, and a space for other providers.</summary>
    public string? ScopeSeparator { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the provider calls back by POST (<c>response_mode=form_post</c>). The browser then sends no cookie
    /// of <c>SameSite=Lax</c>, which sign-in cookies are: the callback knows the user from the state and its own cookie, of <c>SameSite=None</c>,
    /// alone.
    /// </summary>
    public bool UseFormPost { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether token requests may go to loopback and private addresses, and there over http: for a simulator, or a
    /// server of your own network. By default <see langword="false"/>, so that an address that somebody else wrote reaches nothing inside.
    /// </summary>
    public bool AllowPrivateNetwork { get; set; }

    /// <summary>
    /// Gets or sets how long a refresh token is good unused; by default as the catalogue says. See
    /// <see cref="ConnectionsOptions.KeepAliveInterval"/>.
    /// </summary>
    public TimeSpan? RefreshTokenLifetime { get; set; }

    /// <summary>Gets or sets how many months of history are fetched after the first connect: 1 to 60, by default 3.</summary>
    public int SyncMonths { get; set; } = 3;

    /// <summary>
    /// Gets or sets a value indicating whether the historical sync starts after a connect, where a service for it is registered. By default
    /// <see langword="true"/>.
    /// </summary>
    public bool StartHistoricalSync { get; set; } = true;

    /// <summary>
    /// Gets or sets how the account's id is read from the token response; by default as is known for the catalogue's providers, then from the user
    /// info endpoint (<c>sub</c> or <c>id</c>).
    /// </summary>
    public Func<OAuthTokens, string?>? AccountId { get; set; }
}
