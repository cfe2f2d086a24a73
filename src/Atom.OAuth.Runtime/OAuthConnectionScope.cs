namespace Atom.OAuth;

/// <summary>
/// The ambient connection: <c>AddConnectionToken</c> attaches its token to requests that do not specify a connection. It flows with
/// <see langword="await"/> and ends with <see cref="Dispose"/>.
/// </summary>
public sealed class OAuthConnectionScope : IDisposable
{
    private static readonly AsyncLocal<OAuthConnectionScope?> Ambient = new();

    private readonly OAuthConnectionScope? _outer;

    private OAuthConnectionScope(string? tenantId, string connectionId, OAuthConnectionScope? outer)
    {
        TenantId = tenantId;
        ConnectionId = connectionId;
        _outer = outer;
    }

    /// <summary>Gets the innermost scope, or <see langword="null"/> if there is none.</summary>
    public static OAuthConnectionScope? Current => Ambient.Value;

    /// <summary>Gets the tenant, or <see langword="null"/> in an application without tenants.</summary>
    public string? TenantId { get; }

    /// <summary>Gets the connection's id.</summary>
    public string ConnectionId { get; }

    /// <summary>
    /// Begins a scope. Call it in the method that makes the calls: a scope begun in a method that it awaits does not flow back to it.
    /// </summary>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="connectionId">The connection.</param>
    /// <returns>The scope; disposing it ends it.</returns>
    /// <exception cref="ArgumentException"><paramref name="connectionId"/> is <see langword="null"/> or blank.</exception>
    public static OAuthConnectionScope Enter(string? tenantId, string connectionId)
    {
        if (string.IsNullOrWhiteSpace(connectionId))
        {
            throw new ArgumentException("Pass the id of the connection.", nameof(connectionId));
        }

        OAuthConnectionScope scope = new(tenantId, connectionId, Ambient.Value);
        Ambient.Value = scope;
        return scope;
    }

    /// <summary>Ends the scope and restores the outer one, if any.</summary>
    public void Dispose()
    {
        if (Ambient.Value == this)
        {
            Ambient.Value = _outer;
        }
    }
}
