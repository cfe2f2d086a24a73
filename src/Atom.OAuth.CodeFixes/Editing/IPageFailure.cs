using Atom.OAuth.CodeFixes.Fixing;

namespace Atom.OAuth.CodeFixes.Editing;

/// <summary>What the code does when the response is a page.</summary>
internal interface IPageFailure
{
    /// <summary>The statement, or null where it does not fit the function.</summary>
    /// <param name="site">The report.</param>
    /// <param name="function">The function that the statement stands in.</param>
    /// <param name="isAsync">Whether the function is async, or becomes so.</param>
    /// <param name="message">The name of the variable that holds the message.</param>
    /// <param name="imports">Writes the names of types.</param>
    string? Statement(FixSite site, EnclosingFunction function, bool isAsync, string message, Imports imports);
}
