using Atom.OAuth.Analyzers.Common;

namespace Atom.OAuth.Analyzers.Tests.Common;

/// <summary>How the entries of a list option are separated.</summary>
public sealed class OptionListsTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData(" , |, ", new string[0])]
    [InlineData("a", new[] { "a" })]
    [InlineData("a,b", new[] { "a", "b" })]
    [InlineData("a|b", new[] { "a", "b" })]
    [InlineData(" a , b | c ", new[] { "a", "b", "c" })]
    [InlineData("M:A.B(System.String,System.Int32),M:C.D", new[] { "M:A.B(System.String,System.Int32)", "M:C.D" })]
    [InlineData("M:A.B(System.Func{System.Int32,System.Int32},System.String)|M:C.D", new[]
    {
        "M:A.B(System.Func{System.Int32,System.Int32},System.String)", "M:C.D",
    })]
    [InlineData("M:A.B(C.D(E,F),G),H", new[] { "M:A.B(C.D(E,F),G)", "H" })]
    [InlineData("M:A.B(C|D", new[] { "M:A.B(C", "D" })]
    public void Entries_ArePartedByBarsAndByCommasOutsideParentheses(string list, string[] expected) =>
        Assert.Equal(expected, OptionLists.Split(list));
}
