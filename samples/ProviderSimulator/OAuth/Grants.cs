using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Atom.OAuth.Simulation.OAuth;

/// <summary>All codes and tokens that the simulated providers have given out.</summary>
internal sealed class Grants(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Code> _codes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (Grant Grant, DateTimeOffset ExpiresAt)> _accessTokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Grant> _refreshTokens = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> _secrets = [];

    /// <summary>Every code and token that was ever given out: what no log and no page may show.</summary>
    public IReadOnlyCollection<string> Secrets => _secrets;

    public string AddCode(Code code)
    {
        var value = Secret(code.Grant.Provider, "code");
        _codes[value] = code;
        return value;
    }

    /// <summary>Takes a code: it is good once, for a while, and for the redirect URI and the verifier of its request.</summary>
    public Code? TakeCode(string value, string provider, string? redirectUri, string? verifier)
        => _codes.TryRemove(value, out var code)
            && code.Grant.Provider == provider
            && code.ExpiresAt > time.GetUtcNow()
            && code.RedirectUri == redirectUri
            && (code.Challenge is null
                || (verifier is not null && code.Challenge == Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))))
                ? code
                : null;

    public IssuedTokens Issue(Grant grant, TimeSpan lifetime, bool hasRefreshToken, bool isJwt)
    {
        var end = time.GetUtcNow() + lifetime;
        var access = isJwt ? Jwt(end) : Secret(grant.Provider, "at");
        _accessTokens[access] = (grant, end);
        return new IssuedTokens(access, hasRefreshToken ? IssueRefreshToken(grant) : null, lifetime);
    }

    /// <summary>Finds the grant of a refresh token; one that rotates is used up by it.</summary>
    public Grant? UseRefreshToken(string value, bool isUsedUp)
    {
        Grant? grant;
        var isKnown = isUsedUp ? _refreshTokens.TryRemove(value, out grant) : _refreshTokens.TryGetValue(value, out grant);
        return isKnown && !grant!.IsRevoked ? grant : null;
    }

    public Grant? FindByAccessToken(string? value)
        => value is not null && _accessTokens.TryGetValue(value, out var token) && !token.Grant.IsRevoked && token.ExpiresAt > time.GetUtcNow()
            ? token.Grant
            : null;

    /// <summary>Ends the grant of a token, whichever of its tokens it is.</summary>
    public bool Revoke(string? token)
    {
        var grant = token is null ? null : _refreshTokens.GetValueOrDefault(token) ?? _accessTokens.GetValueOrDefault(token).Grant;
        if (grant is not null)
        {
            grant.IsRevoked = true;
        }

        return grant is not null;
    }

    /// <summary>Makes all access tokens of a provider end now; refresh tokens stay.</summary>
    public void ExpireAccessTokens(string provider)
    {
        foreach ((var token, var known) in _accessTokens)
        {
            if (known.Grant.Provider == provider)
            {
                _accessTokens[token] = (known.Grant, time.GetUtcNow());
            }
        }
    }

    /// <summary>Revokes all grants of a provider, as a person does in the provider's settings.</summary>
    public void RevokeAll(string provider)
    {
        foreach (var grant in _accessTokens.Values
            .Select(token => token.Grant)
            .Concat(_refreshTokens.Values)
            .Where(grant => grant.Provider == provider))
        {
            grant.IsRevoked = true;
        }
    }

    private string IssueRefreshToken(Grant grant)
    {
        var value = Secret(grant.Provider, "rt");
        _refreshTokens[value] = grant;
        return value;
    }

    private string Secret(string provider, string kind) =>
        Remember($"{provider}-{kind}-{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24))}");

    /// <summary>A JWT, whose end is in its claims only. Nobody checks its signature but who issued it.</summary>
    private string Jwt(DateTimeOffset end)
    {
        var header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);
        var payload = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new { exp = end.ToUnixTimeSeconds(), jti = Guid.NewGuid() }));
        return Remember($"{header}.{payload}.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}");
    }

    private string Remember(string secret)
    {
        _secrets.Add(secret);
        return secret;
    }
}
