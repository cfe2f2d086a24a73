namespace Atom.OAuth;

/// <summary>The tables of one package, version by version.</summary>
public sealed class OAuthSchema
{
    /// <summary>Initializes a new instance of the <see cref="OAuthSchema"/> class.</summary>
    /// <param name="component">Whose tables they are, for example <c>connections</c>; stays the same for ever.</param>
    /// <param name="versions">
    /// What leads from each version to the next: one statement or several, separated by semicolons. The first makes the tables. A version that was
    /// released is never changed, a change is a further version.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="component"/> is blank, or there is no version.</exception>
    public OAuthSchema(string component, params Func<OAuthSqlDialect, string>[] versions)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(component);
        ArgumentNullException.ThrowIfNull(versions);
        if (versions.Length == 0)
        {
            throw new ArgumentException("A schema has one version at least.", nameof(versions));
        }

        Component = component;
        Versions = versions;
    }

    /// <summary>Gets whose tables they are.</summary>
    public string Component { get; }

    /// <summary>Gets the number of the newest version, counted from 1.</summary>
    public int Version => Versions.Count;

    internal IReadOnlyList<Func<OAuthSqlDialect, string>> Versions { get; }
}
