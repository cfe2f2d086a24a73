using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.UseCurrentProviderEndpointAnalyzer, Atom.OAuth.CodeFixes.Rules.UseCurrentProviderEndpointFixer>;

namespace Atom.OAuth.CodeFixes.Tests;

/// <summary>ATOM007's fix: the address changes, and nothing around it.</summary>
public sealed class UseCurrentProviderEndpointFixerTests
{
    [Theory]
    [InlineData("\"https://api.hubapi.com/oauth/v1/token\"", "\"https://api.hubapi.com/oauth/2026-03/token\"")]
    [InlineData("@\"https://api.hubapi.com/oauth/v1/token\"", "@\"https://api.hubapi.com/oauth/2026-03/token\"")]
    [InlineData("\"\"\"https://api.hubapi.com/oauth/v1/token\"\"\"", "\"\"\"https://api.hubapi.com/oauth/2026-03/token\"\"\"")]
    [InlineData("\"https://accounts.google.com/o/oauth2/token\"", "\"https://oauth2.googleapis.com/token\"")]
    [InlineData("\"api.hubapi.com/oauth/v1/token\"", "\"api.hubapi.com/oauth/2026-03/token\"")]
    [InlineData("\"https://api.hubapi.com\" + \"/oauth/v1/token\"", "\"https://api.hubapi.com\" + \"/oauth/2026-03/token\"")]
    [InlineData("$\"{Host}/oauth/v1/token\"", "$\"{Host}/oauth/2026-03/token\"")]
    public Task Address_IsReplaced(string before, string after) => VerifyCS.VerifyAsync(
        $"public class C {{ const string Host = \"https://api.hubapi.com\"; string url = /* old */ {before}; // end\r\n}}\n",
        $"public class C {{ const string Host = \"https://api.hubapi.com\"; string url = /* old */ {after}; // end\r\n}}\n");

    [Theory]
    [InlineData("\"https://slack.com/oauth/authorize\"")]
    [InlineData("\"https://auth.monday.com/oauth2/token\"")]
    [InlineData("\"https://api.hubapi.com/oauth/v1/token?grant_type=refresh_token\"")]
    [InlineData("\"https:\\u002F/api.hubapi.com\\u002Foauth/v1/token\"")]
    public Task MoreThanTheAddressChanges_NoFix(string literal) => VerifyCS.VerifyNoFixAsync($"public class C {{ string url = {literal}; }}");
}
