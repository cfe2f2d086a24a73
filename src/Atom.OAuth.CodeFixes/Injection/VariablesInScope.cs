using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Injection;

/// <summary>The variables that are accessible and assigned at a location: parameters, initialized locals, fields and properties.</summary>
internal static class VariablesInScope
{
    /// <summary>Gets the nearest variable of a type, as an expression; null if there is none.</summary>
    public static string? Find(SyntaxNode anchor, ITypeSymbol type, SemanticModel model) =>
        At(anchor, model).FirstOrDefault(symbol => IsSure(TypeOf(symbol))
            && model.Compilation.ClassifyCommonConversion(TypeOf(symbol), type) is { Exists: true, IsImplicit: true, IsUserDefined: false }) is { } found
            ? Write(found, anchor)
            : null;

    /// <summary>Gets all variables, nearest first.</summary>
    public static IEnumerable<ISymbol> At(SyntaxNode anchor, SemanticModel model)
    {
        var position = anchor.FirstAncestorOrSelf<StatementSyntax>()?.SpanStart ?? anchor.SpanStart;
        return model.LookupSymbols(anchor.SpanStart)
            .Where(symbol => symbol switch
            {
                IParameterSymbol { RefKind: RefKind.None or RefKind.In } => true,
                ILocalSymbol { IsConst: false } local => IsAssignedBefore(local, position),
                IFieldSymbol { IsConst: false } => true,
                IPropertySymbol { IsIndexer: false, GetMethod: not null } => true,
                _ => false,
            })
            .Where(symbol => IsReachable(symbol, anchor))
            .OrderBy(static symbol => symbol.Kind is SymbolKind.Local or SymbolKind.Parameter ? 0 : symbol.Kind is SymbolKind.Field ? 1 : 2)
            .ThenByDescending(static symbol => symbol.DeclaringSyntaxReferences.FirstOrDefault()?.Span.Start ?? 0);
    }

    public static ITypeSymbol TypeOf(ISymbol symbol) => symbol switch
    {
        IParameterSymbol parameter => parameter.Type,
        ILocalSymbol local => local.Type,
        IFieldSymbol field => field.Type,
        _ => ((IPropertySymbol)symbol).Type,
    };

    /// <summary>Gets the variable's name, with <c>this.</c> if that is the style of the type.</summary>
    public static string Write(ISymbol symbol, SyntaxNode anchor)
    {
        if (symbol.Kind is SymbolKind.Local or SymbolKind.Parameter || symbol.IsStatic)
        {
            return symbol.Name;
        }

        return anchor.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && ConstructorInjection.WritesThis(type)
            ? "this." + symbol.Name
            : symbol.Name;
    }

    /// <summary>Returns false for an instance member in a static one, and for anything outside of a static lambda or local function.</summary>
    public static bool IsReachable(ISymbol symbol, SyntaxNode node)
    {
        if (symbol.IsStatic)
        {
            return true;
        }

        var declaration = symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        var isOfObject = symbol.Kind is SymbolKind.Field or SymbolKind.Property || declaration?.Parent?.Parent is TypeDeclarationSyntax;
        foreach (var ancestor in node.Ancestors().TakeWhile(ancestor => declaration is null || isOfObject || !ancestor.Contains(declaration)))
        {
            switch (ancestor)
            {
                case AnonymousFunctionExpressionSyntax function when function.Modifiers.Any(static m => m.ValueText == "static"):
                case LocalFunctionStatementSyntax local when local.Modifiers.Any(static m => m.ValueText == "static"):
                    return false;
                case BaseTypeDeclarationSyntax:
                    return true;
                case MemberDeclarationSyntax member and not GlobalStatementSyntax:
                    return !isOfObject || !member.Modifiers.Any(static m => m.ValueText == "static");
            }
        }

        return true;
    }

    private static bool IsAssignedBefore(ILocalSymbol local, int position) =>
        local.DeclaringSyntaxReferences.Any(reference => reference.Span.End < position
            && reference.GetSyntax() is VariableDeclaratorSyntax { Initializer: not null }
                or SingleVariableDesignationSyntax or ForEachStatementSyntax);

    /// <summary>Excludes nullable types, which would require a null check.</summary>
    private static bool IsSure(ITypeSymbol type) => type.NullableAnnotation != NullableAnnotation.Annotated && type.TypeKind != TypeKind.Error;
}
