using System.Reflection;
using Xunit.Sdk;

namespace Atom.OAuth.Testing;

/// <summary>A case on a SQLite file.</summary>
[DataDiscoverer("Xunit.Sdk.DataDiscoverer", "xunit.core")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqliteDataAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[OAuthDatabaseKind.Sqlite]];
}

/// <summary>The same case on PostgreSQL. Where there is none it is skipped, and says what to install; CI skips none.</summary>
[DataDiscoverer("Xunit.Sdk.DataDiscoverer", "xunit.core")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlDataAttribute : DataAttribute
{
    public PostgreSqlDataAttribute() => Skip = PostgreSqlServer.Missing;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[OAuthDatabaseKind.PostgreSql]];
}
