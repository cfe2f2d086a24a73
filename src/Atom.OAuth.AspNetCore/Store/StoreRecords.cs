namespace Atom.OAuth.Store;

/// <summary>The right to refresh a connection.</summary>
/// <param name="Fence">The fencing number: a later holder has a higher one.</param>
/// <param name="TokenVersion">The version of the tokens that are refreshed.</param>
/// <param name="Unresolved">How many refreshes of these tokens were sent before and came to no known outcome.</param>
/// <param name="FailureCount">How many refreshes in a row failed.</param>
internal sealed record Lease(long Fence, long TokenVersion, int Unresolved, int FailureCount);

/// <summary>The tokens of a refresh, as they are stored.</summary>
internal sealed record RefreshedTokens(byte[] Sealed, long? ExpiresAt, long? KeepAliveAt, string? Scopes);

/// <summary>What a user consented to.</summary>
internal sealed record Grant(string? TenantId, string UserId, string IntegrationId)
{
    /// <summary>Gets the connection that the user wanted to consent to again, or <see langword="null"/>.</summary>
    public string? ConnectionId { get; init; }

    public string? AccountId { get; init; }

    public string? AccountName { get; init; }

    public required string AskedScopes { get; init; }

    public string? Scopes { get; init; }

    public long? ExpiresAt { get; init; }

    public long? KeepAliveAt { get; init; }

    public long Time { get; init; }

    /// <summary>Gets a value indicating whether the history is to be fetched: it counts as owed from the save on, until it was started.</summary>
    public bool OwesHistory { get; init; }
}

/// <summary>Which connection a grant belongs to.</summary>
internal static class GrantPlacement
{
    public static ConnectionRow? Choose(IReadOnlyList<ConnectionRow> rows, Grant grant)
    {
        var named = rows.FirstOrDefault(row => row.Key.ConnectionId == grant.ConnectionId);
        if (grant.AccountId is null)
        {
            // Nobody can tell the accounts apart: then a user has one.
            return named ?? rows.FirstOrDefault(row => row.AccountId.Length == 0) ?? (rows.Count == 1 ? rows[0] : null);
        }

        // The user may have signed in at the provider with another account than the one to be consented to again: that is another connection.
        return rows.FirstOrDefault(row => row.AccountId == grant.AccountId)
            ?? (named is { AccountId.Length: 0 } ? named : rows.FirstOrDefault(row => row.AccountId.Length == 0));
    }
}
