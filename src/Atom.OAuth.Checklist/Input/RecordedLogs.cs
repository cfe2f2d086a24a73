namespace Atom.OAuth.Checklist.Input;

/// <summary>Reads the logs of an earlier build.</summary>
internal static class RecordedLogs
{
    public static ChecklistInput Read(Target target, IReadOnlyList<string> paths)
    {
        var logs = paths.Select(SarifLog.Read).ToList();
        if (logs.All(static log => log.Rules.Count == 0))
        {
            throw new ChecklistException(
                $"The analyzers ran in none of the builds that {string.Join(", ", paths)} tell of, or all rules were switched off. "
                + "Add the package Atom.OAuth.Analyzers to the projects, and build again without switching its rules off.");
        }

        return new ChecklistInput(
            target.Name,
            target.Folder,
            logs,
            [.. target.Sources()],
            [.. target.Configurations()],
            [.. paths.Where((_, index) => logs[index].Rules.Count == 0)]);
    }
}
