using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.States;

/// <summary>What is wrong with a state.</summary>
internal enum StateProblem
{
    /// <summary>It is created by hand and added to an authorization request.</summary>
    MadeByHand,

    /// <summary>It is parsed by hand.</summary>
    TakenApart,

    /// <summary>An authorization request is built without a state.</summary>
    LeftOut,
}

/// <summary>A place where a state is handled by hand.</summary>
/// <param name="Problem">What is wrong.</param>
/// <param name="Site">The location of the report: the value added to the request, the code that parses the state, or the request without one.</param>
/// <param name="Function">The function that contains the site.</param>
/// <param name="Value">The value of the state, or null if there is none.</param>
/// <param name="Provider">The provider's name, or null.</param>
/// <param name="Detail">How it is created or parsed.</param>
/// <param name="Also">Where the value is created, and where it is added to the request if that is a different location.</param>
internal sealed record StateFinding(
    StateProblem Problem,
    SyntaxNode Site,
    SyntaxNode Function,
    ExpressionSyntax? Value,
    string? Provider,
    string Detail,
    ImmutableArray<Location> Also);
