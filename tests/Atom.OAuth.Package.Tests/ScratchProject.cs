namespace Atom.OAuth.Package.Tests;

/// <summary>A project outside the repository that gets the packages from the fixture's feed, as a user's project would.</summary>
internal sealed class ScratchProject : IDisposable
{
    private const string Log = "build.sarif";

    private readonly TemporaryFolder _folder = new();
    private readonly PackageFixture _packages;

    public ScratchProject(PackageFixture packages)
    {
        _packages = packages;

        // Keeps the machine's own sources, because they contain the reference packs of older frameworks.
        _folder.Write("nuget.config", $"""
            <?xml version="1.0" encoding="utf-8"?>
            <configuration>
              <packageSources>
                <add key="packed-by-the-tests" value="{packages.Feed}" />
              </packageSources>
            </configuration>
            """);
        _folder.Write("App/Integration.cs", IntegrationSource.Text);
    }

    public string Folder => _folder.Path;

    public string Source => File.ReadAllText(_folder["App/Integration.cs"]);

    public void Write(string relativePath, string text) => _folder.Write(relativePath, text);

    /// <summary>Rebuilds the App project and returns all compiler diagnostics.</summary>
    public async Task<IReadOnlyList<Finding>> BuildAsync(params string[] options) => (await TryBuildAsync(options)).Succeeded();

    /// <summary>Rebuilds the App project and returns the result, even if the build fails.</summary>
    public async Task<Build> TryBuildAsync(params string[] options)
    {
        DeleteLog();
        var (exitCode, output) = await Dotnet.TryRunAsync(
            _folder["App"], ["build", "--no-incremental", "-nodeReuse:false", "-tl:off", .. Properties(_packages), .. options]);
        return Built(exitCode == 0, output);
    }

    /// <summary>Gets the path of the App project's file, which must exist.</summary>
    public string AppFile => Directory.GetFiles(_folder["App"], "*.csproj").Single();

    public void DeleteLog() => File.Delete(_folder[$"App/{Log}"]);

    /// <summary>Gets the result of a build that has just ended. A successful build has written a log; a failed one may have.</summary>
    public Build Built(bool isSuccess, string output)
    {
        var log = _folder[$"App/{Log}"];
        return new Build(isSuccess, output, isSuccess || File.Exists(log) ? SarifLog.Read(log) : []);
    }

    /// <summary>Gets the properties for each build of a scratch project.</summary>
    // %2C, because MSBuild would treat a comma as the start of the next property.
    public static string[] Properties(PackageFixture packages) => [$"-p:RestorePackagesPath={packages.Packages}", $"-p:ErrorLog={Log}%2Cversion=2.1"];

    /// <summary>Gets the options with which dotnet format analyzers fixes all diagnostics with at least the given severity.</summary>
    public static string[] Fixes(string severity) => ["--diagnostics", .. RulePages.Ids, "--severity", severity, "--no-restore"];

    /// <summary>Gets a project file of an application or a library, as in .NET's templates.</summary>
    public static string ProjectFile(string items, string framework = "net10.0", string sdk = "Microsoft.NET.Sdk") => $"""
        <Project Sdk="{sdk}">
          <PropertyGroup>
            <TargetFramework>{framework}</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            {items}
          </ItemGroup>
        </Project>
        """;

    /// <summary>Gets the reference to the analyzer package, which includes the others.</summary>
    public static string Reference(PackageFixture packages) => Reference(packages.Version);

    public static string Reference(string version) => $"""<PackageReference Include="Atom.OAuth.Analyzers" Version="{version}" />""";

    public void Delete(string relativePath) => File.Delete(_folder[relativePath]);

    /// <summary>Fixes all diagnostics with at least the given severity.</summary>
    public Task FixAsync(string severity = "warn") => Dotnet.RunAsync(_folder["App"], ["format", "analyzers", .. Fixes(severity)]);

    public void Dispose() => _folder.Dispose();
}
