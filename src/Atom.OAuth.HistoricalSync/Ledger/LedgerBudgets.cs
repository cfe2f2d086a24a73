using Atom.OAuth.Storage;

namespace Atom.OAuth.Sync;

/// <summary>
/// Takes requests from budgets that all processes share. A request that has to wait is booked for a given time, so that requests waiting
/// for the same budget are spread rather than sent all at once.
/// </summary>
/// <remarks>
/// Uses the generic cell rate algorithm: a row stores when the next request conforms. A burst of a tenth may be sent early; the rest is
/// spread so that no period of length <see cref="HistoricalSyncBudget.Per"/> contains more requests than allowed.
/// </remarks>
internal sealed class LedgerBudgets(LedgerDatabase database, LedgerClock clock)
{
    /// <summary>
    /// How far ahead a shared budget is booked. Later requests have to ask again, so that one tenant cannot book the whole day.
    /// </summary>
    private const long Horizon = 10_000;

    private const string Ensure = "INSERT INTO atom_oauth_sync_budget (tenant, name) VALUES (@tenant, @name) ON CONFLICT (tenant, name) DO NOTHING";

    private const string Key = " WHERE tenant = @tenant AND name = @name";

    /// <summary>Books a request.</summary>
    /// <returns>When it may be sent, by the ledger's clock, and whether it is booked or has to be booked again at that time.</returns>
    public Task<(long At, bool IsBooked)> BookAsync(SyncRow run, IEnumerable<HistoricalSyncBudget> budgets, CancellationToken cancellationToken)
        => database.WriteAsync(
        async (transaction, token) =>
        {
            var now = clock.Now;
            var at = now;
            List<(string Tenant, string Name, long NextFree, long Day, long Used)> updates = [];
            foreach (var budget in budgets.OrderBy(budget => budget.Scope).ThenBy(budget => budget.Name, StringComparer.Ordinal))
            {
                (var tenant, var name) = NameOf(run, budget);
                await transaction.ExecuteAsync(Ensure, token, ("tenant", tenant), ("name", name)).ConfigureAwait(false);
                (var nextFree, var day, var used) = (await transaction.QueryAsync(
                    "SELECT next_free, day, used FROM atom_oauth_sync_budget" + Key + database.ForUpdate,
                    static row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)),
                    token,
                    ("tenant", tenant), ("name", name)).ConfigureAwait(false))[0];
                (var allowed, nextFree, day, used) = budget.IsDaily
                    ? Daily(budget, now, nextFree, day, used)
                    : Spread(budget, now, nextFree, day, used);
                if (allowed > now + Horizon)
                {
                    return (allowed, false);
                }

                at = Math.Max(at, allowed);
                updates.Add((tenant, name, nextFree, day, used));
            }

            foreach ((var tenant, var name, var nextFree, var day, var used) in updates)
            {
                await transaction.ExecuteAsync(
                    "UPDATE atom_oauth_sync_budget SET next_free = @free, day = @day, used = @used" + Key,
                    token,
                    ("free", nextFree), ("day", day), ("used", used), ("tenant", tenant), ("name", name)).ConfigureAwait(false);
            }

            return (at, true);
        },
        cancellationToken);

    /// <summary>Blocks the budgets of a tenant or connection for all who share them, until the time that the provider asks for.</summary>
    public Task BlockAsync(SyncRow run, IEnumerable<HistoricalSyncBudget> budgets, long until, CancellationToken cancellationToken)
        => database.WriteAsync(
        async (transaction, token) =>
        {
            foreach (var budget in budgets.Where(budget => budget.Scope != HistoricalSyncBudgetScope.Application))
            {
                (var tenant, var name) = NameOf(run, budget);
                await transaction.ExecuteAsync(Ensure, token, ("tenant", tenant), ("name", name)).ConfigureAwait(false);
                await transaction.ExecuteAsync(
                    "UPDATE atom_oauth_sync_budget SET next_free = @until" + Key + " AND next_free < @until",
                    token,
                    ("until", budget.IsDaily ? until : until + ((Burst(budget) - 1) * Interval(budget))),
                    ("tenant", tenant), ("name", name)).ConfigureAwait(false);
            }

            return true;
        },
        cancellationToken);

    private static (long At, long NextFree, long Day, long Used) Spread(HistoricalSyncBudget budget, long now, long nextFree, long day, long used)
    {
        var next = Math.Max(nextFree, now) + Interval(budget);
        return (Math.Max(now, next - (Burst(budget) * Interval(budget))), next, day, used);
    }

    private static long Burst(HistoricalSyncBudget budget) => Math.Max(1, budget.Requests / 10);

    private static long Interval(HistoricalSyncBudget budget)
        => (long)Math.Ceiling(budget.Per.TotalMilliseconds / (budget.Requests - Burst(budget) + 1));

    private (long At, long NextFree, long Day, long Used) Daily(HistoricalSyncBudget budget, long now, long nextFree, long day, long used)
    {
        var wall = clock.UtcNow;
        var today = wall / 86_400_000;

        // A clock that was set back by a day must not grant the day's quota twice.
        (day, used) = today > day ? (today, 0) : (day, used);
        var tomorrow = now + ((today + 1) * 86_400_000) - wall;
        return used >= budget.Requests ? (tomorrow, nextFree, day, used) : (Math.Max(now, nextFree), nextFree, day, used + 1);
    }

    private static (string Tenant, string Name) NameOf(SyncRow run, HistoricalSyncBudget budget) => budget.Scope switch
    {
        HistoricalSyncBudgetScope.Application => (string.Empty, $"{run.Integration}:{budget.Name}"),
        HistoricalSyncBudgetScope.Tenant => (run.Tenant, $"{run.Integration}:{budget.Name}:tenant"),
        _ => (run.Tenant, $"{run.Integration}:{budget.Name}:connection:{run.Connection}"),
    };
}
