namespace Atom.OAuth.Simulation;

/// <summary>
/// Sends calls of one provider's API to the simulator. The code around keeps the provider's own addresses, and so do links in answers
/// (a next page, for example), which is why this is a handler and not a base address.
/// </summary>
/// <param name="origin">Where the simulator listens.</param>
/// <param name="provider">The provider's id in the catalogue.</param>
public sealed class SimulatorHandler(Uri origin, string provider) : DelegatingHandler
{
    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var real = request.RequestUri!;
        request.RequestUri = SimulatorAddress.Of(origin, provider, real);
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // A handler outside may look at the address again, and knows the provider's own.
            request.RequestUri = real;
        }
    }
}
