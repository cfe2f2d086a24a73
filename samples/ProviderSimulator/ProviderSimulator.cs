using Atom.OAuth.Simulation.Api;
using Atom.OAuth.Simulation.Faults;
using Atom.OAuth.Simulation.OAuth;

namespace Atom.OAuth.Simulation;

/// <summary>The simulated providers, for code in the same process: faults, time, and what they gave out.</summary>
public sealed class ProviderSimulator
{
    private readonly FaultInjector _faults;
    private readonly Grants _grants;
    private readonly RateLimiter _limiter;

    internal ProviderSimulator(FaultInjector faults, Grants grants, RateLimiter limiter, SimulatorOptions options)
    {
        _faults = faults;
        _grants = grants;
        _limiter = limiter;
        Options = options;
    }

    /// <summary>Gets what the providers have and allow. Changes hold at once.</summary>
    public SimulatorOptions Options { get; }

    /// <summary>Gets the faults that are to come.</summary>
    public IReadOnlyList<SimulatedFault> Faults => _faults.All;

    /// <summary>Gets every code and token that was given out: what no log and no page of an application may show.</summary>
    public IReadOnlyCollection<string> Secrets => _grants.Secrets;

    /// <summary>Adds a fault.</summary>
    /// <param name="fault">The fault.</param>
    /// <exception cref="ArgumentException">It names a page or a provider that there is not.</exception>
    public void Fail(SimulatedFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        _ = ProxyPages.Write(fault.Page, fault.Status);
        if (fault.Provider is { } provider && provider != "fabrikam" && OAuthProviders.Find(provider)?.Id != provider)
        {
            throw new ArgumentException(
                $"There is no provider '{provider}'. There are: {string.Join(", ", OAuthProviders.All.Select(known => known.Id))}.",
                nameof(fault));
        }

        _faults.Add(fault);
    }

    /// <summary>Takes all faults away.</summary>
    /// <param name="provider">Whose; <see langword="null"/> for those of all providers.</param>
    public void Heal(string? provider = null) => _faults.Clear(provider);

    /// <summary>How many calls a provider has refused because they were too many.</summary>
    /// <param name="provider">The provider's id.</param>
    public int TooManyCalls(string provider) => _limiter.Refused(provider);

    /// <summary>Gives out an access token without asking anybody.</summary>
    /// <param name="provider">The provider's id.</param>
    /// <param name="scopes">What it allows.</param>
    /// <returns>The token, good for an hour.</returns>
    public string GiveAccessToken(string provider, params string[] scopes)
        => _grants.Issue(
            new Grant(provider, SimulatorOptions.ClientId, "1", scopes, DateTimeOffset.UnixEpoch),
            TimeSpan.FromHours(1),
            hasRefreshToken: false,
            isJwt: false).AccessToken;

    /// <summary>Makes all access tokens of a provider end now. Refresh tokens stay good.</summary>
    /// <param name="provider">The provider's id.</param>
    public void ExpireAccessTokens(string provider) => _grants.ExpireAccessTokens(provider);

    /// <summary>Ends all grants of a provider, as a person does in the provider's settings.</summary>
    /// <param name="provider">The provider's id.</param>
    public void RevokeAll(string provider) => _grants.RevokeAll(provider);
}
