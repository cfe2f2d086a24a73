using System.Reflection;
using Xunit.Sdk;

namespace Atom.OAuth.Testing;

/// <summary>Runs the test on a SQLite file.</summary>
[DataDiscoverer("Xunit.Sdk.DataDiscoverer", "xunit.core")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqliteDataAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[OAuthDatabaseKind.Sqlite]];
}

/// <summary>Runs the test on PostgreSQL. If it is missing, the test is skipped and says what to install; CI skips none.</summary>
[DataDiscoverer("Xunit.Sdk.DataDiscoverer", "xunit.core")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlDataAttribute : DataAttribute
{
    public PostgreSqlDataAttribute() => Skip = PostgreSqlServer.Missing;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[OAuthDatabaseKind.PostgreSql]];
}
