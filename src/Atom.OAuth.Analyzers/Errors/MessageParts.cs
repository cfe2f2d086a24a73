using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Errors;

/// <summary>A value that goes into a message.</summary>
/// <param name="Value">The value in the message, or in the variable that goes into it.</param>
/// <param name="Element">The element's name when the value is a tuple that was taken apart.</param>
/// <param name="BuiltBy">The innermost expression that puts it together with other text; null where the value is the message itself.</param>
internal readonly record struct MessagePart(ExpressionSyntax Value, string? Element, ExpressionSyntax? BuiltBy);

/// <summary>Takes a message apart: interpolation, concatenation, formatting, alternatives, and the variables in between.</summary>
internal sealed class MessageParts
{
    private const int MaxDepth = 12;

    private readonly LocalValues _locals;

    public MessageParts(LocalValues locals) => _locals = locals;

    public IEnumerable<MessagePart> Of(ExpressionSyntax message) => Of(message, builtBy: null, MaxDepth);

    private IEnumerable<MessagePart> Of(ExpressionSyntax? expression, ExpressionSyntax? builtBy, int depth)
    {
        if (expression is null || depth-- == 0)
        {
            return Enumerable.Empty<MessagePart>();
        }

        switch (expression)
        {
            case InterpolatedStringExpressionSyntax text:
                var by = text.Contents.Count > 1 ? text : builtBy;
                return text.Contents.OfType<InterpolationSyntax>().SelectMany(part => Of(part.Expression, by, depth));
            case BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression):
                return Of(sum.Left, Whole(sum), depth).Concat(Of(sum.Right, Whole(sum), depth));
            case BinaryExpressionSyntax choice when choice.IsKind(SyntaxKind.CoalesceExpression):
                return Of(choice.Left, builtBy, depth).Concat(Of(choice.Right, builtBy, depth));
            case ConditionalExpressionSyntax choice:
                return Of(choice.WhenTrue, builtBy, depth).Concat(Of(choice.WhenFalse, builtBy, depth));
            case SwitchExpressionSyntax choice:
                return choice.Arms.SelectMany(arm => Of(arm.Expression, builtBy, depth));
            case InvocationExpressionSyntax call when TextCalls.IsBuilding(call):
                return call.ArgumentList.Arguments.SelectMany(argument => Of(argument.Expression, call, depth));
            case InvocationExpressionSyntax call when TextCalls.Subject(call) is { } subject:
                return Of(subject, builtBy, depth);
            case ConditionalAccessExpressionSyntax access when TextCalls.Subject(access) is { } subject:
                return Of(subject, builtBy, depth);
            case AnonymousObjectCreationExpressionSyntax created:
                return created.Initializers.SelectMany(member => Of(member.Expression, builtBy, depth));
            case BaseObjectCreationExpressionSyntax created when !IsException(created):
                return (created.ArgumentList?.Arguments.SelectMany(argument => Of(argument.Expression, builtBy, depth)) ?? Enumerable.Empty<MessagePart>())
                    .Concat(created.Initializer?.Expressions.SelectMany(member => Of(member is AssignmentExpressionSyntax set ? set.Right : member, builtBy, depth)) ?? Enumerable.Empty<MessagePart>());
            case TupleExpressionSyntax tuple:
                return tuple.Arguments.SelectMany(element => Of(element.Expression, builtBy, depth));
            case IdentifierNameSyntax name when LocalValues.Parameter(name) is null && _locals.Of(name) is { Count: > 0 } values:
                return values.SelectMany(value => value.Element is null && !IsCallWithOut(value.Value) ? Of(value.Value, builtBy, depth) : new[] { new MessagePart(value.Value, value.Element, builtBy) });
            default:
                var inner = expression.Inner();
                return inner != expression ? Of(inner, builtBy, depth) : new[] { new MessagePart(expression, null, builtBy) };
        }
    }

    private static bool IsCallWithOut(ExpressionSyntax value) =>
        value is InvocationExpressionSyntax call && call.ArgumentList.Arguments.Any(static a => a.RefKindKeyword.IsKind(SyntaxKind.OutKeyword));

    private static bool IsException(BaseObjectCreationExpressionSyntax created) =>
        created is ObjectCreationExpressionSyntax { Type: var type } && ErrorSinks.OfType(type.LastName()) == SinkKind.Exception;

    /// <summary>The whole of <c>a + b + c</c>.</summary>
    private static ExpressionSyntax Whole(ExpressionSyntax sum)
    {
        while (sum.Parent is BinaryExpressionSyntax parent && parent.IsKind(SyntaxKind.AddExpression))
        {
            sum = parent;
        }

        return sum;
    }
}
