using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Guards;

/// <summary>
/// A forward must-analysis with one fact, "the body is not an HTML page", over the control-flow graph of a method: paths are merged by
/// intersection, conditions add the fact on their branches, and assigning a new response to the variable removes it.
/// </summary>
internal sealed class GuardFlow
{
    private static readonly ConditionalWeakTable<IOperation, StrongBox<ControlFlowGraph?>> Graphs = new();

    private readonly ControlFlowGraph _graph;
    private readonly GuardConditions _conditions;
    private readonly HashSet<ISymbol> _carriers;
    private readonly bool?[] _entry;
    private readonly Queue<BasicBlock> _work = new();

    private GuardFlow(ControlFlowGraph graph, HashSet<ISymbol> carriers, BodyFacts facts, OAuthSymbols symbols, GuardMethods methods)
    {
        _graph = graph;
        _carriers = carriers;
        _conditions = new GuardConditions(symbols, methods, carriers, facts, new FlowCaptures(graph).ValuesOf);
        _entry = new bool?[graph.Blocks.Length];
    }

    /// <summary>Returns true if every path to <paramref name="place"/> passes a guard of one of the carriers.</summary>
    public static bool IsSafeAt(IOperation place, HashSet<ISymbol> carriers, OAuthSymbols symbols, GuardMethods methods)
    {
        if (GraphOf(place.Root()) is not { } graph)
        {
            return true;
        }

        var facts = BodyFacts.Of(place);
        var safe = false;
        foreach (var function in place.EnclosingFunctions())
        {
            var outer = new GuardFlow(graph, carriers, facts, symbols, methods);
            outer.Run(safe);
            if (outer.Enter(function) is not var (inner, atCreation))
            {
                return true;
            }

            (graph, safe) = (inner, atCreation);
        }

        var flow = new GuardFlow(graph, carriers, facts, symbols, methods);
        flow.Run(safe);
        return flow.StateAt(place.Syntax) ?? true;
    }

    /// <summary>Returns true if the method returns normally only if the body is not an HTML page.</summary>
    public static bool IsSafeAtExit(IOperation body, HashSet<ISymbol> carriers, OAuthSymbols symbols, GuardMethods methods)
    {
        if (GraphOf(body) is not { } graph)
        {
            return false;
        }

        var flow = new GuardFlow(graph, carriers, BodyFacts.Of(body), symbols, methods);
        flow.Run(entry: false);
        return flow._entry[graph.Blocks.Length - 1] == true;
    }

    // Several reads in one method share its graph.
    private static ControlFlowGraph? GraphOf(IOperation root) => Graphs.GetValue(root, static r => new StrongBox<ControlFlowGraph?>(r switch
    {
        IMethodBodyOperation body => ControlFlowGraph.Create(body),
        IConstructorBodyOperation body => ControlFlowGraph.Create(body),
        IBlockOperation { Parent: null } block => ControlFlowGraph.Create(block),
        IFieldInitializerOperation initializer => ControlFlowGraph.Create(initializer),
        IPropertyInitializerOperation initializer => ControlFlowGraph.Create(initializer),
        _ => null,
    })).Value;

    /// <summary>Gets the graph of a lambda or local function, and the state where it is created or called.</summary>
    private (ControlFlowGraph Graph, bool State)? Enter(IOperation function)
    {
        if (function is ILocalFunctionOperation local)
        {
            return _graph.LocalFunctions.FirstOrDefault(f => f.Is(local.Symbol)) is { } symbol
                ? (_graph.GetLocalFunctionControlFlowGraph(symbol), StateAtUses(symbol))
                : null;
        }

        var lambda = Reachable()
            .Select(static r => r.Operation)
            .OfType<IFlowAnonymousFunctionOperation>()
            .FirstOrDefault(l => l.Syntax == function.Syntax);
        return lambda is null ? null : (_graph.GetAnonymousFunctionControlFlowGraph(lambda), StateAt(function.Syntax) ?? false);
    }

    /// <summary>The state of a local function holds at all of its uses; if it is used in another function, nothing is known.</summary>
    private bool StateAtUses(IMethodSymbol function)
    {
        var uses = Reachable()
            .Where(r => r.Operation is IInvocationOperation call && call.TargetMethod.OriginalDefinition.Is(function)
                || r.Operation is IMethodReferenceOperation reference && reference.Method.OriginalDefinition.Is(function))
            .ToList();
        return uses.Count > 0 && uses.TrueForAll(static use => use.State);
    }

    private void Run(bool entry)
    {
        Meet(_graph.Blocks[0], entry);
        while (_work.Count > 0)
        {
            var block = _work.Dequeue();
            var before = _entry[block.Ordinal]!.Value;
            var after = OperationsOf(block).Aggregate(before, Transfer);
            Leave(block, before && after);
            Branch(block, after);
        }
    }

    private void Branch(BasicBlock block, bool state)
    {
        if (block.ConditionKind == ControlFlowConditionKind.None)
        {
            Meet(block.FallThroughSuccessor?.Destination, state);
            return;
        }

        var condition = block.BranchValue!;
        var jumpsWhenTrue = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
        var truth = jumpsWhenTrue ? _conditions.Evaluate(condition) : _conditions.Evaluate(condition).Negate();

        // "?? false" leaves a branch with a constant condition: one of its branches is never taken.
        var jumps = Constant(condition) is { } constant ? constant == jumpsWhenTrue : (bool?)null;
        if (jumps != false)
        {
            Meet(block.ConditionalSuccessor?.Destination, state || truth.HasFlag(GuardTruth.SafeWhenTrue));
        }

        if (jumps != true)
        {
            Meet(block.FallThroughSuccessor?.Destination, state || truth.HasFlag(GuardTruth.SafeWhenFalse));
        }
    }

    private static bool? Constant(IOperation condition) => condition switch
    {
        { ConstantValue: { HasValue: true, Value: bool value } } => value,
        IIsPatternOperation { Pattern: IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true } } => true,
        _ => null,
    };

    /// <summary>An exception may leave a try block anywhere, so its handlers assume only what holds both at its start and at its end.</summary>
    private void Leave(BasicBlock block, bool state)
    {
        // The regions of a lambda continue in those of the enclosing method, which belong to another graph.
        for (var region = block.EnclosingRegion; region is not null && region != _graph.Root; region = region.EnclosingRegion)
        {
            if (region is { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { } protectedRegion })
            {
                foreach (var handler in protectedRegion.NestedRegions.Where(r => r != region))
                {
                    Meet(_graph.Blocks[handler.FirstBlockOrdinal], state);
                }
            }
        }
    }

    private void Meet(BasicBlock? block, bool state)
    {
        if (block is null)
        {
            return;
        }

        ref var entry = ref _entry[block.Ordinal];
        var met = entry is { } known ? known && state : state;
        if (entry != met)
        {
            entry = met;
            _work.Enqueue(block);
        }
    }

    private bool Transfer(bool state, IOperation operation)
    {
        foreach (var descendant in operation.DescendantsAndSelf())
        {
            state = descendant switch
            {
                ISimpleAssignmentOperation assignment when IsCarrier(assignment.Target) => state && _conditions.MentionsCarrier(assignment.Value),
                IInvocationOperation call when _conditions.IsThrowingGuard(call) => true,
                _ => state,
            };
        }

        return state;
    }

    /// <summary>Gets null if the syntax is not in this graph or is unreachable.</summary>
    private bool? StateAt(SyntaxNode syntax)
    {
        foreach (var (operation, state) in Reachable())
        {
            if (operation.Syntax == syntax)
            {
                return state;
            }
        }

        return null;
    }

    /// <summary>Gets every reachable operation, with the state before its statement.</summary>
    private IEnumerable<(IOperation Operation, bool State)> Reachable()
    {
        foreach (var block in _graph.Blocks)
        {
            if (_entry[block.Ordinal] is not { } state)
            {
                continue;
            }

            foreach (var operation in OperationsOf(block))
            {
                foreach (var descendant in operation.DescendantsAndSelf())
                {
                    yield return (descendant, state);
                }

                state = Transfer(state, operation);
            }
        }
    }

    private bool IsCarrier(IOperation target) => target.Variable() is { } variable && _carriers.Contains(variable);

    private static ImmutableArray<IOperation> OperationsOf(BasicBlock block) =>
        block.BranchValue is null ? block.Operations : block.Operations.Add(block.BranchValue);
}
