using System.Reflection;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Responses;
using Microsoft.CodeAnalysis;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Responses;

/// <summary>A typo in a metadata name would silently disable part of the analysis.</summary>
public sealed class OAuthSymbolsTests
{
    /// <summary>An interface from versions that the tests do not reference: RestSharp before 107.</summary>
    private const string OtherVersions = "namespace RestSharp { public interface IRestResponse { } }";

    public static TheoryData<string> Symbols() =>
        [.. typeof(OAuthSymbols).GetFields().Where(static f => f.FieldType == typeof(KnownType)).Select(static f => f.Name)];

    [Theory]
    [MemberData(nameof(Symbols))]
    public void MetadataName_Resolves(string field)
    {
        var symbols = OAuthSymbols.TryCreate(VerifyCS.Test(OtherVersions).Compile());

        Assert.NotNull(symbols);
        var known = Assert.IsType<KnownType>(typeof(OAuthSymbols).GetField(field)!.GetValue(symbols));
        var symbol = symbols.Find(known);
        Assert.NotNull(symbol);
        Assert.True(known.Is(symbol));
        Assert.Equal(symbol.TypeKind == TypeKind.Interface, known.IsInterface);
    }

    [Fact]
    public void JsonExceptions_AreThoseOfBothLibraries()
    {
        var symbols = OAuthSymbols.TryCreate(VerifyCS.Test("").Compile())!;

        Assert.Equal(
            ["Newtonsoft.Json.JsonException", "System.Text.Json.JsonException"],
            new[]
            {
                symbols.JsonException, symbols.NewtonsoftException,
            }.Select(e => symbols.Find(e)!.ToDisplayString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void HasRuntime_TellsWhetherTheRuntimeIsReferenced()
    {
        var test = VerifyCS.Test("");

        Assert.True(OAuthSymbols.TryCreate(test.Compile())!.HasRuntime);
        Assert.False(OAuthSymbols.TryCreate((test with { References = TestReferences.WithoutRuntime }).Compile())!.HasRuntime);
    }

    [Fact]
    public void TryCreate_AnswersTheSameObjectForACompilation()
    {
        var compilation = VerifyCS.Test("").Compile();

        Assert.Same(OAuthSymbols.TryCreate(compilation), OAuthSymbols.TryCreate(compilation));
    }

    [Theory]
    [InlineData("System.Text.Json")]
    [InlineData("System.Net.Http")]
    public void TryCreate_WithoutReaderOrClient_AnswersNull(string missing)
    {
        string[] alsoMissing = ["System.Net.Requests", "System.Net.WebClient", "System.Net.Http.Json"];
        var test = VerifyCS.Test("") with
        {
            References = [.. TestReferences.NetCoreOnly.Where(r => Path.GetFileNameWithoutExtension(r.Display) is { } name
                && name != missing
                && !alsoMissing.Contains(name))],
            HasGlobalUsings = false,
        };

        Assert.Null(OAuthSymbols.TryCreate(test.Compile()));
    }

    [Fact]
    public void EverySymbol_IsSetOnce()
    {
        Assert.All(typeof(OAuthSymbols).GetFields(BindingFlags.Public | BindingFlags.Instance), static field => Assert.True(field.IsInitOnly));
        Assert.All(
            typeof(OAuthSymbols).GetProperties(BindingFlags.Public | BindingFlags.Instance),
            static property => Assert.False(property.CanWrite));
    }
}
