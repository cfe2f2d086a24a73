namespace Atom.OAuth.Package.Tests;

/// <summary>Packs the packages once, in a version that no cache can hold, into a feed of their own.</summary>
public sealed class PackageFixture : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Version { get; } = $"0.1.0-test.{Guid.NewGuid():N}";

    public string Feed => _folder["feed"];

    /// <summary>Where the scratch projects restore to, instead of the machine's package cache.</summary>
    public string Packages => _folder["packages"];

    public string PackOutput { get; private set; } = "";

    public string AnalyzersPackage => PathOf("Atom.OAuth.Analyzers");

    public string ChecklistPackage => PathOf("Atom.OAuth.Checklist");

    public string RuntimePackage => PathOf("Atom.OAuth.Runtime");

    public string RuntimeSymbols => PathOf("Atom.OAuth.Runtime", "snupkg");

    public string PathOf(string id, string extension = "nupkg") => Path.Combine(Feed, $"{id}.{Version}.{extension}");

    public async Task InitializeAsync()
    {
        foreach (PackableProject project in PackableProject.All)
        {
            PackOutput += await PackAsync(project.Folder, Feed, _folder["build"]);
        }
    }

    /// <summary>As a developer does: without the variable that says that this is CI.</summary>
    internal Task<string> PackAsync(string project, string feed, string build) =>
        Dotnet.RunAsync(
            Repository.Root,
            ["pack", project, "--configuration", "Release", "--output", feed, "--artifacts-path", build, $"-p:Version={Version}", "-p:CI=false", "-nodeReuse:false", "-tl:off"]);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();
}

/// <summary>One collection: the tests share the packages, and their builds do not compete.</summary>
[CollectionDefinition(Name)]
#pragma warning disable CA1711 // xunit's own word for it.
public sealed class PackageCollection : ICollectionFixture<PackageFixture>
#pragma warning restore CA1711
{
    public const string Name = "Packages";
}
