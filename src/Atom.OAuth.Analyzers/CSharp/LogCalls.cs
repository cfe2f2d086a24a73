namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>Methods that write to a log or to the console, by name: loggers differ, but their method names hardly do.</summary>
internal static class LogCalls
{
    /// <summary>Methods that log a failure.</summary>
    public static readonly string[] OfErrors =
    {
        "LogError", "LogWarning", "LogCritical", "Error", "Warn", "Warning", "Fatal", "Critical", "ErrorFormat",
        "WarnFormat", "TraceError", "TraceWarning",
    };

    /// <summary>Methods that log anything else.</summary>
    public static readonly string[] Others =
    {
        "LogInformation", "LogDebug", "LogTrace", "Log", "Info", "Information", "Debug", "Verbose", "Trace",
        "WriteLine", "Write", "WriteLineAsync", "MarkupLine",
    };

    public static bool Contains(string method) => Array.IndexOf(OfErrors, method) >= 0 || Array.IndexOf(Others, method) >= 0;
}
