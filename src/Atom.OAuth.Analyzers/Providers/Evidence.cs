namespace Atom.OAuth.Analyzers.Providers;

/// <summary>What was seen around a response: the facts that the table of marks weighs.</summary>
[Flags]
internal enum Evidence
{
    None = 0,
    KnownHost = 1 << 0,
    OAuthPath = 1 << 1,
    GrantKey = 1 << 2,
    EndpointProperty = 1 << 3,
    Bearer = 1 << 4,
    AccessTokenName = 1 << 5,
    ApiUrl = 1 << 6,
    PublicUrl = 1 << 7,
    Declared = 1 << 8,
    TokenMembers = 1 << 9,
    MethodName = 1 << 10,
    TypeName = 1 << 11,
    ReadTypeName = 1 << 12,
    ProviderInName = 1 << 13,
    TypeKnowsProvider = 1 << 14,
    OAuthName = 1 << 16,

    /// <summary>The URL is a visible path on the client's own base address: names alone do not tell whose server that is.</summary>
    RelativeUrl = 1 << 15,
}

/// <summary>Evidence and the provider's name, where something tells it.</summary>
internal sealed class MarkEvidence
{
    public Evidence Found { get; private set; }

    public string? Provider { get; private set; }

    public void Add(Evidence evidence, string? provider = null)
    {
        Found |= evidence;
        Provider ??= provider;
    }

    public void Add(MarkEvidence other) => Add(other.Found, other.Provider);

    public bool Has(Evidence evidence) => (Found & evidence) != 0;
}
