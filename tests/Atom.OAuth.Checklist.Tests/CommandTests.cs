namespace Atom.OAuth.Checklist.Tests;

/// <summary>The command line, except what requires a build.</summary>
public sealed class CommandTests
{
    private const string Unfinished = "class A { void M() {\n Read(); // ATOM001 Slack\n} }";

    [Theory]
    [InlineData(Unfinished, 1)]
    [InlineData("class A { const string Url = \"https://slack.com/api/oauth.v2.access\"; }", 0)]
    [InlineData("class A { void M() {\n Read(); // suppressed ATOM001 Slack\n} }", 0)]
    [InlineData("class A { }", 0)]
    public void ExitCode_SaysWhetherSomethingIsMissing(string code, int exitCode)
    {
        using var solution = new Solution().With("A.cs", code);
        solution.WriteLog();

        var (actual, output, error) = Run(solution.Folder, "--sarif", solution.Log);

        Assert.Equal((exitCode, ""), (actual, error));
        Assert.StartsWith("Atom.OAuth checklist of ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text", "Atom.OAuth checklist of ")]
    [InlineData("markdown", "# OAuth checklist of ")]
    [InlineData("json", "{\n  \"version\": 1,")]
    public void Format_IsChosen(string format, string start)
    {
        using var solution = new Solution().With("A.cs", Unfinished);
        solution.WriteLog();

        Assert.StartsWith(start, Run(solution.Folder, "--sarif", solution.Log, "--format", format).Output, StringComparison.Ordinal);
        Assert.StartsWith(start, Run(solution.Folder, "--sarif", solution.Log, $"-f={format}").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Output_GoesToAFile()
    {
        using var solution = new Solution().With("A.cs", Unfinished);
        solution.WriteLog();
        var file = Path.Combine(solution.Folder, "out", "checklist.md");

        Assert.Equal((1, "", ""), Run(solution.Folder, "--sarif", solution.Log, "--format", "markdown", "--output", file));
        Assert.StartsWith("# OAuth checklist of ", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Output_IsTheSame_WhateverTheOrderOfTheLogs()
    {
        using var solution = new Solution().With("B.cs", Unfinished).With(
            "A.cs", "class B { void M() {\n Read(); // ATOM001 Slack\n Read(); // ATOM001 Zoom\n} }");
        solution.WriteLog();
        var second = Path.Combine(solution.Folder, "second.sarif");
        File.Copy(Repository.PathOf("tests/Atom.OAuth.Checklist.Tests/Recorded/suppressed.sarif.json"), second);

        Assert.Equal(Run(solution.Folder, "--sarif", solution.Log, second), Run(solution.Folder, "--sarif", second, "--sarif", solution.Log));
    }

    [Theory]
    [InlineData("Unrecognized option '--bogus'.", "--bogus")]
    [InlineData("Unrecognized command or argument 'b'.", "a", "b")]
    [InlineData("'xml' not recognized", "--format", "xml")]
    [InlineData("Required argument missing for option: '--output'.", "--output")]
    [InlineData("/nowhere does not exist. Name a solution, a project or a folder.", "/nowhere")]
    [InlineData("/nowhere.sarif cannot be read", "--sarif", "/nowhere.sarif")]
    [InlineData("With --sarif nothing is built", "--sarif", "a.sarif", "--", "-c", "Release")]
    public void Misuse_IsSaid(string reason, params string[] arguments)
    {
        var (exitCode, output, error) = Run(arguments);

        Assert.Equal((2, ""), (exitCode, output));
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public void FolderWithoutProject_IsSaid()
    {
        using TemporaryFolder folder = new();

        Assert.Equal(
            (2, "", $"error: {folder.Path} has no solution and no C# project. Name one, or give the logs of a build with --sarif.\n"),
            Run(folder.Path));
    }

    [Fact]
    public void FolderWithSeveralSolutions_IsSaid()
    {
        using TemporaryFolder folder = new();
        folder.Write("B.slnx", "");
        folder.Write("A.sln", "");

        Assert.Equal((2, "", $"error: {folder.Path} has A.sln, B.slnx. Name the one that is meant.\n"), Run(folder.Path));
    }

    [Fact]
    public void LogsWithoutTheAnalyzers_AreSaid()
    {
        using TemporaryFolder folder = new();

        var (exitCode, output, error) = Run(
            folder.Path, "--sarif", Repository.PathOf("tests/Atom.OAuth.Checklist.Tests/Recorded/rules-off.sarif.json"));

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains("Add the package Atom.OAuth.Analyzers to the projects", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("App.sln", "Project(\"{FAE04EC0}\") = \"App\", \"src\\App\\App.csproj\", \"{1}\"\nEndProject\n")]
    [InlineData("App.slnx", "<Solution><Project Path=\"src/App/App.csproj\" /></Solution>")]
    [InlineData("App.slnf", "{ \"solution\": { \"path\": \"App.sln\", \"projects\": [ \"src\\\\App\\\\App.csproj\" ] } }")]
    public void Sources_AreThoseOfTheSolutionsProjects(string name, string text)
    {
        const string Code = "class A { const string Url = \"https://slack.com/api/oauth.v2.access\"; }";
        using var solution = new Solution().With("src/App/A.cs", Code).With(name, text);
        solution.With("src/Other/B.cs", Code.Replace("slack.com", "zoom.us", StringComparison.Ordinal))
            .With("src/App/obj/C.cs", Code.Replace("slack.com/api", "discord.com/api", StringComparison.Ordinal))
            .WriteLog();

        var (_, output, _) = Run(Path.Combine(solution.Folder, name), "--sarif", solution.Log);

        Assert.StartsWith($"Atom.OAuth checklist of {name}\n1 integration, none needs updates.\n", output, StringComparison.Ordinal);
        Assert.Contains("\nSlack ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_NamesEverything()
    {
        var (exitCode, output, _) = Run("--help");

        Assert.Equal(0, exitCode);
        Assert.All(
            ["[<PATH>]", "--sarif <FILE>", "--format <text|markdown|json>", "--output <FILE>", "dotnet build", "Exit codes: 0"],
            part => Assert.Contains(part, output, StringComparison.Ordinal));
        Assert.All(
            ["--sarif", "--format", "--output", " -- "],
            option => Assert.Contains(option, Repository.Read("docs/checklist.md"), StringComparison.Ordinal));
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        var exitCode = new ChecklistCommand(output, error).Run(arguments);
        return (exitCode, output.ToString(), error.ToString().ReplaceLineEndings("\n"));
    }
}
