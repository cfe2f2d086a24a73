using System.Reflection;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Responses;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Libraries.Tests;

/// <summary>A metadata name with a typing error would silently switch off a part of the analysis.</summary>
public sealed class DeclaredTypesTests
{
    /// <summary>What another version has than the one that the tests run on: RestEase 1.5.</summary>
    private const string OtherVersions = "namespace RestEase { public abstract class RequestAttributeBase : Attribute { } }";

    public static TheoryData<string> Names =>
        [.. typeof(DeclaredTypes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => field.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void MetadataName_Resolves(string field)
    {
        var known = Assert.IsType<KnownType>(typeof(DeclaredTypes).GetField(field)!.GetValue(null));

        Assert.True(known.Is(known.In(VerifyCS.Test(OtherVersions).Compile())));
    }
}
