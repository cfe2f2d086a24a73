using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Atom.OAuth.Storage;

namespace Atom.OAuth.Sync;

/// <summary>A webhook that waits to be processed.</summary>
internal sealed record ChunkRow(string Hash, byte[] Body);

/// <summary>The received webhooks: stored first and processed later, in the order of their phases and numbers.</summary>
internal sealed class LedgerChunks(LedgerDatabase database, LedgerClock clock, TimeProvider time, SyncSignals signals)
{
    private const string OfConnection = " WHERE tenant = @tenant AND integration = @integration AND connection = @connection";

    /// <summary>Stores a webhook, and wakes the sync that waits for it.</summary>
    /// <returns>Whether it is new.</returns>
    public async Task<bool> AddAsync(
        string tenant, string integration, string connection, WhatsAppWebhook webhook, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        await clock.EnsureAsync(cancellationToken).ConfigureAwait(false);
        (string, object?)[] key = [("tenant", tenant), ("integration", integration), ("connection", connection)];
        var hash = Convert.ToHexStringLower(SHA256.HashData(body.Span));
        var isNew = await database.WriteAsync(
            async (transaction, token) =>
            {
                // Waits for a run that is about to wait, so that either the run sees the webhook, or this code sees the waiting run.
                await transaction.QueryAsync(
                    "SELECT id FROM atom_oauth_sync" + OfConnection + database.ForUpdate,
                    static row => row.GetString(0),
                    token,
                    key).ConfigureAwait(false);
                var added = await transaction.ExecuteAsync(
                    "INSERT INTO atom_oauth_sync_chunk (tenant, integration, connection, hash, body, phase, chunk_order, progress, received_at) "
                    + "VALUES (@tenant, @integration, @connection, @hash, @body, @phase, @order, @progress, @now) ON CONFLICT (tenant, "
                    + "integration, connection, hash) DO NOTHING",
                    token,
                    [
                        .. key, ("hash", hash), ("body", body.ToArray()), ("phase", webhook.Phase), ("order", webhook.Order),
                        ("progress", webhook.Progress),
                        ("now", time.GetUtcNow().ToUnixTimeMilliseconds()),
                    ]).ConfigureAwait(false);
                await WakeAsync(transaction, key, tenant, token).ConfigureAwait(false);
                return added == 1;
            },
            cancellationToken).ConfigureAwait(false);
        signals.Wake();
        return isNew;
    }

    /// <summary>Wakes a sync that started to wait while a webhook arrived.</summary>
    public async Task WakeIfAnyAsync(SyncRow run, CancellationToken cancellationToken)
    {
        var key = Key(run);
        bool isAny = await database.WriteAsync(
            async (transaction, token) =>
            {
                var isAny = await transaction.ScalarAsync(
                    "SELECT 1 FROM atom_oauth_sync_chunk" + OfConnection + " AND done = 0 LIMIT 1", token, key).ConfigureAwait(false) is not null;
                if (isAny)
                {
                    await WakeAsync(transaction, key, run.Tenant, token).ConfigureAwait(false);
                }

                return isAny;
            },
            cancellationToken).ConfigureAwait(false);
        if (isAny)
        {
            signals.Wake();
        }
    }

    /// <summary>Gets the next webhook: contacts before messages, the newest phase first, chunk by chunk.</summary>
    public Task<ChunkRow?> NextAsync(SyncRow run, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.FirstAsync(
            null,
            "SELECT hash, body FROM atom_oauth_sync_chunk" + OfConnection + " AND done = 0 ORDER BY phase, chunk_order, received_at, hash LIMIT 1",
            static row => new ChunkRow(row.GetString(0), row.GetFieldValue<byte[]>(1)),
            cancellationToken,
            Key(run)),
        cancellationToken);

    /// <summary>Marks a webhook as done in the transaction of the checkpoint, and deletes its body.</summary>
    public static async Task DoneAsync(DbTransaction transaction, SyncRow run, ChunkRow chunk, int progress, CancellationToken cancellationToken)
    {
        await transaction.ExecuteAsync(
            "UPDATE atom_oauth_sync_chunk SET done = 1, sync_id = @id, body = @empty" + OfConnection + " AND hash = @hash",
            cancellationToken,
            [.. Key(run), ("id", run.Id), ("empty", Array.Empty<byte>()), ("hash", chunk.Hash)]).ConfigureAwait(false);
        await transaction.ExecuteAsync(
            "UPDATE atom_oauth_sync SET progress = @progress WHERE id = @id AND tenant = @tenant AND progress < @progress",
            cancellationToken,
            ("progress", progress), ("id", run.Id), ("tenant", run.Tenant)).ConfigureAwait(false);
    }

    /// <summary>Gets the progress of the history according to the processed webhooks.</summary>
    public async Task<int> ProgressAsync(SyncRow run, CancellationToken cancellationToken) => await database.ReadAsync(
        async connection => Convert.ToInt32(
            await connection.ScalarAsync(
                null,
                "SELECT progress FROM atom_oauth_sync WHERE id = @id AND tenant = @tenant",
                cancellationToken,
                ("id", run.Id),
                ("tenant", run.Tenant)).ConfigureAwait(false),
            CultureInfo.InvariantCulture),
        cancellationToken).ConfigureAwait(false);

    private async Task WakeAsync(DbTransaction transaction, (string, object?)[] key, string tenant, CancellationToken cancellationToken)
    {
        var woken = await transaction.ExecuteAsync(
            "UPDATE atom_oauth_sync SET due = @now" + OfConnection + " AND state = 'waiting' AND due > @now",
            cancellationToken,
            [.. key, ("now", clock.Now)]).ConfigureAwait(false);
        if (woken > 0)
        {
            await LedgerMoves.EnqueueAsync(transaction, tenant, clock.Now, cancellationToken).ConfigureAwait(false);
        }
    }

    private static (string, object?)[] Key(SyncRow run) => [("tenant", run.Tenant), ("integration", run.Integration), ("connection", run.Connection)];
}
