using System.Buffers.Text;
using System.Globalization;
using Atom.OAuth.State;

namespace Atom.OAuth;

/// <summary>
/// The cookie that binds one flow to the browser that started it. It needs no deleting: it runs out by itself, and a duplicate
/// callback needs it once more.
/// </summary>
/// <remarks>
/// It comes back with the provider's redirect, which is a top-level GET across sites, for it is <c>SameSite=Lax</c>. A provider that
/// calls back by POST (<c>response_mode=form_post</c>) needs <see cref="OAuthStateOptions.AllowCrossSitePost"/>, which makes it <c>SameSite=None</c>.
/// </remarks>
public sealed class OAuthStateCookie
{
    // 96 bits of the state's hash: enough to keep flows apart, and short, for a browser has several.
    private const int SuffixBytes = 12;

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

    /// <summary>Gets the value of the header <c>Set-Cookie</c>. It has the secret: do not log it.</summary>
    /// <returns>The header's value.</returns>
    public string ToHeaderValue()
        => $"{Name}={Value}; Max-Age={((long)MaxAge.TotalSeconds).ToString(CultureInfo.InvariantCulture)}; Path={Path}; Secure; HttpOnly; SameSite={SameSite}";

    /// <summary>Gives the name without the secret.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;

    internal static string NameFor(string? state, string prefix)
        => state is { Length: > 0 and <= StateFormat.LongestState }
            ? prefix + "-" + Base64Url.EncodeToString(StateRandom.Hash(state).AsSpan(0, SuffixBytes))
            : prefix;
}
