using System.Net.Http.Headers;
using Atom.OAuth.Diagnostics;
using Atom.OAuth.Integrations;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.Tokens;

/// <summary>Calls a provider's authorization server. Requests do not depend on the browser's: once sent, they are awaited.</summary>
internal sealed class TokenEndpointClient(TokenHttp http, TimeProvider time, ILogger<TokenEndpointClient> logger)
{
    private const int LongestUserInfo = 64 * 1024;

    private static readonly TimeSpan LeastLife = TimeSpan.FromSeconds(5);

    public Task<OAuthTokenResponse> ExchangeAsync(Integration integration, string code, string redirectUri, string? codeVerifier)
    {
        List<KeyValuePair<string, string>> parameters =
        [
            new("grant_type", "authorization_code"),
            new("code", code),
            new("redirect_uri", redirectUri),
        ];
        if (codeVerifier is not null && integration.UsesPkce)
        {
            parameters.Add(new("code_verifier", codeVerifier));
        }

        return SendAsync(integration, parameters, current: null);
    }

    public Task<OAuthTokenResponse> RefreshAsync(Integration integration, OAuthTokens current, OAuthTokenTarget? target)
    {
        List<KeyValuePair<string, string>> parameters =
        [
            new("grant_type", "refresh_token"),
            new("refresh_token", current.RefreshToken!),
        ];
        if (target is { Scopes.Count: > 0 })
        {
            parameters.Add(new("scope", string.Join(integration.ScopeSeparator, target.Scopes)));
        }

        if (target?.Resource is { } resource)
        {
            parameters.Add(new("resource", resource));
        }

        return SendAsync(integration, parameters, current);
    }

    /// <summary>Revokes tokens at the provider.</summary>
    /// <returns>The failure; <see langword="null"/> if they were revoked, or there is no revocation endpoint.</returns>
    public async Task<OAuthFailure?> RevokeAsync(Integration integration, OAuthTokens tokens)
    {
        if (integration.RevocationEndpoint is not { } endpoint)
        {
            return null;
        }

        if (RevokesByBearer(integration) && tokens.RefreshToken is not null && tokens.IsExpired(time, LeastLife))
        {
            // An expired access token would be rejected, and the refresh token would remain valid.
            var answer = await RefreshAsync(integration, tokens, target: null).ConfigureAwait(false);
            if (!answer.TryGetTokens(out var fresh, out var failure))
            {
                return failure;
            }

            tokens = fresh;
        }

        using var request = Revocation(integration, endpoint, tokens);
        using var response = await http.For(integration).SendAsync(request).ConfigureAwait(false);
        return (await OAuthRevocationResponse.ReadAsync(response, integration.Provider).ConfigureAwait(false)).Failure;
    }

    /// <summary>Finds the account of a token. If it remains unknown, the connection must not fail.</summary>
    public async Task<Account> FindAccountAsync(Integration integration, OAuthTokens tokens)
    {
        Account account = default;
        try
        {
            account = AccountReader.OfTokens(integration, tokens);
            if (account.Id is not null || integration.UserInfoEndpoint is not { } endpoint)
            {
                return account;
            }

            using HttpRequestMessage request = new(HttpMethod.Get, endpoint);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            if (integration.Facts?.ApiVersionHeader is { } version)
            {
                request.Headers.TryAddWithoutValidation(version.Name, version.Value);
            }

            using var response = await http.For(integration).SendAsync(request).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode || response.Content.Headers.ContentLength > LongestUserInfo)
            {
                return account;
            }

            var answer = await response.ReadOAuthJsonAsync(integration.Provider, UserInfoContext.Default.JsonElement).ConfigureAwait(false);
            return AccountReader.OfUserInfo(answer);
        }
        catch (Exception exception)
        {
            // The application's own delegate may throw anything.
            ConnectionsLog.AccountUnknown(logger, integration.Id, OAuthErrorMessage.FromException(integration.Name, exception));
            return account;
        }
    }

    private async Task<OAuthTokenResponse> SendAsync(Integration integration, List<KeyValuePair<string, string>> parameters, OAuthTokens? current)
    {
        foreach ((var name, var value) in integration.Options.TokenParameters)
        {
            parameters.Add(new(name, value));
        }

        using var request = TokenRequest.Create(integration, integration.TokenEndpoint, parameters, integration.Encoding);
        var response = await OAuthTokenResponse.SendAsync(
            http.For(integration), request, integration.Provider, current, time).ConfigureAwait(false);
        return response.Tokens is { } tokens && !IsHeaderText(tokens.AccessToken) ? MalformedToken.Create(integration) : response;
    }

    /// <summary>
    /// Determines whether a token is valid in a header: visible ASCII only (RFC 6749, appendix A.12). Anything else could end the header
    /// and start another.
    /// </summary>
    private static bool IsHeaderText(string token) => token.All(c => c is > ' ' and <= '~');

    private static bool RevokesByBearer(Integration integration) => integration.Facts?.Revocation.Value == OAuthRevocationRequest.BearerToken;

    private static HttpRequestMessage Revocation(Integration integration, Uri endpoint, OAuthTokens tokens)
    {
        if (RevokesByBearer(integration))
        {
            HttpRequestMessage call = new(HttpMethod.Post, endpoint);
            call.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
            return call;
        }

        // Revoking the refresh token also revokes the access tokens (RFC 7009, section 2.1).
        var hasRefreshToken = tokens.RefreshToken is not null;
        KeyValuePair<string, string>[] parameters =
        [
            new("token", tokens.RefreshToken ?? tokens.AccessToken),
            new("token_type_hint", hasRefreshToken ? "refresh_token" : "access_token"),
        ];
        return TokenRequest.Create(integration, endpoint, parameters, integration.Encoding);
    }
}
