namespace Atom.OAuth.Analyzers.Tests;

/// <summary>The table of options in README.md: keys, rules and defaults come from the definitions, the meanings are written by hand.</summary>
internal static class OptionTable
{
    /// <summary>Creates the expected table, with the current meanings.</summary>
    public static string Write(string now)
    {
        var meanings = Meanings(now);
        return string.Join(
            "\n",
            RuleCatalog.Options.Select(
                option => $"| `{option.Key}` | {string.Join(", ", option.Rules)} | {Code(option.DefaultValue)} | {meanings.GetValueOrDefault(option.Key, "")} |")
                .Prepend("| --- | --- | --- | --- |")
                .Prepend("| key | read by | default | meaning |"));
    }

    /// <summary>Gets the meaning of each option by key: the last cell of its row.</summary>
    public static Dictionary<string, string> Meanings(string table) =>
        table.Split('\n').Skip(2).Select(static row => Cells(row)).ToDictionary(static cells => cells[0].Trim('`'), static cells => cells[^1]);

    /// <summary>Gets the cells of a row; <c>\|</c> is part of a cell.</summary>
    private static string[] Cells(string row) =>
        [.. row.Replace("\\|", "\0", StringComparison.Ordinal)
            .Trim('|')
            .Split('|')
            .Select(static cell => cell.Trim().Replace("\0", "\\|", StringComparison.Ordinal))];

    private static string Code(string value) => value.Length == 0 ? "empty" : $"`{value.Replace("|", "\\|", StringComparison.Ordinal)}`";
}
