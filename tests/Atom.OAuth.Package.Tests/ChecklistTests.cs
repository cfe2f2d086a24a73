using System.Text.Json;

namespace Atom.OAuth.Package.Tests;

/// <summary>The checklist as users run it: installed from its package, on a project that references the analyzer package.</summary>
[Collection(PackageCollection.Name)]
public sealed class ChecklistTests(PackageFixture packages)
{
    [Fact]
    public async Task Tool_BuildsTheProject_AndSaysWhatIsMissing()
    {
        using var project = new ScratchProject(packages);
        project.Write("App/App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFrameworks>net8.0;net10.0</TargetFrameworks>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <AtomOAuthAnalysisMode>recommended</AtomOAuthAnalysisMode>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Atom.OAuth.Analyzers" Version="{packages.Version}" />
              </ItemGroup>
            </Project>
            """);
        project.Write(
            "Plain/Plain.csproj",
            """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        project.Write("All.slnx", """<Solution><Project Path="App/App.csproj" /><Project Path="Plain/Plain.csproj" /></Solution>""");

        var (exitCode, output) = await RunAsync(project, "All.slnx");
        Assert.True(exitCode == 1, output);

        using var checklist = JsonDocument.Parse(File.ReadAllText(Path.Combine(project.Folder, "checklist.json")));
        var slack = Assert.Single(checklist.RootElement.GetProperty("integrations").EnumerateArray());
        var html = slack.GetProperty("parts")[0];
        Assert.Equal(("Slack", "missing"), (slack.GetProperty("name").GetString(), html.GetProperty("status").GetString()));
        Assert.Equal(
            IntegrationSource.Expected.Select(place => ($"App/{place.File}", place.Line)),
            html.GetProperty("missing")
                .EnumerateArray()
                .Select(place => (place.GetProperty("file").GetString()!, place.GetProperty("line").GetInt32())));
        Assert.All(html.GetProperty("missing").EnumerateArray(), place => Assert.Equal(
            $"App/{IntegrationSource.Expected[0].File}", place.GetProperty("evidence")[0].GetProperty("file").GetString()));
        Assert.Equal(
            ["Plain/Plain.csproj"],
            checklist.RootElement.GetProperty("projectsNotAnalyzed").EnumerateArray().Select(path => path.GetString()));

        // An incremental build compiles nothing, but the logs are written nevertheless.
        Assert.Equal(1, (await RunAsync(project, "App")).ExitCode);

        var (failed, reason) = await RunAsync(project, "Plain");
        Assert.Equal(2, failed);
        Assert.Contains("The analyzers ran in no project of", reason, StringComparison.Ordinal);
        Assert.Contains("dotnet add package Atom.OAuth.Analyzers", reason, StringComparison.Ordinal);

        project.Write("App/Broken.cs", "public class Broken : Missing { }");
        (failed, reason) = await RunAsync(project, "App");
        Assert.Equal(2, failed);
        Assert.Contains("CS0246", reason, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Output)> RunAsync(ScratchProject project, string path) =>
        await Dotnet.TryRunProgramAsync(
            await packages.ChecklistAsync(), project.Folder,
            path, "--format", "json", "--output", "checklist.json", "--", $"-p:RestorePackagesPath={packages.Packages}");
}
