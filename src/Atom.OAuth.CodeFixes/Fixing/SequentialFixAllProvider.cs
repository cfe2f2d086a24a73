using System.Collections.Immutable;
using Atom.OAuth.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Fixing;

/// <summary>
/// Fixes diagnostics one by one, file by file and from top to bottom, and repeats the analysis for each: a change often fixes
/// several diagnostics, also in other files, and a service that it injects, or a name that it uses, exists for the next fix.
/// </summary>
internal sealed class SequentialFixAllProvider : FixAllProvider
{
    private readonly ImmutableArray<RuleFix> _fixes;

    public SequentialFixAllProvider(ImmutableArray<RuleFix> fixes) => _fixes = fixes;

    /// <summary>
    /// <c>dotnet format</c> starts from any diagnostic, and passes no key if that one has no fix: the others then get the default fix.
    /// </summary>
    public RuleFix? Wanted(FixAllContext context) =>
        context.CodeActionEquivalenceKey is { } key ? _fixes.FirstOrDefault(fix => fix.EquivalenceKey == key) : _fixes[0];

    /// <inheritdoc />
    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult(
        Wanted(fixAllContext) is { } wanted
            ? CodeAction.Create(
                wanted.FixAllTitle,
                cancellationToken => FixAsync(fixAllContext.WithCancellationToken(cancellationToken), wanted),
                wanted.EquivalenceKey)
            : null);

    private static async Task<Solution> FixAsync(FixAllContext context, RuleFix wanted)
    {
        var solution = context.Solution;
        foreach (var project in context.Scope == FixAllScope.Solution ? context.Solution.Projects : new[] { context.Project })
        {
            if (project.Language == LanguageNames.CSharp)
            {
                solution = await FixProjectAsync(context, project, wanted, solution).ConfigureAwait(false);
            }
        }

        return solution;
    }

    private static async Task<Solution> FixProjectAsync(FixAllContext context, Project project, RuleFix wanted, Solution solution)
    {
        var diagnostics = context.Scope == FixAllScope.Document
            ? await context.GetDocumentDiagnosticsAsync(context.Document!).ConfigureAwait(false)
            : await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
        var reported = diagnostics.Where(static diagnostic => diagnostic.Location.IsInSource)
            .GroupBy(static diagnostic => diagnostic.Location.SourceTree!)
            .Where(file => project.GetDocument(file.Key) is not null)
            .OrderBy(static file => file.Key.FilePath, StringComparer.Ordinal)
            .ToList();
        if (reported.Count == 0 || await project.GetCompilationAsync(context.CancellationToken).ConfigureAwait(false) is not { } compilation)
        {
            return solution;
        }

        ChangedProject changed = new(project, compilation);
        foreach (var file in reported)
        {
            var options = OAuthOptions.From(project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(file.Key));
            var spans = new Queue<TextSpan>(file
                .Select(static diagnostic => diagnostic.Location.SourceSpan)
                .OrderBy(static span => span.Start)
                .Select(span => changed.Map(file.Key, span)));
            while (spans.Count > 0)
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                if (wanted.Apply(changed.ModelOf(file.Key), options, spans.Dequeue()) is { } result
                    && !await result.MayBreakOthersAsync(project, context.CancellationToken).ConfigureAwait(false)
                    && changed.Take(file.Key, result))
                {
                    spans = new Queue<TextSpan>(spans.Select(span => PositionMap.Map(result.Changes, span)));
                }
            }
        }

        return changed.ApplyTo(solution);
    }
}
