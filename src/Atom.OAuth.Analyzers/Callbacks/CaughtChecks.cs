using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Checks that fail with an exception which is caught and ignored before the exchange:
/// <c>try { user = protector.Unprotect(state); } catch { log.LogWarning("…"); }</c>.
/// </summary>
internal sealed class CaughtChecks
{
    private readonly CalledMethods _methods;
    private readonly ExpressionSyntax _exchange;

    /// <param name="methods">The called methods.</param>
    /// <param name="exchange">The exchange in the callback itself.</param>
    public CaughtChecks(CalledMethods methods, ExpressionSyntax exchange)
    {
        _methods = methods;
        _exchange = exchange;
    }

    public bool Contain(ExpressionSyntax check) =>
        check.Ancestors().TakeWhile(static around => around is not (AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax))
            .OfType<TryStatementSyntax>().FirstOrDefault(around => around.Block.Span.Contains(check.Span)) is { } attempt
        && _exchange.SpanStart > attempt.Span.End
        && !attempt.Block.DescendantNodes().Any(static node => node is ReturnStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax)
        && attempt.Catches.All(static clause => clause.Filter is null && Outcomes.OnlyTells(clause.Block))
        && attempt.Catches.Any(clause => Catches(clause.Declaration, check))
        && Outcomes.FunctionAround(check) is { } function
        && !SetIn(attempt.Block).Any(name => Outcomes.Decides(function, name, except: attempt));

    /// <summary>Gets the variables set in the <c>try</c> block, which later statements may check.</summary>
    private static IEnumerable<string> SetIn(BlockSyntax block) => block.DescendantNodes().Select(static node => node switch
    {
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax variable } => variable.Identifier.ValueText,
        ArgumentSyntax { RefKindKeyword.RawKind: not (int)SyntaxKind.None, Expression: IdentifierNameSyntax variable } => variable.Identifier.ValueText,
        _ => null,
    }).OfType<string>();

    private bool Catches(CatchDeclarationSyntax? caught, ExpressionSyntax check)
    {
        if (caught is null)
        {
            return true;
        }

        var type = caught.Type.GetLastToken().ValueText;
        if (IdleCheckWords.AnyException.Matches(type))
        {
            return true;
        }

        return check is InvocationExpressionSyntax call
            && ((type == IdleCheckWords.CryptographicException && StateCheckWords.Unprotects.Matches(call.CalledName()))
                || _methods.RunBy(call).Any(target => Throws(target.Body, type)));
    }

    private static bool Throws(SyntaxNode body, string type) =>
        body.DescendantNodes().OfType<ObjectCreationExpressionSyntax>().Any(made =>
            made.Parent is ThrowStatementSyntax or ThrowExpressionSyntax && made.Type.GetLastToken().ValueText == type);
}
