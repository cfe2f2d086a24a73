namespace Atom.OAuth;

/// <summary>The result of validating a <c>state</c> at the callback.</summary>
public enum OAuthStateOutcome
{
    /// <summary>Not a state of this application: missing, damaged, forged, of another version, or encrypted with keys that are gone.</summary>
    Invalid = 0,

    /// <summary>A state of this application for this provider, user, tenant and browser, used for the first time.</summary>
    Valid = 1,

    /// <summary>Genuine, but expired: <see cref="OAuthState.ExpiresAt"/> has been reached or passed.</summary>
    Expired = 2,

    /// <summary>
    /// Genuine, but already used: a replay, or the browser called twice. <see cref="OAuthStateResult.PriorOutcome"/> is the outcome of the first
    /// call.
    /// </summary>
    Replayed = 3,

    /// <summary>Genuine, but created for another provider.</summary>
    WrongProvider = 4,

    /// <summary>Genuine, but created for another tenant.</summary>
    WrongTenant = 5,

    /// <summary>Genuine, but created for another user.</summary>
    WrongUser = 6,

    /// <summary>Genuine, but created for another browser, or the browser's cookie is missing.</summary>
    WrongBrowser = 7,

    /// <summary>
    /// The store did not respond, so it is unknown whether the state was used before. The callback is rejected, but can be
    /// retried.
    /// </summary>
    StoreUnavailable = 8,
}
