namespace Atom.OAuth;

/// <summary>How often a provider may be asked. All processes that share the database take from the same budget.</summary>
public sealed class HistoricalSyncBudget
{
    /// <summary>Initializes a new instance of the <see cref="HistoricalSyncBudget"/> class.</summary>
    /// <param name="name">Its name, which keeps budgets of an integration apart.</param>
    /// <param name="requests">How many requests are allowed; above zero.</param>
    /// <param name="per">In what time; above zero.</param>
    /// <param name="scope">Who shares it.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="requests"/> or <paramref name="per"/> is not above zero.</exception>
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

    /// <summary>Gets how many requests are allowed in <see cref="Per"/>, at any time: a tenth of them at once, the others spread.</summary>
    public int Requests { get; }

    /// <summary>Gets the time that <see cref="Requests"/> are counted in.</summary>
    public TimeSpan Per { get; }

    /// <summary>Gets who shares the budget.</summary>
    public HistoricalSyncBudgetScope Scope { get; }

    /// <summary>
    /// Gets a value indicating whether it is a quota for a day that starts at midnight UTC, to be used as fast as one likes. <see cref="Per"/> is
    /// not looked at then.
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
