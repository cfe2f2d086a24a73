using System.Text;

namespace Atom.OAuth.Tests.Tokens;

/// <summary>Client id and secret in an HTTP Basic header, in both encodings.</summary>
public class ClientCredentialsTests
{
    [Theory]
    [InlineData("client", "secret", "client:secret", "client:secret")]
    [InlineData("client", "a+b/c%d", "client:a%2Bb%2Fc%25d", "client:a+b/c%d")]
    [InlineData("my client", "x~y-z._", "my+client:x~y-z._", "my client:x~y-z._")]
    [InlineData("client", "pässword:1", "client:p%C3%A4ssword%3A1", "client:pässword:1")]
    public void Basic_IsWrittenInTheEncodingThatTheProviderExpects(string id, string secret, string formEncoded, string raw)
    {
        OAuthClientCredentials credentials = new(id, secret);

        Assert.Equal(formEncoded, Decoded(credentials.ToBasicHeader(OAuthBasicEncoding.FormUrlEncoded).Parameter));
        Assert.Equal(formEncoded, Decoded(credentials.ToBasicHeader(OAuthBasicEncoding.Unspecified).Parameter));
        Assert.Equal(formEncoded, Decoded(credentials.ToBasicHeader(OAuthProviders.Zoom).Parameter));
        Assert.Equal(raw, Decoded(credentials.ToBasicHeader(OAuthBasicEncoding.Raw).Parameter));
        Assert.Equal("Basic", credentials.ToBasicHeader(OAuthBasicEncoding.Raw).Scheme);
    }

    [Fact]
    public void ColonInTheId_CannotBeSentRaw()
    {
        OAuthClientCredentials credentials = new("urn:app:1", "secret");

        Assert.Contains(
            "body",
            Assert.Throws<InvalidOperationException>(() => credentials.ToBasicHeader(OAuthBasicEncoding.Raw)).Message,
            StringComparison.Ordinal);
        Assert.Equal("urn%3Aapp%3A1:secret", Decoded(credentials.ToBasicHeader(OAuthBasicEncoding.FormUrlEncoded).Parameter));
    }

    [Fact]
    public void Text_ShowsNoSecret() => Assert.Equal("Client my-app", new OAuthClientCredentials("my-app", "hunter22").ToString());

    [Fact]
    public void Arguments_AreRequired()
    {
        Assert.Throws<ArgumentException>("clientId", () => new OAuthClientCredentials(string.Empty, "secret"));
        Assert.Throws<ArgumentException>("clientSecret", () => new OAuthClientCredentials("client", null!));
        Assert.Throws<ArgumentNullException>("provider", () => new OAuthClientCredentials("client", "secret").ToBasicHeader((OAuthProvider)null!));
    }

    private static string Decoded(string? parameter) => Encoding.UTF8.GetString(Convert.FromBase64String(parameter!));
}
