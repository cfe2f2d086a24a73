namespace Atom.OAuth.Analyzers.Providers;

/// <summary>What was seen around a response: the facts that the table of marks weighs.</summary>
[Flags]
internal enum Evidence
{
    None = 0,

    /// <summary>A URL on a host of the catalogue or of the option.</summary>
    KnownHost = 1 << 0,

    /// <summary>A URL or path with oauth, token, authorize or userinfo in it.</summary>
    OAuthPath = 1 << 1,

    /// <summary>A form or JSON body with grant_type, refresh_token, code_verifier, …</summary>
    GrantKey = 1 << 2,

    /// <summary>TokenEndpoint, UserInformationEndpoint and their like.</summary>
    EndpointProperty = 1 << 3,

    /// <summary>A bearer header.</summary>
    Bearer = 1 << 4,

    /// <summary>An absolute URL that looks like an API: api.host, /api/, /graphql, /v1.</summary>
    ApiUrl = 1 << 5,

    /// <summary>Any other absolute URL on a public host.</summary>
    PublicUrl = 1 << 6,

    /// <summary>Marked with [OAuthProvider].</summary>
    Declared = 1 << 7,

    /// <summary>The type that is read, or the code that reads it, has an access_token.</summary>
    TokenMembers = 1 << 8,

    /// <summary>The method is named after OAuth.</summary>
    MethodName = 1 << 9,

    /// <summary>The type around it is named after OAuth or authentication.</summary>
    TypeName = 1 << 10,

    /// <summary>The type that is read is named after OAuth.</summary>
    ReadTypeName = 1 << 11,

    /// <summary>A type is named after a provider.</summary>
    ProviderInName = 1 << 12,

    /// <summary>The rest of the type, or the client's registration, talks to a provider.</summary>
    TypeKnowsProvider = 1 << 13,

    /// <summary>A name with OAuth itself in it.</summary>
    OAuthName = 1 << 14,

    /// <summary>The URL is a visible path on the client's own base address: names alone do not tell whose server that is.</summary>
    RelativeUrl = 1 << 15,

    /// <summary>The type around it has OAuth itself in its name.</summary>
    OAuthTypeName = 1 << 16,

    /// <summary>An access_token in the query of a URL or in the form of a request (RFC 6750, sections 2.2 and 2.3).</summary>
    QueryToken = 1 << 17,

    /// <summary>Such a path below /api/ that names a provider: a provider does not call itself by name on its own server.</summary>
    PathNamesProvider = 1 << 18,

    /// <summary>The secret of the client, which opens some providers' other APIs as well: subscriptions to webhooks, verification of tokens.</summary>
    ClientSecret = 1 << 19,
}
