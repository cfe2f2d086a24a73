using System.Text.Json;

namespace Atom.OAuth.Package.Tests;

/// <summary>A diagnostic in a build.</summary>
internal sealed record Finding(string RuleId, string Level, string File, int Line, string Message, string? HelpUri, IReadOnlyList<string> Tags);

/// <summary>Reads the log that the compiler writes for <c>ErrorLog=…,version=2.1</c>.</summary>
internal static class SarifLog
{
    public static IReadOnlyList<Finding> Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. document.RootElement.GetProperty("runs").EnumerateArray()
            .SelectMany(run => Read(run, Rules(run)))];
    }

    private static IEnumerable<Finding> Read(JsonElement run, IReadOnlyDictionary<string, JsonElement> rules) =>
        run.GetProperty("results").EnumerateArray()
        .Where(result => !result.TryGetProperty("suppressions", out _))
        .Select(result => ToFinding(result, rules));

    private static Dictionary<string, JsonElement> Rules(JsonElement run) =>
        run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()
        .DistinctBy(rule => rule.GetProperty("id").GetString()!)
        .ToDictionary(rule => rule.GetProperty("id").GetString()!);

    private static string? HelpUri(JsonElement rule) => rule.TryGetProperty("helpUri", out var uri) ? uri.GetString() : null;

    private static IReadOnlyList<string> Tags(JsonElement rule) =>
        rule.TryGetProperty("properties", out var properties) && properties.TryGetProperty("tags", out var tags)
            ? [.. tags.EnumerateArray().Select(tag => tag.GetString()!)]
            : [];

    private static Finding ToFinding(JsonElement result, IReadOnlyDictionary<string, JsonElement> rules)
    {
        var file = "";
        var line = 0;
        if (result.TryGetProperty("locations", out var locations) && locations.GetArrayLength() > 0)
        {
            var place = locations[0].GetProperty("physicalLocation");
            file = Path.GetFileName(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!);
            line = place.GetProperty("region").GetProperty("startLine").GetInt32();
        }

        // SARIF omits the level if it is the default.
        var level = result.TryGetProperty("level", out var value) ? value.GetString()! : "warning";
        var rule = result.GetProperty("ruleId").GetString()!;
        var (helpUri, tags) = rules.TryGetValue(rule, out var descriptor) ? (HelpUri(descriptor), Tags(descriptor)) : (null, []);
        return new Finding(rule, level, file, line, result.GetProperty("message").GetProperty("text").GetString()!, helpUri, tags);
    }
}
