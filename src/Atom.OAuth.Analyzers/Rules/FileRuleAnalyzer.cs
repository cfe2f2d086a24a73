using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Rules;

/// <summary>
/// A rule that analyzes whole files outside of test projects: one call per file, which searches the text before it binds anything.
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

    /// <summary>Searches the text, and returns false for a file without anything to report, as are nearly all files.</summary>
    private protected abstract bool MayHaveAny(SyntaxNode root);

    /// <summary>Finds the diagnostics in a file, including those in generated members.</summary>
    private protected abstract IEnumerable<Diagnostic> Find(SemanticModel model, OAuthOptions options, CancellationToken cancellationToken);

    private void Analyze(SemanticModelAnalysisContext context)
    {
        var tree = context.SemanticModel.SyntaxTree;
        var root = tree.GetRoot(context.CancellationToken);
        if (!MayHaveAny(root))
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
