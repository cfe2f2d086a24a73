using System.Text.Json.Serialization;
using Atom.OAuth.Diagnostics;
using Atom.OAuth.Integrations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Endpoints;

/// <summary>Lists and removes the signed-in user's connections.</summary>
internal sealed class ConnectionsEndpoints(
    IntegrationRegistry integrations, IOAuthConnections connections, IOptions<ConnectionsOptions> options, ILogger<ConnectionsEndpoints> logger)
{
    public async Task ListAsync(HttpContext http)
    {
        if (SignedInUser.Of(http, options.Value) is not { } user)
        {
            await Reply.TextAsync(http, StatusCodes.Status401Unauthorized, "Sign in first.").ConfigureAwait(false);
            return;
        }

        var own = await connections.ListAsync(user.TenantId, user.UserId, http.RequestAborted).ConfigureAwait(false);
        ConnectionList list = new(
            [.. integrations.All.Select(integration => new IntegrationEntry(integration.Id, integration.Name))],
            [
                .. own.Select(connection => new ConnectionEntry(
                    connection.Id,
                    connection.IntegrationId,
                    connection.Status == OAuthConnectionStatus.Active ? "active" : "reauthorization_required",
                    connection.AccountId,
                    connection.AccountName,
                    connection.Scopes,
                    connection.MissingScopes,
                    connection.Problem,
                    connection.CreatedAt,
                    connection.AuthorizedAt)),
            ]);
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsJsonAsync(
            list, ConnectionListContext.Default.ConnectionList, cancellationToken: http.RequestAborted).ConfigureAwait(false);
    }

    public async Task DisconnectAsync(HttpContext http, string connectionId)
    {
        if (CrossSite.Is(http.Request, options.Value))
        {
            ConnectionsLog.CrossSite(logger, ConnectionRoutes.Disconnect);
            await Reply.TextAsync(http, StatusCodes.Status403Forbidden, "The request came from another site.").ConfigureAwait(false);
            return;
        }

        if (SignedInUser.Of(http, options.Value) is not { } user)
        {
            await Reply.TextAsync(http, StatusCodes.Status401Unauthorized, "Sign in first.").ConfigureAwait(false);
            return;
        }

        string? returnPath = (await Forms.ReadAsync(http.Request).ConfigureAwait(false))?[ConnectEndpoint.ReturnPath]
            ?? http.Request.Query[ConnectEndpoint.ReturnPath];

        // Another user's connection is reported as not found, so that its existence is not revealed.
        var connection = await connections.FindAsync(user.TenantId, connectionId, http.RequestAborted).ConfigureAwait(false);
        if (connection?.UserId != user.UserId
            || !await connections.DisconnectAsync(user.TenantId, connectionId, http.RequestAborted).ConfigureAwait(false))
        {
            await Reply.TextAsync(http, StatusCodes.Status404NotFound, "There is no such connection.").ConfigureAwait(false);
            return;
        }

        if (OAuthRedirectPath.IsSafe(returnPath))
        {
            Reply.Redirect(http, Reply.With(returnPath, ("disconnected", connection.IntegrationId)));
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }
}

/// <summary>The response of the list endpoint.</summary>
internal sealed record ConnectionList(IReadOnlyList<IntegrationEntry> Integrations, IReadOnlyList<ConnectionEntry> Connections);

/// <summary>An integration that can be connected.</summary>
internal sealed record IntegrationEntry(string Id, string Name);

/// <summary>A connection of the signed-in user.</summary>
internal sealed record ConnectionEntry(
    string Id,
    string Integration,
    string Status,
    string? AccountId,
    string? AccountName,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string> MissingScopes,
    string? Problem,
    DateTimeOffset CreatedAt,
    DateTimeOffset AuthorizedAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ConnectionList))]
internal sealed partial class ConnectionListContext : JsonSerializerContext;
