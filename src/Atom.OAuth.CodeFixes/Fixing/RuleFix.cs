using Atom.OAuth.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Fixing;

/// <summary>A fix for the diagnostics of a rule.</summary>
/// <param name="Title">The title in the light bulb menu.</param>
/// <param name="FixAllTitle">The title of Fix All.</param>
/// <param name="EquivalenceKey">The key that identifies the fix in Fix All.</param>
/// <param name="Apply">Gets the tested change for the diagnostic at a location; null if there is no diagnostic, or the fix is not applicable.</param>
internal sealed record RuleFix(
    string Title, string FixAllTitle, string EquivalenceKey, Func<SemanticModel, OAuthOptions, TextSpan, FixResult?> Apply)
{
    /// <summary>Finds what else a fixed project needs; null for a fix that needs nothing else.</summary>
    public Func<Compilation, FixCompletion?>? Completion { get; init; }

    /// <summary>Creates a fix that finds a diagnostic, gets candidates for it, and uses the first that compiles and removes the diagnostic.</summary>
    /// <typeparam name="TSite">The data that the candidates need for a diagnostic.</typeparam>
    /// <param name="title">The title in the light bulb menu.</param>
    /// <param name="fixAllTitle">The title of Fix All.</param>
    /// <param name="equivalenceKey">The key that identifies the fix in Fix All.</param>
    /// <param name="find">Finds the diagnostic at a location; null if there is none, or none anymore.</param>
    /// <param name="count">Counts the rule's diagnostics in a part of the file.</param>
    /// <param name="candidates">The changes to try, best first, each sorted and without overlaps.</param>
    /// <param name="completion">Finds what else a fixed project needs; null for a fix that needs nothing else.</param>
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

    /// <summary>Creates a fix that may also change files other than the one with the diagnostic.</summary>
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
