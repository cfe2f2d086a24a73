using Atom.OAuth.Testing;

namespace Atom.OAuth.Storage.Tests;

/// <summary>Tests that share one PostgreSQL server.</summary>
[CollectionDefinition(Name)]
public class DatabaseGroup : ICollectionFixture<TestDatabases>
{
    public const string Name = "Databases";

    internal static OAuthDatabaseLocation Locate(OAuthDatabaseKind kind, string database)
        => kind == OAuthDatabaseKind.Sqlite ? OAuthDatabaseLocation.Sqlite(database) : OAuthDatabaseLocation.PostgreSql(database);
}
