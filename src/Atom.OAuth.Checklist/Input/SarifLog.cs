using System.Text.Json;
using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Baseline;

namespace Atom.OAuth.Checklist.Input;

/// <summary>A log that the compiler wrote for <c>ErrorLog=…,version=2.1</c>: our rules that ran, and their diagnostics.</summary>
/// <param name="Rules">The rules that ran.</param>
/// <param name="Reports">The diagnostics, including suppressed ones.</param>
internal sealed record SarifLog(IReadOnlyCollection<string> Rules, IReadOnlyList<Report> Reports)
{
    public static SarifLog Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            var version = document.RootElement.TryGetProperty("version", out var value) ? value.GetString() : null;
            if (version != "2.1.0")
            {
                throw new ChecklistException($"{path} is a log of the version {version ?? "?"}, not 2.1. Build with -p:ErrorLog=FILE%2Cversion=2.1.");
            }

            var runs = document.RootElement.GetProperty("runs").EnumerateArray().ToList();
            return new SarifLog(
                [.. runs.SelectMany(RulesOf).Distinct()],
                [.. runs.SelectMany(run => ReportsOf(run, Path.GetDirectoryName(Path.GetFullPath(path))!))]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ChecklistException($"{path} cannot be read: {e.Message}");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new ChecklistException($"{path} is no SARIF log: {e.Message} Build with -p:ErrorLog=FILE%2Cversion=2.1.");
        }
    }

    /// <summary>Gets our rules that ran. The log lists the rules of all analyzers, and which of them the configuration disabled.</summary>
    private static IEnumerable<string> RulesOf(JsonElement run)
    {
        var off = Items(run, "invocations")
            .SelectMany(invocation => Items(invocation, "ruleConfigurationOverrides"))
            .Where(change => IsOff(change.GetProperty("configuration")))
            .Select(change => change.GetProperty("descriptor").GetProperty("id").GetString()!);
        return Items(run.GetProperty("tool").GetProperty("driver"), "rules")
            .Select(rule => rule.GetProperty("id").GetString()!)
            .Where(static id => RuleIds.All.Contains(id))
            .Except(off);
    }

    private static bool IsOff(JsonElement configuration) =>
        (configuration.TryGetProperty("enabled", out var enabled) && enabled.ValueKind == JsonValueKind.False)
        || (configuration.TryGetProperty("level", out var level) && level.GetString() == "none");

    private static IEnumerable<Report> ReportsOf(JsonElement run, string folder) =>
        Items(run, "results")
            .Where(static result => RuleIds.All.Contains(result.GetProperty("ruleId").GetString()!))
            .Select(result => ToReport(result, folder));

    private static Report ToReport(JsonElement result, string folder)
    {
        var (file, line, column, endLine, endColumn) = ("", 0, 0, 0, 0);
        if (Items(result, "locations").FirstOrDefault() is { ValueKind: JsonValueKind.Object } location)
        {
            var place = location.GetProperty("physicalLocation");
            var region = place.GetProperty("region");
            file = ToPath(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!, folder);
            line = region.GetProperty("startLine").GetInt32();
            column = region.TryGetProperty("startColumn", out var start) ? start.GetInt32() : 1;
            endLine = region.TryGetProperty("endLine", out var last) ? last.GetInt32() : line;
            endColumn = region.TryGetProperty("endColumn", out var end) ? end.GetInt32() : column;
        }

        return new Report(
            result.GetProperty("ruleId").GetString()!,
            result.GetProperty("message").GetProperty("text").GetString()!,
            file,
            line,
            column,
            endLine,
            endColumn,
            PropertyOf(result, ReportProperties.Provider),
            Items(result, "suppressions").Where(static suppression => !IsBaseline(suppression)).Select(SuppressionOf).FirstOrDefault())
        {
            Evidence = EvidenceOf(result, folder),
        };
    }

    /// <summary>Gets a property of the diagnostic, which the compiler writes to customProperties.</summary>
    private static string? PropertyOf(JsonElement result, string name) =>
        result.TryGetProperty("properties", out var properties)
        && properties.TryGetProperty("customProperties", out var custom)
        && custom.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>Gets the evidence: the last related locations, with one line of the property for each.</summary>
    private static IReadOnlyList<Reason> EvidenceOf(JsonElement result, string folder)
    {
        var texts = PropertyOf(result, ReportProperties.Evidence)?.Split('\n') ?? [];
        var places = Items(result, "relatedLocations")
            .TakeLast(texts.Length)
            .Select(static related => related.GetProperty("physicalLocation"))
            .ToList();
        return texts.Length == 0 || places.Count < texts.Length ? [] : [.. texts.Zip(places, (text, place) => new Reason(
            text,
            ToPath(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!, folder),
            place.GetProperty("region").GetProperty("startLine").GetInt32()))];
    }

    /// <summary>Recognizes the suppression by a baseline of the build. Whether the checklist uses a baseline depends on its own options.</summary>
    private static bool IsBaseline(JsonElement suppression) =>
        suppression.TryGetProperty("properties", out var properties)
        && properties.TryGetProperty("suppressionType", out var type)
        && type.GetString()?.Contains(BaselineSuppressor.Justification, StringComparison.Ordinal) == true;

    private static string SuppressionOf(JsonElement suppression)
    {
        var how = suppression.TryGetProperty("properties", out var properties) && properties.TryGetProperty("suppressionType", out var type)
            ? type.GetString()
            : null;
        var why = suppression.TryGetProperty("justification", out var justification) ? justification.GetString() : null;
        how ??= suppression.TryGetProperty("kind", out var kind) ? kind.GetString() : "suppressed";
        return string.IsNullOrWhiteSpace(why) ? how! : $"{how}: {why}";
    }

    private static string ToPath(string uri, string folder) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var absolute) && absolute.IsFile
            ? absolute.LocalPath
            : Path.GetFullPath(Uri.UnescapeDataString(uri), folder);

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;
}
