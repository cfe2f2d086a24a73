using Atom.OAuth.Diagnostics;
using Atom.OAuth.State;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Atom.OAuth;

/// <summary>Creates and validates states with Data Protection, whose keys rotate, can be revoked, and can be shared by several instances.</summary>
/// <remarks>
/// Unless its keys are persisted outside the process, Data Protection creates new ones at every start, and every flow in
/// progress fails: see <c>PersistKeysToFileSystem</c> and similar methods.
/// </remarks>
public sealed class OAuthStateProtector : IOAuthStateProtector
{
    /// <summary>How far ahead the clock of another instance may be.</summary>
    internal static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);

    private readonly OAuthStateOptions _options;
    private readonly ILogger _logger;
    private readonly StateUses _uses;
    private readonly StateBuilder _builder;
    private readonly StateInspector _inspector;

    /// <summary>Initializes a new instance of the <see cref="OAuthStateProtector"/> class.</summary>
    /// <param name="dataProtection">Provides the keys.</param>
    /// <param name="store">Stores which states were used, and the contents of references.</param>
    /// <param name="options">The options.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system clock.</param>
    /// <param name="logger">The logger; <see langword="null"/> for none.</param>
    public OAuthStateProtector(
        IDataProtectionProvider dataProtection,
        IOAuthStateStore store,
        IOptions<OAuthStateOptions> options,
        TimeProvider? timeProvider = null,
        ILogger<OAuthStateProtector>? logger = null)
    {
        _ = store ?? throw new ArgumentNullException(nameof(store));
        _options = (options ?? throw new ArgumentNullException(nameof(options))).Value;
        _logger = logger ?? NullLogger<OAuthStateProtector>.Instance;
        var time = timeProvider ?? TimeProvider.System;
        RedirectPolicy redirects = new(_options);
        StateSeal seal = new(dataProtection ?? throw new ArgumentNullException(nameof(dataProtection)), _logger);
        BoundedStateStore bounded = new(store, _options);
        _uses = new StateUses(bounded, seal, _options, time, _logger);
        _builder = new StateBuilder(bounded, seal, _uses, redirects, _options, time);
        _inspector = new StateInspector(bounded, seal, _uses, redirects, _options, time, _logger);
    }

    /// <inheritdoc/>
    public async ValueTask<string> BuildAsync(OAuthStateRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        (var state, var provider) = await _builder.BuildAsync(
            request ?? throw new ArgumentNullException(nameof(request)), cancellationToken).ConfigureAwait(false);
        StateLog.Built(_logger, provider, state.Length == StateReference.Length);
        return state;
    }

    /// <inheritdoc/>
    public async ValueTask<(string State, OAuthStateCookie Cookie)> BuildWithCookieAsync(
        OAuthStateRequest request, CancellationToken cancellationToken = default)
    {
        if ((request ?? throw new ArgumentNullException(nameof(request))).BrowserBinding is not null)
        {
            throw new ArgumentException(
                $"The request has a {nameof(OAuthStateRequest.BrowserBinding)} already: leave it out, or call {nameof(BuildAsync)}.",
                nameof(request));
        }

        var secret = StateRandom.Secret();
        OAuthStateRequest bound = new(request.Provider, request.UserId, request.TenantId, request.RedirectPath)
        {
            BrowserBinding = secret,
            CodeVerifier = request.CodeVerifier,
            Data = request.Data,
        };
        var state = await BuildAsync(bound, cancellationToken).ConfigureAwait(false);
        return (state, new OAuthStateCookie(GetCookieName(state), secret, _options.CookieLifetime, _options.AllowCrossSitePost ? "None" : "Lax"));
    }

    /// <inheritdoc/>
    public string GetCookieName(string? state) => OAuthStateCookie.NameFor(state, _options.CookieName);

    /// <inheritdoc/>
    public async ValueTask<OAuthStateResult> ParseAsync(string? state, OAuthStateExpectation expected, CancellationToken cancellationToken = default)
    {
        var provider = StateFormat.Canonical((expected ?? throw new ArgumentNullException(nameof(expected))).Provider);
        cancellationToken.ThrowIfCancellationRequested();
        OAuthStateResult result;
        try
        {
            result = await _inspector.InspectAsync(state, provider, expected, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            StateLog.StoreFailed(_logger, exception, StateLog.Name(provider));
            result = OAuthStateResult.Failed(OAuthStateOutcome.StoreUnavailable, provider);
        }

        Conclude(provider, result);
        return result;
    }

    /// <inheritdoc/>
    public ValueTask<bool> CompleteAsync(OAuthStateResult result, string outcome, CancellationToken cancellationToken = default)
        => RecordAsync(result, StateUsePhase.Completed, outcome, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> FailAsync(OAuthStateResult result, string outcome, CancellationToken cancellationToken = default)
        => RecordAsync(result, StateUsePhase.Failed, outcome, cancellationToken);

    private ValueTask<bool> RecordAsync(OAuthStateResult result, StateUsePhase phase, string outcome, CancellationToken cancellationToken)
    {
        var ticket = (result ?? throw new ArgumentNullException(nameof(result))).Ticket
            ?? throw new ArgumentException($"Only a valid result can be completed, and this one is {result.Outcome}.", nameof(result));
        return _uses.RecordAsync(ticket, phase, outcome ?? throw new ArgumentNullException(nameof(outcome)), cancellationToken);
    }

    /// <summary>Every outcome passes through here.</summary>
    private void Conclude(string provider, OAuthStateResult result)
    {
        var outcome = result.Outcome;
        Telemetry.CountStateParse(provider, outcome);
        var name = StateLog.Name(provider);
        switch (outcome)
        {
            case OAuthStateOutcome.Valid:
                StateLog.Accepted(_logger, name);
                break;
            case OAuthStateOutcome.WrongBrowser when result.IsCookieMissing:
                StateLog.CookieMissing(_logger, name);
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
