namespace Atom.OAuth.State;

/// <summary>What the user reads. One text for all that is not accepted, so that an attacker does not learn which check failed.</summary>
internal static class StateMessages
{
    public static string Create(OAuthStateOutcome outcome, string provider) => outcome switch
    {
        OAuthStateOutcome.Expired => OAuthErrorMessage.Format(provider, "state_expired", "The authorization took too long. Please start again."),
        OAuthStateOutcome.StoreUnavailable => OAuthErrorMessage.Format(provider, "temporarily_unavailable", "The authorization cannot be checked at the moment. Please reload this page."),
        _ => OAuthErrorMessage.ForUnsolicitedCallback,
    };
}
