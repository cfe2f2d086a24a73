using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>
/// A random state in a variable that the same function, or one to which it is passed, compares with the returned state: the variable becomes
/// the local state, which does the comparison.
/// </summary>
internal static class ComparedState
{
    /// <summary>Gets the changes; null if nothing compares the variable, or it is used in an unsupported way.</summary>
    /// <param name="site">The diagnostic.</param>
    /// <param name="target">Where the state is created.</param>
    /// <param name="type">The type of a local state.</param>
    /// <param name="imports">Writes its name.</param>
    public static IEnumerable<TextChange>? Changes(FixSite site, StateTarget target, INamedTypeSymbol type, Imports imports)
    {
        if (target.Made is not
            {
                Parent: EqualsValueClauseSyntax
                {
                    Parent: VariableDeclaratorSyntax
                    {
                        Parent: VariableDeclarationSyntax
                        {
                            Variables.Count: 1,
                            Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, IsConst: false, Parent: { } scope },
                        } declaration,
                    } variable,
                },
            } made
            || site.Model.GetDeclaredSymbol(variable) is not ILocalSymbol local)
        {
            return null;
        }

        var uses = (scope is GlobalStatementSyntax ? scope.Parent! : scope).TokensNamed(local.Name)
            .Select(static token => token.Parent)
            .OfType<IdentifierNameSyntax>()
            .Where(use => SymbolEqualityComparer.Default.Equals(site.Model.GetSymbolInfo(use).Symbol, local))
            .ToList();
        if (!uses.Exists(use => StateComparison.Of(use, site.Model) is not null || IsComparedInside(use, site.Model)))
        {
            return null;
        }

        var changes = uses.ConvertAll(use => ChangeOf(use, site.Model));
        if (!changes.TrueForAll(static change => change is not null))
        {
            return null;
        }

        var name = imports.Name(type);
        return changes.Select(static change => change!.Value)
            .Append(new TextChange(made.Span, name + ".Create()"))
            .Concat(declaration.Type.IsVar ? Array.Empty<TextChange>() : new[] { new TextChange(declaration.Type.Span, name) });
    }

    /// <summary>Gets the change for a use of the variable; null if it is set, passed by reference, or in <c>nameof</c>.</summary>
    private static TextChange? ChangeOf(IdentifierNameSyntax use, SemanticModel model)
    {
        if (StateComparison.Of(use, model) is var (whole, other, isNegated))
        {
            return new TextChange(whole.Span, $"{(isNegated ? "!" : string.Empty)}{use}.Matches({other})");
        }

        return use.Parent switch
        {
            ArgumentSyntax { RefKindKeyword.RawKind: not 0 } => null,
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } } => null,
            AssignmentExpressionSyntax set when set.Left == use => null,
            // Their members are named after the variable.
            AnonymousObjectMemberDeclaratorSyntax { NameEquals: null } => new TextChange(use.Span, $"{use} = {use}.Value"),
            ArgumentSyntax { NameColon: null, Parent: TupleExpressionSyntax } => new TextChange(use.Span, $"{use}: {use}.Value"),
            _ => new TextChange(new TextSpan(use.Span.End, 0), ".Value"),
        };
    }

    /// <summary>Recognizes <c>return await ExchangeAsync(context.Request.Url, state)</c>: a method of the project compares its argument.</summary>
    private static bool IsComparedInside(IdentifierNameSyntax use, SemanticModel model) =>
        use.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } argument
        && model.GetSymbolInfo(call).Symbol is IMethodSymbol method
        && argument.Parameter(method) is { } parameter
        && SourceMethods.Declaration(method) is { } declaration
        && model.Compilation.ContainsSyntaxTree(declaration.SyntaxTree)
        && declaration.TokensNamed(parameter.Name)
            .Select(static token => token.Parent)
            .OfType<IdentifierNameSyntax>()
            .Any(given => StateComparison.Of(given, model.Compilation.GetSemanticModel(declaration.SyntaxTree)) is not null);
}
