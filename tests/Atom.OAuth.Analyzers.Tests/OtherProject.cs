using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests;

/// <summary>Another project in the solution: with its source, as in an editor, or without it, as in a build.</summary>
internal static class OtherProject
{
    public static CompilationReference Compile(string name, string source, params MetadataReference[] more) =>
        Compile(name, source, TestReferences.All, more);

    public static CompilationReference Compile(
        string name, string source, ImmutableArray<MetadataReference> references, params MetadataReference[] more) =>
        (VerifyCS.Test(source, name + ".cs") with { References = references, MoreReferences = [.. more] })
            .Compile().WithAssemblyName(name).ToMetadataReference();

    public static PortableExecutableReference Image(CompilationReference project)
    {
        using MemoryStream image = new();
        var result = project.Compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
