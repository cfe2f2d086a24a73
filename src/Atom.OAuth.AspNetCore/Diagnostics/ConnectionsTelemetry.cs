using System.Diagnostics;
using System.Diagnostics.Metrics;
using Atom.OAuth.Integrations;

namespace Atom.OAuth;

/// <summary>The name under which connections report traces and metrics.</summary>
/// <remarks>
/// <list type="table">
/// <item><term><c>atom.oauth.connections.refreshes</c></term><description>
/// Refreshes sent ({refresh}), by provider and outcome: <c>success</c>, <c>reauthorize</c>, <c>unknown</c>, <c>failure</c>, <c>superseded</c>.
/// </description></item>
/// <item><term><c>atom.oauth.connections.callbacks</c></term><description>
/// Callbacks with a valid state ({callback}), by provider and outcome.
/// </description></item>
/// <item><term><c>atom.oauth.connections.unsaved</c></term><description>
/// Tokens held in memory because the database failed ({token}).
/// </description></item>
/// </list>
/// The activity <c>oauth.connections.refresh</c> covers the lease and the request of a refresh. Providers that are not in the catalogue are
/// reported as <c>other</c>. No tag identifies a user, a tenant or a token.
/// </remarks>
public static class ConnectionsTelemetry
{
    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource"/> and the <see cref="System.Diagnostics.Metrics.Meter"/>.</summary>
    public const string Name = "Atom.OAuth.AspNetCore";

    private static readonly ActivitySource Activities = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Refreshes = Meter.CreateCounter<long>("atom.oauth.connections.refreshes", "{refresh}", "Refreshes sent.");
    private static readonly Counter<long> Callbacks = Meter.CreateCounter<long>(
        "atom.oauth.connections.callbacks", "{callback}", "Callbacks with a valid state.");
    private static readonly UpDownCounter<long> Unsaved = Meter.CreateUpDownCounter<long>(
        "atom.oauth.connections.unsaved", "{token}", "Tokens that wait in memory.");

    internal static Activity? StartRefresh(Integration integration)
        => Activities.StartActivity("oauth.connections.refresh")?.SetTag("provider", Id(integration));

    internal static void CountRefresh(Integration integration, string outcome) => Count(Refreshes, integration, outcome);

    internal static void CountCallback(Integration integration, string outcome) => Count(Callbacks, integration, outcome);

    internal static void CountUnsaved(int change) => Unsaved.Add(change);

    private static void Count(Counter<long> counter, Integration integration, string outcome)
        => counter.Add(1, new KeyValuePair<string, object?>("provider", Id(integration)), new KeyValuePair<string, object?>("outcome", outcome));

    private static string Id(Integration integration) => integration.Facts?.Id ?? "other";
}
