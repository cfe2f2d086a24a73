using System.Text;
using Atom.OAuth.State;

namespace Atom.OAuth;

/// <summary>
/// The state of a flow that begins and ends in one process: a desktop application, a command or a device opens the browser, and takes the
/// redirect itself, on loopback or by a scheme of its own. No container, no keys, no store and no cookie: the process remembers.
/// </summary>
/// <remarks>
/// A web application has many browsers, and needs <see cref="IOAuthStateProtector"/>, which binds a state to one of them. Make a new state for
/// each flow, and let go of it with the flow.
/// </remarks>
/// <example>
/// <code>
/// OAuthLocalState state = OAuthLocalState.Create();
/// OpenBrowser($"https://accounts.spotify.com/authorize?client_id={clientId}&amp;response_type=code&amp;redirect_uri={redirectUri}&amp;state={state.Value}");
/// HttpListenerContext context = await listener.GetContextAsync();
/// if (!state.Matches(context.Request.QueryString["state"]))
/// {
///     throw new InvalidOperationException("The redirect belongs to another request.");
/// }
/// </code>
/// </example>
public sealed class OAuthLocalState
{
    private OAuthLocalState(string value) => Value = value;

    /// <summary>Gets what goes into the authorization request: 32 random bytes in base64url, which need no further encoding in a URL.</summary>
    public string Value { get; }

    /// <summary>Makes a state.</summary>
    /// <returns>A state that nobody can guess, and that no other flow has.</returns>
    public static OAuthLocalState Create() => new(StateRandom.Secret());

    /// <summary>Tells whether a redirect belongs to this flow, in a time that says nothing about the state.</summary>
    /// <param name="returned">The parameter <c>state</c> as it came; <see langword="null"/> where the redirect has none.</param>
    /// <returns><see langword="true"/> for the very state of this flow.</returns>
    public bool Matches(string? returned)
        => returned is not null
            && returned.Length == Value.Length
            && StateRandom.AreEqual(Encoding.UTF8.GetBytes(returned), Encoding.UTF8.GetBytes(Value));

    /// <summary>Does not show the state.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(OAuthLocalState);
}
