using Atom.OAuth.Errors;

namespace Atom.OAuth.State;

/// <summary>
/// Messages for the user. All rejections have the same text, so that an attacker does not learn which check failed; only the browser and user
/// that started a flow get its actual status.
/// </summary>
internal static class StateMessages
{
    public const string CookieMissing =
        "The sign-in could not be matched to a request from this browser: its cookie did not come back. "
        + "Please start again in the same browser, and over https.";

    private const string TooOld = "This authorization is too old. If the account is not connected yet, please start again.";

    private const string NotCompleted = "This authorization could not be completed. Please start again.";

    public static string Create(OAuthStateOutcome outcome, string provider) => outcome switch
    {
        OAuthStateOutcome.Expired => OAuthErrorMessage.Format(provider, "state_expired", TooOld),
        OAuthStateOutcome.StoreUnavailable =>
            OAuthErrorMessage.Format(
                provider, "temporarily_unavailable", "The authorization cannot be checked at the moment. Please reload this page."),
        _ => OAuthErrorMessage.ForUnsolicitedCallback,
    };

    public static string Replayed(StateUsePhase phase, string provider) => phase switch
    {
        StateUsePhase.Completed => $"{ErrorText.ProviderName(provider)} is already connected: this authorization was completed before.",
        StateUsePhase.Working => $"{ErrorText.ProviderName(provider)} is being connected. Please reload this page in a moment.",
        StateUsePhase.Failed or StateUsePhase.Abandoned => OAuthErrorMessage.Format(provider, "code_already_used", NotCompleted),
        _ => OAuthErrorMessage.ForUnsolicitedCallback,
    };
}
