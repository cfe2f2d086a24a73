namespace Atom.OAuth.Analyzers.Retirements;

/// <summary>A deadline that no literal reveals, for the page of deadlines.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="On">The day or month.</param>
/// <param name="What">What ends.</param>
/// <param name="Instead">What to use.</param>
/// <param name="Source">The page that documents it.</param>
internal sealed record Deadline(string Provider, string On, string What, string Instead, string Source)
{
    public static IReadOnlyList<Deadline> Others { get; } = new Deadline[]
    {
        new(
            "monday.com",
            "2027-04",
            "tokens of `https://auth.monday.com/oauth2/token`: refused with 401 `OAUTH21_TOKEN_REQUIRED` from API version 2027-04 on",
            "'https://auth.monday.com/oauth_ms/oauth/token'",
            "https://developer.monday.com/apps/docs/oauth-2-0"),
    };
}
