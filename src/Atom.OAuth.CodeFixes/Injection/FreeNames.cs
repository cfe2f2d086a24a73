using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Atom.OAuth.CodeFixes.Injection;

/// <summary>Finds unused names for new parameters and fields.</summary>
internal static class FreeNames
{
    /// <param name="name">The preferred name; if it is in use, a number from 2 is appended.</param>
    /// <param name="code">The code in which the name must be unused.</param>
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
