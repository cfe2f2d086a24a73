using Atom.OAuth.Tests.Support;
using Atom.OAuth.Tests.TokenResponses;

namespace Atom.OAuth.Tests.Tokens;

/// <summary>Each recorded response is read correctly.</summary>
public class SampleTests
{
    public static TheoryData<TokenResponseSample> Successes => [.. SuccessSamples.All];

    public static TheoryData<TokenResponseSample> Failures => [.. FailureSamples.All];

    [Theory]
    [MemberData(nameof(Successes))]
    public async Task Tokens_AreRead(TokenResponseSample sample)
    {
        using var response = sample.Respond();

        var answer = await OAuthTokenResponse.ReadAsync(response, sample.Provider, new FixedTime(TokenResponseSample.Now), default);

        Assert.True(answer.TryGetTokens(out var tokens, out var failure), failure?.Message);
        Assert.Equal(sample.AccessToken, tokens.AccessToken);
        Assert.Equal(sample.RefreshToken, tokens.RefreshToken);
        Assert.Equal(sample.ExpiresIn, (tokens.ExpiresAt - TokenResponseSample.Now)?.TotalSeconds);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Failures_SayWhatCame(TokenResponseSample sample)
    {
        using var response = sample.Respond();

        var answer = await OAuthTokenResponse.ReadAsync(response, sample.Provider, new FixedTime(TokenResponseSample.Now), default);

        Assert.False(answer.TryGetTokens(out _, out var failure));
        Assert.Equal(
            (sample.Kind, sample.Code, sample.Retryable, sample.Reauthorize, sample.RetryAfter, sample.CorrelationId),
            (failure.Kind, failure.Code, failure.IsRetryable, failure.RequiresReauthorization, failure.RetryAfter?.TotalSeconds, failure.CorrelationId));
        if (sample.Description is not null || failure.Kind is OAuthFailureKind.ProviderError)
        {
            Assert.Equal(sample.Description, failure.Description);
        }

        Assert.Equal(sample.Status, failure.StatusCode);
        Assert.StartsWith($"{failure.Provider} OAuth failed: {failure.Code}", failure.Message, StringComparison.Ordinal);
        SafeText.Check(failure.Message);
    }

    [Fact]
    public void Samples_HaveSources_AndNamesOfTheirOwn()
    {
        TokenResponseSample[] all = [.. SuccessSamples.All, .. FailureSamples.All];

        Assert.All(all, sample => Assert.NotEmpty(sample.Source));
        Assert.Equal(all.Length, all.Select(sample => sample.Name).Distinct().Count());
        Assert.InRange(all.Length, 60, int.MaxValue);
    }
}
