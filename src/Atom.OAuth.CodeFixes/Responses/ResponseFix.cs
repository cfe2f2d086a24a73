using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Responses;

/// <summary>The fixes for an unguarded read.</summary>
internal static class ResponseFix
{
    public const string CheckAndThrowKey = "ATOM001.CheckAndThrow";
    public const string CheckAndReturnKey = "ATOM001.CheckAndReturn";
    public const string SafeReadKey = "ATOM001.SafeRead";

    /// <summary>All fixes, the default first.</summary>
    public static RuleFix[] All() => new[]
    {
        Create("Check for HTML and throw", CheckAndThrowKey, static site => Checks(site, ThrowException.Instance)),
        Create("Check for HTML and return an error", CheckAndReturnKey, static site => Checks(site, ReturnError.Instance)),
        Create("Read with ReadOAuthJsonAsync", SafeReadKey, SafeRead.Candidates),
    };

    private static RuleFix Create(string title, string equivalenceKey, Func<ReadSite, IEnumerable<IReadOnlyList<TextChange>>> candidates) =>
        RuleFix.Of(title, "Check all responses for HTML", equivalenceKey, ReadSite.Find, ReadSite.Count, candidates);

    private static IEnumerable<IReadOnlyList<TextChange>> Checks(ReadSite site, IPageFailure failure) =>
        BodyLocator.Plans(site).SelectMany(plan => CheckStatements.Changes(site, plan, failure));
}
