using Atom.OAuth.Storage;

namespace Atom.OAuth.Sync;

/// <summary>The owner of a business phone number.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="ConnectionId">The connection.</param>
/// <param name="IsContested">
/// Whether another connection has requested the number's history with a result that is not known yet, so that the owner of the next webhook
/// is unknown.
/// </param>
internal readonly record struct PhoneOwner(string? TenantId, string ConnectionId, bool IsContested);

/// <summary>The connections to which the business phone numbers in webhooks belong.</summary>
internal sealed class LedgerPhones(LedgerDatabase database, LedgerClock clock)
{
    /// <summary>
    /// How long a number stays contested if the result is never recorded. If the process dies, its run is taken over long before, and Meta resends
    /// webhooks for days.
    /// </summary>
    private static readonly TimeSpan LongestContest = TimeSpan.FromMinutes(10);

    private const string Insert =
        "INSERT INTO atom_oauth_sync_phone (phone, tenant, connection) VALUES (@phone, @tenant, @connection) ON CONFLICT (phone) DO UPDATE SET ";

    /// <summary>
    /// Records that a connection is about to request the history of a phone number, because the first webhook may arrive before the
    /// response: a number
    /// without an owner now belongs to the connection, and a number with another owner becomes contested.
    /// </summary>
    public async Task NoteAsync(string phone, HistoricalSyncConnection connection, CancellationToken cancellationToken)
    {
        await clock.EnsureAsync(cancellationToken).ConfigureAwait(false);
        await WriteAsync(
            Insert + "contested = @until WHERE atom_oauth_sync_phone.tenant <> excluded.tenant OR atom_oauth_sync_phone.connection <> excluded.connection",
            phone,
            connection,
            cancellationToken,
            ("until", clock.Now + (long)LongestContest.TotalMilliseconds)).ConfigureAwait(false);
    }

    /// <summary>
    /// Assigns a phone number to a connection, even if another one had it: the provider has accepted this one's request for the history.
    /// </summary>
    public Task GiveAsync(string phone, HistoricalSyncConnection connection, CancellationToken cancellationToken)
        => WriteAsync(
            Insert + "tenant = excluded.tenant, connection = excluded.connection, contested = NULL", phone, connection, cancellationToken);

    /// <summary>Leaves a phone number to its current owner: the provider has rejected the other connection's request.</summary>
    public Task LeaveAsync(string phone, CancellationToken cancellationToken) => database.WriteAsync(
        (transaction, token) => transaction.ExecuteAsync(
            "UPDATE atom_oauth_sync_phone SET contested = NULL WHERE phone = @phone", token, ("phone", phone)),
        cancellationToken);

    /// <summary>Removes the phone numbers of a connection that has ended.</summary>
    public Task ForgetAsync(string tenant, string connection, CancellationToken cancellationToken) => database.WriteAsync(
        (transaction, token) => transaction.ExecuteAsync(
            "DELETE FROM atom_oauth_sync_phone WHERE tenant = @tenant AND connection = @connection",
            token,
            ("tenant", tenant), ("connection", connection)),
        cancellationToken);

    /// <summary>Finds the owner of a phone number.</summary>
    public async Task<PhoneOwner?> FindAsync(string phone, CancellationToken cancellationToken)
    {
        await clock.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var now = clock.Now;
        var found = await database.ReadAsync(
            connection => connection.QueryAsync(
                null,
                "SELECT tenant, connection, contested FROM atom_oauth_sync_phone WHERE phone = @phone",
                row => new PhoneOwner(LedgerText.TenantId(row.GetString(0)), row.GetString(1), !row.IsDBNull(2) && row.GetInt64(2) > now),
                cancellationToken,
                ("phone", phone)),
            cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    private Task<int> WriteAsync(
        string sql, string phone, HistoricalSyncConnection connection, CancellationToken cancellationToken, params (string, object?)[] more)
        => database.WriteAsync(
            (transaction, token) => transaction.ExecuteAsync(
                sql,
                token,
                [("phone", phone), ("tenant", LedgerText.Tenant(connection.TenantId)), ("connection", connection.ConnectionId), .. more]),
            cancellationToken);
}
