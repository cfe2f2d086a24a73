using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>Generated code is not reported, because nobody edits it.</summary>
internal static class GeneratedCode
{
    /// <summary>
    /// The driver skips generated files: as soon as one rule asks for them, it prepares all of their bodies for every rule of a build, and
    /// migrations can be most of a project. Members with the attribute are skipped by <see cref="Contains"/> before they are reported.
    /// </summary>
    public const GeneratedCodeAnalysisFlags LeftOut = GeneratedCodeAnalysisFlags.None;

    /// <summary>The names of the attribute, with and without its suffix.</summary>
    private static readonly string[] Names = { "GeneratedCode", "GeneratedCodeAttribute" };

    /// <summary>Returns true inside a type or member with <c>[GeneratedCode]</c>.</summary>
    public static bool Contains(SyntaxNode node) =>
        node.SyntaxTree.GetRoot().Mentions(Names)
        && node.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().Any(static member =>
            member.AttributeLists.Any(static list => list.Attributes.Any(static attribute => IsMark(attribute.Name))));

    private static bool IsMark(NameSyntax name) =>
        Names.Contains((name is QualifiedNameSyntax qualified ? qualified.Right : name).ToString());
}
