using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace Atom.OAuth.Testing;

/// <summary>Configures tests of the testing library with the references of <see cref="TestReferences"/>, so that nothing is downloaded.</summary>
internal static class LibraryTest
{
    private static readonly ReferenceAssemblies NoDownload = new(string.Empty);

    /// <summary>Creates an analyzer test that also checks suppression and generated code.</summary>
    public static CSharpCodeFixTest<TAnalyzer, EmptyCodeFixProvider, DefaultVerifier> OfAnalyzer<TAnalyzer>(string source)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = new CSharpCodeFixTest<TAnalyzer, EmptyCodeFixProvider, DefaultVerifier> { TestCode = source };
        Prepare(test);
        return test;
    }

    /// <summary>Sets the shared references and the language version of any test of the library.</summary>
    public static void Prepare(AnalyzerTest<DefaultVerifier> test)
    {
        test.ReferenceAssemblies = NoDownload;
        test.SolutionTransforms.Add(static (solution, id) => solution
            .WithProjectMetadataReferences(id, TestReferences.All)
            .WithProjectParseOptions(id, new CSharpParseOptions(LanguageVersion.CSharp12))
            .WithProjectCompilationOptions(
                id,
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)));
    }
}
