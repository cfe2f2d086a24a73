using Atom.OAuth.Diagnostics;
using Atom.OAuth.State;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Atom.OAuth;

/// <summary>Makes and checks states with Data Protection: its keys rotate, can be revoked, and can be shared by several instances.</summary>
/// <remarks>
/// Without a place for the keys that outlives the process, Data Protection makes new ones at every start, and every flow that is under
/// way fails: see <c>PersistKeysToFileSystem</c> and its relatives.
/// </remarks>
public sealed class OAuthStateProtector : IOAuthStateProtector
{
    /// <summary>How far ahead another instance's clock may be.</summary>
    internal static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);

    private const int LongestOutcome = 2048;

    private readonly IOAuthStateStore _store;
    private readonly OAuthStateOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RedirectPolicy _redirects;
    private readonly StateSeal _seal;
    private readonly StateUses _uses;
    private readonly NonceSource _nonces = new();

    /// <summary>Initializes a new instance of the <see cref="OAuthStateProtector"/> class.</summary>
    /// <param name="dataProtection">Has the keys.</param>
    /// <param name="store">Keeps what was used, and what references stand for.</param>
    /// <param name="options">The settings.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system's.</param>
    /// <param name="logger">Where to log; <see langword="null"/> for nowhere.</param>
    public OAuthStateProtector(
        IDataProtectionProvider dataProtection,
        IOAuthStateStore store,
        IOptions<OAuthStateOptions> options,
        TimeProvider? timeProvider = null,
        ILogger<OAuthStateProtector>? logger = null)
    {
        _store = store ?? throw new ArgumentNullException(nameof(store));
        _options = (options ?? throw new ArgumentNullException(nameof(options))).Value;
        _time = timeProvider ?? TimeProvider.System;
        _logger = logger ?? NullLogger<OAuthStateProtector>.Instance;
        _redirects = new RedirectPolicy(_options);
        _seal = new StateSeal(dataProtection ?? throw new ArgumentNullException(nameof(dataProtection)), _logger);
        _uses = new StateUses(_store, _seal, _options, _time, _logger);
    }

    /// <inheritdoc/>
    public async ValueTask<string> BuildAsync(OAuthStateRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StatePayload payload = Describe(request ?? throw new ArgumentNullException(nameof(request)), out string provider);
        int limit = OAuthProviders.Find(provider)?.MaxStateLength ?? _options.MaxStateLength;
        string? state = _options.UseReferences || request.CodeVerifier is not null || limit <= StateReference.LargestLimit
            ? null
            : _seal.Protect(provider, payload);
        if (state is null || state.Length > limit)
        {
            state = await StoreAsync(provider, payload, limit, cancellationToken).ConfigureAwait(false);
        }

        StateLog.Built(_logger, provider, payload.IsReference);
        return state;
    }

    /// <inheritdoc/>
    public async ValueTask<(string State, OAuthStateCookie Cookie)> BuildWithCookieAsync(OAuthStateRequest request, CancellationToken cancellationToken = default)
    {
        if ((request ?? throw new ArgumentNullException(nameof(request))).BrowserBinding is not null)
        {
            throw new ArgumentException($"The request has a {nameof(OAuthStateRequest.BrowserBinding)} already: leave it out, or call {nameof(BuildAsync)}.", nameof(request));
        }

        string secret = StateRandom.Secret();
        OAuthStateRequest bound = new(request.Provider, request.UserId, request.TenantId, request.RedirectPath) { BrowserBinding = secret, CodeVerifier = request.CodeVerifier };
        string state = await BuildAsync(bound, cancellationToken).ConfigureAwait(false);
        return (state, new OAuthStateCookie(GetCookieName(state), secret, _options.CookieLifetime, _options.AllowCrossSitePost ? "None" : "Lax"));
    }

    /// <inheritdoc/>
    public string GetCookieName(string? state) => OAuthStateCookie.NameFor(state, _options.CookieName);

    /// <inheritdoc/>
    public async ValueTask<OAuthStateResult> ParseAsync(string? state, OAuthStateExpectation expected, CancellationToken cancellationToken = default)
    {
        string provider = StateFormat.Canonical((expected ?? throw new ArgumentNullException(nameof(expected))).Provider);
        cancellationToken.ThrowIfCancellationRequested();
        OAuthStateResult result;
        try
        {
            result = await ExamineAsync(state, provider, expected, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            StateLog.StoreFailed(_logger, exception, StateLog.Name(provider));
            result = OAuthStateResult.Failed(OAuthStateOutcome.StoreUnavailable, provider);
        }

        Conclude(provider, result.Outcome);
        return result;
    }

    /// <inheritdoc/>
    public ValueTask<bool> CompleteAsync(OAuthStateResult result, string outcome, CancellationToken cancellationToken = default)
    {
        StateTicket ticket = (result ?? throw new ArgumentNullException(nameof(result))).Ticket
            ?? throw new ArgumentException($"Only a valid result can be completed, and this one is {result.Outcome}.", nameof(result));
        return (outcome ?? throw new ArgumentNullException(nameof(outcome))).Length <= LongestOutcome
            ? _uses.RecordAsync(ticket, outcome, cancellationToken)
            : throw new ArgumentException($"The outcome is longer than {LongestOutcome} characters: record a path or a short message.", nameof(outcome));
    }

    private StatePayload Describe(OAuthStateRequest request, out string provider)
    {
        provider = StateFormat.Canonical(request.Provider ?? throw new ArgumentException("The provider is null: name the one that the browser is sent to.", nameof(request)));
        StateArguments.Check(request, provider);
        string path = request.RedirectPath ?? _options.DefaultRedirectPath;
        if (_redirects.Problem(path) is { } problem && request.RedirectPath is not null)
        {
            throw new ArgumentException(problem, nameof(request));
        }

        DateTimeOffset now = _time.GetUtcNow();
        return new StatePayload
        {
            Nonce = _nonces.Next(),
            IssuedAt = now,
            ExpiresAt = now + _options.Lifetime,
            UserId = request.UserId,
            TenantId = request.TenantId,
            RedirectPath = path,
            BindingHash = request.BrowserBinding is { } binding ? StateRandom.Hash(binding) : null,
            CodeVerifier = request.CodeVerifier,
        };
    }

    private async ValueTask<string> StoreAsync(string provider, StatePayload payload, int limit, CancellationToken cancellationToken)
    {
        if (limit < StateReference.Length)
        {
            throw new InvalidOperationException(
                $"{provider} gives back a state of at most {limit} characters, and a reference that nobody can guess takes {StateReference.Length}: keep the flow in the browser's session instead.");
        }

        payload.IsReference = true;
        string reference = StateRandom.Secret();
        string value = _seal.Protect(provider, payload);
        await _store.TryAddAsync(StateReference.Key(reference), value, _uses.KeepUntil(payload.ExpiresAt), cancellationToken).ConfigureAwait(false);
        return reference;
    }

    private async ValueTask<OAuthStateResult> ExamineAsync(string? state, string expectedProvider, OAuthStateExpectation expected, CancellationToken cancellationToken)
    {
        bool isReference = state?.Length == StateReference.Length;
        string? text = state is not { Length: > 0 and <= StateFormat.LongestState } ? null
            : !isReference ? state
            : CanonicalBase64Url.IsCanonical(state) ? await _store.FindAsync(StateReference.Key(state), cancellationToken).ConfigureAwait(false) : null;

        DateTimeOffset now = _time.GetUtcNow();
        if (text is null || _seal.TryOpen(text, out string provider) is not { } payload || payload.IsReference != isReference || payload.IssuedAt > now + ClockSkew)
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

    /// <summary>The one place where every outcome passes.</summary>
    private void Conclude(string provider, OAuthStateOutcome outcome)
    {
        Telemetry.CountStateParse(OAuthProviders.Find(provider), outcome.ToString());
        string name = StateLog.Name(provider);
        switch (outcome)
        {
            case OAuthStateOutcome.Valid:
                StateLog.Accepted(_logger, name);
                break;
            case OAuthStateOutcome.WrongProvider or OAuthStateOutcome.WrongTenant or OAuthStateOutcome.WrongUser or OAuthStateOutcome.WrongBrowser:
                StateLog.Misdirected(_logger, name, outcome);
                break;
            default:
                StateLog.Refused(_logger, name, outcome);
                break;
        }
    }
}
