using Atom.OAuth.Simulation.Api;
using Atom.OAuth.Simulation.Faults;
using Atom.OAuth.Simulation.Providers;

namespace Atom.OAuth.Simulation.OAuth;

/// <summary>The token endpoints: what is common to all, with each provider's client authentication, encoding, shapes, expiry and rotation.</summary>
internal sealed class TokenEndpoint(Grants grants, FaultInjector faults)
{
    public async Task<IResult> HandleAsync(HttpContext http, SimulatedProvider provider)
    {
        var facts = provider.Facts;
        if (await TokenParameters.ReadAsync(http.Request, facts) is not { } request)
        {
            return Refuse(provider, TokenError.InvalidRequest, "The request body is not in an encoding that is accepted.");
        }

        var fault = faults.TakeTokenFault(facts.Id, request["grant_type"]);
        if (fault == FaultKind.InvalidCredentials
            || request.ClientId != SimulatorOptions.ClientId
            || request.ClientSecret != SimulatorOptions.ClientSecret
            || !facts.ClientAuthentication.Value.HasFlag(request.Authentication)
            || (request.Authentication & (request.Authentication - 1)) != 0)
        {
            return Refuse(provider, TokenError.InvalidClient, "The client id or secret is wrong, or sent in a way that is not accepted.");
        }

        return request["grant_type"] switch
        {
            "authorization_code" => Exchange(provider, request, fault),
            null when facts.Id == OAuthProviders.WhatsApp.Id => Exchange(provider, request, fault),
            "refresh_token" when provider.HasRefreshTokens => Refresh(provider, request, fault),
            _ => Refuse(provider, TokenError.UnsupportedGrantType, "The grant type is not supported."),
        };
    }

    public async Task<IResult> RevokeAsync(HttpContext http, SimulatedProvider provider)
    {
        var token = http.BearerToken();
        if (token is null && await TokenParameters.ReadAsync(http.Request, provider.Facts) is { } request)
        {
            token = request["token"];
        }

        return provider.Revoked(grants.Revoke(token));
    }

    private IResult Exchange(SimulatedProvider provider, TokenParameters request, FaultKind? fault)
    {
        var code = fault == FaultKind.ExpiredCode
            ? null
            : grants.TakeCode(request["code"] ?? string.Empty, provider.Facts.Id, request["redirect_uri"], request["code_verifier"]);
        return code is null
            ? Refuse(provider, TokenError.InvalidGrant, "The authorization code is unknown, expired or was used before.")
            : Issue(provider, code.Grant, isRefresh: false);
    }

    private IResult Refresh(SimulatedProvider provider, TokenParameters request, FaultKind? fault)
    {
        var grant = fault == FaultKind.RefreshReuse ? null : grants.UseRefreshToken(request["refresh_token"] ?? string.Empty, provider.Rotates);
        return grant is null || grant.Provider != provider.Facts.Id
            ? Refuse(provider, TokenError.InvalidGrant, "The refresh token is invalid, expired or was used before.")
            : Issue(provider, grant, isRefresh: true);
    }

    private IResult Issue(SimulatedProvider provider, Grant grant, bool isRefresh)
    {
        var hasRefreshToken = provider.HasRefreshTokens && (!isRefresh || provider.Rotates || provider.Replaces);
        var tokens = grants.Issue(grant, provider.AccessTokenLifetime, hasRefreshToken, provider.Facts.ExpiryInToken.Value);
        return Results.Json(provider.Tokens(grant, tokens, isRefresh));
    }

    private static IResult Refuse(SimulatedProvider provider, TokenError error, string description) => provider.Refuse(error, description).ToResult();
}
