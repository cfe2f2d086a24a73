using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>
/// A state that the application stores in a field or property, directly or in an object, and compares with the returned state: there is one
/// flow at a time.
/// </summary>
internal sealed class KeptState
{
    /// <summary>The maximum number of variables and members through which a value is followed.</summary>
    private const int MaxPlaces = 4;

    private readonly Compilation _compilation;
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly INamedTypeSymbol? _owner;

    private KeptState(Compilation compilation, INamedTypeSymbol? owner)
    {
        _compilation = compilation;
        _owner = owner;
    }

    /// <summary>Returns true if a created value is stored in something that is compared with the returned state.</summary>
    /// <param name="made">The value.</param>
    /// <param name="model">The semantic model.</param>
    /// <param name="inMembers">Whether it may be stored in members, or only in variables.</param>
    public static bool IsCompared(ExpressionSyntax made, SemanticModel model, bool inMembers) =>
        new KeptState(model.Compilation, inMembers ? model.GetEnclosingSymbol(made.SpanStart)?.ContainingType : null).IsCompared(made, MaxPlaces);

    private bool IsCompared(ExpressionSyntax value, int places) =>
        places > 0
        && PlaceOf(value, ModelOf(value)) is { } place
        && IsOwn(place)
        && _seen.Add(place)
        && UsesOf(place).Any(use => StateComparison.Of(use, ModelOf(use)) is not null || IsCompared(use, places - 1));

    /// <summary>Recognizes a variable, or a member of the creating type or a nested one: other types may have an object for each user.</summary>
    private bool IsOwn(ISymbol place)
    {
        var type = place.ContainingType;
        while (type is not null && !SymbolEqualityComparer.Default.Equals(type, _owner))
        {
            type = type.ContainingType;
        }

        return place.Kind == SymbolKind.Local || type is not null;
    }

    /// <summary>Gets the variable or member to which a value is assigned; null if it is used in another way.</summary>
    private static ISymbol? PlaceOf(ExpressionSyntax value, SemanticModel model) => value.Parent switch
    {
        AssignmentExpressionSyntax set when set.Right == value => model.GetSymbolInfo(set.Left).Symbol,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => model.GetDeclaredSymbol(variable),
        // A positional record has a property for each of its parameters.
        ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax creation } argument =>
            model.GetSymbolInfo(creation).Symbol is IMethodSymbol { ContainingType.IsRecord: true } constructor
            && argument.Parameter(constructor) is { } parameter
                ? constructor.ContainingType.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault()
                : null,
        _ => null,
    };

    private IEnumerable<ExpressionSyntax> UsesOf(ISymbol place) => Scopes(place)
        .SelectMany(scope => scope.TokensNamed(place.Name))
        .Select(static token => token.Parent)
        .OfType<IdentifierNameSyntax>()
        .Select(static name => name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : (ExpressionSyntax)name)
        .Where(use => SymbolEqualityComparer.Default.Equals(ModelOf(use).GetSymbolInfo(use).Symbol, place));

    /// <summary>Gets the function of a variable; all files for a member.</summary>
    private IEnumerable<SyntaxNode> Scopes(ISymbol place) => place.Kind switch
    {
        SymbolKind.Field or SymbolKind.Property when !place.DeclaringSyntaxReferences.IsEmpty =>
            _compilation.SyntaxTrees.Select(static tree => tree.GetRoot()),
        SymbolKind.Local => place.DeclaringSyntaxReferences.Select(static declared => Functions.Around(declared.GetSyntax())),
        _ => Enumerable.Empty<SyntaxNode>(),
    };

    /// <summary>Reuses one model for each file, because a new one would bind everything again.</summary>
    private SemanticModel ModelOf(SyntaxNode node)
    {
        if (!_models.TryGetValue(node.SyntaxTree, out var model))
        {
            _models.Add(node.SyntaxTree, model = _compilation.GetSemanticModel(node.SyntaxTree));
        }

        return model;
    }
}
