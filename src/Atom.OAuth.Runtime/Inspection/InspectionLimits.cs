namespace Atom.OAuth.Inspection;

/// <summary>The bounds of what is read and looked at, in bytes, counted after decompression.</summary>
internal static class InspectionLimits
{
    /// <summary>How far behind the first significant byte a verdict may look: the resource header of the WHATWG MIME Sniffing Standard.</summary>
    public const int Verdict = 1445;

    /// <summary>How much of a page is searched for its title.</summary>
    public const int Page = 64 * 1024;

    /// <summary>How much JSON the safe read takes; real token responses have a few KiB.</summary>
    public const int Json = 1024 * 1024;
}
