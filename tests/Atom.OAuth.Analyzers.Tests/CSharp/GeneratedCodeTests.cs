using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ActOnHtmlCheckAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.CSharp;

/// <summary>Members that are marked as generated: the rules ignore them.</summary>
public sealed class GeneratedCodeTests
{
    [Theory]
    [InlineData("[GeneratedCode(\"tool\", \"1.0\")]", false)]
    [InlineData("[GeneratedCodeAttribute(\"tool\", \"1.0\")]", false)]
    [InlineData("[System.CodeDom.Compiler.GeneratedCode(\"tool\", \"1.0\")]", false)]
    [InlineData("[System.CodeDom.Compiler.GeneratedCodeAttribute(\"tool\", \"1.0\")]", false)]
    [InlineData("[Obsolete, GeneratedCode(\"tool\", \"1.0\")]", false)]
    [InlineData("[Obsolete] [GeneratedCode(\"tool\", \"1.0\")]", false)]
    [InlineData("[Obsolete]", true)]
    [InlineData("[Obsolete(\"GeneratedCode\")]", true)]
    [InlineData("// GeneratedCode", true)]
    public Task Attribute_LeavesOutItsMemberAndItsType(string attribute, bool isReported)
    {
        var call = isReported ? "[|response.CheckHtmlResponse()|]" : "response.CheckHtmlResponse()";
        var member = "using System.CodeDom.Compiler;\n"
            + Sample.Client($"{attribute}\n            public static void M(HttpResponseMessage response) {{ {call}; }}");
        var type = $"using System.CodeDom.Compiler;\nusing Atom.OAuth;\n{attribute}\npublic static class Outer {{ public static class Inner {{ public static void M(HttpResponseMessage response) {{ {call}; }} }} }}";

        return Task.WhenAll(VerifyCS.VerifyAsync(member), VerifyCS.VerifyAsync(type));
    }

    [Fact]
    public Task Attribute_LeavesTheMembersBesideItIn() => VerifyCS.VerifyAsync("using System.CodeDom.Compiler;\n" + Sample.Client("""
        [GeneratedCode("tool", "1.0")]
            public static void Generated(HttpResponseMessage response) { response.CheckHtmlResponse(); }

            public static void Written(HttpResponseMessage response) { [|response.CheckHtmlResponse()|]; }
        """));
}
