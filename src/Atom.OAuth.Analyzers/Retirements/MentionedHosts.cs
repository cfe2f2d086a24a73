using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Retirements;

/// <summary>
/// Which of the providers a project mentions, as bits. Most mention none, and then no file of theirs is looked at any further:
/// what is known about a file stays known until somebody edits it.
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
            if (root.MentionsInAnyCase(new[] { KnownRetirements.All[i].HostWord }))
            {
                found |= 1 << i;
            }
        }

        return found;
    }
}
