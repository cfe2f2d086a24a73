using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Errors;
using Atom.OAuth.Analyzers.Responses;
using Atom.OAuth.Analyzers.Responses.Reads;
using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Atom.OAuth.CodeFixes.Injection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Responses;

/// <summary>A diagnostic of ATOM001, with the data that its fixes need.</summary>
internal sealed class ReadSite : FixSite
{
    /// <remarks>The node is the read, or the call that passes the response to a helper that reads it.</remarks>
    private ReadSite(SemanticModel model, OAuthSymbols symbols, OAuthOptions options, UnguardedRead finding)
        : base(model, symbols, options, finding.Site.Syntax) => Finding = finding;

    public UnguardedRead Finding { get; }

    /// <summary>Repeats the analysis; null if the diagnostic no longer applies.</summary>
    public static ReadSite? Find(SemanticModel model, OAuthOptions options, TextSpan span)
    {
        if (OAuthSymbols.TryCreate(model.Compilation) is not { HasRuntime: true } symbols
            || !model.SyntaxTree.GetRoot().FullSpan.Contains(span)
            || model.SyntaxTree
                .GetRoot()
                .FindNode(span, getInnermostNodeForTie: true)
                .FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } node
            || Analyze(model, symbols, options, node) is not { } finding)
        {
            return null;
        }

        return new ReadSite(model, symbols, options, finding);
    }

    /// <summary>Counts the diagnostics in a part of the file.</summary>
    public static int Count(SemanticModel model, OAuthOptions options, TextSpan span)
    {
        if (OAuthSymbols.TryCreate(model.Compilation) is not { } symbols)
        {
            return 0;
        }

        return model.SyntaxTree.GetRoot().DescendantNodes(span)
            .OfType<InvocationExpressionSyntax>()
            .Count(node => span.Contains(node.Span) && Analyze(model, symbols, options, node) is not null);
    }

    /// <summary>
    /// Gets the cancellation token that is passed to the read, else the nearest one in scope, as an expression; null if there is none.
    /// </summary>
    public string? CancellationTokenAt(SyntaxNode anchor) =>
        GivenTo(Finding.Site) ?? GivenTo(Finding.Body.Unwrap()) ?? CancellationTokens.InScope(anchor, this);

    private string? GivenTo(IOperation operation)
    {
        var given = (operation as IInvocationOperation)?.Arguments.FirstOrDefault(a => !a.IsImplicit
            && a.Parameter!.Type.Is(Symbols.CancellationToken));
        return given?.Syntax is ArgumentSyntax { Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax } argument
            && RepeatableExpression.Is(argument.Expression)
            ? argument.Expression.ToString()
            : null;
    }

    private static UnguardedRead? Analyze(SemanticModel model, OAuthSymbols symbols, OAuthOptions options, SyntaxNode node) =>
        model.GetOperation(node) is IInvocationOperation call && CandidateCalls.Of(symbols).Contains(call) && !OptionalErrorCodes.AreReadAt(node)
            ? ResponseAnalysis.Of(model.Compilation, symbols, options).Check(call)
            : null;
}
