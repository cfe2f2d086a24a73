using System.Net.Http.Headers;
using System.Text.Json;
using Atom.OAuth.Simulation.Faults;
using Atom.OAuth.Simulation.OAuth;
using Atom.OAuth.Simulation.Providers;

namespace Atom.OAuth.Simulation.Api;

/// <summary>Maps the data API of a provider: token, scope, rate limit and faults are the same for each call.</summary>
internal sealed class ApiMap(IEndpointRouteBuilder endpoints, SimulatedProvider provider)
{
    public void Get(string address, string? scope, Func<ApiCall, IResult> handle) => Map(HttpMethods.Get, address, scope, handle);

    public void Post(string address, string? scope, Func<ApiCall, IResult> handle) => Map(HttpMethods.Post, address, scope, handle);

    /// <summary>Refuses a call in the provider's shape.</summary>
    public IResult Refuse(int status, string message) => provider.RefuseCall(status, message).ToResult();

    private void Map(string method, string address, string? scope, Func<ApiCall, IResult> handle)
    {
        var target = provider.Facts.Endpoint(OAuthEndpointKind.UserInfo)?.Url == address ? FaultTarget.UserInfo : FaultTarget.Api;
        endpoints.MapMethods(
            SimulatorAddress.Path(provider.Facts.Id, address),
            [method],
            http => http.RequestServices
                .GetRequiredService<FaultFilter>()
                .InvokeAsync(http, provider.Facts.Id, target, () => AnswerAsync(http, target, address, scope, handle)));
    }

    private async Task AnswerAsync(HttpContext http, FaultTarget target, string address, string? scope, Func<ApiCall, IResult> handle)
    {
        var options = http.RequestServices.GetRequiredService<SimulatorOptions>();
        var grants = http.RequestServices.GetRequiredService<Grants>();
        var token = http.BearerToken();
        var grant = provider is Discord && http.Request.Headers.Authorization == $"Bot {SimulatorOptions.DiscordBotToken}"
            ? new Grant(provider.Facts.Id, SimulatorOptions.ClientId, "1", ["bot"], default)
            : grants.FindByAccessToken(token);
        var isRefused = target == FaultTarget.Api && http.RequestServices.GetRequiredService<FaultInjector>().TakeRefusal(provider.Facts.Id);
        IResult result;
        if (grant is null || grant.Provider != provider.Facts.Id || isRefused)
        {
            result = Refuse(StatusCodes.Status401Unauthorized, "The access token is invalid or expired");
        }
        else if (scope is not null && !grant.Scopes.Contains(scope, StringComparer.Ordinal) && !grant.Scopes.Contains("bot", StringComparer.Ordinal))
        {
            result = Refuse(StatusCodes.Status403Forbidden, $"The scope {scope} is missing");
        }
        else if (options.EnforcesRateLimits
            && provider.LimitOf(address, options)?.With(options) is { } limit
            && http.RequestServices.GetRequiredService<RateLimiter>().Count(provider.Facts.Id, grant.Id, limit) is { } wait)
        {
            Say(http.Response, limit.Form, wait, http.RequestServices.GetRequiredService<TimeProvider>());
            result = provider.RefuseRate(wait).ToResult();
        }
        else
        {
            if (target == FaultTarget.Api && options.ApiLatency > TimeSpan.Zero)
            {
                await Task.Delay(options.ApiLatency, http.RequestAborted);
            }

            var body = http.Request.HasJsonContentType() ? await http.Request.ReadFromJsonAsync<JsonElement>(http.RequestAborted) : default;
            result = handle(new ApiCall(
                http,
                grant,
                body,
                http.RequestServices.GetRequiredService<Timeline>(),
                http.RequestServices.GetRequiredService<Cursors>(),
                options));
        }

        await result.ExecuteAsync(http);
    }

    private static void Say(HttpResponse response, RetryAfterForm form, TimeSpan wait, TimeProvider time)
    {
        var seconds = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        response.Headers.RetryAfter = form switch
        {
            RetryAfterForm.Seconds => seconds,
            RetryAfterForm.IsoTime =>
                (time.GetUtcNow() + wait).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            _ => default(string),
        };
        if (form == RetryAfterForm.OwnHeader)
        {
            response.Headers["X-RateLimit-Remaining"] = "0";
        }
    }
}

/// <summary>Reads the token of a call.</summary>
internal static class BearerTokenExtensions
{
    public static string? BearerToken(this HttpContext http)
        => AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization, out var header)
            && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? header.Parameter
            : null;
}
