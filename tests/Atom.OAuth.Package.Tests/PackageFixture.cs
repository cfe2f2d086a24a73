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

    public string AnalyzersPackage => Path.Combine(Feed, $"Atom.OAuth.Analyzers.{Version}.nupkg");

    public string ChecklistPackage => Path.Combine(Feed, $"Atom.OAuth.Checklist.{Version}.nupkg");

    public string RuntimePackage => Path.Combine(Feed, $"Atom.OAuth.Runtime.{Version}.nupkg");

    public string RuntimeSymbols => Path.Combine(Feed, $"Atom.OAuth.Runtime.{Version}.snupkg");

    public async Task InitializeAsync()
    {
        foreach (var project in new[] { "src/Atom.OAuth.Runtime", "src/Atom.OAuth.Package", "src/Atom.OAuth.Checklist" })
        {
            PackOutput += await Dotnet.RunAsync(
                Repository.Root,
                ["pack", project, "--configuration", "Release", "--output", Feed, "--artifacts-path", _folder["build"], $"-p:Version={Version}", "-nodeReuse:false", "-tl:off"]);
        }
    }

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
