using System.Text;
using Atom.OAuth.Comparison;

// Writes docs/comparison.md of the repository that the current folder belongs to, or prints the page with --print.
var page = Page.Write(await TokenComparison.RunAsync());
if (args is ["--print"])
{
    Console.Write(page);
    return;
}

DirectoryInfo? folder = new(Environment.CurrentDirectory);
while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Atom.OAuth.Analyzers.sln")))
{
    folder = folder.Parent;
}

var file = Path.Combine(folder?.FullName ?? throw new InvalidOperationException("Run this inside the repository."), "docs", "comparison.md");
await File.WriteAllTextAsync(file, page, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
Console.WriteLine(file);
