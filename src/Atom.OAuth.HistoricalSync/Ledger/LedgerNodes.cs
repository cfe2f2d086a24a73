using System.Data.Common;
using Atom.OAuth.Storage;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Sync;

/// <summary>The processes that run syncs: their heartbeats, and the recovery of syncs whose process has none.</summary>
internal sealed class LedgerNodes(LedgerDatabase database, LedgerClock clock, TimeProvider time, IOptions<HistoricalSyncOptions> options)
{
    /// <summary>A sync whose process ends this often without progress fails.</summary>
    private const int MaxInterruptions = 25;

    private static readonly string Recover = $"""
        UPDATE atom_oauth_sync SET
            state = CASE WHEN control = 'Pause' THEN 'paused' WHEN control = 'Cancel' THEN 'cancelled'
                WHEN interruptions + 1 >= {MaxInterruptions} THEN 'failed' ELSE 'pending' END,
            due = CASE WHEN control IS NULL AND interruptions + 1 < {MaxInterruptions} THEN @now ELSE NULL END,
            ended_at = CASE WHEN control = 'Cancel' OR interruptions + 1 >= {MaxInterruptions} THEN @wall ELSE NULL END,
            failure_kind = CASE WHEN control IS NULL AND interruptions + 1 >= {MaxInterruptions} THEN 'Interrupted' ELSE failure_kind END,
            failure = CASE WHEN control IS NULL AND interruptions + 1 >= {MaxInterruptions} THEN @failure ELSE failure END,
            control = NULL, owner = NULL, booked = 0, fence = fence + 1, interruptions = interruptions + 1, updated_at = @wall, version = version + 1
        WHERE owner IS NOT NULL AND owner NOT IN (SELECT id FROM atom_oauth_sync_node)
        RETURNING {SyncRow.Columns}
        """;

    /// <summary>Registers a process.</summary>
    /// <param name="node">The id of the process, which is never reused.</param>
    /// <param name="replaced">The previous id of the process, whose syncs it has stopped, or <see langword="null"/>.</param>
    /// <param name="isAlone">Whether no other process can run syncs, which is known from the lock on an SQLite file.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The recovered syncs of processes that are gone.</returns>
    public Task<IReadOnlyList<StateChange>> EnterAsync(string node, string? replaced, bool isAlone, CancellationToken cancellationToken)
        => database.WriteAsync(
        async (transaction, token) =>
        {
            await clock.ReadAsync(transaction, token).ConfigureAwait(false);
            await transaction.ExecuteAsync(
                isAlone ? "DELETE FROM atom_oauth_sync_node" : "DELETE FROM atom_oauth_sync_node WHERE id = @id", token,
                ("id", replaced)).ConfigureAwait(false);
            await transaction.ExecuteAsync(
                "INSERT INTO atom_oauth_sync_node (id, name, beat) VALUES (@id, @name, 0)", token, ("id", node),
                ("name", options.Value.InstanceName)).ConfigureAwait(false);
            return await RecoverAsync(transaction, token).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Unregisters a process. Its remaining syncs are available to the others immediately.</summary>
    public Task<IReadOnlyList<StateChange>> LeaveAsync(string node, CancellationToken cancellationToken) => database.WriteAsync(
        async (transaction, token) =>
        {
            await transaction.ExecuteAsync("DELETE FROM atom_oauth_sync_node WHERE id = @id", token, ("id", node)).ConfigureAwait(false);
            return await RecoverAsync(transaction, token).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Sends a heartbeat, and reads those of the others.</summary>
    /// <returns>The heartbeat counter of each process; if its own is missing, the process was declared dead.</returns>
    public Task<IReadOnlyDictionary<string, long>> BeatAsync(string node, CancellationToken cancellationToken)
        => database.WriteAsync<IReadOnlyDictionary<string, long>>(
        async (transaction, token) =>
        {
            await clock.ReadAsync(transaction, token).ConfigureAwait(false);
            await transaction.ExecuteAsync(
                "UPDATE atom_oauth_sync_node SET beat = beat + 1 WHERE id = @id", token, ("id", node)).ConfigureAwait(false);
            var beats = await transaction.QueryAsync(
                "SELECT id, beat FROM atom_oauth_sync_node", static row => (row.GetString(0), row.GetInt64(1)), token).ConfigureAwait(false);
            return beats.ToDictionary(beat => beat.Item1, beat => beat.Item2, StringComparer.Ordinal);
        },
        cancellationToken);

    /// <summary>Declares processes dead, unless they have sent a heartbeat since, and queues their syncs and any others without a process.</summary>
    public Task<IReadOnlyList<StateChange>> BuryAsync(IReadOnlyDictionary<string, long> dead, CancellationToken cancellationToken)
        => database.WriteAsync(
        async (transaction, token) =>
        {
            foreach ((var id, var beat) in dead)
            {
                await transaction.ExecuteAsync(
                    "DELETE FROM atom_oauth_sync_node WHERE id = @id AND beat = @beat", token, ("id", id), ("beat", beat)).ConfigureAwait(false);
            }

            return await RecoverAsync(transaction, token).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Synchronizes a process that is not in the cluster with the ledger's clock.</summary>
    public Task ReadClockAsync(CancellationToken cancellationToken) => database.WriteAsync(
        async (transaction, token) =>
        {
            await clock.ReadAsync(transaction, token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    private async Task<IReadOnlyList<StateChange>> RecoverAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        var recovered = await transaction.QueryAsync(
            Recover,
            SyncRow.Read,
            cancellationToken,
            ("now", clock.Now),
            ("wall", time.GetUtcNow().ToUnixTimeMilliseconds()),
            ("failure", $"The process ended {MaxInterruptions} times while it ran this sync, without progress.")).ConfigureAwait(false);
        foreach (var tenant in recovered.Where(row => row.Due is not null).Select(row => row.Tenant).Distinct().Order(StringComparer.Ordinal))
        {
            await LedgerMoves.EnqueueAsync(transaction, tenant, clock.Now, cancellationToken).ConfigureAwait(false);
        }

        return [.. recovered.Select(row => new StateChange(
            row.Id, row.Integration, row.Kind, HistoricalSyncState.Running, row.State, SyncTrigger.Recover, row.FailureKind, row.Failure))];
    }
}
