using Atom.OAuth.Tests.Support;
using CsCheck;

namespace Atom.OAuth.Tests.Errors;

/// <summary>Invariants of all messages, regardless of who wrote the error.</summary>
public class ErrorPropertyTests
{
    private const int Inputs = 20_000;

    private static readonly Gen<string?> Codes = Gen.OneOf(
        Gen.OneOf<string?>(null, "", "access_denied", "ratelimited", "124", "no code"), Hostile.Texts.Select(text => (string?)text));

    private static readonly Gen<string> Names = Gen.OneOf<string>(
        "error", "error_description", "error_code", "error_message", "error_reason", "error_uri", "state", "");

    [Fact]
    public void Format_GivesAHarmlessLine()
        => Gen.Select(Codes, Hostile.Texts, Hostile.Secrets, Hostile.Texts).Sample(
            (code, before, secret, after) => Hostile.CheckHarmless(
                OAuthErrorMessage.Format("Slack", code, before + secret.Text + after), 401, secret.Core),
            iter: Inputs);

    [Fact]
    public void Format_OfAnyProvider_GivesAHarmlessLine()
        => Gen.Select(Hostile.Texts, Codes).Sample(
            (provider, code) => Hostile.CheckHarmless(OAuthErrorMessage.Format(provider.Replace(Hostile.AccessToken, "name"), code), 401),
            iter: Inputs);

    [Fact]
    public void FromCallback_GivesAHarmlessLine_OrNothingWhereThereIsNoError()
        => Gen.Select(Names, Hostile.Texts.Where(text => !string.IsNullOrWhiteSpace(text))).Array[0, 4].Sample(
            pairs =>
            {
                var message = OAuthErrorMessage.FromCallback("Zoom", pairs.Select(pair => new KeyValuePair<string, string?>(pair.Item1, pair.Item2)));

                Hostile.CheckHarmless(message, 401);
                Assert.Equal(pairs.Any(pair => pair.Item1 is "error" or "error_code" or "error_message" or "error_reason"), message is not null);
            },
            iter: Inputs);

    [Fact]
    public void FromBody_GivesAHarmlessLine()
        => Gen.Select(Hostile.Texts, Hostile.Secrets, Gen.OneOf<string>(
            "%", "{\"error\":\"x\",\"error_description\":%}", "error=x&error_description=%", "<title>%</title>", "{\"message\":%", "[%]")).Sample(
            (text, secret, shape) => Hostile.CheckHarmless(
                OAuthErrorMessage.FromBody("Slack", shape.Replace("%", shape[0] is '{' or '['
                    ? System.Text.Json.JsonSerializer.Serialize(text + secret.Text)
                    : text + secret.Text)), 401, secret.Core),
            iter: Inputs);
}
