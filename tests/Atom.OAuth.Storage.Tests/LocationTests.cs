using Atom.OAuth.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Atom.OAuth.Storage.Tests;

/// <summary>A database that cannot be used causes an error that says what is wrong and how to fix it.</summary>
[Collection(DatabaseGroup.Name)]
public sealed class LocationTests(TestDatabases databases)
{
    [Fact]
    public async Task FolderThatIsMissing_IsMade()
    {
        var path = Path.Combine(databases.NewFile() + ".folder", "deep", "app.db");
        await using OAuthDatabase database = new(OAuthDatabaseLocation.Sqlite(path));
        await using var connection = await database.OpenAsync();
        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task FolderThatIsAFile_IsExplained()
    {
        var file = databases.NewFile();
        await File.WriteAllTextAsync(file, "text");
        Assert.Contains(
            "Pass a path that the application may write to",
            await ExplainAsync(OAuthDatabaseLocation.Sqlite(Path.Combine(file, "app.db"))),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileOfAnotherKind_IsExplained_AndLeftAlone()
    {
        var file = databases.NewFile();
        string text = new('x', 5000);
        await File.WriteAllTextAsync(file, text);
        Assert.Contains("another kind of file", await ExplainAsync(OAuthDatabaseLocation.Sqlite(file)), StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(file));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":memory:")]
    [InlineData("file::memory:?cache=shared")]
    [InlineData("Data Source=app.db")]
    public void PathThatIsNone_IsRefused(string path) => Assert.Throws<ArgumentException>(() => OAuthDatabaseLocation.Sqlite(path));

    [Theory]
    [PostgreSqlData]
    public async Task DatabaseThatIsMissing_IsExplained(OAuthDatabaseKind kind)
    {
        var missing = new NpgsqlConnectionStringBuilder(databases.New(kind)) { Database = "nowhere" }.ConnectionString;
        Assert.Contains("does not exist", await ExplainAsync(OAuthDatabaseLocation.PostgreSql(missing)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServerThatIsNotThere_IsExplained_WithoutThePassword()
    {
        var message = await ExplainAsync(OAuthDatabaseLocation.PostgreSql("Host=127.0.0.1;Port=1;Database=app;Username=me;Password=hush;Timeout=5"));
        Assert.Contains("cannot be reached", message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Database=app;Password=hush")]
    [InlineData("Host=db;Port=hush;Password=hush")]
    [InlineData("Host=db;hush")]
    public void ConnectionStringThatIsNone_IsRefused_WithoutItsContent(string connectionString)
    {
        var exception = Assert.Throws<ArgumentException>(() => OAuthDatabaseLocation.PostgreSql(connectionString));
        Assert.DoesNotContain("hush", exception.ToString(), StringComparison.Ordinal);
    }

    public static TheoryData<Exception?, bool> Causes { get; } = new()
    {
        { new NpgsqlException("broken", new IOException()), true },
        { new PostgresException("starting", "FATAL", "FATAL", PostgresErrorCodes.CannotConnectNow), true },
        { new SqliteException("busy", 5), true },
        { new PostgresException("password", "FATAL", "FATAL", PostgresErrorCodes.InvalidPassword), false },
        { new SqliteException("not a database", 26), false },
        { null, false },
    };

    /// <summary>A retry of the application, such as that of Polly or Entity Framework, asks the exception whether another attempt may succeed.</summary>
    [Theory]
    [MemberData(nameof(Causes), DisableDiscoveryEnumeration = true)]
    public void Error_SaysWhetherItPasses(Exception? cause, bool passes)
        => Assert.Equal(passes, new OAuthDatabaseException("explained", cause).IsTransient);

    private static async Task<string> ExplainAsync(OAuthDatabaseLocation location)
    {
        await using OAuthDatabase database = new(location);
        return (await Assert.ThrowsAsync<OAuthDatabaseException>(
            () => database.EnsureAsync(new OAuthSchema("any", _ => "SELECT 1")).AsTask())).ToString();
    }
}
