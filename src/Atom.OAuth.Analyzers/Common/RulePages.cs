using System.Reflection;

namespace Atom.OAuth.Analyzers.Common;

/// <summary>
/// The URLs of the rules' pages in the repository that this assembly was built from. The SDK writes its URL, as determined by Source
/// Link, into the assembly. Without one, or for an unknown host, there is no link, because no link is better than a dead one.
/// </summary>
internal static class RulePages
{
    private static readonly string? OwnRepository = typeof(RulePages).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(metadata => metadata.Key == "RepositoryUrl")?.Value;

    /// <summary>The path of a rule's page in the repository and in the package.</summary>
    public static string PathOf(string id) => $"docs/rules/{id}.md";

    public static string? UrlOf(string id) => UrlOf(id, OwnRepository);

    /// <summary>Gets the page on the default branch, which is corrected after a release as well.</summary>
    public static string? UrlOf(string id, string? repository)
    {
        if (!Uri.TryCreate(repository, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
        {
            return null;
        }

        var root = address.GetLeftPart(UriPartial.Path).TrimEnd('/');
        if (root.EndsWith(".git", StringComparison.OrdinalIgnoreCase))
        {
            root = root.Substring(0, root.Length - ".git".Length);
        }

        return address.Host switch
        {
            "github.com" => $"{root}/blob/HEAD/{PathOf(id)}",
            "gitlab.com" => $"{root}/-/blob/HEAD/{PathOf(id)}",
            "bitbucket.org" => $"{root}/src/HEAD/{PathOf(id)}",
            "dev.azure.com" => $"{root}?path=/{PathOf(id)}",
            _ => null,
        };
    }
}
