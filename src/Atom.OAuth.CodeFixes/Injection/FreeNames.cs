using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Atom.OAuth.CodeFixes.Injection;

/// <summary>Names for new parameters and fields that nothing in a piece of code goes by.</summary>
internal static class FreeNames
{
    /// <param name="name">The name to have; it gets a number from 2 on where it is taken.</param>
    /// <param name="code">The code in which it must mean nothing yet.</param>
    /// <param name="type">The type whose members it must not hide.</param>
    public static string Take(string name, IEnumerable<SyntaxToken> code, INamedTypeSymbol? type = null)
    {
        var taken = new HashSet<string>(
            code.Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText),
            StringComparer.Ordinal);
        for (var around = type; around is not null; around = around.BaseType)
        {
            taken.UnionWith(around.MemberNames);
        }

        var free = name;
        for (var number = 2; taken.Contains(free); number++)
        {
            free = name + number.ToString(CultureInfo.InvariantCulture);
        }

        return free;
    }
}
