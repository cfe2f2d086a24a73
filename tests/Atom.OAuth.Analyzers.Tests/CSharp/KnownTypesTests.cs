using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.CSharp;

/// <summary>A single walk over the base types identifies all known types.</summary>
public sealed class KnownTypesTests
{
    private const string Source = """
        namespace Known { public class Response { } public interface IResponse { } public class Content { } }
        namespace Other { public class Response { } public interface IResponse { } }

        public class Derived : Known.Response { }
        public class DerivedTwice : Derived { }
        public class Implementation : IDetailed { }
        public interface IDetailed : Known.IResponse { }
        public class DerivedContent : Known.Content { }
        public class Unrelated : Other.Response, Other.IResponse { }
        public class Holder<TResponse, TDetailed, TAny> where TResponse : DerivedTwice where TDetailed : class, IDetailed { }
        """;

    private static readonly KnownTypes Responses = new(new KnownType("Known.Response"), new KnownType("Known.IResponse"));

    [Theory]
    [InlineData("Known.Response", true)]
    [InlineData("Derived", true)]
    [InlineData("DerivedTwice", true)]
    [InlineData("Known.IResponse", true)]
    [InlineData("Implementation", true)]
    [InlineData("IDetailed", true)]
    [InlineData("DerivedContent", false)]
    [InlineData("Unrelated", false)]
    [InlineData("Other.Response", false)]
    public void Cover_IsTheTypeOrWhatInheritsFromIt(string metadataName, bool expected)
    {
        var type = Find(metadataName);

        Assert.Equal(expected, Responses.Cover(type));
        Assert.Equal(expected, Responses.Cover(type));
    }

    [Fact]
    public void Cover_TypeParameter_IsWhatItIsConstrainedTo() =>
        Assert.Equal([true, true, false], Find("Holder`3").TypeParameters.Select(Responses.Cover));

    [Theory]
    [InlineData("Derived", true)]
    [InlineData("Implementation", true)]
    [InlineData("DerivedContent", true)]
    [InlineData("Unrelated", false)]
    public void And_AddsOneMore(string metadataName, bool expected) =>
        Assert.Equal(expected, Responses.And(new KnownType("Known.Content")).Cover(Find(metadataName)));

    private static INamedTypeSymbol Find(string metadataName) => VerifyCS.Test(Source).Compile().GetTypeByMetadataName(metadataName)!;
}
