using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;

namespace Atom.OAuth.IntegrationHub.Tests;

/// <summary>A browser without scripts: links, forms, redirects and cookies.</summary>
public sealed class Visitor(Uri hub, Uri simulator, Witness? witness = null) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly ConcurrentDictionary<(string Host, string Name), string> _cookies = new();

    /// <summary>Gets the current page.</summary>
    public Page Page { get; private set; } = new(new Uri("about:blank"), HttpStatusCode.OK, string.Empty, new Dictionary<string, string>());

    /// <summary>Gets the URL of the last callback.</summary>
    public Uri? Callback { get; private set; }

    /// <summary>Gets all Set-Cookie headers.</summary>
    public List<string> SetCookies { get; } = [];

    public async Task SignInAsync(string user)
    {
        await GoAsync("/sign-in");
        await SubmitAsync(("user", user));
    }

    public Task<Page> GoAsync(string path) => SendAsync(HttpMethod.Get, new Uri(hub, path), null);

    public Task<Page> GoAsync(Uri address) => SendAsync(HttpMethod.Get, address, null);

    /// <summary>Clicks the connect button, and submits a decision on the provider's page.</summary>
    public async Task<Page> ConnectAsync(string integration, string decision = "allow", string? connection = null)
    {
        await BeginAsync(integration, connection);
        return Page.Address.Authority == simulator.Authority && Page.Status == HttpStatusCode.OK ? await DecideAsync(decision) : Page;
    }

    public async Task<Page> BeginAsync(string integration, string? connection = null)
    {
        await GoAsync("/");
        List<(string, string)> fields = [("returnPath", "/"), ("__RequestVerificationToken", Page.Antiforgery)];
        if (connection is not null)
        {
            fields.Add(("connection", connection));
        }

        return await SendAsync(HttpMethod.Post, new Uri(hub, $"/integrations/{integration}/connect"), fields);
    }

    public Task<Page> DecideAsync(string decision) =>
        SendAsync(HttpMethod.Post, Page.Address, [.. Page.Fields, ("account", "1"), ("decision", decision)]);

    /// <summary>Posts a form to a path, with the antiforgery token of the current page.</summary>
    public Task<Page> PostAsync(string path, params (string Name, string Value)[] fields)
        => SendAsync(HttpMethod.Post, new Uri(hub, path), [.. fields, ("__RequestVerificationToken", Page.Antiforgery)]);

    /// <summary>Submits the form of the current page.</summary>
    public Task<Page> SubmitAsync(params (string Name, string Value)[] fields) =>
        SendAsync(HttpMethod.Post, Page.Address, [.. Page.Fields, .. fields]);

    /// <summary>Sends a request that none of the hub's pages would send.</summary>
    public Task<Page> SendAsync(HttpMethod method, string path, IReadOnlyList<(string Name, string Value)>? form) =>
        SendAsync(method, new Uri(hub, path), form);

    public void Dispose() => _http.Dispose();

    private async Task<Page> SendAsync(HttpMethod method, Uri address, IReadOnlyList<(string Name, string Value)>? form)
    {
        for (var redirects = 0; redirects < 10; redirects++)
        {
            using HttpRequestMessage request = new(method, address);
            if (form is not null)
            {
                request.Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
            }

            request.Headers.TryAddWithoutValidation(
                "Cookie",
                string.Join("; ", _cookies.Where(cookie => cookie.Key.Host == address.Host).Select(cookie => $"{cookie.Key.Name}={cookie.Value}")));
            using var response = await _http.SendAsync(request);
            var body = await response.Content.ReadAsStringAsync();
            Keep(address, response);
            if (address.AbsolutePath.EndsWith("/callback", StringComparison.Ordinal))
            {
                Callback = address;
            }

            if (address.Authority == hub.Authority)
            {
                witness?.Said.Enqueue(($"page {address.AbsolutePath}", $"{response.Headers.Location} {body}"));
            }

            if (response.Headers.Location is { } location && (int)response.StatusCode is >= 301 and <= 308)
            {
                (method, form, address) = (HttpMethod.Get, null, new Uri(address, location));
                continue;
            }

            return Page = new Page(address, response.StatusCode, body, response.Headers
                .Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
        }

        throw new InvalidOperationException("Too many redirects.");
    }

    private void Keep(Uri address, HttpResponseMessage response)
    {
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
        {
            SetCookies.Add(cookie);
            var pair = cookie.Split(';')[0].Split('=', 2);
            var isGone = cookie.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase)
                || cookie.Contains("Max-Age=0", StringComparison.OrdinalIgnoreCase);
            if (isGone)
            {
                _cookies.TryRemove((address.Host, pair[0]), out _);
            }
            else
            {
                _cookies[(address.Host, pair[0])] = pair[1];
            }
        }
    }
}

/// <summary>A page in a browser.</summary>
public sealed partial record Page(Uri Address, HttpStatusCode Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Gets the hidden fields of the page's forms; the first one of each name.</summary>
    public IReadOnlyList<(string Name, string Value)> Fields
        => [.. HiddenField()
            .Matches(Body)
            .Select(match => (WebUtility.HtmlDecode(match.Groups["name"].Value), WebUtility.HtmlDecode(match.Groups["value"].Value)))
            .DistinctBy(static pair => pair.Item1)];

    public string Antiforgery => Fields.FirstOrDefault(static pair => pair.Name == "__RequestVerificationToken").Value ?? string.Empty;

    /// <summary>Gets the notice at the top: a success or a failure; <see langword="null"/> if there is none.</summary>
    public string? Notice => NoticeText().Match(Body) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value).Trim() : null;

    public bool HasAlert => Body.Contains("role=\"alert\"", StringComparison.Ordinal);

    [GeneratedRegex("""<input[^>]*type="hidden"[^>]*name="(?<name>[^"]*)"[^>]*value="(?<value>[^"]*)"|<input[^>]*name="(?<name>[^"]*)"[^>]*type="hidden"[^>]*value="(?<value>[^"]*)" """)]
    private static partial Regex HiddenField();

    [GeneratedRegex("""<div class="notice[^>]*>\s*<p>(.*?)</p>""", RegexOptions.Singleline)]
    private static partial Regex NoticeText();
}
