namespace Atom.OAuth.Package.Tests;

/// <summary>A project outside the repository that takes the packages from the feed of the fixture, as a user's project would.</summary>
internal sealed class ScratchProject : IDisposable
{
    private const string Log = "build.sarif";

    private readonly TemporaryFolder _folder = new();
    private readonly PackageFixture _packages;

    public ScratchProject(PackageFixture packages)
    {
        _packages = packages;

        // The machine's own sources stay: they hold the reference packs of older frameworks.
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

    /// <summary>Builds from scratch and gives all that the compiler reported for the App project.</summary>
    public async Task<IReadOnlyList<Finding>> BuildAsync(params string[] options)
    {
        await Dotnet.RunAsync(_folder["App"], Build(options));
        return SarifLog.Read(_folder[$"App/{Log}"]);
    }

    /// <summary>Builds what may fail: the exit code, what was printed, and what the compiler reported if it ran.</summary>
    public async Task<(int ExitCode, string Output, IReadOnlyList<Finding> Findings)> TryBuildAsync(params string[] options)
    {
        File.Delete(_folder[$"App/{Log}"]);
        var (exitCode, output) = await Dotnet.TryRunAsync(_folder["App"], Build(options));
        return (exitCode, output, File.Exists(_folder[$"App/{Log}"]) ? SarifLog.Read(_folder[$"App/{Log}"]) : []);
    }

    /// <summary>The project file of an application or a library as the templates of .NET write it.</summary>
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

    /// <summary>The reference to the analyzers that brings all there is.</summary>
    public static string Reference(PackageFixture packages) => Reference(packages.Version);

    public static string Reference(string version) => $"""<PackageReference Include="Atom.OAuth.Analyzers" Version="{version}" />""";

    public void Delete(string relativePath) => File.Delete(_folder[relativePath]);

    /// <summary>Applies the fixes of all reports of at least that severity.</summary>
    public Task FixAsync(string severity = "warn") =>
        Dotnet.RunAsync(
            _folder["App"],
            ["format", "analyzers", "--diagnostics", .. RulePages.Ids, "--severity", severity, "--no-restore"]);

    // %2C: MSBuild would take a comma for the start of the next property.
    private string[] Build(string[] options) =>
        ["build", "--no-incremental", "-nodeReuse:false", "-tl:off", $"-p:RestorePackagesPath={_packages.Packages}", $"-p:ErrorLog={Log}%2Cversion=2.1", .. options];

    public void Dispose() => _folder.Dispose();
}
