using Microsoft.Extensions.Logging;

namespace Atom.OAuth.State;

/// <summary>Validates states, and marks valid ones as used.</summary>
internal sealed class StateInspector
{
    private readonly BoundedStateStore _store;
    private readonly StateSeal _seal;
    private readonly StateUses _uses;
    private readonly RedirectPolicy _redirects;
    private readonly OAuthStateOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public StateInspector(
        BoundedStateStore store,
        StateSeal seal,
        StateUses uses,
        RedirectPolicy redirects,
        OAuthStateOptions options,
        TimeProvider time,
        ILogger logger)
    {
        _store = store;
        _seal = seal;
        _uses = uses;
        _redirects = redirects;
        _options = options;
        _time = time;
        _logger = logger;
    }

    /// <summary>Throws if the store or the key ring fails, but never because of the state.</summary>
    public async ValueTask<OAuthStateResult> InspectAsync(
        string? state, string expectedProvider, OAuthStateExpectation expected, CancellationToken cancellationToken)
    {
        var isReference = state?.Length == StateReference.Length;
        var text = state is not { Length: > 0 and <= StateFormat.LongestState } ? null
            : !isReference ? state
            : CanonicalBase64Url.IsCanonical(state)
                ? await _store.FindAsync(StateReference.Key(state), cancellationToken).ConfigureAwait(false)
                : null;

        var now = _time.GetUtcNow();
        if (text is null
            || _seal.TryOpen(text, out var provider) is not { } payload
            || payload.IsReference != isReference
            || payload.IssuedAt > now + OAuthStateProtector.ClockSkew)
        {
            return OAuthStateResult.Failed(OAuthStateOutcome.Invalid, expectedProvider);
        }

        if (!string.Equals(provider, expectedProvider, StringComparison.Ordinal))
        {
            return OAuthStateResult.Failed(OAuthStateOutcome.WrongProvider, expectedProvider);
        }

        var ticket = StateTicket.For(provider, payload.Nonce, expected);
        var comparison = StateChecks.Compare(payload, expected);
        if (now >= payload.ExpiresAt)
        {
            // The cookie may have expired as well: report the expiry, not a mismatch. A duplicate of a callback that was in time is not late.
            var late = comparison == OAuthStateOutcome.Valid && now < payload.ExpiresAt + _options.DuplicateWindow
                ? await _uses.FindLastAsync(ticket, waits: true, cancellationToken).ConfigureAwait(false)
                : null;
            var isTold = late?.Phase is StateUsePhase.Completed or StateUsePhase.Working
                || (late?.Phase == StateUsePhase.Failed && _uses.IsTold(late));
            return isTold ? Replayed(late!, provider) : OAuthStateResult.Failed(OAuthStateOutcome.Expired, provider);
        }

        if (comparison != OAuthStateOutcome.Valid)
        {
            return comparison == OAuthStateOutcome.WrongBrowser && StateChecks.HasLostItsCookie(payload, expected)
                ? OAuthStateResult.CookieMissing()
                : OAuthStateResult.Failed(comparison, provider);
        }

        // A callback without a code has nothing to exchange, so it does not use up the state.
        (var won, var before) = ticket.IsUnused
            ? (ticket, await _uses.FindLastAsync(ticket, waits: false, cancellationToken).ConfigureAwait(false))
            : await _uses.UseAsync(ticket, payload.Owner, payload.ExpiresAt, cancellationToken).ConfigureAwait(false);
        return won is null || before?.Phase == StateUsePhase.Completed
            ? Replayed(before!, provider)
            : OAuthStateResult.Valid(Disclose(payload, provider), won);
    }

    private OAuthStateResult Replayed(StateUseRecord use, string provider)
        => OAuthStateResult.Replayed(provider, use.Phase, use.Outcome is not null && _uses.IsTold(use) ? use.Outcome : null);

    private OAuthState Disclose(StatePayload payload, string provider)
    {
        var problem = _redirects.Problem(payload.RedirectPath);
        var isReplaced = problem is not null && payload.RedirectPath != _options.DefaultRedirectPath;
        if (isReplaced)
        {
            StateLog.RedirectPathReplaced(_logger, provider, problem!);
        }

        var path = OAuthRedirectPath.Encode(isReplaced ? _options.DefaultRedirectPath : payload.RedirectPath);
        return new OAuthState(provider, payload.UserId, payload.TenantId, path)
        {
            IsRedirectPathReplaced = isReplaced,
            CodeVerifier = payload.CodeVerifier,
            Data = payload.Data,
            IssuedAt = payload.IssuedAt,
            ExpiresAt = payload.ExpiresAt,
        };
    }
}
