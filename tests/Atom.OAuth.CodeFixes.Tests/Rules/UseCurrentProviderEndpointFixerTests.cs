using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.UseCurrentProviderEndpointAnalyzer, Atom.OAuth.CodeFixes.Rules.UseCurrentProviderEndpointFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>ATOM007's fix: the URL changes, and nothing else.</summary>
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
    [InlineData("\"https://graph.facebook.com/v17.0/me?fields=id\"", "\"https://graph.facebook.com/v26.0/me?fields=id\"")]
    [InlineData("$\"https://graph.facebook.com/v2.12/{Host}/v2.12\"", "$\"https://graph.facebook.com/v26.0/{Host}/v2.12\"")]
    [InlineData("\"https://discordapp.com/api/v10/users/@me\"", "\"https://discord.com/api/v10/users/@me\"")]
    [InlineData("\"https://discord.com/api/v5/users/@me\"", "\"https://discord.com/api/v10/users/@me\"")]
    [InlineData("\"https://slack.com/api/rtm.start\"", "\"https://slack.com/api/rtm.connect\"")]
    [InlineData("\"https://www.dropbox.com/1/oauth2/authorize?client_id=1\"", "\"https://www.dropbox.com/oauth2/authorize?client_id=1\"")]
    [InlineData("\"https://api.dropbox.com/1/oauth2/token\"", "\"https://api.dropboxapi.com/oauth2/token\"")]
    [InlineData("\"https://accounts.google.com/o/oauth2/revoke\"", "\"https://oauth2.googleapis.com/revoke\"")]
    public Task Address_IsReplaced(string before, string after) => VerifyCS.VerifyAsync(
        $"public class C {{ const string Host = \"https://api.hubapi.com\"; string url = /* old */ {before}; // end\r\n}}\n",
        $"public class C {{ const string Host = \"https://api.hubapi.com\"; string url = /* old */ {after}; // end\r\n}}\n");

    /// <summary>A version in a separate constant is changed there, once for all URLs that use it.</summary>
    [Fact]
    public Task ConstantWithTheVersion_IsChanged() => VerifyCS.VerifyAsync(
        """
        public class C
        {
            private const string Version = "v17.0"; // of Graph
            string Me() => $"https://graph.facebook.com/{Version}/me";
            string Accounts() => $"https://graph.facebook.com/{Version}/me/accounts";
        }
        """,
        """
        public class C
        {
            private const string Version = "v26.0"; // of Graph
            string Me() => $"https://graph.facebook.com/{Version}/me";
            string Accounts() => $"https://graph.facebook.com/{Version}/me/accounts";
        }
        """);

    [Theory]
    [InlineData("\"https://api.hubapi.com/oauth/v1/refresh-tokens/1\"")]
    [InlineData("\"https://api.zoom.us/v2/phone/call_logs\"")]
    [InlineData("\"https://slack.com/oauth/authorize\"")]
    [InlineData("\"https://auth.monday.com/oauth2/token\"")]
    [InlineData("\"https://api.hubapi.com/oauth/v1/token?grant_type=refresh_token\"")]
    [InlineData("\"https:\\u002F/api.hubapi.com\\u002Foauth/v1/token\"")]
    public Task MoreThanTheAddressChanges_NoFix(string literal) => VerifyCS.VerifyNoFixAsync($"public class C {{ string url = {literal}; }}");
}
