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

    /// <summary>No message that a person reads has more.</summary>
    private const int MaxParts = 200;

    /// <summary>Suffixes of the names of calls that build the page or URL for a message.</summary>
    private static readonly WordTable PlaceWords = new(WordMatch.End, StringComparison.Ordinal, "Url", "Uri", "Link", "Page", "Html");

    /// <summary>The prefix of calls that look up a page or URL; only those for errors include the message.</summary>
    private const string LookUp = "Get";

    private readonly LocalValues _locals;
    private readonly SemanticModel _model;

    public MessageParts(LocalValues locals, SemanticModel model) => (_locals, _model) = (locals, model);

    public IReadOnlyList<MessagePart> Of(ExpressionSyntax message)
    {
        var found = new Parts();
        Add(found, message, new Place(null, null, null, MaxDepth));
        return found.All;
    }

    private void Add(Parts found, ExpressionSyntax? expression, Place place)
    {
        if (expression is null || place.Depth == 0 || found.All.Count >= MaxParts)
        {
            return;
        }

        place = place with { Depth = place.Depth - 1 };
        switch (expression)
        {
            case InterpolatedStringExpressionSyntax text:
                AddInterpolations(found, text, text.Contents.Count > 1 ? place.In(text) : place);
                break;
            case BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression):
                AddAll(found, Operands(sum), place.In(Whole(sum)));
                break;
            case BinaryExpressionSyntax choice when choice.IsKind(SyntaxKind.CoalesceExpression):
                Add(found, choice.Left, place);
                Add(found, choice.Right, place);
                break;
            case ConditionalExpressionSyntax choice:
                Add(found, choice.WhenTrue, place);
                Add(found, choice.WhenFalse, place);
                break;
            case SwitchExpressionSyntax choice:
                AddAll(found, choice.Arms.Select(static arm => arm.Expression), place);
                break;
            case InvocationExpressionSyntax call when TextCalls.IsBuilding(call):
                AddAll(found, call.ArgumentList.Arguments.Select(static argument => argument.Expression), place.In(call));
                break;
            case InvocationExpressionSyntax call when TextCalls.Subject(call) is { } subject:
                Add(found, subject, TextCalls.IsEncoding(call) ? place : place.As(call));
                break;
            case InvocationExpressionSyntax call when WrittenObjects.MessagesIn(call) is { } messages:
                foreach (var written in messages)
                {
                    Add(found, written, place.GivenAs(written));
                }

                break;
            case InvocationExpressionSyntax call when BuildsPlace(call):
                foreach (var argument in call.ArgumentList.Arguments)
                {
                    Add(found, argument.Expression, place.GivenAs(argument.Expression));
                }

                break;
            case InvocationExpressionSyntax call when ErrorFactories.Given(call, _model) is { } kept:
                foreach (var argument in kept)
                {
                    Add(found, argument, place.GivenAs(argument));
                }

                break;
            case ConditionalAccessExpressionSyntax access when TextCalls.Subject(access) is { } subject:
                Add(found, subject, place.As(access));
                break;
            case ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: RangeExpressionSyntax }] } slice:
                Add(found, slice.Expression, place.As(slice));
                break;
            case AnonymousObjectCreationExpressionSyntax created:
                AddAll(found, created.Initializers.Select(static member => member.Expression), place);
                break;
            case BaseObjectCreationExpressionSyntax created when !IsException(created):
                AddAll(found, created.ArgumentList?.Arguments.Select(static argument => argument.Expression), place);
                AddAll(found, created.Initializer?.Expressions.Select(static member => member is AssignmentExpressionSyntax set ? set.Right : member), place);
                break;
            case TupleExpressionSyntax tuple:
                AddAll(found, tuple.Arguments.Select(static element => element.Expression), place);
                break;
            case IdentifierNameSyntax name when LocalValues.Parameter(name) is null && _locals.Of(name) is { Count: > 0 } values:
                AddValues(found, name, values, place);
                break;
            case var _ when expression.Inner() is var inner && inner != expression:
                Add(found, inner, expression is AwaitExpressionSyntax ? place.As(expression) : place);
                break;
            default:
                found.All.Add(place.Part(expression, expression, null));
                break;
        }
    }

    private void AddAll(Parts found, IEnumerable<ExpressionSyntax>? expressions, Place place)
    {
        foreach (var expression in expressions ?? Enumerable.Empty<ExpressionSyntax>())
        {
            Add(found, expression, place);
        }
    }

    private void AddInterpolations(Parts found, InterpolatedStringExpressionSyntax text, Place place)
    {
        foreach (var content in text.Contents)
        {
            if (content is InterpolationSyntax part)
            {
                Add(found, part.Expression, place);
            }
        }
    }

    private void AddValues(Parts found, IdentifierNameSyntax name, IReadOnlyList<LocalValue> values, Place place)
    {
        foreach (var value in values)
        {
            if (value.Element is null)
            {
                var named = place.As(name);
                if (found.Followed.Add((value.Value, named with { Depth = 0 })))
                {
                    Add(found, value.Value, named);
                }
            }
            else
            {
                found.All.Add(place.Part(value.Value, name, value.Element));
            }
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

    /// <summary>The parts found, and the values of variables already followed: each <c>m = m + x</c> leads to all the others.</summary>
    private sealed class Parts
    {
        public List<MessagePart> All { get; } = new();

        public HashSet<(ExpressionSyntax Value, Place Place)> Followed { get; } = new();
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
