using Atom.OAuth.Inspection;

namespace Atom.OAuth.State;

/// <summary>What the user reads. Three texts: an attacker must not learn which check failed.</summary>
internal static class StateMessages
{
    public static string Create(OAuthStateOutcome outcome, string provider)
    {
        string name = OAuthProviders.Find(provider)?.Name ?? ResponseMessages.Name(provider) ?? "The provider's";
        return $"{name} OAuth failed: " + outcome switch
        {
            OAuthStateOutcome.Expired => "state_expired - The authorization took too long. Please start again from the application.",
            OAuthStateOutcome.StoreUnavailable => "temporarily_unavailable - The authorization cannot be checked at the moment. Please reload this page in a moment.",
            _ => "invalid_state - This authorization does not belong to what you started in this browser, or was already used. Please start again from the application.",
        };
    }
}
