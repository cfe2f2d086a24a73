using Atom.OAuth.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>A place where a provider's response is read as JSON without an HTML check.</summary>
/// <param name="Site">The read, or the call that hands the response to a helper that reads it.</param>
/// <param name="Body">What holds the response's body at that place.</param>
/// <param name="Read">The read itself; the same as <paramref name="Site"/> unless a helper reads.</param>
/// <param name="Origin">Where the body comes from, with the variables that hold it at <paramref name="Site"/>.</param>
/// <param name="Helper">The helper through which the response came, or which reads it.</param>
/// <param name="Provider">The provider's display name, where something tells it.</param>
internal sealed record UnguardedRead(
    IInvocationOperation Site, IOperation Body, IInvocationOperation Read, ResponseOrigin Origin, IMethodSymbol? Helper, string? Provider)
{
    /// <summary>Says for which marks the response is a provider's. Only a report asks.</summary>
    public required Func<IReadOnlyList<ReportEvidence>> Explain { get; init; }
}
