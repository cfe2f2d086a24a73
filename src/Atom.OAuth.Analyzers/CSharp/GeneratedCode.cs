using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>Generated code is not reported: nobody edits it.</summary>
internal static class GeneratedCode
{
    /// <summary>
    /// A rule leaves out generated files by <c>IsGeneratedCode</c>, and reports in what has the attribute by <see cref="Contains"/>.
    /// The driver would do both, but at each first report in a file it walks every token of the file in search of the attribute,
    /// and that was a fifth of a rule's time.
    /// </summary>
    public const GeneratedCodeAnalysisFlags LeftOutByTheRule = GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;

    /// <summary>The names of the attribute, as it is written with and without its ending.</summary>
    private static readonly string[] Names = { "GeneratedCode", "GeneratedCodeAttribute" };

    /// <summary>True inside a type or member with <c>[GeneratedCode]</c>.</summary>
    public static bool Contains(SyntaxNode node) =>
        node.SyntaxTree.GetRoot().Mentions(Names)
        && node.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().Any(static member =>
            member.AttributeLists.Any(static list => list.Attributes.Any(static attribute => IsMark(attribute.Name))));

    private static bool IsMark(NameSyntax name) =>
        Names.Contains((name is QualifiedNameSyntax qualified ? qualified.Right : name).ToString());
}
