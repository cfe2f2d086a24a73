using Atom.OAuth.Checklist.Input;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Checklist.Code;

/// <summary>The code of a solution: its integrations, and where it uses the template.</summary>
internal sealed class CodeBase
{
    /// <summary>The maximum number of helpers between an integration and the template's call.</summary>
    private const int HelperDepth = 3;

    /// <summary>A fixed instance, so that helpers are compared by their other properties.</summary>
    private static readonly (TemplatePart Part, string Step)[] None = [];

    private readonly IReadOnlyList<SourceFile> _files;
    private readonly Dictionary<string, SourceFile> _byPath;

    public CodeBase(IReadOnlyList<SourceFile> files, Configuration configuration)
    {
        _files = files;
        _byPath = files.ToDictionary(static file => file.Path, StringComparer.Ordinal);
        Integrations = [.. files.SelectMany(static file => file.Integrations()).Distinct(StringComparer.Ordinal)];
        Sites = [.. FindSites([
            .. TemplateCall.OfRuntime,
            .. configuration.Calls,
            .. files.SelectMany(static file => file.MarkedGuards()),
        ]).Distinct()];
    }

    /// <summary>The integrations whose endpoints occur in the code.</summary>
    public IReadOnlyCollection<string> Integrations { get; }

    /// <summary>The calls of the template that belong to an integration.</summary>
    public IReadOnlyList<CodeSite> Sites { get; }

    /// <summary>Gets the integration that a diagnostic belongs to, or null.</summary>
    public string? IntegrationAt(string path, int line, int column, string? named)
    {
        named = named is null ? null : ProviderNames.Canonical(named);
        return _byPath.TryGetValue(path, out var file) ? file.IntegrationAt(line, column, named) : named ?? Attribution.OfFileName(path);
    }

    /// <summary>Gets the code that a diagnostic is about, or null if its file does not exist.</summary>
    public string? TextOf(Report report) => _byPath.TryGetValue(report.File, out var file) ? file.TextOf(report) : null;

    /// <summary>
    /// A call that belongs to no integration is in a helper that serves several. Calls of the helper are then treated as calls of the
    /// template, each for the integration that makes it.
    /// </summary>
    private IEnumerable<CodeSite> FindSites(IReadOnlyList<TemplateCall> calls)
    {
        var names = Integrations.ToHashSet(StringComparer.Ordinal);
        HashSet<(TemplateCall, TemplatePart, string)> known = [];
        for (var depth = 0; depth <= HelperDepth && calls.Count > 0; depth++)
        {
            List<TemplateCall> helpers = [];
            foreach (var file in _files)
            {
                foreach (var (call, provider, node, what) in file.Find(calls))
                {
                    if (file.IntegrationOf(node, provider, call) is { } integration)
                    {
                        // The argument of a helper may be something other than a provider's name.
                        if (!call.NeedsName)
                        {
                            names.Add(integration);
                        }
                        else if (!names.Contains(integration) && OAuthProviders.Find(integration) is null)
                        {
                            continue;
                        }

                        foreach (var (part, step) in call.Does)
                        {
                            yield return new CodeSite(part, step, integration, what, file.Path, file.LineOf(node));
                        }
                    }
                    else if (Helper(node, provider, call) is { } helper)
                    {
                        helpers.Add(helper);
                    }
                }
            }

            calls = [.. Merge(helpers, known)];
        }
    }

    /// <summary>
    /// A helper may perform several steps, and several helpers may have the same name: combines the steps of each helper, but keeps helpers apart
    /// that are called differently. Those already known are not searched for again.
    /// </summary>
    private static IEnumerable<TemplateCall> Merge(IEnumerable<TemplateCall> helpers, HashSet<(TemplateCall, TemplatePart, string)> known)
    {
        foreach (var same in helpers.GroupBy(static helper => helper with { Does = None }))
        {
            (TemplatePart Part, string Step)[] does = [.. same.SelectMany(static helper => helper.Does).Where(
                step => known.Add((same.Key, step.Part, step.Step)))];
            if (does.Length > 0)
            {
                yield return same.Key with { Does = does };
            }
        }
    }

    private static TemplateCall? Helper(SyntaxNode node, ExpressionSyntax? provider, TemplateCall call)
    {
        var method = node.FirstAncestorOrSelf<MethodDeclarationSyntax>();
        if (method?.Parent is not TypeDeclarationSyntax type)
        {
            return null;
        }

        var parameters = method.ParameterList.Parameters;
        var isExtension = parameters.Count > 0 && parameters[0].Modifiers.Any(SyntaxKind.ThisKeyword);
        var position = provider is IdentifierNameSyntax name
            ? parameters.IndexOf(parameter => parameter.Identifier.ValueText == name.Identifier.ValueText)
            : -1;

        // Without a provider among the arguments, the name alone is ambiguous: the file of the call has to mention the type.
        return new TemplateCall(
            position < 0 && !isExtension && method.Modifiers.Any(SyntaxKind.StaticKeyword) ? type.Identifier.ValueText : null,
            method.Identifier.ValueText,
            position < 0 ? -1 : position - (isExtension ? 1 : 0),
            call.Does)
        {
            IsHelper = true,
            NeedsName = position >= 0,
            Mention = position < 0 && !isExtension ? type.Identifier.ValueText : null,
        };
    }
}
