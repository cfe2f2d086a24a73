using System.Xml.Linq;

namespace Atom.OAuth.Package.Tests;

/// <summary>A project in the repository that produces a package.</summary>
/// <param name="Folder">Its folder, relative to the root.</param>
/// <param name="Id">The package's id.</param>
/// <param name="IsTool">Whether it is a .NET tool.</param>
/// <param name="HasSymbols">Whether its symbols are in a separate package.</param>
internal sealed record PackableProject(string Folder, string Id, bool IsTool, bool HasSymbols)
{
    /// <summary>Gets all of them; a new one is packed and tested without being registered anywhere.</summary>
    public static IReadOnlyList<PackableProject> All { get; } =
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(Read)
            .OfType<PackableProject>()];

    private static PackableProject? Read(string file)
    {
        var properties = XDocument.Load(file).Descendants("PropertyGroup").Elements()
            .ToLookup(property => property.Name.LocalName, property => property.Value);
        return Is("IsPackable")
            ? new PackableProject(
                Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(file)!),
                properties["PackageId"].FirstOrDefault() ?? Path.GetFileNameWithoutExtension(file),
                Is("PackAsTool"),
                Is("IncludeSymbols"))
            : null;

        bool Is(string property) => properties[property].FirstOrDefault() == "true";
    }
}
