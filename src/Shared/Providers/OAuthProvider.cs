namespace Atom.OAuth;

/// <summary>What is known about a provider. Every fact names its source.</summary>
/// <remarks>The instances are those of <see cref="OAuthProviders"/>.</remarks>
public sealed class OAuthProvider
{
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

    /// <summary>Gets the endpoints, retired ones included.</summary>
    public IReadOnlyList<OAuthEndpoint> Endpoints { get; internal set; } = [];

    /// <summary>Gets how the client authenticates at the token endpoint.</summary>
    public Sourced<OAuthClientAuthentication> ClientAuthentication { get; internal set; }

    /// <summary>Gets how a token request is written.</summary>
    public Sourced<OAuthRequestEncoding> RequestEncoding { get; internal set; }

    /// <summary>Gets the character between two scopes of an authorization request.</summary>
    public Sourced<char> ScopeSeparator { get; internal set; }

    /// <summary>Gets the parameter or scope without which no refresh token comes, or <see langword="null"/> where none is needed or none can be had.</summary>
    public Sourced<string?> OfflineAccess { get; internal set; }

    /// <summary>Gets the shapes of an error.</summary>
    public Sourced<OAuthErrorShapes> ErrorShapes { get; internal set; }

    /// <summary>Gets what a refresh does to the refresh token.</summary>
    public Sourced<OAuthRefreshBehavior> Refresh { get; internal set; }

    /// <summary>Gets whether a token's end stands only in the token itself, in the <c>exp</c> of a JWT.</summary>
    public Sourced<bool> ExpiryInToken { get; internal set; } = new(false, FactSources.Rfc6749ExpiresIn);

    /// <summary>Gets whether token responses are known to come as a form (<c>access_token=…</c>) instead of JSON.</summary>
    public Sourced<bool> SendsForms { get; internal set; } = new(false, FactSources.Rfc6749Json);

    /// <summary>Gets the documented limit of <c>state</c> in bytes of UTF-8, or <see langword="null"/> where none is documented.</summary>
    public Sourced<int?> StateLimit { get; internal set; }

    /// <summary>Gets the longest <c>state</c> in bytes of UTF-8 that the provider is documented to give back, or <see langword="null"/> where no limit is documented.</summary>
    public int? MaxStateLength => StateLimit.Value;

    /// <summary>Gets whether the history can be fetched.</summary>
    public Sourced<OAuthHistoryAccess> History { get; internal set; }

    /// <summary>Gets the most that one request for history may span or reach back, in words, or <see langword="null"/> where no bound is documented.</summary>
    public Sourced<string?> HistoryLimit { get; internal set; }

    /// <summary>Gets how the provider says when to come back.</summary>
    public Sourced<OAuthRetryAfterForms> RetryAfter { get; internal set; }

    /// <summary>Gets what cannot be done with this provider, in a sentence each.</summary>
    public IReadOnlyList<Sourced<string>> Limitations { get; internal set; } = [];

    /// <summary>Gets the endpoint of a kind that is in use, or <see langword="null"/> when there is none.</summary>
    /// <param name="kind">The kind.</param>
    public OAuthEndpoint? Endpoint(OAuthEndpointKind kind)
    {
        foreach (OAuthEndpoint endpoint in Endpoints)
        {
            if (endpoint.Kind == kind && !endpoint.IsRetired)
            {
                return endpoint;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
