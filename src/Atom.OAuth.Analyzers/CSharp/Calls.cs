using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>Gets the method and the receiver of a call by syntax alone.</summary>
internal static class Calls
{
    /// <summary>Gets the name of the called method; empty for an unnamed delegate.</summary>
    public static string CalledName(this InvocationExpressionSyntax call) => Callers.NameOf(call.Expression)?.Identifier.ValueText ?? "";

    /// <summary>Gets the receiver of the call; null for a method of the containing type.</summary>
    public static ExpressionSyntax? Receiver(this InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Expression,
        MemberBindingExpressionSyntax => BoundBy(call)?.Expression,
        _ => null,
    };

    /// <summary><c>Load()</c> or <c>this.Load()</c>: a method of the containing type, or a local function.</summary>
    public static bool IsOwn(this InvocationExpressionSyntax call) =>
        call.Expression is SimpleNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax };

    /// <summary>
    /// Gets the <c>?.</c> that supplies the receiver of a call. In <c>a?.B()?.C</c> it is not the innermost one around <c>B()</c>, which
    /// applies to the result of <c>B()</c>.
    /// </summary>
    private static ConditionalAccessExpressionSyntax? BoundBy(InvocationExpressionSyntax call) =>
        call.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>(access => access.WhenNotNull.Span.Contains(call.Span));

    /// <summary>Gets the variable at the start of <c>a.B[0].C</c>; null for anything but a name.</summary>
    public static string? Root(this ExpressionSyntax expression)
    {
        while (true)
        {
            switch (expression)
            {
                case MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax } own:
                    return own.Name.Identifier.ValueText;
                case MemberAccessExpressionSyntax access:
                    expression = access.Expression;
                    break;
                case ElementAccessExpressionSyntax access:
                    expression = access.Expression;
                    break;
                case ConditionalAccessExpressionSyntax access:
                    expression = access.Expression;
                    break;
                case PostfixUnaryExpressionSyntax postfix:
                    expression = postfix.Operand;
                    break;
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized.Expression;
                    break;
                case CastExpressionSyntax cast:
                    expression = cast.Expression;
                    break;
                case AwaitExpressionSyntax wait:
                    expression = wait.Expression;
                    break;
                case InvocationExpressionSyntax call when call.Receiver() is { } receiver:
                    expression = receiver;
                    break;
                case IdentifierNameSyntax name:
                    return name.Identifier.ValueText;
                default:
                    return null;
            }
        }
    }
}
