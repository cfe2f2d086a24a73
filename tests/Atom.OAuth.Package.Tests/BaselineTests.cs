namespace Atom.OAuth.Package.Tests;

/// <summary>How a team with many existing places starts: the strictest preset, and a baseline of these places.</summary>
[Collection(PackageCollection.Name)]
public sealed class BaselineTests(PackageFixture packages)
{
    [Fact]
    public async Task Build_FailsForNewPlacesOnly()
    {
        using ScratchProject project = new(packages);
        project.Write("App/App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <AtomOAuthAnalysisMode>recommended</AtomOAuthAnalysisMode>
                <AtomOAuthBaseline>../known.baseline</AtomOAuthBaseline>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Atom.OAuth.Analyzers" Version="{packages.Version}" />
              </ItemGroup>
            </Project>
            """);

        // The property names a file that does not exist yet.
        (var isSuccess, var output, _) = await project.TryBuildAsync();
        Assert.False(isSuccess);
        Assert.Contains("error ATOMOAUTH002", output, StringComparison.Ordinal);
        Assert.Contains("atom-oauth-checklist --write-baseline", output, StringComparison.Ordinal);

        // The command builds without the baseline, with the rules as warnings.
        (var exitCode, output) = await Dotnet.TryRunProgramAsync(
            await packages.ChecklistAsync(), project.Folder,
            "App", "--write-baseline", "known.baseline", "--", $"-p:RestorePackagesPath={packages.Packages}");
        Assert.True(exitCode == 0, output);
        Assert.Contains($"known.baseline lists {IntegrationSource.Expected.Count} places.", output, StringComparison.Ordinal);

        Assert.Empty(await project.BuildAsync());

        // Lines move, and a place is added: only the new place fails the build.
        project.Write("App/Integration.cs", "// A line more.\n" + IntegrationSource.Text);
        project.Write("App/Zoom.cs", """
            using System.Net.Http.Json;

            namespace Scratch;

            public sealed class ZoomClient(HttpClient http)
            {
                public async Task<string?> RefreshAsync(HttpContent form)
                {
                    var response = await http.PostAsync("https://zoom.us/oauth/token", form);
                    return await response.Content.ReadFromJsonAsync<string>();
                }
            }
            """);
        (isSuccess, output, var findings) = await project.TryBuildAsync();
        Assert.False(isSuccess);
        Assert.Equal([("ATOM001", "error", "Zoom.cs", 10)], findings.Select(finding => (finding.RuleId, finding.Level, finding.File, finding.Line)));

        project.Write("known.baseline", "nothing\n");
        (isSuccess, output, _) = await project.TryBuildAsync();
        Assert.False(isSuccess);
        Assert.Contains("error ATOMOAUTH003", output, StringComparison.Ordinal);
    }
}
