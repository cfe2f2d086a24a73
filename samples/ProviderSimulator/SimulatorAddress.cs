namespace Atom.OAuth.Simulation;

/// <summary>
/// Where the simulator answers for an address of a provider: one origin, a prefix for each provider, then the provider's own host and path.
/// </summary>
/// <example><c>https://slack.com/api/auth.test</c> is <c>http://127.0.0.1:5081/slack/slack.com/api/auth.test</c>.</example>
public static class SimulatorAddress
{
    /// <summary>The simulated address.</summary>
    /// <param name="origin">Where the simulator listens.</param>
    /// <param name="provider">The provider's id in the catalogue.</param>
    /// <param name="address">The real address, https.</param>
    public static Uri Of(Uri origin, string provider, Uri address)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(address);
        return new Uri(origin, $"/{provider}/{address.Host}{address.PathAndQuery}");
    }

    /// <summary>The simulated address of a template of the catalogue, whose placeholders stay.</summary>
    /// <param name="origin">Where the simulator listens.</param>
    /// <param name="provider">The provider's id in the catalogue.</param>
    /// <param name="address">The real address, https.</param>
    public static string Of(Uri origin, string provider, string address)
    {
        ArgumentNullException.ThrowIfNull(origin);
        return origin.GetLeftPart(UriPartial.Authority) + Path(provider, address);
    }

    /// <summary>The path under which the simulator serves an address.</summary>
    internal static string Path(string provider, string address) => $"/{provider}/{address["https://".Length..]}";
}
