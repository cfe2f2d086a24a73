using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Responses.Guards;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.CodeFixes.Responses;

/// <summary>Determines whether a variable still contains the response that a text was read from, when the text is parsed.</summary>
internal static class ResponseLifetime
{
    /// <summary>Returns false if the variable was reassigned or disposed since, or the text is parsed in another function.</summary>
    public static bool IsUnchanged(ISymbol response, SyntaxNode readAt, SyntaxNode parsedAt, BodyFacts facts) =>
        FunctionOf(readAt) == FunctionOf(parsedAt)
        && facts.ValuesOf(response).All(assigned => !CanComeBetween(assigned.Value.Syntax, readAt, parsedAt))
        && !facts.Invocations.Any(call => IsDisposeOf(call, response) && call.Syntax.SpanStart < parsedAt.SpanStart)
        && !EndsInUsing(response, parsedAt);

    /// <summary>An assignment after the parsing matters only in a loop that does not read again.</summary>
    private static bool CanComeBetween(SyntaxNode assigned, SyntaxNode readAt, SyntaxNode parsedAt) =>
        assigned.SpanStart > readAt.SpanStart
        && (assigned.SpanStart < parsedAt.SpanStart || parsedAt.Ancestors().Any(ancestor =>
            ancestor is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax
            && ancestor.Contains(assigned)
            && !ancestor.Contains(readAt)));

    private static bool IsDisposeOf(IInvocationOperation call, ISymbol response) =>
        call.TargetMethod.Name == "Dispose"
        && (call.Instance is IConditionalAccessInstanceOperation instance ? instance.Receiver() : call.Instance) is { } disposed
        && disposed.Mentions(response);

    /// <summary>Recognizes <c>using (response) { … }</c> that ended before.</summary>
    private static bool EndsInUsing(ISymbol response, SyntaxNode parsedAt) =>
        FunctionOf(parsedAt).DescendantNodes().OfType<UsingStatementSyntax>().Any(statement =>
            statement.Expression is IdentifierNameSyntax name
            && name.Identifier.ValueText == response.Name
            && statement.Span.End <= parsedAt.SpanStart);

    private static SyntaxNode FunctionOf(SyntaxNode node) =>
        node.Ancestors().First(static ancestor =>
            ancestor.Parent is null
            || ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax
                or BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or BasePropertyDeclarationSyntax);
}
