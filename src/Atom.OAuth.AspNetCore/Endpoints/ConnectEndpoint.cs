using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Atom.OAuth.Diagnostics;
using Atom.OAuth.Integrations;
using Atom.OAuth.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Endpoints;

/// <summary>Redirects the browser to the provider (RFC 6749, section 4.1.1).</summary>
internal sealed class ConnectEndpoint(
    IntegrationRegistry integrations,
    ConnectionStore store,
    IOAuthStateProtector states,
    ReauthorizationNotes notes,
    IOptions<ConnectionsOptions> options,
    IOptions<OAuthStateOptions> stateOptions,
    TimeProvider time,
    ILogger<ConnectEndpoint> logger)
{
    public const string ReturnPath = "returnPath";
    public const string Connection = "connection";

    private const int VerifierBytes = 32;

    public async Task HandleAsync(HttpContext http, string integrationId)
    {
        if (integrations.Find(integrationId) is not { } integration)
        {
            await Reply.TextAsync(http, StatusCodes.Status404NotFound, "There is no such integration.").ConfigureAwait(false);
            return;
        }

        if (HttpMethods.IsPost(http.Request.Method) && CrossSite.Is(http.Request, options.Value))
        {
            ConnectionsLog.CrossSite(logger, integration.Id);
            await Reply.TextAsync(http, StatusCodes.Status403Forbidden, "The request came from another site.").ConfigureAwait(false);
            return;
        }

        if (SignedInUser.Of(http, options.Value) is not { } user)
        {
            await Reply.TextAsync(http, StatusCodes.Status401Unauthorized, "Sign in first: a connection belongs to a user.").ConfigureAwait(false);
            return;
        }

        var returnPath = await ParameterAsync(http, ReturnPath).ConfigureAwait(false);
        var connectionId = await ParameterAsync(http, Connection).ConfigureAwait(false);
        if (returnPath is not null && (!OAuthRedirectPath.IsSafe(returnPath) || ConnectionRoutes.IsWithinFlow(http.Request, returnPath)))
        {
            await Reply.TextAsync(
                http, StatusCodes.Status400BadRequest, "The return path has to be a path of this application.").ConfigureAwait(false);
            return;
        }

        if (connectionId is not null && !await OwnsAsync(user, integration, connectionId, http.RequestAborted).ConfigureAwait(false))
        {
            await Reply.TextAsync(http, StatusCodes.Status404NotFound, "There is no such connection.").ConfigureAwait(false);
            return;
        }

        await StartAsync(http, integration, user, returnPath, connectionId).ConfigureAwait(false);
    }

    /// <summary>Creates state and cookie for a validated request, and redirects to the provider.</summary>
    private async Task StartAsync(HttpContext http, Integration integration, SignedInUser user, string? returnPath, string? connectionId)
    {
        var verifier = integration.UsesPkce ? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(VerifierBytes)) : null;
        OAuthStateRequest request = new(integration.Id, user.UserId, user.TenantId, returnPath) { CodeVerifier = verifier };
        (string State, OAuthStateCookie Cookie) flow;
        try
        {
            flow = await states.BuildWithCookieAsync(request, http.RequestAborted).ConfigureAwait(false);
        }
        catch (ArgumentException exception) when (returnPath is not null && exception is not ArgumentNullException)
        {
            // Rejected by the application's own prefixes and callback paths.
            await Reply.TextAsync(http, StatusCodes.Status400BadRequest, "The return path is not allowed.").ConfigureAwait(false);
            return;
        }

        if (connectionId is not null)
        {
            await notes.AddAsync(flow.State, connectionId, time.GetUtcNow() + stateOptions.Value.Lifetime, http.RequestAborted).ConfigureAwait(false);
        }

        foreach (var header in flow.Cookie.ToHeaderValues(http.Request.Headers.Cookie))
        {
            http.Response.Headers.Append("Set-Cookie", ForIntegration(integration, header));
        }

        Reply.Redirect(http, AuthorizationUrl(integration, flow.State, verifier, ConnectionRoutes.RedirectUri(http.Request, options.Value)));
    }

    private static string AuthorizationUrl(Integration integration, string state, string? verifier, string redirectUri)
    {
        List<KeyValuePair<string, string?>> query =
        [
            new("response_type", "code"),
            new("client_id", integration.Options.ClientId),
            new("redirect_uri", redirectUri),
            new("state", state),
        ];
        if (integration.Scopes.Count > 0)
        {
            query.Add(new("scope", string.Join(integration.ScopeSeparator, integration.Scopes)));
        }

        if (verifier is not null)
        {
            // RFC 7636, section 4.2.
            query.Add(new("code_challenge", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))));
            query.Add(new("code_challenge_method", "S256"));
        }

        if (integration.Options.UseFormPost)
        {
            query.Add(new("response_mode", "form_post"));
        }

        query.AddRange(integration.AuthorizationParameters.Select(parameter => KeyValuePair.Create(parameter.Key, (string?)parameter.Value)));
        return QueryHelpers.AddQueryString(integration.AuthorizationEndpoint.AbsoluteUri, query);
    }

    /// <summary>The POST of form_post comes from the provider's site, so browsers send only cookies with <c>SameSite=None</c>.</summary>
    private static string ForIntegration(Integration integration, string cookie)
        => integration.Options.UseFormPost ? cookie.Replace("SameSite=Lax", "SameSite=None", StringComparison.Ordinal) : cookie;

    private async Task<bool> OwnsAsync(SignedInUser user, Integration integration, string connectionId, CancellationToken cancellationToken)
        => await store.FindAsync(new ConnectionKey(user.TenantId, connectionId), cancellationToken).ConfigureAwait(false) is { } row
            && row.UserId == user.UserId
            && row.IntegrationId == integration.Id;

    private static async Task<string?> ParameterAsync(HttpContext http, string name)
    {
        string? value = http.Request.Query[name];
        if (value is null && await Forms.ReadAsync(http.Request).ConfigureAwait(false) is { } form)
        {
            value = form[name];
        }

        return string.IsNullOrEmpty(value) ? null : value;
    }
}
