using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Code that requests reach and that takes a code of some kind.</summary>
/// <param name="Node">The method, local function or lambda.</param>
/// <param name="Name">The method's name, or the route of a lambda.</param>
/// <param name="Location">Where it is reported.</param>
/// <param name="Codes">Parameters and properties that are the code.</param>
/// <param name="Carriers">Parameters whose objects have it.</param>
/// <param name="States">Parameters and properties that are the state.</param>
/// <param name="Code">How the code is read.</param>
internal sealed record CallbackCandidate(
    SyntaxNode Node,
    string Name,
    Location Location,
    IReadOnlyList<string> Codes,
    IReadOnlyList<string> Carriers,
    IReadOnlyList<string> States,
    ExpressionSyntax? Code)
{
    /// <summary>The token itself comes, or the verifier of OAuth 1.0: neither has a state.</summary>
    public bool HasNoState { get; init; }

    /// <summary>Parameters whose objects have the code, and no member that could be a state.</summary>
    public IReadOnlyCollection<string> Stateless { get; init; } = Array.Empty<string>();

    /// <summary>Nothing is left to exchange.</summary>
    public bool IsImplicit { get; init; }

    /// <summary>Variables that hold what another method got for its code.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = Array.Empty<string>();

    public IEnumerable<(string Name, Trace Trace)> KnownCodes =>
        Codes.Select(static name => (name, Trace.Raw)).Concat(Carriers.Select(static name => (name, Trace.Carrier)))
            .Concat(Tokens.Select(static name => (name, Trace.Token)));

    public IEnumerable<(string Name, Trace Trace)> KnownStates =>
        States.Select(static name => (name, Trace.Raw))
            .Concat(Carriers.Where(name => !Stateless.Contains(name)).Select(static name => (name, Trace.Carrier)));

    public IEnumerable<ParameterSyntax> Parameters => ParametersOf(Node);

    public static IEnumerable<ParameterSyntax> ParametersOf(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => method.ParameterList.Parameters,
        LocalFunctionStatementSyntax function => function.ParameterList.Parameters,
        ParenthesizedLambdaExpressionSyntax lambda => lambda.ParameterList.Parameters,
        SimpleLambdaExpressionSyntax lambda => new[] { lambda.Parameter },
        AnonymousMethodExpressionSyntax { ParameterList: { } list } => list.Parameters,
        _ => Enumerable.Empty<ParameterSyntax>(),
    };
}
