using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.Responses;
using Atom.OAuth.CodeFixes.Fixing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>One report about an OAuth callback as the fixes see it.</summary>
internal sealed class CallbackSite : FixSite
{
    private CallbackSite(SemanticModel model, OAuthSymbols symbols, OAuthOptions options, OAuthCallback callback)
        : base(model, symbols, options, callback.Node) => Callback = callback;

    public OAuthCallback Callback { get; }

    /// <summary>The provider's id as an expression: known, or the parameter that the route gives; null where nothing tells.</summary>
    public string? Provider =>
        KnownProvider is { } id
            ? SymbolDisplay.FormatLiteral(id, quote: true)
            : CallbackCandidate.ParametersOf(Callback.Node).FirstOrDefault(static parameter =>
                parameter.Identifier.ValueText is "provider" or "integration" or "integrationId"
                    && parameter.Type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.StringKeyword })?.Identifier.ValueText;

    /// <summary>The same as it stands in the state: whatever builds one already has decided.</summary>
    public string? ProviderOfState =>
        KnownProvider is { } id ? SymbolDisplay.FormatLiteral(OtherEnd.IdOfStart(id, Model.Compilation), quote: true) : Provider;

    /// <summary>The provider's id; null where nothing tells before a request comes.</summary>
    public string? KnownProvider => Callback.ProviderId ?? FlowProvider.IdOf(Callback.Node, Model);

    public static CallbackSite? Find(SemanticModel model, OAuthOptions options, TextSpan span, Func<OAuthCallback, bool> isReported) =>
        OAuthSymbols.TryCreate(model.Compilation) is { HasRuntime: true } symbols
        && CallbackAnalysis.Find(model, options, default).FirstOrDefault(callback => callback.Location.SourceSpan == span
            && isReported(callback)) is { } found
            ? new CallbackSite(model, symbols, options, found)
            : null;

    /// <summary>Where the report about a function stands; null when there is none.</summary>
    public static TextSpan? At(SemanticModel model, OAuthOptions options, SyntaxNode function, Func<OAuthCallback, bool> isReported) =>
        CallbackAnalysis.Find(model, options, default).FirstOrDefault(callback => callback.Node == function && isReported(callback))?.Location.SourceSpan;

    public static int Count(SemanticModel model, OAuthOptions options, TextSpan span, Func<OAuthCallback, bool> isReported) =>
        CallbackAnalysis.Find(model, options, default).Count(callback => span.Contains(callback.Location.SourceSpan) && isReported(callback));
}
