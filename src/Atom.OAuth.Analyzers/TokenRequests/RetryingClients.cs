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

    /// <summary>A file that adds handlers has one of these words.</summary>
    private static readonly string[] Registrars = { Registration, Defaults, "IHttpClientBuilder" };

    private const int MaxSteps = 8;

    /// <summary>A choice in a variable is followed no further, because the arms of a broken one may name the variable itself.</summary>
    private const int MaxStepsInVariable = 3;

    private readonly VisibleProjects _projects;
    private readonly Func<SyntaxTree, SemanticModel> _model;
    private readonly Lazy<IReadOnlyList<(InvocationExpressionSyntax Call, RegisteredClients Clients)>> _removals;

    public RetryingClients(VisibleProjects projects, Func<SyntaxTree, SemanticModel> model)
    {
        _projects = projects;
        _model = model;
        _removals = new Lazy<IReadOnlyList<(InvocationExpressionSyntax, RegisteredClients)>>(() =>
            projects.All.SelectMany(static project => Callers.In(project, Removal))
                .SelectMany(call => Of(call).Select(clients => (call, clients)))
                .ToList());
    }

    /// <summary>The clients that the handlers of all clients do not apply to, because their registrations remove them.</summary>
    public IEnumerable<RegisteredClients> WithoutHandlers =>
        _removals.Value.Select(static removal => removal.Clients).Where(static clients => !clients.IsDefault);

    /// <summary>Returns true if a handler of all clients is removed again; a removal before it in the same method does not concern it.</summary>
    public bool IsRemoved(InvocationExpressionSyntax adding) =>
        _removals.Value.Any(removal => removal.Clients.IsDefault
            && !(CarriedGrants.Member(removal.Call) == CarriedGrants.Member(adding) && removal.Call.Span.End <= adding.Span.End));

    /// <summary>Gets the calls of a method; a call that cannot be bound counts by its name.</summary>
    public IEnumerable<InvocationExpressionSyntax> CallsOf(MethodDeclarationSyntax method) =>
        _projects.All.SelectMany(project => Callers.In(project, method.Identifier.ValueText))
            .Where(call => _model(call.SyntaxTree).GetSymbolInfo(call).Symbol is not IMethodSymbol called || SourceMethods.Declaration(called) == method);

    /// <summary>Returns true for a file that may add a handler to all clients, or to named ones.</summary>
    public static bool HasClients(SyntaxNode root) => root.Mentions(Registrars);

    public IEnumerable<RegisteredClients> Of(InvocationExpressionSyntax adding) => Of(adding.Receiver(), MaxSteps, new HashSet<SyntaxNode>());

    private IEnumerable<RegisteredClients> Of(ExpressionSyntax? builder, int stepsLeft, HashSet<SyntaxNode> seen)
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
                    return OfVariable(name, stepsLeft, seen);
                default:
                    return Enumerable.Empty<RegisteredClients>();
            }
        }

        return Enumerable.Empty<RegisteredClients>();
    }

    private IEnumerable<RegisteredClients> OfVariable(IdentifierNameSyntax name, int stepsLeft, HashSet<SyntaxNode> seen)
    {
        var symbol = _model(name.SyntaxTree).GetSymbolInfo(name).Symbol;
        switch (Definitions.DeclarationsIn(_projects, symbol).FirstOrDefault())
        {
            case VariableDeclaratorSyntax { Initializer.Value: var value }:
                return Of(value, stepsLeft, seen);
            case ParameterSyntax parameter when LambdaOf(parameter) is { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } }
                && call.CalledName() == Defaults:
                return new[] { new RegisteredClients(Array.Empty<INamedTypeSymbol>(), Array.Empty<string>(), IsDefault: true) };

            // An extension method of the project: its callers' receivers are followed.
            case ParameterSyntax { Parent.Parent: MethodDeclarationSyntax method } parameter when method.ParameterList.Parameters[0] == parameter:
                return seen.Add(method)
                    ? CallsOf(method).SelectMany(call => Of(call.Receiver(), stepsLeft, seen))
                    : Enumerable.Empty<RegisteredClients>();
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

    /// <summary>Gets the names that a client in <c>CreateClient</c> may have: a constant, or a choice of constants, perhaps in a variable.</summary>
    public IEnumerable<string> NamesOf(ExpressionSyntax written) => NamesOf(written, MaxSteps);

    private IEnumerable<string> NamesOf(ExpressionSyntax written, int stepsLeft) => written switch
    {
        _ when stepsLeft == 0 => Enumerable.Empty<string>(),
        _ when NameOf(written) is { } name => new[] { name },
        ParenthesizedExpressionSyntax inner => NamesOf(inner.Expression, stepsLeft - 1),
        ConditionalExpressionSyntax choice => NamesOf(choice.WhenTrue, stepsLeft - 1).Concat(NamesOf(choice.WhenFalse, stepsLeft - 1)),
        SwitchExpressionSyntax choice => choice.Arms.SelectMany(arm => NamesOf(arm.Expression, stepsLeft - 1)),
        IdentifierNameSyntax variable when _model(variable.SyntaxTree).GetSymbolInfo(variable).Symbol is ILocalSymbol local
            && Definitions.DeclarationsIn(_projects, local).FirstOrDefault() is VariableDeclaratorSyntax { Initializer.Value: var value } =>
            NamesOf(value, Math.Min(stepsLeft - 1, MaxStepsInVariable)),
        _ => Enumerable.Empty<string>(),
    };

    /// <summary>Gets the name of a client in a registration.</summary>
    private string? NameOf(ExpressionSyntax written) =>
        _model(written.SyntaxTree).GetConstantValue(written) is { HasValue: true, Value: string name } ? name : null;
}
