using System.Buffers.Text;
using System.Globalization;
using Atom.OAuth.State;

namespace Atom.OAuth;

/// <summary>
/// The cookie that binds one flow to the browser that started it. A callback need not delete it: it runs out by itself, and a duplicate
/// callback needs it once more. <see cref="ToHeaderValues"/> keeps a browser from collecting many of them.
/// </summary>
/// <remarks>
/// It comes back with the provider's redirect, which is a top-level GET across sites, for it is <c>SameSite=Lax</c>. A callback by POST
/// (<c>response_mode=form_post</c>) brings no <c>Lax</c> cookie, the application's session included: either answer it with a redirect to
/// your own GET endpoint, which brings them, or set <see cref="OAuthStateOptions.AllowCrossSitePost"/>, which makes this one
/// <c>SameSite=None</c>, and expect no user there (<see cref="OAuthStateExpectation.WithoutUser"/>). It is always <c>Secure</c>: over plain
/// http, browsers keep it on localhost at most.
/// </remarks>
public sealed class OAuthStateCookie
{
    /// <summary>
    /// How many flows of one browser can be under way at once: all thirteen integrations in tabs of their own, and a few more. Browsers
    /// keep about 180 cookies of a site, and then drop the oldest, which may be the application's session.
    /// </summary>
    internal const int MostInBrowser = 16;

    // 96 bits of the state's hash: enough to keep flows apart, and short, for a browser has several.
    private const int SuffixBytes = 12;
    private const int SuffixLength = 16;

    internal OAuthStateCookie(string name, string value, TimeSpan maxAge, string sameSite)
    {
        Name = name;
        Value = value;
        MaxAge = maxAge;
        SameSite = sameSite;
    }

    /// <summary>Gets the name: <see cref="OAuthStateOptions.CookieName"/>, a hyphen, and 16 characters that depend on the state.</summary>
    public string Name { get; }

    /// <summary>Gets the secret: 32 random bytes in base64url.</summary>
    public string Value { get; }

    /// <summary>Gets how long the browser keeps it: as long as the state lives and a duplicate is answered.</summary>
    public TimeSpan MaxAge { get; }

    /// <summary>Gets <c>Lax</c>, or <c>None</c> with <see cref="OAuthStateOptions.AllowCrossSitePost"/>.</summary>
    public string SameSite { get; }

    /// <summary>Gets <c>/</c>, which <c>__Host-</c> demands.</summary>
    public string Path { get; } = "/";

    /// <summary>Gets a value indicating whether it goes over HTTPS only: always.</summary>
    public bool IsSecure { get; } = true;

    /// <summary>Gets a value indicating whether scripts cannot read it: always.</summary>
    public bool IsHttpOnly { get; } = true;

    /// <summary>
    /// Gets the values of the header <c>Set-Cookie</c>: this cookie, and the end of the browser's oldest ones where it has 16 of other flows.
    /// The first has the secret: do not log it.
    /// </summary>
    /// <param name="cookieHeaders">
    /// The request's headers <c>Cookie</c> as they came, in ASP.NET Core <c>Request.Headers.Cookie</c>. Browsers send the oldest first (RFC
    /// 6265 5.4).
    /// </param>
    /// <returns>The values, each for a header of its own.</returns>
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
    /// Gets the value of the header <c>Set-Cookie</c> for this cookie alone; prefer <see cref="ToHeaderValues"/>. It has the secret: do not log it.
    /// </summary>
    /// <returns>The header's value.</returns>
    public string ToHeaderValue()
        => $"{Name}={Value}; Max-Age={((long)MaxAge.TotalSeconds).ToString(CultureInfo.InvariantCulture)}; Path={Path}; Secure; HttpOnly; SameSite={SameSite}";

    /// <summary>Gives the name without the secret.</summary>
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
