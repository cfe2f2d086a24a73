using System.Collections.Immutable;
using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Guards;

/// <summary>Recognises the expressions that body checks consist of: its media type, its text, its first character.</summary>
internal sealed class BodyExpressions
{
    private const int MaxDepth = 12;

    /// <summary>Members that return the body held by their receiver: a response, a memory, a nullable.</summary>
    private static readonly string[] BodyMembers = { "Content", "StringContent", "Span", "Value" };

    /// <summary>Calls on a text that return its first character, or its first few.</summary>
    private static readonly string[] FirstCalls = { "First", "FirstOrDefault", "Peek", "ElementAt", "Substring" };

    private readonly OAuthSymbols _symbols;
    private readonly HashSet<ISymbol> _carriers;
    private readonly BodyFacts _facts;
    private readonly Func<CaptureId, ImmutableArray<IOperation>> _captured;

    /// <summary>The variables whose values are being looked at.</summary>
    private readonly HashSet<ISymbol> _following = new(SymbolEqualityComparer.Default);

    public BodyExpressions(
        OAuthSymbols symbols, HashSet<ISymbol> carriers, BodyFacts facts, Func<CaptureId, ImmutableArray<IOperation>> captured)
    {
        _symbols = symbols;
        _carriers = carriers;
        _facts = facts;
        _captured = captured;
    }

    /// <summary>Returns true if the operation reads one of the carriers.</summary>
    public bool MentionsCarrier(IOperation operation) => MentionsCarrier(operation, MaxDepth);

    /// <summary>Recognises the content type of a carrier, also through a local.</summary>
    public bool IsMediaType(IOperation? value, int depth)
    {
        if (value?.Unwrap() is not { } expression || depth-- <= 0)
        {
            return false;
        }

        return expression switch
        {
            IPropertyReferenceOperation property when GuardShape.IsMediaType(property.Property.Name) => MentionsCarrier(expression),
            IPropertyReferenceOperation { Instance: { } instance } => IsMediaType(instance, depth),
            IInvocationOperation call when call.Arguments.Any(static a => Constants.Of(a.Value) is string s && GuardShape.IsContentType(s)) =>
                MentionsCarrier(call),
            IInvocationOperation { Type.SpecialType: SpecialType.System_String } call => IsMediaType(call.Receiver(), depth),
            ILocalReferenceOperation local => HoldsMediaType(local.Local, depth),
            _ => IsAnyMediaType(Inner(expression), depth),
        };
    }

    private bool HoldsMediaType(ILocalSymbol local, int depth)
    {
        // text = text.Trim(), and twenty more of them: each would lead to all the others, again and again.
        if (!_following.Add(local))
        {
            return false;
        }

        var holds = false;
        foreach (var assigned in _facts.ValuesOf(local))
        {
            if (IsMediaType(assigned.Value, depth))
            {
                holds = true;
                break;
            }
        }

        _following.Remove(local);
        return holds;
    }

    private bool IsAnyMediaType(ImmutableArray<IOperation> values, int depth)
    {
        foreach (var value in values)
        {
            if (IsMediaType(value, depth))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Recognises the text or bytes of a carrier, trimmed or sliced.</summary>
    public bool IsBody(IOperation? value, int depth)
    {
        if (value?.Unwrap() is not { } expression || depth-- <= 0)
        {
            return false;
        }

        return expression switch
        {
            IParameterReferenceOperation parameter => _carriers.Contains(parameter.Parameter),
            ILocalReferenceOperation local => _carriers.Contains(local.Local)
                || (_facts.ValuesOf(local.Local) is { Count: > 0 } values && values.All(v => IsBody(v.Value, depth))),
            IPropertyReferenceOperation { Instance: { } instance } property when BodyMembers.Contains(property.Property.Name) =>
                IsBody(instance, depth),
            IInvocationOperation call when HttpSources.EffectOf(call.TargetMethod, _symbols) == CallEffect.HandsOnReceiver =>
                IsBody(call.Receiver(), depth),
            _ => Inner(expression).Any(inner => IsBody(inner, depth)),
        };
    }

    /// <summary>Recognises the first character of a carrier's text, or its first few.</summary>
    public bool IsFirstCharacter(IOperation value, int depth)
    {
        if (depth-- <= 0)
        {
            return false;
        }

        switch (value.Unwrap())
        {
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance }:
                return IsBody(instance, depth);
            case IImplicitIndexerReferenceOperation { Instance: { } sliced }:
                return IsBody(sliced, depth);
            case IArrayElementReferenceOperation element:
                return IsBody(element.ArrayReference, depth);
            case IInvocationOperation call when FirstCalls.Contains(call.TargetMethod.Name):
                return IsBody(call.Receiver(), depth);
            case ILocalReferenceOperation local:
                return _facts.ValuesOf(local.Local).Any(v => IsFirstCharacter(v.Value, depth));
            case IFlowCaptureReferenceOperation capture:
                return _captured(capture.Id).Any(c => IsFirstCharacter(c, depth));
            case IConditionalAccessOperation access:
                return IsFirstCharacter(access.WhenNotNull, depth);
            default:
                return false;
        }
    }

    /// <summary>Resolves <c>?.</c>, <c>??</c> and the temporaries of the control-flow graph.</summary>
    private ImmutableArray<IOperation> Inner(IOperation expression) => expression switch
    {
        IConditionalAccessOperation access => ImmutableArray.Create(access.WhenNotNull),
        IConditionalAccessInstanceOperation instance when instance.Receiver() is { } receiver => ImmutableArray.Create(receiver),
        ICoalesceOperation coalesce => ImmutableArray.Create(coalesce.Value),
        IFlowCaptureReferenceOperation capture => _captured(capture.Id),
        IInstanceReferenceOperation when Patterns.InputOf(expression) is { } matched => ImmutableArray.Create(matched),
        _ => ImmutableArray<IOperation>.Empty,
    };

    private bool MentionsCarrier(IOperation operation, int depth)
    {
        if (depth == 0)
        {
            return false;
        }

        foreach (var descendant in operation.DescendantsAndSelf())
        {
            if (descendant.VariableOrProperty() is { } symbol)
            {
                if (_carriers.Contains(symbol))
                {
                    return true;
                }

                continue;
            }

            // Descendants of the operation are visited anyway.
            var elsewhere = descendant is IFlowCaptureReferenceOperation or IInstanceReferenceOperation
                || (descendant is IConditionalAccessInstanceOperation instance && !operation.DescendantsAndSelf().Contains(instance.Receiver()));
            if (elsewhere && Inner(descendant).Any(inner => MentionsCarrier(inner, depth - 1)))
            {
                return true;
            }
        }

        return false;
    }
}
