using Atom.OAuth.CodeFixes.Fixing;

namespace Atom.OAuth.CodeFixes.Editing;

/// <summary>What the code does if the response is an HTML page.</summary>
internal interface IPageFailure
{
    /// <summary>Creates the statement; null if it does not fit the function.</summary>
    /// <param name="site">The diagnostic.</param>
    /// <param name="function">The function that will contain the statement.</param>
    /// <param name="isAsync">Whether the function is async or is made async.</param>
    /// <param name="message">The name of the variable that contains the message.</param>
    /// <param name="imports">Writes the names of types.</param>
    string? Statement(FixSite site, EnclosingFunction function, bool isAsync, string message, Imports imports);
}
