namespace Atom.OAuth.Checklist.Input;

/// <summary>What a rule reported.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Message">The message.</param>
/// <param name="File">The file's full path, or what the log has instead.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="EndLine">The line of the end.</param>
/// <param name="EndColumn">The column behind the end.</param>
/// <param name="Provider">The provider that the rule named, or null.</param>
/// <param name="Suppression">How it is suppressed, with the reason where one is given; null where it is not.</param>
internal sealed record Report(
    string Rule, string Message, string File, int Line, int Column, int EndLine, int EndColumn, string? Provider, string? Suppression)
{
    /// <summary>Whether the baseline lists it.</summary>
    public bool IsKnown { get; init; }

    /// <summary>Why it is reported, where the rule says so.</summary>
    public IReadOnlyList<Reason> Evidence { get; init; } = [];
}

/// <summary>One thing in the code for which a place is reported.</summary>
/// <param name="What">What it is, in a few words.</param>
/// <param name="File">The file's full path, or what the log has instead.</param>
/// <param name="Line">The line, from 1.</param>
internal sealed record Reason(string What, string File, int Line);
