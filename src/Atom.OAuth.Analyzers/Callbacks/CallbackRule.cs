using System.Collections.Immutable;
using Atom.OAuth.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>What the rules about callbacks share.</summary>
internal static class CallbackRule
{
    /// <summary>The property of the diagnostic that holds the provider's display name.</summary>
    public const string ProviderProperty = "Provider";

    /// <summary>The property of the diagnostic that holds the provider's id.</summary>
    public const string ProviderIdProperty = "ProviderId";

    public static void Register(CompilationStartAnalysisContext start, Func<OAuthCallback, bool> isReported, Func<OAuthCallback, bool, Diagnostic> report)
    {
        if (TestCode.IsTestProject(start.Compilation))
        {
            return;
        }

        start.RegisterSemanticModelAction(context =>
        {
            var options = OAuthOptions.From(context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.SemanticModel.SyntaxTree));
            foreach (var callback in Callbacks.Find(context.SemanticModel, options, context.CancellationToken))
            {
                if (isReported(callback))
                {
                    context.ReportDiagnostic(report(callback, OAuthSymbols.TryCreate(context.SemanticModel.Compilation)?.HasRuntime == true));
                }
            }
        });
    }

    public static ImmutableDictionary<string, string?> Properties(OAuthCallback callback) =>
        ImmutableDictionary<string, string?>.Empty.Add(ProviderProperty, callback.Provider).Add(ProviderIdProperty, callback.ProviderId);
}
