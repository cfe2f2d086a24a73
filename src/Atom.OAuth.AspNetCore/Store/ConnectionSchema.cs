namespace Atom.OAuth.Store;

/// <summary>The table of connections. Times are milliseconds since 1970 (UTC), those of leases by the database's clock.</summary>
internal static class ConnectionSchema
{
    public const string Table = "atom_oauth_connections";

    /// <summary>
    /// token_version rises with each write of tokens. The lease belongs to who refreshes: lease_fence rises with each taking, unresolved counts the
    /// takings before that came to no known outcome, and sent_at says that one is on its way. history_owed_at is there from the save until the
    /// history is in the ledger: a process that dies in between leaves it behind.
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
