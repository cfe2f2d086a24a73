namespace Atom.OAuth.Store;

/// <summary>The right to refresh a connection.</summary>
/// <param name="Fence">The fencing token, which increases with every holder.</param>
/// <param name="TokenVersion">The version of the tokens being refreshed.</param>
/// <param name="Unresolved">How many refreshes of these tokens were sent before with an unknown outcome.</param>
/// <param name="FailureCount">The number of consecutive failed refreshes.</param>
internal sealed record Lease(long Fence, long TokenVersion, int Unresolved, int FailureCount);

/// <summary>Refreshed tokens, as they are stored.</summary>
internal sealed record RefreshedTokens(byte[] Sealed, long? ExpiresAt, long? KeepAliveAt, string? Scopes);

/// <summary>What a user consented to.</summary>
internal sealed record Grant(string? TenantId, string UserId, string IntegrationId)
{
    /// <summary>Gets the connection that the user wanted to reauthorize, or <see langword="null"/>.</summary>
    public string? ConnectionId { get; init; }

    public string? AccountId { get; init; }

    public string? AccountName { get; init; }

    public required string AskedScopes { get; init; }

    public string? Scopes { get; init; }

    public long? ExpiresAt { get; init; }

    public long? KeepAliveAt { get; init; }

    public long Time { get; init; }

    /// <summary>Gets a value indicating whether the history has to be fetched: it is owed from saving until it was started.</summary>
    public bool OwesHistory { get; init; }
}

/// <summary>Chooses the connection for a grant.</summary>
internal static class GrantPlacement
{
    public static ConnectionRow? Choose(IReadOnlyList<ConnectionRow> rows, Grant grant)
    {
        var named = rows.FirstOrDefault(row => row.Key.ConnectionId == grant.ConnectionId);
        if (grant.AccountId is null)
        {
            // Without an account id, accounts cannot be told apart: assume that a user has one.
            return named ?? rows.FirstOrDefault(row => row.AccountId.Length == 0) ?? (rows.Count == 1 ? rows[0] : null);
        }

        // The user may have signed in to another account than that of the connection to reauthorize: that is another connection.
        return rows.FirstOrDefault(row => row.AccountId == grant.AccountId)
            ?? (named is { AccountId.Length: 0 } ? named : rows.FirstOrDefault(row => row.AccountId.Length == 0));
    }
}
