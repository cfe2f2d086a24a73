using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Atom.OAuth.Package.Tests;

/// <summary>What people read first: a package's page on a feed, and the pages linked from it.</summary>
[Collection(PackageCollection.Name)]
public sealed partial class ReadmeTests(PackageFixture packages)
{
    public static TheoryData<string> Packages => [.. PackableProject.All.Select(project => project.Id)];

    [Fact]
    public void PackableProject_HasAReadmeBesideIt() =>
        Assert.Empty(PackableProject.All
            .Where(project => !File.Exists(Repository.PathOf($"{project.Folder}/README.md")))
            .Select(project => $"{project.Folder} has no README.md"));

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_CarriesItsOwnReadme(string id)
    {
        PackableProject project = PackableProject.All.Single(project => project.Id == id);
        using var package = ZipFile.OpenRead(packages.PathOf(id));
        using StreamReader readme = new(package.GetEntry("README.md")!.Open());

        Assert.Equal(Repository.Read($"{project.Folder}/README.md"), readme.ReadToEnd().ReplaceLineEndings("\n"));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void PackageReadme_NamesThePackage_AndHasNoLinkThatLeadsNowhere(string id)
    {
        var readme = Repository.Read($"{PackableProject.All.Single(project => project.Id == id).Folder}/README.md");

        Assert.StartsWith($"# {id}\n", readme, StringComparison.Ordinal);
        Assert.DoesNotContain(Link().Matches(readme), link => !link.Groups["target"].Value.StartsWith("https://", StringComparison.Ordinal));
        Assert.InRange(readme.Split('\n').Length, 10, 100);
    }

    [Fact]
    public async Task EverySnippet_CompilesAsItStands()
    {
        string[] pages = [.. PackableProject.All.Select(project => $"{project.Folder}/README.md"), "README.md", "docs/getting-started.md"];
        List<string> snippets = [.. pages.SelectMany(
            page => CSharpSnippets.In(Repository.Read(page)).Select((code, index) => $"// {page}, block {index + 1}\n{code}"))];
        Assert.NotEmpty(snippets);

        (var exitCode, var output) = await CSharpSnippets.CompileAsync(packages, snippets);

        // The first line of a snippet that does not compile says where it comes from.
        Assert.True(
            exitCode == 0,
            string.Join('\n', snippets.Select((code, index) => $"Snippet{index + 1}.cs: {code.Split('\n')[0]}").Append(output)));
        Assert.DoesNotContain(snippets, snippet => snippet.Contains("OAuth", StringComparison.Ordinal)
            && UsesTheRuntime().IsMatch(snippet)
            && !snippet.Contains("using Atom.OAuth;", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)|<a [^>]*href=""(?<target>[^""]+)""|src=""(?<target>[^""]+)""")]
    private static partial Regex Link();

    [GeneratedRegex(@"\b(CheckHtmlResponseAsync|ReadOAuthJsonAsync|AddAtomOAuth|OAuthTokenResponse)\b")]
    private static partial Regex UsesTheRuntime();
}
