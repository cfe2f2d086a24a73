using System.Net;
using System.Web;
using Atom.OAuth.Testing;

namespace Atom.OAuth.Tests.Servers;

/// <summary>Responses of seven real servers and proxies, and how they are read: tokens, errors, pages, empty bodies and broken connections.</summary>
public class RealServerTests
{
    private const string Install = "apt-get install nginx haproxy caddy lighttpd tinyproxy";
    private const string Dead = "127.0.0.1:1";
    private const string TryLater = "try again later";
    private const string CheckUrl = "Check the URL";

    [NeedsFact("apt-get install nodejs npm", "node")]
    public Task OidcProvider_IsRead() => CheckAuthorizationServer(AuthorizationServer.OidcProvider);

    [NeedsFact("apt-get install nodejs npm", "node")]
    public Task OAuth2ServerOnExpress_IsRead() => CheckAuthorizationServer(AuthorizationServer.OAuth2Server);

    [NeedsFact(Install, "nginx")]
    public async Task Nginx_IsRead()
    {
        await using var nginx = await ServerProcess.StartAsync("nginx", ["-p", "{folder}", "-c", "{config}", "-e", "{folder}/error.log"], $$"""
            daemon off; pid {folder}/nginx.pid; worker_processes 1;
            events { }
            http {
                access_log off; client_max_body_size 1k;
                client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c; uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
                server {
                    listen 127.0.0.1:{port}; root {folder}/www;
                    location /dead { proxy_pass http://{{Dead}}; }
                    location = /moved { return 301 /moved/; }
                    location /moved/ { return 405; }
                    location /limited { return 429; }
                    location /html { types { } default_type text/html; return 200 "<html><title>Sign in</title></html>"; }
                }
            }
            """);

        await Check(nginx, "nothing", OAuthFailureKind.HtmlPage, 404, retryable: false, CheckUrl);
        await Check(nginx, "dead", OAuthFailureKind.HtmlPage, 502, retryable: true, TryLater);
        await Check(nginx, "limited", OAuthFailureKind.RateLimited, 429, retryable: true, "fewer requests");
        await Check(nginx, "html", OAuthFailureKind.HtmlPage, 200, retryable: false, "login page");
        await Check(nginx, "moved", OAuthFailureKind.RedirectedToPage, 301, retryable: false, "lacks the slash");
        await Check(nginx, "moved", OAuthFailureKind.RedirectedToPage, 405, retryable: false, "arrived as a GET", new HttpClient());
        await Check(nginx, "dead", OAuthFailureKind.HtmlPage, 413, retryable: false, "larger", filler: new string('x', 3000));
    }

    [NeedsFact(Install, "haproxy")]
    public async Task HAProxy_IsRead()
    {
        await using var haproxy = await ServerProcess.StartAsync("haproxy", ["-db", "-f", "{config}"], $$"""
            defaults
                mode http
                timeout connect 2s
                timeout client 10s
                timeout server 10s
            frontend front
                bind 127.0.0.1:{port}
                http-request deny deny_status 429 if { path /limited }
                http-request deny deny_status 403 if { path /denied }
                default_backend back
            backend back
                server one {{Dead}}

            """);

        await Check(haproxy, "dead", OAuthFailureKind.HtmlPage, 503, retryable: true, TryLater);
        await Check(haproxy, "limited", OAuthFailureKind.RateLimited, 429, retryable: true, "fewer requests");
        await Check(haproxy, "denied", OAuthFailureKind.HtmlPage, 403, retryable: false, "403");
    }

    [NeedsFact(Install, "caddy")]
    public async Task Caddy_IsRead()
    {
        await using var caddy = await ServerProcess.StartAsync("caddy", ["run", "--config", "{config}", "--adapter", "caddyfile"], $$"""
            {
                admin off
                auto_https off
            }
            http://127.0.0.1:{port} {
                reverse_proxy /dead {{Dead}}
                respond /nothing 404
                respond /token `{"access_token":"at-1","expires_in":60}` 200
            }

            """);

        // Caddy's own errors have no body, only a status.
        await Check(caddy, "dead", OAuthFailureKind.Empty, 502, retryable: true, TryLater);
        await Check(caddy, "nothing", OAuthFailureKind.Empty, 404, retryable: false, CheckUrl);
        await Check(caddy, "noroute", OAuthFailureKind.Empty, 200, retryable: true, "empty body");
        Assert.Equal("at-1", (await Send(caddy.Url, "token")).Tokens?.AccessToken);
    }

    [NeedsFact(Install, "lighttpd")]
    public async Task Lighttpd_IsRead()
    {
        await using var lighttpd = await ServerProcess.StartAsync("lighttpd", ["-D", "-f", "{config}"], """
            server.document-root = "{folder}/www"
            server.bind = "127.0.0.1"
            server.port = {port}
            server.modules = ()

            """);

        await Check(lighttpd, "nothing", OAuthFailureKind.HtmlPage, 404, retryable: false, CheckUrl);
    }

    [NeedsFact(Install, "tinyproxy")]
    public async Task Tinyproxy_IsRead_AlsoWhereItBreaksTheConnection()
    {
        await using var tinyproxy = await ServerProcess.StartAsync("tinyproxy", ["-d", "-c", "{config}"], """
            Port {port}
            Listen 127.0.0.1
            Timeout 10
            Allow 127.0.0.1

            """);
        using HttpClient client = new(new SocketsHttpHandler { Proxy = new WebProxy(tinyproxy.Url), UseProxy = true });
        using HttpRequestMessage request = new(HttpMethod.Post, $"http://{Dead}/token") { Content = Form("code-1") };

        var failure = (await OAuthTokenResponse.SendAsync(client, request, "Acme")).Failure!;

        // It sends a page and resets the connection: the page counts.
        Assert.Equal((OAuthFailureKind.HtmlPage, true), (failure.Kind, failure.IsRetryable));
        Assert.InRange((int)failure.StatusCode!, 500, 504);
        Assert.Contains("proxy", failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task CheckAuthorizationServer(string name)
    {
        await using var server = await AuthorizationServer.StartAsync(name);
        var encoding = server.BasicEncoding == "raw" ? OAuthBasicEncoding.Raw : OAuthBasicEncoding.FormUrlEncoded;
        OAuthClientCredentials right = new(server.ClientId, server.ClientSecret);
        OAuthClientCredentials wrong = new(server.ClientId, "hunter22");
        var code = HttpUtility.ParseQueryString((await server.AuthorizeAsync("state-1")).Query)["code"]!;

        var badSecret = (await Request(server, wrong, encoding, Exchange("no-such-code"))).Failure!;
        var badCode = (await Request(server, right, encoding, Exchange("no-such-code"))).Failure!;
        var tokens = (await Request(server, right, encoding, Exchange(code))).GetTokensOrThrow();
        var badRefresh = (await Request(server, right, encoding, Refresh("no-such-token"))).Failure!;
        var badGrant = (await Request(server, right, encoding, [new("grant_type", "magic")])).Failure!;
        var notFound = (await Send(new Uri(server.TokenEndpoint, "/"), "nowhere")).Failure!;

        Assert.NotNull(tokens.ExpiresAt);
        Assert.Equal((OAuthFailureKind.ProviderError, false), (badSecret.Kind, badSecret.RequiresReauthorization));
        Assert.Contains("invalid_client", badSecret.Message, StringComparison.Ordinal);
        Assert.Equal(("invalid_grant", true, false), (badCode.Code, badCode.RequiresReauthorization, badCode.IsRetryable));
        Assert.Equal(("invalid_grant", true), (badRefresh.Code, badRefresh.RequiresReauthorization));
        Assert.Equal("unsupported_grant_type", badGrant.Code);
        Assert.Equal(HttpStatusCode.NotFound, notFound.StatusCode);
        Assert.False(notFound.IsRetryable);
        if (tokens.RefreshToken is { } refreshToken)
        {
            var refreshed = (await Request(server, right, encoding, Refresh(refreshToken), tokens)).GetTokensOrThrow();
            Assert.NotEqual(tokens.AccessToken, refreshed.AccessToken);
            Assert.NotNull(refreshed.RefreshToken);
        }

        // A secret with + / and % is only correct in one of the encodings.
        var other = encoding == OAuthBasicEncoding.Raw ? OAuthBasicEncoding.FormUrlEncoded : OAuthBasicEncoding.Raw;
        Assert.NotEqual("invalid_grant", (await Request(server, right, other, Exchange("no-such-code"))).Failure!.Code);

        KeyValuePair<string, string>[] Exchange(string value) =>
            [new("grant_type", "authorization_code"), new("code", value), new("redirect_uri", server.RedirectUri)];
        static KeyValuePair<string, string>[] Refresh(string value) => [new("grant_type", "refresh_token"), new("refresh_token", value)];
    }

    private static async Task<OAuthTokenResponse> Request(
        AuthorizationServer server,
        OAuthClientCredentials credentials,
        OAuthBasicEncoding encoding,
        KeyValuePair<string, string>[] form,
        OAuthTokens? current = null)
    {
        using HttpClient client = new();
        using HttpRequestMessage request = new(HttpMethod.Post, server.TokenEndpoint) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = credentials.ToBasicHeader(encoding);
        return await OAuthTokenResponse.SendAsync(client, request, server.Name, current);
    }

    private static FormUrlEncodedContent Form(string code, string filler = "") =>
        new([new("grant_type", "authorization_code"), new("code", code), new("x", filler)]);

    private static async Task<OAuthTokenResponse> Send(Uri server, string path, HttpClient? client = null, string filler = "")
    {
        using var http = client ?? new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(server, path)) { Content = Form("code-1", filler) };
        return await OAuthTokenResponse.SendAsync(http, request, "Acme");
    }

    private static async Task Check(
        ServerProcess server,
        string path,
        OAuthFailureKind kind,
        int status,
        bool retryable,
        string says,
        HttpClient? client = null,
        string filler = "")
    {
        var failure = (await Send(server.Url, path, client, filler)).Failure!;
        Assert.Equal((kind, status, retryable), (failure.Kind, (int)failure.StatusCode!, failure.IsRetryable));
        Assert.Contains(says, failure.Message, StringComparison.OrdinalIgnoreCase);
    }
}
