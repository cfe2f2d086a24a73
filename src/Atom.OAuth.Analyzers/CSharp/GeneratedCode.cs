using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>Generated code is not reported, because nobody edits it.</summary>
internal static class GeneratedCode
{
    /// <summary>
    /// Rules skip generated files by <c>IsGeneratedCode</c>, and members with the attribute by <see cref="Contains"/>.
    /// The driver would do both, but for the first diagnostic in each file it walks every token of the file to find the attribute,
    /// which took a fifth of a rule's time.
    /// </summary>
    public const GeneratedCodeAnalysisFlags LeftOutByTheRule = GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;

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
