namespace Atom.OAuth;

/// <summary>What a historical sync is asked to fetch. It has ids only, no tokens: job stores are readable.</summary>
public sealed class HistoricalSyncRequest
{
    internal const int LeastMonths = 1;
    internal const int MostMonths = 60;

    /// <summary>Initializes a new instance of the <see cref="HistoricalSyncRequest"/> class.</summary>
    /// <param name="integrationId">The integration, for example <c>slack</c>.</param>
    /// <param name="userId">The user who connected.</param>
    /// <param name="tenantId">The tenant that the connection belongs to; <see langword="null"/> in an application without tenants.</param>
    /// <param name="requestedAt">When the connection was made.</param>
    /// <param name="syncMonths">How many calendar months to go back, 1 to 60.</param>
    /// <param name="connectionId">What tells apart two connections of a user; <see langword="null"/> means the user.</param>
    /// <exception cref="ArgumentException">An id is <see langword="null"/> or blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="syncMonths"/> is below 1 or above 60.</exception>
    public HistoricalSyncRequest(string integrationId, string userId, string? tenantId, DateTimeOffset requestedAt, int syncMonths = 3, string? connectionId = null)
    {
        if (syncMonths is < LeastMonths or > MostMonths)
        {
            throw new ArgumentOutOfRangeException(nameof(syncMonths), syncMonths, $"A historical sync goes back {LeastMonths} to {MostMonths} months.");
        }

        IntegrationId = Required(integrationId, nameof(integrationId), "the integration, for example \"slack\"");
        UserId = Required(userId, nameof(userId), "the user who connected");
        TenantId = tenantId is null ? null : Required(tenantId, nameof(tenantId), "the tenant that the connection belongs to, or null in an application without tenants");
        ConnectionId = string.IsNullOrWhiteSpace(connectionId) ? userId : connectionId!;
        RequestedAt = requestedAt.ToUniversalTime();
        SyncMonths = syncMonths;
        From = RequestedAt.AddMonths(-syncMonths);
    }

    /// <summary>Gets the integration's id.</summary>
    public string IntegrationId { get; }

    /// <summary>Gets the user who connected.</summary>
    public string UserId { get; }

    /// <summary>Gets the tenant, or <see langword="null"/> in an application without tenants.</summary>
    public string? TenantId { get; }

    /// <summary>Gets the connection; the user's id where a user has one connection with an integration.</summary>
    public string ConnectionId { get; }

    /// <summary>Gets when the connection was made (UTC): the end of what is fetched, exclusive.</summary>
    public DateTimeOffset RequestedAt { get; }

    /// <summary>Gets how many calendar months to go back.</summary>
    public int SyncMonths { get; }

    /// <summary>Gets where to begin (UTC), inclusive: <see cref="SyncMonths"/> before <see cref="RequestedAt"/>, on the last day of a month that is too short.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>Gets what a connection is known by: two requests with the same key are for the same history.</summary>
    internal (string? TenantId, string IntegrationId, string ConnectionId) Key => (TenantId, IntegrationId, ConnectionId);

    private static string Required(string value, string name, string meaning)
        => string.IsNullOrWhiteSpace(value) ? throw new ArgumentException($"Pass {meaning}.", name) : value;
}
