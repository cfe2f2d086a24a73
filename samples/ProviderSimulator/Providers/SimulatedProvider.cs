using Atom.OAuth.Simulation.Api;
using Atom.OAuth.Simulation.OAuth;

namespace Atom.OAuth.Simulation.Providers;

/// <summary>
/// A provider as it answers: what the catalogue says of it holds without a word here, and a class of its own adds its shapes and its data.
/// </summary>
internal abstract class SimulatedProvider(OAuthProvider facts)
{
    public OAuthProvider Facts => facts;

    /// <summary>Gets how long an access token is good; an hour by default.</summary>
    public virtual TimeSpan AccessTokenLifetime => TimeSpan.FromHours(1);

    public virtual TimeSpan CodeLifetime => TimeSpan.FromMinutes(10);

    public virtual RateLimit? Limit => null;

    /// <summary>The limit of one address; for most providers it is the same for all.</summary>
    public virtual RateLimit? LimitOf(string address, SimulatorOptions options) => Limit;

    public bool HasRefreshTokens => facts.Refresh.Value != OAuthRefreshBehavior.None;

    /// <summary>Gets a value indicating whether a refresh uses the refresh token up.</summary>
    public bool Rotates => facts.Refresh.Value == OAuthRefreshBehavior.Rotates;

    /// <summary>Gets a value indicating whether a refresh gives a new refresh token, and the old one stays good.</summary>
    public bool Replaces => facts.Refresh.Value == OAuthRefreshBehavior.Replaces;

    /// <summary>The body of a successful token response.</summary>
    public abstract object Tokens(Grant grant, IssuedTokens tokens, bool isRefresh);

    /// <summary>The body of a refusal of the token endpoint.</summary>
    public virtual ErrorAnswer Refuse(TokenError error, string description) => ErrorAnswer.Standard(error, description);

    /// <summary>A refusal of the data API.</summary>
    /// <param name="status">401 for a bad token, 403 for a missing scope, 400 for a bad request, 404, 429.</param>
    /// <param name="message">The message.</param>
    public abstract ErrorAnswer RefuseCall(int status, string message);

    /// <summary>A refusal because there were too many calls, for providers that say in the body when to come back.</summary>
    public virtual ErrorAnswer RefuseRate(TimeSpan wait) => RefuseCall(StatusCodes.Status429TooManyRequests, "Rate limit exceeded");

    /// <summary>What the callback says when the person denies.</summary>
    public virtual IEnumerable<(string Name, string? Value)> Denied() =>
        [("error", "access_denied"), ("error_description", "The user denied the request")];

    /// <summary>What the callback says beside code and state.</summary>
    public virtual IEnumerable<(string Name, string? Value)> Also(Grant grant) => [];

    /// <summary>The answer of the revocation endpoint: 200 also for an unknown token, RFC 7009, section 2.2.</summary>
    public virtual IResult Revoked(bool isKnown) => Results.Json(new { });

    /// <summary>Maps the data API.</summary>
    public abstract void MapApi(ApiMap api);

    protected static string ScopesOf(Grant grant, char separator = ' ') => string.Join(separator, grant.Scopes);
}
