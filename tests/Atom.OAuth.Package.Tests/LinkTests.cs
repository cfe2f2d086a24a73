using System.Text.RegularExpressions;

namespace Atom.OAuth.Package.Tests;

/// <summary>
/// Each link from a page of this repository to another has a target, including headings. Requires no network: external links are not followed.
/// </summary>
public sealed partial class LinkTests
{
    private static readonly string[] NotOurs = ["bin", "obj", "artifacts", "node_modules", "TestResults"];

    public static TheoryData<string> Pages => [.. Directory.GetFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        // The compiler reads AnalyzerReleases.*.md; links in them are help links of the rules.
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

    /// <summary>Gets the files to which a page links.</summary>
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

    /// <summary>Gets the anchors of headings as GitHub generates them: lower case, spaces become hyphens, punctuation is removed.</summary>
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

    /// <summary>Matches code blocks, whose brackets are not links.</summary>
    [GeneratedRegex(@"^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}
