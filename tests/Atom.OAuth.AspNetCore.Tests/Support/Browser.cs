using System.Net;

namespace Atom.OAuth.AspNetCore.Tests.Support;

/// <summary>A response.</summary>
internal sealed record Reply(HttpStatusCode Status, string Location, string Body, HttpResponseMessage Response);

/// <summary>A browser with a signed-in user and cookies.</summary>
internal sealed class Browser(TestApp app, string? user = TestApp.User, string? tenant = TestApp.Tenant)
{
    private readonly Dictionary<string, string> _cookies = [];

    public IReadOnlyDictionary<string, string> Cookies => _cookies;

    /// <summary>Requests connect, and returns the authorization request to which the application redirects.</summary>
    public async Task<Uri> StartAsync(string integration = "demo", string? query = null)
    {
        var reply = await SendAsync(HttpMethod.Get, $"/integrations/{integration}/connect{query}");
        Assert.True(reply.Status == HttpStatusCode.Redirect, $"{reply.Status}: {reply.Body}");
        return new Uri(reply.Location);
    }

    public Task<Reply> CallbackAsync(string integration, IEnumerable<KeyValuePair<string, string>> parameters)
        => SendAsync(
            HttpMethod.Get,
            $"/integrations/{integration}/callback?{string.Join('&', parameters.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"))}");

    public async Task<Reply> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(app.Origin),
            Timeout = TimeSpan.FromMinutes(4),
        };
        using HttpRequestMessage request = new(method, path) { Content = content };
        if (user is not null)
        {
            request.Headers.Add("X-User", user);
        }

        if (tenant is not null)
        {
            request.Headers.Add("X-Tenant", tenant);
        }

        if (_cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        foreach ((var name, var value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await client.SendAsync(request);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            _cookies[pair[0]] = pair[1];
        }

        return new Reply(
            response.StatusCode, response.Headers.Location?.OriginalString ?? string.Empty, await response.Content.ReadAsStringAsync(), response);
    }

    /// <summary>Copies this browser's cookies to another one.</summary>
    public void LendCookiesTo(Browser other)
    {
        foreach ((var name, var value) in _cookies)
        {
            other._cookies[name] = value;
        }
    }
}
