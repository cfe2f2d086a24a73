using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>The temporaries in a control flow graph for <c>?.</c>, <c>??</c>, <c>?:</c> and switch subjects, with their values.</summary>
internal sealed class FlowCaptures
{
    private readonly ControlFlowGraph _graph;
    private Dictionary<CaptureId, ImmutableArray<IOperation>>? _values;

    public FlowCaptures(ControlFlowGraph graph) => _graph = graph;

    public ImmutableArray<IOperation> ValuesOf(CaptureId id) =>
        (_values ??= Collect()).TryGetValue(id, out var values) ? values : ImmutableArray<IOperation>.Empty;

    private Dictionary<CaptureId, ImmutableArray<IOperation>> Collect() =>
        _graph.Blocks
            .SelectMany(static block => block.Operations)
            .OfType<IFlowCaptureOperation>()
            .GroupBy(static capture => capture.Id)
            .ToDictionary(static group => group.Key, static group => group.Select(static capture => capture.Value).ToImmutableArray());
}
