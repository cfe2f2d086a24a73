using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Tests;

/// <summary>
/// Does what <c>dotnet format analyzers</c> does with a project: one Fix All in the solution per rule, starting from any of its diagnostics.
/// The order of the rules and the choice of the diagnostic may differ between runs.
/// </summary>
internal sealed class RulesInTurn
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
        [.. InstancesOf<DiagnosticAnalyzer>(typeof(Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer))];

    private static readonly ImmutableArray<CodeFixProvider> Fixers =
        [.. InstancesOf<CodeFixProvider>(typeof(Atom.OAuth.CodeFixes.Rules.CheckHtmlBeforeReadingJsonFixer))];

    private readonly ProjectId _id;
    private readonly HashSet<string> _problemsBefore;
    private Solution _solution;

    private RulesInTurn(Solution solution, ProjectId id, HashSet<string> problemsBefore)
    {
        _solution = solution;
        _id = id;
        _problemsBefore = problemsBefore;
    }

    /// <summary>Gets the ids of all rules.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics)
        .Select(static rule => rule.Id)
        .Order(StringComparer.Ordinal)];

    private Project Project => _solution.GetProject(_id)!;

    public static async Task<RulesInTurn> StartAsync(
        IEnumerable<(string Path, string Text)> files, OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
    {
        var id = ProjectId.CreateNewId();
        var solution = new AdhocWorkspace().CurrentSolution.AddProject(ProjectInfo.Create(
            id,
            VersionStamp.Default,
            "Integrations",
            "Integrations",
            LanguageNames.CSharp,
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest),
            // CS1701 as in the SDK, because the runtime library is built for an older version of .NET.
            compilationOptions: new CSharpCompilationOptions(
                kind,
                nullableContextOptions: NullableContextOptions.Enable,
                specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress)]),
            metadataReferences: TestReferences.All));
        foreach (var (path, text) in files.Prepend(("GlobalUsings.cs", Usings)))
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(id), path, SourceText.From(text, System.Text.Encoding.UTF8), filePath: "/" + path);
        }

        return new RulesInTurn(solution, id, await ProblemsAsync(solution.GetProject(id)!));
    }

    /// <summary>Applies a rule's fix to all its diagnostics, starting from the first or the last one.</summary>
    public async Task FixAsync(string id, bool fromLast = false)
    {
        var reports = await ReportsAsync([.. Analyzers.Where(analyzer => analyzer.SupportedDiagnostics.Any(rule => rule.Id == id))]);
        if (reports.IsEmpty)
        {
            return;
        }

        var fixer = Fixers.Single(fixer => fixer.FixableDiagnosticIds.Contains(id));
        var report = fromLast ? reports[^1] : reports[0];
        var document = _solution.GetDocument(report.Location.SourceTree)!;
        CodeAction? action = null;
        await fixer.RegisterCodeFixesAsync(new CodeFixContext(document, report, (offered, _) => action ??= offered, CancellationToken.None));

        // If there is no fix for that diagnostic, the key is null.
        var all = await fixer.GetFixAllProvider()!.GetFixAsync(
            new FixAllContext(document, fixer, FixAllScope.Solution, action?.EquivalenceKey!, [id], new Known(reports), CancellationToken.None));
        if (all is not null)
        {
            _solution = Assert.Single((await all.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>()).ChangedSolution;
        }
    }

    /// <summary>Returns all diagnostics, and all new errors and warnings of the compiler.</summary>
    public async Task<IReadOnlyList<string>> LeftAsync() =>
    [
        .. (await ReportsAsync(Analyzers)).Select(static report => report.ToString()),
        .. (await ProblemsAsync(Project)).Except(_problemsBefore),
    ];

    public async Task<string> TextAsync(string path) => (await Project.Documents.Single(document => document.Name == path).GetTextAsync()).ToString();

    private async Task<ImmutableArray<Diagnostic>> ReportsAsync(ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var reports = await (await Project.GetCompilationAsync())!.WithAnalyzers(analyzers, Project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync();
        return [.. reports.OrderBy(
            static report => report.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(static report => report.Location.SourceSpan.Start)];
    }

    private static async Task<HashSet<string>> ProblemsAsync(Project project) =>
        [.. (await project.GetCompilationAsync())!.GetDiagnostics().Where(static problem => problem.Severity >= DiagnosticSeverity.Warning)
            .Select(static problem => $"{problem.Id} {problem.GetMessage(System.Globalization.CultureInfo.InvariantCulture)} {problem.Location.SourceTree?.FilePath}")];

    private static IEnumerable<T> InstancesOf<T>(Type neighbour) =>
        neighbour.Assembly
            .GetTypes()
            .Where(static type => !type.IsAbstract && typeof(T).IsAssignableFrom(type))
            .Select(static type => (T)Activator.CreateInstance(type)!);

    private sealed class Known(ImmutableArray<Diagnostic> reports) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            GetProjectDiagnosticsAsync(project, cancellationToken);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(reports.Where(report => report.Location.SourceTree?.FilePath == document.FilePath));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(reports);
    }
}
