using System.Data.Common;
using System.Diagnostics;
using System.Net;
using Atom.OAuth.Diagnostics;
using Atom.OAuth.Integrations;
using Atom.OAuth.Store;
using Atom.OAuth.Tokens;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.Refreshing;

/// <summary>Refreshes a connection while holding its lease, and stores the result before anyone uses it.</summary>
internal sealed class TokenRefresher(
    ConnectionStore store,
    TokenSeal seal,
    TokenEndpointClient client,
    UnsavedTokens unsaved,
    ConnectionEvents events,
    TimeProvider time,
    ILogger<TokenRefresher> logger)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    // With the delays between them, about four minutes.
    private const int MostSilentRefusals = 9;

    /// <returns>The outcome; <see langword="null"/> if the connection has changed and has to be read again.</returns>
    public async Task<RefreshOutcome?> RefreshAsync(
        Integration integration, ConnectionRow row, Lease lease, TokenSet current, OAuthTokenTarget? target)
    {
        using var activity = ConnectionsTelemetry.StartRefresh(integration);
        if (lease.Unresolved > 0)
        {
            ConnectionsLog.Unresolved(logger, integration.Id, row.Key.ConnectionId, lease.Unresolved);
        }

        var answer = await client.RefreshAsync(integration, current.Tokens, target).ConfigureAwait(false);
        if (answer.TryGetTokens(out var tokens, out var failure))
        {
            return await StoreAsync(integration, row, lease, current.After(target, tokens), tokens).ConfigureAwait(false);
        }

        activity?.SetStatus(ActivityStatusCode.Error, failure.Code);
        if (failure.RequiresReauthorization || (IsSilentRefusal(failure) && (lease.Unresolved > 0 || lease.FailureCount >= MostSilentRefusals)))
        {
            ConnectionsTelemetry.CountRefresh(integration, "reauthorize");
            await RequireReauthorizationAsync(integration, row, failure.Code, failure.Message, lease.Unresolved).ConfigureAwait(false);
            return null;
        }

        var isUnknown = failure.Kind is not (OAuthFailureKind.ProviderError or OAuthFailureKind.RateLimited) && !IsSilentRefusal(failure);
        ConnectionsTelemetry.CountRefresh(integration, isUnknown ? "unknown" : "failure");
        ConnectionsLog.RefreshFailed(logger, integration.Id, row.Key.ConnectionId, failure.Message);
        try
        {
            await store.ReleaseAsync(
                row.Key, lease, failure, Wait(failure, lease.FailureCount), isUnknown, CancellationToken.None).ConfigureAwait(false);
        }
        catch (DbException exception)
        {
            ConnectionsLog.NotReleased(logger, row.Key.ConnectionId, exception);
        }

        return new RefreshOutcome(null, 0, failure);
    }

    /// <summary>Records that the user has to consent again, and notifies the observers; does nothing if newer tokens are stored.</summary>
    public async Task RequireReauthorizationAsync(Integration integration, ConnectionRow row, string code, string message, int unresolved)
    {
        if (await store.RequireReauthorizationAsync(row.Key, row.TokenVersion, code, message, CancellationToken.None).ConfigureAwait(false))
        {
            ConnectionsLog.ReauthorizationRequired(logger, integration.Id, row.Key.ConnectionId, message, unresolved);
            await events.NotifyAsync(OAuthConnectionChangeKind.ReauthorizationRequired, row.Key, row.UserId, row.IntegrationId).ConfigureAwait(false);
        }
    }

    private async Task<RefreshOutcome?> StoreAsync(Integration integration, ConnectionRow row, Lease lease, TokenSet refreshed, OAuthTokens tokens)
    {
        RefreshedTokens stored = new(
            seal.Protect(row.Key, refreshed),
            refreshed.Tokens.ExpiresAt?.ToUnixTimeMilliseconds(),
            KeepAlive.At(integration, refreshed.Tokens, time),
            refreshed.Tokens.Scope);
        if (await unsaved.SaveAsync(integration, row.Key, lease, stored).ConfigureAwait(false) is { } version)
        {
            ConnectionsTelemetry.CountRefresh(integration, "success");
            ConnectionsLog.Refreshed(logger, integration.Id, row.Key.ConnectionId);
            return new RefreshOutcome(refreshed, version, null);
        }

        ConnectionsTelemetry.CountRefresh(integration, "superseded");
        ConnectionsLog.Superseded(logger, integration.Id, row.Key.ConnectionId);
        if (await store.FindAsync(row.Key, CancellationToken.None).ConfigureAwait(false) is null)
        {
            // Disconnected during the refresh: the new tokens must not survive. (Newer stored tokens may belong to the same grant, which a revocation
            // would end.)
            await RevokeAsync(integration, row.Key, tokens).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>Revokes tokens if the provider supports it; failures are logged.</summary>
    public async Task RevokeAsync(Integration integration, ConnectionKey key, OAuthTokens tokens)
    {
        await RevokeOneAsync(integration, key, tokens).ConfigureAwait(false);
        if (tokens.User is { } user && user.AccessToken != tokens.AccessToken)
        {
            // Slack's user token besides the bot's, which has to be revoked separately.
            await RevokeOneAsync(integration, key, user).ConfigureAwait(false);
        }
    }

    private async Task RevokeOneAsync(Integration integration, ConnectionKey key, OAuthTokens tokens)
    {
        try
        {
            if (await client.RevokeAsync(integration, tokens).ConfigureAwait(false) is { } failure)
            {
                ConnectionsLog.NotRevoked(logger, integration.Id, key.ConnectionId, failure.Message);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            ConnectionsLog.NotRevoked(logger, integration.Id, key.ConnectionId, OAuthErrorMessage.FromException(integration.Name, exception));
        }
    }

    /// <summary>
    /// Some servers, such as Glewlwyd, respond to an unknown refresh token with nothing but 400. It counts if the response to an earlier refresh was
    /// lost, or if it persists, but not the first time, because a failing gateway can respond the same way.
    /// </summary>
    private static bool IsSilentRefusal(OAuthFailure failure)
        => failure is { Kind: OAuthFailureKind.Empty, StatusCode: HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized };

    /// <summary>
    /// How long not to retry: what the provider asks for, else 1, 2, 4 … 60 seconds; 30 seconds if retrying alone cannot help.
    /// </summary>
    private static TimeSpan Wait(OAuthFailure failure, int failuresBefore)
    {
        var own = failure.IsRetryable || failure.Kind != OAuthFailureKind.ProviderError
            ? TimeSpan.FromSeconds(Math.Min(60, 1 << Math.Min(failuresBefore, 6)))
            : TimeSpan.FromSeconds(30);
        var wait = failure.RetryAfter is { } asked && asked > own ? asked : own;
        return wait < LongestWait ? wait : LongestWait;
    }
}

/// <summary>The outcome of a refresh: stored tokens, or a failure.</summary>
internal sealed record RefreshOutcome(TokenSet? Tokens, long Version, OAuthFailure? Failure);
