using System.Collections.Immutable;
using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Rules;

/// <summary>
/// Not a rule: reports options in .editorconfig with invalid values, which the rules ignore. Each value is reported once: at its
/// line if the package's targets pass the file as an additional file, otherwise at the first source file that it applies to.
/// Generated ones come last, because the driver skips their reports.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionsAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The id, which continues those of the package's MSBuild targets.</summary>
    public const string Id = "ATOMOAUTH004";

    private static readonly DiagnosticDescriptor Wrong = Descriptor(DiagnosticSeverity.Warning);

    /// <summary>An .editorconfig may apply to several projects, and name a method that only some of them have.</summary>
    private static readonly DiagnosticDescriptor Unknown = Descriptor(DiagnosticSeverity.Info);

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Wrong, Unknown);

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCode.LeftOut);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var reports = new Lazy<ILookup<object, Diagnostic>>(() => Find(start.Compilation, start.Options, start.CancellationToken));
            start.RegisterSyntaxTreeAction(context => Report(context.Tree, context.ReportDiagnostic));
            start.RegisterAdditionalFileAction(context => Report(context.AdditionalFile, context.ReportDiagnostic));

            void Report(object file, Action<Diagnostic> report)
            {
                foreach (var diagnostic in reports.Value[file])
                {
                    report(diagnostic);
                }
            }
        });
    }

    private static DiagnosticDescriptor Descriptor(DiagnosticSeverity severity) => new(
        Id,
        "An Atom.OAuth option has an invalid value",
        "The option {0} {1}",
        RuleDescriptors.Category,
        severity,
        isEnabledByDefault: true,
        "The rules ignore a value that they do not recognize, as if the option were not set.",
        helpLinkUri: null,
        RuleTags.OAuth,
        RuleTags.Maintainability);

    /// <summary>Finds the diagnostics, grouped by file: a syntax tree or an additional file.</summary>
    private static ILookup<object, Diagnostic> Find(Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        var reports = new List<(object File, Diagnostic Report)>();
        var seen = new HashSet<(string Key, string Value)>();
        foreach (var tree in compilation.SyntaxTrees.OrderBy(GeneratedCode.Is))
        {
            var values = options.AnalyzerConfigOptionsProvider.GetOptions(tree);
            foreach (var definition in OAuthOptions.Definitions)
            {
                if (values.TryGetValue(definition.Key, out var value) && !string.IsNullOrWhiteSpace(value) && seen.Add((definition.Key, value)))
                {
                    Add(tree, definition, value.Trim());
                }
            }
        }

        return reports.ToLookup(static report => report.File, static report => report.Report);

        void Add(SyntaxTree tree, OptionDefinition definition, string value)
        {
            foreach (var (descriptor, text) in Problems(definition, value, compilation))
            {
                var (file, location) = OptionPlaces.Find(options.AdditionalFiles, tree, definition.Key, value, cancellationToken);
                reports.Add((file, RuleReports.Create(descriptor, location, also: null, properties: null, definition.Key, text)));
            }
        }
    }

    private static IEnumerable<(DiagnosticDescriptor Descriptor, string Text)> Problems(
        OptionDefinition option, string value, Compilation compilation)
    {
        switch (option.Kind)
        {
            case OptionKind.OneOf when !option.Values.Contains(value, StringComparer.OrdinalIgnoreCase):
                yield return (Wrong, $"is '{value}'; it has to be one of: {string.Join(", ", option.Values)}");
                break;
            case OptionKind.Hosts:
                foreach (var host in OptionLists.Split(value)
                    .Select(static entry => entry.Split('=')[0].Trim())
                    .Where(static host => Uri.CheckHostName(host) == UriHostNameType.Unknown))
                {
                    yield return (Wrong, $"names '{host}', which is not a host; write it without scheme, port and path: api.contoso.com, or api.contoso.com=Contoso");
                }

                break;
            case OptionKind.Methods:
                foreach (var id in OptionLists.Split(value))
                {
                    switch (DocumentationIds.Find(id, compilation))
                    {
                        case NamedMethod.Missing:
                            yield return (Wrong, $"names '{id}', but there is no such method; use documentation ids: "
                                + "Namespace.Type.Method, with or without the parameter list");
                            break;
                        case NamedMethod.Elsewhere:
                            yield return (Unknown, $"names '{id}', which neither this project nor its references define");
                            break;
                    }
                }

                break;
        }
    }
}
