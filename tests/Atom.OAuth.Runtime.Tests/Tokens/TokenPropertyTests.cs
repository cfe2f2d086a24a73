using System.Net;
using System.Text;
using Atom.OAuth.Tests.Support;
using Atom.OAuth.Tests.TokenResponses;
using CsCheck;

namespace Atom.OAuth.Tests.Tokens;

/// <summary>Invariants of all token endpoint responses: recorded ones, randomly damaged and combined.</summary>
public class TokenPropertyTests
{
    private const int Inputs = 20_000;
    private const string KeptRefreshToken = "kept-refresh-token";

    private static readonly byte[][] Recorded =
    [
        .. SuccessSamples.All.Concat(FailureSamples.All).Where(sample => sample.Body.Length < 4096)
            .Select(sample => sample.Bytes ?? Encoding.UTF8.GetBytes(sample.Body.Replace("at-1", Hostile.AccessToken))),
    ];

    private static readonly Gen<byte[]> Pieces = Gen.OneOf(
        Gen.OneOf<byte[]>(Recorded),
        Gen.Byte.Array[0, 8],
        Hostile.Texts.Select(Encoding.UTF8.GetBytes),
        Gen.OneOf<string>(
            "{", "}", "[", "]", "\"", ":", ",", "null", "\\ud800", "\"\\ud800\":1,", "\"access_token\":\"" + Hostile.AccessToken + "\",", "\"error\":", "\"error\":\"\",", "\"error_uri\":\"https://x.example/?a=",
            "\"ok\":false,", "\"errors\":[", "\"message\":\"", "\"expires_in\":1e999,", "\"authed_user\":{", "<html>", "<title>", "error=",
            "&access_token=").Select(Encoding.UTF8.GetBytes));

    // A recorded body, with one piece removed and others inserted.
    private static readonly Gen<byte[]> Bodies = Gen.Select(Gen.OneOf<byte[]>(Recorded), Gen.Double[0, 1], Gen.Int[0, 12], Pieces.Array[0, 3]).Select(
        (body, place, cut, pieces) =>
        {
            var start = (int)(place * body.Length);
            return (byte[])[.. body.Take(start), .. pieces.SelectMany(piece => piece), .. body.Skip(start + cut)];
        });

    private static readonly Gen<HttpStatusCode> Statuses = Gen.Frequency(
        (3, Gen.Const(HttpStatusCode.OK)), (1, Gen.OneOf<HttpStatusCode>(
            HttpStatusCode.NoContent,
            HttpStatusCode.BadRequest,
            HttpStatusCode.Unauthorized,
            (HttpStatusCode)429,
            HttpStatusCode.BadGateway)));

    private static readonly Gen<string?> Labels = Gen.OneOf<string?>(
        "application/json",
        null,
        "text/html",
        "text/plain; charset=bogus",
        "application/x-www-form-urlencoded",
        "application/json; charset=utf-16");

    [Fact]
    public void Answer_IsTokensOrAHarmlessFailure()
        => Gen.Select(Bodies, Statuses, Labels).Sample(
            (body, status, label) =>
            {
                using var response = Respond.With(body, label, status: status);

                var answer = OAuthTokenResponse.ReadAsync(response, "Slack").AsTask().GetAwaiter().GetResult();

                Assert.NotEqual(answer.Tokens is null, answer.Failure is null);
                Assert.True(answer.IsSuccess
                    ? response.IsSuccessStatusCode && !string.IsNullOrWhiteSpace(answer.Tokens.AccessToken)
                    : IsHarmless(answer.Failure));
                Hostile.CheckHarmless(answer.ToString(), 401);
            },
            iter: Inputs);

    [Fact]
    public void Refresh_NeverLosesTheRefreshToken_AndIsReadAlikeAsItComes()
        => Gen.Select(Bodies, Statuses, Labels, Gen.Int[1, 40]).Sample(
            (body, status, label, chunk) =>
            {
                OAuthTokens current = new("old") { RefreshToken = KeptRefreshToken };
                using var buffered = Respond.With(body, label, status: status);
                using var streamed = Respond.With(new ForwardStream(body, [chunk]), label, status);

                var answer = OAuthTokenResponse.ReadRefreshAsync(buffered, "Slack", current).AsTask().GetAwaiter().GetResult();
                var other = OAuthTokenResponse.ReadRefreshAsync(streamed, "Slack", current).AsTask().GetAwaiter().GetResult();

                Assert.True(!answer.IsSuccess || answer.Tokens.RefreshToken is { Length: > 0 });
                Assert.Equal(
                    (answer.Tokens?.AccessToken, answer.Tokens?.RefreshToken, answer.Failure?.Message),
                    (other.Tokens?.AccessToken, other.Tokens?.RefreshToken, other.Failure?.Message));
            },
            iter: Inputs);

    private static bool IsHarmless(OAuthFailure failure)
    {
        Hostile.CheckHarmless(failure.Message, 401);
        Hostile.CheckHarmless(failure.Description, 301);
        Hostile.CheckHarmless(failure.Code, 64);
        Hostile.CheckHarmless(failure.CorrelationId, 128);
        Hostile.CheckHarmless(failure.ErrorUri?.OriginalString, 2048);
        Assert.DoesNotContain('<', failure.HtmlMessage);
        return failure.Kind != OAuthFailureKind.Transport;
    }
}
