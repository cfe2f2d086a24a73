using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.Responses;
using Atom.OAuth.Analyzers.States;
using Atom.OAuth.CodeFixes.Fixing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>A diagnostic of ATOM003, with the data that its fix needs.</summary>
internal sealed class StateSite : FixSite
{
    private StateSite(SemanticModel model, OAuthSymbols symbols, OAuthOptions options, StateFinding finding)
        : base(model, symbols, options, finding.Site) => Finding = finding;

    public StateFinding Finding { get; }

    /// <summary>Repeats the analysis; null if the diagnostic no longer applies, or the runtime is not referenced.</summary>
    public static StateSite? Find(SemanticModel model, OAuthOptions options, TextSpan span) =>
        OAuthSymbols.TryCreate(model.Compilation) is { HasRuntime: true } symbols
        && StateAnalysis.Find(model, options, CancellationToken.None).FirstOrDefault(finding => finding.Site.Span == span) is { } found
            ? new StateSite(model, symbols, options, found)
            : null;

    /// <summary>Gets all diagnostics of a project, lazily file by file.</summary>
    public static IEnumerable<StateSite> AllIn(Compilation compilation, OAuthOptions options) =>
        OAuthSymbols.TryCreate(compilation) is { HasRuntime: true } symbols
            ? compilation.SyntaxTrees.Where(static tree => StateAnalysis.MayHaveAny(tree.GetRoot()))
                .Select(tree => compilation.GetSemanticModel(tree))
                .SelectMany(model => StateAnalysis.Find(model, options, CancellationToken.None).Select(found => new StateSite(model, symbols, options, found)))
            : Enumerable.Empty<StateSite>();

    /// <summary>Counts the diagnostics in a part of the file.</summary>
    public static int Count(SemanticModel model, OAuthOptions options, TextSpan span) =>
        StateAnalysis.Find(model, options, CancellationToken.None).Count(finding => span.Contains(finding.Site.Span));
}
