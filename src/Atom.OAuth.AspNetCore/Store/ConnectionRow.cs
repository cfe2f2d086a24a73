using System.Data.Common;
using Atom.OAuth.Storage;

namespace Atom.OAuth.Store;

/// <summary>A connection as stored in the database.</summary>
internal sealed record ConnectionRow
{
    /// <summary>The columns that every query selects, in the order in which <see cref="Read"/> reads them.</summary>
    public const string Columns = "connection_id, tenant_id, user_id, integration_id, account_id, account_name, asked_scopes, scopes, status, "
        + "tokens, token_version, "
        + "expires_at, failure_code, failure_message, failure_count, retry_at, lease_until, lease_fence, unresolved, created_at, authorized_at";

    public required ConnectionKey Key { get; init; }

    public required string UserId { get; init; }

    public required string IntegrationId { get; init; }

    /// <summary>Gets the account; empty if unknown.</summary>
    public required string AccountId { get; init; }

    public string? AccountName { get; init; }

    /// <summary>Gets the requested scopes, separated by spaces.</summary>
    public required string AskedScopes { get; init; }

    /// <summary>Gets the granted scopes as the provider writes them.</summary>
    public string? Scopes { get; init; }

    public OAuthConnectionStatus Status { get; init; }

    public required byte[] Tokens { get; init; }

    public long TokenVersion { get; init; }

    public long? ExpiresAt { get; init; }

    public string? FailureCode { get; init; }

    public string? FailureMessage { get; init; }

    public int FailureCount { get; init; }

    public long? RetryAt { get; init; }

    public long? LeaseUntil { get; init; }

    public long Fence { get; init; }

    public int Unresolved { get; init; }

    public long CreatedAt { get; init; }

    public long AuthorizedAt { get; init; }

    /// <summary>Gets the database's time when the row was read.</summary>
    public long Now { get; init; }

    public bool IsLeased => LeaseUntil > Now;

    public TimeSpan? RetryAfter => RetryAt > Now ? TimeSpan.FromMilliseconds(RetryAt.Value - Now) : null;

    public static ConnectionRow Read(DbDataReader reader)
    {
        var tenant = reader.GetString(1);
        return new ConnectionRow
        {
            Key = new ConnectionKey(tenant.Length == 0 ? null : tenant, reader.GetString(0)),
            UserId = reader.GetString(2),
            IntegrationId = reader.GetString(3),
            AccountId = reader.GetString(4),
            AccountName = reader.GetStringOrNull(5),
            AskedScopes = reader.GetString(6),
            Scopes = reader.GetStringOrNull(7),
            Status = (OAuthConnectionStatus)reader.GetInt32(8),
            Tokens = reader.GetFieldValue<byte[]>(9),
            TokenVersion = reader.GetInt64(10),
            ExpiresAt = reader.GetInt64OrNull(11),
            FailureCode = reader.GetStringOrNull(12),
            FailureMessage = reader.GetStringOrNull(13),
            FailureCount = reader.GetInt32(14),
            RetryAt = reader.GetInt64OrNull(15),
            LeaseUntil = reader.GetInt64OrNull(16),
            Fence = reader.GetInt64(17),
            Unresolved = reader.GetInt32(18),
            CreatedAt = reader.GetInt64(19),
            AuthorizedAt = reader.GetInt64(20),
            Now = reader.GetInt64(21),
        };
    }

    public OAuthConnection ToConnection()
    {
        var asked = Split(AskedScopes);
        var granted = Scopes is null ? asked : Split(Scopes);
        return new OAuthConnection(Key.ConnectionId, Key.TenantId, UserId, IntegrationId)
        {
            AccountId = AccountId.Length == 0 ? null : AccountId,
            AccountName = AccountName,
            Scopes = granted,
            MissingScopes = [.. asked.Except(granted, StringComparer.OrdinalIgnoreCase)],
            Status = Status,
            Problem = FailureMessage,
            ExpiresAt = ExpiresAt is { } end ? DateTimeOffset.FromUnixTimeMilliseconds(end) : null,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
            AuthorizedAt = DateTimeOffset.FromUnixTimeMilliseconds(AuthorizedAt),
            TokenVersion = TokenVersion,
        };
    }

    /// <summary>Providers separate granted scopes by spaces or commas, however they are requested.</summary>
    private static string[] Split(string scopes) => scopes.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
