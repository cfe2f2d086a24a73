using System.Net;
using Atom.OAuth.Diagnostics;
using Atom.OAuth.Inspection;
using Atom.OAuth.Integrations;
using Atom.OAuth.Refreshing;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.Handlers;

/// <summary>Attaches a connection's token to requests to the provider's hosts, and replaces a token that the provider rejects.</summary>
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

        // The usual case: the token is in memory, and nothing has to be awaited before the request.
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

    /// <summary>Its state machine is allocated for every request, so it keeps as little as possible across the await.</summary>
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
    /// Removes the token again: an outer handler may resend the request, which then gets the current token, and no log of the request contains it.
    /// </summary>
    /// <returns>Whether the token was still there; following a redirect removes it, and changes the request's URL.</returns>
    private static bool Detach(HttpRequestMessage request) => request.Headers.Remove(Authorization);

    /// <summary>Determines by status and content type alone that a response is neither a rejection nor a page.</summary>
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
                // Redirected within the provider, to a URL that requires a token as well.
                response.Dispose();
                (response, isDropped) = await ResendAsync(request, token, cancellationToken).ConfigureAwait(false);
            }

            if (!isDropped && await IsRefusedAsync(response, cancellationToken).ConfigureAwait(false))
            {
                var fresh = await tokens.ReplaceAsync(token.Connection, token, cancellationToken).ConfigureAwait(false);

                // If there is no other token, or the request cannot be resent, the caller gets this response; in the latter case, the next call uses
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

    /// <summary>Determines whether a request can be resent with a token: a redirect has changed its URL.</summary>
    private bool MayResend(HttpRequestMessage request) => integration.Hosts.Contains(request.RequestUri) && Resendable.Is(request.Content);

    private async ValueTask<bool> IsRefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
        => response.StatusCode == HttpStatusCode.Unauthorized
            || (response.IsSuccessStatusCode
                && integration.ReportsErrorsAsSuccess
                && Media(response) == MediaKind.Json
                && await RefusedToken.IsInBodyAsync(response.Content, cancellationToken).ConfigureAwait(false));

    /// <summary>Throws if the response is a page instead of the API's response; JSON labelled as HTML is not a page.</summary>
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

    /// <summary>Reads the raw content type: parsing the header, as <c>ContentType</c> does, costs more than everything else here.</summary>
    private static MediaKind Media(HttpResponseMessage response) => new ContentLabel(response.Content).Media;
}

internal static class RequestHeaders
{
    /// <summary>Determines whether the caller has set the header, without allocating the parsed headers.</summary>
    public static bool HasAuthorization(this HttpRequestMessage request) => request.Headers.NonValidated.Contains("Authorization");
}
