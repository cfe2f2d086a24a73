namespace Atom.OAuth.Package.Tests;

/// <summary>Packs the packages once into a separate feed, with a version that no cache can contain.</summary>
public sealed class PackageFixture : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task<string>> _checklist;

    public PackageFixture() => _checklist = new(InstallChecklistAsync);

    /// <summary>The SDK would read it from the remote of a clone, but these tests run in clones without one.</summary>
    public const string RepositoryUrl = "https://github.com/contoso/atom-oauth";

    public string Version { get; } = $"0.1.0-test.{Guid.NewGuid():N}";

    public string Feed => _folder["feed"];

    /// <summary>Gets the folder to which scratch projects restore packages, instead of the machine's package cache.</summary>
    public string Packages => _folder["packages"];

    public string PackOutput { get; private set; } = "";

    public string AnalyzersPackage => PathOf("Atom.OAuth.Analyzers");

    public string ChecklistPackage => PathOf("Atom.OAuth.Checklist");

    public string RuntimePackage => PathOf("Atom.OAuth.Runtime");

    public string RuntimeSymbols => PathOf("Atom.OAuth.Runtime", "snupkg");

    public string PathOf(string id, string extension = "nupkg") => Path.Combine(Feed, $"{id}.{Version}.{extension}");

    /// <summary>Gets the path of the checklist, which the first test that requires it installs from its package.</summary>
    public Task<string> ChecklistAsync() => _checklist.Value;

    public async Task InitializeAsync() =>
        PackOutput = await PackAsync(PackableProject.All.Select(project => project.Folder), Feed, _folder["build"]);

    /// <summary>
    /// Packs like a developer, without the environment variable CI, and all projects in one build, so that each is compiled once.
    /// Analyzers are off, because their diagnostics belong to the repository's build.
    /// </summary>
    internal async Task<string> PackAsync(IEnumerable<string> projects, string feed, string build)
    {
        using TemporaryFolder folder = new();
        folder.Write("pack.proj", $"""
            <Project>
              <ItemGroup>
                <Packable Include="{string.Join(';', projects.Select(project => Repository.PathOf($"{project}/*.csproj")))}" />
              </ItemGroup>
              <Target Name="PackAll">
                <MSBuild Projects="@(Packable)" Targets="Restore" Properties="MSBuildRestoreSessionId=$([System.Guid]::NewGuid())" />
                <MSBuild Projects="@(Packable)" Targets="Pack" BuildInParallel="true" />
              </Target>
            </Project>
            """);
        return await Dotnet.RunAsync(
            Repository.Root,
            [
                "msbuild", folder["pack.proj"], "-t:PackAll", "-m", "-v:minimal", "-nologo", "-nodeReuse:false", "-tl:off",
                $"-p:Version={Version}", "-p:Configuration=Release", "-p:CI=false", "-p:RunAnalyzers=false", $"-p:RepositoryUrl={RepositoryUrl}",
                $"-p:PackageOutputPath={feed}/", $"-p:ArtifactsPath={build}", "-p:_CommandLineDefinedArtifactsPath=true",
            ]);
    }

    private async Task<string> InstallChecklistAsync()
    {
        await Dotnet.RunAsync(
            _folder.Path, "tool", "install", "Atom.OAuth.Checklist", "--version", Version, "--tool-path", _folder["tools"], "--add-source", Feed);
        return _folder["tools/atom-oauth-checklist"];
    }

    public Task DisposeAsync() => Dotnet.StopCompilerServerAsync();

    public void Dispose() => _folder.Dispose();
}

/// <summary>All tests are in one collection: they share the packages, and their builds do not compete.</summary>
[CollectionDefinition(Name)]
#pragma warning disable CA1711 // The term that xunit uses.
public sealed class PackageCollection : ICollectionFixture<PackageFixture>
#pragma warning restore CA1711
{
    public const string Name = "Packages";
}
