using Atom.OAuth.Endpoints;
using Atom.OAuth.Integrations;
using Atom.OAuth.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Handlers;

/// <summary>Finds the connection of a request: the one set on it, else that of the scope, else the signed-in user's only one.</summary>
internal sealed class ConnectionFinder(ConnectionStore store, IHttpContextAccessor accessor, IOptions<ConnectionsOptions> options)
{
    public static bool TryFind(HttpRequestMessage request, out ConnectionKey key)
    {
        if (ConnectionRequestExtensions.IsUsed && request.Options.TryGetValue(ConnectionRequestExtensions.Key, out key))
        {
            return true;
        }

        key = default;
        if (OAuthConnectionScope.Current is { } scope)
        {
            key = new ConnectionKey(scope.TenantId, scope.ConnectionId);
            return true;
        }

        return false;
    }

    public async Task<ConnectionKey> FindOfUserAsync(Integration integration, CancellationToken cancellationToken)
    {
        if (accessor.HttpContext is not { } http || SignedInUser.Of(http, options.Value) is not { } user)
        {
            throw new OAuthConnectionException(
                OAuthConnectionProblem.NotNamed,
                $"Nothing says whose connection with {integration.Name} is meant. Call request.SetConnection(tenantId, connectionId), or run in "
                    + $"OAuthConnectionScope.Enter(tenantId, connectionId).");
        }

        // Cached for the web request: the user's connections do not change during it.
        object item = (typeof(ConnectionFinder), integration.Id);
        if (http.Items.TryGetValue(item, out var known))
        {
            return (ConnectionKey)known!;
        }

        var rows = await store.ListAsync(
            user.TenantId, user.UserId, integration.Id, cancellationToken).ConfigureAwait(false);
        var key = rows.Count switch
        {
            1 => rows[0].Key,
            0 => throw new OAuthConnectionException(OAuthConnectionProblem.NotFound, $"The user has no connection with {integration.Name}."),
            _ => throw new OAuthConnectionException(
                OAuthConnectionProblem.NotNamed, $"The user has {rows.Count} connections with {integration.Name}. Name one by "
                    + $"request.SetConnection(tenantId, connectionId)."),
        };
        http.Items[item] = key;
        return key;
    }
}
