using System.Collections.Immutable;
using Atom.OAuth.CodeFixes.Insertion;
using Atom.OAuth.CodeFixes.Subjects;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Rules;

/// <summary>One way to repair an unguarded read.</summary>
internal sealed class ResponseFix
{
    public const string CheckAndThrowKey = "ATOM001.CheckAndThrow";
    public const string CheckAndReturnKey = "ATOM001.CheckAndReturn";
    public const string SafeReadKey = "ATOM001.SafeRead";

    private readonly Func<ReadSite, IEnumerable<IReadOnlyList<TextChange>>> _candidates;

    private ResponseFix(string title, string equivalenceKey, Func<ReadSite, IEnumerable<IReadOnlyList<TextChange>>> candidates)
    {
        Title = title;
        EquivalenceKey = equivalenceKey;
        _candidates = candidates;
    }

    /// <summary>All fixes, the default first.</summary>
    public static ImmutableArray<ResponseFix> All { get; } = ImmutableArray.Create(
        new ResponseFix("Check for HTML and throw", CheckAndThrowKey, static site => Checks(site, ThrowException.Instance)),
        new ResponseFix("Check for HTML and return an error", CheckAndReturnKey, static site => Checks(site, ReturnError.Instance)),
        new ResponseFix("Read with ReadOAuthJsonAsync", SafeReadKey, SafeRead.Candidates));

    public string Title { get; }

    public string EquivalenceKey { get; }

    /// <summary>The first candidate that holds; null when the fix does not fit.</summary>
    public FixResult? Apply(ReadSite site) =>
        _candidates(site).Select(changes => FixTrial.Run(site, changes)).FirstOrDefault(static result => result is not null);

    private static IEnumerable<IReadOnlyList<TextChange>> Checks(ReadSite site, IPageFailure failure) =>
        BodyLocator.Plans(site).SelectMany(plan => CheckStatements.Changes(site, plan, failure));
}
