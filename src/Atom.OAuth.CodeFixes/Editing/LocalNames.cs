using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Atom.OAuth.CodeFixes.Editing;

/// <summary>Names for new locals that are not in use at the insertion point, in enclosing scopes or in nested ones.</summary>
internal sealed class LocalNames
{
    private readonly HashSet<string> _taken;

    public LocalNames(InsertionPoint point, SemanticModel model)
    {
        // C# rejects a local whose name is declared in an enclosing or nested scope,
        // and a name that is merely used there would change its meaning.
        _taken = new HashSet<string>(
            model.LookupSymbols(point.Anchor.SpanStart)
                .Where(static symbol => symbol.Kind is SymbolKind.Local or SymbolKind.Parameter or SymbolKind.RangeVariable)
                .Select(static symbol => symbol.Name)
                .Concat(point.Scope
                    .DescendantTokens()
                    .Where(static token => token.IsKind(SyntaxKind.IdentifierToken))
                    .Select(static token => token.ValueText)),
            StringComparer.Ordinal);
    }

    /// <summary>Returns the first name, else the other one, if necessary with the lowest number from 2 that makes it unique.</summary>
    public string TakeEither(string name, string other)
    {
        if (_taken.Add(name))
        {
            return name;
        }

        for (var number = 1; ; number++)
        {
            if (_taken.Add(Numbered(other, number)))
            {
                return Numbered(other, number);
            }
        }
    }

    /// <summary>Returns two related names with the same number.</summary>
    public (string First, string Second) TakePair(string first, string second)
    {
        for (var number = 1; ; number++)
        {
            var pair = (Numbered(first, number), Numbered(second, number));
            if (!_taken.Contains(pair.Item1) && !_taken.Contains(pair.Item2))
            {
                _taken.Add(pair.Item1);
                _taken.Add(pair.Item2);
                return pair;
            }
        }
    }

    private static string Numbered(string name, int number) =>
        number == 1 ? name : name + number.ToString(CultureInfo.InvariantCulture);
}
