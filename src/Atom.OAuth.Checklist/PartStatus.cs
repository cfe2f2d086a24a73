namespace Atom.OAuth.Checklist;

/// <summary>How far an integration is with a part of the template.</summary>
internal enum PartStatus
{
    /// <summary>A rule reports a place where it is missing.</summary>
    Missing,

    /// <summary>The integration has code for all steps of it, and no rule reports anything.</summary>
    Done,

    /// <summary>Neither: no report, and no code for it, or not for all steps.</summary>
    NotSeen,

    /// <summary>A rule of the part did not run.</summary>
    NotChecked,

    /// <summary>There is nothing to do: the integration has no history that could be fetched.</summary>
    NotNeeded,
}
