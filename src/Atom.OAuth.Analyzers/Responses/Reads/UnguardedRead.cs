using Atom.OAuth.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>A place where a provider's response is read as JSON without an HTML check.</summary>
/// <param name="Site">The read, or the call that passes the response to a helper that reads it.</param>
/// <param name="Body">The operand that holds the response's body there.</param>
/// <param name="Read">The read itself; the same as <paramref name="Site"/> unless a helper reads.</param>
/// <param name="Origin">Where the body comes from, with the variables that hold it at <paramref name="Site"/>.</param>
/// <param name="Helper">The helper that returned the response, or that reads it.</param>
/// <param name="Provider">The provider's display name, if known.</param>
internal sealed record UnguardedRead(
    IInvocationOperation Site, IOperation Body, IInvocationOperation Read, ResponseOrigin Origin, IMethodSymbol? Helper, string? Provider)
{
    /// <summary>Explains by which marks the response is a provider's. Called only for a report.</summary>
    public required Func<IReadOnlyList<ReportEvidence>> Explain { get; init; }
}
