namespace Atom.OAuth;

/// <summary>The settings of <see cref="OAuthStateProtector"/>.</summary>
public sealed class OAuthStateOptions
{
    /// <summary>
    /// Gets or sets how long a state is good for: 1 minute to 1 hour, by default 10 minutes. Signing in with a second factor takes minutes.
    /// </summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Gets or sets the longest state in characters, 43 to 4096, by default 500: what the strictest of the large providers takes.
    /// It holds for providers without a documented limit (<see cref="OAuthProvider.MaxStateLength"/>). A state that would become longer
    /// goes to the <see cref="IOAuthStateStore"/>, and a reference of 43 characters takes its place; at 250 or less it always does.
    /// </summary>
    public int MaxStateLength { get; set; } = 500;

    /// <summary>
    /// Gets or sets a value indicating whether every state is a reference of 43 characters, and what it carries waits in the
    /// <see cref="IOAuthStateStore"/>.
    /// </summary>
    public bool UseReferences { get; set; }

    /// <summary>Gets or sets where the browser goes when a state names no path, or one that is no longer allowed. By default <c>/</c>.</summary>
    public string DefaultRedirectPath { get; set; } = "/";

    /// <summary>
    /// Gets the paths under which redirect paths have to be, for example <c>/app</c>, which allows <c>/app/x</c> but not <c>/apple</c>. Empty
    /// allows all.
    /// </summary>
    public IList<string> AllowedRedirectPrefixes { get; } = [];

    /// <summary>Gets the paths of the OAuth callbacks, for example <c>/oauth/callback</c>. No redirect leads there or below.</summary>
    public IList<string> CallbackPaths { get; } = [];

    /// <summary>
    /// Gets or sets how long a duplicate callback gets the first one's outcome, up to 1 hour, by default 10 minutes. Zero switches it off.
    /// </summary>
    public TimeSpan DuplicateWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Gets or sets how long a duplicate callback waits for the first one to come to an outcome, up to 30 seconds, by default 10 seconds.
    /// </summary>
    public TimeSpan DuplicateWait { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gets or sets how long a call of the <see cref="IOAuthStateStore"/> may take, 10 milliseconds to 1 minute, by default 10 seconds.
    /// It holds for a store that blocks as well. The store in memory needs no such bound.
    /// </summary>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gets or sets what the names of the browser's cookies start with, by default <c>__Host-atom-oauth</c>. With the prefix <c>__Host-</c>
    /// browsers take the cookie from this very host only, not from its subdomains.
    /// </summary>
    public string CookieName { get; set; } = "__Host-atom-oauth";

    /// <summary>
    /// Gets or sets a value indicating whether providers call back by POST (<c>response_mode=form_post</c>), which a browser does across
    /// sites with cookies of <c>SameSite=None</c> only. By default <see langword="false"/>: <c>SameSite=Lax</c>, which the usual GET keeps.
    /// </summary>
    public bool AllowCrossSitePost { get; set; }

    /// <summary>
    /// Gets or sets how many entries the in-memory store holds at most, by default 50,000. When it is full, the user with the most states
    /// that were made by reference and not used yet loses the oldest of them; when it is full of used states, no state is accepted.
    /// </summary>
    public int InMemoryCapacity { get; set; } = 50_000;

    /// <summary>
    /// Gets or sets how many entries of one user the in-memory store holds at most, by default 200: of states by reference, where the
    /// oldest goes first, and of states that were used, where the user has to wait.
    /// </summary>
    public int InMemoryCapacityPerUser { get; set; } = 200;

    /// <summary>Gets what <see cref="Lifetime"/> and <see cref="DuplicateWindow"/> add up to: how long a browser has to keep its secret.</summary>
    internal TimeSpan CookieLifetime => Lifetime + DuplicateWindow;
}
