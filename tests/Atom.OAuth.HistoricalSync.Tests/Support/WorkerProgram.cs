namespace Atom.OAuth.HistoricalSync.Tests.Support;

/// <summary>A worker in a process of its own: this assembly, started as a program.</summary>
internal static class WorkerProgram
{
    public static Task<int> Main(string[] arguments)
    {
        Console.WriteLine(arguments.Length);
        return Task.FromResult(0);
    }
}
