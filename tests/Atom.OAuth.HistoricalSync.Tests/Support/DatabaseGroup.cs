namespace Atom.OAuth.HistoricalSync.Tests.Support;

/// <summary>The tests that share one PostgreSQL server.</summary>
[CollectionDefinition(Name)]
public class DatabaseGroup : ICollectionFixture<TestDatabases>
{
    public const string Name = "Databases";
}
