using System.Diagnostics;
using System.Text.Json;
using Atom.OAuth.Errors;
using Atom.OAuth.Tokens;

namespace Atom.OAuth;

/// <summary>The tokens of a connection, from a response or from your store.</summary>
/// <remarks>Neither <see cref="ToString"/> nor the debugger shows a token.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class OAuthTokens
{
    /// <summary>The type of a user's token in Slack, where an app has two.</summary>
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

    /// <summary>Gets the token's type as the provider writes it (RFC 6749, section 7.1); <c>Bearer</c> if it sends none.</summary>
    public string TokenType { get; init; } = "Bearer";

    /// <summary>Gets the refresh token, or <see langword="null"/> if the connection has none.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>
    /// Gets when the access token expires (UTC), or <see langword="null"/> if unknown, by the clock of the machine that read the
    /// response.
    /// </summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>
    /// Gets the granted scopes as the provider writes them, or <see langword="null"/> if it sends none: then they are the requested
    /// scopes (RFC 6749, section 5.1).
    /// </summary>
    public string? Scope { get; init; }

    /// <summary>Gets the ID token (OpenID Connect Core, section 3.1.3.3), not validated, or <see langword="null"/>.</summary>
    public string? IdToken { get; init; }

    /// <summary>
    /// Gets the user's tokens besides the app's, which Slack returns in <c>authed_user</c>, or <see langword="null"/>.
    /// </summary>
    /// <remarks>If a provider returns the user's tokens only, these are equal to the tokens themselves.</remarks>
    public OAuthTokens? User { get; init; }

    /// <summary>Gets the other half of an OAuth 1.0a token (<c>oauth_token_secret</c>), or <see langword="null"/>.</summary>
    public string? TokenSecret { get; init; }

    /// <summary>Gets another member of the response, for example <c>workspace_id</c> or <c>team</c>.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="value">Its value.</param>
    /// <returns><see langword="false"/> if the response has no such member, or the tokens do not come from a JSON response.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    public bool TryGetParameter(string name, out JsonElement value)
    {
        value = default;
        return _response is not null
            && JsonText.TryGet(_response.Value, name ?? throw new ArgumentNullException(nameof(name)), out value);
    }

    /// <summary>Determines whether the access token has expired or is about to.</summary>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="margin">How long before its expiry a token is considered expired; 60 seconds is usual.</param>
    /// <returns><see langword="false"/> if the expiry is unknown.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="timeProvider"/> is <see langword="null"/>.</exception>
    public bool IsExpired(TimeProvider timeProvider, TimeSpan margin = default)
        => ExpiresAt - (timeProvider ?? throw new ArgumentNullException(nameof(timeProvider))).GetUtcNow() <= margin;

    /// <summary>
    /// Determines whether another process has stored newer tokens since these were read. Check this before you act on an
    /// <c>invalid_grant</c>.
    /// </summary>
    /// <remarks>
    /// This narrows the race between two refreshes but does not eliminate it: a refresh whose response is still in transit has stored nothing yet,
    /// and a provider that detects refresh token reuse (RFC 9700, section 4.14.2) may revoke the connection by then. Only serializing refreshes
    /// eliminates it: with a lock within one process, with a lease in the database across several.
    /// </remarks>
    /// <param name="stored">The tokens that are in the store now.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stored"/> is <see langword="null"/>.</exception>
    public bool IsSupersededBy(OAuthTokens stored)
        => !string.Equals((stored ?? throw new ArgumentNullException(nameof(stored))).RefreshToken, RefreshToken, StringComparison.Ordinal)
            || !string.Equals(stored.AccessToken, AccessToken, StringComparison.Ordinal);

    /// <summary>Says what is present without showing it. The type is text from the provider, so it is shown only if it looks like one.</summary>
    public override string ToString()
        => $"{(ErrorText.Code(TokenType) == TokenType ? TokenType : "Access")} token"
            + (ExpiresAt is { } end ? $", ends {end:u}" : string.Empty)
            + (RefreshToken is null ? string.Empty : ", with refresh token");

    /// <summary>Returns these tokens with other tokens of the user, for example after a refresh of the user's tokens only.</summary>
    /// <param name="user">The user's tokens, or <see langword="null"/> for none.</param>
    public OAuthTokens WithUser(OAuthTokens? user) => WithUser(user, _response);

    /// <summary>Completes tokens from a repeated consent: providers such as Google issue a refresh token only at the first one.</summary>
    /// <remarks>
    /// The user may have chosen another account at the provider, and the access token of one account must not be combined with the refresh
    /// token of another. If both tokens identify their account (<see cref="IsSameAccountAs"/>), that decides; if not, use
    /// <paramref name="accountIsVerified"/> to say that you have compared the accounts, for example by the provider's user info endpoint.
    /// </remarks>
    /// <param name="stored">The connection's stored tokens.</param>
    /// <param name="accountIsVerified">Whether you have verified that both belong to the same account.</param>
    /// <returns>These tokens, completed from <paramref name="stored"/>; unchanged if the accounts differ, or may differ.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stored"/> is <see langword="null"/>.</exception>
    public OAuthTokens OverStored(OAuthTokens stored, bool accountIsVerified = false)
        => IsSameAccountAs(stored ?? throw new ArgumentNullException(nameof(stored))) ?? accountIsVerified ? Over(stored) : this;

    /// <summary>
    /// Determines whether other tokens belong to the same account at the provider, by the <c>sub</c> of the ID tokens or the members of the
    /// responses that identify the account.
    /// </summary>
    /// <param name="other">The other tokens.</param>
    /// <returns><see langword="null"/> if the tokens do not identify their account.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is <see langword="null"/>.</exception>
    public bool? IsSameAccountAs(OAuthTokens other) => TokenAccount.AreSame(this, other ?? throw new ArgumentNullException(nameof(other)));

    /// <summary>Keeps what a refresh leaves unchanged: the response need not repeat it (RFC 6749, sections 5.1 and 6).</summary>
    internal OAuthTokens Over(OAuthTokens current)
    {
        if (User is not null || current.User is not { } currentUser)
        {
            var user = User is not null && current.User is not null ? User.Merge(current.User, null) : User;

            // A response with the user's tokens only says nothing about the app's.
            var isOfUserAlone = user?.AccessToken == AccessToken && current.User is not null && current.User.AccessToken != current.AccessToken;
            return isOfUserAlone ? current.WithUser(user, _response) : Merge(current, user);
        }

        // The connection has two tokens, and the response is about one of them. Slack says which in token_type.
        var isOfUser = string.Equals(TokenType, UserType, StringComparison.OrdinalIgnoreCase);
        if (currentUser.AccessToken == current.AccessToken)
        {
            // They are the same token: the app has none.
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
