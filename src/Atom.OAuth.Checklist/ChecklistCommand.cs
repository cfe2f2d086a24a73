using System.CommandLine;
using Atom.OAuth.Checklist.Input;
using Atom.OAuth.Checklist.Output;

namespace Atom.OAuth.Checklist;

/// <summary>The command line.</summary>
internal sealed class ChecklistCommand
{
    /// <summary>Nothing is missing.</summary>
    public const int Complete = 0;

    /// <summary>Something is missing.</summary>
    public const int NeedsUpdates = 1;

    /// <summary>The checklist could not be created.</summary>
    public const int Failed = 2;

    private static readonly Dictionary<string, Func<Checklist, string>> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        ["text"] = TextReport.Write,
        ["markdown"] = MarkdownReport.Write,
        ["json"] = JsonReport.Write,
    };

    private readonly TextWriter _out;
    private readonly TextWriter _error;
    private readonly Func<Target, IReadOnlyList<string>, ChecklistInput> _build;

    private readonly Argument<string?> _path = new("PATH")
    {
        Description = "A solution, a project, or a folder that has one of them. The current folder where it is left out.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _sarif = new("--sarif")
    {
        Description = "Logs of a build (SARIF 2.1, from -p:ErrorLog=FILE%2Cversion=2.1). Nothing is built then; the code is read from PATH.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _format = new("--format", "-f")
    {
        Description = "How the checklist is written.",
        HelpName = "text|markdown|json",
        DefaultValueFactory = static _ => "text",
    };

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "Writes the checklist to a file instead of the terminal.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _baseline = new("--baseline")
    {
        Description = "Only places count that this file does not list.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _writeBaseline = new("--write-baseline")
    {
        Description = "Writes all places to this file, instead of the checklist.",
        HelpName = "FILE",
    };

    public ChecklistCommand(TextWriter output, TextWriter error)
        : this(output, error, LoggedBuild.Run)
    {
    }

    /// <summary>Creates the command with another way to build, for tests that use a build more than once.</summary>
    internal ChecklistCommand(TextWriter output, TextWriter error, Func<Target, IReadOnlyList<string>, ChecklistInput> build) =>
        (_out, _error, _build) = (output, error, build);

    public int Run(string[] args)
    {
        // Arguments after -- are for dotnet build.
        var end = Array.IndexOf(args, "--");
        var (own, build) = end < 0 ? (args, []) : (args[..end], args[(end + 1)..]);

        RootCommand command = new(
            "Says for each OAuth integration which parts of the template are done, and where they are missing.\n\n"
            + "Builds PATH and reads the logs of the compiler. Arguments behind -- go to dotnet build: atom-oauth-checklist App.sln -- -c Release\n\n"
            + "Exit codes: 0, nothing is missing (with --baseline: nothing new), or the baseline is written; 1, something is missing; "
            + "2, the checklist could not be made.")
        {
            _path, _sarif, _format, _output, _baseline, _writeBaseline,
        };
        _path.Validators.Add(static result =>
        {
            // An unknown option would otherwise be taken for a path.
            if (result.Tokens is [{ Value: ['-', ..] option }])
            {
                result.AddError($"Unrecognized option '{option}'.");
            }
        });
        _format.AcceptOnlyFromAmong([.. Formats.Keys]);
        command.SetAction(result => Run(result, build));

        var parsed = command.Parse(own);
        if (parsed.Errors.Count == 0)
        {
            return parsed.Invoke(new InvocationConfiguration { Output = _out, Error = _error });
        }

        foreach (var problem in parsed.Errors)
        {
            _error.WriteLine($"error: {problem.Message}");
        }

        _error.WriteLine("atom-oauth-checklist --help shows what can be said.");
        return Failed;
    }

    private int Run(ParseResult result, string[] build)
    {
        try
        {
            var baseline = result.GetValue(_baseline) is { } listed ? KnownPlaces.Read(listed) : null;
            var input = Read(result, build);
            if (result.GetValue(_writeBaseline) is { } written)
            {
                return WriteBaseline(written, input);
            }

            var checklist = Checklist.Of(input, baseline);
            var text = Formats[result.GetRequiredValue(_format)](checklist);
            if (result.GetValue(_output) is { } file)
            {
                Write(file, text);
            }
            else
            {
                _out.Write(text);
            }

            return checklist.NeedsUpdates ? NeedsUpdates : Complete;
        }
        catch (ChecklistException e)
        {
            _error.WriteLine($"error: {e.Message}");
            return Failed;
        }
    }

    private int WriteBaseline(string file, ChecklistInput input)
    {
        var (text, count) = KnownPlaces.Write(file, input.OrderedReports(), input.ReadCode(input.ReadConfiguration()));
        Write(file, text);
        _out.WriteLine($"{file} lists {count} {(count == 1 ? "place" : "places")}.");
        return Complete;
    }

    private ChecklistInput Read(ParseResult result, string[] build)
    {
        var target = Target.Find(result.GetValue(_path));
        if (result.GetValue(_sarif) is { Length: > 0 } logs)
        {
            return build.Length == 0
                ? RecordedLogs.Read(target, logs)
                : throw new ChecklistException("With --sarif nothing is built, and nothing can be passed to dotnet build behind --.");
        }

        target = target.ForBuild();
        _error.WriteLine($"Building {target.Path} …");
        return _build(target, build);
    }

    private static void Write(string file, string text)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            File.WriteAllText(file, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ChecklistException($"{file} cannot be written: {e.Message}");
        }
    }
}
