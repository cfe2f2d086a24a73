using System.Data.Common;
using Atom.OAuth.Storage;

namespace Atom.OAuth.Store;

/// <summary>Accesses the table of connections. Each method is a single statement, and so one round trip, unless stated otherwise.</summary>
internal sealed class ConnectionStore(OAuthDatabase database)
{
    private const string Table = ConnectionSchema.Table;
    private const string ByKey = "connection_id = @id AND tenant_id = @tenant";

    private readonly string _columns = $"{ConnectionRow.Columns}, {database.Dialect.NowMilliseconds}";
    private readonly string _now = database.Dialect.NowMilliseconds;

    private long _roundTrips;

    /// <summary>Gets the number of round trips, for benchmarks.</summary>
    public long RoundTrips => Interlocked.Read(ref _roundTrips);

    public async Task<ConnectionRow?> FindAsync(ConnectionKey key, CancellationToken cancellationToken)
        => (await ReadAsync($"SELECT {_columns} FROM {Table} WHERE {ByKey}", cancellationToken, Key(key)).ConfigureAwait(false)).SingleOrDefault();

    public Task<IReadOnlyList<ConnectionRow>> ListAsync(string? tenantId, string userId, string? integrationId, CancellationToken cancellationToken)
        => ReadAsync(
            $"SELECT {_columns} FROM {Table} WHERE tenant_id = @tenant AND user_id = "
                + $"@user{(integrationId is null ? string.Empty : " AND integration_id = @integration")} "
            + "ORDER BY created_at, connection_id",
            cancellationToken,
            integrationId is null
                ? [("tenant", tenantId ?? string.Empty), ("user", userId)]
                : [("tenant", tenantId ?? string.Empty), ("user", userId), ("integration", integrationId)]);

    /// <summary>Finds active connections whose refresh token has to be used before it expires.</summary>
    public Task<IReadOnlyList<ConnectionRow>> ListKeepAliveAsync(DateTimeOffset now, int skip, int limit, CancellationToken cancellationToken)
        => ReadAsync(
            $"SELECT {_columns} FROM {Table} WHERE keep_alive_at <= @time AND status = 0 ORDER BY keep_alive_at, connection_id LIMIT {limit} OFFSET {skip}",
            cancellationToken,
            ("time", now.ToUnixTimeMilliseconds()));

    /// <summary>Finds connections saved before a given time whose history has not been started since.</summary>
    public Task<IReadOnlyList<ConnectionRow>> ListHistoryOwedAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
        => ReadAsync(
            $"SELECT {_columns} FROM {Table} WHERE history_owed_at <= @time ORDER BY history_owed_at LIMIT {limit}",
            cancellationToken,
            ("time", before.ToUnixTimeMilliseconds()));

    /// <summary>Records that the history of a connection was started, unless the user has consented again in the meantime.</summary>
    public Task SettleHistoryAsync(ConnectionKey key, long savedAt, CancellationToken cancellationToken)
        => WriteAsync(
            $"UPDATE {Table} SET history_owed_at = NULL WHERE {ByKey} AND history_owed_at <= @time RETURNING 1",
            reader => true,
            cancellationToken,
            [.. Key(key), ("time", savedAt)]);

    /// <summary>
    /// Takes the lease of a connection, if it is free and the tokens still have <paramref name="tokenVersion"/>. From here on the refresh counts
    /// as sent: if the process dies, <c>sent_at</c> remains set, and tells the next holder that the outcome is unknown.
    /// </summary>
    public async Task<Lease?> TryLeaseAsync(ConnectionKey key, long tokenVersion, string owner, TimeSpan time, CancellationToken cancellationToken)
        => (await WriteAsync(
            $"""
            UPDATE {Table} SET lease_owner = @owner, lease_until = {_now} + @time, lease_fence = lease_fence + 1,
                unresolved = CASE WHEN sent_at IS NULL THEN 0 ELSE unresolved + 1 END, sent_at = {_now}
            WHERE {ByKey} AND token_version = @version AND status = 0
                AND (lease_until IS NULL OR lease_until <= {_now} OR lease_owner = @owner) AND (retry_at IS NULL OR retry_at <= {_now})
            RETURNING lease_fence, unresolved, failure_count
            """,
            reader => new Lease(reader.GetInt64(0), tokenVersion, reader.GetInt32(1), reader.GetInt32(2)),
            cancellationToken,
            [
                .. Key(key), ("owner", owner), ("time", (long)time.TotalMilliseconds), ("version", tokenVersion),
            ]).ConfigureAwait(false)).SingleOrDefault();

    /// <summary>
    /// Stores refreshed tokens if the lease is still held, or if it is not but no newer tokens are stored: then these are the newest, and
    /// the only valid ones if the provider rotates.
    /// </summary>
    /// <returns>The tokens' version, or <see langword="null"/> if there are newer ones or the connection no longer exists.</returns>
    public async Task<long?> SaveRefreshedAsync(ConnectionKey key, Lease lease, RefreshedTokens tokens, CancellationToken cancellationToken)
        => (await WriteAsync<long?>(
            $"""
            UPDATE {Table} SET tokens = @tokens, token_version = token_version + 1, expires_at = @expires, keep_alive_at = @keepAlive,
                scopes = COALESCE(@scopes, scopes), status = 0, failure_code = NULL, failure_message = NULL, failure_count = 0, retry_at = NULL,
                lease_owner = NULL, lease_until = NULL, sent_at = NULL, unresolved = 0
            WHERE {ByKey} AND (lease_fence = @fence OR token_version = @version)
            RETURNING token_version
            """,
            reader => reader.GetInt64(0),
            cancellationToken,
            [
                .. Key(key), ("tokens", tokens.Sealed), ("expires", tokens.ExpiresAt), ("keepAlive", tokens.KeepAliveAt), ("scopes", tokens.Scopes),
                ("fence", lease.Fence), ("version", lease.TokenVersion),
            ]).ConfigureAwait(false)).SingleOrDefault();

    /// <summary>Records a refresh that returned no tokens, and releases the lease. The stored tokens are unchanged.</summary>
    public Task ReleaseAsync(
        ConnectionKey key, Lease lease, OAuthFailure failure, TimeSpan retryAfter, bool isUnknown, CancellationToken cancellationToken)
        => WriteAsync(
            $"""
            UPDATE {Table} SET failure_code = @code, failure_message = @message, failure_count = failure_count + 1, retry_at = {_now} + @wait,
                lease_owner = NULL, lease_until = NULL, sent_at = CASE WHEN @unknown = 1 THEN sent_at ELSE NULL END
            WHERE {ByKey} AND lease_fence = @fence
            RETURNING 1
            """,
            reader => true,
            cancellationToken,
            [
                .. Key(key), ("code", failure.Code), ("message", failure.Message), ("wait", (long)retryAfter.TotalMilliseconds),
                ("unknown", isUnknown ? 1 : 0), ("fence", lease.Fence),
            ]);

    /// <summary>
    /// Records that the user has to consent again, unless there are newer tokens. The tokens are kept: they do no harm, and the provider
    /// may be wrong.
    /// </summary>
    /// <returns>Whether it was recorded.</returns>
    public async Task<bool> RequireReauthorizationAsync(
        ConnectionKey key, long tokenVersion, string code, string message, CancellationToken cancellationToken)
        => (await WriteAsync(
            $"""
            UPDATE {Table} SET status = 1, failure_code = @code, failure_message = @message, failure_count = failure_count + 1, keep_alive_at = NULL,
                lease_owner = NULL, lease_until = NULL, sent_at = NULL, unresolved = 0
            WHERE {ByKey} AND token_version = @version AND status = 0
            RETURNING 1
            """,
            reader => true,
            cancellationToken,
            [.. Key(key), ("code", code), ("message", message), ("version", tokenVersion)]).ConfigureAwait(false)).Count > 0;

    /// <summary>Removes a connection.</summary>
    /// <returns>The deleted row, or <see langword="null"/> if there was none.</returns>
    public async Task<ConnectionRow?> DeleteAsync(ConnectionKey key, CancellationToken cancellationToken)
        => (await WriteAsync($"DELETE FROM {Table} WHERE {ByKey} RETURNING "
            + $"{_columns}", ConnectionRow.Read, cancellationToken, Key(key)).ConfigureAwait(false)).SingleOrDefault();

    /// <summary>
    /// Stores a grant in the connection that is being reauthorized, or that has the account, or whose account was unknown; else in a
    /// new one. Uses a transaction.
    /// </summary>
    /// <param name="grant">What was granted.</param>
    /// <param name="protect">Encrypts the tokens for the chosen connection, whose existing row may have tokens to keep.</param>
    /// <param name="cancellationToken">Cancels the transaction before its commit.</param>
    /// <returns>The connection, and whether it is new.</returns>
    public async Task<(ConnectionKey Key, bool IsNew)> SaveGrantAsync(
        Grant grant, Func<ConnectionKey, ConnectionRow?, byte[]> protect, CancellationToken cancellationToken)
    {
        await database.EnsureAsync(ConnectionSchema.Schema, cancellationToken).ConfigureAwait(false);
        return await database.InTransactionAsync(
            async (transaction, token) =>
            {
                var rows = await transaction.QueryAsync(
                    $"SELECT {_columns} FROM {Table} WHERE tenant_id = @tenant AND user_id = @user AND integration_id = @integration ORDER BY "
                        + $"created_at, connection_id",
                    ConnectionRow.Read,
                    token,
                    ("tenant", grant.TenantId ?? string.Empty),
                    ("user", grant.UserId),
                    ("integration", grant.IntegrationId)).ConfigureAwait(false);
                var row = GrantPlacement.Choose(rows, grant);
                var key = row?.Key ?? new ConnectionKey(grant.TenantId, ConnectionKey.NewId());
                (string, object?)[] values =
                [
                    .. Key(key), ("user", grant.UserId), ("integration", grant.IntegrationId), (
                        "account", grant.AccountId ?? row?.AccountId ?? string.Empty),
                    ("name", grant.AccountName), ("asked", grant.AskedScopes), ("scopes", grant.Scopes), ("tokens", protect(key, row)),
                    ("expires", grant.ExpiresAt), ("keepAlive", grant.KeepAliveAt), ("time", grant.Time),
                    ("owed", grant.OwesHistory ? grant.Time : null),
                ];
                await transaction.ExecuteAsync(row is null ? Insert : Update, token, values).ConfigureAwait(false);
                return (key, row is null);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private const string Insert = $"""
        INSERT INTO {Table} (connection_id, tenant_id, user_id, integration_id, account_id, account_name, asked_scopes, scopes, status, tokens,
            token_version, expires_at, keep_alive_at, failure_count, lease_fence, unresolved, created_at, authorized_at,
            history_owed_at)
        VALUES (@id, @tenant, @user, @integration, @account, @name, @asked, @scopes, 0, @tokens, 1, @expires, @keepAlive, 0, 0, 0, @time, @time, @owed)
        """;

    // The fence increases, so that a refresh of the previous grant cannot overwrite these tokens.
    private const string Update = $"""
        UPDATE {Table} SET account_id = @account, account_name = COALESCE(@name, account_name), asked_scopes = @asked, scopes = @scopes,
            status = 0, tokens = @tokens, token_version = token_version + 1, expires_at = @expires, keep_alive_at = @keepAlive,
            failure_code = NULL, failure_message = NULL, failure_count = 0, retry_at = NULL, lease_owner = NULL, lease_until = NULL,
            lease_fence = lease_fence + 1, sent_at = NULL, unresolved = 0, authorized_at = @time,
            history_owed_at = @owed
        WHERE {ByKey} AND user_id = @user AND integration_id = @integration
        """;

    private static (string Name, object? Value)[] Key(ConnectionKey key) => [("id", key.ConnectionId), ("tenant", key.StoredTenant)];

    private async Task<IReadOnlyList<ConnectionRow>> ReadAsync(
        string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
        => await RunAsync(sql, ConnectionRow.Read, cancellationToken, parameters).ConfigureAwait(false);

    /// <summary>
    /// SQLite has a single writer, for which the database keeps a queue; on PostgreSQL, a single statement takes one round trip instead of two.
    /// </summary>
    private async Task<IReadOnlyList<T>> WriteAsync<T>(
        string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
    {
        if (database.Kind != OAuthDatabaseKind.Sqlite)
        {
            return await RunAsync(sql, read, cancellationToken, parameters).ConfigureAwait(false);
        }

        await database.EnsureAsync(ConnectionSchema.Schema, cancellationToken).ConfigureAwait(false);
        Interlocked.Increment(ref _roundTrips);
        return await database.InTransactionAsync(
            (transaction, token) => transaction.QueryAsync(sql, read, token, parameters),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a statement, and repeats it if the database connection broke: all of these statements may run twice.</summary>
    private async Task<IReadOnlyList<T>> RunAsync<T>(
        string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
    {
        await database.EnsureAsync(ConnectionSchema.Schema, cancellationToken).ConfigureAwait(false);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Interlocked.Increment(ref _roundTrips);
                await using var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
                return await connection.QueryAsync(null, sql, read, cancellationToken, parameters).ConfigureAwait(false);
            }
            catch (DbException exception) when (attempt < 2 && OAuthDatabase.IsTransient(exception))
            {
            }
        }
    }
}
