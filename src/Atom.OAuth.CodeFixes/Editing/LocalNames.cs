using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Atom.OAuth.CodeFixes.Editing;

/// <summary>Names for new locals: free at the place of insertion, in the scopes around it and in those inside.</summary>
internal sealed class LocalNames
{
    private readonly HashSet<string> _taken;

    public LocalNames(InsertionPoint point, SemanticModel model)
    {
        // C# refuses a local whose name is declared in an enclosing or an enclosed scope;
        // and a name that is only used inside would change its meaning.
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

    /// <summary>The first name, or the other, or the other with the first number from 2 on that makes it free.</summary>
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

    /// <summary>Two names that belong together, so that they get the same number.</summary>
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
