using System.Text;
using Atom.OAuth.Inspection;

namespace Atom.OAuth.Tests;

/// <summary>Each element that identifies a page, and those that do not.</summary>
public sealed class HtmlSignaturesTests
{
    public static TheoryData<string> Elements() =>
    [
        "html", "head", "script", "iframe", "h1", "div", "font", "table", "a", "style", "title", "b", "body", "br", "p",
        "meta", "link", "center", "form", "noscript", "span", "svg", "base", "frameset", "main", "section", "article",
        "header", "nav", "img", "h2", "h3", "h4", "hr", "pre", "ul", "ol", "strong", "i", "input", "button", "template",
    ];

    [Theory]
    [MemberData(nameof(Elements))]
    public void Element_StartsAPage_InAnyCase(string name)
    {
        Assert.True(IsPageElement(name));
        Assert.True(IsPageElement(name.ToUpperInvariant()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("error")]
    [InlineData("rss")]
    [InlineData("feed")]
    [InlineData("h5")]
    [InlineData("htm")]
    [InlineData("htmls")]
    [InlineData("templates")]
    public void AnotherName_StartsNone(string name) => Assert.False(IsPageElement(name));

    private static bool IsPageElement(string name) => HtmlSignatures.IsPageElement(Encoding.ASCII.GetBytes(name));
}
