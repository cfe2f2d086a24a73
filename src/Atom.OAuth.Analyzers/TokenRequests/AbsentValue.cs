namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>What a called method does with a refresh token if it is passed none.</summary>
internal enum AbsentValue
{
    /// <summary>The source is unavailable.</summary>
    Unseen,

    /// <summary>It may keep the stored one, or stores nothing at all.</summary>
    Kept,

    /// <summary>It uses the access token, and never this one.</summary>
    Ignored,

    /// <summary>It uses the value without a test.</summary>
    Used,

    /// <summary>It assigns the value to a member for a refresh token, without a test.</summary>
    Stored,
}
