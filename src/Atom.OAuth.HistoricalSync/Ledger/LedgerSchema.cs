namespace Atom.OAuth.Sync;

/// <summary>
/// The ledger's tables. Times are Unix times in milliseconds; <c>due</c>, <c>begun</c> and <c>contested</c> use the
/// ledger's clock, the others the wall clock.
/// </summary>
internal static class LedgerSchema
{
    public static OAuthSchema Schema { get; } = new("historical-sync", First, Second, Third);

    /// <summary>The time until which another connection than a phone number's owner is requesting its history, by the ledger's clock.</summary>
    private static string Third(OAuthSqlDialect dialect) => "ALTER TABLE atom_oauth_sync_phone ADD COLUMN contested BIGINT NULL";

    /// <summary>The connections to which the business phone numbers in webhooks belong.</summary>
    private static string Second(OAuthSqlDialect dialect) => """
        CREATE TABLE atom_oauth_sync_phone (
            phone TEXT NOT NULL PRIMARY KEY,
            tenant TEXT NOT NULL,
            connection TEXT NOT NULL
        );
        CREATE INDEX atom_oauth_sync_phone_connection ON atom_oauth_sync_phone (tenant, connection)
        """;

    /// <summary>The original tables; tests create databases of this version.</summary>
    internal static string First(OAuthSqlDialect dialect) => $"""
        CREATE TABLE atom_oauth_sync (
            id TEXT NOT NULL PRIMARY KEY,
            tenant TEXT NOT NULL,
            integration TEXT NOT NULL,
            connection TEXT NOT NULL,
            kind TEXT NOT NULL,
            generation INTEGER NOT NULL,
            user_id TEXT NOT NULL,
            state TEXT NOT NULL,
            previous TEXT NULL,
            control TEXT NULL,
            range_from BIGINT NOT NULL,
            range_to BIGINT NOT NULL,
            skip_from BIGINT NULL,
            skip_to BIGINT NULL,
            want_from BIGINT NULL,
            want_to BIGINT NULL,
            limitation TEXT NULL,
            due BIGINT NULL,
            booked INTEGER NOT NULL DEFAULT 0,
            begun BIGINT NULL,
            deadline BIGINT NULL,
            owner TEXT NULL,
            fence BIGINT NOT NULL DEFAULT 0,
            interruptions INTEGER NOT NULL DEFAULT 0,
            windows INTEGER NOT NULL DEFAULT 0,
            windows_done INTEGER NOT NULL DEFAULT 0,
            batches BIGINT NOT NULL DEFAULT 0,
            records BIGINT NOT NULL DEFAULT 0,
            progress INTEGER NOT NULL DEFAULT 0,
            truncated INTEGER NOT NULL DEFAULT 0,
            failure_kind TEXT NULL,
            failure TEXT NULL,
            version BIGINT NOT NULL DEFAULT 1,
            created_at BIGINT NOT NULL,
            updated_at BIGINT NOT NULL,
            ended_at BIGINT NULL,
            UNIQUE (tenant, integration, connection, kind, generation)
        );
        CREATE INDEX atom_oauth_sync_due ON atom_oauth_sync (tenant, due, id) WHERE due IS NOT NULL;
        CREATE INDEX atom_oauth_sync_owner ON atom_oauth_sync (owner) WHERE owner IS NOT NULL;
        CREATE INDEX atom_oauth_sync_list ON atom_oauth_sync (tenant, id);

        CREATE TABLE atom_oauth_sync_window (
            tenant TEXT NOT NULL,
            sync_id TEXT NOT NULL REFERENCES atom_oauth_sync (id) ON DELETE CASCADE,
            range_from BIGINT NOT NULL,
            range_to BIGINT NOT NULL,
            state TEXT NOT NULL,
            cursor TEXT NULL,
            pass INTEGER NOT NULL DEFAULT 0,
            position BIGINT NOT NULL DEFAULT 0,
            records BIGINT NOT NULL DEFAULT 0,
            attempts INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (tenant, sync_id, range_from, range_to)
        );

        CREATE TABLE atom_oauth_sync_tenant (
            tenant TEXT NOT NULL PRIMARY KEY,
            turn BIGINT NOT NULL DEFAULT 0,
            next_due BIGINT NOT NULL
        );
        CREATE INDEX atom_oauth_sync_tenant_turn ON atom_oauth_sync_tenant (turn, tenant);

        CREATE TABLE atom_oauth_sync_node (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, beat BIGINT NOT NULL);

        CREATE TABLE atom_oauth_sync_clock (id INTEGER NOT NULL PRIMARY KEY, shift BIGINT NOT NULL, seen BIGINT NOT NULL);
        INSERT INTO atom_oauth_sync_clock (id, shift, seen) VALUES (1, 0, 0);

        CREATE TABLE atom_oauth_sync_budget (
            tenant TEXT NOT NULL,
            name TEXT NOT NULL,
            next_free BIGINT NOT NULL DEFAULT 0,
            day BIGINT NOT NULL DEFAULT 0,
            used BIGINT NOT NULL DEFAULT 0,
            PRIMARY KEY (tenant, name)
        );

        CREATE TABLE atom_oauth_sync_chunk (
            tenant TEXT NOT NULL,
            connection TEXT NOT NULL,
            hash TEXT NOT NULL,
            integration TEXT NOT NULL,
            body {dialect.Bytes} NOT NULL,
            sync_id TEXT NULL,
            phase INTEGER NOT NULL,
            chunk_order INTEGER NOT NULL,
            progress INTEGER NOT NULL,
            received_at BIGINT NOT NULL,
            done INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (tenant, integration, connection, hash)
        );

        CREATE TABLE atom_oauth_sync_pending (
            tenant TEXT NOT NULL,
            integration TEXT NOT NULL,
            connection TEXT NOT NULL,
            user_id TEXT NOT NULL,
            months INTEGER NOT NULL,
            range_from BIGINT NOT NULL,
            requested_at BIGINT NOT NULL,
            PRIMARY KEY (tenant, integration, connection)
        );
        """;
}
