using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Errors;

/// <summary>A value in a message.</summary>
/// <param name="Value">The value, with variables resolved.</param>
/// <param name="Written">The expression in the message: the variable, or the value itself.</param>
/// <param name="Element">The element's name if the value is a deconstructed tuple.</param>
/// <param name="BuiltBy">The innermost expression that combines it with other text; null if the value is the message itself.</param>
/// <param name="Given">The argument that is the whole message if a call builds the page or URL around it; otherwise null.</param>
internal readonly record struct MessagePart(
    ExpressionSyntax Value, ExpressionSyntax Written, string? Element, ExpressionSyntax? BuiltBy, ExpressionSyntax? Given);

/// <summary>Splits a message into its parts: interpolations, concatenations, formatting, alternatives, and the variables in between.</summary>
internal sealed class MessageParts
{
    private const int MaxDepth = 12;

    /// <summary>Suffixes of the names of calls that build the page or URL for a message.</summary>
    private static readonly WordTable PlaceWords = new(WordMatch.End, StringComparison.Ordinal, "Url", "Uri", "Link", "Page", "Html");

    /// <summary>The prefix of calls that look up a page or URL; only those for errors include the message.</summary>
    private const string LookUp = "Get";

    private readonly LocalValues _locals;

    public MessageParts(LocalValues locals) => _locals = locals;

    public IEnumerable<MessagePart> Of(ExpressionSyntax message) => Of(message, new Place(null, null, null, MaxDepth));

    private IEnumerable<MessagePart> Of(ExpressionSyntax? expression, Place place)
    {
        if (expression is null || place.Depth == 0)
        {
            return Enumerable.Empty<MessagePart>();
        }

        place = place with { Depth = place.Depth - 1 };
        switch (expression)
        {
            case InterpolatedStringExpressionSyntax text:
                var inText = text.Contents.Count > 1 ? place.In(text) : place;
                return text.Contents.OfType<InterpolationSyntax>().SelectMany(part => Of(part.Expression, inText));
            case BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression):
                return Operands(sum).SelectMany(operand => Of(operand, place.In(Whole(sum))));
            case BinaryExpressionSyntax choice when choice.IsKind(SyntaxKind.CoalesceExpression):
                return Of(choice.Left, place).Concat(Of(choice.Right, place));
            case ConditionalExpressionSyntax choice:
                return Of(choice.WhenTrue, place).Concat(Of(choice.WhenFalse, place));
            case SwitchExpressionSyntax choice:
                return choice.Arms.SelectMany(arm => Of(arm.Expression, place));
            case InvocationExpressionSyntax call when TextCalls.IsBuilding(call):
                return call.ArgumentList.Arguments.SelectMany(argument => Of(argument.Expression, place.In(call)));
            case InvocationExpressionSyntax call when TextCalls.Subject(call) is { } subject:
                return Of(subject, TextCalls.IsEncoding(call) ? place : place.As(call));
            case InvocationExpressionSyntax call when WrittenObjects.MessagesIn(call) is { } messages:
                return messages.SelectMany(written => Of(written, place.GivenAs(written)));
            case InvocationExpressionSyntax call when BuildsPlace(call):
                return call.ArgumentList.Arguments.SelectMany(argument => Of(argument.Expression, place.GivenAs(argument.Expression)));
            case ConditionalAccessExpressionSyntax access when TextCalls.Subject(access) is { } subject:
                return Of(subject, place.As(access));
            case ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: RangeExpressionSyntax }] } slice:
                return Of(slice.Expression, place.As(slice));
            case AnonymousObjectCreationExpressionSyntax created:
                return created.Initializers.SelectMany(member => Of(member.Expression, place));
            case BaseObjectCreationExpressionSyntax created when !IsException(created):
                return (created.ArgumentList?.Arguments.SelectMany(argument => Of(argument.Expression, place)) ?? Enumerable.Empty<MessagePart>())
                    .Concat(created.Initializer?.Expressions.SelectMany(member => Of(
                        member is AssignmentExpressionSyntax set ? set.Right : member, place)) ?? Enumerable.Empty<MessagePart>());
            case TupleExpressionSyntax tuple:
                return tuple.Arguments.SelectMany(element => Of(element.Expression, place));
            case IdentifierNameSyntax name when LocalValues.Parameter(name) is null && _locals.Of(name) is { Count: > 0 } values:
                return values.SelectMany(value => value.Element is null
                    ? Of(value.Value, place.As(name))
                    : new[] { place.Part(value.Value, name, value.Element) });
            default:
                var inner = expression.Inner();
                return inner != expression
                    ? Of(inner, expression is AwaitExpressionSyntax ? place.As(expression) : place)
                    : new[] { place.Part(expression, expression, null) };
        }
    }

    /// <summary>Returns true for a call that builds the page or URL to show a message; the message itself is created before.</summary>
    public static bool BuildsPlace(InvocationExpressionSyntax call) =>
        call.CalledName() is var name
        && PlaceWords.Matches(name)
        && (!name.StartsWith(LookUp, StringComparison.Ordinal) || ErrorSinks.WordsOfFailure.Matches(name));

    private static bool IsException(BaseObjectCreationExpressionSyntax created) =>
        created is ObjectCreationExpressionSyntax { Type: var type } && ErrorSinks.OfType(type.LastName()) == SinkKind.Exception;

    /// <summary>Gets the operands of <c>a + b + c</c>, which are nested in the syntax tree.</summary>
    private static List<ExpressionSyntax> Operands(ExpressionSyntax sum)
    {
        var operands = new List<ExpressionSyntax>();
        while (sum is BinaryExpressionSyntax binary && binary.IsKind(SyntaxKind.AddExpression))
        {
            operands.Add(binary.Right);
            sum = binary.Left;
        }

        operands.Add(sum);
        operands.Reverse();
        return operands;
    }

    /// <summary>Gets the whole of <c>a + b + c</c>.</summary>
    private static ExpressionSyntax Whole(ExpressionSyntax sum)
    {
        while (sum.Parent is BinaryExpressionSyntax parent && parent.IsKind(SyntaxKind.AddExpression))
        {
            sum = parent;
        }

        return sum;
    }

    /// <summary>The position of a value in the message.</summary>
    private readonly record struct Place(ExpressionSyntax? BuiltBy, ExpressionSyntax? Written, ExpressionSyntax? Given, int Depth)
    {
        public Place GivenAs(ExpressionSyntax argument) => this with { BuiltBy = null, Written = null, Given = argument };

        public Place In(ExpressionSyntax builder) => this with { BuiltBy = builder, Written = null };

        public Place As(ExpressionSyntax written) => this with { Written = Written ?? written };

        public MessagePart Part(ExpressionSyntax value, ExpressionSyntax written, string? element) =>
            new(value, Written ?? written, element, BuiltBy, Given);
    }
}
