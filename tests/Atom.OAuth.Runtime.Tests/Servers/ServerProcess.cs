using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Atom.OAuth.Testing;

namespace Atom.OAuth.Tests.Servers;

/// <summary>An installed web server or proxy that runs until the test ends, with its own configuration, on a free loopback port.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly string _folder;

    private ServerProcess(Process process, string folder, int port)
    {
        _process = process;
        _folder = folder;
        Url = new Uri($"http://127.0.0.1:{port}/");
    }

    public Uri Url { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="program">The executable.</param>
    /// <param name="arguments">Its arguments, with <c>{config}</c> and <c>{folder}</c> as placeholders for paths.</param>
    /// <param name="configuration">Its configuration, with <c>{port}</c> and <c>{folder}</c> as placeholders.</param>
    public static async Task<ServerProcess> StartAsync(string program, string[] arguments, string configuration)
    {
        var port = FreePort();
        var folder = Directory.CreateTempSubdirectory("atom-oauth-web-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "www"));
        if (!OperatingSystem.IsWindows())
        {
            // If the tests run as root, servers switch to another user.
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead
                | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        var file = Path.Combine(folder, "config");
        await File.WriteAllTextAsync(file, Fill(configuration));
        ProcessStartInfo start = new(program, arguments.Select(Fill)) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOME"] = start.Environment["XDG_DATA_HOME"] = start.Environment["XDG_CONFIG_HOME"] = folder;
        var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        ServerProcess server = new(process, folder, port);
        using CancellationTokenSource timeout = new(StartTimeout);
        while (!await AnswersAsync(port, timeout.Token))
        {
            if (process.HasExited)
            {
                await server.DisposeAsync();
                throw new InvalidOperationException($"{program} did not start: {await said}");
            }

            await Task.Delay(50, timeout.Token);
        }

        return server;

        string Fill(string text) => text
            .Replace("{port}", $"{port}", StringComparison.Ordinal)
                .Replace("{folder}", folder, StringComparison.Ordinal)
                .Replace("{config}", file, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        TestFolder.Delete(_folder);
    }

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using TcpClient client = new();
            await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
