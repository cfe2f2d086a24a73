namespace Atom.OAuth;

/// <summary>The header by which a request says for which version of the API it was written.</summary>
public sealed class OAuthApiVersionHeader
{
    internal OAuthApiVersionHeader(string name, string value, string source)
    {
        Name = name;
        Value = value;
        Source = source;
    }

    /// <summary>Gets the name of the header, for example <c>Notion-Version</c>.</summary>
    public string Name { get; }

    /// <summary>Gets the version that is current, for example <c>2026-03-11</c>.</summary>
    public string Value { get; }

    /// <summary>Gets the page that states both.</summary>
    public string Source { get; }
}
