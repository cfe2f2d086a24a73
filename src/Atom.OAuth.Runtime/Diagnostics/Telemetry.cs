using System.Diagnostics;
using System.Diagnostics.Metrics;
using Atom.OAuth.Tokens;

namespace Atom.OAuth.Diagnostics;

/// <summary>Metrics and traces. Without a listener they cost one comparison.</summary>
internal static class Telemetry
{
    private const string Provider = "provider";
    private const string Outcome = "outcome";

    private static readonly ActivitySource Activities = new(OAuthTelemetry.Name);

    private static readonly Meter Meter = new(OAuthTelemetry.Name);

    private static readonly Counter<long> TokenResponses = Meter.CreateCounter<long>(
        "atom.oauth.token_responses", "{response}", "Token responses read.");

    private static readonly Counter<long> StateParses = Meter.CreateCounter<long>("atom.oauth.state_parses", "{state}", "States parsed.");

    private static readonly Counter<long> SyncTriggers = Meter.CreateCounter<long>(
        "atom.oauth.sync_triggers", "{trigger}", "Historical syncs triggered.");

    /// <summary>Starts the activity of a token request; <see langword="null"/> without a listener.</summary>
    public static Activity? StartTokenRequest(OAuthProvider? provider, string operation)
        => Activities.StartActivity("oauth." + operation, ActivityKind.Client)?.SetTag(Provider, Id(provider));

    public static void CountTokenResponse(in ReadContext context, OAuthFailure? failure)
    {
        if (TokenResponses.Enabled && !context.IsRevocation)
        {
            Count(TokenResponses, context.Facts, failure is null ? "success" : Name(failure.Kind.ToString()));
        }
    }

    public static void CountStateParse(string provider, OAuthStateOutcome outcome)
    {
        if (StateParses.Enabled)
        {
            Count(StateParses, OAuthProviders.Find(provider), Name(outcome.ToString()));
        }
    }

    public static void CountSyncTrigger(OAuthProvider? provider, HistoricalSyncStatus status)
    {
        if (SyncTriggers.Enabled)
        {
            Count(SyncTriggers, provider, Name(status.ToString()));
        }
    }

    private static void Count(Counter<long> counter, OAuthProvider? provider, string outcome)
        => counter.Add(1, new KeyValuePair<string, object?>(Provider, Id(provider)), new KeyValuePair<string, object?>(Outcome, outcome));

    /// <summary>Limits the number of time series: callers may pass any provider, and each would add one.</summary>
    private static string Id(OAuthProvider? provider) => provider?.Id ?? "other";

    /// <summary>Converts <c>RateLimited</c> to <c>rate_limited</c>, the convention of OpenTelemetry.</summary>
    private static string Name(string pascalCase)
        => string.Concat(pascalCase.Select((c, i) => char.IsUpper(c) ? (i == 0 ? string.Empty : "_") + char.ToLowerInvariant(c) : c.ToString()));
}
