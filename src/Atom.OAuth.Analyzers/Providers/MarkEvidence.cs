namespace Atom.OAuth.Analyzers.Providers;

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

    /// <summary>A name that the user gave wins over one that was guessed.</summary>
    public void Rename(string provider) => Provider = provider;

    public void Add(MarkEvidence other) => Add(other.Found, other.Provider);

    public bool Has(Evidence evidence) => (Found & evidence) != 0;
}
