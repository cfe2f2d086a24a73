using Atom.OAuth.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Reads of a query or form by key, and small questions about calls.</summary>
internal static class RequestReads
{
    /// <summary>The key of <c>Request.Query["key"]</c>, <c>query.Get("key")</c>, <c>Request.Form.TryGetValue("key", …)</c>; else null.</summary>
    public static string? KeyOf(SyntaxNode node)
    {
        var (receiver, arguments) = node switch
        {
            ElementAccessExpressionSyntax access when !IsTarget(access) => (access.Expression, access.ArgumentList.Arguments),
            InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax }, ..] } call when CallbackMarks.QueryReads.Contains(call.CalledName()) => (call.Receiver(), call.ArgumentList.Arguments),
            _ => default,
        };
        return receiver is not null && arguments is [{ Expression: LiteralExpressionSyntax { Token.Value: string key } }, ..] && IsQuery(receiver, mayLookUp: true) ? key : null;
    }

    public static string CalledName(this InvocationExpressionSyntax call) => Callers.NameOf(call.Expression)?.Identifier.ValueText ?? "";

    /// <summary>What the call is made on; null for a method of the type around.</summary>
    public static ExpressionSyntax? Receiver(this InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Expression,
        MemberBindingExpressionSyntax => call.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
        _ => null,
    };

    /// <summary>The variable at the start of <c>a.B[0].C</c>; null for anything else than a name.</summary>
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

    private static bool IsTarget(ElementAccessExpressionSyntax access) => access.Parent is AssignmentExpressionSyntax assignment && assignment.Left == access;

    private static bool IsQuery(ExpressionSyntax receiver, bool mayLookUp)
    {
        var name = receiver switch
        {
            IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
            InvocationExpressionSyntax call => call.CalledName(),
            ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax binding } => binding.Name.Identifier.ValueText,
            AwaitExpressionSyntax { Expression: InvocationExpressionSyntax call } => call.CalledName(),
            ParenthesizedExpressionSyntax { Expression: AwaitExpressionSyntax { Expression: InvocationExpressionSyntax call } } => call.CalledName(),
            _ => "",
        };
        return CallbackMarks.QueryNames.Matches(name) || (mayLookUp && receiver is IdentifierNameSyntax && InitializerOf(receiver, name) is { } value && IsQuery(value, mayLookUp: false));
    }

    private static ExpressionSyntax? InitializerOf(SyntaxNode use, string name)
    {
        var member = use.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return member?.DescendantNodes().OfType<VariableDeclaratorSyntax>().FirstOrDefault(variable => variable.Identifier.ValueText == name)?.Initializer?.Value;
    }
}
