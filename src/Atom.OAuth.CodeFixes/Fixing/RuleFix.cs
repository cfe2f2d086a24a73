using Atom.OAuth.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Fixing;

/// <summary>One way to repair a rule's reports.</summary>
/// <param name="Title">What the light bulb shows.</param>
/// <param name="FixAllTitle">What the same fix for all reports shows.</param>
/// <param name="EquivalenceKey">The key under which Fix All finds the same fix.</param>
/// <param name="Apply">The change for the report at a place, when it holds; null when the fix does not fit, or nothing is reported there.</param>
internal sealed record RuleFix(
    string Title, string FixAllTitle, string EquivalenceKey, Func<SemanticModel, OAuthOptions, TextSpan, FixResult?> Apply)
{
    /// <summary>What a project that has the fix lacks; null for a fix that needs nothing beside it.</summary>
    public Func<Compilation, FixCompletion?>? Completion { get; init; }

    /// <summary>A fix that looks at a report, has candidates for it, and takes the first that compiles and clears it.</summary>
    /// <typeparam name="TSite">What the candidates need to know of a report.</typeparam>
    /// <param name="title">What the light bulb shows.</param>
    /// <param name="fixAllTitle">What the same fix for all reports shows.</param>
    /// <param name="equivalenceKey">The key under which Fix All finds the same fix.</param>
    /// <param name="find">The report at a place; null when there is none (any more).</param>
    /// <param name="count">How many reports the rule has in a part of the file.</param>
    /// <param name="candidates">The changes to try, best first, each sorted and without overlaps.</param>
    /// <param name="completion">What a project that has the fix lacks; null for a fix that needs nothing beside it.</param>
    public static RuleFix Of<TSite>(
        string title,
        string fixAllTitle,
        string equivalenceKey,
        Func<SemanticModel, OAuthOptions, TextSpan, TSite?> find,
        Func<SemanticModel, OAuthOptions, TextSpan, int> count,
        Func<TSite, IEnumerable<IReadOnlyList<TextChange>>> candidates,
        Func<Compilation, FixCompletion?>? completion = null)
        where TSite : FixSite =>
        OfFiles(
            title,
            fixAllTitle,
            equivalenceKey,
            find,
            count,
            site => candidates(site).Select(static changes => new FixChanges(changes, Array.Empty<FileChanges>())),
            completion);

    /// <summary>The same for a fix that may change other files than that of the report.</summary>
    public static RuleFix OfFiles<TSite>(
        string title,
        string fixAllTitle,
        string equivalenceKey,
        Func<SemanticModel, OAuthOptions, TextSpan, TSite?> find,
        Func<SemanticModel, OAuthOptions, TextSpan, int> count,
        Func<TSite, IEnumerable<FixChanges>> candidates,
        Func<Compilation, FixCompletion?>? completion = null)
        where TSite : FixSite =>
        new(title, fixAllTitle, equivalenceKey, (model, options, span) => find(model, options, span) is { } site
            ? candidates(site)
                .Select(changes => FixTrial.Run(model, site.Node, changes, (changed, part) => count(changed, options, part)))
                .FirstOrDefault(static result => result is not null)
            : null)
        {
            Completion = completion,
        };
}
