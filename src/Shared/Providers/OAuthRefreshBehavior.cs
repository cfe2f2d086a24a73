namespace Atom.OAuth;

/// <summary>What a refresh does to the refresh token.</summary>
public enum OAuthRefreshBehavior
{
    /// <summary>There is no refresh token.</summary>
    None,

    /// <summary>The response brings no new one; the old one stays good and has to be kept.</summary>
    Keeps,

    /// <summary>The response brings a new one and the old one is dead at once: who loses the new one has lost the connection.</summary>
    Rotates,

    /// <summary>The response brings a new one; the old one stays good for its lifetime.</summary>
    Replaces,

    /// <summary>Not documented, or contradictory: store what comes, keep what does not.</summary>
    Unspecified,
}
