using System.Text.Json;

namespace Atom.OAuth.AspNetCore.Tests.Processes;

/// <summary>
/// The entry point when this assembly is started as a program: another instance of an application. It reads commands, one line of JSON each, and
/// answers each with a line.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        var settings = JsonSerializer.Deserialize<InstanceSettings>(await File.ReadAllTextAsync(arguments[0]))!;
        ShiftedClock clock = new();
        await using ITokenSource source = settings.UsesSemaphore ? new SemaphoreTokens(settings, clock) : new ConnectionTokenSource(settings, clock);
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var command = JsonSerializer.Deserialize<Command>(line)!;
            clock.Offset = TimeSpan.FromHours(command.Hours);
            var answers = await Task.WhenAll(
                Enumerable.Range(0, command.Calls).Select(_ => Task.Run(() => source.GetAsync(command.Connection))));
            Console.WriteLine(JsonSerializer.Serialize(answers.Distinct()));
        }

        return 0;
    }
}

/// <summary>The settings of an instance.</summary>
internal sealed record InstanceSettings(
    string DatabaseKind, string Database, string Keys, string TokenEndpoint, string ClientId, string ClientSecret, string? BasicEncoding)
{
    /// <summary>Gets a value indicating whether tokens are refreshed with coordination within one process only, as other libraries do.</summary>
    public bool UsesSemaphore { get; init; }

    public double LeaseSeconds { get; init; } = 45;
}

/// <summary>Gets a connection's token with a number of concurrent calls, and a clock that is a number of hours ahead.</summary>
internal sealed record Command(string Connection, int Calls, int Hours);

/// <summary>A token, or the reason why there is none.</summary>
internal sealed record Answer(string? Token, string? Error);

internal interface ITokenSource : IAsyncDisposable
{
    Task<Answer> GetAsync(string connection);
}

/// <summary>The system clock, moved ahead by an offset.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Offset { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
}
