namespace Atom.OAuth.Analyzers.Providers;

/// <summary>The catalogue's information on a provider's history.</summary>
internal static class ProviderHistory
{
    /// <summary>Returns true for a provider whose history is only pushed and cannot be fetched; false for one that is not in the catalogue.</summary>
    /// <param name="idOrName">The provider's id or display name.</param>
    public static bool CannotBeFetched(string? idOrName) => OAuthProviders.Find(idOrName)?.History.Value == OAuthHistoryAccess.PushOnly;
}
