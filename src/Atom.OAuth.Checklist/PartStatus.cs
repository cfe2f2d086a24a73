namespace Atom.OAuth.Checklist;

/// <summary>The status of a part of the template in an integration.</summary>
internal enum PartStatus
{
    /// <summary>A rule reports places where it is missing.</summary>
    Missing,

    /// <summary>The integration has code for all its steps, and no rule reports anything.</summary>
    Done,

    /// <summary>Neither: nothing is reported, but there is no code for some or all of its steps.</summary>
    NotSeen,

    /// <summary>A rule of the part did not run.</summary>
    NotChecked,

    /// <summary>Not required: the history of the integration cannot be fetched.</summary>
    NotNeeded,
}
