using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.Guide;

/// <summary>The guide's integration in an application on loopback, with a provider beside it that answers as told.</summary>
internal sealed class GuideApplication : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GuideApplication(WebApplication app) => _app = app;

    public Func<IFormCollection, IResult> Answer { get; set; } = _ => Results.Text("""{"ok":true,"access_token":"xoxb-1","refresh_token":"xoxe-1"}""", "application/json");

    public List<IFormCollection> TokenRequests { get; } = [];

    public ConnectionStore Connections => _app.Services.GetRequiredService<ConnectionStore>();

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<GuideApplication> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<ConnectionStore>();
        GuideApplication? self = null;
        builder.Services.AddSingleton(_ => new SlackOptions
        {
            ClientId = "client",
            ClientSecret = "hunter22",
            RedirectUri = "https://app.example/integrations/slack/callback",
            TokenEndpoint = new Uri(self!.Address, "/provider/token").ToString(),
        });
        SlackIntegration.Register(builder.Services);

        WebApplication app = builder.Build();
        self = new GuideApplication(app);
        app.Use((http, next) =>
        {
            // Stands for the application's sign-in.
            Claim[] claims = [new(ClaimTypes.NameIdentifier, http.Request.Headers["X-User"].ToString()), new("tenant", "tenant-1")];
            http.User = new ClaimsPrincipal(new ClaimsIdentity(claims, "test"));
            return next(http);
        });
        SlackIntegration.Map(app);
        app.MapPost("/provider/token", async (HttpRequest request) =>
        {
            IFormCollection form = await request.ReadFormAsync();
            self.TokenRequests.Add(form);
            return self.Answer(form);
        });
        await app.StartAsync();
        return self;
    }

    /// <summary>Starts a flow, as the user's browser does.</summary>
    public async Task<(Dictionary<string, string> Query, string Cookie)> ConnectAsync(string user = "user-1")
    {
        using HttpResponseMessage response = await GetAsync("/integrations/slack/connect", user, cookie: null);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Dictionary<string, string> query = QueryHelpers.ParseQuery(response.Headers.Location!.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        return (query, response.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
    }

    public async Task<HttpResponseMessage> GetAsync(string path, string user, string? cookie)
    {
        using HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.Add("X-User", user);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        return await client.SendAsync(request);
    }

    public async Task<(HttpStatusCode Status, string Location, string Body)> CallbackAsync(string query, string? cookie, string user = "user-1")
    {
        using HttpResponseMessage response = await GetAsync("/integrations/slack/callback?" + query, user, cookie);
        return (response.StatusCode, Uri.UnescapeDataString(response.Headers.Location?.OriginalString ?? string.Empty), await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
