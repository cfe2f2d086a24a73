using System.Diagnostics.CodeAnalysis;
using Atom.OAuth.State;

namespace Atom.OAuth;

/// <summary>The answer of <see cref="IOAuthStateProtector.ParseAsync"/>.</summary>
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

    /// <summary>Gets what came of the check.</summary>
    public OAuthStateOutcome Outcome { get; }

    /// <summary>Gets a value indicating whether the callback may go on to the token request.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsValid => Outcome == OAuthStateOutcome.Valid;

    /// <summary>
    /// Gets a message for the user, or <see langword="null"/> when the state is valid. It says what is the matter where that helps the user
    /// and tells an attacker nothing: the state is late, the store is down, the browser's cookie did not come, or the browser that started
    /// has been here before. Everything else has one text.
    /// </summary>
    public string? Error { get; }

    /// <summary>
    /// Gets a value indicating whether the same callback may come to something when the browser reloads it: the store did not answer, or
    /// the first callback is still at work.
    /// </summary>
    public bool CanRetry { get; private init; }

    /// <summary>
    /// Gets what the first call came to, as it said to <see cref="IOAuthStateProtector.CompleteAsync"/>: for
    /// <see cref="OAuthStateOutcome.Replayed"/> within <see cref="OAuthStateOptions.DuplicateWindow"/>, from the same browser and user.
    /// Otherwise <see langword="null"/>.
    /// </summary>
    public string? PriorOutcome { get; }

    /// <summary>Gets what identifies this use of the state; only a valid result has it.</summary>
    internal StateTicket? Ticket { get; }

    /// <summary>Gets what the state carries, if it is valid.</summary>
    /// <param name="state">What the state carries.</param>
    /// <returns><see langword="true"/> when the state is valid.</returns>
    public bool TryGetState([NotNullWhen(true)] out OAuthState? state)
    {
        state = _state;
        return state is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Outcome.ToString();

    /// <summary>Gets a value indicating whether the browser sent no cookie where the state has to have one.</summary>
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
