using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Tests;

/// <summary>All rules at once, for the project's own code, the sample, and incomplete versions of the sample.</summary>
public sealed class AllRulesTests
{
    private const string SampleFolder = "samples/LegacyIntegrations";

    /// <summary>The files of the sample that are relevant for all rules: callbacks, states, error messages, token requests.</summary>
    private static readonly string[] Broken = [
        "SlackController.cs", "GoogleCalendarController.cs", "AsanaEndpoints.cs", "DiscordEndpoints.cs", "ZoomClient.cs",
    ];

    public static TheoryData<string, int> Places()
    {
        var places = new TheoryData<string, int>();
        foreach (var file in Broken)
        {
            foreach (var place in Enumerable.Range(1, Read(file).Length / 60))
            {
                places.Add(file, place * 60);
            }
        }

        return places;
    }

    [Theory]
    [InlineData("src/Atom.OAuth.Analyzers")]
    [InlineData("src/Atom.OAuth.CodeFixes")]
    [InlineData("src/Atom.OAuth.Runtime")]
    public async Task TheProjectsOwnSources_GiveNoReport(string folder) =>
        // These entries contain what ATOM007 reports.
        Assert.DoesNotContain(
            await RunAsync(FilesIn(folder), TestReferences.WithCompiler),
            static report => report.Location.SourceTree?.FilePath.Contains("/Retirements/Entries/", StringComparison.Ordinal) != true);

    [Fact]
    public async Task TheSample_GivesReportsOfEachRuleAndNothingElse()
    {
        var reports = await RunAsync(FilesIn(SampleFolder), TestReferences.All);

        Assert.Equal(RuleCatalog.Rules.Select(static rule => rule.Id), reports.Select(static report => report.Id).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Places))]
    public Task CutOffFile_ThrowsNothing(string file, int length) => NoCrash(file, text => text[..length]);

    [Theory]
    [MemberData(nameof(Places))]
    public Task FileWithAHole_ThrowsNothing(string file, int start) => NoCrash(file, text => text.Remove(start, Math.Min(30, text.Length - start)));

    [Theory]
    [InlineData("string")]
    [InlineData("state")]
    [InlineData("code")]
    [InlineData("error")]
    [InlineData("Results")]
    [InlineData("await ")]
    [InlineData("return ")]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData(";")]
    [InlineData("\"")]
    [InlineData("$")]
    [InlineData("=>")]
    [InlineData("?")]
    public async Task TokenMissingEverywhere_ThrowsNothing(string token)
    {
        foreach (var file in Broken)
        {
            await NoCrash(file, text => text.Replace(token, "", StringComparison.Ordinal));
        }
    }

    /// <summary>Code as an editor has it during typing, with some tokens missing.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task TokensMissingHereAndThere_ThrowNothing(int seed)
    {
        foreach (var file in Broken)
        {
            await NoCrash(file, text => WithoutSomeTokens(text, seed));
        }
    }

    /// <summary>
    /// An editor analyzes one span at a time, and again after each change; the compiler merges duplicates by the arguments of the messages.
    /// </summary>
    [Fact]
    public async Task AskedSpanBySpan_EachReportComesOnce()
    {
        var analyzers = RuleCatalog.Rules.Select(static rule => rule.Analyzer).Distinct().ToList();
        var compilation = (new AnalyzerTest(analyzers[0])
        {
            Sources = [.. FilesIn(SampleFolder)],
            LanguageVersion = LanguageVersion.Latest,
        }).Compile();
        var driver = compilation.WithAnalyzers([.. analyzers]);
        foreach (var tree in compilation.SyntaxTrees.Where(static tree => Broken.Contains(Path.GetFileName(tree.FilePath))))
        {
            var model = compilation.GetSemanticModel(tree);
            var members = (await tree.GetRootAsync()).DescendantNodes().OfType<MethodDeclarationSyntax>().ToList();
            for (var round = 0; round < 3; round++)
            {
                foreach (var member in members)
                {
                    var reports = await driver.GetAnalyzerSemanticDiagnosticsAsync(model, member.FullSpan, CancellationToken.None);

                    Assert.Equal(reports.Select(static report => report.ToString()).Distinct(), reports.Select(static report => report.ToString()));
                }
            }
        }
    }

    private static string WithoutSomeTokens(string text, int seed)
    {
        // The seed makes the result reproducible, so that a crash can be debugged.
#pragma warning disable CA5394
        var random = new Random(seed);
        var tokens = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens().Where(_ => random.Next(25) == 0).ToList();
#pragma warning restore CA5394
        foreach (var token in Enumerable.Reverse(tokens))
        {
            text = text.Remove(token.SpanStart, token.Span.Length);
        }

        return text;
    }

    // A crash is reported as AD0001.
    private static async Task NoCrash(string file, Func<string, string> spoil)
    {
        var reports = await RunAsync([(file, spoil(Read(file)))], TestReferences.All);

        Assert.All(reports, static report => Assert.StartsWith("ATOM", report.Id, StringComparison.Ordinal));
    }

    private static async Task<IEnumerable<Diagnostic>> RunAsync(
        (string Path, string Text)[] sources, System.Collections.Immutable.ImmutableArray<MetadataReference> references)
    {
        Assert.NotEmpty(sources);
        var analyzers = RuleCatalog.Rules.Select(static rule => rule.Analyzer).Distinct().ToList();
        return await (new AnalyzerTest(analyzers[0])
        {
            Others = [.. analyzers.Skip(1)],
            Sources = [.. sources],
            References = references,
            AllowErrors = true,
            LanguageVersion = LanguageVersion.Latest,
            PreprocessorSymbols = ["NET", "NET8_0_OR_GREATER"],
        }).RunAsync();
    }

    private static (string Path, string Text)[] FilesIn(string folder) =>
        [.. Directory.GetFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(static file => (file, File.ReadAllText(file)))];

    private static string Read(string file) => Repository.Read($"{SampleFolder}/{file}");
}
