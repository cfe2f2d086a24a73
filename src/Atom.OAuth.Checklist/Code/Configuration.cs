using System.Text.RegularExpressions;
using Atom.OAuth.Analyzers.Common;

namespace Atom.OAuth.Checklist.Code;

/// <summary>The options in .editorconfig about the user's own code. Sections are not distinguished.</summary>
internal sealed partial class Configuration
{
    private Configuration(IReadOnlyList<TemplateCall> calls, IReadOnlyCollection<string> withoutHistory) =>
        (Calls, WithoutHistory) = (calls, withoutHistory);

    /// <summary>The user's own methods that perform steps of the template.</summary>
    public IReadOnlyList<TemplateCall> Calls { get; }

    /// <summary>Integrations without a history, in addition to those in the catalogue.</summary>
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
