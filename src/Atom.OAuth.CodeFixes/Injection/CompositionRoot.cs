using Atom.OAuth.Analyzers.Text;
using Atom.OAuth.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Injection;

/// <summary>Where a project registers its services.</summary>
/// <param name="Services">The expression for the service collection: <c>builder.Services</c> or <c>services</c>.</param>
/// <param name="Statements">The statements that contain the registrations; empty for an empty body.</param>
/// <param name="Builder">The statement that creates the builder; null if the service collection is a parameter.</param>
/// <param name="Body">The body of the function whose parameter is the service collection; null if a builder contains it.</param>
internal sealed record CompositionRoot(string Services, IReadOnlyList<StatementSyntax> Statements, StatementSyntax? Builder, BlockSyntax? Body)
{
    /// <summary>Methods that create application builders with a property <c>Services</c>.</summary>
    private static readonly string[] BuilderMethods =
    {
        "CreateBuilder", "CreateSlimBuilder", "CreateEmptyBuilder", "CreateApplicationBuilder", "CreateEmptyApplicationBuilder", "CreateDefault",
    };

    /// <summary>The last registration before the application is built: a new one goes below it.</summary>
    public StatementSyntax? LastRegistration =>
        Statements.SkipWhile(statement => Builder is not null && statement != Builder)
            .TakeWhile(static statement => !IsBuild(statement))
            .LastOrDefault(statement => IsRegistration(statement) && !Directives.IsConditional(statement));

    /// <summary>
    /// Finds a builder of the application, else a method or lambda named <c>ConfigureServices</c>, else the only extension method of a
    /// library for the service collection; null if there is none, or more than one such extension method.
    /// </summary>
    public static CompositionRoot? Find(Compilation compilation)
    {
        if (compilation.GetTypeByMetadataName("Microsoft.Extensions.DependencyInjection.IServiceCollection") is not { } services)
        {
            return null;
        }

        return ByBuilder(compilation, services) ?? ByParameter(compilation, services);
    }

    private static CompositionRoot? ByBuilder(Compilation compilation, INamedTypeSymbol services)
    {
        foreach (var tree in compilation.SyntaxTrees.Where(static tree => tree.GetRoot().Mentions(BuilderMethods)))
        {
            foreach (var token in BuilderMethods.SelectMany(tree.GetRoot().TokensNamed))
            {
                if (token.Parent?.Parent is MemberAccessExpressionSyntax
                    {
                        Parent: InvocationExpressionSyntax
                        {
                            Parent: EqualsValueClauseSyntax
                            {
                                Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax declaration } variable,
                            },
                        },
                    }
                    && !Directives.IsConditional(declaration)
                    && compilation.GetSemanticModel(tree).GetDeclaredSymbol(variable) is ILocalSymbol { Type: var builder }
                    && HoldsServices(builder, services))
                {
                    return new CompositionRoot(variable.Identifier.ValueText + ".Services", StatementsAround(declaration), declaration, Body: null);
                }
            }
        }

        return null;
    }

    private static CompositionRoot? ByParameter(Compilation compilation, INamedTypeSymbol services)
    {
        var extensions = new List<CompositionRoot>();
        foreach (var tree in compilation.SyntaxTrees.Where(tree => tree.GetRoot().Mentions(services.Name, "ConfigureServices")))
        {
            var model = new Lazy<SemanticModel>(() => compilation.GetSemanticModel(tree));
            foreach (var (function, parameters, body, isConfigureServices) in Functions(tree.GetRoot()))
            {
                var parameter = parameters.FirstOrDefault(parameter => model.Value.GetDeclaredSymbol(parameter) is IParameterSymbol { Type: var type }
                    && (Same(type, services) || (function is LambdaExpressionSyntax && type.TypeKind == TypeKind.Error)));
                if (parameter is null || Directives.IsConditional(function))
                {
                    continue;
                }

                var root = new CompositionRoot(parameter.Identifier.ValueText, body.Statements, Builder: null, body);
                if (isConfigureServices)
                {
                    return root;
                }

                extensions.Add(root);
            }
        }

        return extensions.Count == 1 ? extensions[0] : null;
    }

    private static IEnumerable<(SyntaxNode Function, IEnumerable<ParameterSyntax> Parameters, BlockSyntax Body, bool IsConfigureServices)> Functions(SyntaxNode root)
    {
        foreach (var node in root.DescendantNodes())
        {
            switch (node)
            {
                case MethodDeclarationSyntax { Body: { } body, ParameterList.Parameters: { Count: > 0 } parameters } method:
                    var isExtension = parameters[0].Modifiers.Any(SyntaxKind.ThisKeyword);
                    if (isExtension || method.Identifier.ValueText == "ConfigureServices")
                    {
                        yield return (method, isExtension ? parameters.Take(1) : parameters, body, !isExtension);
                    }

                    break;
                case LambdaExpressionSyntax
                {
                    Body: BlockSyntax block,
                    Parent: ArgumentSyntax
                    {
                        Parent.Parent: InvocationExpressionSyntax
                        {
                            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureServices" },
                        },
                    },
                } lambda:
                    // The first of two parameters is the context of the host. If the host's package is missing, no parameter has its type.
                    yield return (lambda, lambda is SimpleLambdaExpressionSyntax simple
                        ? new[] { simple.Parameter }
                        : ((ParenthesizedLambdaExpressionSyntax)lambda).ParameterList.Parameters.Reverse().Take(1), block, true);
                    break;
            }
        }
    }

    private static bool HoldsServices(ITypeSymbol builder, INamedTypeSymbol services)
    {
        for (var type = builder; type is not null; type = type.BaseType)
        {
            if (type.GetMembers("Services").OfType<IPropertySymbol>().Any(property => Same(property.Type, services)))
            {
                return true;
            }
        }

        return false;
    }

    private static IReadOnlyList<StatementSyntax> StatementsAround(StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax block => block.Statements,
        GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } =>
            unit.Members.OfType<GlobalStatementSyntax>().Select(static global => global.Statement).ToList(),
        _ => new[] { statement },
    };

    /// <summary>Recognizes a call chain on the service collection: <c>builder.Services.AddControllers().AddJsonOptions(…);</c>.</summary>
    private bool IsRegistration(StatementSyntax statement) =>
        statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call }
        && call.DescendantNodesAndSelf()
            .OfType<MemberAccessExpressionSyntax>()
            .Any(access => access.SpanStart == call.SpanStart && access.Expression.ToString() == Services);

    /// <summary>Recognizes <c>var app = builder.Build();</c>, also within a larger statement.</summary>
    private static bool IsBuild(StatementSyntax statement) =>
        statement.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Any(static node => node is InvocationExpressionSyntax
            {
                ArgumentList.Arguments.Count: 0,
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Build" },
            });

    private static bool Same(ITypeSymbol type, INamedTypeSymbol services) => SymbolEqualityComparer.Default.Equals(type, services);
}
