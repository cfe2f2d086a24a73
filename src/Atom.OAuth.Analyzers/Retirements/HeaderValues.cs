using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Retirements;

/// <summary>Finds retired values of headers that specify an API version.</summary>
internal static class HeaderValues
{
    private static readonly Lazy<(ProviderRetirements Provider, RetiredHeader Header)[]> Entries = new(static () =>
        KnownRetirements.All.SelectMany(static provider => provider.Entries.OfType<RetiredHeader>().Select(header => (provider, header))).ToArray());

    /// <summary>Gets the uses at a literal that is the header's name, or a complete header.</summary>
    public static IEnumerable<RetirementUse> Find(SyntaxToken literal, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var (provider, header) in Entries.Value)
        {
            var text = literal.ValueText;
            if (!text.StartsWith(header.Name, StringComparison.OrdinalIgnoreCase)
                || !model.SyntaxTree.GetRoot(cancellationToken).MentionsInAnyCase(new[] { provider.Provider.Split('.')[0] }))
            {
                continue;
            }

            if (text.Length > header.Name.Length)
            {
                // [Headers("Notion-Version: 2022-06-28")]
                if (text[header.Name.Length] == ':' && text.Substring(header.Name.Length + 1).Trim() is var value && header.Has(value))
                {
                    yield return Use(provider, header, value, literal.GetLocation());
                }

                continue;
            }

            foreach (var given in ValuesOf(literal.Parent as ExpressionSyntax))
            {
                var composed = ComposedText.Of(given, model, cancellationToken);
                if (composed.ToString() is { Length: > 0 } value && header.Has(value))
                {
                    yield return Use(provider, header, value, composed.PieceAt(0) is var (token, _) ? token.GetLocation() : given.GetLocation());
                }
            }
        }
    }

    private static RetirementUse Use(ProviderRetirements provider, RetiredHeader header, string value, Location location) =>
        new(header, provider.Provider, $"{header.Name}: {value}", header.On, header.Instead, location, Fix: null);

    /// <summary>Gets the values next to a header's name, or next to uses of a constant with that name.</summary>
    private static IEnumerable<ExpressionSyntax> ValuesOf(ExpressionSyntax? name)
    {
        if (name?.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var variable } })
        {
            return name.SyntaxTree.GetRoot().TokensNamed(variable)
                .Select(static token => token.Parent is IdentifierNameSyntax use && ComposedText.Outermost(use) is { } whole
                    ? ValueBeside(whole)
                    : null)
                .OfType<ExpressionSyntax>();
        }

        return name is not null && ValueBeside(name) is { } value ? new[] { value } : Array.Empty<ExpressionSyntax>();
    }

    private static ExpressionSyntax? ValueBeside(ExpressionSyntax name) => name.Parent switch
    {
        // Add("Notion-Version", value), new("Notion-Version", value)
        ArgumentSyntax { Parent: ArgumentListSyntax { Arguments: var arguments } } argument
            when arguments.IndexOf(argument) is var index && index + 1 < arguments.Count => arguments[index + 1].Expression,

        // headers["Notion-Version"] = value
        ArgumentSyntax { Parent: BracketedArgumentListSyntax { Parent: var access } }
            when access?.Parent is AssignmentExpressionSyntax assignment && assignment.Left == access => assignment.Right,

        // { "Notion-Version", value }
        InitializerExpressionSyntax { Expressions: [var first, var second] } when first == name => second,
        _ => null,
    };
}
