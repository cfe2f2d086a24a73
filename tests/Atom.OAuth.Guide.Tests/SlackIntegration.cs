using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.Guide;

/// <summary>An integration on the template. The regions are the steps of docs/template.md.</summary>
public static class SlackIntegration
{
    public static void Register(IServiceCollection services)
    {
        #region register
        services.AddAtomOAuth()
            .AddInMemoryHistoricalSync((request, cancellationToken) => FetchHistoryAsync(request, cancellationToken));
        services.AddHttpClient<SlackTokens>();
        #endregion
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        #region connect
        app.MapGet("/integrations/slack/connect", async (HttpContext http, IOAuthStateProtector states, SlackOptions options) =>
        {
            (string state, OAuthStateCookie cookie) = await states.BuildWithCookieAsync(
                new OAuthStateRequest("slack", http.User.Id(), http.User.TenantId(), "/integrations"), http.RequestAborted);
            http.Response.Headers.Append("Set-Cookie", cookie.ToHeaderValue());

            string authorize = OAuthProviders.Slack.Endpoint(OAuthEndpointKind.Authorization)!.Url;
            return Results.Redirect(QueryHelpers.AddQueryString(authorize, new Dictionary<string, string?>
            {
                ["client_id"] = options.ClientId,
                ["redirect_uri"] = options.RedirectUri,
                ["scope"] = "channels:history,channels:read",
                ["state"] = state,
            }));
        });
        #endregion

        #region callback
        app.MapGet("/integrations/slack/callback", async (
            HttpContext http, IOAuthStateProtector states, SlackTokens slack, ConnectionStore connections, IHistoricalSyncTrigger historicalSync) =>
        {
            // 1. Is this callback the answer to a request of this user, in this browser? It is used up here, before the exchange.
            string? state = http.Request.Query["state"];
            OAuthStateResult result = await states.ParseAsync(
                state,
                OAuthStateExpectation.ForUser("slack", http.User.Id(), http.User.TenantId(), http.Request.Cookies[states.GetCookieName(state)]),
                http.RequestAborted);
            if (!result.TryGetState(out OAuthState? oauthState))
            {
                // A browser that reloads the callback gets what the first call came to.
                return result.PriorOutcome is { } location ? Results.LocalRedirect(location) : Results.BadRequest(result.Error);
            }

            // 2. Did the user say no? Words of the provider are cleaned before they are shown.
            string? error = OAuthErrorMessage.FromCallback("slack", http.Request.Query.SelectMany(
                parameter => parameter.Value, (parameter, value) => KeyValuePair.Create(parameter.Key, value)));
            if (error is not null)
            {
                return await FinishAsync(QueryHelpers.AddQueryString(oauthState.RedirectPath, "error", error));
            }

            // 3. Exchange the code. Whatever Slack answers is tokens or a failure.
            OAuthTokenResponse answer = await slack.ExchangeAsync(http.Request.Query["code"], http.RequestAborted);
            if (!answer.TryGetTokens(out OAuthTokens? tokens, out OAuthFailure? failure))
            {
                return await FinishAsync(QueryHelpers.AddQueryString(oauthState.RedirectPath, "error", failure.Message));
            }

            // 4. Save the connection, then start its history. From here on nothing can fail the connection.
            await connections.SaveAsync("slack", oauthState.UserId!, tokens);
            await historicalSync.TriggerHistoricalSyncOnConnectionAsync("slack", oauthState.UserId!, oauthState.TenantId);
            return await FinishAsync(QueryHelpers.AddQueryString(oauthState.RedirectPath, "connected", "slack"));

            async Task<IResult> FinishAsync(string location)
            {
                await states.CompleteAsync(result, location);
                return Results.LocalRedirect(location);
            }
        });
        #endregion
    }

    private static Task FetchHistoryAsync(HistoricalSyncRequest request, CancellationToken cancellationToken) => Task.CompletedTask;
}

#region tokens
public sealed class SlackTokens(HttpClient http, SlackOptions options, ConnectionStore connections)
{
    public Task<OAuthTokenResponse> ExchangeAsync(string? code, CancellationToken cancellationToken) => SendAsync(
        new() { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = options.RedirectUri }, current: null, cancellationToken);

    public async Task<OAuthTokenResponse> RefreshAsync(string userId, CancellationToken cancellationToken)
    {
        OAuthTokens current = await connections.GetAsync("slack", userId);
        OAuthTokenResponse answer = await SendAsync(
            new() { ["grant_type"] = "refresh_token", ["refresh_token"] = current.RefreshToken }, current, cancellationToken);
        if (answer.TryGetTokens(out OAuthTokens? tokens, out OAuthFailure? failure))
        {
            // Complete: a refresh token that the answer left out is the old one.
            await connections.SaveAsync("slack", userId, tokens);
        }
        else if (failure.RequiresReauthorization && !current.IsSupersededBy(await connections.GetAsync("slack", userId)))
        {
            // Only now, and only because Slack said so and no one else has refreshed in the meantime.
            await connections.MarkForReconnectAsync("slack", userId, failure.Message);
        }

        return answer;
    }

    private async Task<OAuthTokenResponse> SendAsync(Dictionary<string, string?> form, OAuthTokens? current, CancellationToken cancellationToken)
    {
        form["client_id"] = options.ClientId;
        form["client_secret"] = options.ClientSecret;
        using HttpRequestMessage request = new(HttpMethod.Post, options.TokenEndpoint) { Content = new FormUrlEncodedContent(form) };
        return await OAuthTokenResponse.SendAsync(http, request, "slack", current, cancellationToken: cancellationToken);
    }
}
#endregion

/// <summary>What the integration is configured with.</summary>
public sealed class SlackOptions
{
    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }

    public required string RedirectUri { get; init; }

    public string TokenEndpoint { get; init; } = OAuthProviders.Slack.Endpoint(OAuthEndpointKind.Token)!.Url;
}

/// <summary>Who is signed in.</summary>
public static class CurrentUser
{
    public static string Id(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier)!;

    public static string? TenantId(this ClaimsPrincipal user) => user.FindFirstValue("tenant");
}
