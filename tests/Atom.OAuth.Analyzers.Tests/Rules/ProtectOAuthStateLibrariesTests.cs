using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ProtectOAuthStateAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM003: MSAL builds authorization requests without a state.</summary>
public sealed class ProtectOAuthStateLibrariesTests
{
    private const string OwnCallback = """
        public sealed class Callback(IConfidentialClientApplication app)
        {
            public async Task Take(string code) => await app.AcquireTokenByAuthorizationCode(new[] { "Mail.Read" }, code).ExecuteAsync();
        }
        """;

    [Theory]
    [InlineData("return await [|app.GetAuthorizationRequestUrl(scopes)|].ExecuteAsync();")]
    [InlineData("return await [|app.GetAuthorizationRequestUrl(scopes)|].WithPrompt(\"consent\").ExecuteAsync();")]
    [InlineData("return await [|app.GetAuthorizationRequestUrl(scopes)|].WithExtraQueryParameters(\"domain_hint=contoso.com\").ExecuteAsync();")]
    public Task NoState_Triggers(string statements) => VerifyAsync(statements, OwnCallback);

    [Theory]
    [InlineData("return await app.GetAuthorizationRequestUrl(scopes).WithExtraQueryParameters(extra).ExecuteAsync();")]
    [InlineData("var url = app.GetAuthorizationRequestUrl(scopes); Add(url); return await url.ExecuteAsync(); static void Add(IUrlRequest url) => url.WithPrompt(\"x\");")]
    [InlineData("return await app.GetAuthorizationRequestUrl(scopes).WithPkce(out var verifier).ExecuteAsync();")]
    [InlineData("return new Uri(await app.GetAuthorizationRequestUrl(scopes).ExecuteAsync() + \"&state=\" + protector.Protect(extra));")]
    public Task StateMayBeThere_DoesNotTrigger(string statements) => VerifyAsync(statements, OwnCallback);

    [Fact]
    public Task CallerPutsItOn_DoesNotTrigger() => VerifyAsync(
        "return await app.GetAuthorizationRequestUrl(scopes).ExecuteAsync();",
        OwnCallback + """

        public sealed class Connect(Links links, Microsoft.AspNetCore.DataProtection.IDataProtector protector)
        {
            public async Task<string> Start(string user) => await links.Make(new string[0], "") + "&state=" + protector.Protect(System.Text.Encoding.UTF8.GetBytes(user));
        }
        """);

    /// <summary>The application does not exchange the code here, or a framework does.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("""
        public sealed class Startup(IConfidentialClientApplication app)
        {
            public async Task OnAuthorizationCodeReceived(dynamic context) =>
                await app.AcquireTokenByAuthorizationCode(new[] { "Mail.Read" }, (string)context.Code).ExecuteAsync();
        }
        """)]
    public Task CodeIsTakenElsewhere_DoesNotTrigger(string code) => VerifyAsync("return await app.GetAuthorizationRequestUrl(scopes).ExecuteAsync();", code);

    /// <summary>A method with the same name that is not MSAL's.</summary>
    [Fact]
    public Task OtherLibrary_DoesNotTrigger() => VerifyCS.VerifyAsync("""
        public interface IUrl { Task<Uri> ExecuteAsync(); }
        public interface IApp { IUrl GetAuthorizationRequestUrl(string[] scopes); Task AcquireTokenByAuthorizationCode(string code); }

        public sealed class Links(IApp app)
        {
            public async Task<Uri> Make() => await app.GetAuthorizationRequestUrl(new[] { "a" }).ExecuteAsync();
            public Task Take(string code) => app.AcquireTokenByAuthorizationCode(code);
        }
        """);

    private static Task VerifyAsync(string statements, string code) => VerifyCS.VerifyAsync($$"""
        using Microsoft.AspNetCore.DataProtection;
        using Microsoft.Identity.Client;

        {{code}}

        public sealed class Links(IConfidentialClientApplication app, IDataProtector protector)
        {
            public async Task<Uri> Make(string[] scopes, string extra) { {{statements}} }
            public object Used => protector;
        }

        """ + MsalSample.Library);
}
