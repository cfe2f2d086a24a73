using System.Data.Common;
using Atom.OAuth.Storage;

namespace Atom.OAuth.HistoricalSync.Tests.Support;

/// <summary>
/// Simulates a full disk for SQLite: no connection may grow the file beyond its current size (<c>max_page_count</c>), and a trigger makes each
/// checkpoint require more. SQLite itself then returns SQLITE_FULL.
/// </summary>
internal sealed class DiskQuota(OAuthDatabase database)
{
    /// <summary>More connections than the application has open, because the limit is set per connection.</summary>
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
