using System.Diagnostics;
using System.Text.Json;

namespace Atom.OAuth.AspNetCore.Tests.Processes;

/// <summary>An instance of the application in a separate process.</summary>
internal sealed class Instance : IAsyncDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private Instance(Process process) => _process = process;

    public static async Task<Instance> StartAsync(InstanceSettings settings)
    {
        var file = Path.Combine(settings.Keys, $"{Guid.NewGuid():N}.settings");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(settings));
        ProcessStartInfo start = new(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", typeof(Instance).Assembly.Location, file])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        Instance instance = new(Process.Start(start)!);
        Assert.Equal("ready", await instance.ReadAsync());
        return instance;
    }

    /// <summary>Starts calls, and returns a task with their distinct results.</summary>
    public Task<Answer[]> GetAsync(string connection, int calls, int hours)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(new Command(connection, calls, hours)));
        _process.StandardInput.Flush();
        return AnswerAsync();

        async Task<Answer[]> AnswerAsync() => JsonSerializer.Deserialize<Answer[]>(await ReadAsync())!;
    }

    /// <summary>Kills the process as <c>kill -9</c> does, without any cleanup.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private async Task<string> ReadAsync()
        => await _process.StandardOutput.ReadLineAsync().WaitAsync(LongestWait) ?? throw new InvalidOperationException("The instance ended.");
}
