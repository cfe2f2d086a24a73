using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Atom.OAuth.Checklist.Input;

namespace Atom.OAuth.Checklist.Tests;

/// <summary>
/// A folder with code and its build log. A comment <c>// ATOM001</c> reports that rule on its line. It may also name a provider,
/// <c>// ATOM001 Slack</c>, and evidence, <c>because host slack.com:3</c>.
/// </summary>
internal sealed partial class Solution : IDisposable
{
    public static readonly string[] AllRules = ["ATOM001", "ATOM002", "ATOM003", "ATOM004", "ATOM005", "ATOM006", "ATOM007", "ATOM008", "ATOM009"];

    private readonly TemporaryFolder _folder = new();
    private readonly List<object> _results = [];
    private readonly string[] _rules;

    public Solution(params string[] rules) => _rules = rules.Length == 0 ? AllRules : rules;

    public string Folder => _folder.Path;

    public string Log => _folder["build.sarif"];

    public Solution With(string file, string text)
    {
        _folder.Write(file, text);
        foreach (var (line, index) in text.Split('\n').Select(static (line, index) => (line, index)))
        {
            foreach (Match marker in Marker().Matches(line))
            {
                _results.Add(Result(marker, new Uri(_folder[file]).AbsoluteUri, index + 1, Column(line), EndColumn(line)));
            }
        }

        return this;
    }

    public void WriteLog() => File.WriteAllText(Log, JsonSerializer.Serialize(new
    {
        version = "2.1.0",
        runs = new[] { new { results = _results, tool = new { driver = new { rules = _rules.Select(static id => new { id }) } } } },
    }));

    public Checklist Check()
    {
        WriteLog();
        return Checklist.Of(RecordedLogs.Read(Target.Find(Folder), [Log]));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Gets the column of the last call of Read in the line, or else that of its first non-space character.</summary>
    private static int Column(string line) =>
        Math.Max(line.LastIndexOf("Read(", StringComparison.Ordinal), line.Length - line.TrimStart().Length) + 1;

    /// <summary>Gets the column after the call or other code before the comment.</summary>
    private static int EndColumn(string line) => Math.Max(line.IndexOf("; //", StringComparison.Ordinal) + 1, Column(line) + 1);

    private static object Result(Match marker, string uri, int line, int column, int endColumn)
    {
        var place = new { physicalLocation = new { artifactLocation = new { uri }, region = new { startLine = line, startColumn = column, endLine = line, endColumn } } };
        var provider = marker.Groups["provider"].Value.Trim();
        var reason = marker.Groups["reason"];
        Dictionary<string, string> properties = [];
        if (provider.Length > 0)
        {
            properties["Provider"] = provider;
        }

        if (reason.Success)
        {
            properties["Evidence"] = reason.Value;
        }

        return new
        {
            ruleId = marker.Groups["id"].Value,
            message = new { text = $"{marker.Groups["id"].Value} at {line}" },
            suppressions = marker.Groups["suppressed"].Success ? new[] { new { kind = "inSource" } } : [],
            locations = new[] { place },
            relatedLocations = reason.Success
                ? new[] { Place(1), Place(int.Parse(marker.Groups["at"].ValueSpan, CultureInfo.InvariantCulture)) }
                : [],
            properties = new { customProperties = properties },
        };

        // The first location is that of the report itself, not evidence.
        object Place(int at) => new { physicalLocation = new { artifactLocation = new { uri }, region = new { startLine = at, startColumn = 1 } } };
    }

    [GeneratedRegex(@"// (?<suppressed>suppressed )?(?<id>ATOM(OAUTH)?\d{3})(?<provider> [\w. ]+?)?( because (?<reason>[\w. ]+):(?<at>\d+))?$")]
    private static partial Regex Marker();
}
