using System.Data.Common;
using Atom.OAuth.Diagnostics;
using Atom.OAuth.Integrations;
using Atom.OAuth.Refreshing;
using Atom.OAuth.Store;
using Atom.OAuth.Tokens;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.Endpoints;

/// <summary>Saves what the user granted, then starts the history and notifies the observers.</summary>
internal sealed class GrantSaver(
    ConnectionStore store,
    TokenSeal seal,
    TokenCache cache,
    TokenEndpointClient client,
    TokenRefresher refresher,
    ReauthorizationNotes notes,
    ConnectionEvents events,
    HistoryStarter histories,
    TimeProvider time,
    ILogger<GrantSaver> logger)
{
    private const int Attempts = 3;

    public async Task<OAuthConnection> SaveAsync(Integration integration, OAuthState flow, string state, OAuthTokens tokens)
    {
        var account = await client.FindAccountAsync(integration, tokens).ConfigureAwait(false);
        Grant grant = new(flow.TenantId, flow.UserId!, integration.Id)
        {
            ConnectionId = await notes.FindAsync(state, CancellationToken.None).ConfigureAwait(false),
            AccountId = account.Id,
            AccountName = account.Name,
            AskedScopes = string.Join(' ', integration.Scopes),
            Scopes = tokens.Scope,
            ExpiresAt = tokens.ExpiresAt?.ToUnixTimeMilliseconds(),
            KeepAliveAt = KeepAlive.At(integration, tokens, time),
            Time = time.GetUtcNow().ToUnixTimeMilliseconds(),
            OwesHistory = histories.Starts(integration),
        };
        (var key, var isNew) = await SaveAsync(integration, grant, tokens).ConfigureAwait(false);
        cache.Forget(key);
        ConnectionsLog.Connected(logger, integration.Id, key.ConnectionId, isNew);

        // The consent is saved: nothing from here on may make it fail.
        if (grant.OwesHistory)
        {
            await histories.StartHistoryAsync(integration, key, grant.UserId, grant.Time).ConfigureAwait(false);
        }

        var kind = isNew ? OAuthConnectionChangeKind.Connected : OAuthConnectionChangeKind.Reauthorized;
        await events.NotifyAsync(kind, key, grant.UserId, integration.Id).ConfigureAwait(false);
        return new ConnectionRow
        {
            Key = key,
            UserId = grant.UserId,
            IntegrationId = integration.Id,
            AccountId = account.Id ?? string.Empty,
            AskedScopes = grant.AskedScopes,
            Scopes = grant.Scopes,
            Tokens = [],
        }.ToConnection();
    }

    /// <summary>An authorization code works only once, so saving its tokens is worth a few retries.</summary>
    private async Task<(ConnectionKey Key, bool IsNew)> SaveAsync(Integration integration, Grant grant, OAuthTokens tokens)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await store.SaveGrantAsync(
                    grant,
                    (key, row) => seal.Protect(key, new TokenSet(WithKept(row, tokens))),
                    CancellationToken.None).ConfigureAwait(false);
            }
            catch (DbException) when (attempt < Attempts)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 * attempt), time).ConfigureAwait(false);
            }
            catch
            {
                await refresher.RevokeAsync(integration, new ConnectionKey(grant.TenantId, "unsaved"), tokens).ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>
    /// A repeated consent may bring no new refresh token, for example from Google: then the stored one remains valid, and so does Slack's user token
    /// besides the bot's.
    /// </summary>
    private OAuthTokens WithKept(ConnectionRow? row, OAuthTokens tokens)
    {
        if (row is null || tokens.RefreshToken is not null)
        {
            return tokens;
        }

        try
        {
            var kept = seal.Open(row.Key, row.Tokens).Tokens;
            return new OAuthTokens(tokens.AccessToken)
            {
                TokenType = tokens.TokenType,
                RefreshToken = kept.RefreshToken,
                ExpiresAt = tokens.ExpiresAt,
                Scope = tokens.Scope,
                TokenSecret = tokens.TokenSecret,
                User = tokens.User ?? kept.User,
            };
        }
        catch (OAuthConnectionException)
        {
            // The keys of the old tokens are gone; this consent replaces the tokens.
            return tokens;
        }
    }
}
