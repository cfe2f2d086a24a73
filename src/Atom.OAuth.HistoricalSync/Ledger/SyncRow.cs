using System.Data.Common;
using Atom.OAuth.Storage;

namespace Atom.OAuth.Sync;

/// <summary>A row of the ledger.</summary>
internal sealed record SyncRow
{
    public const string Columns =
        "id, tenant, integration, connection, kind, generation, user_id, state, control, range_from, range_to, skip_from, skip_to, "
        + "want_from, want_to, limitation, "
        + "due, booked, begun, deadline, owner, fence, interruptions, windows, windows_done, batches, records, progress, truncated, "
        + "failure_kind, failure, version, "
        + "created_at, updated_at, ended_at, previous";

    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public required string Integration { get; init; }

    public required string Connection { get; init; }

    public required string Kind { get; init; }

    public int Generation { get; init; }

    public required string UserId { get; init; }

    public HistoricalSyncState State { get; init; }

    /// <summary>Gets the requested control, which the worker applies between two batches: pause or cancel.</summary>
    public SyncTrigger? Control { get; init; }

    public HistoricalSyncWindow Range { get; init; }

    /// <summary>Gets the range that a previous sync has fetched.</summary>
    public HistoricalSyncWindow? Skip { get; init; }

    /// <summary>Gets the range requested while this sync was in progress, if it is larger than the sync's own.</summary>
    public HistoricalSyncWindow? Want { get; init; }

    public string? Limitation { get; init; }

    public long? Due { get; init; }

    /// <summary>Gets a value indicating whether the next request has already been taken from the budgets.</summary>
    public bool IsBooked { get; init; }

    /// <summary>Gets when the first page was requested, by the ledger's clock.</summary>
    public long? Begun { get; init; }

    /// <summary>Gets when to stop waiting for the provider, by the ledger's clock.</summary>
    public long? Deadline { get; init; }

    public string? Owner { get; init; }

    public long Fence { get; init; }

    public int Interruptions { get; init; }

    public int Windows { get; init; }

    public int WindowsDone { get; init; }

    public long Batches { get; init; }

    public long Records { get; init; }

    public int Progress { get; init; }

    public bool IsTruncated { get; init; }

    public HistoricalSyncFailureKind? FailureKind { get; init; }

    public string? Failure { get; init; }

    public long Version { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public long? EndedAt { get; init; }

    /// <summary>Gets the state before the last run claimed the sync.</summary>
    public HistoricalSyncState? Previous { get; init; }

    public HistoricalSyncConnection ToConnection() => new(LedgerText.TenantId(Tenant), UserId, Integration, Connection);

    public static SyncRow Read(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        Tenant = row.GetString(1),
        Integration = row.GetString(2),
        Connection = row.GetString(3),
        Kind = row.GetString(4),
        Generation = row.GetInt32(5),
        UserId = row.GetString(6),
        State = LedgerText.State(row.GetString(7)),
        Control = row.GetStringOrNull(8) is { } control ? Enum.Parse<SyncTrigger>(control) : null,
        Range = Window(row.GetInt64(9), row.GetInt64(10)),
        Skip = row.GetInt64OrNull(11) is { } skip ? Window(skip, row.GetInt64(12)) : null,
        Want = row.GetInt64OrNull(13) is { } want ? Window(want, row.GetInt64(14)) : null,
        Limitation = row.GetStringOrNull(15),
        Due = row.GetInt64OrNull(16),
        IsBooked = row.GetInt32(17) != 0,
        Begun = row.GetInt64OrNull(18),
        Deadline = row.GetInt64OrNull(19),
        Owner = row.GetStringOrNull(20),
        Fence = row.GetInt64(21),
        Interruptions = row.GetInt32(22),
        Windows = row.GetInt32(23),
        WindowsDone = row.GetInt32(24),
        Batches = row.GetInt64(25),
        Records = row.GetInt64(26),
        Progress = row.GetInt32(27),
        IsTruncated = row.GetInt32(28) != 0,
        FailureKind = row.GetStringOrNull(29) is { } kind ? Enum.Parse<HistoricalSyncFailureKind>(kind) : null,
        Failure = row.GetStringOrNull(30),
        Version = row.GetInt64(31),
        CreatedAt = row.GetInt64(32),
        UpdatedAt = row.GetInt64(33),
        EndedAt = row.GetInt64OrNull(34),
        Previous = row.GetStringOrNull(35) is { } previous ? LedgerText.State(previous) : null,
    };

    public static HistoricalSyncWindow Window(long from, long to)
        => new(DateTimeOffset.FromUnixTimeMilliseconds(from), DateTimeOffset.FromUnixTimeMilliseconds(to));
}
