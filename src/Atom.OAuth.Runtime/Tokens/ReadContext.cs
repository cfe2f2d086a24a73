using Atom.OAuth.Errors;

namespace Atom.OAuth.Tokens;

/// <summary>The context in which a response is read.</summary>
internal readonly struct ReadContext
{
    public ReadContext(string provider, TimeProvider timeProvider, bool isRevocation = false)
    {
        if (string.IsNullOrWhiteSpace(provider))
        {
            throw new ArgumentException(
                "Name the provider, for example \"Slack\": messages and provider-specific reading need it.", nameof(provider));
        }

        Facts = OAuthProviders.Find(provider);
        Provider = Facts?.Name ?? ErrorText.ProviderName(provider);
        IsRevocation = isRevocation;
        Time = timeProvider ?? throw new ArgumentNullException(nameof(timeProvider));
    }

    /// <summary>Gets the provider's name for messages.</summary>
    public string Provider { get; }

    /// <summary>Gets the catalogue's entry, or <see langword="null"/> for other providers.</summary>
    public OAuthProvider? Facts { get; }

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Gets the tokens being refreshed, or <see langword="null"/> for any other grant.</summary>
    public OAuthTokens? Current { get; init; }

    /// <summary>Gets the secrets passed by the caller, or <see langword="null"/>.</summary>
    public OAuthSecrets? Secrets { get; init; }

    /// <summary>Gets the request as it was sent, or <see langword="null"/> if only the response is available.</summary>
    public SentRequest? Sent { get; init; }

    /// <summary>Gets a value indicating whether success requires no token.</summary>
    public bool IsRevocation { get; }
}
