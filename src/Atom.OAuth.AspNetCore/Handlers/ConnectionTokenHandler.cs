using System.Net;
using Atom.OAuth.Diagnostics;
using Atom.OAuth.Inspection;
using Atom.OAuth.Integrations;
using Atom.OAuth.Refreshing;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.Handlers;

/// <summary>Attaches a connection's token to requests to the provider's hosts, and gets another one where the provider refuses it.</summary>
internal sealed class ConnectionTokenHandler(
    Integration integration,
    TokenCache cache,
    ConnectionTokens tokens,
    ConnectionFinder finder,
    ILogger<ConnectionTokenHandler> logger) : DelegatingHandler
{
    private const string Authorization = "Authorization";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.HasAuthorization())
        {
            return base.SendAsync(request, cancellationToken);
        }

        if (!integration.Hosts.Contains(request.RequestUri))
        {
            ConnectionsLog.ForeignHost(logger, integration.Id);
            return base.SendAsync(request, cancellationToken);
        }

        // The usual case: the token is in memory, and nothing has to be waited for before the request.
        return ConnectionFinder.TryFind(request, out var key)
            && cache.TryGet(key, Target(request), out var token)
            && IsOurs(token)
            ? SendAsync(request, token, cancellationToken)
            : FindAndSendAsync(request, cancellationToken);
    }

    private async Task<HttpResponseMessage> FindAndSendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!ConnectionFinder.TryFind(request, out var key))
        {
            key = await finder.FindOfUserAsync(integration, cancellationToken).ConfigureAwait(false);
        }

        var token = await tokens.GetAsync(key, Target(request), cancellationToken).ConfigureAwait(false);
        if (!IsOurs(token))
        {
            throw new OAuthConnectionException(
                OAuthConnectionProblem.WrongIntegration, $"The connection is with '{token.IntegrationId}': its token is not for {integration.Name}.");
        }

        return await SendAsync(request, token, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What it keeps over the wait is allocated with every request: no more than it needs.</summary>
    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, OAuthAccessToken token, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        bool isDropped;
        try
        {
            response = await AttachAndSend(request, token, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            isDropped = !Detach(request);
        }

        return NeedsNoLook(response) ? response : await LookAsync(request, response, isDropped, token, cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> AttachAndSend(HttpRequestMessage request, OAuthAccessToken token, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation(Authorization, token.AuthorizationHeader);
        return base.SendAsync(request, cancellationToken);
    }

    /// <summary>
    /// A handler outside of this one may send the request again, and then gets the token of that time; and no log of the request has it.
    /// </summary>
    /// <returns>Whether the token was still there; a redirect is followed without it, and has changed the request's address.</returns>
    private static bool Detach(HttpRequestMessage request) => request.Headers.Remove(Authorization);

    /// <summary>Whether a response is neither a refusal nor a page, by status and label alone.</summary>
    private bool NeedsNoLook(HttpResponseMessage response)
        => response.StatusCode != HttpStatusCode.Unauthorized
            && Media(response) is not MediaKind.Html and var media
            && !(integration.ReportsErrorsAsSuccess && media == MediaKind.Json);

    private async Task<HttpResponseMessage> LookAsync(
        HttpRequestMessage request, HttpResponseMessage response, bool isDropped, OAuthAccessToken token, CancellationToken cancellationToken)
    {
        try
        {
            if (isDropped && response.StatusCode == HttpStatusCode.Unauthorized && MayResend(request))
            {
                // Redirected within the provider, to where a token is wanted as well.
                response.Dispose();
                (response, isDropped) = await ResendAsync(request, token, cancellationToken).ConfigureAwait(false);
            }

            if (!isDropped && await IsRefusedAsync(response, cancellationToken).ConfigureAwait(false))
            {
                var fresh = await tokens.ReplaceAsync(token.Connection, token, cancellationToken).ConfigureAwait(false);

                // Where there is no other token, the answer is the caller's; so it is where the request cannot be sent again, and the next call has
                // the new token.
                if (fresh.Version == token.Version || !MayResend(request))
                {
                    return response;
                }

                response.Dispose();
                (response, _) = await ResendAsync(request, fresh, cancellationToken).ConfigureAwait(false);
            }

            return await WithoutPageAsync(response, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<(HttpResponseMessage Response, bool IsDropped)> ResendAsync(
        HttpRequestMessage request, OAuthAccessToken token, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        bool isDropped;
        try
        {
            response = await AttachAndSend(request, token, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            isDropped = !Detach(request);
        }

        return (response, isDropped);
    }

    /// <summary>Whether a request can be sent again, with a token: its address is by now the one that a redirect led to.</summary>
    private bool MayResend(HttpRequestMessage request) => integration.Hosts.Contains(request.RequestUri) && Resendable.Is(request.Content);

    private async ValueTask<bool> IsRefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
        => response.StatusCode == HttpStatusCode.Unauthorized
            || (response.IsSuccessStatusCode
                && integration.ReportsErrorsAsSuccess
                && Media(response) == MediaKind.Json
                && await RefusedToken.IsInBodyAsync(response.Content, cancellationToken).ConfigureAwait(false));

    /// <summary>A page where the API's answer should be is an error that says so; a label alone does not make a page of JSON.</summary>
    private async ValueTask<HttpResponseMessage> WithoutPageAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (Media(response) != MediaKind.Html)
        {
            return response;
        }

        var check = await response.CheckHtmlResponseAsync(integration.Name, cancellationToken).ConfigureAwait(false);
        if (!check.IsHtml)
        {
            return response;
        }

        using (response)
        {
            throw ResponseFailure.Create(response, integration.Name, new BodyVerdict(check.Kind, check.Title));
        }
    }

    private bool IsOurs(OAuthAccessToken token) => string.Equals(token.IntegrationId, integration.Id, StringComparison.Ordinal);

    private static OAuthTokenTarget? Target(HttpRequestMessage request)
        => ConnectionRequestExtensions.IsUsed
            && request.Options.TryGetValue(ConnectionRequestExtensions.TargetKey, out var target) ? target : null;

    /// <summary>The label as it was sent: to parse the header, as <c>ContentType</c> does, costs more than all else here.</summary>
    private static MediaKind Media(HttpResponseMessage response) => new ContentLabel(response.Content).Media;
}

internal static class RequestHeaders
{
    /// <summary>Whether the caller has set the header; headers that nobody touched are not made for the question.</summary>
    public static bool HasAuthorization(this HttpRequestMessage request) => request.Headers.NonValidated.Contains("Authorization");
}
