using Atom.OAuth.Storage;

namespace Atom.OAuth.Sync;

/// <summary>Whose a business phone number is.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="ConnectionId">The connection.</param>
/// <param name="IsContested">
/// Whether another connection has asked for the number's history, and the answer is not known yet: whose the next webhook is, nobody can tell.
/// </param>
internal readonly record struct PhoneOwner(string? TenantId, string ConnectionId, bool IsContested);

/// <summary>Whose business phone numbers webhooks speak of.</summary>
internal sealed class LedgerPhones(LedgerDatabase database, LedgerClock clock)
{
    /// <summary>
    /// How long a number stays contested where the answer is never noted. A process that dies has its run taken over long before, and Meta sends a
    /// webhook again for days.
    /// </summary>
    private static readonly TimeSpan LongestContest = TimeSpan.FromMinutes(10);

    private const string Insert =
        "INSERT INTO atom_oauth_sync_phone (phone, tenant, connection) VALUES (@phone, @tenant, @connection) ON CONFLICT (phone) DO UPDATE SET ";

    /// <summary>
    /// Notes that a connection is about to ask for the history of a phone number, for the first webhook may come before the answer does: a number
    /// that nobody has is the connection's from now on, and one that another has is contested.
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
    /// Gives a phone number to a connection, also one that another had: the provider has accepted that this one asks for its history.
    /// </summary>
    public Task GiveAsync(string phone, HistoricalSyncConnection connection, CancellationToken cancellationToken)
        => WriteAsync(
            Insert + "tenant = excluded.tenant, connection = excluded.connection, contested = NULL", phone, connection, cancellationToken);

    /// <summary>Leaves a phone number to the connection that has it: the provider has refused the other one.</summary>
    public Task LeaveAsync(string phone, CancellationToken cancellationToken) => database.WriteAsync(
        (transaction, token) => transaction.ExecuteAsync(
            "UPDATE atom_oauth_sync_phone SET contested = NULL WHERE phone = @phone", token, ("phone", phone)),
        cancellationToken);

    /// <summary>Forgets the phone numbers of a connection that has ended.</summary>
    public Task ForgetAsync(string tenant, string connection, CancellationToken cancellationToken) => database.WriteAsync(
        (transaction, token) => transaction.ExecuteAsync(
            "DELETE FROM atom_oauth_sync_phone WHERE tenant = @tenant AND connection = @connection",
            token,
            ("tenant", tenant), ("connection", connection)),
        cancellationToken);

    /// <summary>Finds whose a phone number is.</summary>
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
