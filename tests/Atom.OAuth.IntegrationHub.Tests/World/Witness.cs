using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.IntegrationHub.Tests;

/// <summary>Records everything that the hub outputs: logs, traces and responses to browsers. It is then searched for the values of secrets.</summary>
public sealed class Witness : ILoggerProvider
{
    private readonly ActivityListener _listener;

    public Witness()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => !source.Name.StartsWith("Microsoft.Playwright", StringComparison.Ordinal),
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Said.Enqueue(("trace", string.Join('\n', [
                activity.DisplayName,
                activity.StatusDescription,
                .. activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"),
                .. activity.Events.SelectMany(e => e.Tags).Select(tag => $"{tag.Key}={tag.Value}"),
            ]))),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public ConcurrentQueue<(string Where, string Text)> Said { get; } = new();

    /// <summary>Gets unexpected errors and exceptions.</summary>
    public ConcurrentQueue<string> Errors { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Log(this, categoryName);

    public void Dispose() => _listener.Dispose();

    /// <summary>Gets the places that contain one of the secrets, without the secret.</summary>
    public IReadOnlyList<string> Find(IEnumerable<string> secrets)
    {
        // Searches for all at once, because there are thousands of secrets and texts.
        var all = SearchValues.Create([.. secrets.Where(static secret => secret.Length > 0)], StringComparison.Ordinal);
        return [.. Said.Where(said => said.Text.AsSpan().ContainsAny(all)).Select(said => said.Where).Distinct()];
    }

    private sealed class Log(Witness witness, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            witness.Said.Enqueue(($"scope of {category}", $"{state}"));
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var text = formatter(state, exception);
            witness.Said.Enqueue(($"log of {category}", $"{text}\n{exception}"));
            if (logLevel >= LogLevel.Error)
            {
                witness.Errors.Enqueue($"{category}: {text}\n{exception}");
            }
        }
    }
}
