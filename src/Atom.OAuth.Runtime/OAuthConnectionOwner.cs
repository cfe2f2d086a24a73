namespace Atom.OAuth;

/// <summary>Owners of a connection who are not one of the application's users.</summary>
public static class OAuthConnectionOwner
{
    /// <summary>
    /// The user to pass for a connection that belongs to the application itself, which has one per integration: its tokens are saved under
    /// nothing, such as in a single row of settings or a file with a fixed path.
    /// </summary>
    /// <remarks>
    /// Code that queries the history or its progress has to pass the same value, and <see langword="null"/> as the tenant. If the application
    /// gets users who connect accounts of their own, pass their ids instead: two connections with this owner are one and the same. The
    /// parentheses keep the value apart from ids and names of users; it is reserved, so a user must not have it as an id.
    /// </remarks>
    public const string Application = "(application)";
}
