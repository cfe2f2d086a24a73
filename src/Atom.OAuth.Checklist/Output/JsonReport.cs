using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Atom.OAuth.Checklist.Input;

namespace Atom.OAuth.Checklist.Output;

/// <summary>Writes the checklist for programs; docs/checklist.md documents the format.</summary>
internal static class JsonReport
{
    /// <summary>The version of the format, incremented if a member changes its meaning or is removed.</summary>
    private const int Version = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(Checklist checklist) => JsonSerializer.Serialize(
        new
        {
            Version,
            Target = checklist.Title,
            NeedsUpdates = checklist.NeedsUpdates,
            Integrations = checklist.Integrations.Select(integration => new
            {
                integration.Id,
                integration.Name,
                integration.NeedsUpdates,
                Parts = integration.Parts.Select(part => new
                {
                    part.Part.Id,
                    part.Part.Name,
                    part.Part.Rules,
                    Status = Wording.Of(part.Status).Replace(' ', '-'),
                    Missing = part.Missing.Select(report => Place(checklist, report)),
                    Code = part.Code.Select(site => new { File = Wording.RelativePath(checklist, site.File), site.Line, site.What, site.Step }),
                }),
                RetiredEndpoints = integration.Retired.Select(report => Place(checklist, report)),
                Suppressed = integration.Suppressed.Select(report => new
                {
                    report.Rule,
                    File = Wording.RelativePath(checklist, report.File),
                    report.Line,
                    report.Column,
                    report.Message,
                    report.Suppression,
                }),
            }),
            Baseline = checklist.Gone is { } gone ? new { Known = checklist.Known, New = checklist.New, Gone = gone } : null,
            RulesNotRun = checklist.NotRun,
            ProjectsNotAnalyzed = checklist.NotAnalyzed.Select(path => Wording.RelativePath(checklist, path)),
        },
        Options).ReplaceLineEndings("\n") + "\n";

    private static object Place(Checklist checklist, Report report) => new
    {
        report.Rule,
        File = Wording.RelativePath(checklist, report.File),
        report.Line,
        report.Column,
        report.Message,
        Evidence = report.Evidence.Count == 0
            ? null
            : report.Evidence.Select(reason => new { reason.What, File = Wording.RelativePath(checklist, reason.File), reason.Line }),
        Known = checklist.Gone is null ? (bool?)null : report.IsKnown,
    };
}
