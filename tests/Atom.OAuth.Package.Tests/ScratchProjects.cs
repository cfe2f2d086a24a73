namespace Atom.OAuth.Package.Tests;

/// <summary>
/// Several scratch projects by name, each as if it were alone. One process builds them all, and another one fixes them: starting a process takes most
/// of the time that a small project needs.
/// </summary>
internal sealed class ScratchProjects(PackageFixture packages) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<(string Name, ScratchProject Project, string Properties)> _all = [];

    public ScratchProject this[string name] => _all.Single(one => one.Name == name).Project;

    /// <param name="name">How the test calls it.</param>
    /// <param name="project">The project, which is disposed with the others.</param>
    /// <param name="properties">What would be said with <c>-p:</c> on the command line.</param>
    public void Add(string name, ScratchProject project, string properties = "") => _all.Add((name, project, properties));

    /// <summary>Builds each from scratch, whatever becomes of the others.</summary>
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

    /// <summary>Applies the fixes of all reports that a build prints.</summary>
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

    /// <summary>The errors and warnings of one: their lines end with the project that they belong to.</summary>
    private static string Lines(string output, ScratchProject project) =>
        string.Join('\n', output.Split('\n').Where(line => line.TrimEnd().EndsWith($"[{project.AppFile}]", StringComparison.Ordinal)));
}
