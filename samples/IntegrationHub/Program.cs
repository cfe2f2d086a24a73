using Atom.OAuth.Simulation;
using Microsoft.Extensions.Configuration.Memory;

namespace Atom.OAuth.IntegrationHub;

/// <summary>Runs the hub, and the simulated providers unless every integration has its own client id.</summary>
internal static class Program
{
    private static async Task Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        AddDefaults(builder);
        var origin = builder.Configuration.GetValue<Uri?>("Simulator:Origin");
        await using var simulator = origin is null ? await StartSimulatorAsync(builder.Configuration) : null;
        await using var app = HubApp.Build(builder, origin ?? simulator!.Origin);
        await app.RunAsync();
    }

    /// <summary>Adds defaults, so that the application starts from any folder, even without an appsettings.json.</summary>
    private static void AddDefaults(WebApplicationBuilder builder)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = [new("Urls", "http://localhost:5080"), new("DataFolder", "App_Data")],
        });
        builder.WebHost.UseStaticWebAssets();
    }

    /// <summary>Starts the simulator, which sends WhatsApp's webhooks to the hub, and responds slowly so that progress can be watched.</summary>
    private static async Task<SimulatorHost> StartSimulatorAsync(ConfigurationManager configuration)
    {
        var hub = configuration["Urls"]!.Split(';')[0];
        SimulatorOptions options = new()
        {
            ApiLatency = TimeSpan.FromMilliseconds(400),
            LargestPage = 10,
            WhatsAppWebhook = new Uri(new Uri(hub), "/webhooks/whatsapp"),
        };
        try
        {
            return await SimulatorHost.StartAsync(options, configuration.GetValue("Simulator:Port", 5081));
        }
        catch (IOException)
        {
            // The port is in use: any other will do.
            return await SimulatorHost.StartAsync(options);
        }
    }
}
