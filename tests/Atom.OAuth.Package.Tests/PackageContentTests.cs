using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Atom.OAuth.Package.Tests;

[Collection(PackageCollection.Name)]
public sealed class PackageContentTests(PackageFixture packages)
{
    [Fact]
    public void Pack_GivesNoWarning() => Assert.DoesNotContain("warning", packages.PackOutput, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Pack_GivesAPackageForEachPackableProject_AndTheSymbolsOfTheLibraries() => Assert.Equal(
        PackableProject.All
            .SelectMany(project => project.HasSymbols
                ? new[] { packages.PathOf(project.Id), packages.PathOf(project.Id, "snupkg") }
                : [packages.PathOf(project.Id)])
            .Order(StringComparer.Ordinal),
        Directory.GetFiles(packages.Feed).Order(StringComparer.Ordinal));

    [Fact]
    public void AspNetCore_HoldsTheLibraryAndItsDocumentation_AndDependsOnItsSiblings()
    {
        var path = packages.PathOf("Atom.OAuth.AspNetCore");
        Assert.Equal(
            [
                "README.md",
                "icon.png",
                "lib/net10.0/Atom.OAuth.AspNetCore.dll",
                "lib/net10.0/Atom.OAuth.AspNetCore.xml",
                "lib/net8.0/Atom.OAuth.AspNetCore.dll",
                "lib/net8.0/Atom.OAuth.AspNetCore.xml",
            ],
            Files(path));
        Assert.All(
            Metadata(path, "dependencies")!.Elements(),
            group => Assert.Equal(
                [("Atom.OAuth.Runtime", packages.Version), ("Atom.OAuth.Storage", packages.Version)],
                group.Elements().Select(dependency => ((string)dependency.Attribute("id")!, (string)dependency.Attribute("version")!)).Order()));
    }

    [Fact]
    public void Analyzers_HoldsTheAnalyzersTheFixesTheirSwitchAndThePresets() => Assert.Equal(
        [
            "README.md",
            "analyzers/dotnet/cs/Atom.OAuth.Analyzers.dll",
            "analyzers/dotnet/cs/Atom.OAuth.Baseline.dll",
            "analyzers/dotnet/cs/Atom.OAuth.CodeFixes.dll",
            "buildTransitive/Atom.OAuth.Analyzers.targets",
            .. Pages(),
            "icon.png",
            "lib/netstandard2.0/_._",
            "presets/all.globalconfig",
            "presets/default.globalconfig",
            "presets/none.globalconfig",
            "presets/recommended.globalconfig",
            "presets/security.globalconfig",
        ],
        Files(packages.AnalyzersPackage));

    [Fact]
    public void Analyzers_HoldsEveryPageThatAnotherLinksTo()
    {
        var files = Files(packages.AnalyzersPackage);
        Assert.All(Pages(), page => Assert.All(
            LinkTests.Targets(page).Where(static target => target.StartsWith("docs/", StringComparison.Ordinal)
                && target.EndsWith(".md", StringComparison.Ordinal)),
            target => Assert.Contains(target, files)));
    }

    [Fact]
    public void Checklist_IsATool_AndHoldsWhatItRunsOn()
    {
        Assert.Equal("DotnetTool", (string?)Metadata(packages.ChecklistPackage, "packageTypes")!.Elements().Single().Attribute("name"));
        Assert.Equal(
            [
                "README.md",
                "icon.png",
                "tools/net8.0/any/Atom.OAuth.Analyzers.dll",
                "tools/net8.0/any/Atom.OAuth.Baseline.dll",
                "tools/net8.0/any/DotnetToolSettings.xml",
                "tools/net8.0/any/Microsoft.CodeAnalysis.CSharp.dll",
                "tools/net8.0/any/Microsoft.CodeAnalysis.dll",
                "tools/net8.0/any/System.Collections.Immutable.dll",
                "tools/net8.0/any/System.CommandLine.dll",
                "tools/net8.0/any/System.Reflection.Metadata.dll",
                "tools/net8.0/any/atom-oauth-checklist.deps.json",
                "tools/net8.0/any/atom-oauth-checklist.dll",
                "tools/net8.0/any/atom-oauth-checklist.runtimeconfig.json",
            ],
            Files(packages.ChecklistPackage));
    }

    [Fact]
    public void Runtime_HoldsTheLibraryAndItsDocumentation() => Assert.Equal(
        [
            "README.md",
            "icon.png",
            "lib/net8.0/Atom.OAuth.Runtime.dll",
            "lib/net8.0/Atom.OAuth.Runtime.xml",
            "lib/netstandard2.0/Atom.OAuth.Runtime.dll",
            "lib/netstandard2.0/Atom.OAuth.Runtime.xml",
        ],
        Files(packages.RuntimePackage));

    [Fact]
    public void RuntimeSymbols_HoldsThePdbs() => Assert.Equal(
        ["lib/net8.0/Atom.OAuth.Runtime.pdb", "lib/netstandard2.0/Atom.OAuth.Runtime.pdb"],
        Files(packages.RuntimeSymbols));

    [Theory]
    [InlineData("Atom.OAuth.Analyzers.dll")]
    [InlineData("Atom.OAuth.Baseline.dll")]
    [InlineData("Atom.OAuth.CodeFixes.dll")]
    public void Analyzers_CarryTheirSymbolsInside(string assembly)
    {
        using var package = ZipFile.OpenRead(packages.AnalyzersPackage);
        using var image = new PEReader(new MemoryStream(Read(package, "analyzers/dotnet/cs/" + assembly)));

        Assert.Contains(image.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
    }

    /// <summary>A development dependency would hide the runtime's types from the code that the fixes write.</summary>
    [Fact]
    public void Analyzers_IsNoDevelopmentDependency() => Assert.Null(Metadata(packages.AnalyzersPackage, "developmentDependency"));

    [Fact]
    public void Analyzers_DependsOnTheRuntimeOfTheSameVersion()
    {
        var group = Assert.Single(Metadata(packages.AnalyzersPackage, "dependencies")!.Elements());
        var dependency = Assert.Single(group.Elements());

        Assert.Equal(".NETStandard2.0", (string?)group.Attribute("targetFramework"));
        Assert.Equal("Atom.OAuth.Runtime", (string?)dependency.Attribute("id"));
        Assert.Equal(packages.Version, (string?)dependency.Attribute("version"));
    }

    [Fact]
    public void Runtime_DependsOnWhatItCalls_AndOnNothingElse()
    {
        string[] everywhere =
        [
            "Microsoft.AspNetCore.DataProtection", "Microsoft.Bcl.Memory", "Microsoft.Extensions.DependencyInjection.Abstractions",
            "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options",
        ];
        string[] whereTheFrameworkLacksIt = ["Microsoft.Bcl.TimeProvider", "System.Diagnostics.DiagnosticSource", "System.Text.Json"];
        var groups = Metadata(packages.RuntimePackage, "dependencies")!.Elements().ToDictionary(
            group => (string)group.Attribute("targetFramework")!,
            group => group.Elements().Select(dependency => (string)dependency.Attribute("id")!).ToList());

        Assert.Equal(everywhere, groups["net8.0"].Order());
        Assert.Equal(everywhere.Concat(whereTheFrameworkLacksIt).Order(), groups[".NETStandard2.0"].Order());
    }

    /// <summary>An application on .NET 8 keeps its packages of version 8.0. Microsoft.Bcl.Memory starts with 9.0.</summary>
    [Fact]
    public void Runtime_AsksForPackagesOf80_OnNet8() => Assert.All(
        Metadata(packages.RuntimePackage, "dependencies")!.Elements()
            .Single(group => (string?)group.Attribute("targetFramework") == "net8.0")
            .Elements(),
        dependency => Assert.StartsWith(
            (string?)dependency.Attribute("id") == "Microsoft.Bcl.Memory" ? "9.0." : "8.0.",
            (string?)dependency.Attribute("version"),
            StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(ReadmeTests.Packages), MemberType = typeof(ReadmeTests))]
    public void Package_SaysWhatItIs(string id)
    {
        var path = packages.PathOf(id);

        Assert.Equal(id, Metadata(path, "id")?.Value);
        Assert.Equal("README.md", Metadata(path, "readme")?.Value);
        Assert.Equal("icon.png", Metadata(path, "icon")?.Value);
        Assert.Equal("MIT", Metadata(path, "license")?.Value);
        Assert.Equal("expression", (string?)Metadata(path, "license")?.Attribute("type"));
        Assert.Equal("git", (string?)Metadata(path, "repository")?.Attribute("type"));
        Assert.Equal(PackageFixture.RepositoryUrl, (string?)Metadata(path, "repository")?.Attribute("url"));
        Assert.NotEmpty(Metadata(path, "description")!.Value);
        Assert.Equal(ReleaseNotes(), Metadata(path, "releaseNotes")?.Value.ReplaceLineEndings("\n").Trim());
    }

    [Fact]
    public void Runtime_DocumentsItsPublicTypes()
    {
        using var package = ZipFile.OpenRead(packages.RuntimePackage);
        foreach (var framework in new[] { "net8.0", "netstandard2.0" })
        {
            var documentation = XDocument.Load(new MemoryStream(Read(package, $"lib/{framework}/Atom.OAuth.Runtime.xml")));

            Assert.Contains(
                documentation.Descendants("member"),
                member => (string?)member.Attribute("name") == "T:Atom.OAuth.HtmlResponseExtensions");
        }
    }

    private static IEnumerable<string> Pages() => Directory.GetFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories)
        .Select(static page => Path.GetRelativePath(Repository.Root, page).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    /// <summary>Gets the changelog's section for the version of the packages.</summary>
    private static string ReleaseNotes()
    {
        var version = XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants("VersionPrefix").Single().Value;
        var section = Repository.Read("CHANGELOG.md").Split("\n## ").Single(section => section.StartsWith($"[{version}]", StringComparison.Ordinal));
        return section[section.IndexOf('\n', StringComparison.Ordinal)..].Trim();
    }

    private static IEnumerable<string> Files(string path)
    {
        using var package = ZipFile.OpenRead(path);
        return [.. package.Entries
            .Select(entry => entry.FullName)
            .Where(name => !IsPackagePlumbing(name))
            .Order(StringComparer.Ordinal)];
    }

    private static bool IsPackagePlumbing(string name) =>
        name.StartsWith("_rels/", StringComparison.Ordinal)
        || name.StartsWith("package/", StringComparison.Ordinal)
        || name.EndsWith(".nuspec", StringComparison.Ordinal)
        || name == "[Content_Types].xml";

    private static XElement? Metadata(string path, string name)
    {
        using var package = ZipFile.OpenRead(path);
        var nuspec = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal));
        return XDocument.Load(new MemoryStream(Read(package, nuspec.FullName))).Root!.Elements().Single()
            .Elements().SingleOrDefault(element => element.Name.LocalName == name);
    }

    private static byte[] Read(ZipArchive package, string name)
    {
        using var content = package.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }
}
