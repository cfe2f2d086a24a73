namespace Atom.OAuth.Analyzers.Retirements;

/// <summary>
/// What the catalogue's providers, and the platforms that they belong to, have retired or will retire, as far as a literal in
/// code reveals it. There is no date if the only source is weak, or sources contradict each other.
/// </summary>
internal static partial class KnownRetirements
{
    /// <summary>
    /// The date of this information. It determines what is in the past, rather than the machine's clock, so that a
    /// build gives the same diagnostics every day. It is updated with each release.
    /// </summary>
    public const string AsOf = "2026-11-28";

    private static readonly Lazy<ProviderRetirements[]> Lists = new(static () => new[]
    {
        Meta, Slack, Zoom, Google, Discord, Microsoft, MicrosoftConnectors, Notion, Asana, Monday, Dropbox, HubSpot,
    });

    public static IReadOnlyList<ProviderRetirements> All => Lists.Value;

    /// <summary>Returns true if a day or a month is over.</summary>
    public static bool IsPast(string on, string asOf = AsOf) =>
        // A month is over once the next one has begun.
        on.Length < asOf.Length ? string.CompareOrdinal(on, asOf.Substring(0, on.Length)) < 0 : string.CompareOrdinal(on, asOf) <= 0;
}
