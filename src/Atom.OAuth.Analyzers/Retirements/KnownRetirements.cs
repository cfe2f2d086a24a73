namespace Atom.OAuth.Analyzers.Retirements;

/// <summary>
/// What the catalogue's providers, and the platforms that they belong to, have retired or will retire, as far as a literal in
/// code shows it. What only one weak source says, or sources that contradict each other, has no day here.
/// </summary>
internal static partial class KnownRetirements
{
    /// <summary>
    /// The day of this state of affairs. What counts as past is decided by it and not by the clock of the machine, so that a
    /// build gives the same reports every day. It moves with each release.
    /// </summary>
    public const string AsOf = "2026-11-28";

    private static readonly Lazy<ProviderRetirements[]> Lists = new(static () => new[]
    {
        Meta, Slack, Zoom, Google, Discord, Microsoft, MicrosoftConnectors, Notion, Asana, Monday, Dropbox, HubSpot,
    });

    public static IReadOnlyList<ProviderRetirements> All => Lists.Value;

    /// <summary>True where a day or a month is over.</summary>
    public static bool IsPast(string on, string asOf = AsOf) =>
        // A month is over when the next one has begun.
        on.Length < asOf.Length ? string.CompareOrdinal(on, asOf.Substring(0, on.Length)) < 0 : string.CompareOrdinal(on, asOf) <= 0;
}
