namespace Atom.OAuth.Store;

/// <summary>The table of connections. Times are Unix times in milliseconds; leases use the database's clock.</summary>
internal static class ConnectionSchema
{
    public const string Table = "atom_oauth_connections";

    /// <summary>
    /// token_version increases with each write of tokens. For the lease of a refresh, lease_fence increases each time it is taken,
    /// unresolved counts the
    /// previous leases with an unknown outcome, and sent_at says that a request is in progress. history_owed_at is set from saving until the
    /// history is in the ledger, so that it survives a crash in between.
    /// </summary>
    public static readonly OAuthSchema Schema = new("connections", dialect => $"""
        CREATE TABLE {Table} (
            connection_id VARCHAR(32) NOT NULL PRIMARY KEY,
            tenant_id TEXT NOT NULL,
            user_id TEXT NOT NULL,
            integration_id VARCHAR(64) NOT NULL,
            account_id TEXT NOT NULL,
            account_name TEXT NULL,
            asked_scopes TEXT NOT NULL,
            scopes TEXT NULL,
            status INTEGER NOT NULL,
            tokens {dialect.Bytes} NOT NULL,
            token_version BIGINT NOT NULL,
            expires_at BIGINT NULL,
            keep_alive_at BIGINT NULL,
            failure_code TEXT NULL,
            failure_message TEXT NULL,
            failure_count INTEGER NOT NULL,
            retry_at BIGINT NULL,
            lease_owner VARCHAR(32) NULL,
            lease_until BIGINT NULL,
            lease_fence BIGINT NOT NULL,
            sent_at BIGINT NULL,
            unresolved INTEGER NOT NULL,
            created_at BIGINT NOT NULL,
            authorized_at BIGINT NOT NULL);
        CREATE UNIQUE INDEX {Table}_account ON {Table} (tenant_id, user_id, integration_id, account_id);
        CREATE INDEX {Table}_keep_alive ON {Table} (keep_alive_at)
        """, static _ => $"""
        ALTER TABLE {Table} ADD COLUMN history_owed_at BIGINT NULL;
        CREATE INDEX {Table}_history_owed ON {Table} (history_owed_at) WHERE history_owed_at IS NOT NULL
        """);
}
