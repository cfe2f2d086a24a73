using System.Text;
using Atom.OAuth.Inspection;

namespace Atom.OAuth.Tests;

/// <summary>What the first bytes of a body show, and when more of them are needed.</summary>
public class BodyShapeTests
{
    [Theory]
    [InlineData("{", null, nameof(BodyShape.Json))]
    [InlineData("[", null, nameof(BodyShape.Json))]
    [InlineData("{ ", nameof(BodyShape.Json), nameof(BodyShape.Json))]
    [InlineData("[9", nameof(BodyShape.Json), nameof(BodyShape.Json))]
    [InlineData("{a", null, nameof(BodyShape.Text))]
    [InlineData(" ", null, nameof(BodyShape.Nothing))]
    [InlineData("0", null, nameof(BodyShape.Scalar))]
    [InlineData("9", null, nameof(BodyShape.Scalar))]
    [InlineData("-9.5e+9", null, nameof(BodyShape.Scalar))]
    [InlineData("9 ", null, nameof(BodyShape.Scalar))]
    [InlineData("502 Bad", nameof(BodyShape.Text), nameof(BodyShape.Text))]
    [InlineData("\"", nameof(BodyShape.Scalar), nameof(BodyShape.Scalar))]
    [InlineData("null", null, nameof(BodyShape.Scalar))]
    [InlineData("null ", null, nameof(BodyShape.Scalar))]
    [InlineData("null x", nameof(BodyShape.Text), nameof(BodyShape.Text))]
    [InlineData(")", null, nameof(BodyShape.Text))]
    [InlineData(")]", null, nameof(BodyShape.Text))]
    [InlineData(")]}", nameof(BodyShape.GuardedJson), nameof(BodyShape.GuardedJson))]
    [InlineData(")x", null, nameof(BodyShape.Text))]
    [InlineData(")x345678", nameof(BodyShape.Text), nameof(BodyShape.Text))]
    [InlineData("/**/", nameof(BodyShape.GuardedJson), nameof(BodyShape.GuardedJson))]
    [InlineData("while", null, nameof(BodyShape.Text))]
    [InlineData("while  ", null, nameof(BodyShape.Text))]
    [InlineData("while (", nameof(BodyShape.GuardedJson), nameof(BodyShape.GuardedJson))]
    [InlineData("for(", nameof(BodyShape.GuardedJson), nameof(BodyShape.GuardedJson))]
    [InlineData("for x", null, nameof(BodyShape.Text))]
    [InlineData("callback", null, nameof(BodyShape.Text))]
    [InlineData("azAZ09_.$-%[](", nameof(BodyShape.Jsonp), nameof(BodyShape.Jsonp))]
    [InlineData("(((((((((", nameof(BodyShape.Text), nameof(BodyShape.Text))]
    [InlineData("=", null, nameof(BodyShape.Text))]
    [InlineData("azAZ09=", null, nameof(BodyShape.Pairs))]
    [InlineData("azAZ09=1&", null, nameof(BodyShape.Pairs))]
    [InlineData("a=&&access_token=", nameof(BodyShape.OAuthForm), nameof(BodyShape.OAuthForm))]
    [InlineData("a=1&oauth_token=", nameof(BodyShape.OAuthForm), nameof(BodyShape.OAuthForm))]
    [InlineData("error=", nameof(BodyShape.OAuthForm), nameof(BodyShape.OAuthForm))]
    [InlineData("(", null, nameof(BodyShape.Text))]
    [InlineData("x", null, nameof(BodyShape.Text))]
    public void Shape_IsToldAsSoonAsItCanBe(string text, string? soFar, string complete)
    {
        Assert.Equal(soFar, BodyShapeDetector.Detect(Encoding.UTF8.GetBytes(text), complete: false)?.ToString());
        Assert.Equal(complete, BodyShapeDetector.Detect(Encoding.UTF8.GetBytes(text), complete: true)?.ToString());
    }

    [Theory]
    [InlineData(new byte[] { 0x1F }, null)]
    [InlineData(new byte[] { 0x1F, 0x8B }, nameof(BodyShape.Compressed))]
    [InlineData(new byte[] { 0x28 }, null)]
    [InlineData(new byte[] { 0x28, 0xB5 }, null)]
    [InlineData(new byte[] { 0x28, 0xB5, 0x2F, 0xFD }, nameof(BodyShape.Compressed))]
    [InlineData(new byte[] { 0x78 }, null)]
    [InlineData(new byte[] { 0x78, 0x9C }, nameof(BodyShape.Compressed))]
    [InlineData(new byte[] { 0x78, 0x3D, 0x31 }, null)]
    public void Compression_IsToldByItsFirstBytes(byte[] bytes, string? soFar)
        => Assert.Equal(soFar, BodyShapeDetector.Detect(bytes, complete: false)?.ToString());

    [Fact]
    public void Compression_NeedsAllOfItsBytes_InABodyThatIsComplete()
    {
        Assert.Equal(BodyShape.Text, BodyShapeDetector.Detect([0x28, 0xB5], complete: true));
        Assert.Equal(BodyShape.Pairs, BodyShapeDetector.Detect("x=1"u8, complete: true));
    }

    [Theory]
    [InlineData("<noscript>", nameof(BodyShape.Html))]
    [InlineData("<xnoscript>", nameof(BodyShape.Xml))]
    [InlineData("<template/>", nameof(BodyShape.Html))]
    [InlineData("<>", nameof(BodyShape.Text))]
    public void Element_IsThatOfAPage_ByItsWholeName(string text, string shape)
        => Assert.Equal(shape, BodyShapeDetector.Detect(Encoding.UTF8.GetBytes(text), complete: true)?.ToString());

    [Theory]
    [InlineData(new byte[] { 0x41 }, false, null)]
    [InlineData(new byte[] { 0x41, 0x41 }, true, null)]
    [InlineData(new byte[] { 0x41, 0, 0x41 }, false, null)]
    [InlineData(new byte[] { 0x41, 0, 0x41, 0 }, true, "utf-16")]
    [InlineData(new byte[] { 0x7F, 0, 0x41, 0x41 }, true, "utf-16")]
    [InlineData(new byte[] { 0x80, 0, 0x41, 0 }, true, null)]
    [InlineData(new byte[] { 0, 0x41, 0, 0x41 }, true, "utf-16BE")]
    [InlineData(new byte[] { 0, 0x80, 0, 0x41 }, true, null)]
    [InlineData(new byte[] { 0x41, 0, 0, 0 }, true, "utf-32")]
    [InlineData(new byte[] { 0x80, 0, 0, 0 }, true, null)]
    [InlineData(new byte[] { 0, 0, 0, 0x41 }, true, "utf-32BE")]
    [InlineData(new byte[] { 0, 0, 0, 0x80 }, true, null)]
    [InlineData(new byte[] { 0, 0, 0, 0 }, true, null)]
    [InlineData(new byte[] { 0xFF, 0xFE, 0, 0 }, true, "utf-32")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x41, 0 }, true, "utf-16")]
    [InlineData(new byte[] { 0xFE, 0xFF, 0, 0x41 }, true, "utf-16BE")]
    [InlineData(new byte[] { 0, 0, 0xFE, 0xFF }, true, "utf-32BE")]
    public void WideText_IsToldByItsZeros(byte[] bytes, bool isTold, string? name)
    {
        Assert.Equal(isTold, TextEncodings.TryDetectWide(bytes, complete: false, out var encoding));
        Assert.Equal(name, encoding?.WebName);
    }

    [Fact]
    public void WideText_LosesTheCharacterThatIsCutOff()
    {
        Assert.Equal("ab"u8, TextEncodings.FromWide([.. Encoding.UTF32.GetBytes("ab"), 0x41, 0], Encoding.UTF32));
        Assert.Equal("ab"u8, TextEncodings.FromWide([.. Encoding.Unicode.GetBytes("ab"), 0x41], Encoding.Unicode));
    }

    [Fact]
    public void BinaryBytes_AreThoseOfTheStandard()
    {
        // WHATWG MIME Sniffing Standard, "binary data byte".
        for (var value = 0; value < 256; value++)
        {
            var isBinary = value is <= 0x08 or 0x0B or (>= 0x0E and <= 0x1A) or (>= 0x1C and <= 0x1F);
            Assert.True(
                BodyShapeDetector.TextOrBinary([(byte)'a', (byte)value], complete: true) == (isBinary ? BodyShape.Binary : BodyShape.Text),
                $"0x{value:X2}");
        }

        Assert.Null(BodyShapeDetector.TextOrBinary("1234567"u8, complete: false));
        Assert.Equal(BodyShape.Text, BodyShapeDetector.TextOrBinary("12345678"u8, complete: false));
        Assert.Equal(BodyShape.Text, BodyShapeDetector.TextOrBinary([.. "12345678"u8, 0], complete: true));
    }

    [Fact]
    public void Verdict_NeedsNoMoreThanItsBound()
    {
        byte[] word = [.. Enumerable.Repeat((byte)'a', InspectionLimits.Verdict)];
        Assert.Equal(BodyShape.Text, BodyShapeDetector.Detect(word, complete: false));
        Assert.Null(BodyShapeDetector.Detect(word.AsSpan(1), complete: false));
    }

    // Not a theory, because test runners repair lone surrogates in arguments.
    [Fact]
    public void DisplayText_IsClean()
    {
        foreach ((var text, var clean) in ((string, string?)[])
        [
            ("a b", "a b"), (" a", "a"), ("a ", "a"), ("a  b", "a b"), ("a\tb", "a b"), ("a~", "a~"), ("é", "é"), (" ", null), ("\u202E", null),
            ("a" + '\uD800', "a"), ("a" + '\uDC00', "a"), ("" + '\uD800' + "b", "b"), ("𠮷", "𠮷"), ("a<", "a<"), ("a<b", "a"),
            ("a<b>c", "a c"), ("a\"b", "a'b"), ("a\uFFFEb", "ab"),
        ])
        {
            Assert.Equal((text, clean), (text, DisplayText.Clean(text, 10)));
        }

        Assert.Equal("1234567890", DisplayText.Clean("1234567890", 10));
        Assert.Equal("1234567890…", DisplayText.Clean("12345678901", 10));
        Assert.Equal("12345678…", DisplayText.Clean("12345678e\u0301\u0301x", 10));
    }

    [Theory]
    [InlineData("application/json; charset=x", "application/json", "x")]
    [InlineData("application/json;charset=\"x\";a=b", "application/json", "x")]
    [InlineData("application/json; a=b; CHARSET = 'x' , text/html", "application/json", "x")]
    [InlineData("application/json, text/html", "application/json", null)]
    [InlineData("application/json;a;charset=x", "application/json", "x")]
    [InlineData("application/json;charset=utf-8", "application/json", null)]
    [InlineData("application/json;charset=UTF8", "application/json", null)]
    [InlineData("application/json;charset=\"\"", "application/json", null)]
    [InlineData("application/json;charset=", "application/json", null)]
    [InlineData(";charset=x", null, "x")]
    [InlineData("text/html;;charset=x", "text/html", "x")]
    public void Label_IsReadAsItCame(string contentType, string? mediaType, string? charset)
    {
        using ByteArrayContent content = new([]);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        ContentLabel label = new(content);
        Assert.Equal((mediaType, charset), (label.MediaType, label.Charset));
    }
}
