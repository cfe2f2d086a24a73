using System.Text.RegularExpressions;

namespace Atom.OAuth.Package.Tests;

/// <summary>
/// Every link from a page of this repository to another leads somewhere, headings included. Needs no network: links elsewhere are not followed.
/// </summary>
public sealed partial class LinkTests
{
    private static readonly string[] NotOurs = ["bin", "obj", "artifacts", "node_modules", "TestResults"];

    public static TheoryData<string> Pages => [.. Directory.GetFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        // The compiler reads AnalyzerReleases.*.md, and links in them are those that it knows the rules by.
        .Where(file => !Path.GetFileName(file).StartsWith("AnalyzerReleases", StringComparison.Ordinal))
        .Where(file => !file.Split('/').Any(part => NotOurs.Contains(part) || part.StartsWith('.')))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void EveryLink_LeadsSomewhere(string page) => Assert.DoesNotContain(Links(page), link => !Leads(page, link));

    [Fact]
    public void Links_AreFound() => Assert.Contains("docs/getting-started.md", Links("README.md"));

    [Theory]
    [InlineData("docs/nowhere.md")]
    [InlineData("docs/getting-started.md#nowhere")]
    [InlineData("#nowhere")]
    public void DeadLink_IsNoticed(string link) => Assert.False(Leads("README.md", link));

    private static IEnumerable<string> Links(string page) =>
        Link().Matches(Code().Replace(Repository.Read(page), ""))
            .Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal));

    /// <summary>The files that a page links to.</summary>
    internal static IEnumerable<string> Targets(string page) => Links(page).Select(link => Target(page, link.Split('#')[0]));

    private static bool Leads(string page, string link)
    {
        var parts = link.Split('#', 2);
        var target = Target(page, parts[0]);
        return Path.Exists(Repository.PathOf(target)) && (parts.Length == 1 || Anchors(target).Contains(parts[1]));
    }

    private static string Target(string page, string link) => link.Length == 0
        ? page
        : Path.GetRelativePath(Repository.Root, Path.GetFullPath(link, Path.GetDirectoryName(Repository.PathOf(page))!)).Replace('\\', '/');

    /// <summary>As GitHub and others make them of headings: lower case, words joined by hyphens, other signs gone.</summary>
    private static IEnumerable<string> Anchors(string page) =>
        Heading().Matches(Code().Replace(Repository.Read(page), ""))
            .Select(match => string.Concat(match.Groups["text"].Value
                .ToLowerInvariant()
                .Replace(' ', '-')
                .Where(c => char.IsLetterOrDigit(c) || c is '-' or '_')));

    [GeneratedRegex(@"(?<!\!)\[[^\]]*\]\((?<target>[^)\s]+)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    /// <summary>Blocks of code, whose brackets are no links.</summary>
    [GeneratedRegex(@"^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}
