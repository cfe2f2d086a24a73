using Atom.OAuth.Store;

namespace Atom.OAuth;

/// <summary>Selects the connection whose access token a request gets.</summary>
public static class ConnectionRequestExtensions
{
    private static bool _isUsed;

    internal static readonly HttpRequestOptionsKey<ConnectionKey> Key = new("Atom.OAuth.Connection");
    internal static readonly HttpRequestOptionsKey<OAuthTokenTarget> TargetKey = new("Atom.OAuth.TokenTarget");

    /// <summary>
    /// Gets a value indicating whether any request ever selected a connection: reading a request's options allocates them, and most applications
    /// never set any.
    /// </summary>
    internal static bool IsUsed => Volatile.Read(ref _isUsed);

    /// <summary>Selects the connection whose access token the request gets, for a client with <c>AddConnectionToken</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="connectionId">The connection.</param>
    /// <param name="target">
    /// The resource and scopes, if they need a separate token; <see langword="null"/> for the connection's token.
    /// </param>
    /// <returns>The request.</returns>
    /// <exception cref="ArgumentException"><paramref name="connectionId"/> is <see langword="null"/> or empty.</exception>
    public static HttpRequestMessage SetConnection(
        this HttpRequestMessage request, string? tenantId, string connectionId, OAuthTokenTarget? target = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        Volatile.Write(ref _isUsed, true);
        request.Options.Set(Key, new ConnectionKey(tenantId, connectionId));
        if (target is not null)
        {
            request.Options.Set(TargetKey, target);
        }

        return request;
    }
}
