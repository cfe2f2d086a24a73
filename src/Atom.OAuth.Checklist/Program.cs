namespace Atom.OAuth.Checklist;

internal static class Program
{
    private static int Main(string[] args) => new ChecklistCommand(Console.Out, Console.Error).Run(args);
}
