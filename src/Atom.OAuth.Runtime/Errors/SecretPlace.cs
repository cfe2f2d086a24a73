namespace Atom.OAuth.Errors;

/// <summary>What a place in a text says about the value that is there.</summary>
internal enum SecretPlace
{
    /// <summary>Nothing.</summary>
    Free,

    /// <summary>A secret is to be expected.</summary>
    Secret,

    /// <summary>A secret is to be expected, or the number of an error.</summary>
    SecretOrNumber,

    /// <summary>Credentials behind the scheme of an Authorization header.</summary>
    Credentials,
}
