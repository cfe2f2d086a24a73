using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Rules;

/// <summary>
/// A rule that looks at whole files, except those of test projects: one call for each file, which searches its text before anything is bound.
/// </summary>
public abstract class FileRuleAnalyzer : RuleAnalyzer
{
    private protected FileRuleAnalyzer(params DiagnosticDescriptor[] descriptors)
        : base(descriptors)
    {
    }

    private protected sealed override void Start(CompilationStartAnalysisContext context)
    {
        if (!TestCode.IsTestProject(context.Compilation))
        {
            context.RegisterSemanticModelAction(Analyze);
        }
    }

    /// <summary>A search in the text: false for a file that has nothing to report. Nearly all files end here.</summary>
    private protected abstract bool MayHaveAny(SyntaxNode root);

    /// <summary>The reports in a file, those in generated members included.</summary>
    private protected abstract IEnumerable<Diagnostic> Find(SemanticModel model, OAuthOptions options, CancellationToken cancellationToken);

    private void Analyze(SemanticModelAnalysisContext context)
    {
        var tree = context.SemanticModel.SyntaxTree;
        var root = tree.GetRoot(context.CancellationToken);
        if (context.IsGeneratedCode || !MayHaveAny(root))
        {
            return;
        }

        var options = OAuthOptions.From(context.Options.AnalyzerConfigOptionsProvider.GetOptions(tree));
        foreach (var report in Find(context.SemanticModel, options, context.CancellationToken))
        {
            if (!GeneratedCode.Contains(root.FindNode(report.Location.SourceSpan)))
            {
                context.ReportDiagnostic(report);
            }
        }
    }
}
