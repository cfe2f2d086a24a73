using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>A function that handles requests and takes a code of some kind.</summary>
/// <param name="Node">The method, local function or lambda.</param>
/// <param name="Name">The method's name, or a lambda's route.</param>
/// <param name="Location">The location of the diagnostic.</param>
/// <param name="Codes">Parameters and properties that hold the code.</param>
/// <param name="Carriers">Parameters whose objects contain it.</param>
/// <param name="States">Parameters and properties that hold the state.</param>
/// <param name="Code">The expression that reads the code.</param>
internal sealed record CallbackCandidate(
    SyntaxNode Node,
    string Name,
    Location Location,
    IReadOnlyList<string> Codes,
    IReadOnlyList<string> Carriers,
    IReadOnlyList<string> States,
    ExpressionSyntax? Code)
{
    /// <summary>The callback receives the token itself, or the verifier of OAuth 1.0: neither comes with a state.</summary>
    public bool HasNoState { get; init; }

    /// <summary>Parameters whose objects contain the code, but no member that could be a state.</summary>
    public IReadOnlyCollection<string> Stateless { get; init; } = Array.Empty<string>();

    /// <summary>There is no code to exchange.</summary>
    public bool IsImplicit { get; init; }

    /// <summary>Only the state beside the code shows what kind of code it is.</summary>
    public bool IsNamedByState { get; init; }

    /// <summary>The name of the code says nothing, and there is no state.</summary>
    public bool IsAnyCode { get; init; }

    /// <summary>Variables that hold the result of another method's exchange.</summary>
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
