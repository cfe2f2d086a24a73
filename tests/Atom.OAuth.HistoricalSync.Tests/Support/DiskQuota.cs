using System.Data.Common;
using Atom.OAuth.Storage;

namespace Atom.OAuth.HistoricalSync.Tests.Support;

/// <summary>
/// A disk that is full for SQLite: no connection may grow the file beyond what it is (<c>max_page_count</c>), and a trigger makes each
/// checkpoint need more. SQLite itself then answers SQLITE_FULL.
/// </summary>
internal sealed class DiskQuota(OAuthDatabase database)
{
    /// <summary>More than the application has open: the limit is a connection's own.</summary>
    private const int Connections = 24;

    public async Task FillAsync()
    {
        await RunAsync(
            1,
            "CREATE TABLE filler (data BLOB); CREATE TRIGGER fill AFTER UPDATE ON atom_oauth_sync_window BEGIN INSERT INTO filler VALUES (zeroblob(200000)); END");
        await RunAsync(Connections, "PRAGMA max_page_count = 1");
    }

    public async Task ReleaseAsync() => await RunAsync(Connections, "PRAGMA max_page_count = 1000000");

    private async Task RunAsync(int connections, string sql)
    {
        List<DbConnection> open = [];
        try
        {
            for (var i = 0; i < connections; i++)
            {
                var connection = await database.OpenAsync();
                open.Add(connection);
                await connection.ScalarAsync(null, sql, default);
            }
        }
        finally
        {
            open.ForEach(connection => connection.Dispose());
        }
    }
}
