namespace Atom.OAuth;

/// <summary>Limits how often requests are sent to a provider. All processes that share the database share the budget.</summary>
public sealed class HistoricalSyncBudget
{
    /// <summary>Initializes a new instance of the <see cref="HistoricalSyncBudget"/> class.</summary>
    /// <param name="name">The name, which distinguishes the budgets of an integration.</param>
    /// <param name="requests">How many requests are allowed; must be positive.</param>
    /// <param name="per">The period in which they are allowed; must be positive.</param>
    /// <param name="scope">Who shares it.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="requests"/> or <paramref name="per"/> is not positive.</exception>
    public HistoricalSyncBudget(string name, int requests, TimeSpan per, HistoricalSyncBudgetScope scope = HistoricalSyncBudgetScope.Connection)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(requests);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(per, TimeSpan.Zero);
        Name = name;
        Requests = requests;
        Per = per;
        Scope = scope;
    }

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>
    /// Gets how many requests are allowed in any period of <see cref="Per"/>: a tenth of them in a burst, the others evenly spread.
    /// </summary>
    public int Requests { get; }

    /// <summary>Gets the period for <see cref="Requests"/>.</summary>
    public TimeSpan Per { get; }

    /// <summary>Gets who shares the budget.</summary>
    public HistoricalSyncBudgetScope Scope { get; }

    /// <summary>
    /// Gets a value indicating whether this is a quota for a day that starts at midnight UTC, which may be used up at any rate. <see cref="Per"/> is
    /// ignored then.
    /// </summary>
    public bool IsDaily { get; init; }
}

/// <summary>Who shares a budget.</summary>
public enum HistoricalSyncBudgetScope
{
    /// <summary>Each connection has its own.</summary>
    Connection,

    /// <summary>All connections of a tenant with the integration share it.</summary>
    Tenant,

    /// <summary>The whole application shares it.</summary>
    Application,
}
