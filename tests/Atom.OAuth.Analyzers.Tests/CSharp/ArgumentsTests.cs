using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Tests.CSharp;

/// <summary>A named argument belongs to the parameter with its name, regardless of its position.</summary>
public sealed class ArgumentsTests
{
    private static readonly string[] Parameters = ["first", "second"];

    [Theory]
    [InlineData("Run(x, 0)", "first")]
    [InlineData("Run(0, x)", "second")]
    [InlineData("Run(second: 0, first: x)", "first")]
    [InlineData("Run(second: x, first: 0)", "second")]
    [InlineData("Run(0, second: x)", "second")]
    public void Argument_IsForOneParameter(string call, string name)
    {
        var (argument, invocation, method) = Bind(call);

        Assert.Equal(name, argument.ParameterName(Parameters));
        Assert.Equal(name, argument.ParameterName(method));
        var parameter = argument.Parameter(method);
        Assert.Equal(name, parameter?.Name);
        Assert.Equal(argument.Expression, invocation.ArgumentFor(parameter!));
    }

    [Theory]
    [InlineData("Run(0, 0, x)", null)]
    [InlineData("Run(0, third: x)", "third")]
    public void ArgumentThatNoParameterTakes_HasTheNameThatIsWritten(string call, string? name)
    {
        var (argument, _, method) = Bind(call);

        Assert.Equal(name, argument.ParameterName(Parameters));
        Assert.Equal(name, argument.ParameterName(method));
        Assert.Null(argument.Parameter(method));
    }

    [Theory]
    [InlineData("Run(x, 0)", null)]
    [InlineData("Run(second: x)", "second")]
    public void MethodThatIsNotKnown_LeavesTheNameThatIsWritten(string call, string? name) =>
        Assert.Equal(name, Bind(call).Argument.ParameterName((IMethodSymbol?)null));

    [Theory]
    [InlineData("Run(x)")]
    [InlineData("Run(first: x)")]
    public void ParameterThatIsLeftOut_HasNoArgument(string call)
    {
        var (_, invocation, method) = Bind(call);

        Assert.Null(invocation.ArgumentFor(method.Parameters[1]));
    }

    [Fact]
    public void ArgumentOfAnotherName_IsNotTakenForTheParameterAtItsPlace()
    {
        var (_, invocation, method) = Bind("Run(second: x)");

        Assert.Null(invocation.ArgumentFor(method.Parameters[0]));
    }

    [Fact]
    public void ElementOfATuple_IsForNoParameter()
    {
        var element = SyntaxFactory.ParseExpression("(x, 0)").DescendantNodes().OfType<ArgumentSyntax>().First();

        Assert.Null(element.ParameterName(Parameters));
    }

    /// <summary>Gets the argument <c>x</c>, the call, and the called method.</summary>
    private static (ArgumentSyntax Argument, InvocationExpressionSyntax Call, IMethodSymbol Method) Bind(string call)
    {
        var tree = CSharpSyntaxTree.ParseText($"class C {{ void Run(int first, int second = 0) {{ var x = 0; {call}; }} }}");
        var root = tree.GetRoot();
        var model = CSharpCompilation.Create("Arguments", [tree]).GetSemanticModel(tree);
        return (
            root.DescendantNodes().OfType<ArgumentSyntax>().Single(argument => argument.Expression.ToString() == "x"),
            root.DescendantNodes().OfType<InvocationExpressionSyntax>().Single(),
            model.GetDeclaredSymbol(root.DescendantNodes().OfType<MethodDeclarationSyntax>().Single())!);
    }
}
