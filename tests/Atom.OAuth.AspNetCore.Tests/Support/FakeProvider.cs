using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.AspNetCore.Tests.Support;

/// <summary>A request to the token endpoint.</summary>
internal sealed record TokenCall(string Method, Dictionary<string, string> Form, string? Authorization)
{
    public bool IsRefresh => Form.GetValueOrDefault("grant_type") == "refresh_token";
}

/// <summary>
/// A provider on loopback that follows the standard, and rotates and rejects used refresh tokens, unless a test configures it otherwise.
/// </summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (string? Challenge, string? Scope)> _codes = new();
    private readonly ConcurrentDictionary<string, bool> _refreshTokens = new();
    private int _number;

    private FakeProvider(WebApplication app) => _app = app;

    public string Origin => _app.Urls.First();

    public ConcurrentQueue<TokenCall> TokenCalls { get; } = new();

    public ConcurrentQueue<Dictionary<string, string>> Revocations { get; } = new();

    public ConcurrentQueue<(string Path, string? Authorization, string Body)> ApiCalls { get; } = new();

    /// <summary>Gets or sets a different response of the token endpoint; null for the standard one.</summary>
    public Func<TokenCall, HttpContext, Task<IResult?>> Answer { get; set; } = (_, _) => Task.FromResult<IResult?>(null);

    /// <summary>Gets or sets the API's response.</summary>
    public Func<HttpContext, IResult> Api { get; set; } = _ => Results.Text("""{"ok":true}""", "application/json");

    /// <summary>Gets or sets additional members of token responses.</summary>
    public Dictionary<string, object?> Extras { get; set; } = [];

    public Func<IResult> UserInfo { get; set; } = () => Results.NotFound();

    public int ExpiresIn { get; set; } = 3600;

    public int Refreshes => TokenCalls.Count(call => call.IsRefresh);

    public static async Task<FakeProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        FakeProvider self = new(app);
        app.MapMethods("/token", ["GET", "POST"], (Delegate)self.TokenAsync);
        app.MapPost("/revoke", async (HttpRequest request) =>
        {
            var call = await ReadAsync(request);
            call["Authorization"] = request.Headers.Authorization.ToString();
            self.Revocations.Enqueue(call);
            return Results.Ok();
        });
        app.MapGet("/userinfo", () => self.UserInfo());
        app.Map("/api/{**rest}", async (HttpContext http) =>
        {
            using StreamReader reader = new(http.Request.Body);
            self.ApiCalls.Enqueue((http.Request.Path, http.Request.Headers.Authorization, await reader.ReadToEndAsync()));
            return self.Api(http);
        });
        await app.StartAsync();
        return self;
    }

    /// <summary>Consents as the user would.</summary>
    /// <param name="authorization">The authorization request.</param>
    /// <param name="scope">The scopes that the user grants; null for all.</param>
    /// <returns>The parameters of the callback.</returns>
    public Dictionary<string, string> Consent(Uri authorization, string? scope = null)
    {
        var query = QueryHelpers.ParseQuery(authorization.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        var code = $"code-{Interlocked.Increment(ref _number)}";
        _codes[code] = (query.GetValueOrDefault("code_challenge"), scope);
        return new() { ["code"] = code, ["state"] = query["state"] };
    }

    /// <summary>Issues a valid refresh token, for a connection that a test stores itself.</summary>
    public string Issue()
    {
        var token = $"rt-{Interlocked.Increment(ref _number)}";
        _refreshTokens[token] = true;
        return token;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public static IResult Json(int status, object value) => Results.Text(JsonSerializer.Serialize(value), "application/json", statusCode: status);

    private async Task<IResult> TokenAsync(HttpContext http)
    {
        TokenCall call = new(http.Request.Method, await ReadAsync(http.Request), http.Request.Headers.Authorization);
        TokenCalls.Enqueue(call);
        if (await Answer(call, http) is { } other)
        {
            return other;
        }

        if (!call.IsRefresh)
        {
            return _codes.TryRemove(call.Form.GetValueOrDefault("code", string.Empty), out var grant)
                && Matches(grant.Challenge, call.Form.GetValueOrDefault("code_verifier"))
                ? Tokens(grant.Scope)
                : Json(400, new { error = "invalid_grant" });
        }

        return _refreshTokens.TryRemove(call.Form["refresh_token"], out _) ? Tokens(null) : Json(400, new { error = "invalid_grant" });
    }

    public IResult Tokens(string? scope)
    {
        Dictionary<string, object?> tokens = new(Extras)
        {
            ["access_token"] = $"at-{Interlocked.Increment(ref _number)}",
            ["refresh_token"] = Issue(),
            ["token_type"] = "Bearer",
            ["expires_in"] = ExpiresIn,
        };
        if (scope is not null)
        {
            tokens["scope"] = scope;
        }

        return Json(200, tokens);
    }

    private static bool Matches(string? challenge, string? verifier)
        => challenge is null || challenge == WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier ?? string.Empty)));

    private static async Task<Dictionary<string, string>> ReadAsync(HttpRequest request)
    {
        if (request.HasFormContentType)
        {
            return (await request.ReadFormAsync()).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        }

        return request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) == true
            ? (await JsonSerializer.DeserializeAsync<Dictionary<string, string>>(request.Body))!
            : request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
    }
}
