using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Common;

/// <summary>Which responses ATOM001 analyzes.</summary>
internal enum ResponseScope
{
    /// <summary>OAuth endpoints only: token, user info, revocation, introspection.</summary>
    OAuth,

    /// <summary>OAuth endpoints, and API calls that can be attributed to a provider.</summary>
    Provider,

    /// <summary>Every outbound HTTP call.</summary>
    All,
}

/// <summary>The kind of values that an option takes.</summary>
internal enum OptionKind
{
    /// <summary>Any words.</summary>
    Names,

    /// <summary>Documentation ids of methods.</summary>
    Methods,

    /// <summary>Hosts, optionally with a display name.</summary>
    Hosts,

    /// <summary>One of a few words.</summary>
    OneOf,
}

/// <summary>An option in .editorconfig: its key, its kind of value, its default, and the rules that use it.</summary>
internal readonly record struct OptionDefinition(string Key, OptionKind Kind, string DefaultValue, params string[] Rules)
{
    /// <summary>The allowed values of a <see cref="OptionKind.OneOf"/> option.</summary>
    public ImmutableArray<string> Values { get; init; } = ImmutableArray<string>.Empty;
}

/// <summary>The options in .editorconfig, typed. Invalid values fall back to the default; <c>OptionsAnalyzer</c> reports them.</summary>
internal sealed class OAuthOptions : IEquatable<OAuthOptions>
{
    public static readonly OptionDefinition ResponseScopeOption = new(
        "atom_oauth.response_scope", OptionKind.OneOf, "provider", RuleIds.CheckHtmlBeforeReadingJson)
    {
        Values = ImmutableArray.Create("oauth", "provider", "all"),
    };

    public static readonly OptionDefinition HtmlGuardMethodsOption = new(
        "atom_oauth.html_guard_methods", OptionKind.Methods, "", RuleIds.CheckHtmlBeforeReadingJson);
    public static readonly OptionDefinition ProviderHostsOption = new(
        "atom_oauth.provider_hosts", OptionKind.Hosts, "", RuleIds.CheckHtmlBeforeReadingJson, RuleIds.FormatOAuthErrors);
    public static readonly OptionDefinition SyncTriggerMethodsOption = new(
        "atom_oauth.sync_trigger_methods", OptionKind.Methods, "", RuleIds.StartHistoricalSyncOnConnection);
    public static readonly OptionDefinition IntegrationsWithoutHistoryOption = new(
        "atom_oauth.integrations_without_history", OptionKind.Names, "", RuleIds.StartHistoricalSyncOnConnection);
    public static readonly OptionDefinition StateMethodsOption = new(
        "atom_oauth.state_methods", OptionKind.Methods, "", RuleIds.ProtectOAuthState, RuleIds.ValidateOAuthState);
    public static readonly OptionDefinition ErrorFormatterMethodsOption = new(
        "atom_oauth.error_formatter_methods", OptionKind.Methods, "", RuleIds.FormatOAuthErrors);

    public static readonly OptionDefinition ProjectReferencesOption = new(
        "atom_oauth.project_references", OptionKind.OneOf, "follow", RuleIds.StartHistoricalSyncOnConnection, RuleIds.ValidateOAuthState,
        RuleIds.SendTokenRequestOnce, RuleIds.KeepRotatedRefreshToken)
    {
        Values = ImmutableArray.Create("follow", "ignore"),
    };

    /// <summary>All options.</summary>
    public static readonly ImmutableArray<OptionDefinition> Definitions = ImmutableArray.Create(
        ResponseScopeOption, HtmlGuardMethodsOption, ProviderHostsOption, SyncTriggerMethodsOption, IntegrationsWithoutHistoryOption,
        StateMethodsOption, ErrorFormatterMethodsOption, ProjectReferencesOption);

    private static readonly OAuthOptions Default = new(Definitions.Select(static definition => definition.DefaultValue).ToArray());

    /// <summary>Every rule asks for the options of every file, and most files have the same.</summary>
    private static readonly ConditionalWeakTable<AnalyzerConfigOptions, OAuthOptions> Parsed = new();

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
        FollowsProjectReferences = !string.Equals(ValueOf(ProjectReferencesOption), "ignore", StringComparison.OrdinalIgnoreCase);
        IntegrationsWithoutHistory = OptionLists.Split(
            ValueOf(IntegrationsWithoutHistoryOption)).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
        var named = ImmutableDictionary.CreateBuilder<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in OptionLists.Split(ValueOf(ProviderHostsOption)).Select(static entry => entry.Split('=')))
        {
            named[entry[0].Trim()] = entry.Length > 1 ? entry[1].Trim() : null;
        }

        ProviderHosts = named.ToImmutable();
    }

    public ResponseScope Scope { get; }

    /// <summary>The user's own provider hosts, with their display names or null.</summary>
    public ImmutableDictionary<string, string?> ProviderHosts { get; }

    /// <summary>Methods that check a response or its text for HTML.</summary>
    public MethodSet HtmlGuardMethods { get; }

    /// <summary>Methods that start the historical sync.</summary>
    public MethodSet SyncTriggerMethods { get; }

    /// <summary>Ids or names of integrations without a history, in addition to those in the catalogue.</summary>
    public ImmutableHashSet<string> IntegrationsWithoutHistory { get; }

    /// <summary>Methods that create or validate a protected state.</summary>
    public MethodSet StateMethods { get; }

    /// <summary>Methods that format an OAuth error.</summary>
    public MethodSet ErrorFormatterMethods { get; }

    /// <summary>Whether calls from a callback into other projects are followed, if their source is visible.</summary>
    public bool FollowsProjectReferences { get; }

    public static OAuthOptions From(AnalyzerConfigOptions options)
    {
        foreach (var definition in Definitions)
        {
            if (options.TryGetValue(definition.Key, out var value) && value.Trim() != definition.DefaultValue)
            {
                return Parsed.GetValue(options, static set => Parse(set));
            }
        }

        return Default;
    }

    private static OAuthOptions Parse(AnalyzerConfigOptions options) => new(Definitions
        .Select(definition => options.TryGetValue(definition.Key, out var value) ? value.Trim() : definition.DefaultValue)
        .ToArray());

    public bool Equals(OAuthOptions? other) => ReferenceEquals(this, other) || (other is not null && _values.SequenceEqual(other._values));

    public override bool Equals(object? obj) => Equals(obj as OAuthOptions);

    public override int GetHashCode() => _hashCode;

    private string ValueOf(OptionDefinition definition) => _values[Definitions.IndexOf(definition)];
}
