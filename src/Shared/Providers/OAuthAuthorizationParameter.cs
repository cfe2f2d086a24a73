namespace Atom.OAuth;

/// <summary>A parameter that a provider's authorization request needs beside those of RFC 6749, section 4.1.1.</summary>
public sealed class OAuthAuthorizationParameter
{
    internal OAuthAuthorizationParameter(string name, string value, string source)
    {
        Name = name;
        Value = value;
        Source = source;
    }

    /// <summary>Gets the name, for example <c>access_type</c>.</summary>
    public string Name { get; }

    /// <summary>Gets the value, for example <c>offline</c>.</summary>
    public string Value { get; }

    /// <summary>Gets the documentation or code that states the parameter.</summary>
    public string Source { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}={Value}";
}
