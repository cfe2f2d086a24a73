using System.Data.Common;
using System.Text;
using Atom.OAuth.Storage;

namespace Atom.OAuth.Sync;

/// <summary>Reads the syncs of a tenant.</summary>
internal sealed class LedgerQueries(LedgerDatabase database, LedgerClock clock, TimeProvider time)
{
    private const int MostListed = 1_000;

    public Task<IReadOnlyList<SyncRow>> ListAsync(string tenant, HistoricalSyncQuery query, CancellationToken cancellationToken)
    {
        if (query.Limit is < 1 or > MostListed)
        {
            throw new ArgumentOutOfRangeException(
                nameof(query), query.Limit, $"List between 1 and {MostListed} syncs at a time, and go on with {nameof(query.After)}.");
        }

        StringBuilder sql = new($"SELECT {SyncRow.Columns} FROM atom_oauth_sync WHERE tenant = @tenant");
        List<(string, object?)> parameters = [("tenant", tenant), ("limit", query.Limit)];
        Filter("integration = @integration", "integration", query.IntegrationId);
        Filter("connection = @connection", "connection", query.ConnectionId);
        Filter("user_id = @user", "user", query.UserId);
        Filter("state = @state", "state", query.State is { } state ? LedgerText.Of(state) : null);
        Filter("id < @after", "after", query.After);
        sql.Append(" ORDER BY id DESC LIMIT @limit");
        return database.ReadAsync(
            connection => connection.QueryAsync(null, sql.ToString(), SyncRow.Read, cancellationToken, [.. parameters]), cancellationToken);

        void Filter(string condition, string name, string? value)
        {
            if (value is not null)
            {
                sql.Append(" AND ").Append(condition);
                parameters.Add((name, value));
            }
        }
    }

    public Task<SyncRow?> FindAsync(string tenant, string id, CancellationToken cancellationToken)
        => database.ReadAsync(connection => FindAsync(connection, null, tenant, id, string.Empty, cancellationToken), cancellationToken);

    public static Task<SyncRow?> FindAsync(
        DbConnection connection, DbTransaction? transaction, string tenant, string id, string forUpdate, CancellationToken cancellationToken)
        => connection.FirstAsync(
            transaction,
            $"SELECT {SyncRow.Columns} FROM atom_oauth_sync WHERE tenant = @tenant AND id = @id{forUpdate}",
            SyncRow.Read,
            cancellationToken,
            ("tenant", tenant), ("id", id));

    /// <summary>Gets the syncs of a connection, newest generation first.</summary>
    public Task<IReadOnlyList<SyncRow>> OfConnectionAsync(string tenant, string integration, string connectionId, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryAsync(
                null,
                $"SELECT {SyncRow.Columns} FROM atom_oauth_sync WHERE tenant = @tenant AND integration = @integration AND connection = "
                + "@connection ORDER BY generation DESC",
                SyncRow.Read,
                cancellationToken,
                ("tenant", tenant), ("integration", integration), ("connection", connectionId)),
            cancellationToken);

    private static int PercentOf(SyncRow row)
        => row.State == HistoricalSyncState.Completed
            ? 100
            : Math.Max(row.Progress, row.Windows > 0 ? (int)(100L * row.WindowsDone / row.Windows) : 0);

    /// <summary>Converts a row to its public representation.</summary>
    public async ValueTask<HistoricalSyncInfo> ShowAsync(SyncRow row, CancellationToken cancellationToken)
    {
        await clock.EnsureAsync(cancellationToken).ConfigureAwait(false);
        return new()
        {
            Id = row.Id,
            Connection = row.ToConnection(),
            Kind = row.Kind,
            Generation = row.Generation,
            State = row.State,
            RequestedState = row.Control is { } control ? SyncTransitions.After(row.State, control) : null,
            Range = row.Range,
            Limitation = row.Limitation,
            Windows = row.Windows,
            WindowsDone = row.WindowsDone,
            Batches = row.Batches,
            Records = row.Records,
            Percent = PercentOf(row),
            IsTruncated = row.IsTruncated,
            FailureKind = row.FailureKind,
            Failure = row.Failure,
            ResumesAt = row.Due is { } due && due > clock.Now ? time.GetUtcNow() + TimeSpan.FromMilliseconds(due - clock.Now) : null,
            Version = row.Version,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt),
            UpdatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.UpdatedAt),
            EndedAt = row.EndedAt is { } ended ? DateTimeOffset.FromUnixTimeMilliseconds(ended) : null,
        };
    }
}
