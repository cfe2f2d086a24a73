namespace Atom.OAuth;

/// <summary>
/// What an access token is for, if a provider issues separate tokens per resource (RFC 8707) or set of scopes. Each target has its own token:
/// concurrent refreshes for two targets neither block each other nor return each other's token.
/// </summary>
public sealed class OAuthTokenTarget : IEquatable<OAuthTokenTarget>
{
    /// <summary>Initializes a new instance of the <see cref="OAuthTokenTarget"/> class.</summary>
    /// <param name="resource">The resource (RFC 8707, section 2), or <see langword="null"/>.</param>
    /// <param name="scopes">The scopes of the refresh (RFC 6749, section 6), in any order.</param>
    /// <exception cref="ArgumentException">There is neither a resource nor a scope, or a scope is blank.</exception>
    public OAuthTokenTarget(string? resource, params string[] scopes)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        if (scopes.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("A scope is blank.", nameof(scopes));
        }

        Resource = string.IsNullOrWhiteSpace(resource) ? null : resource;
        Scopes = [.. scopes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (Resource is null && Scopes.Count == 0)
        {
            throw new ArgumentException("Name a resource or scopes; for the connection's own token, pass no target.", nameof(resource));
        }

        Key = $"{Resource}\n{string.Join(' ', Scopes)}";
    }

    /// <summary>Gets the resource, or <see langword="null"/>.</summary>
    public string? Resource { get; }

    /// <summary>Gets the scopes, sorted.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>Gets the key under which the token is stored.</summary>
    internal string Key { get; }

    /// <inheritdoc/>
    public bool Equals(OAuthTokenTarget? other) => other is not null && string.Equals(Key, other.Key, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OAuthTokenTarget);

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}
