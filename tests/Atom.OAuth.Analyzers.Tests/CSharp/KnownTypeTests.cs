using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.CSharp;

/// <summary>A type is identified by its full name; another one with the same simple name is different.</summary>
public sealed class KnownTypeTests
{
    private const string Source = """
        namespace System.Net.Http { public class Outer { public class HttpContent { } } public class HttpContent<T> { } }
        namespace My.System.Net.Http { public class HttpContent { } }
        namespace Net.Http { public class HttpContent { } }
        namespace XSystem.Net.Http { public class HttpContent { } }
        public class HttpContent { }
        """;

    private static readonly KnownType Known = new("System.Net.Http.HttpContent");

    [Theory]
    [InlineData("System.Net.Http.HttpContent", true)]
    [InlineData("System.Net.Http.Outer+HttpContent", false)]
    [InlineData("System.Net.Http.HttpContent`1", false)]
    [InlineData("My.System.Net.Http.HttpContent", false)]
    [InlineData("Net.Http.HttpContent", false)]
    [InlineData("XSystem.Net.Http.HttpContent", false)]
    [InlineData("HttpContent", false)]
    public void Is_ComparesTheFullName(string metadataName, bool expected)
    {
        var type = VerifyCS.Test(Source).Compile().GetTypeByMetadataName(metadataName);

        Assert.NotNull(type);
        Assert.Equal(expected, Known.Is(type));
    }

    [Fact]
    public void Is_NothingAndOtherSymbols_AreNot()
    {
        var compilation = VerifyCS.Test(Source).Compile();

        Assert.False(Known.Is(null));
        Assert.False(Known.Is(compilation.GlobalNamespace));
    }

    [Fact]
    public void Is_ConstructedType_IsItsDefinition() =>
        Assert.True(new KnownType("System.Threading.Tasks.Task", arity: 1).Is(
            VerifyCS.Test(Source).Compile().GetTypeByMetadataName("System.Threading.Tasks.Task`1")!.Construct(
                VerifyCS.Test(Source).Compile().GetSpecialType(SpecialType.System_String))));
}
