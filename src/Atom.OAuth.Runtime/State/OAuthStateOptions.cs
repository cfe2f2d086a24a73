namespace Atom.OAuth;

/// <summary>The options of <see cref="OAuthStateProtector"/>.</summary>
public sealed class OAuthStateOptions
{
    /// <summary>
    /// Gets or sets how long a state is valid: 1 minute to 1 hour, by default 10 minutes. Signing in with a second factor takes minutes.
    /// </summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Gets or sets the maximum length of a state in characters, 43 to 4096, by default 500: the limit of the strictest large provider.
    /// It applies to providers without a documented limit (<see cref="OAuthProvider.MaxStateLength"/>). A longer state is put into the
    /// <see cref="IOAuthStateStore"/> and replaced by a reference of 43 characters; at 250 or less, all states are.
    /// </summary>
    public int MaxStateLength { get; set; } = 500;

    /// <summary>
    /// Gets or sets a value indicating whether every state is a reference of 43 characters whose contents are kept in the
    /// <see cref="IOAuthStateStore"/>.
    /// </summary>
    public bool UseReferences { get; set; }

    /// <summary>Gets or sets the path to redirect to if the state has none, or one that is no longer allowed. By default <c>/</c>.</summary>
    public string DefaultRedirectPath { get; set; } = "/";

    /// <summary>
    /// Gets the paths that redirect paths have to be under, for example <c>/app</c>, which allows <c>/app/x</c> but not <c>/apple</c>. If empty,
    /// all are allowed.
    /// </summary>
    public IList<string> AllowedRedirectPrefixes { get; } = [];

    /// <summary>Gets the paths of the OAuth callbacks, for example <c>/oauth/callback</c>. Redirects to them or below are not allowed.</summary>
    public IList<string> CallbackPaths { get; } = [];

    /// <summary>
    /// Gets or sets how long duplicate callbacks get the outcome of the first one, up to 1 hour, by default 10 minutes. Zero turns this off.
    /// </summary>
    public TimeSpan DuplicateWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Gets or sets how long a duplicate callback waits for the outcome of the first one, up to 30 seconds, by default 10 seconds.
    /// </summary>
    public TimeSpan DuplicateWait { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gets or sets how long a call to the <see cref="IOAuthStateStore"/> may take, 10 milliseconds to 1 minute, by default 10 seconds.
    /// It also applies to stores that block. The in-memory store is not subject to it.
    /// </summary>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gets or sets the prefix of the cookie names, by default <c>__Host-atom-oauth</c>. With <c>__Host-</c>,
    /// browsers accept the cookie from this exact host only, not from its subdomains.
    /// </summary>
    public string CookieName { get; set; } = "__Host-atom-oauth";

    /// <summary>
    /// Gets or sets a value indicating whether providers call back by POST (<c>response_mode=form_post</c>), for which browsers send only
    /// cookies with <c>SameSite=None</c>. By default <see langword="false"/>: <c>SameSite=Lax</c>, which works with the usual GET.
    /// </summary>
    public bool AllowCrossSitePost { get; set; }

    /// <summary>
    /// Gets or sets how many entries the in-memory store holds at most, by default 50,000. When it is full, the oldest reference of the user
    /// with the most references is evicted; when it is full of used states, no state is accepted.
    /// </summary>
    public int InMemoryCapacity { get; set; } = 50_000;

    /// <summary>
    /// Gets or sets how many entries of one user the in-memory store holds at most, by default 200: of references, the
    /// oldest is evicted first; of used states, none is, and the user has to wait.
    /// </summary>
    public int InMemoryCapacityPerUser { get; set; } = 200;

    /// <summary>Gets the sum of <see cref="Lifetime"/> and <see cref="DuplicateWindow"/>: how long the browser has to keep the secret.</summary>
    internal TimeSpan CookieLifetime => Lifetime + DuplicateWindow;
}
