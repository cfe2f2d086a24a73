using Atom.OAuth.CodeFixes.Rules;

namespace Atom.OAuth.CodeFixes.Insertion;

/// <summary>What the code does when the response is a page.</summary>
internal interface IPageFailure
{
    /// <summary>The statement, or null where it does not fit the function.</summary>
    string? Statement(ReadSite site, EnclosingFunction function, string message, Imports imports);
}
