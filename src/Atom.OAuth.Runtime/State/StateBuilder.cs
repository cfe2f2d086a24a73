namespace Atom.OAuth.State;

/// <summary>Creates states: self-contained if they fit, otherwise by reference.</summary>
internal sealed class StateBuilder
{
    private readonly BoundedStateStore _store;
    private readonly StateSeal _seal;
    private readonly StateUses _uses;
    private readonly RedirectPolicy _redirects;
    private readonly OAuthStateOptions _options;
    private readonly TimeProvider _time;
    private readonly NonceSource _nonces = new();

    public StateBuilder(
        BoundedStateStore store, StateSeal seal, StateUses uses, RedirectPolicy redirects, OAuthStateOptions options, TimeProvider time)
    {
        _store = store;
        _seal = seal;
        _uses = uses;
        _redirects = redirects;
        _options = options;
        _time = time;
    }

    public async ValueTask<(string State, string Provider)> BuildAsync(OAuthStateRequest request, CancellationToken cancellationToken)
    {
        var payload = Describe(request, out var provider);
        var limit = OAuthProviders.Find(provider)?.MaxStateLength ?? _options.MaxStateLength;
        var state = _options.UseReferences || request.CodeVerifier is not null || limit <= StateReference.LargestLimit
            ? null
            : _seal.Protect(provider, payload);
        if (state is null || state.Length > limit)
        {
            state = await StoreAsync(provider, payload, limit, cancellationToken).ConfigureAwait(false);
        }

        return (state, provider);
    }

    private StatePayload Describe(OAuthStateRequest request, out string provider)
    {
        provider = StateFormat.Canonical(request.Provider
            ?? throw new ArgumentException("The provider is null: name the one that the browser is sent to.", nameof(request)));
        StateArguments.Check(request, provider);
        var path = request.RedirectPath ?? _options.DefaultRedirectPath;
        if (_redirects.Problem(path) is { } problem && request.RedirectPath is not null)
        {
            throw new ArgumentException(problem, nameof(request));
        }

        var now = _time.GetUtcNow();
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
            Data = request.Data,
        };
    }

    private async ValueTask<string> StoreAsync(string provider, StatePayload payload, int limit, CancellationToken cancellationToken)
    {
        if (limit < StateReference.Length)
        {
            throw new InvalidOperationException(
                $"{provider} gives back a state of at most {limit} characters, and a reference that nobody can guess takes {StateReference.Length}: "
                + "keep the flow in the browser's session instead.");
        }

        payload.IsReference = true;
        var reference = StateRandom.Secret();
        var value = _seal.Protect(provider, payload);
        var until = _uses.KeepUntil(payload.ExpiresAt);
        await _store.AddReferenceAsync(StateReference.Key(reference), value, until, payload.Owner, cancellationToken).ConfigureAwait(false);
        return reference;
    }
}
