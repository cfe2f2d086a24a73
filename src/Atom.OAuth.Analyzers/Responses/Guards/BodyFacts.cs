using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Guards;

/// <summary>A value assigned to a variable, and the index of the element if it comes from a deconstruction (otherwise -1).</summary>
internal sealed record AssignedValue(IOperation Value, int TupleElement = -1);

/// <summary>
/// What one pass over a method's operations finds: the values of each variable, and the calls.
/// Created only for methods that contain a JSON read, and collected together with the operations.
/// </summary>
internal sealed class BodyFacts
{
    private static readonly ConditionalWeakTable<IOperation, BodyFacts> Cache = new();
    private static readonly List<AssignedValue> None = new();

    /// <summary>Calls of a content or a stream that write its bytes to the stream passed to them.</summary>
    private static readonly string[] CopyCalls = { "CopyTo", "CopyToAsync" };

    private readonly Dictionary<ISymbol, List<AssignedValue>> _values = new(SymbolEqualityComparer.Default);
    private readonly List<IInvocationOperation> _invocations = new();
    private readonly List<IOperation> _guardShapes = new();
    private readonly List<(ISymbol Variable, IOperation Value)> _textVariables = new();

    private BodyFacts(IOperation root)
    {
        foreach (var operation in root.DescendantsAndSelf())
        {
            Record(operation);
        }
    }

    public IReadOnlyList<IInvocationOperation> Invocations => _invocations;

    /// <summary>The variables that can hold a body, with their values.</summary>
    public IReadOnlyList<(ISymbol Variable, IOperation Value)> TextVariables => _textVariables;

    /// <summary>Operations that look like part of a body check. If there are none, no guard is searched for.</summary>
    public IReadOnlyList<IOperation> GuardShapes => _guardShapes;

    public static BodyFacts Of(IOperation operation) => Cache.GetValue(operation.Root(), static root => new BodyFacts(root));

    /// <summary>
    /// Gets every value of a variable in the body around a use of it. A variable declared elsewhere is rarely assigned there, and the text
    /// shows whether it is.
    /// </summary>
    public static IReadOnlyList<AssignedValue> ValuesOf(ISymbol variable, IOperation use)
    {
        var root = use.Root();
        return Cache.TryGetValue(root, out _)
            || variable is ILocalSymbol or IPropertySymbol { IsIndexer: true }
            || GivenValues.AreIn(root.Syntax, variable.Name)
            ? Of(root).ValuesOf(variable)
            : None;
    }

    /// <summary>Gets every value of the variable in this body, in source order.</summary>
    public IReadOnlyList<AssignedValue> ValuesOf(ISymbol variable) => _values.TryGetValue(variable, out var values) ? values : None;

    /// <summary>Gets every value of a member, identified by its definition, on any object.</summary>
    public IEnumerable<AssignedValue> ValuesOfMember(ISymbol member) =>
        _values.Where(pair => pair.Key.Kind == member.Kind
            && pair.Key.OriginalDefinition.Is(member.OriginalDefinition)).SelectMany(static pair => pair.Value);

    // Switch on the kind first: most operations are none of these, and a body has hundreds.
    private void Record(IOperation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.VariableDeclarator:
                var declarator = (IVariableDeclaratorOperation)operation;
                if ((declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer) is { } initializer)
                {
                    Add(declarator.Symbol, initializer.Value);
                }

                break;
            case OperationKind.SimpleAssignment or OperationKind.CompoundAssignment or OperationKind.CoalesceAssignment:
                var assignment = (IAssignmentOperation)operation;
                Add(Variable(assignment.Target), assignment.Value);
                break;
            case OperationKind.DeconstructionAssignment:
                var deconstruction = (IDeconstructionAssignmentOperation)operation;
                AddElements(deconstruction.Target, deconstruction.Value);
                break;
            case OperationKind.DeclarationPattern
                when ((IDeclarationPatternOperation)operation).DeclaredSymbol is { } symbol && Patterns.MatchedValue(operation) is { } value:
                Add(symbol, value);
                break;
            case OperationKind.RecursivePattern
                when ((IRecursivePatternOperation)operation).DeclaredSymbol is { } symbol && Patterns.MatchedValue(operation) is { } value:
                Add(symbol, value);
                break;
            case OperationKind.Argument
                when operation is IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref, Parent: IInvocationOperation call } argument:
                Add(Variable(argument.Value), call);
                break;
            case OperationKind.Invocation:
                var invocation = (IInvocationOperation)operation;
                _invocations.Add(invocation);
                if (CopyCalls.Contains(invocation.TargetMethod.Name) && invocation.Instance is { } copied && invocation.ArgumentOf(0) is { } target)
                {
                    Add(Variable(target.Unwrap()), copied);
                }

                if (OwnCheck.IsNamed(invocation.TargetMethod.Name))
                {
                    _guardShapes.Add(invocation);
                }

                break;
            case OperationKind.PropertyReference when MayTest(((IPropertyReferenceOperation)operation).Property) && !IsTarget(operation):
            case OperationKind.Literal or OperationKind.Utf8String
                when ValueOf(operation) is { } value && GuardShape.IsStartOfBody(value) && MayBeCompared(operation):
                _guardShapes.Add(operation);
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

    /// <summary>The token already has its value boxed; the operation would box it again.</summary>
    private static object? ValueOf(IOperation literal) =>
        literal.Syntax is LiteralExpressionSyntax written ? written.Token.Value : literal.ConstantValue.Value;

    private static bool MayTest(IPropertySymbol property) => GuardShape.IsMediaType(property.Name) || ExtensionBlocks.IsMember(property);

    private static bool IsTarget(IOperation operation) => operation.Parent is IAssignmentOperation assignment && assignment.Target == operation;

    /// <summary>
    /// A literal is no guard if it is passed to a call that tests nothing, such as a constructor, Replace or AddHeader,
    /// or if it is part of a concatenation or a sum.
    /// </summary>
    private static bool MayBeCompared(IOperation literal)
    {
        var user = literal.Parent is IConversionOperation conversion ? conversion.Parent : literal.Parent;
        return user switch
        {
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: var name } } =>
                GuardShape.MayTest(name, literal.ConstantValue.Value),
            IArgumentOperation => false,
            IInterpolatedStringTextOperation { Parent: { } text } => text.ConstantValue.HasValue,
            IBinaryOperation
            {
                OperatorKind: BinaryOperatorKind.Add
                or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide
            } sum =>
                sum.ConstantValue.HasValue,
            ITupleOperation tuple => tuple.Parent is ITupleBinaryOperation,
            _ => true,
        };
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
}
