namespace Atom.OAuth.Simulation;

/// <summary>
/// The simulated providers alone: <c>dotnet run --project samples/ProviderSimulator -- --Port 5081</c>, and any of
/// <see cref="SimulatorOptions"/> like it.
/// </summary>
internal static class Program
{
    private const int UsualPort = 5081;

    private static async Task Main(string[] args)
    {
        IConfiguration settings = new ConfigurationBuilder().AddCommandLine(args).Build();
        SimulatorOptions options = new();
        settings.Bind(options);
        await using var host = await SimulatorHost.StartAsync(options, settings.GetValue("Port", UsualPort));
        await Console.Out.WriteLineAsync($"The simulated providers listen at {host.Origin}. Faults: {host.Origin}_simulator/");
        await host.WaitForShutdownAsync();
    }
}
