using System.Collections.Immutable;
using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Guards;

/// <summary>
/// Decides whether a condition ensures that a body is not an HTML page: a media type test, a test of the first character,
/// our own check, or a user's method that does one of these.
/// </summary>
internal sealed class GuardConditions
{
    private const int MaxDepth = 12;

    /// <summary>Calls that test whether there is a text at all.</summary>
    private static readonly string[] NullTests = { "IsNullOrEmpty", "IsNullOrWhiteSpace", "ReferenceEquals" };

    /// <summary>The tuple element that is true for an HTML page.</summary>
    private static readonly string[] AnswerElements = { "Item1", "isHtml" };

    private readonly OAuthSymbols _symbols;
    private readonly GuardMethods _methods;
    private readonly BodyFacts _facts;
    private readonly Func<CaptureId, ImmutableArray<IOperation>> _captured;
    private readonly BodyExpressions _bodies;

    /// <param name="symbols">The shared symbols.</param>
    /// <param name="methods">The user's own guard methods.</param>
    /// <param name="carriers">The variables that hold the response, its content or its text; tests of other variables are not guards.</param>
    /// <param name="facts">The values of the method's variables.</param>
    /// <param name="captured">Gets the values of a flow capture of the control-flow graph.</param>
    public GuardConditions(
        OAuthSymbols symbols,
        GuardMethods methods,
        HashSet<ISymbol> carriers,
        BodyFacts facts,
        Func<CaptureId, ImmutableArray<IOperation>> captured)
    {
        _symbols = symbols;
        _methods = methods;
        _facts = facts;
        _captured = captured;
        _bodies = new BodyExpressions(symbols, carriers, facts, captured);
    }

    public GuardTruth Evaluate(IOperation condition) => Evaluate(condition, MaxDepth);

    /// <summary>Returns true for a call that returns only if the body is not an HTML page.</summary>
    public bool IsThrowingGuard(IInvocationOperation call) =>
        (_methods.Throws(call.TargetMethod) is { } ordinals && Passes(call, ordinals)) || ThrowsForOtherMediaType(call);

    /// <summary><c>ArgumentOutOfRangeException.ThrowIfNotEqual(mediaType, "application/json")</c>.</summary>
    private bool ThrowsForOtherMediaType(IInvocationOperation call) =>
        call.TargetMethod is { Name: "ThrowIfNotEqual", IsStatic: true }
        && call.Arguments.Any(a => _bodies.IsMediaType(a.Value, MaxDepth))
        && call.Arguments.Any(static a => BodyLiterals.MediaType(Constants.Of(a.Value)) == GuardTruth.SafeWhenTrue);

    /// <summary>Returns true if the operation reads one of the carriers.</summary>
    public bool MentionsCarrier(IOperation operation) => _bodies.MentionsCarrier(operation);

    private GuardTruth Evaluate(IOperation? condition, int depth)
    {
        if (condition is null || depth-- == 0)
        {
            return GuardTruth.None;
        }

        switch (condition.Unwrap())
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Evaluate(not.Operand, depth).Negate();
            case IBinaryOperation binary:
                return EvaluateBinary(binary, depth);
            case IIsPatternOperation isPattern:
                return EvaluatePattern(isPattern.Value, isPattern.Pattern, depth);
            case ICoalesceOperation coalesce:
                return Evaluate(coalesce.Value, depth);
            case IConditionalAccessOperation access:
                return Evaluate(access.WhenNotNull, depth);
            case IConditionalOperation conditional:
                return Evaluate(conditional.WhenTrue, depth).Or(Evaluate(conditional.WhenFalse, depth));
            case IInvocationOperation { TargetMethod.Name: "GetValueOrDefault", Instance: { } nullable }:
                return Evaluate(nullable, depth);
            case IInvocationOperation call:
                return EvaluateCall(call, depth);
            case IPropertyReferenceOperation { Property.Name: "IsHtml" } property when property.Property.ContainingType.Is(_symbols.HtmlCheckResult):
                return IsCheckOfCarrier(property.Instance, depth) ? GuardTruth.SafeWhenFalse : GuardTruth.None;
            case IPropertyReferenceOperation { Instance: { } instance, Property.GetMethod: { } getter } when ExtensionBlocks.IsMember(getter):
                return _methods.Tests(getter) is { } answer && MentionsCarrier(instance) ? answer.Truth : GuardTruth.None;
            case IPropertyReferenceOperation { Instance: { } check } when IsCheckOfCarrier(check, depth):
                return GuardTruth.SafeEitherWay;
            case ISwitchExpressionOperation choice when IsTested(choice.Value, depth):
                return GuardTruth.SafeEitherWay;
            case IFieldReferenceOperation { Instance: { } instance } field
                when AnswerElements.Contains(field.Field.Name) && IsCheckOfCarrier(instance, depth):
                return GuardTruth.SafeWhenFalse;
            case ILocalReferenceOperation local:
                return EvaluateLocal(local, depth);
            case IFlowCaptureReferenceOperation capture:
                return EvaluateAny(_captured(capture.Id), depth);
            default:
                return GuardTruth.None;
        }
    }

    private GuardTruth EvaluateBinary(IBinaryOperation binary, int depth)
    {
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And:
                return Evaluate(binary.LeftOperand, depth).And(Evaluate(binary.RightOperand, depth));
            case BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or:
                return Evaluate(binary.LeftOperand, depth).Or(Evaluate(binary.RightOperand, depth));
            case BinaryOperatorKind.Equals:
                return EvaluateEquality(binary.LeftOperand, binary.RightOperand, depth);
            case BinaryOperatorKind.NotEquals:
                return EvaluateEquality(binary.LeftOperand, binary.RightOperand, depth).Negate();
            case BinaryOperatorKind.GreaterThan when Constants.Of(binary.RightOperand) is 0 && IsLengthOfBody(binary.LeftOperand, depth):
                // text.Length > 0 && text[0] == '<': an empty body is not a page
                return GuardTruth.SafeWhenFalse;
            case BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual:
                // text.IndexOf("<html") >= 0
                return Evaluate(binary.LeftOperand, depth);
            case BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual:
                return Evaluate(binary.LeftOperand, depth).Negate();
            default:
                return GuardTruth.None;
        }
    }

    private GuardTruth EvaluateEquality(IOperation left, IOperation right, int depth)
    {
        if (Constants.Of(left) is not null)
        {
            (left, right) = (right, left);
        }

        if (IsAnswerOfCheck(left, depth))
        {
            return GuardTruth.SafeEitherWay;
        }

        switch (Constants.Of(right))
        {
            case bool expected:
                var truth = Evaluate(left, depth);
                return expected ? truth : truth.Negate();
            case null:
                return _bodies.IsMediaType(left, depth) ? BodyLiterals.MediaType(NameOfConstant(right)) : GuardTruth.None;
            case int when left.Unwrap() is IInvocationOperation { TargetMethod.Name: "IndexOf" }:
                // text.IndexOf("<") == 0, == -1: known to be a test, so no report
                return Evaluate(left, depth) == GuardTruth.None ? GuardTruth.None : GuardTruth.SafeEitherWay;
            case var constant:
                return TruthOfValue(left, constant, depth);
        }
    }

    private bool IsLengthOfBody(IOperation value, int depth) =>
        value.Unwrap() is IPropertyReferenceOperation { Property.Name: "Length", Instance: { } text } && _bodies.IsBody(text, depth);

    /// <summary>Gets the name of a static member that represents a media type, such as RestSharp's <c>ContentType.Json</c>.</summary>
    private static string? NameOfConstant(IOperation value) =>
        value.Unwrap() is IMemberReferenceOperation { Instance: null, Member: { IsStatic: true, Name: var name } } ? name : null;

    private GuardTruth EvaluatePattern(IOperation value, IPatternOperation pattern, int depth)
    {
        if (IsCheckOfCarrier(value, depth) || IsAnswerOfCheck(value, depth))
        {
            return GuardTruth.SafeEitherWay;
        }

        return TruthOfPattern(pattern, depth, literal => literal switch
        {
            bool expected => expected ? Evaluate(value, depth) : Evaluate(value, depth).Negate(),
            _ => TruthOfValue(value, literal, depth),
        }, other => other switch
        {
            IListPatternOperation { Patterns: { Length: > 0 } elements }
                when _bodies.IsBody(value, depth) && elements[0] is IConstantPatternOperation first =>
                BodyLiterals.StartsWith(Constants.Of(first.Value)),
            IRecursivePatternOperation recursive => recursive.PropertySubpatterns
                .Select(p => EvaluateMember(value, p, depth))
                .DefaultIfEmpty(GuardTruth.None)
                .Aggregate(static (a, b) => a.And(b)),
            _ => GuardTruth.None,
        });
    }

    /// <summary><c>response is { Content.Headers.ContentType.MediaType: "application/json" }</c>.</summary>
    private GuardTruth EvaluateMember(IOperation value, IPropertySubpatternOperation member, int depth)
    {
        var isMediaType = member.Member is IPropertyReferenceOperation { Property.Name: var name }
            && GuardShape.IsMediaType(name)
            && MentionsCarrier(value);
        return TruthOfPattern(
            member.Pattern,
            depth,
            literal => isMediaType ? BodyLiterals.MediaType(literal) : GuardTruth.None,
            other => other switch
            {
                // { MediaType: var type }: without a media type, there is no page
                IDeclarationPatternOperation when isMediaType => GuardTruth.SafeWhenFalse,
                IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true } when isMediaType => GuardTruth.SafeWhenFalse,
                IRecursivePatternOperation => EvaluatePattern(value, other, depth - 1),
                _ => GuardTruth.None,
            });
    }

    /// <summary>Decomposes <c>not</c>, <c>or</c> and <c>and</c>; comparing with null is not a test.</summary>
    private static GuardTruth TruthOfPattern(
        IPatternOperation pattern, int depth, Func<object, GuardTruth> truthOfLiteral, Func<IPatternOperation, GuardTruth> truthOfOther)
    {
        GuardTruth Truth(IPatternOperation inner) => TruthOfPattern(inner, depth - 1, truthOfLiteral, truthOfOther);

        return depth <= 0 ? GuardTruth.None : pattern switch
        {
            INegatedPatternOperation negated => Truth(negated.Pattern).Negate(),
            IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } or => Truth(or.LeftPattern).Or(Truth(or.RightPattern)),
            IBinaryPatternOperation and => Truth(and.LeftPattern).And(Truth(and.RightPattern)),
            IConstantPatternOperation constant => Constants.Of(constant.Value) is { } literal ? truthOfLiteral(literal) : GuardTruth.None,
            _ => truthOfOther(pattern),
        };
    }

    private GuardTruth EvaluateCall(IInvocationOperation call, int depth)
    {
        if (_methods.Tests(call.TargetMethod) is { } test && Passes(call, test.Ordinals))
        {
            return test.Truth;
        }

        var literal = call.Arguments.Select(static a => BodyLiterals.Of(a.Value)).FirstOrDefault(static c => c is string or char);
        var subject = call.Instance ?? call.Arguments.Select(static a => a.Value).FirstOrDefault(static a => BodyLiterals.Of(a) is null);
        if (subject is null)
        {
            return GuardTruth.None;
        }

        if (_bodies.IsMediaType(subject, depth) || call.Arguments.Any(a => _bodies.IsMediaType(a.Value, depth)))
        {
            return IsNullTest(call) ? GuardTruth.None
                : literal is null ? GuardTruth.SafeEitherWay
                : BodyLiterals.MediaType(literal);
        }

        var name = call.TargetMethod.Name;
        return GuardShape.IsTestOfStart(name) && (_bodies.IsBody(subject, depth) || _bodies.IsFirstCharacter(subject, depth))
            ? BodyLiterals.StartsWith(literal)
            : GuardShape.IsTestOfText(name) && (_bodies.IsBody(subject, depth) || call.Arguments.Any(a => _bodies.IsBody(a.Value, depth)))
                ? BodyLiterals.Contains(literal)
            : GuardTruth.None;
    }

    private GuardTruth EvaluateLocal(ILocalReferenceOperation local, int depth)
    {
        var values = _facts.ValuesOf(local.Local);
        if (values.Count > 1)
        {
            // Which of the values applies is unknown; if one is a test, both branches count as safe.
            return values.Any(v => TruthOfAssigned(v, depth) != GuardTruth.None) ? GuardTruth.SafeEitherWay : GuardTruth.None;
        }

        return values.Count == 1 ? TruthOfAssigned(values[0], depth) : GuardTruth.None;
    }

    private GuardTruth TruthOfAssigned(AssignedValue assigned, int depth) => assigned.TupleElement switch
    {
        < 0 => Evaluate(assigned.Value, depth),
        0 when IsCheckOfCarrier(assigned.Value, depth) => GuardTruth.SafeWhenFalse,
        _ => GuardTruth.None,
    };

    private GuardTruth EvaluateAny(ImmutableArray<IOperation> values, int depth)
    {
        foreach (var value in values)
        {
            if (Evaluate(value, depth) is var truth and not GuardTruth.None)
            {
                return truth;
            }
        }

        return GuardTruth.None;
    }

    private GuardTruth TruthOfValue(IOperation value, object literal, int depth)
    {
        if (_bodies.IsMediaType(value, depth))
        {
            return BodyLiterals.MediaType(literal);
        }

        return _bodies.IsFirstCharacter(value, depth) ? BodyLiterals.StartsWith(literal) : GuardTruth.None;
    }

    /// <summary>Recognises a value whose switch cases distinguish HTML pages from JSON.</summary>
    private bool IsTested(IOperation value, int depth) =>
        _bodies.IsMediaType(value, depth)
            || _bodies.IsFirstCharacter(value, depth)
            || IsCheckOfCarrier(value, depth)
            || IsAnswerOfCheck(value, depth);

    /// <summary>The kind, error or title from our own check: not just a yes or no, so both branches count as safe.</summary>
    private bool IsAnswerOfCheck(IOperation value, int depth) => value.Unwrap() switch
    {
        IPropertyReferenceOperation { Property.Name: not "IsHtml", Instance: { } check } => IsCheckOfCarrier(check, depth),
        IFlowCaptureReferenceOperation capture when depth > 0 => _captured(capture.Id).Any(c => IsAnswerOfCheck(c, depth - 1)),
        _ => false,
    };

    /// <summary>Our own check called on a carrier, awaited or not, also through a local.</summary>
    private bool IsCheckOfCarrier(IOperation? value, int depth)
    {
        switch (value?.Unwrap())
        {
            case IInvocationOperation call when OwnCheck.Is(call, _symbols) || _methods.IsDeclared(call.TargetMethod):
                return call.Arguments.Any(a => MentionsCarrier(a.Value));
            case ILocalReferenceOperation local when depth > 0:
                return _facts.ValuesOf(local.Local) is { Count: 1 } values && IsCheckOfCarrier(values[0].Value, depth - 1);
            case IFlowCaptureReferenceOperation capture when depth > 0:
                return _captured(capture.Id).Any(c => IsCheckOfCarrier(c, depth - 1));
            default:
                return false;
        }
    }

    private bool Passes(IInvocationOperation call, ImmutableArray<int> ordinals) =>
        ordinals.IsDefault
            ? (call.Instance is { } instance && MentionsCarrier(instance)) || call.Arguments.Any(a => MentionsCarrier(a.Value))
            : ordinals.Any(ordinal => ExtensionBlocks.Given(call, ordinal) is { } given && MentionsCarrier(given));

    private static bool IsNullTest(IInvocationOperation call) =>
        NullTests.Contains(call.TargetMethod.Name);
}
