using Atom.OAuth.Integrations;
using Atom.OAuth.Store;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Refreshing;

/// <summary>Decides how to get a token: return the stored one, refresh it, wait for a refresh in progress, or throw.</summary>
internal sealed class TokenResolver(
    ConnectionStore store,
    TokenSeal seal,
    IntegrationRegistry integrations,
    TokenRefresher refresher,
    UnsavedTokens unsaved,
    IOptions<ConnectionsOptions> options,
    TimeProvider time)
{
    // A token that may expire during the call is useless.
    private static readonly TimeSpan LeastLife = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    private readonly ConnectionsOptions _options = options.Value;

    /// <param name="key">The connection.</param>
    /// <param name="target">What the token is for.</param>
    /// <param name="refusedVersion">The version of a token that the provider rejected, or <see langword="null"/>.</param>
    public async Task<OAuthAccessToken> ResolveAsync(ConnectionKey key, OAuthTokenTarget? target, long? refusedVersion)
    {
        await unsaved.SettleAsync(key).ConfigureAwait(false);
        var owner = ConnectionKey.NewId();
        var deadline = time.GetUtcNow() + _options.RefreshLease + _options.TokenRequestTimeout + _options.StoreRetryTime;
        for (var pause = FirstPause; ; pause = Min(pause * 1.5, LongestPause))
        {
            var (row, integration) = await FindAsync(key).ConfigureAwait(false);
            var tokens = seal.Open(key, row.Tokens);
            var isRefused = refusedVersion >= row.TokenVersion;
            var stored = tokens.Find(target);
            if (stored is { } good && !isRefused && !EndsWithin(good.ExpiresAt, _options.RefreshAhead))
            {
                return Token(row, good, target, _options.TokenCacheTime);
            }

            var isUsable = stored is { } current && !isRefused && !EndsWithin(current.ExpiresAt, LeastLife);
            if (tokens.Tokens.RefreshToken is null)
            {
                return await WithoutRefreshTokenAsync(integration, row, target, stored, isUsable || isRefused).ConfigureAwait(false);
            }

            // A refresh is in progress or has just failed: until then, a token that remains valid a little longer will do.
            if (row.IsLeased || row.RetryAfter is not null)
            {
                if (isUsable)
                {
                    return Token(row, stored!.Value, target, TimeSpan.FromSeconds(1));
                }

                if (!row.IsLeased)
                {
                    throw LastFailure(integration, row).ToException();
                }
            }
            else if (await store.TryLeaseAsync(key, row.TokenVersion, owner, _options.RefreshLease, CancellationToken.None).ConfigureAwait(false)
                is { } lease)
            {
                if (await refresher.RefreshAsync(integration, row, lease, tokens, target).ConfigureAwait(false) is { } outcome)
                {
                    return outcome.Tokens?.Find(target) is { } fresh ? Token(
                        row with { TokenVersion = outcome.Version }, fresh, target, _options.TokenCacheTime)
                        : isUsable ? Token(row, stored!.Value, target, TimeSpan.FromSeconds(1))
                        : throw outcome.Failure!.ToException();
                }

                // Another process has stored newer tokens, or the connection changed: read it again.
                continue;
            }

            if (time.GetUtcNow() >= deadline)
            {
                throw Waited(integration).ToException();
            }

            await Task.Delay(pause * (0.75 + (Random.Shared.NextDouble() / 2)), time, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Finds the connection, and throws if it cannot provide tokens.</summary>
    private async Task<(ConnectionRow Row, Integration Integration)> FindAsync(ConnectionKey key)
    {
        var row = await store.FindAsync(key, CancellationToken.None).ConfigureAwait(false) ?? throw NotFound();
        var integration = integrations.Find(row.IntegrationId) ?? throw Removed(row.IntegrationId);
        return row.Status == OAuthConnectionStatus.ReauthorizationRequired ? throw Reauthorize(integration, row.FailureMessage) : (row, integration);
    }

    /// <summary>Without a refresh token, the access token is used until it expires; then the user has to consent again.</summary>
    private async Task<OAuthAccessToken> WithoutRefreshTokenAsync(
        Integration integration, ConnectionRow row, OAuthTokenTarget? target, (string Token, DateTimeOffset? ExpiresAt)? stored, bool isUsable)
    {
        if (stored is { } token && isUsable)
        {
            return Token(row, token, target, _options.TokenCacheTime);
        }

        if (stored is null)
        {
            throw new OAuthConnectionException(
                OAuthConnectionProblem.ReauthorizationRequired, $"The connection with {integration.Name} has no refresh token, so there is no "
                    + $"token for another resource or scope.");
        }

        const string Code = "token_expired";
        var message = OAuthErrorMessage.Format(
            integration.Name, Code, $"The access token has ended, and {integration.Name} gave no refresh token");
        await refresher.RequireReauthorizationAsync(integration, row, Code, message, unresolved: 0).ConfigureAwait(false);
        throw Reauthorize(integration, message);
    }

    /// <summary>Creates a token that is served from memory at most until it is due for a refresh.</summary>
    private OAuthAccessToken Token(ConnectionRow row, (string Token, DateTimeOffset? ExpiresAt) stored, OAuthTokenTarget? target, TimeSpan cacheTime)
    {
        var until = time.GetUtcNow() + cacheTime;
        if (cacheTime == _options.TokenCacheTime && stored.ExpiresAt is { } end && end - _options.RefreshAhead < until)
        {
            until = end - _options.RefreshAhead;
        }

        return new OAuthAccessToken(
            stored.Token, stored.ExpiresAt, row.TokenVersion, row.Key, row.IntegrationId, target)
        { CachedUntil = until.UtcTicks };
    }

    private bool EndsWithin(DateTimeOffset? end, TimeSpan margin) => end - time.GetUtcNow() <= margin;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static OAuthFailure LastFailure(Integration integration, ConnectionRow row)
        => new(
            integration.Name,
            OAuthFailureKind.Transport,
            row.FailureCode ?? "refresh_failed",
            row.FailureMessage ?? OAuthErrorMessage.Format(integration.Name, "refresh_failed"))
        {
            IsRetryable = true,
            RetryAfter = row.RetryAfter,
        };

    private static OAuthFailure Waited(Integration integration)
        => new(
            integration.Name,
            OAuthFailureKind.Transport,
            "timeout",
            OAuthErrorMessage.Format(integration.Name, "timeout", "The refresh of the access token took too long"))
        {
            IsRetryable = true,
        };

    private static OAuthConnectionException NotFound()
        => new(OAuthConnectionProblem.NotFound, "There is no such connection in this tenant: it was disconnected, or never connected.");

    private static OAuthConnectionException Removed(string integrationId)
        => new(
            OAuthConnectionProblem.WrongIntegration,
            $"The connection is with the integration '{integrationId}', which is not registered: add it with AddIntegration(\"{integrationId}\", "
                + $"…).");

    private static OAuthConnectionException Reauthorize(Integration integration, string? failure)
        => new(
            OAuthConnectionProblem.ReauthorizationRequired,
            $"The user has to connect {integration.Name} again{(failure is null ? "." : $": {failure}")}");
}
