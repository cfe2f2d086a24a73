using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.Guide;

/// <summary>The guide's integration in an application on loopback, and a provider whose answers tests configure.</summary>
internal sealed class GuideApplication : IAsyncDisposable
{
    /// <summary>The connection of the default user.</summary>
    public const string Connection = "slack/tenant-1/user-1/T1";

    private readonly WebApplication _app;

    private GuideApplication(WebApplication app) => _app = app;

    public Func<IFormCollection, IResult> Answer { get; set; } = _ => Json(
        """{"ok":true,"access_token":"xoxb-1","refresh_token":"xoxe-1","team":{"id":"T1"}}""");

    /// <summary>Gets or sets a task that the provider awaits before it answers.</summary>
    public Task AnswersAfter { get; set; } = Task.CompletedTask;

    public ConcurrentQueue<IFormCollection> TokenRequests { get; } = [];

    /// <summary>Gets a source that completes once a browser has aborted a request.</summary>
    public TaskCompletionSource Dropped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConnectionStore Connections => _app.Services.GetRequiredService<ConnectionStore>();

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static IResult Json(string body) => Results.Text(body, "application/json");

    public static async Task<GuideApplication> StartAsync(Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Services.AddAuthentication(HeaderSignIn.Name).AddScheme<AuthenticationSchemeOptions, HeaderSignIn>(HeaderSignIn.Name, _ => { });
        builder.Services.AddAuthorization();
        builder.Services.AddSingleton<ConnectionStore>();
        GuideApplication? self = null;
        builder.Services.AddSingleton(_ => new SlackOptions
        {
            ClientId = "client",
            ClientSecret = "hunter22",
            RedirectUri = "https://app.example/integrations/slack/callback",
            TokenEndpoint = new Uri(self!.Address, "/provider/token").ToString(),
        });
        configure?.Invoke(builder.Services);
        SlackIntegration.Register(builder.Services);

        var app = builder.Build();
        self = new GuideApplication(app);
        app.Use((http, next) =>
        {
            http.RequestAborted.Register(() => self.Dropped.TrySetResult());
            return next(http);
        });
        SlackIntegration.Map(app);
        app.MapPost("/provider/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            self.TokenRequests.Enqueue(form);
            await self.AnswersAfter;
            return self.Answer(form);
        });
        await app.StartAsync();
        return self;
    }

    /// <summary>Starts a flow, as the user's browser does.</summary>
    public async Task<(Dictionary<string, string> Query, string Cookie)> ConnectAsync(string user = "user-1", string? returnTo = null)
    {
        var path = "/integrations/slack/connect" + (returnTo is null ? string.Empty : "?returnTo=" + Uri.EscapeDataString(returnTo));
        using var response = await SendAsync(new(HttpMethod.Get, path), user, cookie: null);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var query = QueryHelpers.ParseQuery(response.Headers.Location!.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        return (query, response.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, string? user, string? cookie, CancellationToken cancellationToken = default)
    {
        using HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        if (user is not null)
        {
            request.Headers.Add("X-User", user);
        }

        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        return await client.SendAsync(request, cancellationToken);
    }

    public async Task<(HttpStatusCode Status, string Location, string Body)> CallbackAsync(
        string query, string? cookie, string? user = "user-1", CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(new(HttpMethod.Get, "/integrations/slack/callback?" + query), user, cookie, cancellationToken);
        var location = Uri.UnescapeDataString(response.Headers.Location?.OriginalString ?? string.Empty);
        return (response.StatusCode, location, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
