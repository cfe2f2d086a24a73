using System.Diagnostics.CodeAnalysis;
using Atom.OAuth.State;

namespace Atom.OAuth;

/// <summary>The result of <see cref="IOAuthStateProtector.ParseAsync"/>.</summary>
/// <example>
/// <code>
/// if (!result.TryGetState(out OAuthState? oauthState))
/// {
///     return BadRequest(result.Error);
/// }
/// </code>
/// </example>
public sealed class OAuthStateResult
{
    private readonly OAuthState? _state;

    private OAuthStateResult(OAuthStateOutcome outcome, OAuthState? state, StateTicket? ticket, string? error, string? priorOutcome = null)
    {
        Outcome = outcome;
        _state = state;
        Ticket = ticket;
        Error = error;
        PriorOutcome = priorOutcome;
    }

    /// <summary>Gets the outcome.</summary>
    public OAuthStateOutcome Outcome { get; }

    /// <summary>Gets a value indicating whether the callback may continue with the token request.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsValid => Outcome == OAuthStateOutcome.Valid;

    /// <summary>
    /// Gets a message for the user, or <see langword="null"/> if the state is valid. It is specific only where that helps the user without
    /// helping an attacker: the state has expired, the store is down, the browser's cookie is missing, or the same browser has already
    /// called back. All other cases have the same text.
    /// </summary>
    public string? Error { get; }

    /// <summary>
    /// Gets a value indicating whether reloading the same callback may succeed: the store did not respond, or
    /// the first callback is still running.
    /// </summary>
    public bool CanRetry { get; private init; }

    /// <summary>
    /// Gets the outcome that the first call passed to <see cref="IOAuthStateProtector.CompleteAsync"/>, if this one is
    /// <see cref="OAuthStateOutcome.Replayed"/>, from the same browser and user, and within <see cref="OAuthStateOptions.DuplicateWindow"/>.
    /// Otherwise <see langword="null"/>.
    /// </summary>
    public string? PriorOutcome { get; }

    /// <summary>Gets what identifies this use of the state; set only on valid results.</summary>
    internal StateTicket? Ticket { get; }

    /// <summary>Gets the contents of the state if it is valid.</summary>
    /// <param name="state">The contents of the state.</param>
    /// <returns><see langword="true"/> if the state is valid.</returns>
    public bool TryGetState([NotNullWhen(true)] out OAuthState? state)
    {
        state = _state;
        return state is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Outcome.ToString();

    /// <summary>Gets a value indicating whether the state is bound to a cookie that the browser did not send.</summary>
    internal bool IsCookieMissing { get; private init; }

    internal static OAuthStateResult Valid(OAuthState state, StateTicket ticket) => new(OAuthStateOutcome.Valid, state, ticket, null);

    internal static OAuthStateResult Failed(OAuthStateOutcome outcome, string provider)
        => new(outcome, null, null, StateMessages.Create(outcome, provider)) { CanRetry = outcome == OAuthStateOutcome.StoreUnavailable };

    internal static OAuthStateResult CookieMissing()
        => new(OAuthStateOutcome.WrongBrowser, null, null, StateMessages.CookieMissing) { IsCookieMissing = true };

    internal static OAuthStateResult Replayed(string provider, StateUsePhase phase, string? priorOutcome)
        => new(OAuthStateOutcome.Replayed, null, null, StateMessages.Replayed(phase, provider), priorOutcome)
        {
            CanRetry = phase == StateUsePhase.Working,
        };
}
