namespace Atom.OAuth.Comparison;

/// <summary>How well a library read one response.</summary>
public enum Verdict
{
    /// <summary>The token came out, or an error that says what the provider said.</summary>
    Right,

    /// <summary>Success without a token, where a token came or none.</summary>
    Silent,

    /// <summary>An error, although a good token came: after a refresh it is lost.</summary>
    TokenLost,

    /// <summary>An error that does not have the provider's code.</summary>
    CodeLost,

    /// <summary>An exception that is not the library's way to report errors.</summary>
    Throws,

    /// <summary>An error whose text has a secret, markup or a long piece of the body in it.</summary>
    Leaks,
}
