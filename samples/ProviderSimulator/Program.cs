namespace Atom.OAuth.Simulation;

/// <summary>The simulated providers alone: <c>dotnet run --project samples/ProviderSimulator [port]</c>.</summary>
internal static class Program
{
    private const int UsualPort = 5081;

    private static async Task Main(string[] args)
    {
        int port = args.Length > 0 && int.TryParse(args[0], out int asked) ? asked : UsualPort;
        await using SimulatorHost host = await SimulatorHost.StartAsync(port: port);
        await Console.Out.WriteLineAsync($"The simulated providers listen at {host.Origin}. Faults: {host.Origin}_simulator/");
        await host.WaitForShutdownAsync();
    }
}
