using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers;

/// <summary>Which responses ATOM001 looks at.</summary>
internal enum ResponseScope
{
    /// <summary>OAuth endpoints only: token, user info, revocation, introspection.</summary>
    OAuth,

    /// <summary>OAuth endpoints and API calls that something marks as a provider's.</summary>
    Provider,

    /// <summary>Every outbound HTTP call.</summary>
    All,
}

/// <summary>One option of .editorconfig: its key, what it means when it is not set, and the rules that read it.</summary>
internal readonly record struct OptionDefinition(string Key, string DefaultValue, params string[] Rules);

/// <summary>The options of .editorconfig, typed. Unknown values fall back to the default.</summary>
internal sealed class OAuthOptions : IEquatable<OAuthOptions>
{
    public static readonly OptionDefinition ResponseScopeOption = new("atom_oauth.response_scope", "provider", RuleIds.CheckHtmlBeforeReadingJson);
    public static readonly OptionDefinition HtmlGuardMethodsOption = new("atom_oauth.html_guard_methods", "", RuleIds.CheckHtmlBeforeReadingJson);
    public static readonly OptionDefinition ProviderHostsOption = new("atom_oauth.provider_hosts", "", RuleIds.CheckHtmlBeforeReadingJson);

    private static readonly OAuthOptions Default = new(ResponseScopeOption.DefaultValue, HtmlGuardMethodsOption.DefaultValue, ProviderHostsOption.DefaultValue);

    private readonly string _text;
    private readonly ImmutableHashSet<string> _htmlGuards;

    private OAuthOptions(string scope, string guards, string hosts)
    {
        _text = string.Join("\n", scope, guards, hosts);
        Scope = scope.ToUpperInvariant() switch
        {
            "OAUTH" => ResponseScope.OAuth,
            "ALL" => ResponseScope.All,
            _ => ResponseScope.Provider,
        };
        _htmlGuards = Split(guards).Select(WithoutPrefix).ToImmutableHashSet(StringComparer.Ordinal);
        var named = ImmutableDictionary.CreateBuilder<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in Split(hosts).Select(static entry => entry.Split('=')))
        {
            named[entry[0].Trim()] = entry.Length > 1 ? entry[1].Trim() : null;
        }

        ProviderHosts = named.ToImmutable();
    }

    public ResponseScope Scope { get; }

    /// <summary>The user's own provider hosts, each with a display name or null.</summary>
    public ImmutableDictionary<string, string?> ProviderHosts { get; }

    public static OAuthOptions From(AnalyzerConfigOptions options)
    {
        var (scope, guards, hosts) = (Read(options, ResponseScopeOption), Read(options, HtmlGuardMethodsOption), Read(options, ProviderHostsOption));
        return scope == ResponseScopeOption.DefaultValue && guards.Length == 0 && hosts.Length == 0 ? Default : new OAuthOptions(scope, guards, hosts);
    }

    /// <summary>True for a method named by its documentation id, with or without the parameter list.</summary>
    public bool IsHtmlGuard(IMethodSymbol method)
    {
        if (_htmlGuards.IsEmpty)
        {
            return false;
        }

        var id = WithoutPrefix((method.ReducedFrom ?? method).OriginalDefinition.GetDocumentationCommentId() ?? string.Empty);
        var list = id.IndexOf('(');
        return _htmlGuards.Contains(id) || (list > 0 && _htmlGuards.Contains(id.Substring(0, list)));
    }

    public bool Equals(OAuthOptions? other) => other is not null && other._text == _text;

    public override bool Equals(object? obj) => Equals(obj as OAuthOptions);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);

    private static string Read(AnalyzerConfigOptions options, OptionDefinition option) =>
        options.TryGetValue(option.Key, out var value) ? value.Trim() : option.DefaultValue;

    // A documentation id holds commas between its parameters, so entries are separated by | or by a comma outside parentheses.
    private static IEnumerable<string> Split(string list)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i <= list.Length; i++)
        {
            var character = i < list.Length ? list[i] : '|';
            depth += character is '(' ? 1 : character is ')' ? -1 : 0;
            if (character is '|' || (character is ',' && depth == 0))
            {
                if (list.Substring(start, i - start).Trim() is { Length: > 0 } entry)
                {
                    yield return entry;
                }

                start = i + 1;
            }
        }
    }

    private static string WithoutPrefix(string id) => id.StartsWith("M:", StringComparison.Ordinal) ? id.Substring(2) : id;
}
