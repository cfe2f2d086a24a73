using System.Text;
using Atom.OAuth.State;

namespace Atom.OAuth;

/// <summary>
/// The state of a flow that begins and ends in one process: a desktop application, a command-line tool or a device opens the browser and receives
/// the redirect itself, on the loopback interface or through a custom URI scheme. The state is held in memory, so that no container, keys, store
/// or cookie are needed.
/// </summary>
/// <remarks>
/// A web application serves many browsers and needs <see cref="IOAuthStateProtector"/>, which binds a state to one of them. Create a new state
/// for each flow, and discard it when the flow ends.
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

    /// <summary>Gets the value for the authorization request: 32 random bytes in base64url, which need no further encoding in a URL.</summary>
    public string Value { get; }

    /// <summary>Creates a state.</summary>
    /// <returns>A state that cannot be guessed and is unique to this flow.</returns>
    public static OAuthLocalState Create() => new(StateRandom.Secret());

    /// <summary>Determines in constant time whether a redirect belongs to this flow.</summary>
    /// <param name="returned">The parameter <c>state</c> as received; <see langword="null"/> if the redirect has none.</param>
    /// <returns><see langword="true"/> if it equals the state of this flow; otherwise, <see langword="false"/>.</returns>
    public bool Matches(string? returned)
        => returned is not null
            && returned.Length == Value.Length
            && StateRandom.AreEqual(Encoding.UTF8.GetBytes(returned), Encoding.UTF8.GetBytes(Value));

    /// <summary>Returns the name of the type, so that the state is not disclosed.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(OAuthLocalState);
}
