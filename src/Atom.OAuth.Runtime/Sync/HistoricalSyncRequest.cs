namespace Atom.OAuth;

/// <summary>What a historical sync has to fetch. It contains ids only, no tokens, because job stores are readable.</summary>
public sealed class HistoricalSyncRequest
{
    internal const int LeastMonths = 1;
    internal const int MostMonths = 60;

    /// <summary>Initializes a new instance of the <see cref="HistoricalSyncRequest"/> class.</summary>
    /// <param name="integrationId">The integration, for example <c>slack</c>.</param>
    /// <param name="userId">The user who connected.</param>
    /// <param name="tenantId">The connection's tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="requestedAt">When the user connected.</param>
    /// <param name="syncMonths">How many calendar months to go back, 1 to 60.</param>
    /// <param name="connectionId">Distinguishes several connections of a user; <see langword="null"/> means the user's id.</param>
    /// <exception cref="ArgumentException">An id is <see langword="null"/> or blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="syncMonths"/> is below 1 or above 60.</exception>
    public HistoricalSyncRequest(
        string integrationId,
        string userId,
        string? tenantId,
        DateTimeOffset requestedAt,
        int syncMonths = 3,
        string? connectionId = null)
    {
        if (Problem(integrationId, userId, tenantId, syncMonths) is var (parameter, problem))
        {
            throw parameter == nameof(syncMonths)
                ? new ArgumentOutOfRangeException(parameter, syncMonths, problem)
                : new ArgumentException(problem, parameter);
        }

        IntegrationId = integrationId;
        UserId = userId;
        TenantId = tenantId;
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

    /// <summary>Gets the connection's id; the user's id if a user has one connection per integration.</summary>
    public string ConnectionId { get; }

    /// <summary>Gets when the user connected (UTC): the end of the range to fetch, exclusive.</summary>
    public DateTimeOffset RequestedAt { get; }

    /// <summary>Gets how many calendar months to go back.</summary>
    public int SyncMonths { get; }

    /// <summary>
    /// Gets the start of the range to fetch (UTC), inclusive: <see cref="SyncMonths"/> before <see cref="RequestedAt"/>, clamped to the last day of
    /// a shorter month.
    /// </summary>
    public DateTimeOffset From { get; init; }

    /// <summary>Gets the key of the connection: two requests with the same key are for the same history.</summary>
    internal (string? TenantId, string IntegrationId, string ConnectionId) Key => (TenantId, IntegrationId, ConnectionId);

    /// <summary>Returns the invalid parameter and what is expected of it; <see langword="null"/> if all are valid.</summary>
    internal static (string Parameter, string Problem)? Problem(string? integrationId, string? userId, string? tenantId, int syncMonths)
        => syncMonths is < LeastMonths or > MostMonths ? (nameof(syncMonths), $"A historical sync goes back {LeastMonths} to {MostMonths} months.")
            : string.IsNullOrWhiteSpace(integrationId) ? (nameof(integrationId), "Pass the integration, for example \"slack\".")
            : string.IsNullOrWhiteSpace(userId) ? (nameof(userId), "Pass the user who connected.")
            : tenantId is not null && string.IsNullOrWhiteSpace(tenantId)
                ? (nameof(tenantId), "Pass the tenant that the connection belongs to, or null in an application without tenants.")
            : null;
}
