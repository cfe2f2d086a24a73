using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.Testing;

/// <summary>
/// Runs a code fix in its own workspace: checks the offered fixes, the exact resulting text, and that the result compiles and no longer has
/// the diagnostic.
/// </summary>
internal sealed record CodeFixTest(DiagnosticAnalyzer Analyzer, CodeFixProvider Fixer)
{
    /// <summary>The default global usings of samples.</summary>
    public const string UsualUsings = SampleUsings.Common + "global using Atom.OAuth;";

    private static readonly Dictionary<object, Solution> Empty = [];

    /// <summary>The files of each project and their names.</summary>
    public ImmutableArray<ImmutableArray<(string Path, string Text)>> Projects { get; init; } = [];

    public ImmutableArray<MetadataReference> References { get; init; } = TestReferences.All;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public OutputKind OutputKind { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.CSharp12;

    public ImmutableArray<string> PreprocessorSymbols { get; init; } = [];

    /// <summary>A file with global usings, added to every project; empty for none.</summary>
    public string GlobalUsings { get; init; } = UsualUsings;

    /// <summary>Lines of an .editorconfig that applies to all files.</summary>
    public string EditorConfig { get; init; } = "";

    /// <summary>Returns the titles of the fixes offered for the first diagnostic.</summary>
    public async Task<IReadOnlyList<string>> TitlesAsync()
    {
        var project = First(CreateSolution());
        var report = Assert.Single((await LookAsync(project)).Reports.Take(1));
        return [.. (await ActionsAsync(project, report)).Select(static action => action.Title)];
    }

    /// <summary>Applies a fix to the first diagnostic of the first project and returns the resulting text of that file.</summary>
    /// <param name="key">The fix's equivalence key; null for the first fix.</param>
    public async Task<string> FixFirstAsync(string? key = null)
    {
        var before = CreateSolution();
        var project = First(before);
        var old = await LookAsync(project);
        var reports = old.Reports;
        Assert.True(reports.Length > 0, "Nothing is reported in\n" + await TextOf(project.Documents.First()));
        var actions = await ActionsAsync(project, reports[0]);
        var action = actions.FirstOrDefault(a => key is null || a.EquivalenceKey == key);
        Assert.True(
            action is not null,
            $"Of {key ?? "any fix"}, only {string.Join(", ", actions.Select(static a => a.EquivalenceKey))} is offered for\n"
                + reports[0].Location.SourceTree);
        var after = await ChangedAsync(action);
        var fresh = await LookAsync(after.GetProject(project.Id)!);
        await AssertSoundAsync(before, after, id => id == project.Id ? (old, fresh) : null);
        var document = project.GetDocument(reports[0].Location.SourceTree)!;
        Assert.True(fresh.Reports.Length < reports.Length, "Still reported in\n" + await TextOf(after.GetDocument(document.Id)!));
        return await TextOf(after.GetDocument(document.Id)!);
    }

    /// <summary>Applies a fix to all diagnostics in the scope; returns the texts of all files, project by project.</summary>
    public async Task<IReadOnlyList<string>> FixAllAsync(FixAllScope scope, string? key = null)
    {
        var before = CreateSolution();
        var project = First(before);
        var report = (await LookAsync(project)).Reports[0];
        var document = project.GetDocument(report.Location.SourceTree)!;
        var action = (await ActionsAsync(project, report)).First(a => key is null || a.EquivalenceKey == key);
        var context = new FixAllContext(
            document, Fixer, scope, action.EquivalenceKey, Fixer.FixableDiagnosticIds, new Reports(this), CancellationToken.None);
        var all = await Fixer.GetFixAllProvider()!.GetFixAsync(context);
        Assert.NotNull(all);
        var after = await ChangedAsync(all);
        await AssertSoundAsync(before, after, _ => null);
        var texts = new List<string>();
        foreach (var file in after.Projects
            .OrderBy(static p => p.Name, StringComparer.Ordinal)
            .SelectMany(static p => p.Documents)
            .Where(static d => d.Name != "GlobalUsings.cs"))
        {
            texts.Add(await TextOf(file));
        }

        return texts;
    }

    /// <summary>Counts the diagnostics in all projects.</summary>
    public async Task<int> CountReportsAsync()
    {
        var count = 0;
        foreach (var project in CreateSolution().Projects)
        {
            count += (await LookAsync(project)).Reports.Length;
        }

        return count;
    }

    private Solution CreateSolution()
    {
        var solution = EmptySolution();
        foreach (var (project, files) in solution.Projects.OrderBy(static p => p.Name, StringComparer.Ordinal).Zip(Projects))
        {
            foreach (var (path, text) in files)
            {
                var id = DocumentId.CreateNewId(project.Id);
                solution = solution.AddDocument(id, path, SourceText.From(text, System.Text.Encoding.UTF8), filePath: $"/{project.Name}/{path}");
            }
        }

        return solution;
    }

    /// <summary>Gets a solution without the files under test. Solutions derived from the same one share its bound assemblies.</summary>
    private Solution EmptySolution()
    {
        var key = (References, Nullable, OutputKind, LanguageVersion, string.Join(";", PreprocessorSymbols), GlobalUsings, EditorConfig, Projects.Length);
        lock (Empty)
        {
            if (Empty.TryGetValue(key, out var known))
            {
                return known;
            }

            var solution = new AdhocWorkspace().CurrentSolution;
            foreach (var number in Enumerable.Range(0, Projects.Length))
            {
                solution = AddProject(solution, "Sample" + number);
            }

            foreach (var project in solution.Projects)
            {
                Assert.True(project.TryGetCompilation(out _) || project.GetCompilationAsync().GetAwaiter().GetResult() is not null);
            }

            return Empty[key] = solution;
        }
    }

    private Solution AddProject(Solution solution, string name)
    {
        var id = ProjectId.CreateNewId();
        solution = solution.AddProject(ProjectInfo.Create(
            id,
            VersionStamp.Default,
            name,
            name,
            LanguageNames.CSharp,
            parseOptions: new CSharpParseOptions(LanguageVersion, preprocessorSymbols: PreprocessorSymbols),
            compilationOptions: new CSharpCompilationOptions(OutputKind, nullableContextOptions: Nullable, allowUnsafe: true),
            metadataReferences: References));
        if (GlobalUsings.Length > 0)
        {
            solution = solution.AddDocument(
                DocumentId.CreateNewId(id), "GlobalUsings.cs", SourceText.From(GlobalUsings), filePath: $"/{name}/GlobalUsings.cs");
        }

        return EditorConfig.Length == 0
            ? solution
            : solution.AddAnalyzerConfigDocument(
                DocumentId.CreateNewId(id),
                ".editorconfig",
                SourceText.From("root = true\n[*.cs]\n" + EditorConfig),
                filePath: $"/{name}/.editorconfig");
    }

    private static Project First(Solution solution) => solution.Projects.OrderBy(static p => p.Name, StringComparer.Ordinal).First();

    /// <summary>Gets a project's analyzer diagnostics, in order, and compile errors, in one run so that the code is bound only once.</summary>
    private async Task<Look> LookAsync(Project project)
    {
        var compilation = (await project.GetCompilationAsync())!;
        var found = await compilation.WithAnalyzers([Analyzer], project.AnalyzerOptions).GetAllDiagnosticsAsync();
        var errors = found.Where(static d => IsOfCompiler(d) && d.Severity == DiagnosticSeverity.Error);
        return new Look(
            [.. found.Where(static d => !IsOfCompiler(d))
                .OrderBy(static r => r.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(static r => r.Location.SourceSpan.Start)],
            [.. errors.Select(static d => d.Id + " " + d.GetMessage(CultureInfo.InvariantCulture))]);
    }

    private static bool IsOfCompiler(Diagnostic found) => found.Descriptor.CustomTags.Contains(WellKnownDiagnosticTags.Compiler);

    private async Task<List<CodeAction>> ActionsAsync(Project project, Diagnostic report)
    {
        var actions = new List<CodeAction>();
        var document = project.GetDocument(report.Location.SourceTree)!;
        await Fixer.RegisterCodeFixesAsync(new CodeFixContext(document, report, (action, _) => actions.Add(action), CancellationToken.None));
        return actions;
    }

    private static async Task<Solution> ChangedAsync(CodeAction action) =>
        Assert.Single((await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>()).ChangedSolution;

    /// <summary>Asserts that something has changed and that there are no new compile errors.</summary>
    /// <param name="before">The solution before the fix.</param>
    /// <param name="after">The solution after it.</param>
    /// <param name="known">Gets the diagnostics of a project before and after the fix, if already computed.</param>
    private async Task AssertSoundAsync(Solution before, Solution after, Func<ProjectId, (Look Old, Look Fresh)?> known)
    {
        Assert.NotEmpty(after.GetChanges(before).GetProjectChanges());
        foreach (var project in after.Projects)
        {
            var (old, fresh) = known(project.Id) ?? (await LookAsync(before.GetProject(project.Id)!), await LookAsync(project));
            var added = fresh.Errors.Except(old.Errors).ToList();
            Assert.True(added.Count == 0, string.Join("\n", added) + "\n" + string.Join("\n", await Task.WhenAll(project.Documents.Select(TextOf))));
        }
    }

    private static async Task<string> TextOf(Document document) => (await document.GetTextAsync()).ToString();

    private sealed record Look(ImmutableArray<Diagnostic> Reports, HashSet<string> Errors);

    private sealed class Reports(CodeFixTest test) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            (await test.LookAsync(project)).Reports;

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            (await test.LookAsync(document.Project)).Reports
                .Where(report => document.Project.GetDocument(report.Location.SourceTree)?.Id == document.Id);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
