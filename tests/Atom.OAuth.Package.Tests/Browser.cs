namespace Atom.OAuth.Package.Tests;

/// <summary>
/// Keeps cookies, and does not follow redirects. A <c>__Host-</c> cookie requires HTTPS; browsers treat loopback as secure, but HttpClient's
/// cookie container does not.
/// </summary>
internal sealed class Browser(string address) : IDisposable
{
    private readonly Dictionary<string, string> _cookies = [];
    private readonly HttpClient _http = new(new HttpClientHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
    })
    { BaseAddress = new Uri(address) };

    public async Task<HttpResponseMessage> GetAsync(string path)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        if (_cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        var response = await _http.SendAsync(request);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            _cookies[pair[0]] = pair[1];
        }

        return response;
    }

    public void Dispose() => _http.Dispose();
}
