namespace Atom.OAuth.Package.Tests;

/// <summary>
/// Several independent scratch projects by name. One process builds all of them, and another one fixes them, because starting a process takes most
/// of the time for a small project.
/// </summary>
internal sealed class ScratchProjects(PackageFixture packages) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<(string Name, ScratchProject Project, string Properties)> _all = [];

    public ScratchProject this[string name] => _all.Single(one => one.Name == name).Project;

    /// <param name="name">The name in the test.</param>
    /// <param name="project">The project, which is disposed with the others.</param>
    /// <param name="properties">The properties for <c>-p:</c> on the command line.</param>
    public void Add(string name, ScratchProject project, string properties = "") => _all.Add((name, project, properties));

    /// <summary>Rebuilds each project, even if others fail.</summary>
    public async Task<IReadOnlyDictionary<string, Build>> BuildAsync()
    {
        _all.ForEach(static one => one.Project.DeleteLog());
        _folder.Write("all.proj", $"""
            <Project>
              <ItemGroup>
                {string.Join('\n', _all.Select(Element))}
              </ItemGroup>
              <Target Name="BuildEach" Outputs="%(App.Result)">
                <MSBuild Projects="@(App)" Targets="Restore" ContinueOnError="ErrorAndContinue"
                         Properties="MSBuildRestoreSessionId=$([System.Guid]::NewGuid());%(App.Given)" />
                <MSBuild Projects="@(App)" Targets="Rebuild" Properties="%(App.Given)" ContinueOnError="ErrorAndContinue" />
                <WriteLinesToFile File="%(App.Result)" Lines="$(MSBuildLastTaskResult)" Overwrite="true" />
              </Target>
            </Project>
            """);
        (_, var output) = await Dotnet.TryRunAsync(
            _folder.Path,
            ["msbuild", "all.proj", "-t:BuildEach", "-v:minimal", "-nologo", "-nodeReuse:false", "-tl:off", .. ScratchProject.Properties(packages)]);
        return _all.ToDictionary(one => one.Name, one => one.Project.Built(IsSuccess(one.Name, output), Lines(output, one.Project)));
    }

    /// <summary>Fixes all diagnostics that a build prints.</summary>
    public Task FixAsync()
    {
        _folder.Write("All.slnx", $"""
            <Solution>
              {string.Join('\n', _all.Select(one => $"""<Folder Name="/{one.Name}/"><Project Path="{one.Project.AppFile}" /></Folder>"""))}
            </Solution>
            """);
        return Dotnet.RunAsync(_folder.Path, ["format", "analyzers", "All.slnx", .. ScratchProject.Fixes("warn")]);
    }

    public void Dispose()
    {
        _all.ForEach(static one => one.Project.Dispose());
        _folder.Dispose();
    }

    private string Element((string Name, ScratchProject Project, string Properties) one) =>
        $"""<App Include="{one.Project.AppFile}" Given="{one.Properties}" Result="{Result(one.Name)}" />""";

    private string Result(string name) => _folder[$"{name}.result"];

    private bool IsSuccess(string name, string output) =>
        File.Exists(Result(name))
            ? bool.Parse(File.ReadAllText(Result(name)))
            : throw new InvalidOperationException($"{name} was not built:\n{output}");

    /// <summary>Gets the errors and warnings of a project; these lines end with its path.</summary>
    private static string Lines(string output, ScratchProject project) =>
        string.Join('\n', output.Split('\n').Where(line => line.TrimEnd().EndsWith($"[{project.AppFile}]", StringComparison.Ordinal)));
}
