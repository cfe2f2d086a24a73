using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.AspNetCore.Tests.Guide;

/// <summary>The code in docs/connections.md. The regions are its code blocks.</summary>
internal static class Application
{
    public static void Replicas(WebApplicationBuilder builder)
    {
        #region replicas
        builder.Services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo("/var/lib/myapp/keys"));
        builder.Services.AddAtomOAuth()
            .AddConnections(o => o.UsePostgreSql(builder.Configuration.GetConnectionString("Connections")!))
            .AddIntegration("slack", o => builder.Configuration.Bind("Slack", o))
            .AddIntegration("zoom", o => builder.Configuration.Bind("Zoom", o));
        #endregion
    }

    public static void Custom(OAuthConnectionsBuilder connections)
    {
        #region custom
        connections.AddIntegration("acme", o =>
        {
            o.AuthorizationEndpoint = "https://login.acme.example/authorize";
            o.TokenEndpoint = "https://login.acme.example/token";
            o.RevocationEndpoint = "https://login.acme.example/revoke";
            o.UserInfoEndpoint = "https://login.acme.example/userinfo";
            o.ApiHosts.Add("api.acme.example");
            o.Issuer = "https://login.acme.example";
            o.ClientId = "…";
            o.ClientSecret = "…";
            o.Scopes.Add("documents.read");
        });
        #endregion
    }

    public static void SlackUser(OAuthConnectionsBuilder connections, WebApplicationBuilder builder)
    {
        #region slackUser
        connections.AddIntegration("slack-user", o =>
        {
            builder.Configuration.Bind("Slack", o);
            o.Provider = "slack";
            o.AuthorizationEndpoint = "https://slack.com/oauth/v2_user/authorize";
            o.TokenEndpoint = "https://slack.com/api/oauth.v2.user.access";
        });
        #endregion
    }

    public static void Clients(IServiceCollection services)
    {
        #region client
        services.AddHttpClient<SlackApi>(client => client.BaseAddress = new Uri("https://slack.com/api/"))
            .AddConnectionToken("slack")
            .AddStandardResilienceHandler();
        #endregion
    }

    #region named
    internal sealed class SlackApi(HttpClient http)
    {
        public async Task<JsonElement> GetChannelsAsync(string? tenantId, string connectionId, CancellationToken cancellationToken)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "conversations.list");
            request.SetConnection(tenantId, connectionId);
            using var response = await http.SendAsync(request, cancellationToken);
            return await response.ReadOAuthJsonAsync<JsonElement>("Slack", cancellationToken);
        }
    }
    #endregion

    public static async Task BackgroundAsync(IOAuthConnections connections, HttpClient http, string? tenantId, string userId)
    {
        #region scope
        foreach (var connection in await connections.ListAsync(tenantId, userId))
        {
            using var scope = OAuthConnectionScope.Enter(tenantId, connection.Id);
            using var response = await http.GetAsync("conversations.list");
        }
        #endregion
    }

    public static async Task TokenAsync(IOAuthConnections connections, string? tenantId, string connectionId, CancellationToken cancellationToken)
    {
        #region token
        var token = await connections.GetAccessTokenAsync(tenantId, connectionId, cancellationToken: cancellationToken);
        #endregion
        Assert.NotNull(token);
    }

    public static void Hooks(AtomOAuthBuilder builder, Func<OAuthConnectionChange, CancellationToken, ValueTask> mailTheUserAsync)
    {
        #region hooks
        builder.AddConnections(o =>
        {
            o.UseSqlite("connections.db");
            o.OnReauthorizationRequired = (change, cancellationToken) => mailTheUserAsync(change, cancellationToken);
            o.KeepAliveInterval = TimeSpan.FromHours(1);
        });
        #endregion
    }
}
