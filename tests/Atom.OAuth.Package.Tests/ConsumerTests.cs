namespace Atom.OAuth.Package.Tests;

[Collection(PackageCollection.Name)]
public sealed class ConsumerTests(ConsumerTests.Builds builds) : IClassFixture<ConsumerTests.Builds>
{
    private const string Central = "central";
    private const string Through = "through";
    private const string On = "on";

    [Theory]
    [InlineData("net10.0")]
    [InlineData("net8.0")]
    public void Package_WarnsAndFixes(string framework) => AssertWarnsAndFixes(framework);

    [Fact]
    public void Package_WarnsAndFixes_WithCentralPackageManagement() => AssertWarnsAndFixes(Central);

    [Fact]
    public void Package_WarnsAndFixes_WhenReferencedThroughAnotherProject() => AssertWarnsAndFixes(Through);

    [Theory]
    [InlineData("disable")]
    [InlineData("false")]
    public void Package_IsSilent_WhenSwitchedOff(string value)
    {
        Assert.Equal(IntegrationSource.Expected, Places(builds.Switched[On].Succeeded()));
        Assert.Empty(builds.Switched[value].Succeeded());
    }

    private void AssertWarnsAndFixes(string name)
    {
        var before = builds.Before[name].Succeeded();
        Assert.Equal(IntegrationSource.Expected, Places(before));
        Assert.All(before, finding => Assert.Equal("warning", finding.Level));
        Assert.All(before, finding => Assert.Equal($"{PackageFixture.RepositoryUrl}/blob/HEAD/{RulePages.PathOf(finding.RuleId)}", finding.HelpUri));

        Assert.Contains("using Atom.OAuth;", builds.FixedSources[name], StringComparison.Ordinal);
        Assert.Empty(builds.After[name].Succeeded());
    }

    private static IEnumerable<Marker> Places(IEnumerable<Finding> findings) =>
        findings.Select(finding => new Marker(finding.File, finding.Line, finding.RuleId)).OrderBy(marker => marker.Line);

    /// <summary>Builds the projects of these tests, applies the fixes, and builds them again.</summary>
    public sealed class Builds(PackageFixture packages) : IAsyncLifetime
    {
        internal IReadOnlyDictionary<string, Build> Before { get; private set; } = null!;

        internal IReadOnlyDictionary<string, string> FixedSources { get; private set; } = null!;

        internal IReadOnlyDictionary<string, Build> After { get; private set; } = null!;

        /// <summary>Gets the builds with the analyzers switched on, and switched off by each of the values.</summary>
        internal IReadOnlyDictionary<string, Build> Switched { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            using ScratchProjects consumers = new(packages);
            consumers.Add("net10.0", Plain());
            consumers.Add("net8.0", Plain("net8.0"));
            consumers.Add(Central, WithCentralPackageManagement());
            consumers.Add(Through, ThroughAnotherProject());
            Before = await consumers.BuildAsync();
            await consumers.FixAsync();
            FixedSources = Before.Keys.ToDictionary(name => name, name => consumers[name].Source);
            After = await consumers.BuildAsync();

            using ScratchProjects switched = new(packages);
            switched.Add(On, FixedBefore());
            switched.Add("disable", FixedBefore(), "AtomOAuthAnalyzers=disable");
            switched.Add("false", FixedBefore(), "AtomOAuthAnalyzers=false");
            Switched = await switched.BuildAsync();
        }

        public Task DisposeAsync() => Task.CompletedTask;

        private ScratchProject Plain(string framework = "net10.0")
        {
            var project = new ScratchProject(packages);
            project.Write("App/App.csproj", ScratchProject.ProjectFile(ScratchProject.Reference(packages), framework));
            return project;
        }

        private ScratchProject WithCentralPackageManagement()
        {
            var project = new ScratchProject(packages);
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
            return project;
        }

        private ScratchProject ThroughAnotherProject()
        {
            var project = new ScratchProject(packages);
            project.Write("Library/Library.csproj", ScratchProject.ProjectFile(ScratchProject.Reference(packages)));
            project.Write("Library/Nothing.cs", "namespace Scratch.Library;");
            project.Write("App/App.csproj", ScratchProject.ProjectFile("""<ProjectReference Include="../Library/Library.csproj" />"""));
            return project;
        }

        /// <summary>The runtime library must remain referenced, or code that was already fixed would no longer compile.</summary>
        private ScratchProject FixedBefore()
        {
            var project = Plain();
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
            return project;
        }
    }
}
