using Atom.OAuth.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers;

/// <summary>How a rule that looks at whole files is registered: one call for each file, which asks the text before all else.</summary>
internal static class FileRule
{
    /// <summary>Leaves out tests and generated code, and reports the rest.</summary>
    /// <param name="context">The rule's.</param>
    /// <param name="find">The reports in a file.</param>
    public static void RegisterFileAction(this AnalysisContext context, Func<SemanticModel, OAuthOptions, CancellationToken, IEnumerable<Diagnostic>> find) =>
        context.RegisterCompilationStartAction(start =>
        {
            if (!TestCode.IsTestProject(start.Compilation))
            {
                start.RegisterSemanticModelAction(file => Report(file, find));
            }
        });

    private static void Report(SemanticModelAnalysisContext context, Func<SemanticModel, OAuthOptions, CancellationToken, IEnumerable<Diagnostic>> find)
    {
        if (context.IsGeneratedCode)
        {
            return;
        }

        var tree = context.SemanticModel.SyntaxTree;
        var options = OAuthOptions.From(context.Options.AnalyzerConfigOptionsProvider.GetOptions(tree));
        foreach (var report in find(context.SemanticModel, options, context.CancellationToken))
        {
            if (!GeneratedCode.Contains(tree.GetRoot(context.CancellationToken).FindNode(report.Location.SourceSpan)))
            {
                context.ReportDiagnostic(report);
            }
        }
    }
}
