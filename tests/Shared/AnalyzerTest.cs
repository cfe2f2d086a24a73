using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace Atom.OAuth.Testing;

/// <summary>
/// Runs an analyzer over marked source code, directly on the compiler's analyzer driver. This is much faster than the testing
/// library, which matters for theories with many hundred rows.
/// </summary>
/// <remarks><c>[|…|]</c> marks an expected diagnostic; <c>{|ATOM001:…|}</c> also specifies its id.</remarks>
internal sealed record AnalyzerTest(DiagnosticAnalyzer Analyzer)
{
    private const string GlobalUsings = SampleUsings.Common + "global using System.Text.Json.Serialization;";

    private static readonly Dictionary<(ImmutableArray<MetadataReference>, NullableContextOptions, OutputKind), CSharpCompilation> Empty = [];

    /// <summary>The source files and their names; all of them may contain markers.</summary>
    public ImmutableArray<(string Path, string Text)> Sources { get; init; } = [];

    public ImmutableArray<MetadataReference> References { get; init; } = TestReferences.All;

    /// <summary>Analyzers that run together with the one under test.</summary>
    public ImmutableArray<DiagnosticAnalyzer> Others { get; init; } = [];

    /// <summary>References that only this test needs, for example a compilation that represents another project.</summary>
    public ImmutableArray<MetadataReference> MoreReferences { get; init; } = [];

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public OutputKind OutputKind { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.CSharp12;

    public ImmutableArray<string> PreprocessorSymbols { get; init; } = [];

    /// <summary>The .editorconfig options.</summary>
    public ImmutableDictionary<string, string> Options { get; init; } = ImmutableDictionary<string, string>.Empty;

    public ImmutableArray<AdditionalText> AdditionalFiles { get; init; } = [];

    /// <summary>Set to true for samples that do not compile.</summary>
    public bool AllowErrors { get; init; }

    /// <summary>Set to false to omit the usual global usings.</summary>
    public bool HasGlobalUsings { get; init; } = true;

    private CSharpParseOptions ParseOptions =>
        new(LanguageVersion, DocumentationMode.Parse, preprocessorSymbols: PreprocessorSymbols);

    /// <summary>Compares the diagnostics with the markers; fails on any other diagnostic, analyzer exception or compile error.</summary>
    public async Task VerifyAsync()
    {
        var expected = new List<string>();
        var clean = ImmutableArray.CreateBuilder<(string Path, string Text)>();
        foreach (var (path, text) in Sources)
        {
            var (unmarked, spans) = Unmark(text);
            clean.Add((path, unmarked));
            expected.AddRange(spans.Select(span => Describe(path, unmarked, span.Id, span.Start, span.End)));
        }

        var test = this with { Sources = clean.ToImmutable() };
        var reports = await test.RunAsync();
        var actual = reports
            .Select(static report => report.Location.SourceTree is { } tree
                ? Describe(tree.FilePath, tree.ToString(), report.Id, report.Location.SourceSpan.Start, report.Location.SourceSpan.End)
                : $"{report}\n{report.Descriptor.Description}")
            .ToList();

        var surplus = Without(actual, expected).Select(static report => "reported, but not marked: " + report);
        var missing = Without(expected, actual).Select(static report => "marked, but not reported: " + report);
        var problems = surplus.Concat(missing).ToList();
        Assert.True(problems.Count == 0, string.Join("\n", problems) + "\n\n" + string.Join("\n\n", test.Sources.Take(3).Select(static s => s.Text)));
    }

    /// <summary>Removes each item of the other list once.</summary>
    private static List<string> Without(List<string> items, List<string> others)
    {
        var left = new List<string>(items);
        others.ForEach(other => left.Remove(other));
        return left;
    }

    /// <summary>Returns the analyzer's diagnostics in source order. The sources must not contain markers.</summary>
    public async Task<ImmutableArray<Diagnostic>> RunAsync()
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions(AdditionalFiles, new DictionaryOptionsProvider(Options)),
            onAnalyzerException: null,
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: false);
        // Gets compiler and analyzer diagnostics together, so that the sample is bound only once.
        var all = await new CompilationWithAnalyzers(Compile(), [Analyzer, .. Others], options).GetAllDiagnosticsAsync();
        if (!AllowErrors)
        {
            var errors = all.Where(static d => d.Severity == DiagnosticSeverity.Error && IsOfCompiler(d)).ToList();
            Assert.True(
                errors.Count == 0,
                "The sample does not compile:\n" + string.Join("\n", errors) + "\n" + string.Join("\n", Sources.Select(static s => s.Text)));
        }

        return [.. all.Where(static d => !IsOfCompiler(d))
            .OrderBy(static d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(static d => d.Location.SourceSpan.Start)];
    }

    private static bool IsOfCompiler(Diagnostic diagnostic) => diagnostic.Id.StartsWith("CS", StringComparison.Ordinal);

    public CSharpCompilation Compile()
    {
        var trees = Sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, ParseOptions, source.Path));
        if (HasGlobalUsings)
        {
            trees = trees.Append(CSharpSyntaxTree.ParseText(GlobalUsings, ParseOptions, "GlobalUsings.g.cs"));
        }

        var compilation = EmptyCompilation();
        return (MoreReferences.IsEmpty ? compilation : compilation.AddReferences(MoreReferences)).AddSyntaxTrees(trees);
    }

    // Compilations derived from the same empty compilation share its bound assemblies.
    private CSharpCompilation EmptyCompilation()
    {
        lock (Empty)
        {
            var key = (References, Nullable, OutputKind);
            return Empty.TryGetValue(key, out var known) ? known : Empty[key] = CSharpCompilation.Create(
                "Sample",
                references: References,
                options: new CSharpCompilationOptions(OutputKind, nullableContextOptions: Nullable, allowUnsafe: true));
        }
    }

    private (string Text, List<(string Id, int Start, int End)> Spans) Unmark(string text)
    {
        TestFileMarkupParser.GetSpans(
            text, out var unmarked, out ImmutableDictionary<string, ImmutableArray<Microsoft.CodeAnalysis.Text.TextSpan>> spans);
        var onlyId = Analyzer.SupportedDiagnostics[0].Id;
        return (unmarked, [.. spans.SelectMany(pair => pair.Value.Select(span => (pair.Key.Length == 0 ? onlyId : pair.Key, span.Start, span.End)))]);
    }

    private static string Describe(string path, string text, string id, int start, int end)
    {
        var line = text.AsSpan(0, start).Count('\n') + 1;
        return $"{path}({line:000}): {id} {text[start..end]}";
    }
}
