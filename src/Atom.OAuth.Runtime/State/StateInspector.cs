using Microsoft.Extensions.Logging;

namespace Atom.OAuth.State;

/// <summary>Checks states, and uses up what is valid.</summary>
internal sealed class StateInspector
{
    private readonly IOAuthStateStore _store;
    private readonly StateSeal _seal;
    private readonly StateUses _uses;
    private readonly RedirectPolicy _redirects;
    private readonly OAuthStateOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public StateInspector(
        IOAuthStateStore store, StateSeal seal, StateUses uses, RedirectPolicy redirects, OAuthStateOptions options, TimeProvider time, ILogger logger)
    {
        _store = store;
        _seal = seal;
        _uses = uses;
        _redirects = redirects;
        _options = options;
        _time = time;
        _logger = logger;
    }

    /// <summary>Throws when the store or the key ring fails, and for nothing that a state can be.</summary>
    public async ValueTask<OAuthStateResult> InspectAsync(string? state, string expectedProvider, OAuthStateExpectation expected, CancellationToken cancellationToken)
    {
        bool isReference = state?.Length == StateReference.Length;
        string? text = state is not { Length: > 0 and <= StateFormat.LongestState } ? null
            : !isReference ? state
            : CanonicalBase64Url.IsCanonical(state) ? await _store.FindAsync(StateReference.Key(state), cancellationToken).ConfigureAwait(false) : null;

        DateTimeOffset now = _time.GetUtcNow();
        if (text is null || _seal.TryOpen(text, out string provider) is not { } payload || payload.IsReference != isReference || payload.IssuedAt > now + OAuthStateProtector.ClockSkew)
        {
            return OAuthStateResult.Failed(OAuthStateOutcome.Invalid, expectedProvider);
        }

        if (!string.Equals(provider, expectedProvider, StringComparison.Ordinal))
        {
            return OAuthStateResult.Failed(OAuthStateOutcome.WrongProvider, expectedProvider);
        }

        StateTicket ticket = new(provider, payload.Nonce);
        OAuthStateOutcome comparison = StateChecks.Compare(payload, expected);
        if (now >= payload.ExpiresAt)
        {
            // The cookie may be gone by now, so that a late user is told to be late. A duplicate of a callback in time is none.
            return comparison == OAuthStateOutcome.Valid && now < payload.ExpiresAt + _options.DuplicateWindow
                && await _uses.FindOutcomeAsync(ticket, cancellationToken).ConfigureAwait(false) is (true, var late)
                ? OAuthStateResult.Failed(OAuthStateOutcome.Replayed, provider, late)
                : OAuthStateResult.Failed(OAuthStateOutcome.Expired, provider);
        }

        if (comparison != OAuthStateOutcome.Valid)
        {
            return OAuthStateResult.Failed(comparison, provider);
        }

        if (!await _uses.TryUseAsync(ticket, payload.ExpiresAt, cancellationToken).ConfigureAwait(false))
        {
            (_, string? first) = await _uses.FindOutcomeAsync(ticket, cancellationToken).ConfigureAwait(false);
            return OAuthStateResult.Failed(OAuthStateOutcome.Replayed, provider, first);
        }

        return OAuthStateResult.Valid(Disclose(payload, provider), ticket);
    }

    private OAuthState Disclose(StatePayload payload, string provider)
    {
        string? problem = _redirects.Problem(payload.RedirectPath);
        bool isReplaced = problem is not null && payload.RedirectPath != _options.DefaultRedirectPath;
        if (isReplaced)
        {
            StateLog.RedirectPathReplaced(_logger, provider, problem!);
        }

        return new OAuthState(provider, payload.UserId, payload.TenantId, isReplaced ? _options.DefaultRedirectPath : payload.RedirectPath)
        {
            IsRedirectPathReplaced = isReplaced,
            CodeVerifier = payload.CodeVerifier,
            IssuedAt = payload.IssuedAt,
            ExpiresAt = payload.ExpiresAt,
        };
    }
}
