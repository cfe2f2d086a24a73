using Atom.OAuth.Errors;

namespace Atom.OAuth.Inspection;

/// <summary>The result of inspecting a body.</summary>
/// <param name="Kind">The kind of body.</param>
/// <param name="Title">The page's title, or <see langword="null"/>; it may contain secrets, see <c>Shown</c>.</param>
internal readonly record struct BodyVerdict(ResponseBodyKind Kind, string? Title = null)
{
    private const int LongestTitle = 100;

    /// <summary>Returns the verdict with a title that can be shown.</summary>
    /// <param name="secrets">The known secrets, or <see langword="null"/>.</param>
    public BodyVerdict Shown(OAuthSecrets? secrets)
        // Cut last: half of a secret is not recognized.
        => Title is null ? this : this with { Title = DisplayText.Cut(ErrorText.Redact(Title, secrets), LongestTitle) };

    /// <summary>Returns the verdict with a title that can be shown, without the secrets of the request.</summary>
    public BodyVerdict Shown(HttpResponseMessage? response)
        => Title is null ? this : Shown(response?.RequestMessage is { } request ? OAuthSecrets.OfRequest(request) : null);
}
