using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>The HTTP clients of a registration.</summary>
/// <param name="Types">Typed clients.</param>
/// <param name="Names">The names of named clients.</param>
/// <param name="IsDefault">True for all clients of the factory.</param>
internal sealed record RegisteredClients(IReadOnlyList<INamedTypeSymbol> Types, IReadOnlyList<string> Names, bool IsDefault);

/// <summary>Finds the clients that a handler is added to.</summary>
internal sealed class RetryingClients
{
    private const string Registration = "AddHttpClient";

    private const string Defaults = "ConfigureHttpClientDefaults";

    private const string Removal = "RemoveAllResilienceHandlers";

    private const int MaxSteps = 8;

    /// <summary>Calls by which a client gets a resilience of its own, or none.</summary>
    private static readonly string[] OwnResilience =
    {
        Removal, "AddStandardResilienceHandler", "AddStandardHedgingHandler", "AddResilienceHandler",
    };

    private readonly VisibleProjects _projects;
    private readonly Func<SyntaxTree, SemanticModel> _model;
    private readonly Lazy<IReadOnlyList<RegisteredClients>> _special;

    public RetryingClients(VisibleProjects projects, Func<SyntaxTree, SemanticModel> model)
    {
        _projects = projects;
        _model = model;
        _special = new Lazy<IReadOnlyList<RegisteredClients>>(() =>
            projects.All.SelectMany(project => OwnResilience.SelectMany(name => Callers.In(project, name)))
                .SelectMany(call => Of(call))
                .Where(static clients => !clients.IsDefault)
                .ToList());
    }

    /// <summary>The clients to which the handlers of all clients do not apply, because their own registrations decide.</summary>
    public IReadOnlyList<RegisteredClients> Special => _special.Value;

    /// <summary>Returns true if the handlers of all clients are removed again.</summary>
    public bool RemovesAll => _projects.All.SelectMany(static project => Callers.In(project, Removal))
        .SelectMany(call => Of(call)).Any(static clients => clients.IsDefault);

    /// <summary>Returns true for a file that may add a handler to all clients.</summary>
    public static bool HasDefaults(SyntaxNode root) => root.Mentions(Defaults);

    public IEnumerable<RegisteredClients> Of(InvocationExpressionSyntax adding) => Of(adding.Receiver(), MaxSteps);

    private IEnumerable<RegisteredClients> Of(ExpressionSyntax? builder, int stepsLeft)
    {
        while (builder is not null && stepsLeft-- > 0)
        {
            switch (builder)
            {
                case InvocationExpressionSyntax call when call.CalledName() == Registration:
                    return new[] { Registered(call) };
                case InvocationExpressionSyntax call:
                    builder = call.Receiver();
                    break;
                case IdentifierNameSyntax name:
                    return OfVariable(name, stepsLeft);
                default:
                    return Enumerable.Empty<RegisteredClients>();
            }
        }

        return Enumerable.Empty<RegisteredClients>();
    }

    private IEnumerable<RegisteredClients> OfVariable(IdentifierNameSyntax name, int stepsLeft)
    {
        var symbol = _model(name.SyntaxTree).GetSymbolInfo(name).Symbol;
        switch (Definitions.DeclarationsIn(_projects, symbol).FirstOrDefault())
        {
            case VariableDeclaratorSyntax { Initializer.Value: var value }:
                return Of(value, stepsLeft);
            case ParameterSyntax parameter when LambdaOf(parameter) is { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } }
                && call.CalledName() == Defaults:
                return new[] { new RegisteredClients(Array.Empty<INamedTypeSymbol>(), Array.Empty<string>(), IsDefault: true) };

            // An extension method of the project: its callers' receivers are followed.
            case ParameterSyntax { Parent.Parent: MethodDeclarationSyntax method } parameter when method.ParameterList.Parameters[0] == parameter:
                return _projects.All.SelectMany(project => Callers.In(project, method.Identifier.ValueText))
                    .SelectMany(call => Of(call.Receiver(), stepsLeft));
            default:
                return Enumerable.Empty<RegisteredClients>();
        }
    }

    private static AnonymousFunctionExpressionSyntax? LambdaOf(ParameterSyntax parameter) =>
        (parameter.Parent as SimpleLambdaExpressionSyntax) ?? parameter.Parent?.Parent as AnonymousFunctionExpressionSyntax;

    private RegisteredClients Registered(InvocationExpressionSyntax call)
    {
        List<INamedTypeSymbol> types = new();
        List<string> names = new();
        if (Callers.NameOf(call.Expression) is GenericNameSyntax { TypeArgumentList.Arguments: { Count: > 0 } written })
        {
            // The second type implements the first.
            if (_model(call.SyntaxTree).GetTypeInfo(written[written.Count - 1]).Type is INamedTypeSymbol type)
            {
                types.Add(type);
            }

            if (_model(call.SyntaxTree).GetTypeInfo(written[0]).Type is { } client)
            {
                names.Add(client.Name);
            }
        }

        if (call.ArgumentList.Arguments.FirstOrDefault()?.Expression is { } first && NameOf(first) is { } name)
        {
            names.Add(name);
        }

        return new RegisteredClients(types, names, IsDefault: false);
    }

    /// <summary>Gets the name of a client in a registration or in <c>CreateClient</c>.</summary>
    public string? NameOf(ExpressionSyntax written) =>
        _model(written.SyntaxTree).GetConstantValue(written) is { HasValue: true, Value: string name } ? name : null;
}
