using System.Reflection;
using Atom.OAuth.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

// The rule's own time over a folder of C# sources, in one run with a popular rule of like nature.
// Each folder that holds a .csproj is one compilation. The first pass is cold (the code of the rules is compiled just then),
// the second warm, as in an editor or a compiler server.
if (args is not [var folder])
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project benchmarks/Atom.OAuth.Analyzers.Benchmarks -- FOLDER-WITH-SOURCES");
    return 2;
}

const string Peer = "UseAnOverloadThatHasCancellationTokenAnalyzer";
var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
    .Where(path => !Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
    .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
    .ToList();
var projects = Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories)
    .Select(path => Path.GetDirectoryName(path)!)
    .Distinct()
    .ToList();
foreach (var pass in new[] { "cold", "warm" })
{
    var (own, peer, files) = (TimeSpan.Zero, TimeSpan.Zero, 0);
    foreach (var project in projects)
    {
        var compilation = Compile(project);
        files += compilation.SyntaxTrees.Length;
        var run = compilation.WithAnalyzers([new CheckHtmlBeforeReadingJsonAnalyzer(), LoadPeer()]);
        var result = await run.GetAnalysisResultAsync(CancellationToken.None);
        foreach (var (analyzer, telemetry) in result.AnalyzerTelemetryInfo)
        {
            if (analyzer is CheckHtmlBeforeReadingJsonAnalyzer)
            {
                own += telemetry.ExecutionTime;
            }
            else
            {
                peer += telemetry.ExecutionTime;
            }
        }
    }

    Console.WriteLine($"{pass}: {files} files, ATOM001 {own.TotalMilliseconds:F0} ms, {Peer} {peer.TotalMilliseconds:F0} ms, ratio {own / peer:F3}");
}

return 0;

CSharpCompilation Compile(string project)
{
    var options = new CSharpParseOptions(LanguageVersion.Preview);
    var implicitUsings = CSharpSyntaxTree.ParseText(
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;",
        options);
    var trees = Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
        .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), options, path))
        .Append(implicitUsings);
    return CSharpCompilation.Create(
        "measured", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
}

DiagnosticAnalyzer LoadPeer()
{
    var assembly = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "peer", "Meziantou.Analyzer.dll"));
    return (DiagnosticAnalyzer)Activator.CreateInstance(assembly.GetTypes().Single(type => type.Name == Peer))!;
}
