namespace Atom.OAuth.Package.Tests;

[Collection(PackageCollection.Name)]
public sealed class ConsumerTests(PackageFixture packages)
{
    [Theory]
    [InlineData("net10.0")]
    [InlineData("net8.0")]
    public async Task Package_WarnsAndFixes(string framework)
    {
        using var project = new ScratchProject(packages);
        project.Write("App/App.csproj", ScratchProject.ProjectFile(ScratchProject.Reference(packages), framework));

        await AssertWarnsAndFixes(project);
    }

    [Fact]
    public async Task Package_WarnsAndFixes_WithCentralPackageManagement()
    {
        using var project = new ScratchProject(packages);
        project.Write("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup>
                <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
                <!-- Two sources without a mapping: a matter of this scratch folder, not of the package. -->
                <NoWarn>$(NoWarn);NU1507</NoWarn>
              </PropertyGroup>
              <ItemGroup>
                <PackageVersion Include="Atom.OAuth.Analyzers" Version="{packages.Version}" />
              </ItemGroup>
            </Project>
            """);
        project.Write("App/App.csproj", ScratchProject.ProjectFile("""<PackageReference Include="Atom.OAuth.Analyzers" />"""));

        await AssertWarnsAndFixes(project);
    }

    [Fact]
    public async Task Package_WarnsAndFixes_WhenReferencedThroughAnotherProject()
    {
        using var project = new ScratchProject(packages);
        project.Write("Library/Library.csproj", ScratchProject.ProjectFile(ScratchProject.Reference(packages)));
        project.Write("Library/Nothing.cs", "namespace Scratch.Library;");
        project.Write("App/App.csproj", ScratchProject.ProjectFile("""<ProjectReference Include="../Library/Library.csproj" />"""));

        await AssertWarnsAndFixes(project);
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("false")]
    public async Task Package_IsSilent_WhenSwitchedOff(string value)
    {
        using var project = new ScratchProject(packages);
        project.Write("App/App.csproj", ScratchProject.ProjectFile(ScratchProject.Reference(packages)));

        // The runtime library has to stay, or code that was fixed before would not compile any more.
        project.Write("App/Fixed.cs", """
            using Atom.OAuth;

            namespace Scratch;

            public static class Fixed
            {
                public static async Task ThrowIfHtmlAsync(System.Net.Http.HttpResponseMessage response)
                {
                    var (isHtml, htmlError) = await response.CheckHtmlResponseAsync("Slack");
                    if (isHtml)
                    {
                        throw new System.Net.Http.HttpRequestException(htmlError);
                    }
                }
            }
            """);

        Assert.Equal(IntegrationSource.Expected, Places(await project.BuildAsync()));
        Assert.Empty(await project.BuildAsync($"-p:AtomOAuthAnalyzers={value}"));
    }

    private static async Task AssertWarnsAndFixes(ScratchProject project)
    {
        var before = await project.BuildAsync();
        Assert.Equal(IntegrationSource.Expected, Places(before));
        Assert.All(before, finding => Assert.Equal("warning", finding.Level));
        Assert.All(before, finding => Assert.Equal($"{PackageFixture.RepositoryUrl}/blob/HEAD/{RulePages.PathOf(finding.RuleId)}", finding.HelpUri));

        await project.FixAsync();

        Assert.Contains("using Atom.OAuth;", project.Source, StringComparison.Ordinal);
        Assert.Empty(await project.BuildAsync());
    }

    private static IEnumerable<Marker> Places(IEnumerable<Finding> findings) =>
        findings.Select(finding => new Marker(finding.File, finding.Line, finding.RuleId)).OrderBy(marker => marker.Line);
}
