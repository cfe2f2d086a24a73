using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.Tests.State.Support;

/// <summary>Records log entries.</summary>
internal sealed class RecordingLogger : ILogger<OAuthStateProtector>, ILogger<RelationalOAuthStateStore>, ILoggerFactory
{
    public ConcurrentQueue<(int Id, LogLevel Level, string Text)> Entries { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
        // Nothing to dispose.
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => Entries.Enqueue((eventId.Id, logLevel, $"{formatter(state, exception)} {exception}"));
}
