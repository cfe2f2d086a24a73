using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.Responses;
using Atom.OAuth.CodeFixes.Fixing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>A diagnostic on an OAuth callback, with the data that the fixes need.</summary>
internal sealed class CallbackSite : FixSite
{
    private CallbackSite(SemanticModel model, OAuthSymbols symbols, OAuthOptions options, OAuthCallback callback)
        : base(model, symbols, options, callback.Node) => Callback = callback;

    public OAuthCallback Callback { get; }

    /// <summary>The provider's id as an expression: a literal, or the route parameter; null if unknown.</summary>
    public string? Provider =>
        KnownProvider is { } id
            ? SymbolDisplay.FormatLiteral(id, quote: true)
            : CallbackCandidate.ParametersOf(Callback.Node).FirstOrDefault(static parameter =>
                parameter.Identifier.ValueText is "provider" or "integration" or "integrationId"
                    && parameter.Type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.StringKeyword })?.Identifier.ValueText;

    /// <summary>The provider's id in the state, as an expression: code that already builds a state determines it.</summary>
    public string? ProviderOfState =>
        KnownProvider is { } id ? SymbolDisplay.FormatLiteral(OtherEnd.IdOfStart(id, Model.Compilation), quote: true) : Provider;

    /// <summary>The provider's id; null if it is unknown before run time.</summary>
    public string? KnownProvider => Callback.ProviderId ?? FlowProvider.IdOf(Callback.Node, Model);

    public static CallbackSite? Find(SemanticModel model, OAuthOptions options, TextSpan span, Func<OAuthCallback, bool> isReported) =>
        OAuthSymbols.TryCreate(model.Compilation) is { HasRuntime: true } symbols
        && CallbackAnalysis.Find(model, options, default).FirstOrDefault(callback => callback.Location.SourceSpan == span
            && isReported(callback)) is { } found
            ? new CallbackSite(model, symbols, options, found)
            : null;

    /// <summary>Gets the location of the diagnostic on a function; null if there is none.</summary>
    public static TextSpan? At(SemanticModel model, OAuthOptions options, SyntaxNode function, Func<OAuthCallback, bool> isReported) =>
        CallbackAnalysis.Find(model, options, default).FirstOrDefault(callback => callback.Node == function && isReported(callback))?.Location.SourceSpan;

    public static int Count(SemanticModel model, OAuthOptions options, TextSpan span, Func<OAuthCallback, bool> isReported) =>
        CallbackAnalysis.Find(model, options, default).Count(callback => span.Contains(callback.Location.SourceSpan) && isReported(callback));
}
