namespace Atom.OAuth.Package.Tests;

/// <summary>An invalid value in the .editorconfig of a project that references the package.</summary>
[Collection(PackageCollection.Name)]
public sealed class OptionsTests(OptionsTests.Builds builds) : IClassFixture<OptionsTests.Builds>
{
    private const string Message = "The option atom_oauth.response_scope is 'everything'; it has to be one of: oauth, provider, all";

    [Theory]
    [InlineData("everything", 1)]
    [InlineData("all", 0)]
    public void WrongValue_IsToldOnce_AtItsLine_WithTheRightOnes(string value, int warnings)
    {
        var findings = builds[value].Succeeded();

        Assert.Equal(
            Enumerable.Repeat(("warning", ".editorconfig", 2, Message), warnings),
            findings.Where(finding => finding.RuleId == "ATOMOAUTH004").Select(
                finding => (finding.Level, finding.File, finding.Line, finding.Message)));

        // The rules behave as if the option was not set.
        Assert.Equal(IntegrationSource.Expected.Count, findings.Count(finding => finding.RuleId == "ATOM001"));
    }

    /// <summary>Builds a project with each of the values.</summary>
    public sealed class Builds(PackageFixture packages) : IAsyncLifetime
    {
        private IReadOnlyDictionary<string, Build> _builds = null!;

        internal Build this[string value] => _builds[value];

        public async Task InitializeAsync()
        {
            using ScratchProjects projects = new(packages);
            foreach (var value in (string[])["everything", "all"])
            {
                ScratchProject project = new(packages);
                project.Write("App/App.csproj", ScratchProject.ProjectFile(ScratchProject.Reference(packages)));
                project.Write("App/Another.cs", "namespace Scratch;");
                project.Write("App/.editorconfig", $"[*.cs]\natom_oauth.response_scope = {value}\n");
                projects.Add(value, project);
            }

            _builds = await projects.BuildAsync();
        }

        public Task DisposeAsync() => Task.CompletedTask;
    }
}
