using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.States;

/// <summary>What is wrong with a state.</summary>
internal enum StateProblem
{
    /// <summary>It is made by hand and enters an authorization request.</summary>
    MadeByHand,

    /// <summary>It is parsed by hand.</summary>
    TakenApart,

    /// <summary>An authorization request is built without one.</summary>
    LeftOut,
}

/// <summary>A place where a state is handled by hand.</summary>
/// <param name="Problem">What is wrong.</param>
/// <param name="Site">Where it is reported: what enters the request, what takes the state apart, or the request without one.</param>
/// <param name="Function">The function that the site stands in.</param>
/// <param name="Value">The value of the state, or null where there is none.</param>
/// <param name="Provider">The provider's name, or null.</param>
/// <param name="Detail">How it is made or taken apart.</param>
/// <param name="Also">Where the value is made, and where it enters the request when that is another place.</param>
internal sealed record StateFinding(
    StateProblem Problem,
    SyntaxNode Site,
    SyntaxNode Function,
    ExpressionSyntax? Value,
    string? Provider,
    string Detail,
    ImmutableArray<Location> Also);
