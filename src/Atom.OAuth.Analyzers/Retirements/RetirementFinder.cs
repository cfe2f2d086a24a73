using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Retirements;

/// <summary>Finds the uses of retired endpoints and versions in a file.</summary>
internal sealed class RetirementFinder
{
    private readonly SemanticModel _model;
    private readonly BaseAddresses _bases;
    private readonly CancellationToken _cancellationToken;
    private readonly HashSet<SyntaxNode> _seen = new();

    public RetirementFinder(SemanticModel model, BaseAddresses bases, CancellationToken cancellationToken)
    {
        _model = model;
        _bases = bases;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Finds the uses in the file, each literal once.</summary>
    /// <param name="words">Words of which every use has one in a literal.</param>
    public IEnumerable<RetirementUse> Find(string[] words)
    {
        var root = _model.SyntaxTree.GetRoot(_cancellationToken);
        var found = new HashSet<(Location, Retirement)>();
        foreach (var token in root.TokensWithAny(words))
        {
            if (!token.IsText() || token.Parent is not { } node)
            {
                continue;
            }

            foreach (var use in HeaderValues.Find(token, _model, _cancellationToken).Concat(FindUrls(node)))
            {
                if (found.Add((use.Location, use.Retirement)))
                {
                    yield return use;
                }
            }
        }
    }

    private IEnumerable<RetirementUse> FindUrls(SyntaxNode literal)
    {
        if (ComposedText.Outermost(literal) is not { } expression || !_seen.Add(expression))
        {
            yield break;
        }

        var text = ComposedText.Of(expression, _model, _cancellationToken);
        if (RetiredUrls.Find(text, expression, () => BasesFor(expression)) is { } use)
        {
            yield return use;
        }
        else if (RetiredUrls.WithoutScheme(text.ToString()) is not null && NameOf(expression) is { } name)
        {
            foreach (var continued in FindContinued(name))
            {
                yield return continued;
            }
        }
    }

    /// <summary>Follows a constant with the start of a URL: the code that appends to it may contain none of the words.</summary>
    private IEnumerable<RetirementUse> FindContinued(string name)
    {
        foreach (var token in _model.SyntaxTree.GetRoot(_cancellationToken).TokensNamed(name))
        {
            if (token.Parent is IdentifierNameSyntax use
                && ComposedText.Outermost(use) is { } whole
                && whole is BinaryExpressionSyntax or InterpolatedStringExpressionSyntax or InvocationExpressionSyntax
                && _seen.Add(whole)
                && RetiredUrls.Find(ComposedText.Of(whole, _model, _cancellationToken), whole, static () => Array.Empty<string>()) is { } found)
            {
                yield return found;
            }
        }
    }

    /// <summary>Gets the base in <c>new Uri(base, path)</c>, otherwise the bases of the client.</summary>
    private IEnumerable<string> BasesFor(ExpressionSyntax path) =>
        path.Parent?.Parent is ArgumentListSyntax { Arguments: [{ Expression: var address }, var second], Parent: BaseObjectCreationExpressionSyntax }
        && second.Expression == path
        && RetiredUrls.WithoutScheme(ComposedText.Of(address, _model, _cancellationToken).ToString()) is { } given
            ? new[] { given }
            : _bases.For(path);

    private static string? NameOf(ExpressionSyntax value) => value.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => variable.Identifier.ValueText,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Identifier.ValueText,
        ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Identifier.ValueText,
        _ => null,
    };
}
