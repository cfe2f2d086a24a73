using Microsoft.Extensions.Options;

namespace Atom.OAuth.Storage;

/// <summary>One place of an application's configuration that may name the database.</summary>
internal class OAuthDatabaseSource(OAuthDatabaseLocation? location)
{
    private readonly OAuthDatabaseLocation? _location = location;

    public static OAuthDatabase Choose(IEnumerable<OAuthDatabaseSource> sources)
    {
        OAuthDatabaseLocation[] named = [.. sources.Select(source => source._location).OfType<OAuthDatabaseLocation>().Distinct()];
        return named switch
        {
            [OAuthDatabaseLocation one] => new OAuthDatabase(one),
            [] => throw new InvalidOperationException(
                "No database is named. Add .UseSqlite(\"app.db\") or .UsePostgreSql(connectionString) after AddAtomOAuth()."),
            _ => throw new InvalidOperationException(
                $"The application names {named.Length} databases: {string.Join(" and ", named.AsEnumerable())}. "
                + "Connections, states and syncs belong into one: name it once."),
        };
    }
}

/// <summary>The database that options name.</summary>
internal sealed class OAuthDatabaseSource<TOptions>(IOptions<TOptions> options) : OAuthDatabaseSource(options.Value.Location)
    where TOptions : OAuthDatabaseOptions;
