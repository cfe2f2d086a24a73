namespace Atom.OAuth;

/// <summary>What is known about a provider. Every fact names its source.</summary>
/// <remarks>The instances are those of <see cref="OAuthProviders"/>.</remarks>
public sealed class OAuthProvider
{
    private Sourced<OAuthClientAuthentication>? _preferredClientAuthentication;
    private Sourced<OAuthRequestEncoding>? _preferredRequestEncoding;

    internal OAuthProvider(string id, string name)
    {
        Id = id;
        Name = name;
    }

    /// <summary>Gets the id: lower-case ASCII letters, digits and hyphens, for example <c>google-calendar</c>.</summary>
    public string Id { get; }

    /// <summary>Gets the name as the provider writes it, for messages.</summary>
    public string Name { get; }

    /// <summary>Gets the hosts that belong to the provider, each with its subdomains.</summary>
    public IReadOnlyList<string> Hosts { get; internal set; } = [];

    /// <summary>Gets the protocol that gives tokens out.</summary>
    public Sourced<OAuthProtocol> Protocol { get; internal set; }

    /// <summary>Gets the endpoints that are in use; see <see cref="OAuthEndpoint.AlternativeFor"/> for several of one kind.</summary>
    public IReadOnlyList<OAuthEndpoint> Endpoints { get; internal set; } = [];

    /// <summary>Gets what <c>{version}</c> in the endpoints' URLs stands for today, or <see langword="null"/> where no URL has one.</summary>
    public Sourced<string?> UrlVersion { get; internal set; } = new(null, FactSources.Rfc6749TokenEndpoint);

    /// <summary>Gets every way in which the token endpoint takes the client's credentials.</summary>
    public Sourced<OAuthClientAuthentication> ClientAuthentication { get; internal set; }

    /// <summary>Gets the one way of <see cref="ClientAuthentication"/> that a client with a secret should use.</summary>
    public Sourced<OAuthClientAuthentication> PreferredClientAuthentication
    {
        get =>
        _preferredClientAuthentication ?? ClientAuthentication; internal set => _preferredClientAuthentication = value;
    }

    /// <summary>
    /// Gets how id and secret are encoded where <see cref="ClientAuthentication"/> has <see cref="OAuthClientAuthentication.Basic"/>.
    /// </summary>
    public Sourced<OAuthBasicEncoding> BasicSecretEncoding { get; internal set; } = new(OAuthBasicEncoding.Unspecified, FactSources.Rfc6749Basic);

    /// <summary>Gets every way in which a token request may be written.</summary>
    public Sourced<OAuthRequestEncoding> RequestEncoding { get; internal set; }

    /// <summary>Gets the one way of <see cref="RequestEncoding"/> to write a token request.</summary>
    public Sourced<OAuthRequestEncoding> PreferredRequestEncoding
    {
        get =>
        _preferredRequestEncoding ?? RequestEncoding; internal set => _preferredRequestEncoding = value;
    }

    /// <summary>Gets whether the authorization request should carry a PKCE challenge.</summary>
    public Sourced<OAuthPkceSupport> Pkce { get; internal set; }

    /// <summary>Gets the parameters that the authorization request needs beside the standard ones; the application's own come on top.</summary>
    public IReadOnlyList<OAuthAuthorizationParameter> AuthorizationParameters { get; internal set; } = [];

    /// <summary>Gets the character between two scopes of an authorization request.</summary>
    public Sourced<char> ScopeSeparator { get; internal set; } = new(' ', FactSources.Rfc6749Scope);

    /// <summary>Gets the scope without which no refresh token comes, or <see langword="null"/> where no scope decides that.</summary>
    public Sourced<string?> OfflineScope { get; internal set; } = new(null, FactSources.Rfc6749Refresh);

    /// <summary>
    /// Gets the issuer that the callback carries in <c>iss</c>, to be compared when it is there, or <see langword="null"/> where the provider
    /// sends none.
    /// </summary>
    public Sourced<string?> CallbackIssuer { get; internal set; } = new(null, FactSources.Rfc9207);

    /// <summary>Gets the header that names the version of the API, or <see langword="null"/> where there is none.</summary>
    public OAuthApiVersionHeader? ApiVersionHeader { get; internal set; }

    /// <summary>Gets the shapes of an error.</summary>
    public Sourced<OAuthErrorShapes> ErrorShapes { get; internal set; }

    /// <summary>Gets what a refresh does to the refresh token.</summary>
    public Sourced<OAuthRefreshBehavior> Refresh { get; internal set; }

    /// <summary>
    /// Gets how long a refresh token is good after it was issued, or <see langword="null"/> where it has no end or none is documented.
    /// </summary>
    public Sourced<TimeSpan?> RefreshTokenLifetime { get; internal set; }

    /// <summary>Gets how the endpoint of <see cref="OAuthEndpointKind.Revocation"/>, where there is one, is told which token to take back.</summary>
    public Sourced<OAuthRevocationRequest> Revocation { get; internal set; } = new(OAuthRevocationRequest.TokenParameter, FactSources.Rfc7009);

    /// <summary>Gets whether a token's end stands only in the token itself, in the <c>exp</c> of a JWT.</summary>
    public Sourced<bool> ExpiryInToken { get; internal set; } = new(false, FactSources.Rfc6749ExpiresIn);

    /// <summary>Gets whether token responses are known to come as a form (<c>access_token=…</c>) instead of JSON.</summary>
    public Sourced<bool> SendsForms { get; internal set; } = new(false, FactSources.Rfc6749Json);

    /// <summary>Gets the documented limit of <c>state</c> in bytes of UTF-8, or <see langword="null"/> where none is documented.</summary>
    public Sourced<int?> StateLimit { get; internal set; }

    /// <summary>
    /// Gets the longest <c>state</c> in bytes of UTF-8 that the provider is documented to give back, or <see langword="null"/> where no limit
    /// is documented.
    /// </summary>
    public int? MaxStateLength => StateLimit.Value;

    /// <summary>Gets whether the history can be fetched.</summary>
    public Sourced<OAuthHistoryAccess> History { get; internal set; }

    /// <summary>
    /// Gets the most that one request for history may span or reach back, in words, or <see langword="null"/> where no bound is documented.
    /// </summary>
    public Sourced<string?> HistoryLimit { get; internal set; }

    /// <summary>
    /// Gets how long after the connect the history has to be requested, or it is lost; <see langword="null"/> where there is no such bound.
    /// </summary>
    public Sourced<TimeSpan?> HistoryRequestWindow { get; internal set; }

    /// <summary>Gets how the provider says when to come back.</summary>
    public Sourced<OAuthRetryAfterForms> RetryAfter { get; internal set; }

    /// <summary>Gets what cannot be done with this provider, in a sentence each.</summary>
    public IReadOnlyList<Sourced<string>> Limitations { get; internal set; } = [];

    /// <summary>Gets the usual endpoint of a kind, or <see langword="null"/> when there is none.</summary>
    /// <param name="kind">The kind.</param>
    public OAuthEndpoint? Endpoint(OAuthEndpointKind kind)
    {
        foreach (var endpoint in Endpoints)
        {
            if (endpoint.Kind == kind && endpoint.AlternativeFor is null)
            {
                return endpoint;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
