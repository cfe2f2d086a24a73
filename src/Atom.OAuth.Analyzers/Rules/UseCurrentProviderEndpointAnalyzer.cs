using System.Globalization;
using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Retirements;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Rules;

/// <summary>
/// ATOM007: a provider's endpoint or API version has been retired, will be, loses support, or is deprecated.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UseCurrentProviderEndpointAnalyzer : RuleAnalyzer
{
    /// <summary>
    /// The properties of a diagnostic that can be fixed by editing a literal: the position in its value, the old text, and the new text.
    /// </summary>
    internal const string PositionProperty = "Position";

    internal const string OldProperty = "Old";

    internal const string NewProperty = "New";

    private const string Title = "Use a provider's current endpoint";

    private const string Description =
        "Providers retire endpoints and versions of their APIs on dates that are easy to miss. "
        + "After that, accounts cannot be connected, tokens cannot be refreshed, or responses change.";

    private static readonly DiagnosticDescriptor Gone = RuleDescriptors.Create(
        RuleIds.UseCurrentProviderEndpoint, Title, "{0} has retired '{1}'{2}; {3}{4}", DiagnosticSeverity.Warning, Description, RuleTags.Reliability);

    private static readonly DiagnosticDescriptor Ends = RuleDescriptors.Create(
        RuleIds.UseCurrentProviderEndpoint, Title, "{0} retires '{1}'{2}; {3}{4}", DiagnosticSeverity.Warning, Description, RuleTags.Reliability);

    private static readonly DiagnosticDescriptor Unsupported = RuleDescriptors.Create(
        RuleIds.UseCurrentProviderEndpoint,
        Title,
        "{0} ends support for '{1}'{2}; {3}{4}",
        DiagnosticSeverity.Info,
        Description,
        RuleTags.Reliability);

    private static readonly DiagnosticDescriptor Deprecated = RuleDescriptors.Create(
        RuleIds.UseCurrentProviderEndpoint, Title, "{0} has deprecated '{1}'{2}; {3}{4}", DiagnosticSeverity.Info, Description, RuleTags.Reliability);

    /// <summary>Creates the analyzer.</summary>
    public UseCurrentProviderEndpointAnalyzer()
        : base(Gone, Ends, Unsupported, Deprecated)
    {
    }

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (TestCode.IsTestProject(context.Compilation))
        {
            return;
        }

        var words = new Lazy<string[]>(() => WordsFor(context.Compilation));
        var bases = new BaseAddresses(context.Compilation);
        context.RegisterSemanticModelAction(file => Analyze(file, words.Value, bases));
    }

    /// <summary>Returns words of which every use has one in a literal; none if the project mentions no provider.</summary>
    private static string[] WordsFor(Compilation compilation)
    {
        var mentioned = MentionedHosts.In(compilation);
        return AnyCase.Shortest(KnownRetirements.All
            .Where((_, i) => (mentioned & (1 << i)) != 0)
            .SelectMany(static provider => provider.PathWords.Append(provider.HostWord)));
    }

    private static void Analyze(SemanticModelAnalysisContext context, string[] words, BaseAddresses bases)
    {
        if (words.Length == 0
            || !context.SemanticModel.SyntaxTree.GetRoot(context.CancellationToken).MentionsInAnyCase(words))
        {
            return;
        }

        foreach (var use in new RetirementFinder(context.SemanticModel, bases, context.CancellationToken).Find(words))
        {
            var node = context.SemanticModel.SyntaxTree.GetRoot(context.CancellationToken).FindNode(use.Location.SourceSpan);
            if (!TestCode.Contains(node) && !GeneratedCode.Contains(node))
            {
                context.ReportDiagnostic(Report(use));
            }
        }
    }

    private static Diagnostic Report(RetirementUse use)
    {
        var properties = ReportProperties.Of(use.Provider);
        if (use.Fix is { } fix)
        {
            properties = properties.Add(PositionProperty, fix.Position.ToString(CultureInfo.InvariantCulture))
                .Add(OldProperty, fix.Old)
                .Add(NewProperty, fix.New);
        }

        return RuleReports.Create(
            DescriptorOf(use),
            use.Location,
            also: null,
            properties,
            use.Provider,
            use.Shown,
            use.On is { } on ? When(on) : "",
            use.Instead is { } instead ? $"use {instead}" : "there is no replacement",
            use.Retirement.Note is { } note ? $". {note}" : "");
    }

    private static DiagnosticDescriptor DescriptorOf(RetirementUse use) => use.Retirement.Kind switch
    {
        RetirementKind.Unsupported => Unsupported,
        RetirementKind.Deprecated => Deprecated,
        _ => use.On is null || KnownRetirements.IsPast(use.On) ? Gone : Ends,
    };

    /// <summary>Formats a day, or a month with its name.</summary>
    private static string When(string on) =>
        DateTime.TryParseExact(on, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? " in " + month.ToString("MMMM yyyy", CultureInfo.InvariantCulture)
            : " on " + on;
}
