namespace Atom.OAuth;

/// <summary>The name under which the library reports traces and metrics.</summary>
/// <remarks>
/// <list type="table">
/// <item><term><c>atom.oauth.token_responses</c></term><description>Token responses read ({response}), by provider and outcome.</description></item>
/// <item><term><c>atom.oauth.state_parses</c></term><description>States parsed ({state}), by provider and outcome.</description></item>
/// <item><term><c>atom.oauth.sync_triggers</c></term><description>Historical syncs triggered ({trigger}), by provider and
/// outcome.</description></item>
/// </list>
/// Providers that are not in the catalogue are reported as <c>other</c>. No tag identifies a user or a tenant.
/// </remarks>
public static class OAuthTelemetry
{
    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource"/> and the <see cref="System.Diagnostics.Metrics.Meter"/>.</summary>
    public const string Name = "Atom.OAuth.Runtime";
}
