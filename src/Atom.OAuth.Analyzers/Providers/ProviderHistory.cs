namespace Atom.OAuth.Analyzers.Providers;

/// <summary>What the catalogue says about a provider's history.</summary>
internal static class ProviderHistory
{
    /// <summary>True for a provider whose history cannot be fetched, only received; false for one that the catalogue does not know.</summary>
    /// <param name="idOrName">The provider's id or display name.</param>
    public static bool CannotBeFetched(string? idOrName) => OAuthProviders.Find(idOrName)?.History.Value == OAuthHistoryAccess.PushOnly;
}
