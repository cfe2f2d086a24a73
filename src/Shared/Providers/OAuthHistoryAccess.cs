namespace Atom.OAuth;

/// <summary>Whether an account's history can be fetched after it was connected.</summary>
public enum OAuthHistoryAccess
{
    /// <summary>Page by page through the API.</summary>
    Pull,

    /// <summary>Not through the API: the provider sends it by webhook, where the user agrees.</summary>
    PushOnly,
}
