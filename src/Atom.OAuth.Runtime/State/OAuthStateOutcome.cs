namespace Atom.OAuth;

/// <summary>What came of checking a <c>state</c> at the callback.</summary>
public enum OAuthStateOutcome
{
    /// <summary>Not a state of this application: missing, damaged, forged, of another version, or its keys are gone.</summary>
    Invalid = 0,

    /// <summary>A state of this application that was made for this provider, user, tenant and browser, and is used for the first time.</summary>
    Valid = 1,

    /// <summary>Genuine, but its lifetime is over. It is over from <see cref="OAuthState.ExpiresAt"/> on, that instant included.</summary>
    Expired = 2,

    /// <summary>
    /// Genuine, but already used: a replay, or the browser called twice. <see cref="OAuthStateResult.PriorOutcome"/> has what the first call
    /// came to.
    /// </summary>
    Replayed = 3,

    /// <summary>Genuine, but made for another provider.</summary>
    WrongProvider = 4,

    /// <summary>Genuine, but made for another tenant.</summary>
    WrongTenant = 5,

    /// <summary>Genuine, but made for another user.</summary>
    WrongUser = 6,

    /// <summary>Genuine, but made for another browser, or the browser's cookie is missing.</summary>
    WrongBrowser = 7,

    /// <summary>
    /// The store did not answer, so that nobody knows whether the state was used before. Nobody is let in; the same callback may be tried
    /// again.
    /// </summary>
    StoreUnavailable = 8,
}
