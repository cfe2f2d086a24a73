using Atom.OAuth.Simulation.Api;

namespace Atom.OAuth.Simulation;

/// <summary>Runs the simulated providers on a port of their own.</summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SimulatorHost(WebApplication app) => _app = app;

    /// <summary>Gets where the simulator listens.</summary>
    public Uri Origin => new(_app.Urls.Single());

    /// <summary>Gets the providers.</summary>
    public ProviderSimulator Providers => _app.Services.GetRequiredService<ProviderSimulator>();

    internal Timeline Timeline => _app.Services.GetRequiredService<Timeline>();

    /// <summary>Starts the providers on loopback.</summary>
    /// <param name="options">What the providers have and allow; the defaults without.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    /// <param name="time">The providers' clock; the system's without.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    public static async Task<SimulatorHost> StartAsync(
        SimulatorOptions? options = null, int port = 0, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddRoutingCore();
        builder.Services.AddProviderSimulator(options);
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        app.UseRouting();
        app.MapProviderSimulator();
        await app.StartAsync(cancellationToken);
        return new SimulatorHost(app);
    }

    /// <summary>Runs until the process is asked to stop.</summary>
    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
