using Atom.OAuth.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Tests.Common;

/// <summary>The options of .editorconfig as a whole: which are set, which are not, and when two files have the same ones.</summary>
public sealed class OAuthOptionsTests
{
    private const string Scope = "atom_oauth.response_scope";
    private const string Hosts = "atom_oauth.provider_hosts";

    [Fact]
    public void Unset_EveryListIsEmpty()
    {
        var options = From();

        Assert.Equal(ResponseScope.Provider, options.Scope);
        Assert.Empty(options.ProviderHosts);
        Assert.All(
            [options.HtmlGuardMethods, options.SyncTriggerMethods, options.StateMethods, options.ErrorFormatterMethods],
            static methods => Assert.True(methods.IsEmpty));
        Assert.Empty(options.IntegrationsWithoutHistory);
    }

    [Fact]
    public void SeveralOptions_HoldTogether()
    {
        var options = From(
            (Scope, "all"),
            (Hosts, "contoso.com = Contoso, fabrikam.com"),
            ("atom_oauth.html_guard_methods", "M:A.B"),
            ("atom_oauth.sync_trigger_methods", "M:A.C"),
            ("atom_oauth.state_methods", "M:A.D"),
            ("atom_oauth.error_formatter_methods", "M:A.E"),
            ("atom_oauth.integrations_without_history", "zoom"));

        Assert.Equal(ResponseScope.All, options.Scope);
        Assert.Equal(
            [("contoso.com", "Contoso"), ("fabrikam.com", null)],
            options.ProviderHosts.Select(static host => (host.Key, host.Value)).Order());
        Assert.All(
            [options.HtmlGuardMethods, options.SyncTriggerMethods, options.StateMethods, options.ErrorFormatterMethods],
            static methods => Assert.False(methods.IsEmpty));
        Assert.Equal(["zoom"], options.IntegrationsWithoutHistory);
    }

    [Fact]
    public void FilesWithTheSameOptions_ShareAnAnalysis()
    {
        Assert.Same(From(), From());
        Assert.Same(From(), From((Scope, " provider "), (Hosts, "")));
        Assert.Equal(From((Scope, "all"), (Hosts, "contoso.com")), From((Hosts, "contoso.com "), (Scope, " all")));
        Assert.Equal(From((Scope, "all")).GetHashCode(), From((Scope, " all")).GetHashCode());
    }

    [Fact]
    public void FilesWithOtherOptions_DoNot()
    {
        Assert.NotEqual(From(), From((Scope, "all")));
        Assert.NotEqual(From((Scope, "all")), From((Scope, "all"), (Hosts, "contoso.com")));
        Assert.NotEqual(From((Hosts, "contoso.com")), From((Hosts, "fabrikam.com")));
        Assert.False(From().Equals(null));
        Assert.False(From().Equals((object)Scope));
    }

    private static OAuthOptions From(params (string Key, string Value)[] values) =>
        OAuthOptions.From(new Options(values.ToDictionary(static v => v.Key, static v => v.Value)));

    private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) =>
            values.TryGetValue(key, out value);
    }
}
