using Atom.OAuth.Storage;

namespace Atom.OAuth.Sync;

/// <summary>Pending starts, persisted across restarts.</summary>
internal sealed class LedgerPending(LedgerDatabase database)
{
    public Task AddAsync(HistoricalSyncRequest request, CancellationToken cancellationToken) => database.WriteAsync(
        (transaction, token) => transaction.ExecuteAsync(
            "INSERT INTO atom_oauth_sync_pending (tenant, integration, connection, user_id, months, range_from, requested_at) "
            + "VALUES (@tenant, @integration, @connection, @user, @months, @from, @at) ON CONFLICT (tenant, integration, connection) DO UPDATE SET "
            + "user_id = excluded.user_id, months = excluded.months, range_from = excluded.range_from, requested_at = excluded.requested_at "
            + "WHERE atom_oauth_sync_pending.requested_at <= excluded.requested_at",
            token,
            [.. Key(request), ("user", request.UserId), ("months", request.SyncMonths), ("from", request.From.ToUnixTimeMilliseconds())]),
        cancellationToken);

    /// <summary>Removes a request, unless a later one has replaced it.</summary>
    public Task RemoveAsync(HistoricalSyncRequest request, CancellationToken cancellationToken) => database.WriteAsync(
        (transaction, token) => transaction.ExecuteAsync(
            "DELETE FROM atom_oauth_sync_pending WHERE tenant = @tenant AND integration = @integration AND connection = @connection AND "
            + "requested_at <= @at",
            token,
            Key(request)),
        cancellationToken);

    public Task<IReadOnlyList<HistoricalSyncRequest>> ListAsync(int max, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QueryAsync(
            null,
            "SELECT tenant, integration, connection, user_id, months, range_from, requested_at FROM atom_oauth_sync_pending ORDER BY "
            + "requested_at LIMIT @max",
            static row => new HistoricalSyncRequest(
                row.GetString(1),
                row.GetString(3),
                LedgerText.TenantId(row.GetString(0)),
                DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)),
                row.GetInt32(4),
                row.GetString(2))
            { From = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)) },
            cancellationToken,
            ("max", max)),
        cancellationToken);

    private static (string, object?)[] Key(HistoricalSyncRequest request) =>
    [
        ("tenant", LedgerText.Tenant(request.TenantId)),
        ("integration", request.IntegrationId),
        ("connection", request.ConnectionId),

        // Rounded up, so that the stored request is not later than the request that removes it.
        ("at", (request.RequestedAt.UtcTicks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond - UnixEpochMilliseconds),
    ];

    private static readonly long UnixEpochMilliseconds = DateTimeOffset.UnixEpoch.UtcTicks / TimeSpan.TicksPerMillisecond;
}
