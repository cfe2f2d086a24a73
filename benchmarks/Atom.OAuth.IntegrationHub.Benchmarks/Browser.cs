using System.Net;
using System.Text.RegularExpressions;

namespace Atom.OAuth.IntegrationHub.Benchmarks;

/// <summary>A callback that a browser is about to go to: the provider has been asked, and has given its code.</summary>
internal sealed record PreparedCallback(string Integration, Uri Address, string Cookies);

/// <summary>What the hub said to a callback.</summary>
/// <param name="Connection">The connection's id where it succeeded.</param>
/// <param name="Said">Otherwise what the hub said.</param>
/// <param name="Tries">How often the browser had to go there.</param>
internal sealed record CallbackAnswer(string? Connection, string? Said, int Tries);

/// <summary>What a person's browser does, without the pages: sign in, connect, allow, and go to the callback.</summary>
internal sealed partial class Browser(Uri hub, HttpClient http)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Longer than the two minutes for which the hub takes a callback that it has begun for one that may still end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private string _session = string.Empty;
    private string _antiforgery = string.Empty;

    public async Task SignInAsync(string user)
    {
        (var body, _, var cookies) = await SendAsync(HttpMethod.Get, new Uri(hub, "/sign-in"), null, string.Empty);
        (_, _, var signedIn) = await SendAsync(
            HttpMethod.Post, new Uri(hub, "/sign-in"), [("user", user), ("__RequestVerificationToken", Field(body))], cookies);
        _session = Join(cookies, signedIn);
        (body, _, cookies) = await SendAsync(HttpMethod.Get, hub, null, _session);
        _session = Join(_session, cookies);
        _antiforgery = Field(body);
    }

    /// <summary>Connects, and allows the access of an account. The cookies are those of this flow alone, as in a browser with one tab.</summary>
    public async Task<PreparedCallback> PrepareAsync(string integration, string account)
    {
        (_, var authorize, var cookies) = await SendAsync(
            HttpMethod.Post,
            new Uri(hub, $"/integrations/{integration}/connect"),
            [("returnPath", "/"), ("__RequestVerificationToken", _antiforgery)],
            _session);
        var asked = authorize!.Query[1..].Split('&').Select(static pair => pair.Split('=', 2))
            .Select(static pair => (WebUtility.UrlDecode(pair[0])!, WebUtility.UrlDecode(pair[1])!));
        (_, var callback, _) = await SendAsync(HttpMethod.Post, authorize, [.. asked, ("account", account), ("decision", "allow")], string.Empty);
        return new PreparedCallback(integration, callback!, Join(_session, cookies));
    }

    /// <summary>Goes to the callback. Where nobody answers, or the hub asks to come again, the browser reloads, as a person does.</summary>
    public async Task<CallbackAnswer> FollowAsync(PreparedCallback callback)
    {
        using CancellationTokenSource patience = new(Patience);
        for (var i = 1; ; i++)
        {
            string said;
            try
            {
                using HttpRequestMessage request = new(HttpMethod.Get, callback.Address);
                request.Headers.TryAddWithoutValidation("Cookie", callback.Cookies);
                using var response = await http.SendAsync(request, patience.Token);
                var location = response.Headers.Location?.OriginalString ?? string.Empty;
                if (ConnectionId().Match(location) is { Success: true } match)
                {
                    return new CallbackAnswer(match.Groups[1].Value, null, i);
                }

                said = location.Length > 0 ? WebUtility.UrlDecode(location) : await response.Content.ReadAsStringAsync(patience.Token);
                if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
                {
                    return new CallbackAnswer(null, said, i);
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
            {
                said = exception.Message;
            }

            if (patience.IsCancellationRequested)
            {
                return new CallbackAnswer(null, said, i);
            }

            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private async Task<(string Body, Uri? Location, string Cookies)> SendAsync(
        HttpMethod method, Uri address, IEnumerable<(string Name, string Value)>? form, string cookies)
    {
        using HttpRequestMessage request = new(method, address);
        request.Content = form is null ? null : new FormUrlEncodedContent(form.Select(static field => KeyValuePair.Create(field.Name, field.Value)));
        request.Headers.TryAddWithoutValidation("Cookie", cookies);
        using var response = await http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Found or HttpStatusCode.SeeOther
            ? (body, response.Headers.Location, CookiesOf(response))
            : throw new InvalidOperationException($"{method} {address.AbsolutePath}: {response.StatusCode} {body}");
    }

    private static string CookiesOf(HttpResponseMessage response)
        => response.Headers.TryGetValues("Set-Cookie", out var values)
            ? string.Join("; ", values.Select(static value => value.Split(';')[0]))
            : string.Empty;

    private static string Join(string first, string second) => second.Length == 0 ? first : first.Length == 0 ? second : $"{first}; {second}";

    private static string Field(string body) =>
        AntiforgeryField().Match(body) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : string.Empty;

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="([^"]*)" """)]
    private static partial Regex AntiforgeryField();

    [GeneratedRegex("[?&]connection=([^&]+)")]
    private static partial Regex ConnectionId();
}
