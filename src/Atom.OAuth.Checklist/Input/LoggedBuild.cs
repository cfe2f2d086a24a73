using System.Diagnostics;

namespace Atom.OAuth.Checklist.Input;

/// <summary>Builds a solution or project such that each compilation writes a log.</summary>
internal static class LoggedBuild
{
    private const string TargetsName = "Checklist.targets";
    private const int ShownLines = 20;

    public static ChecklistInput Run(Target target, IReadOnlyList<string> buildArguments)
    {
        var folder = Directory.CreateTempSubdirectory("atom-oauth-checklist-").FullName;
        try
        {
            WriteTargets(folder);
            var (exitCode, output) = Build(target, folder, buildArguments);
            var projects = Directory.GetFiles(folder, "*.project").Select(CompiledProject.Read).Where(static project => !project.IsTest).ToList();
            if (exitCode != 0)
            {
                throw new ChecklistException(
                    $"dotnet build {target.Path} ended with {exitCode}:{Environment.NewLine}{Errors(output)}{Environment.NewLine}"
                    + "The checklist needs a build that ends well. Where a rule of Atom.OAuth is an error in your .editorconfig, "
                    + "build with its severity lowered, or give the logs of your own build with --sarif.");
            }

            return ToInput(target, projects);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ChecklistInput ToInput(Target target, List<CompiledProject> projects)
    {
        if (projects.Count == 0)
        {
            throw new ChecklistException($"The build of {target.Path} compiled no C# project that is not a test project.");
        }

        var analyzed = projects.Where(static project => project.Log.Rules.Count > 0).ToList();
        if (analyzed.Count == 0)
        {
            var names = projects.Select(static project => project.Name).Distinct().Order(StringComparer.Ordinal);
            throw new ChecklistException(
                $"The analyzers ran in no project of {target.Path}: {string.Join(", ", names)}. "
                + "Add the package Atom.OAuth.Analyzers (dotnet add package Atom.OAuth.Analyzers), and do not set AtomOAuthAnalyzers to disable.");
        }

        return new ChecklistInput(
            target.Name,
            target.Folder,
            [.. analyzed.Select(static project => project.Log)],

            // Code that was not analyzed proves nothing: neither that a part is done, nor that one is missing.
            [.. analyzed.SelectMany(static project => project.Sources)],
            [.. analyzed.SelectMany(static project => project.Configurations)],
            [.. projects.Except(analyzed).Select(static project => project.Path).Except(analyzed.Select(static project => project.Path)).Distinct()]);
    }

    private static void WriteTargets(string folder)
    {
        using var targets = typeof(LoggedBuild).Assembly.GetManifestResourceStream(TargetsName)!;
        using var file = File.Create(Path.Combine(folder, TargetsName));
        targets.CopyTo(file);
    }

    private static (int ExitCode, string Output) Build(Target target, string folder, IReadOnlyList<string> buildArguments)
    {
        // No build server may outlive the build, because we would wait until it closes the output.
        // Enables all rules as warnings, whatever preset the projects choose; their own .editorconfig still takes precedence.
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(
                Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet",
                [
                    "build", target.Path, "-nologo", "-tl:off", "-v:minimal", "-nodeReuse:false", "-p:UseSharedCompilation=false",
                    "-p:TreatWarningsAsErrors=false", "-p:MSBuildTreatWarningsAsErrors=false", "-p:AtomOAuthAnalysisMode=all",
                    "-p:AtomOAuthBaseline=",
                    $"-p:CustomAfterMicrosoftCSharpTargets={Path.Combine(folder, TargetsName)}",
                    $"-p:AtomOAuthChecklistFolder={folder}{Path.DirectorySeparatorChar}",
                    .. buildArguments,
                ])
            {
                WorkingDirectory = target.Folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        foreach (var name in process.StartInfo.Environment.Keys
            .Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
            .ToList())
        {
            // If the command runs within a build, it must not pass on that build's settings.
            process.StartInfo.Environment.Remove(name);
        }

        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new ChecklistException($"dotnet cannot be started: {e.Message}. Install the .NET SDK, or give the logs of a build with --sarif.");
        }

        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + error.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    /// <summary>Gets the errors of the build, or the end of its output if there are none.</summary>
    private static string Errors(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var errors = lines.Where(static line => line.Contains("error ", StringComparison.Ordinal)).Distinct().Take(ShownLines).ToList();
        return string.Join(Environment.NewLine, errors.Count > 0 ? errors : lines.TakeLast(ShownLines));
    }
}
