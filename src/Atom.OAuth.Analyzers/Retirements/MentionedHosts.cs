using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Retirements;

/// <summary>
/// The providers that a project mentions, as bits. Most projects mention none, and then their files are not searched any further.
/// The result for a file is cached until it is edited.
/// </summary>
internal static class MentionedHosts
{
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<int>> Known = new();

    public static int In(SyntaxTree tree) => Known.GetValue(tree, static t => new StrongBox<int>(Search(t))).Value;

    public static int In(Compilation compilation)
    {
        var found = 0;
        foreach (var tree in compilation.SyntaxTrees)
        {
            found |= In(tree);
        }

        return found;
    }

    private static int Search(SyntaxTree tree)
    {
        var root = tree.GetRoot();
        var found = 0;
        for (var i = 0; i < KnownRetirements.All.Count; i++)
        {
            if (root.MentionsInAnyCase(KnownRetirements.All[i].HostWord))
            {
                found |= 1 << i;
            }
        }

        return found;
    }
}
