using System.Buffers.Text;
using System.Globalization;
using Atom.OAuth.State;

namespace Atom.OAuth;

/// <summary>
/// The cookie that binds a flow to the browser that started it. The callback need not delete it: it expires, and a duplicate
/// callback still needs it. <see cref="ToHeaderValues"/> limits how many of them a browser accumulates.
/// </summary>
/// <remarks>
/// The cookie is <c>SameSite=Lax</c>, so browsers send it with the provider's redirect, a cross-site top-level GET. They send no <c>Lax</c>
/// cookie with a POST callback (<c>response_mode=form_post</c>), not even the application's session. Either answer the POST with a redirect to
/// your own GET endpoint, which receives the cookies, or set <see cref="OAuthStateOptions.AllowCrossSitePost"/>, which makes this cookie
/// <c>SameSite=None</c>, and do not expect a signed-in user (<see cref="OAuthStateExpectation.WithoutUser"/>). The cookie is always
/// <c>Secure</c>: over plain http, browsers accept it on localhost at most.
/// </remarks>
public sealed class OAuthStateCookie
{
    /// <summary>
    /// How many flows a browser can have in progress at once: all thirteen integrations in separate tabs, and a few more. Browsers
    /// keep about 180 cookies per site and then evict the oldest, which may be the application's session.
    /// </summary>
    internal const int MostInBrowser = 16;

    // 96 bits of the state's hash: enough to tell flows apart, and short, because a browser may send several of these cookies.
    private const int SuffixBytes = 12;
    private const int SuffixLength = 16;

    internal OAuthStateCookie(string name, string value, TimeSpan maxAge, string sameSite)
    {
        Name = name;
        Value = value;
        MaxAge = maxAge;
        SameSite = sameSite;
    }

    /// <summary>Gets the name: <see cref="OAuthStateOptions.CookieName"/>, a hyphen, and 16 characters derived from the state.</summary>
    public string Name { get; }

    /// <summary>Gets the secret: 32 random bytes in base64url.</summary>
    public string Value { get; }

    /// <summary>Gets how long the browser keeps the cookie: the state's lifetime plus the time in which duplicates are answered.</summary>
    public TimeSpan MaxAge { get; }

    /// <summary>Gets <c>Lax</c>, or <c>None</c> with <see cref="OAuthStateOptions.AllowCrossSitePost"/>.</summary>
    public string SameSite { get; }

    /// <summary>Gets <c>/</c>, which <c>__Host-</c> requires.</summary>
    public string Path { get; } = "/";

    /// <summary>Gets a value indicating whether the cookie is sent over HTTPS only; always <see langword="true"/>.</summary>
    public bool IsSecure { get; } = true;

    /// <summary>Gets a value indicating whether the cookie is hidden from scripts; always <see langword="true"/>.</summary>
    public bool IsHttpOnly { get; } = true;

    /// <summary>
    /// Gets the values of the <c>Set-Cookie</c> headers: this cookie, and the deletion of the oldest ones if the browser has 16 or more of other
    /// flows. The first value contains the secret: do not log it.
    /// </summary>
    /// <param name="cookieHeaders">
    /// The request's <c>Cookie</c> headers as received; in ASP.NET Core, <c>Request.Headers.Cookie</c>. Browsers send the oldest cookie first
    /// (RFC 6265 5.4).
    /// </param>
    /// <returns>The values, one per header.</returns>
    public string[] ToHeaderValues(IEnumerable<string?>? cookieHeaders)
    {
        var prefix = Name.Substring(0, Name.Length - SuffixLength);
        List<string> others = [.. (cookieHeaders ?? [])
            .SelectMany(header => (header ?? string.Empty).Split(';'))
            .Select(pair => pair.Split('=')[0].Trim())
            .Where(name => name != Name && IsOfAFlow(name, prefix))];
        var tooMany = others.Take(Math.Max(0, others.Count - MostInBrowser + 1));
        return [ToHeaderValue(), .. tooMany.Select(name => $"{name}=; Max-Age=0; Path={Path}; Secure; HttpOnly; SameSite={SameSite}")];
    }

    /// <summary>
    /// Gets the <c>Set-Cookie</c> value for this cookie alone; prefer <see cref="ToHeaderValues"/>. It contains the secret: do not log it.
    /// </summary>
    /// <returns>The header value.</returns>
    public string ToHeaderValue()
        => $"{Name}={Value}; Max-Age={((long)MaxAge.TotalSeconds).ToString(CultureInfo.InvariantCulture)}; Path={Path}; Secure; HttpOnly; SameSite={SameSite}";

    /// <summary>Returns the name, without the secret.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;

    private static bool IsOfAFlow(string name, string prefix)
        => name.Length == prefix.Length + SuffixLength
            && name.StartsWith(prefix, StringComparison.Ordinal)
            && CanonicalBase64Url.IsCanonical(name.Substring(prefix.Length));

    internal static string NameFor(string? state, string prefix)
        => state is { Length: > 0 and <= StateFormat.LongestState }
            ? prefix + "-" + Base64Url.EncodeToString(StateRandom.Hash(state).AsSpan(0, SuffixBytes))
            : prefix;
}
