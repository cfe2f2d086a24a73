using System.Diagnostics;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Tests.State.Support;

/// <summary>
/// Another instance of the application in a separate process: this test assembly, started as a program. It reads commands:
/// <c>build</c> returns a state, and <c>parse</c> with states returns an outcome for each.
/// </summary>
internal sealed class StateProcess : IDisposable
{
    private readonly Process _process;

    public StateProcess(StateDatabase database, string keyFolder)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
            ?? "dotnet")
        { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])["exec", typeof(StateProcess).Assembly.Location, database.Kind, database.ConnectionString, keyFolder])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
    }

    public static async Task<int> Main(string[] arguments)
    {
        using var keys = KeyFolder.Start(arguments[2], "tests");
        OAuthStateOptions options = new() { DuplicateWait = TimeSpan.Zero, StoreTimeout = TimeSpan.FromMinutes(1) };
        OAuthStateProtector protector = new(
            keys.GetRequiredService<IDataProtectionProvider>(),
            new StateDatabase(arguments[0], arguments[1]).Store(),
            new OptionsWrapper<OAuthStateOptions>(options));
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            Console.WriteLine(words[0] == "build"
                ? await protector.BuildAsync(new OAuthStateRequest(
                    StateBench.Provider, StateBench.User, StateBench.Tenant)
                { BrowserBinding = StateBench.Browser })
                : string.Join(
                    ' ',
                    await Task.WhenAll(words[1..].Select(state => Task.Run(async () => await protector.ParseAsync(state, StateBench.Expected))))));
        }

        return 0;
    }

    public async Task<string> AskAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
        return await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The process ended.");
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}
