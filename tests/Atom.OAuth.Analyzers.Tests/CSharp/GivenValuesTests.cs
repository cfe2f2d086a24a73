using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis.CSharp;

namespace Atom.OAuth.Analyzers.Tests.CSharp;

/// <summary>Assignments have to be followed, but merely reading a value must not require walking the surrounding body.</summary>
public sealed class GivenValuesTests
{
    [Theory]
    [InlineData("text = Read();")]
    [InlineData("text ??= Read();")]
    [InlineData("text += Read();")]
    [InlineData("this.text = Read();")]
    [InlineData("answer.text = Read();")]
    [InlineData("if (answer?.text is null) { answer!.text = Read(); }")]
    [InlineData("var answer = new Answer { text = Read() };")]
    [InlineData("(text, other) = Read();")]
    [InlineData("(other, answer.text) = Read();")]
    [InlineData("Read(out text);")]
    [InlineData("Read(ref this.text);")]
    [InlineData("@text = Read();")]
    public void NameThatGetsAValue_IsFound(string code) => Assert.True(GivenValues.AreIn(SyntaxFactory.ParseStatement("{ " + code + " }"), "text"));

    [Theory]
    [InlineData("other = text;")]
    [InlineData("Read(text);")]
    [InlineData("text.Length = 1;")]
    [InlineData("texts = Read(); Text = Read();")]
    [InlineData("// text = Read();")]
    [InlineData("var other = \"text = 1\";")]
    [InlineData("if (text == Read()) { }")]
    [InlineData("other = (text, Read());")]
    public void NameThatIsOnlyRead_IsNot(string code) => Assert.False(GivenValues.AreIn(SyntaxFactory.ParseStatement("{ " + code + "\n }"), "text"));
}
