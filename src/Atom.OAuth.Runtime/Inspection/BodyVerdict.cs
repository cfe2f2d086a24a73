using Atom.OAuth.Errors;

namespace Atom.OAuth.Inspection;

/// <summary>What the inspection of a body found.</summary>
/// <param name="Kind">What the body is.</param>
/// <param name="Title">The page's title, or <see langword="null"/>; it may have secrets, see <c>Shown</c>.</param>
internal readonly record struct BodyVerdict(ResponseBodyKind Kind, string? Title = null)
{
    private const int LongestTitle = 100;

    /// <summary>The same, fit to be shown.</summary>
    /// <param name="secrets">The secrets that are known, or <see langword="null"/>.</param>
    public BodyVerdict Shown(OAuthSecrets? secrets)
        // Cut last: half of a secret is not known as one.
        => Title is null ? this : this with { Title = DisplayText.Cut(ErrorText.Redact(Title, secrets), LongestTitle) };

    /// <summary>The same, fit to be shown, without the secrets of the response's request.</summary>
    public BodyVerdict Shown(HttpResponseMessage? response)
        => Title is null ? this : Shown(response?.RequestMessage is { } request ? OAuthSecrets.OfRequest(request) : null);
}
