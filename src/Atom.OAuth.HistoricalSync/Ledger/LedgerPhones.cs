using Atom.OAuth.Storage;

namespace Atom.OAuth.Sync;

/// <summary>Whose business phone numbers webhooks speak of.</summary>
internal sealed class LedgerPhones(LedgerDatabase database)
{
    private const string Insert = "INSERT INTO atom_oauth_sync_phone (phone, tenant, connection) VALUES (@phone, @tenant, @connection) ON CONFLICT (phone) DO ";

    /// <summary>Notes a phone number that nobody has, before its history is asked for: the first webhook may come before the answer does.</summary>
    public Task NoteAsync(string phone, HistoricalSyncConnection connection, CancellationToken cancellationToken)
        => WriteAsync(Insert + "NOTHING", phone, connection, cancellationToken);

    /// <summary>
    /// Gives a phone number to a connection, also one that another had: the provider has accepted that this one asks for its history.
    /// </summary>
    public Task GiveAsync(string phone, HistoricalSyncConnection connection, CancellationToken cancellationToken)
        => WriteAsync(
            Insert + "UPDATE SET tenant = excluded.tenant, connection = excluded.connection", phone, connection, cancellationToken);

    /// <summary>Forgets the phone numbers of a connection that has ended.</summary>
    public Task ForgetAsync(string tenant, string connection, CancellationToken cancellationToken) => database.WriteAsync(
        (transaction, token) => transaction.ExecuteAsync(
            "DELETE FROM atom_oauth_sync_phone WHERE tenant = @tenant AND connection = @connection",
            token,
            ("tenant", tenant), ("connection", connection)),
        cancellationToken);

    /// <summary>Finds whose a phone number is.</summary>
    public async Task<(string? TenantId, string ConnectionId)?> FindAsync(string phone, CancellationToken cancellationToken)
    {
        IReadOnlyList<(string? TenantId, string ConnectionId)> found = await database.ReadAsync(
            connection => connection.QueryAsync(
                null,
                "SELECT tenant, connection FROM atom_oauth_sync_phone WHERE phone = @phone",
                static row => (LedgerText.TenantId(row.GetString(0)), row.GetString(1)),
                cancellationToken,
                ("phone", phone)),
            cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    private Task<int> WriteAsync(string sql, string phone, HistoricalSyncConnection connection, CancellationToken cancellationToken) => database.WriteAsync(
        (transaction, token) => transaction.ExecuteAsync(
            sql,
            token,
            ("phone", phone), ("tenant", LedgerText.Tenant(connection.TenantId)), ("connection", connection.ConnectionId)),
        cancellationToken);
}
