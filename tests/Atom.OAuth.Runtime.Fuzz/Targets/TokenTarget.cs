using Atom.OAuth.Tests.Support;
using Atom.OAuth.Tests.TokenResponses;

namespace Atom.OAuth.Fuzz.Targets;

/// <summary>The parsing of token responses: code exchanges, refreshes and revocations.</summary>
internal sealed class TokenTarget : IFuzzTarget
{
    private const string KeptRefreshToken = "kept-refresh-token";

    private readonly ResponseMaker _maker = new();
    private readonly FixedTime _time = new(TokenResponseSample.Now);

    public string Name => "tokens";

    public string Input => _maker.Description;

    public long Interesting { get; private set; }

    public void Run(Rng rng)
    {
        _maker.Mutate(rng);
        var provider = rng.Pick(Corpus.Providers);
        var isRefresh = rng.OneIn(3);
        using var response = _maker.Make(rng);
        if (string.IsNullOrWhiteSpace(provider) || provider == "\0")
        {
            provider = "Slack";
        }

        if (rng.OneIn(16))
        {
            CheckFailure(OAuthRevocationResponse.ReadAsync(response, provider).AsTask().GetAwaiter().GetResult().Failure);
            return;
        }

        var answer = isRefresh
            ? OAuthTokenResponse.ReadRefreshAsync(response, provider, new OAuthTokens("old") { RefreshToken = KeptRefreshToken }, _time, default)
                .AsTask()
                .GetAwaiter()
                .GetResult()
            : OAuthTokenResponse.ReadAsync(response, provider, _time, default).AsTask().GetAwaiter().GetResult();
        Oracles.Require(answer.Tokens is null != answer.Failure is null, "Both tokens and failure, or neither");
        Oracles.Require(answer.TryGetTokens(out var tokens, out var failure) == answer.IsSuccess, "Two answers about success");
        CheckFailure(failure);
        if (tokens is not null)
        {
            Interesting++;
            CheckTokens(tokens, isRefresh);
        }
    }

    public void Finish()
    {
    }

    public void Dispose()
    {
    }

    private void CheckTokens(OAuthTokens tokens, bool isRefresh)
    {
        Oracles.Require(_maker.Status is >= 200 and < 300, $"Tokens from status {_maker.Status}");
        Oracles.Require(!string.IsNullOrWhiteSpace(tokens.AccessToken), "A blank access token");
        Oracles.Require(
            _maker.IsDamaged || Origin.Contains(_maker, tokens.AccessToken),
            $"The access token is not in the response: {tokens.AccessToken}");
        Oracles.Require(
            _maker.IsDamaged || tokens.RefreshToken is null or KeptRefreshToken || Origin.Contains(_maker, tokens.RefreshToken),
            $"The refresh token is not in the response: {tokens.RefreshToken}");
        Oracles.Require(!isRefresh || tokens.RefreshToken is not null, "A refresh lost the refresh token");
        Oracles.Require(tokens.ExpiresAt is null || tokens.ExpiresAt > DateTimeOffset.UnixEpoch, $"Ends at {tokens.ExpiresAt}");
        _ = tokens.TryGetParameter("workspace_id", out _);
        Oracles.Require(
            !tokens.ToString().Contains(tokens.AccessToken, StringComparison.Ordinal) || tokens.AccessToken.Length < 12,
            $"A token shows itself: {tokens}");
    }

    private void CheckFailure(OAuthFailure? failure)
    {
        if (failure is null)
        {
            return;
        }

        Oracles.CheckText(failure.Message, 401, _maker.Secret);
        Oracles.CheckText(failure.Description, 301, _maker.Secret);
        Oracles.CheckText(failure.Code, 64, _maker.Secret);
        Oracles.CheckText(failure.CorrelationId, 128, _maker.Secret);
        Oracles.CheckText(failure.ErrorUri?.OriginalString, 2048, _maker.Secret);
        Oracles.CheckText(failure.ToException().Message, 401, _maker.Secret);
        Oracles.Require(
            failure.RetryAfter is null || (failure.RetryAfter >= TimeSpan.Zero && failure.RetryAfter <= TimeSpan.FromDays(31)),
            $"Retry after {failure.RetryAfter}");
        Oracles.Require(failure.Kind != OAuthFailureKind.Transport, $"A whole response is said to be a failure of transport: {failure.Exception}");
        Oracles.Require(!failure.HtmlMessage.AsSpan().ContainsAny('<', '>'), $"Not encoded: {failure.HtmlMessage}");
        Oracles.Require(!(failure.RequiresReauthorization && failure.IsRetryable), $"Both to be repeated and to be given up: {failure.Message}");
    }
}
