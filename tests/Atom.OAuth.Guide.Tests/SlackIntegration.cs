using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.Guide;

/// <summary>An integration on the template. The regions are the steps in docs/template.md.</summary>
public static class SlackIntegration
{
    public static void Register(IServiceCollection services)
    {
        #region register
        services.AddAtomOAuth()
            .AddInMemoryHistoricalSync((request, cancellationToken) => FetchHistoryAsync(request, cancellationToken));
        services.AddHttpClient<SlackTokens>(http => http.Timeout = TimeSpan.FromSeconds(20));
        #endregion
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        #region connect
        var integration = app.MapGroup("/integrations/slack").RequireAuthorization();

        integration.MapGet("/connect", async (HttpContext http, IOAuthStateProtector states, SlackOptions options, string? returnTo) =>
        {
            var path = OAuthRedirectPath.IsSafe(returnTo) ? returnTo : "/integrations";
            (var state, var cookie) = await states.BuildWithCookieAsync(
                new OAuthStateRequest("slack", http.User.Id(), http.User.TenantId(), path), http.RequestAborted);
            http.Response.Headers.Append("Set-Cookie", cookie.ToHeaderValues(http.Request.Headers.Cookie));

            var authorize = OAuthProviders.Slack.Endpoint(OAuthEndpointKind.Authorization)!.Url;
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
        integration.MapGet("/callback", async (
            HttpContext http, IOAuthStateProtector states, SlackTokens slack, ConnectionStore connections, IHistoricalSyncTrigger historicalSync) =>
        {
            // Nothing below uses http.RequestAborted: a browser that repeats the callback aborts its first request, and the code is valid only once.

            // 1. Is this the response to a request of this user, in this browser? The state is used up by this code here, before the exchange.
            string? state = http.Request.Query["state"];
            string? code = http.Request.Query["code"];
            var cookie = http.Request.Cookies[states.GetCookieName(state)];
            var result = await states.ParseAsync(
                state, OAuthStateExpectation.ForUser("slack", http.User.Id(), http.User.TenantId(), cookie).WithCode(code));
            if (!result.TryGetState(out var oauthState))
            {
                // A duplicate gets the outcome of the first callback. While that one is in progress, a reload will get it.
                return result.PriorOutcome is { } location ? Results.LocalRedirect(location)
                    : Results.Text(result.Error, statusCode: result.CanRetry ? 503 : 400);
            }

            // 2. Did the user refuse? The provider's texts are sanitized before they are shown.
            var error = OAuthErrorMessage.FromCallback("slack", http.Request.Query.SelectMany(
                parameter => parameter.Value, (parameter, value) => KeyValuePair.Create(parameter.Key, value)));
            if (error is not null || string.IsNullOrEmpty(code))
            {
                return await FailAsync(error ?? OAuthErrorMessage.Format("slack", "invalid_request", "The callback has no code."));
            }

            // 3. Exchange the code. Any response from Slack results in tokens or a failure.
            var answer = await slack.ExchangeAsync(code);
            if (!answer.TryGetTokens(out var tokens, out var failure))
            {
                return await FailAsync(failure.Message);
            }

            // 4. Save the connection, then start its historical sync. From here on, nothing can make the connection fail.
            var connectionId = await connections.ConnectAsync(
                "slack", oauthState.TenantId, oauthState.UserId!, SlackTokens.Workspace(tokens), tokens);
            await historicalSync.TriggerHistoricalSyncOnConnectionAsync("slack", oauthState.UserId!, oauthState.TenantId, connectionId: connectionId);
            var connected = QueryHelpers.AddQueryString(oauthState.RedirectPath, "connected", "slack");
            await states.CompleteAsync(result, connected);
            return Results.LocalRedirect(connected);

            async Task<IResult> FailAsync(string message)
            {
                var failed = QueryHelpers.AddQueryString(oauthState.RedirectPath, "error", message);
                await states.FailAsync(result, failed);
                return Results.LocalRedirect(failed);
            }
        });
        #endregion

        #region formPost
        app.MapPost("/integrations/slack/callback", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            return Results.LocalRedirect(QueryHelpers.AddQueryString(
                request.PathBase + request.Path, form.SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value))));
        }).AllowAnonymous();
        #endregion
    }

    private static Task FetchHistoryAsync(HistoricalSyncRequest request, CancellationToken cancellationToken) => Task.CompletedTask;
}

#region tokens
public sealed class SlackTokens(HttpClient http, SlackOptions options, ConnectionStore connections)
{
    public Task<OAuthTokenResponse> ExchangeAsync(string code) => SendAsync(
        new() { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = options.RedirectUri }, current: null);

    public async Task<OAuthTokenResponse> RefreshAsync(string connectionId)
    {
        var current = await connections.GetAsync(connectionId);
        var answer = await SendAsync(
            new() { ["grant_type"] = "refresh_token", ["refresh_token"] = current.RefreshToken }, current);
        if (answer.TryGetTokens(out var tokens, out var failure))
        {
            // The tokens are complete: if the response has no refresh token, they contain the old one.
            await connections.SaveAsync(connectionId, tokens);
        }
        else if (failure.RequiresReauthorization && !current.IsSupersededBy(await connections.GetAsync(connectionId)))
        {
            // Only if Slack requires it, and the stored tokens are still the ones that Slack rejected.
            await connections.MarkForReconnectAsync(connectionId, failure.Message);
        }

        return answer;
    }

    /// <summary>Gets the workspace of the tokens: a user may connect several.</summary>
    public static string Workspace(OAuthTokens tokens)
        => (tokens.TryGetParameter("team", out var owner) && owner.ValueKind == JsonValueKind.Object)
            || (tokens.TryGetParameter("enterprise", out owner) && owner.ValueKind == JsonValueKind.Object)
            ? owner.GetProperty("id").GetString()!
            : "workspace";

    // No cancellation token: once Slack may have acted, its response must be saved. The client's timeout limits the request.
    private async Task<OAuthTokenResponse> SendAsync(Dictionary<string, string?> form, OAuthTokens? current)
    {
        form["client_id"] = options.ClientId;
        form["client_secret"] = options.ClientSecret;
        using HttpRequestMessage request = new(HttpMethod.Post, options.TokenEndpoint) { Content = new FormUrlEncodedContent(form) };
        return await OAuthTokenResponse.SendAsync(http, request, "slack", current);
    }
}
#endregion

/// <summary>The integration's settings.</summary>
public sealed class SlackOptions
{
    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }

    public required string RedirectUri { get; init; }

    public string TokenEndpoint { get; init; } = OAuthProviders.Slack.Endpoint(OAuthEndpointKind.Token)!.Url;
}

/// <summary>Gets the ids of the signed-in user.</summary>
public static class CurrentUser
{
    public static string Id(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier)!;

    public static string? TenantId(this ClaimsPrincipal user) => user.FindFirstValue("tenant");
}
