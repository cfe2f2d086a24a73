using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Flow;

/// <summary>A value that a variable takes: the operation, and the element when a tuple is taken apart (else -1).</summary>
internal readonly record struct AssignedValue(IOperation Value, int TupleElement = -1);

/// <summary>
/// What one pass over a method's operations tells: the values of each variable and the calls made.
/// Made only for methods in which a JSON read stands, and dropped with the operations.
/// </summary>
internal sealed class BodyFacts
{
    private static readonly ConditionalWeakTable<IOperation, BodyFacts> Cache = new();
    private static readonly List<AssignedValue> None = new();

    private readonly Dictionary<ISymbol, List<AssignedValue>> _values = new(SymbolEqualityComparer.Default);
    private readonly List<IInvocationOperation> _invocations = new();
    private readonly List<(ISymbol Variable, IOperation Value)> _textVariables = new();

    private BodyFacts(IOperation root)
    {
        foreach (var operation in root.DescendantsAndSelf())
        {
            Record(operation);
        }
    }

    public IReadOnlyList<IInvocationOperation> Invocations => _invocations;

    /// <summary>The variables that can hold a body, with what they are set to.</summary>
    public IReadOnlyList<(ISymbol Variable, IOperation Value)> TextVariables => _textVariables;

    /// <summary>False when nothing in the body looks like a test of a body: then no control-flow graph is needed.</summary>
    public bool HasGuardShape { get; private set; }

    public static BodyFacts Of(IOperation operation) => Cache.GetValue(operation.Root(), static root => new BodyFacts(root));

    /// <summary>Every value that the variable takes in this body, in source order.</summary>
    public IReadOnlyList<AssignedValue> ValuesOf(ISymbol variable) => _values.TryGetValue(variable, out var values) ? values : None;

    private void Record(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation { Initializer: { } initializer } declarator:
                Add(declarator.Symbol, initializer.Value);
                break;
            case IVariableDeclaratorOperation { Parent: IVariableDeclarationOperation { Initializer: { } initializer } } declarator:
                Add(declarator.Symbol, initializer.Value);
                break;
            case ISimpleAssignmentOperation assignment:
                Add(Variable(assignment.Target), assignment.Value);
                break;
            case ICompoundAssignmentOperation assignment:
                Add(Variable(assignment.Target), assignment.Value);
                break;
            case ICoalesceAssignmentOperation assignment:
                Add(Variable(assignment.Target), assignment.Value);
                break;
            case IDeconstructionAssignmentOperation deconstruction:
                AddElements(deconstruction.Target, deconstruction.Value);
                break;
            case IDeclarationPatternOperation { DeclaredSymbol: { } symbol } when MatchedValue(operation) is { } value:
                Add(symbol, value);
                break;
            case IRecursivePatternOperation { DeclaredSymbol: { } symbol } when MatchedValue(operation) is { } value:
                Add(symbol, value);
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref, Parent: IInvocationOperation call } argument:
                Add(Variable(argument.Value), call);
                break;
            case IInvocationOperation invocation:
                _invocations.Add(invocation);
                HasGuardShape |= invocation.TargetMethod.Name.StartsWith("CheckHtml", StringComparison.Ordinal)
                    || invocation.TargetMethod.ContainingType?.Name == "HtmlResponse";
                break;
            case IPropertyReferenceOperation { Property.Name: "MediaType" or "ContentType" }:
                HasGuardShape |= operation.Parent is not IAssignmentOperation assigned || assigned.Target != operation;
                break;
            case ILiteralOperation { ConstantValue: { HasValue: true, Value: { } value } } literal when GuardShape.IsStartOfBody(value):
                HasGuardShape |= MayBeCompared(literal);
                break;
        }
    }

    private void Add(ISymbol? variable, IOperation value, int element = -1)
    {
        if (variable is null)
        {
            return;
        }

        if (!_values.TryGetValue(variable, out var values))
        {
            _values.Add(variable, values = new List<AssignedValue>());
        }

        values.Add(new AssignedValue(value, element));
        if (variable is ILocalSymbol { Type.SpecialType: not SpecialType.System_Boolean })
        {
            _textVariables.Add((variable, value));
        }
    }

    /// <summary>A literal that is handed to a call which tests nothing, such as a constructor, Replace or AddHeader, guards nothing.</summary>
    private static bool MayBeCompared(IOperation literal)
    {
        var user = literal.Parent is IConversionOperation conversion ? conversion.Parent : literal.Parent;
        return user is not IArgumentOperation { Parent: var call }
            || (call is IInvocationOperation { TargetMethod.Name: var name } && GuardShape.MayTest(name, literal.ConstantValue.Value));
    }

    private void AddElements(IOperation target, IOperation value)
    {
        target = target is IDeclarationExpressionOperation declaration ? declaration.Expression : target;
        if (target is not ITupleOperation tuple)
        {
            return;
        }

        var values = value.Unwrap() as ITupleOperation;
        for (var i = 0; i < tuple.Elements.Length; i++)
        {
            if (values is not null && i < values.Elements.Length)
            {
                Add(Variable(tuple.Elements[i]), values.Elements[i]);
            }
            else
            {
                Add(Variable(tuple.Elements[i]), value, i);
            }
        }
    }

    private static ISymbol? Variable(IOperation target) =>
        (target is IDeclarationExpressionOperation declaration ? declaration.Expression : target).VariableOrProperty();

    /// <summary>What <c>x is T name</c> binds name to; null for a pattern inside another.</summary>
    private static IOperation? MatchedValue(IOperation pattern) => pattern.Parent switch
    {
        IIsPatternOperation isPattern => isPattern.Value,
        INegatedPatternOperation { Parent: IIsPatternOperation isPattern } => isPattern.Value,
        _ => null,
    };
}
