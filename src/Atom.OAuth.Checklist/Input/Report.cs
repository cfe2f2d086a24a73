namespace Atom.OAuth.Checklist.Input;

/// <summary>A diagnostic that a rule reported.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Message">The message.</param>
/// <param name="File">The file's full path, or whatever the log contains instead.</param>
/// <param name="Line">The line number, from 1.</param>
/// <param name="Column">The column number, from 1.</param>
/// <param name="EndLine">The line number of the end.</param>
/// <param name="EndColumn">The column number after the end.</param>
/// <param name="Provider">The provider named by the rule, or null.</param>
/// <param name="Suppression">How it is suppressed, with the justification if there is one; null if it is not.</param>
internal sealed record Report(
    string Rule, string Message, string File, int Line, int Column, int EndLine, int EndColumn, string? Provider, string? Suppression)
{
    /// <summary>Whether it is in the baseline.</summary>
    public bool IsKnown { get; init; }

    /// <summary>The evidence, if the rule provides any.</summary>
    public IReadOnlyList<Reason> Evidence { get; init; } = [];
}

/// <summary>Evidence in the code for a diagnostic.</summary>
/// <param name="What">A short description.</param>
/// <param name="File">The file's full path, or whatever the log contains instead.</param>
/// <param name="Line">The line number, from 1.</param>
internal sealed record Reason(string What, string File, int Line);
