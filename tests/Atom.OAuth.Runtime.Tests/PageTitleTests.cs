using System.Globalization;
using Atom.OAuth.Tests.Support;

namespace Atom.OAuth.Tests;

/// <summary>The title of a page: where it is found, and how it is cleaned.</summary>
public class PageTitleTests
{
    [Theory]
    [InlineData("<html><head><title>Oops</title>", "Oops")]
    [InlineData("<TITLE>Oops</TITLE>", "Oops")]
    [InlineData("<title lang=\"en\">Oops</title >", "Oops")]
    [InlineData("<title\n>Oops</title>", "Oops")]
    [InlineData("<html><title>first</title><title>second</title>", "first")]
    [InlineData("<html><!-- <title>old</title> --><title>new</title>", "new")]
    [InlineData("<!--><title>new</title>", "new")]
    [InlineData("<html><script>var t = '<title>no</title>';</script><title>yes</title>", "yes")]
    [InlineData("<html><style>/* <title>no</title> */</style><title>yes</title>", "yes")]
    [InlineData("<html><scripted><title>yes</title>", "yes")]
    [InlineData("<html><titles>no</titles><title>yes</title>", "yes")]
    [InlineData("<html><title>a </b> c</title>", "a c")]
    [InlineData("<html><title>a </ b</title>", "a")]
    [InlineData("<html><title>a </</title>", "a")]
    [InlineData("<html><meta name=x content=\"<\"><title>yes</title>", "yes")]
    public async Task Title_IsFound(string page, string title)
    {
        Assert.Equal(title, (await Checks.EveryWayAsync(Respond.Bytes(page))).Title);
        Assert.Equal(title, HtmlResponse.CheckText(page).Title);
        Assert.Equal(title, HtmlResponse.CheckBytes(Respond.Bytes(page)).Title);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("<html><title></title>")]
    [InlineData("<html><title> \n\t </title>")]
    [InlineData("<html><title>never ends")]
    [InlineData("<html><title")]
    [InlineData("<html><title>x</titl")]
    [InlineData("<html><title </title")]
    [InlineData("<html><body><svg><title>icon</title></svg>")]
    [InlineData("<html><head></head><svg><title>icon</title></svg>")]
    [InlineData("<html><!-- <title>x</title>")]
    [InlineData("<html><script><title>x</title>")]
    [InlineData("<html><title>&#8203;&shy;</title>")]
    [InlineData("<html><title><b></b></title>")]
    public async Task Title_IsMissing(string page)
    {
        var result = await Checks.EveryWayAsync(Respond.Bytes(page));

        Assert.Equal((ResponseBodyKind.Html, null), (result.Kind, result.Title));
    }

    [Theory]
    [InlineData("  Service \r\n\t Unavailable ", "Service Unavailable")]
    [InlineData("Tom &amp; Jerry&#39;s &eacute;", "Tom & Jerry's é")]
    [InlineData("&amp;lt;b&amp;gt;", "&lt;b&gt;")]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt;", "alert(1)")]
    [InlineData("a<b>c</b>d", "a c d")]
    [InlineData("&lt;&lt;b&gt;script&gt;", "< script>")]
    [InlineData("a < b > c", "a < b > c")]
    [InlineData("&lt;img src=x onerror=alert(1)", null)]
    [InlineData("x &lt;!-- y", "x")]
    [InlineData("&lt;\u200Bscript&gt;x", "x")]
    [InlineData("a\u0000b\u001B[31mc\u0085d\u009Be", "a b [31mc d e")]
    [InlineData("a&#10;b&#x0;c", "a b c")]
    [InlineData("a\u202Eb\u2066c\u200Fd\uFEFFe\u00ADf", "abcdef")]
    [InlineData("a\u2028b\u2029c\u00A0d\u3000e", "a b c d e")]
    [InlineData("say \"no\"", "say 'no'")]
    [InlineData("日本語 😀", "日本語 😀")]
    [InlineData("tag\U000E0041s", "tags")]
    [InlineData("&#xD800;x", "&#xD800;x")]
    public void Title_IsCleaned(string raw, string? title)
    {
        Assert.Equal(title, HtmlResponse.CheckText($"<html><title>{raw}</title>").Title);
    }

    [Fact]
    public void Title_LosesHalfCharacters()
    {
        // UTF-16 may contain unpaired surrogates.
        var page = System.Text.Encoding.Unicode.GetBytes("<html><title>a?b</title>");
        page[Array.IndexOf(page, (byte)'?')] = 0x00;
        page[Array.IndexOf(page, (byte)'a') + 3] = 0xD8;

        Assert.Equal("a\uFFFDb", HtmlResponse.CheckBytes(page).Title);
    }

    [Theory]
    [InlineData("ü", 100, 100)]
    [InlineData("ü", 101, 100)]
    [InlineData("e\u0301", 60, 100)]
    [InlineData("😀", 60, 100)]
    [InlineData("👨‍👩‍👧", 60, 100)]
    public void Title_IsCutBetweenCharacters(string element, int count, int longest)
    {
        var raw = string.Concat(Enumerable.Repeat(element, count));

        var title = HtmlResponse.CheckText($"<html><title>{raw}</title>").Title!;

        if (raw.Length <= longest)
        {
            Assert.Equal(raw, title);
            return;
        }

        Assert.EndsWith("…", title, StringComparison.Ordinal);
        Assert.InRange(title.Length, longest - 10, longest + 1);
        var clean = raw.Replace("\u200D", string.Empty, StringComparison.Ordinal);
        Assert.StartsWith(title[..^1], clean, StringComparison.Ordinal);
        Assert.Contains(title.Length - 1, StringInfo.ParseCombiningCharacters(clean));
    }

    [Fact]
    public void Title_OfOneEndlessCharacter_IsAnEllipsis()
    {
        var title = HtmlResponse.CheckText($"<html><title>e{new string('\u0301', 500)}</title>").Title!;

        Assert.Equal("…", title);
    }

    [Fact]
    public void Title_AtTheEndOf64KiB_IsFound()
    {
        const int Page = 64 * 1024;
        const string Title = "<title>x</title>";
        var within = "<html>" + new string(' ', Page - 6 - Title.Length) + Title;
        var beyond = "<html>" + new string(' ', Page - Title.Length) + Title;

        Assert.Equal("x", HtmlResponse.CheckText(within).Title);
        Assert.Equal("x", HtmlResponse.CheckBytes(Respond.Bytes(within)).Title);
        Assert.Null(HtmlResponse.CheckText(beyond).Title);
        Assert.Null(HtmlResponse.CheckBytes(Respond.Bytes(beyond)).Title);
    }
}
