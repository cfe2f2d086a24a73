using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Tests.CSharp;

/// <summary>Finds the receiver of a call, also in call chains, and recognizes calls of own methods.</summary>
public sealed class CallsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("a.B().C", "a")]
    [InlineData("a?.B()", "a")]
    [InlineData("a?.B().C()", "a")]
    [InlineData("a?.B()?.C", "a")]
    [InlineData("a.B()?.C()?.D()", "a")]
    [InlineData("a?.B()?.C()?.D()?.E", "a")]
    [InlineData("(a?.B())?.C()?.D", "a")]
    [InlineData("B()?.C()", null)]
    public async Task EachCallInAChain_ComesFromItsBeginning(string expression, string? root)
    {
        var parsed = SyntaxFactory.ParseExpression(expression);
        List<InvocationExpressionSyntax> calls = [.. parsed.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>()];

        var roots = await Task.Run(() => calls.ConvertAll(call => call.Receiver()?.Root())).WaitAsync(Patience);

        Assert.NotEmpty(roots);
        Assert.All(roots, found => Assert.Equal(root, found));
    }

    [Theory]
    [InlineData("a?.B()?.C", "B", "a")]
    [InlineData("a?.B()?.C()", "C", ".B()")]
    [InlineData("a?.B(c?.D())", "D", "c")]
    [InlineData("a?.B(c?.D())", "B", "a")]
    [InlineData("a?.B(c?.D())?.E()", "E", ".B(c?.D())")]
    public void Receiver_IsWhatTheCallIsAskedOf(string expression, string called, string receiver)
    {
        InvocationExpressionSyntax call = SyntaxFactory.ParseExpression(expression).DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>()
            .Single(call => call.CalledName() == called);

        Assert.Equal(receiver, call.Receiver()?.ToString());
    }

    [Theory]
    [InlineData("B()", true)]
    [InlineData("B<int>()", true)]
    [InlineData("this.B()", true)]
    [InlineData("base.B()", false)]
    [InlineData("a.B()", false)]
    [InlineData("a?.B()", false)]
    [InlineData("a[0]()", false)]
    public void OwnCall_IsMadeOnNothingOrThis(string expression, bool isOwn) =>
        Assert.Equal(isOwn, SyntaxFactory.ParseExpression(expression).DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Single().IsOwn());
}
