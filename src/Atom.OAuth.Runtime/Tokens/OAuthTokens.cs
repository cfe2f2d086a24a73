using System.Diagnostics;
using System.Text.Json;
using Atom.OAuth.Errors;
using Atom.OAuth.Tokens;

namespace Atom.OAuth;

/// <summary>The tokens of a connection: as a provider gave them, or as you stored them.</summary>
/// <remarks><see cref="ToString"/> and the debugger show no token.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class OAuthTokens
{
    /// <summary>The type of a user's token, as Slack writes it where an app has two.</summary>
    private const string UserType = "user";

    private readonly Lazy<JsonElement>? _response;

    /// <summary>Initializes a new instance of the <see cref="OAuthTokens"/> class with tokens from your store.</summary>
    /// <param name="accessToken">The access token.</param>
    /// <exception cref="ArgumentException"><paramref name="accessToken"/> is <see langword="null"/> or empty.</exception>
    public OAuthTokens(string accessToken)
    {
        if (string.IsNullOrEmpty(accessToken))
        {
            throw new ArgumentException("An access token is needed; a connection without one has no tokens.", nameof(accessToken));
        }

        AccessToken = accessToken;
    }

    internal OAuthTokens(string accessToken, byte[]? response)
        : this(accessToken)
        => _response = response is null ? null : new Lazy<JsonElement>(() => JsonDocument.Parse(response).RootElement);

    /// <summary>Gets the access token (RFC 6749, section 1.4).</summary>
    public string AccessToken { get; }

    /// <summary>Gets the token's type as the provider writes it (RFC 6749, section 7.1), <c>Bearer</c> when it does not.</summary>
    public string TokenType { get; init; } = "Bearer";

    /// <summary>Gets the refresh token, or <see langword="null"/> when the connection has none.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>
    /// Gets when the access token ends (UTC), or <see langword="null"/> when that is not known. The clock is that of the machine that read the
    /// response.
    /// </summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>
    /// Gets the granted scopes as the provider writes them, or <see langword="null"/> when it names none: then they are those that were asked
    /// for (RFC 6749, section 5.1).
    /// </summary>
    public string? Scope { get; init; }

    /// <summary>Gets the ID token (OpenID Connect Core, section 3.1.3.3), not validated, or <see langword="null"/>.</summary>
    public string? IdToken { get; init; }

    /// <summary>
    /// Gets the tokens of the user beside those of the app, as Slack gives them under <c>authed_user</c>, or <see langword="null"/>.
    /// </summary>
    /// <remarks>Where a provider gives the user's tokens only, these are the same as the tokens themselves.</remarks>
    public OAuthTokens? User { get; init; }

    /// <summary>Gets the other half of an OAuth 1.0a token (<c>oauth_token_secret</c>), or <see langword="null"/>.</summary>
    public string? TokenSecret { get; init; }

    /// <summary>Reads another member of the response, for example <c>workspace_id</c> or <c>team</c>.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="value">Its value.</param>
    /// <returns><see langword="false"/> when the response has no such member, or the tokens did not come from a JSON response.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    public bool TryGetParameter(string name, out JsonElement value)
    {
        value = default;
        return _response is not null
            && JsonText.TryGet(_response.Value, name ?? throw new ArgumentNullException(nameof(name)), out value);
    }

    /// <summary>Tells whether the access token has ended or is about to.</summary>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="margin">How long before its end a token counts as ended; 60 seconds is usual.</param>
    /// <returns><see langword="false"/> when the end is not known.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="timeProvider"/> is <see langword="null"/>.</exception>
    public bool IsExpired(TimeProvider timeProvider, TimeSpan margin = default)
        => ExpiresAt - (timeProvider ?? throw new ArgumentNullException(nameof(timeProvider))).GetUtcNow() <= margin;

    /// <summary>
    /// Tells whether another process has stored newer tokens since these were read: the check to make before an <c>invalid_grant</c> is
    /// believed.
    /// </summary>
    /// <remarks>
    /// It narrows the race of two refreshes and does not close it: a refresh whose answer is still on its way has stored nothing yet, and a
    /// provider that detects the second use of a refresh token (RFC 9700, section 4.14.2) may revoke the connection by then. Only one refresh at
    /// a time closes it: a lock within one process, a lease in the database over several.
    /// </remarks>
    /// <param name="stored">The tokens in the store now.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stored"/> is <see langword="null"/>.</exception>
    public bool IsSupersededBy(OAuthTokens stored)
        => !string.Equals((stored ?? throw new ArgumentNullException(nameof(stored))).RefreshToken, RefreshToken, StringComparison.Ordinal)
            || !string.Equals(stored.AccessToken, AccessToken, StringComparison.Ordinal);

    /// <summary>Says what is there, and shows nothing of it; of the type, which is the provider's text, only what can be one.</summary>
    public override string ToString()
        => $"{(ErrorText.Code(TokenType) == TokenType ? TokenType : "Access")} token"
            + (ExpiresAt is { } end ? $", ends {end:u}" : string.Empty)
            + (RefreshToken is null ? string.Empty : ", with refresh token");

    /// <summary>Puts other tokens of the user beside these of the app, for example after a refresh of the user's alone.</summary>
    /// <param name="user">The user's tokens, or <see langword="null"/> for none.</param>
    public OAuthTokens WithUser(OAuthTokens? user) => WithUser(user, _response);

    /// <summary>Makes tokens complete that came from a second consent: providers such as Google give a refresh token at the first one only.</summary>
    /// <remarks>
    /// The user may have chosen another account at the provider, and that account's access token must not come together with the refresh
    /// token of the one before. Where both tokens tell their account (<see cref="IsSameAccountAs"/>) that decides; where they do not, say
    /// by <paramref name="accountIsVerified"/> that you have compared the accounts, for example by the provider's user info endpoint.
    /// </remarks>
    /// <param name="stored">The tokens that are stored for the connection.</param>
    /// <param name="accountIsVerified">Whether you know that both belong to the same account.</param>
    /// <returns>These tokens, with what the answer left out from <paramref name="stored"/>; unchanged where the accounts differ, or may.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stored"/> is <see langword="null"/>.</exception>
    public OAuthTokens OverStored(OAuthTokens stored, bool accountIsVerified = false)
        => IsSameAccountAs(stored ?? throw new ArgumentNullException(nameof(stored))) ?? accountIsVerified ? Over(stored) : this;

    /// <summary>
    /// Tells whether other tokens belong to the same account at the provider: by the <c>sub</c> of the ID tokens, or by the members of the
    /// responses that name it.
    /// </summary>
    /// <param name="other">The other tokens.</param>
    /// <returns><see langword="null"/> when they do not tell.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is <see langword="null"/>.</exception>
    public bool? IsSameAccountAs(OAuthTokens other) => TokenAccount.AreSame(this, other ?? throw new ArgumentNullException(nameof(other)));

    /// <summary>What a refresh leaves as it was: the response need not repeat it (RFC 6749, sections 5.1 and 6).</summary>
    internal OAuthTokens Over(OAuthTokens current)
    {
        if (User is not null || current.User is not { } currentUser)
        {
            var user = User is not null && current.User is not null ? User.Merge(current.User, null) : User;

            // An answer with the user's tokens alone says nothing about those of the app.
            var isOfUserAlone = user?.AccessToken == AccessToken && current.User is not null && current.User.AccessToken != current.AccessToken;
            return isOfUserAlone ? current.WithUser(user, _response) : Merge(current, user);
        }

        // The connection has two tokens, and the answer is about one of them. Slack names it in token_type.
        var isOfUser = string.Equals(TokenType, UserType, StringComparison.OrdinalIgnoreCase);
        if (currentUser.AccessToken == current.AccessToken)
        {
            // They are one and the same: there is no token of an app.
            var both = Merge(current, null);
            return isOfUser || current.TokenType == currentUser.TokenType ? both.WithUser(Merge(currentUser, null)) : both.WithUser(currentUser);
        }

        return isOfUser ? current.WithUser(Merge(currentUser, null), _response) : Merge(current, currentUser);
    }

    private OAuthTokens Merge(OAuthTokens current, OAuthTokens? user) => new(AccessToken, _response)
    {
        TokenType = TokenType,
        RefreshToken = RefreshToken ?? current.RefreshToken,
        ExpiresAt = ExpiresAt,
        Scope = Scope ?? current.Scope,
        IdToken = IdToken ?? current.IdToken,
        TokenSecret = TokenSecret ?? current.TokenSecret,
        User = user,
    };

    private OAuthTokens WithUser(OAuthTokens? user, Lazy<JsonElement>? response) => new(AccessToken, response)
    {
        TokenType = TokenType,
        RefreshToken = RefreshToken,
        ExpiresAt = ExpiresAt,
        Scope = Scope,
        IdToken = IdToken,
        TokenSecret = TokenSecret,
        User = user,
    };

    private OAuthTokens(string accessToken, Lazy<JsonElement>? response)
        : this(accessToken)
        => _response = response;
}
