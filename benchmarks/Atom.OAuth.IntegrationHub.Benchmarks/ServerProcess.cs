using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Atom.OAuth.IntegrationHub.Benchmarks;

/// <summary>The hub, or the simulated providers, in a process of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string[] _command;
    private Process _process;
    private TimeSpan _before;

    private ServerProcess(Uri origin, string[] command)
    {
        Origin = origin;
        _command = command;
        _process = Process.Start("dotnet", command);
    }

    public Uri Origin { get; }

    /// <summary>Gets the processor time that it has used, that of its predecessors included.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _before + _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts one.</summary>
    /// <param name="program">The name of its assembly, which is beside this program.</param>
    /// <param name="origin">Where it is to listen.</param>
    /// <param name="path">A path that it answers when it is up.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<ServerProcess> StartAsync(string program, Uri origin, string path, params string[] arguments)
    {
        ServerProcess server = new(origin, [Path.Combine(AppContext.BaseDirectory, program + ".dll"), .. arguments]);
        await server.WaitUntilUpAsync(path);
        return server;
    }

    /// <summary>A port of the loopback address that is free.</summary>
    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>SIGKILL, and a new process at the same port.</summary>
    public void KillAndStartAgain()
    {
        _before = Cpu;
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = Process.Start("dotnet", _command);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task WaitUntilUpAsync(string path)
    {
        using HttpClient client = new();
        using CancellationTokenSource patience = new(Patience);
        while (true)
        {
            try
            {
                (await client.GetAsync(new Uri(Origin, path), patience.Token)).Dispose();
                return;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                await Task.Delay(100, patience.Token);
            }
        }
    }
}
