using System.Text.RegularExpressions;
using Atom.OAuth.Analyzers.Common;

namespace Atom.OAuth.Checklist.Code;

/// <summary>What the options of .editorconfig say about the user's own code. Sections are not told apart.</summary>
internal sealed partial class Configuration
{
    private Configuration(IReadOnlyList<TemplateCall> calls, IReadOnlyCollection<string> withoutHistory) =>
        (Calls, WithoutHistory) = (calls, withoutHistory);

    /// <summary>Methods of the user's own that do steps of the template.</summary>
    public IReadOnlyList<TemplateCall> Calls { get; }

    /// <summary>The integrations whose history cannot be fetched, besides those that the catalogue knows.</summary>
    public IReadOnlyCollection<string> WithoutHistory { get; }

    public static Configuration Read(IEnumerable<string> texts)
    {
        var options = texts.SelectMany(static text => Option().Matches(text)).ToLookup(
            static match => match.Groups["key"].Value, static match => match.Groups["value"].Value.Trim());
        var withoutHistory = options[OAuthOptions.IntegrationsWithoutHistoryOption.Key];
        return new Configuration(
            [.. options.SelectMany(
                static option => option.SelectMany(OptionLists.Split).Select(id => ToCall(option.Key, id))).OfType<TemplateCall>()],
            [.. withoutHistory.SelectMany(OptionLists.Split).Select(ProviderNames.Canonical)]);
    }

    /// <summary>M:Contoso.Http.Responses.ThrowIfPage(System.Net.Http.HttpResponseMessage)</summary>
    private static TemplateCall? ToCall(string key, string documentationId) =>
        TemplateCall.OfOption(key, documentationId.Split('(', '~', '`')[0].Split('.')[^1]);

    [GeneratedRegex(@"^[ \t]*(?<key>atom_oauth\.\w+)[ \t]*=(?<value>.*)$", RegexOptions.Multiline)]
    private static partial Regex Option();
}
