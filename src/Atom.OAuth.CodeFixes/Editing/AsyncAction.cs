using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Editing;

/// <summary>
/// Makes a function async that only the framework calls: an action, a page handler, or an endpoint handler.
/// No callers need to change then.
/// </summary>
internal static class AsyncAction
{
    private static readonly string[] Bases = { "ControllerBase", "Controller", "PageModel" };

    /// <summary>Gets the changes that let a function await: none if it can already, null if it cannot be made async.</summary>
    public static IReadOnlyList<TextChange>? MakeAwait(EnclosingFunction function, SemanticModel model, Imports imports) =>
        function.CanAwait ? Array.Empty<TextChange>()
        : function.ReturnsTask ? AsyncConversion.Changes(function).ToArray()
        : Changes(function, model, imports);

    /// <summary>Gets the changes; null if the application calls the function itself, or it is none of these kinds.</summary>
    private static TextChange[]? Changes(EnclosingFunction function, SemanticModel model, Imports imports) => function.Node switch
    {
        MethodDeclarationSyntax method when function.Symbol is { } symbol && (IsAction(method, symbol, model) || IsHandler(method, symbol, model)) =>
            OfMethod(method, model, imports),
        ParenthesizedLambdaExpressionSyntax { AsyncKeyword.RawKind: 0, ReturnType: null } lambda when EndpointHandlers.IsHandler(lambda, model) =>
            new[] { new TextChange(new TextSpan(lambda.SpanStart, 0), "async ") },
        _ => null,
    };

    private static TextChange[]? OfMethod(MethodDeclarationSyntax method, SemanticModel model, Imports imports)
    {
        if (model.Compilation.GetTypeByMetadataName("System.Threading.Tasks.Task") is not { } task)
        {
            return null;
        }

        var name = imports.Name(task);
        var isVoid = method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };
        return new[] { new TextChange(method.ReturnType.Span, isVoid ? $"async {name}" : $"async {name}<{method.ReturnType}>") };
    }

    /// <summary>Recognizes a method that is mapped to a route and does not return a task.</summary>
    private static bool IsHandler(MethodDeclarationSyntax method, IMethodSymbol symbol, SemanticModel model) =>
        symbol is { IsAsync: false, Arity: 0 }
        && symbol.Parameters.All(static parameter => parameter.RefKind == RefKind.None)
        && symbol.ReturnType is not INamedTypeSymbol { Name: "Task" or "ValueTask" or "IAsyncEnumerable" or "IEnumerable" }
        && EndpointHandlers.IsHandler(method, model);

    /// <summary>Recognizes a method that only the framework calls, so that its signature may change.</summary>
    private static bool IsAction(MethodDeclarationSyntax method, IMethodSymbol symbol, SemanticModel model) =>
        symbol is
        {
            DeclaredAccessibility: Accessibility.Public,
            IsStatic: false,
            IsOverride: false,
            IsVirtual: false,
            IsAbstract: false,
            Arity: 0,
            ReturnsByRef: false,
            ReturnsByRefReadonly: false,
        }
        && symbol.Parameters.All(static parameter => parameter.RefKind == RefKind.None)
        && symbol.PartialDefinitionPart is null && symbol.PartialImplementationPart is null
        && !symbol.IsAsync && symbol.ReturnType is not INamedTypeSymbol { Name: "Task" or "ValueTask" or "IAsyncEnumerable" or "IEnumerable" }
        && IsCalledByFramework(symbol, method)
        && !symbol.ContainingType.AllInterfaces
            .SelectMany(static type => type.GetMembers().OfType<IMethodSymbol>())
            .Any(member => SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(member), symbol))
        && !EndpointHandlers.IsCalled(symbol, method, model.Compilation);

    /// <summary>Checks base types and attributes by name, because the framework may not be referenced.</summary>
    private static bool IsCalledByFramework(IMethodSymbol symbol, MethodDeclarationSyntax method)
    {
        for (var ancestor = symbol.ContainingType.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (Bases.Contains(ancestor.Name))
            {
                return true;
            }
        }

        return AzureFunctions.Is(symbol)
            || method.AttributeLists
                .SelectMany(static list => list.Attributes)
                .Any(static attribute => attribute.Name.ToString().StartsWith("Http", StringComparison.Ordinal));
    }
}
