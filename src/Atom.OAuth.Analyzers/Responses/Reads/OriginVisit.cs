using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Responses.Guards;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>A single trace; the variables visited so far prevent infinite recursion.</summary>
internal sealed class OriginVisit
{
    private const int MaxSteps = 200;

    /// <summary>The call of a task that passes the task itself to a function.</summary>
    private const string Continuation = "ContinueWith";

    private readonly OriginTracer _tracer;
    private readonly OAuthSymbols _symbols;
    private readonly int _callsLeft;
    private readonly HashSet<ISymbol> _instances = new(SymbolEqualityComparer.Default);
    private int _stepsLeft = MaxSteps;

    public OriginVisit(OriginTracer tracer, OAuthSymbols symbols, int callsLeft)
    {
        _tracer = tracer;
        _symbols = symbols;
        _callsLeft = callsLeft;
    }

    public ResponseOrigin Origin { get; } = new();

    public void Follow(IOperation? value)
    {
        if (value is null || _stepsLeft-- <= 0)
        {
            return;
        }

        switch (value.Unwrap())
        {
            case ILocalReferenceOperation local:
                FollowVariable(local.Local, local);
                break;
            case IParameterReferenceOperation parameter:
                FollowParameter(parameter);
                break;
            case IFieldReferenceOperation field:
                FollowField(field);
                break;
            case IPropertyReferenceOperation property:
                FollowProperty(property);
                break;
            case IInvocationOperation invocation:
                FollowCall(invocation);
                break;
            case IInvalidOperation unbound:
                FollowUnbound(unbound);
                break;
            case IObjectCreationOperation { Arguments.Length: > 0 } creation when IsWrapper(creation.Type):
                Follow(creation.Arguments[0].Value);
                break;
            case IImplicitIndexerReferenceOperation slice:
                Follow(slice.Instance);
                break;
            case IConditionalAccessOperation access:
                Follow(access.WhenNotNull);
                break;
            case IConditionalAccessInstanceOperation instance:
                Follow(instance.Receiver());
                break;
            case IInstanceReferenceOperation input:
                Follow(Patterns.InputOf(input));
                break;
            case ICoalesceOperation coalesce:
                Follow(coalesce.Value);
                Follow(coalesce.WhenNull);
                break;
            case IConditionalOperation conditional:
                Follow(conditional.WhenTrue);
                Follow(conditional.WhenFalse);
                break;
            case ISwitchExpressionOperation choice:
                foreach (var arm in choice.Arms)
                {
                    Follow(arm.Value);
                }

                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                Follow(sum.LeftOperand);
                Follow(sum.RightOperand);
                break;
            case ITupleOperation tuple:
                foreach (var element in tuple.Elements)
                {
                    Follow(element);
                }

                break;
            case ISimpleAssignmentOperation assignment:
                Follow(assignment.Value);
                break;
        }
    }

    private void FollowVariable(ISymbol variable, IOperation reference)
    {
        if (!Origin.Carriers.Add(variable))
        {
            return;
        }

        foreach (var assigned in BodyFacts.ValuesOf(variable, reference))
        {
            Follow(assigned.Value);
        }

        // The exception of a failed call stores the response, whichever call that was.
        if (variable is ILocalSymbol { Type: var type } && type.Is(DeclaredTypes.RefitException))
        {
            CaughtExceptions.CallsThatThrow(variable, reference, _symbols).ForEach(Origin.AddCall);
            if (!Origin.IsFromHttp)
            {
                Origin.AddCall(reference);
            }
        }
    }

    private void FollowParameter(IParameterReferenceOperation reference)
    {
        var parameter = reference.Parameter;
        FollowVariable(parameter, reference);
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.AnonymousFunction })
        {
            Origin.AddParameter(parameter);
            FollowContinuedTask(parameter);
            return;
        }

        // The parameter of a lambda: in task.ContinueWith(t => …) it is the receiver, elsewhere another value.
        switch (EnclosingLambda(reference, parameter)?.Parent?.Parent)
        {
            case IArgumentOperation { Parent: IInvocationOperation call }:
                Follow(call.Receiver());
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var held } }:
                foreach (var call in HeldLambdas.CallsOf(held, reference))
                {
                    Follow(call.ArgumentOf(parameter.Ordinal));
                }

                break;
        }

        if (_symbols.IsResponseOrContent(_symbols.Awaited(parameter.Type)))
        {
            Origin.AddCall(reference);
        }
    }

    /// <summary>The task of a method that continues it: the method is given to <c>task.ContinueWith(Read)</c> by its name.</summary>
    private void FollowContinuedTask(IParameterSymbol parameter)
    {
        var body = _symbols.Awaited(parameter.Type);
        if (parameter.ContainingSymbol is not IMethodSymbol method
            || body is null
            || SymbolEqualityComparer.Default.Equals(body, parameter.Type)
            || !_symbols.CanBeBody(body)
            || !CandidateCalls.IsReportedAtRead(method))
        {
            return;
        }

        foreach (var syntax in Callers.GivenTo(method).Where(static call => call.CalledName() == Continuation))
        {
            if (_tracer.Bodies.Contains(syntax.SyntaxTree) && _tracer.Bodies.Operation(syntax) is IInvocationOperation call)
            {
                Follow(call.Receiver());
            }
        }
    }

    private void FollowField(IFieldReferenceOperation field)
    {
        if (field.Instance?.Type is { IsTupleType: true })
        {
            Follow(field.Instance);
            return;
        }

        FollowVariable(field.Field, field);
        if (_symbols.IsResponseOrContent(field.Type))
        {
            Origin.AddCall(field);
        }
        else if (field is { Field: { IsConst: false, IsReadOnly: false }, Type: { } type } && !Origin.IsFromHttp && _symbols.CanBeBody(type))
        {
            FollowMember(field.Instance, field.Field);
            FollowStored(field.Field);
        }
    }

    private void FollowProperty(IPropertyReferenceOperation property)
    {
        if (ExtensionBlocks.IsMember(property.Property) && property.Property.GetMethod is { } extension)
        {
            FollowInto(extension, call: null, property.Instance);
            return;
        }

        var instanceType = property.Instance?.Type;
        if (_symbols.IsResponseOrContent(instanceType))
        {
            if (property.Property.Name is "Content" or "RawBytes" or "ResponseMessage")
            {
                Follow(property.Instance);
            }

            return;
        }

        // Members of a library's own response or exception with data of the HTTP response: its value, its text, its error.
        if (instanceType is { IsTupleType: true } || DeclaredClients.Carry(instanceType))
        {
            Follow(property.Instance);
            return;
        }

        // A request that a caller sent to us is not a response.
        if (instanceType.IsOrInheritsFrom(_symbols.HttpRequestMessage))
        {
            return;
        }

        FollowVariable(property.Property, property);
        if (_symbols.IsResponseOrContent(_symbols.Awaited(property.Type)))
        {
            Origin.AddCall(property);
        }
        else if (property.Property.GetMethod is { } getter)
        {
            FollowInto(getter, call: null);
            if (property.Type is { } type && _symbols.CanBeBody(type))
            {
                FollowMember(property.Instance, property.Property);
                if (property.Property.SetMethod is not null)
                {
                    FollowStored(property.Property);
                }
            }
        }
    }

    /// <summary>A helper object that stores the fetched body in a property or field: follows what its own type assigns.</summary>
    private void FollowStored(ISymbol member)
    {
        if (_callsLeft > 0 && _symbols.IsInCompilation(member))
        {
            Adopt(_tracer.Stored(member, _callsLeft - 1), helper: null, call: null);
        }
    }

    /// <summary>Follows a member of an object that a method of the compilation created: <c>(await SendAsync(url)).Text</c>.</summary>
    public void FollowMember(IOperation? instance, ISymbol member)
    {
        if (instance is null || _callsLeft == 0 || _stepsLeft-- <= 0)
        {
            return;
        }

        switch (instance.Unwrap())
        {
            case ILocalReferenceOperation local when _instances.Add(local.Local):
                foreach (var assigned in BodyFacts.ValuesOf(local.Local, local))
                {
                    FollowMember(assigned.Value, member);
                }

                break;
            case IInvocationOperation call:
                if (_symbols.IsInCompilation(call.TargetMethod))
                {
                    var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
                    Adopt(_tracer.ReturnedMember(method, member, _callsLeft - 1), method, call);
                }

                if (!Origin.IsFromHttp && OpaqueFetches.IsOfOwnClient(call) && OpaqueFetches.IsBodyOf(member)
                    && _tracer.Bodies.DeclarationRun(call.TargetMethod) is null)
                {
                    Origin.AddCall(call);
                }

                break;
            case IObjectCreationOperation creation:
                Follow(ResultMembers.ArgumentFor(creation, member));
                break;
            case IConditionalAccessOperation access:
                FollowMember(access.WhenNotNull, member);
                break;
            case IConditionalAccessInstanceOperation access:
                FollowMember(access.Receiver(), member);
                break;
            case ICoalesceOperation coalesce:
                FollowMember(coalesce.Value, member);
                break;
            case IConditionalOperation conditional:
                FollowMember(conditional.WhenTrue, member);
                FollowMember(conditional.WhenFalse, member);
                break;
        }
    }

    private void FollowCall(IInvocationOperation call)
    {
        switch (HttpSources.EffectOf(call.TargetMethod, _symbols))
        {
            case CallEffect.Fetches:
                Origin.AddCall(call);
                return;
            case CallEffect.HandsOnReceiver:
                Follow(call.Receiver());
                return;
            case CallEffect.HandsOnArgument:
                foreach (var argument in call.Arguments)
                {
                    Follow(argument.Value);
                }

                return;
        }

        if (AwaitableOf(call) is { } task)
        {
            Follow(task);
            return;
        }

        if (DeclaredClients.Carry(call.TargetMethod.ContainingType))
        {
            Follow(call.Receiver());
            return;
        }

        if (_tracer.Guards.Tests(call.TargetMethod) || FollowInto(call.TargetMethod, call))
        {
            return;
        }

        // Whatever a method does inside, a response that it returns came over HTTP.
        if (_symbols.IsResponse(_symbols.Awaited(call.Type)))
        {
            Origin.AddCall(call);
        }

        FollowLambdas(call);
        foreach (var value in HeldLambdas.ValuesOf(call, _tracer.Bodies))
        {
            Follow(value);
        }

        if (!Origin.IsFromHttp && OpaqueFetches.Is(call, _symbols))
        {
            Origin.AddCall(call);
        }
    }

    /// <summary>A call that does not bind does what all the methods do that it may mean.</summary>
    private void FollowUnbound(IInvalidOperation call)
    {
        var candidates = UnboundCalls.CandidatesOf(call);
        if (candidates.Count == 0)
        {
            return;
        }

        var effect = HttpSources.EffectOf(candidates[0], _symbols);
        if (!candidates.All(candidate => HttpSources.EffectOf(candidate, _symbols) == effect))
        {
            return;
        }

        switch (effect)
        {
            case CallEffect.Fetches:
            case CallEffect.Unknown when candidates.All(candidate => _symbols.IsResponse(_symbols.Awaited(candidate.ReturnType))):
                Origin.AddCall(call);
                break;
            case CallEffect.HandsOnReceiver:
                Follow(UnboundCalls.ReceiverOf(call));
                break;
            case CallEffect.HandsOnArgument:
                foreach (var part in call.ChildOperations)
                {
                    Follow(part);
                }

                break;
            case CallEffect.Unknown when candidates is [var helper] && !_tracer.Guards.Tests(helper):
                FollowInto(helper, call: null);
                break;
        }
    }

    /// <summary>The task configured by an extension method of the project: <c>client.GetStringAsync(url).ConfigureAwait()</c>.</summary>
    private static IOperation? AwaitableOf(IInvocationOperation call) =>
        call.Type is { Name: "ConfiguredTaskAwaitable" or "ConfiguredValueTaskAwaitable" } && call.TargetMethod.IsExtensionMethod
            ? call.Receiver()
            : null;

    /// <summary>A retry or timeout wrapper returns what the lambda passed to it returns.</summary>
    private void FollowLambdas(IInvocationOperation call)
    {
        var result = _symbols.Awaited(call.Type);
        foreach (var argument in call.Arguments)
        {
            if (argument.Value is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }
                && SymbolEqualityComparer.Default.Equals(_symbols.Awaited(lambda.Symbol.ReturnType), result))
            {
                foreach (var value in lambda.Body.ReturnedValues())
                {
                    Follow(value);
                }
            }
        }
    }

    /// <summary>Follows what a method returns; returns true if it returns only bodies that it has checked.</summary>
    private bool FollowInto(IMethodSymbol method, IInvocationOperation? call, IOperation? receiver = null)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (_callsLeft == 0 || !_symbols.IsInCompilation(method) || !CanCarryBody(method.ReturnType))
        {
            return false;
        }

        var returned = _tracer.Returned(method, _callsLeft - 1);
        Adopt(returned.Origin, method, call, receiver);
        return returned.IsTested;
    }

    private void Adopt(ResponseOrigin inner, IMethodSymbol? helper, IInvocationOperation? call, IOperation? receiver = null)
    {
        if (inner.IsFromHttp)
        {
            if (helper is not null)
            {
                Origin.AddHelper(helper);
            }

            if (call is not null)
            {
                Origin.AddHelperCall(call);
            }

            inner.Helpers.ForEach(Origin.AddHelper);
            inner.HelperCalls.ForEach(Origin.AddHelperCall);
            inner.Calls.ForEach(Origin.AddCall);
        }

        foreach (var parameter in inner.Parameters)
        {
            if (ExtensionBlocks.IsOf(parameter, helper))
            {
                Follow(call is null ? receiver : ExtensionBlocks.Given(call, ExtensionBlocks.OrdinalOf(parameter)));
            }
        }
    }

    private static IOperation? EnclosingLambda(IOperation reference, IParameterSymbol parameter)
    {
        for (var current = reference.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation lambda && lambda.Symbol.Parameters.Contains(parameter))
            {
                return lambda;
            }
        }

        return null;
    }

    private bool IsWrapper(ITypeSymbol? type) =>
        type.IsOrInheritsFrom(_symbols.Stream)
        || type.IsOrInheritsFrom(_symbols.TextReader)
        || type?.SpecialType == SpecialType.System_String
        || type is { Name: "JsonTextReader" or "Utf8JsonReader" or "BinaryData" };

    private bool CanCarryBody(ITypeSymbol returned)
    {
        var type = _symbols.Awaited(returned)!;
        return type.SpecialType is SpecialType.System_String or SpecialType.System_Object
            || type.TypeKind is TypeKind.Array or TypeKind.Dynamic
            || type.IsTupleType
            || _symbols.IsResponseOrContent(type)
            || type.IsOrInheritsFrom(_symbols.Stream)
            || type.IsOrInheritsFrom(_symbols.TextReader);
    }
}
