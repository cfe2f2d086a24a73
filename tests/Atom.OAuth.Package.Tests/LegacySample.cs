using System.Xml.Linq;

namespace Atom.OAuth.Package.Tests;

/// <summary>
/// The sample of hand-written integrations: the diagnostics it expects, and a copy of it that references the packages as a user's project
/// would.
/// </summary>
internal static class LegacySample
{
    private static readonly string Folder = Path.Combine(Repository.Root, "samples", "LegacyIntegrations");

    public static IReadOnlyList<Marker> Markers { get; } = [.. Read(withSuggestions: true)];

    /// <summary>Gets the warnings, which a build prints.</summary>
    public static IReadOnlyList<Marker> Warnings { get; } = [.. Read(withSuggestions: false)];

    public static void CopyTo(ScratchProject project, string version)
    {
        foreach (var file in Files())
        {
            project.Write("App/" + Path.GetFileName(file), File.ReadAllText(file));
        }

        project.Write(
            "App/LegacyIntegrations.csproj",
            ScratchProject.ProjectFile(ScratchProject.Reference(version) + string.Join('\n', Packages()), sdk: "Microsoft.NET.Sdk.Web"));
    }

    private static IEnumerable<Marker> Read(bool withSuggestions)
        => Files().SelectMany(file => Tests.Markers.In(Path.GetFileName(file), File.ReadAllText(file), withSuggestions));

    private static string[] Files() => Directory.GetFiles(Folder, "*.cs");

    /// <summary>Gets the packages that the sample's project references, in the repository's versions.</summary>
    private static IEnumerable<string> Packages()
    {
        var versions = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .Where(package => package.Attribute("Include") is not null)
            .ToDictionary(package => (string)package.Attribute("Include")!, package => (string)package.Attribute("Version")!);
        return XDocument.Load(Path.Combine(Folder, "LegacyIntegrations.csproj")).Descendants("PackageReference")
            .Select(package => (string)package.Attribute("Include")!)
            .Select(name => $"""<PackageReference Include="{name}" Version="{versions[name]}" />""");
    }
}
