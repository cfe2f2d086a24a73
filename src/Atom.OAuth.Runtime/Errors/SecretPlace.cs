namespace Atom.OAuth.Errors;

/// <summary>What to expect at a position in a text.</summary>
internal enum SecretPlace
{
    /// <summary>Nothing in particular.</summary>
    Free,

    /// <summary>A secret.</summary>
    Secret,

    /// <summary>A secret or an error number.</summary>
    SecretOrNumber,

    /// <summary>Credentials after the scheme of an Authorization header.</summary>
    Credentials,
}
