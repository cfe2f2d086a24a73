using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Rules;

/// <summary>How a rule that looks at whole files is registered: one call for each file, which asks the text before all else.</summary>
internal static class FileRule
{
    /// <summary>Leaves out tests and generated code, and reports the rest.</summary>
    /// <param name="context">The rule's.</param>
    /// <param name="mayHaveAny">A look at the text: false for a file that has nothing to report. Nearly all files end here.</param>
    /// <param name="find">The reports in a file.</param>
    public static void RegisterFileAction(
        this AnalysisContext context, Func<SyntaxNode, bool> mayHaveAny, Func<SemanticModel, OAuthOptions, CancellationToken, IEnumerable<Diagnostic>> find) =>
        context.RegisterCompilationStartAction(start =>
        {
            if (!TestCode.IsTestProject(start.Compilation))
            {
                start.RegisterSemanticModelAction(file => Report(file, mayHaveAny, find));
            }
        });

    private static void Report(
        SemanticModelAnalysisContext context, Func<SyntaxNode, bool> mayHaveAny, Func<SemanticModel, OAuthOptions, CancellationToken, IEnumerable<Diagnostic>> find)
    {
        var tree = context.SemanticModel.SyntaxTree;
        var root = tree.GetRoot(context.CancellationToken);
        if (context.IsGeneratedCode || !mayHaveAny(root))
        {
            return;
        }

        var options = OAuthOptions.From(context.Options.AnalyzerConfigOptionsProvider.GetOptions(tree));
        foreach (var report in find(context.SemanticModel, options, context.CancellationToken))
        {
            if (!GeneratedCode.Contains(root.FindNode(report.Location.SourceSpan)))
            {
                context.ReportDiagnostic(report);
            }
        }
    }
}
