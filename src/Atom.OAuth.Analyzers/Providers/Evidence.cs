namespace Atom.OAuth.Analyzers.Providers;

/// <summary>Evidence found around a response, which the table of marks weighs.</summary>
[Flags]
internal enum Evidence
{
    None = 0,

    /// <summary>A URL on a host in the catalogue or the option.</summary>
    KnownHost = 1 << 0,

    /// <summary>A URL or path that contains oauth, token, authorize or userinfo.</summary>
    OAuthPath = 1 << 1,

    /// <summary>A form or JSON body with grant_type, refresh_token, code_verifier, …</summary>
    GrantKey = 1 << 2,

    /// <summary>TokenEndpoint, UserInformationEndpoint and similar properties.</summary>
    EndpointProperty = 1 << 3,

    /// <summary>A bearer header.</summary>
    Bearer = 1 << 4,

    /// <summary>An absolute URL that looks like an API: api.host, /api/, /graphql, /v1.</summary>
    ApiUrl = 1 << 5,

    /// <summary>Any other absolute URL on a public host.</summary>
    PublicUrl = 1 << 6,

    /// <summary>The attribute [OAuthProvider].</summary>
    Declared = 1 << 7,

    /// <summary>The type being read, or the code that reads it, has an access_token.</summary>
    TokenMembers = 1 << 8,

    /// <summary>The method is named after OAuth.</summary>
    MethodName = 1 << 9,

    /// <summary>The containing type is named after OAuth or authentication.</summary>
    TypeName = 1 << 10,

    /// <summary>The type being read is named after OAuth.</summary>
    ReadTypeName = 1 << 11,

    /// <summary>A type is named after a provider.</summary>
    ProviderInName = 1 << 12,

    /// <summary>Other code of the type, or the client's registration, calls a provider.</summary>
    TypeKnowsProvider = 1 << 13,

    /// <summary>A name that contains OAuth itself.</summary>
    OAuthName = 1 << 14,

    /// <summary>The URL is a visible path relative to the client's base address: names alone do not identify the server.</summary>
    RelativeUrl = 1 << 15,

    /// <summary>The containing type has OAuth itself in its name.</summary>
    OAuthTypeName = 1 << 16,

    /// <summary>An access_token in the query of a URL or in the form of a request (RFC 6750, sections 2.2 and 2.3).</summary>
    QueryToken = 1 << 17,

    /// <summary>Such a path below /api/ that names a provider: a provider does not use its own name on its own server.</summary>
    PathNamesProvider = 1 << 18,

    /// <summary>The client secret, with which some providers' other APIs are called as well: webhook subscriptions, token verification.</summary>
    ClientSecret = 1 << 19,

    /// <summary>A path below OAuth's own one that leads to a resource of an API: <c>/oauth2/v2/campaigns</c>.</summary>
    ApiBelowOAuth = 1 << 20,
}
