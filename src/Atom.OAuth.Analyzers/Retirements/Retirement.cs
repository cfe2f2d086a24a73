namespace Atom.OAuth.Analyzers.Retirements;

/// <summary>Something in a literal that a provider retires.</summary>
/// <param name="Kind">What the provider does with it.</param>
/// <param name="Source">The page that states it: a link first.</param>
internal abstract record Retirement(RetirementKind Kind, string Source)
{
    /// <summary>The day, <c>yyyy-MM-dd</c>, or the month, <c>yyyy-MM</c>, where no more is published; null where nothing is.</summary>
    public string? On { get; init; }

    /// <summary>What to use, as it stands after the word "use"; null where there is nothing.</summary>
    public string? Instead { get; init; }

    /// <summary>What else changes, or what happens if nothing is done: one sentence.</summary>
    public string? Note { get; init; }

    /// <summary>What the rule's page shows of it.</summary>
    public abstract IEnumerable<string> Shown { get; }
}

/// <summary>A URL, or a family of them.</summary>
/// <param name="Kind">What the provider does with it.</param>
/// <param name="Source">The page that states it.</param>
/// <param name="Patterns">What the URLs look like; see <see cref="UrlPattern"/>.</param>
internal sealed record RetiredUrl(RetirementKind Kind, string Source, params string[] Patterns) : Retirement(Kind, Source)
{
    /// <summary>URLs that fit a pattern and are not meant.</summary>
    public string[] Except { get; init; } = Array.Empty<string>();

    /// <summary>Takes the place of what the pattern has in brackets, where that is all there is to do.</summary>
    public string? Fix { get; init; }

    /// <summary>True where the fix is wrong when a query follows: the new endpoint wants the parameters in the body.</summary>
    public bool IsFixedOnlyWithoutQuery { get; init; }

    /// <summary>The one HTTP method that is meant; null for any.</summary>
    public string? Method { get; init; }

    /// <summary>What to use depends on the HTTP method of the call.</summary>
    public (string Method, string Instead)[] ByMethod { get; init; } = Array.Empty<(string, string)>();

    /// <summary>The days by the number in the pattern, the lowest first. A number below all of them is gone.</summary>
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

/// <summary>A value of a header that names the version of an API.</summary>
/// <param name="Kind">What the provider does with it.</param>
/// <param name="Source">The page that states it.</param>
/// <param name="Name">The header's name.</param>
/// <param name="Values">The values; a version that is older than the first when <paramref name="AndOlder"/>.</param>
/// <param name="AndOlder">Whether all older values are meant as well.</param>
internal sealed record RetiredHeader(
    RetirementKind Kind, string Source, string Name, string[] Values, bool AndOlder = false) : Retirement(Kind, Source)
{
    public override IEnumerable<string> Shown => Values.Select((value, i) => $"{Name}: {value}{(AndOlder && i == 0 ? " and older" : "")}");

    public bool Has(string value) =>
        Array.IndexOf(Values, value) >= 0
        || (AndOlder && value.Length == Values[0].Length && char.IsDigit(value[0]) && string.CompareOrdinal(value, Values[0]) < 0);
}

/// <summary>What one provider retires.</summary>
/// <param name="Provider">The name that messages use.</param>
/// <param name="HostWord">Every host of the entries has it: a project without the word has none of them.</param>
/// <param name="PathWords">Every path of the entries has one of them, so that paths are found that stand apart from their host.</param>
/// <param name="Entries">The entries, special ones before general ones.</param>
internal sealed record ProviderRetirements(string Provider, string HostWord, string[] PathWords, params Retirement[] Entries);
