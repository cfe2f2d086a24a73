using System.Collections.Immutable;
using Atom.OAuth.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Baseline;

/// <summary>
/// Suppresses what the baseline of the project lists, in the build and in the editor, whatever severity the rules have. The MSBuild property
/// <c>AtomOAuthBaseline</c> names the file; the package's targets hand it to the compiler.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BaselineSuppressor : DiagnosticSuppressor
{
    /// <summary>The reason that logs and editors give for a suppressed place.</summary>
    internal const string Justification = "Listed in the baseline of Atom.OAuth.";

    /// <summary>The property that the package's targets set to the file's full path.</summary>
    private const string PathOption = "build_property.AtomOAuthBaselinePath";

    private static readonly ImmutableDictionary<string, SuppressionDescriptor> Suppressions =
        RuleIds.All.ToImmutableDictionary(static id => id, static id => new SuppressionDescriptor($"{id}B", id, Justification));

    /// <inheritdoc />
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = ImmutableArray.CreateRange(Suppressions.Values.OrderBy(
        static suppression => suppression.Id, StringComparer.Ordinal));

    /// <inheritdoc />
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        if (!context.Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(PathOption, out var path)
            || path.Length == 0
            || context.Options.AdditionalFiles.FirstOrDefault(file => file.Path == path)?.GetText(context.CancellationToken) is not { } text
            || BaselineFile.TryParse([.. text.Lines.Select(static line => line.ToString())], out _) is not { } baseline)
        {
            return;
        }

        var folder = path.Substring(0, path.LastIndexOfAny(['/', '\\']) + 1);
        var match = baseline.Match();
        foreach (var diagnostic in context.ReportedDiagnostics.OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start))
        {
            if (diagnostic.Location.SourceTree is { } tree && match.Take(PlaceOf(diagnostic, tree, folder, context.CancellationToken)))
            {
                context.ReportSuppression(Suppression.Create(Suppressions[diagnostic.Id], diagnostic));
            }
        }
    }

    private static BaselinePlace PlaceOf(Diagnostic diagnostic, SyntaxTree tree, string folder, CancellationToken cancellationToken)
    {
        var text = tree.GetText(cancellationToken);
        return BaselinePlace.Of(diagnostic.Id, text.ToString(diagnostic.Location.SourceSpan), tree.FilePath, folder);
    }
}
