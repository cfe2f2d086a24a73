using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Flow;

/// <summary>Recognises the expressions that tests of a body are made of: its media type, its text, its first character.</summary>
internal sealed class BodyExpressions
{
    private const int MaxDepth = 12;

    private readonly OAuthSymbols _symbols;
    private readonly HashSet<ISymbol> _carriers;
    private readonly BodyFacts _facts;
    private readonly Func<CaptureId, ImmutableArray<IOperation>> _captured;

    public BodyExpressions(
        OAuthSymbols symbols, HashSet<ISymbol> carriers, BodyFacts facts, Func<CaptureId, ImmutableArray<IOperation>> captured)
    {
        _symbols = symbols;
        _carriers = carriers;
        _facts = facts;
        _captured = captured;
    }

    /// <summary>True when the operation reads one of the carriers.</summary>
    public bool MentionsCarrier(IOperation operation) => RootSymbols(operation, MaxDepth).Any(_carriers.Contains);

    /// <summary>An expression of the content type of a carrier, also through a local.</summary>
    public bool IsMediaType(IOperation? value, int depth)
    {
        for (var current = value?.Unwrap(); current is not null && depth-- > 0;)
        {
            switch (current)
            {
                case IPropertyReferenceOperation { Property.Name: "MediaType" or "ContentType" } property:
                    return MentionsCarrier(property);
                case IPropertyReferenceOperation { Instance: { } instance }:
                    current = instance.Unwrap();
                    continue;
                case IInvocationOperation call when call.Arguments.Any(static a => Constants.Of(a.Value) is string s && IsContentTypeHeader(s)):
                    return MentionsCarrier(call);
                case IInvocationOperation { Type.SpecialType: SpecialType.System_String } call:
                    current = call.Receiver()?.Unwrap();
                    continue;
                case IConditionalAccessOperation access:
                    current = access.WhenNotNull.Unwrap();
                    continue;
                case IConditionalAccessInstanceOperation instance:
                    current = instance.Receiver()?.Unwrap();
                    continue;
                case ICoalesceOperation coalesce:
                    current = coalesce.Value.Unwrap();
                    continue;
                case IFlowCaptureReferenceOperation capture:
                    var remaining = depth;
                    return _captured(capture.Id).Any(c => IsMediaType(c, remaining));
                case ILocalReferenceOperation local:
                    var left = depth;
                    return _facts.ValuesOf(local.Local).Any(v => IsMediaType(v.Value, left));
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>The text or bytes of a carrier, trimmed or cut.</summary>
    public bool IsBody(IOperation? value, int depth)
    {
        for (var current = value?.Unwrap(); current is not null && depth-- > 0;)
        {
            switch (current)
            {
                case ILocalReferenceOperation local when _carriers.Contains(local.Local):
                    return true;
                case IParameterReferenceOperation parameter:
                    return _carriers.Contains(parameter.Parameter);
                case ILocalReferenceOperation local:
                    var left = depth;
                    return _facts.ValuesOf(local.Local) is { Count: > 0 } values && values.All(v => IsBody(v.Value, left));
                case IPropertyReferenceOperation { Property.Name: "Content" or "Span" or "Value", Instance: { } instance }:
                    current = instance.Unwrap();
                    continue;
                case IInvocationOperation call when HttpSources.EffectOf(call.TargetMethod, _symbols) == CallEffect.HandsOnReceiver:
                    current = call.Receiver()?.Unwrap();
                    continue;
                case IConditionalAccessOperation access:
                    current = access.WhenNotNull.Unwrap();
                    continue;
                case IConditionalAccessInstanceOperation instance:
                    current = instance.Receiver()?.Unwrap();
                    continue;
                case ICoalesceOperation coalesce:
                    current = coalesce.Value.Unwrap();
                    continue;
                case IFlowCaptureReferenceOperation capture:
                    var remaining = depth;
                    return _captured(capture.Id).Any(c => IsBody(c, remaining));
                default:
                    return false;
            }
        }

        return false;
    }

    public bool IsFirstCharacter(IOperation value, int depth)
    {
        switch (value.Unwrap())
        {
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance }:
                return IsBody(instance, depth);
            case IImplicitIndexerReferenceOperation { Instance: { } sliced }:
                return IsBody(sliced, depth);
            case IArrayElementReferenceOperation element:
                return IsBody(element.ArrayReference, depth);
            case IInvocationOperation { TargetMethod.Name: "First" or "FirstOrDefault" or "Peek" or "ElementAt" or "Substring" } call:
                return IsBody(call.Receiver(), depth);
            case ILocalReferenceOperation local when depth > 0:
                return _facts.ValuesOf(local.Local).Any(v => IsFirstCharacter(v.Value, depth - 1));
            case IFlowCaptureReferenceOperation capture when depth > 0:
                return _captured(capture.Id).Any(c => IsFirstCharacter(c, depth - 1));
            case IConditionalAccessOperation access when depth > 0:
                return IsFirstCharacter(access.WhenNotNull, depth - 1);
            default:
                return false;
        }
    }

    private IEnumerable<ISymbol> RootSymbols(IOperation operation, int depth)
    {
        if (depth == 0)
        {
            yield break;
        }

        foreach (var descendant in operation.DescendantsAndSelf())
        {
            switch (descendant)
            {
                case ILocalReferenceOperation local:
                    yield return local.Local;
                    break;
                case IParameterReferenceOperation parameter:
                    yield return parameter.Parameter;
                    break;
                case IFieldReferenceOperation field:
                    yield return field.Field;
                    break;
                case IPropertyReferenceOperation property:
                    yield return property.Property;
                    break;
                case IConditionalAccessInstanceOperation instance when instance.Receiver() is { } receiver && !operation.DescendantsAndSelf().Contains(receiver):
                    foreach (var symbol in RootSymbols(receiver, depth - 1))
                    {
                        yield return symbol;
                    }

                    break;
                case IFlowCaptureReferenceOperation capture:
                    foreach (var value in _captured(capture.Id))
                    {
                        foreach (var symbol in RootSymbols(value, depth - 1))
                        {
                            yield return symbol;
                        }
                    }

                    break;
            }
        }
    }

    private static bool IsContentTypeHeader(string name) => name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase);
}
