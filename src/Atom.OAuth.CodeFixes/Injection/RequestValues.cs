using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Injection;

/// <summary>
/// The values of a request, and those derived from them: the sender of the request controls them, so they do not tell who is signed in.
/// </summary>
internal sealed class RequestValues
{
    private static readonly string[] Reads =
    {
        "Query", "QueryString", "Form", "RouteValues", "Headers", "RouteData", "Params", "Body", "ReadFromJsonAsync", "ReadFormAsync",
    };

    /// <summary>Attributes of members that are bound to a request.</summary>
    private static readonly string[] Bindings =
    {
        "BindPropertyAttribute", "FromQueryAttribute", "FromRouteAttribute", "FromFormAttribute", "FromHeaderAttribute", "FromBodyAttribute",
        "SupplyParameterFromQueryAttribute", "SupplyParameterFromFormAttribute",
    };

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <param name="function">The function that handles the request.</param>
    /// <param name="model">The semantic model.</param>
    public RequestValues(SyntaxNode function, SemanticModel model)
    {
        var parameters = (model.GetDeclaredSymbol(function) ?? model.GetSymbolInfo(function).Symbol) is IMethodSymbol method
            ? method.Parameters
            : default;
        if (!parameters.IsDefault)
        {
            _names.UnionWith(parameters.Where(static parameter => IsOfRequest(parameter.Type)).Select(static parameter => parameter.Name));
        }

        // In source order: the value of a variable precedes its uses.
        foreach (var node in function.DescendantNodes())
        {
            switch (node)
            {
                case VariableDeclaratorSyntax { Initializer.Value: { } value } variable when Mentions(value):
                    _names.Add(variable.Identifier.ValueText);
                    break;
                case SingleVariableDesignationSyntax variable
                    when variable.FirstAncestorOrSelf<ExpressionSyntax>(static n => n is InvocationExpressionSyntax
                        or AssignmentExpressionSyntax or IsPatternExpressionSyntax) is { } source
                    && Mentions(source):
                    _names.Add(variable.Identifier.ValueText);
                    break;
                case AssignmentExpressionSyntax { Left: IdentifierNameSyntax variable, Right: { } value } when Mentions(value):
                    _names.Add(variable.Identifier.ValueText);
                    break;
            }
        }
    }

    public bool Contains(ISymbol symbol) =>
        symbol.Kind is SymbolKind.Local or SymbolKind.Parameter
            ? _names.Contains(symbol.Name)
            : _names.Contains(symbol.Name) || IsBound(symbol) || ReadsRequest(symbol);

    private static bool IsBound(ISymbol member) =>
        member.GetAttributes().Any(static attribute => Array.IndexOf(Bindings, attribute.AttributeClass?.Name) >= 0);

    /// <summary>Recognizes a property or method of the type itself: <c>string UserId => Request.Query["user"]</c>.</summary>
    private static bool ReadsRequest(ISymbol member) =>
        member.Kind is SymbolKind.Property or SymbolKind.Method
        && member.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax().DescendantNodes().OfType<SimpleNameSyntax>().Any(IsRead));

    /// <summary>Recognizes <c>Request.Query</c>, <c>Request?.Query</c>.</summary>
    private static bool IsRead(SimpleNameSyntax name) =>
        Array.IndexOf(Reads, name.Identifier.ValueText) >= 0
        && (name.Parent is MemberBindingExpressionSyntax || (name.Parent is MemberAccessExpressionSyntax read && read.Name == name));

    /// <summary>Returns true if an expression contains a value of the request.</summary>
    public bool Mentions(ExpressionSyntax value) =>
        value.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(name =>
            (_names.Contains(name.Identifier.ValueText) && !(name.Parent is MemberAccessExpressionSyntax access && access.Name == name))
            || IsRead(name));

    /// <summary>Includes texts, numbers and bound objects; excludes the context, services, and objects for the signed-in user.</summary>
    private static bool IsOfRequest(ITypeSymbol type) =>
        type.SpecialType != SpecialType.None
        || type is INamedTypeSymbol { Name: "Guid" or "Nullable" }
        || (type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct }
            && !type.DeclaringSyntaxReferences.IsEmpty
            && type.GetMembers().OfType<IMethodSymbol>().All(static m => m.MethodKind != MethodKind.Ordinary || m.IsImplicitlyDeclared));
}
