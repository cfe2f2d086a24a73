namespace Atom.OAuth.Analyzers.Retirements;

/// <summary>Something that a provider retires and a literal reveals.</summary>
/// <param name="Kind">What the provider does with it.</param>
/// <param name="Source">The page that documents it, starting with a link.</param>
internal abstract record Retirement(RetirementKind Kind, string Source)
{
    /// <summary>The day, <c>yyyy-MM-dd</c>, or just the month, <c>yyyy-MM</c>, if no day is published; null if neither is.</summary>
    public string? On { get; init; }

    /// <summary>What to use, in the words that follow "use"; null if there is no replacement.</summary>
    public string? Instead { get; init; }

    /// <summary>What else changes, or what happens otherwise: one sentence.</summary>
    public string? Note { get; init; }

    /// <summary>How the rule's page shows it.</summary>
    public abstract IEnumerable<string> Shown { get; }
}

/// <summary>A URL, or a group of URLs.</summary>
/// <param name="Kind">What the provider does with it.</param>
/// <param name="Source">The page that documents it.</param>
/// <param name="Patterns">The patterns of the URLs; see <see cref="UrlPattern"/>.</param>
internal sealed record RetiredUrl(RetirementKind Kind, string Source, params string[] Patterns) : Retirement(Kind, Source)
{
    /// <summary>URLs that match a pattern but are not retired.</summary>
    public string[] Except { get; init; } = Array.Empty<string>();

    /// <summary>Replaces the bracketed part of the pattern, if no other change is needed.</summary>
    public string? Fix { get; init; }

    /// <summary>True if the fix is wrong when a query follows, because the new endpoint requires the parameters in the body.</summary>
    public bool IsFixedOnlyWithoutQuery { get; init; }

    /// <summary>The HTTP method to which it applies; null for any.</summary>
    public string? Method { get; init; }

    /// <summary>The replacements by HTTP method, if they differ.</summary>
    public (string Method, string Instead)[] ByMethod { get; init; } = Array.Empty<(string, string)>();

    /// <summary>The days by the number in the pattern, in ascending order. Lower numbers have already been retired.</summary>
    public (int Number, string On)[] ByNumber { get; init; } = Array.Empty<(int, string)>();

    public override IEnumerable<string> Shown => Patterns.Select(UrlPattern.Show);

    public string? DayOf(int number)
    {
        foreach (var (known, day) in ByNumber)
        {
            if (known == number)
            {
                return day;
            }
        }

        return On;
    }
}

/// <summary>A value of a header that specifies an API version.</summary>
/// <param name="Kind">What the provider does with it.</param>
/// <param name="Source">The page that documents it.</param>
/// <param name="Name">The header's name.</param>
/// <param name="Values">The values, and versions older than the first if <paramref name="AndOlder"/> is set.</param>
/// <param name="AndOlder">Whether all older values are included.</param>
internal sealed record RetiredHeader(
    RetirementKind Kind, string Source, string Name, string[] Values, bool AndOlder = false) : Retirement(Kind, Source)
{
    public override IEnumerable<string> Shown => Values.Select((value, i) => $"{Name}: {value}{(AndOlder && i == 0 ? " and older" : "")}");

    public bool Has(string value) =>
        Array.IndexOf(Values, value) >= 0
        || (AndOlder && value.Length == Values[0].Length && char.IsDigit(value[0]) && string.CompareOrdinal(value, Values[0]) < 0);
}

/// <summary>The retirements of a provider.</summary>
/// <param name="Provider">The provider's display name.</param>
/// <param name="HostWord">A part of every host in the entries: a project without it uses none of them.</param>
/// <param name="PathWords">Parts of the paths in the entries, to find paths that are separate from their host.</param>
/// <param name="Entries">The entries, specific ones before general ones.</param>
internal sealed record ProviderRetirements(string Provider, string HostWord, string[] PathWords, params Retirement[] Entries);
