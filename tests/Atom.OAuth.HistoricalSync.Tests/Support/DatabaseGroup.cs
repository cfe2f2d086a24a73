namespace Atom.OAuth.HistoricalSync.Tests.Support;

/// <summary>Tests that share one PostgreSQL server.</summary>
[CollectionDefinition(Name)]
public class DatabaseGroup : ICollectionFixture<TestDatabases>
{
    public const string Name = "Databases";
}

/// <summary>A test on PostgreSQL. If it is missing, the test is skipped and says what to install; CI skips none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute() => Skip = PostgreSqlServer.Missing;
}

/// <summary>A test on PostgreSQL with several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlTheoryAttribute : TheoryAttribute
{
    public PostgreSqlTheoryAttribute() => Skip = PostgreSqlServer.Missing;
}
