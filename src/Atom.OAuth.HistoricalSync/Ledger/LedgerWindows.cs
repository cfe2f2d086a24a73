using System.Data.Common;
using System.Text;
using Atom.OAuth.Storage;

namespace Atom.OAuth.Sync;

/// <summary>A window of a sync, and its progress.</summary>
internal sealed record WindowRow(HistoricalSyncWindow Window, string? Cursor, int Pass, long Position, int Attempts);

/// <summary>The windows of a sync.</summary>
internal static class LedgerWindows
{
    private const int RowsPerStatement = 200;

    /// <summary>Inserts windows that do not exist yet.</summary>
    public static async Task InsertAsync(
        DbTransaction transaction, SyncRow sync, IEnumerable<HistoricalSyncWindow> windows, CancellationToken cancellationToken)
    {
        foreach (var chunk in windows.Chunk(RowsPerStatement))
        {
            StringBuilder sql = new("INSERT INTO atom_oauth_sync_window (tenant, sync_id, range_from, range_to, state) VALUES ");
            List<(string, object?)> parameters = [("tenant", sync.Tenant), ("id", sync.Id)];
            for (var i = 0; i < chunk.Length; i++)
            {
                sql.Append(i == 0 ? string.Empty : ", ").Append(
                    System.Globalization.CultureInfo.InvariantCulture, $"(@tenant, @id, @f{i}, @t{i}, 'open')");
                parameters.Add(($"f{i}", chunk[i].From.ToUnixTimeMilliseconds()));
                parameters.Add(($"t{i}", chunk[i].To.ToUnixTimeMilliseconds()));
            }

            sql.Append(" ON CONFLICT (tenant, sync_id, range_from, range_to) DO NOTHING");
            await transaction.ExecuteAsync(sql.ToString(), cancellationToken, [.. parameters]).ConfigureAwait(false);
        }
    }

    /// <summary>Gets the newest window that is not done, or <see langword="null"/>.</summary>
    public static Task<WindowRow?> NextAsync(DbConnection connection, SyncRow sync, CancellationToken cancellationToken)
        => connection.FirstAsync(
            null,
            "SELECT range_from, range_to, cursor, pass, position, attempts FROM atom_oauth_sync_window WHERE tenant = @tenant AND sync_id "
            + "= @id AND state = 'open' ORDER BY range_from DESC LIMIT 1",
            static row => new WindowRow(
                SyncRow.Window(
                    row.GetInt64(0), row.GetInt64(1)), row.IsDBNull(2) ? null : row.GetString(2), row.GetInt32(3), row.GetInt64(4), row.GetInt32(5)),
            cancellationToken,
            ("tenant", sync.Tenant), ("id", sync.Id));

    /// <summary>Lists the windows of a sync, newest first. A split window is listed as its halves.</summary>
    public static Task<IReadOnlyList<HistoricalSyncWindowInfo>> ListAsync(
        DbConnection connection, string tenant, string syncId, CancellationToken cancellationToken)
        => connection.QueryAsync(
            null,
            "SELECT range_from, range_to, state, records, attempts FROM atom_oauth_sync_window WHERE tenant = @tenant AND sync_id = @id "
            + "AND state <> 'split' ORDER BY range_from DESC",
            static row => new HistoricalSyncWindowInfo(
                SyncRow.Window(row.GetInt64(0), row.GetInt64(1)), LedgerText.WindowState(row.GetString(2)), row.GetInt64(3), row.GetInt32(4)),
            cancellationToken,
            ("tenant", tenant), ("id", syncId));

    public static Task UpdateAsync(
        DbTransaction transaction, SyncRow sync, WindowRow window, string state, int records, CancellationToken cancellationToken)
        => transaction.ExecuteAsync(
            "UPDATE atom_oauth_sync_window SET state = @state, cursor = @cursor, pass = @pass, position = @position, attempts = @attempts, "
            + "records = records + @records "
            + "WHERE tenant = @tenant AND sync_id = @id AND range_from = @from AND range_to = @to",
            cancellationToken,
            ("state", state),
            ("cursor", window.Cursor),
            ("pass", window.Pass),
            ("position", window.Position),
            ("attempts", window.Attempts),
            ("records", records),
            ("tenant", sync.Tenant), ("id", sync.Id),
            ("from", window.Window.From.ToUnixTimeMilliseconds()),
            ("to", window.Window.To.ToUnixTimeMilliseconds()));

    public static Task ResetAttemptsAsync(DbTransaction transaction, SyncRow sync, CancellationToken cancellationToken)
        => transaction.ExecuteAsync(
            "UPDATE atom_oauth_sync_window SET attempts = 0 WHERE tenant = @tenant AND sync_id = @id AND attempts > 0",
            cancellationToken,
            ("tenant", sync.Tenant),
            ("id", sync.Id));
}
