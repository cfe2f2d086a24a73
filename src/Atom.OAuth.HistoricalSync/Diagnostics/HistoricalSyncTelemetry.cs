using System.Diagnostics;
using System.Diagnostics.Metrics;
using Atom.OAuth.Sync;

namespace Atom.OAuth;

/// <summary>The name under which the sync service reports traces and metrics.</summary>
/// <remarks>
/// <list type="table">
/// <item><term><c>atom.oauth.sync.transitions</c></term><description>State changes ({transition}), by provider, from, to.</description></item>
/// <item><term><c>atom.oauth.sync.batches</c></term><description>Batches written ({batch}), by provider.</description></item>
/// <item><term><c>atom.oauth.sync.records</c></term><description>Records written ({record}), by provider.</description></item>
/// <item><term><c>atom.oauth.sync.batch.duration</c></term>
/// <description>From requesting a page to its checkpoint (s), by provider.</description></item>
/// <item><term><c>atom.oauth.sync.running</c></term><description>Syncs running in this process ({sync}).</description></item>
/// </list>
/// Providers that are not in the catalogue are reported as <c>other</c>. No tag identifies a user or a tenant.
/// </remarks>
public static class HistoricalSyncTelemetry
{
    /// <summary>The name of the <see cref="ActivitySource"/> and the <see cref="System.Diagnostics.Metrics.Meter"/>.</summary>
    public const string Name = "Atom.OAuth.HistoricalSync";

    private const string Provider = "provider";

    private static readonly ActivitySource Activities = new(Name);

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Transitions = Meter.CreateCounter<long>("atom.oauth.sync.transitions", "{transition}", "Changes of state.");

    private static readonly Counter<long> Batches = Meter.CreateCounter<long>("atom.oauth.sync.batches", "{batch}", "Batches written.");

    private static readonly Counter<long> Records = Meter.CreateCounter<long>("atom.oauth.sync.records", "{record}", "Records written.");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "atom.oauth.sync.batch.duration", "s", "From asking for a page until its checkpoint.");

    private static readonly UpDownCounter<long> Running = Meter.CreateUpDownCounter<long>(
        "atom.oauth.sync.running", "{sync}", "Syncs that run in this process.");

    internal static Activity? StartTurn(SyncRow run)
        => Activities.StartActivity("sync.turn")?.SetTag(Provider, Id(run.Integration)).SetTag("sync.id", run.Id).SetTag("sync.kind", run.Kind);

    internal static Activity? StartBatch(SyncRow run)
        => Activities.StartActivity("sync.batch", ActivityKind.Client)?.SetTag(Provider, Id(run.Integration));

    internal static void Count(StateChange change)
    {
        if (Transitions.Enabled)
        {
            TagList tags = new()
            {
                { Provider, Id(change.Integration) },
                { "from", change.From is { } from ? LedgerText.Of(from) : "none" },
                { "to", LedgerText.Of(change.To) },
            };
            Transitions.Add(1, tags);
        }
    }

    internal static void CountBatch(SyncRow run, int records, TimeSpan duration)
    {
        KeyValuePair<string, object?> provider = new(Provider, Id(run.Integration));
        Batches.Add(1, provider);
        Records.Add(records, provider);
        Duration.Record(duration.TotalSeconds, provider);
    }

    internal static void CountRunning(int change) => Running.Add(change);

    /// <summary>Limits the number of time series: applications may choose any integration id, and each would add one.</summary>
    private static string Id(string integration) => OAuthProviders.Find(integration)?.Id ?? "other";
}
