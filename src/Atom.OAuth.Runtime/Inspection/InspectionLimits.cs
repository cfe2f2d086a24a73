namespace Atom.OAuth.Inspection;

/// <summary>The limits on what is read and inspected, in bytes, counted after decompression.</summary>
internal static class InspectionLimits
{
    /// <summary>How far after the first significant byte a verdict may look: the resource header of the WHATWG MIME Sniffing Standard.</summary>
    public const int Verdict = 1445;

    /// <summary>How much of a page is searched for its title.</summary>
    public const int Page = 64 * 1024;

    /// <summary>The maximum size of JSON that the safe read accepts; real token responses have a few KiB.</summary>
    public const int Json = 1024 * 1024;
}
