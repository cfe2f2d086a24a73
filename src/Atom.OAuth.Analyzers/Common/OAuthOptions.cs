using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Common;

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
    public static readonly OptionDefinition ProviderHostsOption = new("atom_oauth.provider_hosts", "", RuleIds.CheckHtmlBeforeReadingJson, RuleIds.FormatOAuthErrors);
    public static readonly OptionDefinition SyncTriggerMethodsOption = new("atom_oauth.sync_trigger_methods", "", RuleIds.StartHistoricalSyncOnConnection);
    public static readonly OptionDefinition IntegrationsWithoutHistoryOption = new("atom_oauth.integrations_without_history", "", RuleIds.StartHistoricalSyncOnConnection);
    public static readonly OptionDefinition StateMethodsOption = new("atom_oauth.state_methods", "", RuleIds.ProtectOAuthState, RuleIds.ValidateOAuthState);
    public static readonly OptionDefinition ErrorFormatterMethodsOption = new("atom_oauth.error_formatter_methods", "", RuleIds.FormatOAuthErrors);

    private static readonly ImmutableArray<OptionDefinition> Definitions = ImmutableArray.Create(
        ResponseScopeOption, HtmlGuardMethodsOption, ProviderHostsOption, SyncTriggerMethodsOption, IntegrationsWithoutHistoryOption, StateMethodsOption, ErrorFormatterMethodsOption);

    private static readonly OAuthOptions Default = new(Definitions.Select(static definition => definition.DefaultValue).ToArray());

    private readonly string[] _values;
    private readonly int _hashCode;

    private OAuthOptions(string[] values)
    {
        _values = values;
        _hashCode = StringComparer.Ordinal.GetHashCode(string.Join("\n", values));
        Scope = ValueOf(ResponseScopeOption).ToUpperInvariant() switch
        {
            "OAUTH" => ResponseScope.OAuth,
            "ALL" => ResponseScope.All,
            _ => ResponseScope.Provider,
        };
        HtmlGuardMethods = new MethodSet(ValueOf(HtmlGuardMethodsOption));
        SyncTriggerMethods = new MethodSet(ValueOf(SyncTriggerMethodsOption));
        StateMethods = new MethodSet(ValueOf(StateMethodsOption));
        ErrorFormatterMethods = new MethodSet(ValueOf(ErrorFormatterMethodsOption));
        IntegrationsWithoutHistory = OptionLists.Split(ValueOf(IntegrationsWithoutHistoryOption)).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
        var named = ImmutableDictionary.CreateBuilder<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in OptionLists.Split(ValueOf(ProviderHostsOption)).Select(static entry => entry.Split('=')))
        {
            named[entry[0].Trim()] = entry.Length > 1 ? entry[1].Trim() : null;
        }

        ProviderHosts = named.ToImmutable();
    }

    public ResponseScope Scope { get; }

    /// <summary>The user's own provider hosts, each with a display name or null.</summary>
    public ImmutableDictionary<string, string?> ProviderHosts { get; }

    /// <summary>Methods that test a response or its text for HTML.</summary>
    public MethodSet HtmlGuardMethods { get; }

    /// <summary>Methods that start the historical sync.</summary>
    public MethodSet SyncTriggerMethods { get; }

    /// <summary>Ids or names of integrations whose history cannot be fetched, besides those that the catalogue knows.</summary>
    public ImmutableHashSet<string> IntegrationsWithoutHistory { get; }

    /// <summary>Methods that make a protected state, or check one.</summary>
    public MethodSet StateMethods { get; }

    /// <summary>Methods that word an OAuth error.</summary>
    public MethodSet ErrorFormatterMethods { get; }

    public static OAuthOptions From(AnalyzerConfigOptions options)
    {
        string[]? values = null;
        for (var i = 0; i < Definitions.Length; i++)
        {
            if (options.TryGetValue(Definitions[i].Key, out var value) && value.Trim() != Default._values[i])
            {
                values ??= (string[])Default._values.Clone();
                values[i] = value.Trim();
            }
        }

        return values is null ? Default : new OAuthOptions(values);
    }

    public bool Equals(OAuthOptions? other) => ReferenceEquals(this, other) || (other is not null && _values.SequenceEqual(other._values));

    public override bool Equals(object? obj) => Equals(obj as OAuthOptions);

    public override int GetHashCode() => _hashCode;

    private string ValueOf(OptionDefinition definition) => _values[Definitions.IndexOf(definition)];
}
