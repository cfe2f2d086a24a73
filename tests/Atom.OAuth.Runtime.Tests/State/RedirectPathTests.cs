namespace Atom.OAuth.Tests.State;

/// <summary>The table of redirect paths. Rejected paths were found to lead elsewhere, or do so once they are decoded or normalised.</summary>
public class RedirectPathTests
{
    public static TheoryData<string> Safe { get; } =
    [
        "/", "/integrations", "/integrations/", "/integrations?tab=slack", "/integrations#slack", "/integrations?tab=slack#top", "/a/b/c/d",
        "/?x=1", "/#x", "/a//b", "/a//evil.example", "/integrations?next=//evil.example", "/integrations?next=https://evil.example",
        "/x?a[0]=1&b=%2F%5C%0a", "/x?a=..", "/x?a=/../", "/.well-known/x", "/...", "/..x", "/x..", "/.x/y", "/a.b/c..d", "/a%20b",
        "/100%25", "/caf%C3%A9", "/café", "/設定", "/настройки", "/إعدادات", "/@user", "/user@host", "/a:b", "/http:", "/x;y=1",
        "/-._~!$&'()*+,;=:@", "/%E2%80%AE", "/𠮷野家", "/é", "/%4a%4f%4A%4F%40%49", "/x2e", "/2e", "/2e2e/x",
    ];

    public static TheoryData<string?> Unsafe { get; } =
    [
        null, "", " ", "integrations", "?x", "#x", "//evil.example", "///evil.example", "////evil.example", "/\\evil.example",
        "\\/evil.example", "\\\\evil.example", "/\\/evil.example", "\\evil", "/\t/evil.example", "/\n/evil.example", "/\r/evil.example",
        "\t//evil.example", "\n//evil.example", " //evil.example", "\0//evil.example", "/ /evil.example", "/%2fevil.example",
        "/%2Fevil.example", "/%5cevil.example", "/%5Cevil.example", "/%252f%252fevil.example", "/%255cevil.example", "/%25252fevil.example",
        "/a%2fb", "/a%2Fb", "/%09/evil.example", "/%0aevil", "/%0d%0aSet-Cookie:a=b", "/%00", "/%7f", "https://evil.example",
        "https:evil.example", "https:/evil.example", "http:\\\\evil.example", "HTTPS://evil.example", "//evil.example@app.example",
        "javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "/..//evil.example",
        "/.//evil.example", "/./\\evil.example", "/a/..//evil.example", "/..", "/.", "/../x", "/x/..", "/x/.", "/%2e%2e//evil.example",
        "/%2e//evil.example", "/.%2e//evil.example", "/%2E%2E/x", "/..;/x", "/.;x=1/x", "/..?x", "/..#x",
        "https://app.example@evil.example", "https://app.example.evil.example", "@evil.example", ".evil.example", "~/x",
        "/x\r\nSet-Cookie: a=b", "/\0/evil", "/x\u007F", "/\u0085x", "/\u00A0x", "/\u3000x", "/\u2028x", "/\u2029x", "/\uFF0Fevil",
        "/\uFF3Cevil", "/\uFF0E\uFF0E/\uFF0Fevil", "/\u2024\u2024//evil.example", "/\u2100", "/\u202Ex", "/\u2066x", "/\u200Fx", "/\u200Bx",
        "/\u00ADx", "/\uFEFFx", "/\uE000", "/x\uD800", "/\uDC00x", "/\uD800x\uDC00", "/%", "/%2", "/%zz", "/x%", "/<script>", "/\"x",
        "/x y", "/{x}", "/a|b", "/a^b", "/`x`", "/a\\b", "/x?a=\\", "/x?a=b c", "/x#\t", "/x?a=<b>", "/x?y=\u202E", "/a//..", "/a//../x",
        "/a//%2e%2e/x", "/é x", "/é\u202E",
    ];

    [Theory]
    [MemberData(nameof(Safe))]
    public void SafePath_IsAccepted(string path)
    {
        Assert.True(OAuthRedirectPath.TryValidate(path, out var problem), problem);
        Assert.Null(problem);
        Assert.True(OAuthRedirectPath.IsSafe(path));
    }

    [Theory]
    [MemberData(nameof(Unsafe))]
    public void UnsafePath_IsRefused_AndNotRepeated(string? path)
    {
        Assert.False(OAuthRedirectPath.TryValidate(path, out var problem), $"Accepted: {path}");
        Assert.False(OAuthRedirectPath.IsSafe(path));
        Assert.True(path is null || path.Length < 4 || !problem.Contains(path, StringComparison.Ordinal), problem);
    }

    [Theory]
    [InlineData("", "The redirect path is empty.")]
    [InlineData("x", "The redirect path does not start with a slash: it has to be a path within the application.")]
    [InlineData("//x", "The redirect path starts with two slashes: a browser would read a host there.")]
    [InlineData("/x y", "The redirect path has the character U+0020, which does not belong in a URL: percent-encode it, or leave it out.")]
    [InlineData("/../\u202E", "The redirect path has the character U+202E, which does not belong in a URL: percent-encode it, or leave it out.")]
    [InlineData("/a%2Fb", "The redirect path has a percent-encoded slash, backslash or control character, is encoded twice, or has an incomplete escape.")]
    [InlineData("/a/..", "The redirect path has a '.' or '..' segment: write the path that it leads to.")]
    public void Problem_IsNamed(string path, string expected)
    {
        Assert.False(OAuthRedirectPath.TryValidate(path, out var problem));
        Assert.Equal(expected, problem);
    }

    [Fact]
    public void Table_HasAtLeast57Paths() => Assert.True(Safe.Count + Unsafe.Count >= 57);

    [Theory]
    [InlineData("/é", "/%C3%A9")]
    [InlineData("/a?name=ü", "/a?name=%C3%BC")]
    [InlineData("/設定?tab=1#x", "/%E8%A8%AD%E5%AE%9A?tab=1#x")]
    [InlineData("/𠮷", "/%F0%A0%AE%B7")]
    [InlineData("/a%20b?x=[1]", "/a%20b?x=[1]")]
    public void Encode_MakesAsciiOfIt_AndLeavesTheRest(string path, string encoded) => Assert.Equal(encoded, OAuthRedirectPath.Encode(path));

    [Theory]
    [MemberData(nameof(Safe))]
    public void SafePath_IsSafeInAscii(string path)
    {
        var encoded = OAuthRedirectPath.Encode(path);
        Assert.All(encoded, c => Assert.InRange(c, ' ', '~'));
        Assert.Equal(Uri.UnescapeDataString(path), Uri.UnescapeDataString(encoded));
        Assert.True(encoded.Length > OAuthRedirectPath.MaxLength || OAuthRedirectPath.IsSafe(encoded));
        Assert.Throws<ArgumentNullException>(nameof(path), () => OAuthRedirectPath.Encode(null!));
    }

    [Theory]
    [InlineData(OAuthRedirectPath.MaxLength, "x", true)]
    [InlineData(OAuthRedirectPath.MaxLength + 1, "x", false)]
    [InlineData(3000, "x", false)]
    [InlineData(1_000_000, "x", false)]
    [InlineData(OAuthRedirectPath.MaxLength / 2, "é", true)]
    [InlineData((OAuthRedirectPath.MaxLength / 2) + 1, "é", false)]
    public void LongestPath_CountsInBytes(int units, string unit, bool isSafe)
    {
        Assert.Equal(isSafe, OAuthRedirectPath.TryValidate("/" + string.Concat(Enumerable.Repeat(unit, units - 1)), out var problem));
        Assert.Equal(isSafe ? null : "The redirect path is longer than 160 bytes.", problem);
    }

    // Not in the table, because test runners repair lone surrogates in arguments.
    [Fact]
    public void LoneSurrogate_IsRefused()
    {
        foreach (var path in (string[])["/x" + '\uD800', "/x" + '\uDC00', "/" + '\uDC00' + '\uD800', "/x" + '\uD83D' + "y"])
        {
            Assert.False(OAuthRedirectPath.IsSafe(path));
        }
    }

    [Fact]
    public void EveryAsciiCharacter_IsDecidedAsDocumented()
    {
        const string Allowed = "-._~!$&'()*+,;=:@?#[]";
        for (var c = '\0'; c < 128; c++)
        {
            var expected = char.IsAsciiLetterOrDigit(c) || Allowed.Contains(c) || c == '/';
            Assert.True(OAuthRedirectPath.IsSafe($"/x{c}y") == expected, $"U+{(int)c:X4}");
        }
    }
}
