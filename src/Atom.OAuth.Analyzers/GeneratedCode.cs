using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers;

/// <summary>Generated code is nobody's to mend.</summary>
internal static class GeneratedCode
{
    /// <summary>
    /// A rule looks at <c>IsGeneratedCode</c> itself, first thing in its callback. The driver would do it, but at each first report
    /// in a file it walks every token of the file in search of the attribute, and that was a fifth of a rule's time.
    /// </summary>
    public const GeneratedCodeAnalysisFlags LeftOutByTheRule = GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;
}
