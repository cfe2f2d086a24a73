using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>ATOM002: MSAL adds the tokens of a code to its cache, so an application that persists the cache has saved them.</summary>
public sealed class CallbackTokenCacheTests
{
    private const string WrittenCache = """
        public sealed class TokenCacheStore(dynamic db)
        {
            public void Use(IConfidentialClientApplication app)
            {
                app.UserTokenCache.SetBeforeAccess(args => db.Load(args));
                app.UserTokenCache.SetAfterAccess(args => db.Write(args));
            }
        }
        """;

    public static TheoryData<string> Written =>
    [
        WrittenCache,
        "public static class Setup { public static void Add(IServiceCollection services) => services.AddDistributedTokenCaches(); }",
    ];

    public static TheoryData<string> NotWritten =>
    [
        // Not configured: MSAL's default cache is in memory, and lives as long as the object.
        "",
        "public static class Setup { public static void Add(IServiceCollection services) => services.AddInMemoryTokenCaches(); }",
        "public static class Setup { public static void Add(IServiceCollection services) => services.AddDistributedMemoryCache().AddDistributedTokenCaches(); }",

        // Persisted to something that is not permanent, either.
        """
        public sealed class MsalMemoryTokenCache
        {
            private readonly Dictionary<string, object> MemoryCache = new();
            public void Use(IConfidentialClientApplication app) => app.UserTokenCache.SetBeforeAccess(args => MemoryCache["x"] = args);
        }
        """,
        WrittenCache.Replace("dynamic db", "Microsoft.AspNetCore.Http.ISession db", StringComparison.Ordinal)
            .Replace("db.Load(args)", "db.Keys.ToString()", StringComparison.Ordinal).Replace("db.Write(args)", "db.Clear()", StringComparison.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Written))]
    public Task CacheIsWritten_Triggers(string cache) => VerifyAsync(cache, "public async Task<IActionResult> [|Callback|](string code, string state)");

    [Theory]
    [MemberData(nameof(NotWritten))]
    public Task CacheIsNotWritten_DoesNotTrigger(string cache) => VerifyAsync(cache, "public async Task<IActionResult> Callback(string code, string state)");

    [Theory]
    [InlineData("public async Task<IActionResult> SignInCallback(string code, string state)")]
    [InlineData("public async Task<IActionResult> LoginCallback(string code, string state)")]
    public Task SignIn_DoesNotTrigger(string signature) => VerifyAsync(WrittenCache, signature);

    [Fact]
    public Task OpensSession_DoesNotTrigger() => VerifyAsync(
        WrittenCache,
        "public async Task<IActionResult> Callback(string code, string state)",
        "await Microsoft.AspNetCore.Authentication.AuthenticationHttpContextExtensions.SignInAsync(HttpContext, \"Cookies\", new(new System.Security.Claims.ClaimsIdentity()));");

    [Fact]
    public Task SyncIsStarted_DoesNotTrigger() => VerifyAsync(
        WrittenCache, "public async Task<IActionResult> Callback(string code, string state)", "await jobs.EnqueueAsync(\"import\");");

    /// <summary>The framework's event passes the code of a sign-in.</summary>
    [Fact]
    public Task EventOfAFramework_DoesNotTrigger() => VerifyCS.VerifyAsync($$"""
        using Microsoft.Identity.Client;

        {{WrittenCache}}

        public sealed class ReceivedContext { public string Code { get; set; } = ""; }

        public sealed class Startup(IConfidentialClientApplication app)
        {
            private async Task OnAuthorizationCodeReceived(ReceivedContext context) =>
                await app.AcquireTokenByAuthorizationCode(new[] { "User.Read" }, context.Code).ExecuteAsync();

            public Func<ReceivedContext, Task> AuthorizationCodeReceived => OnAuthorizationCodeReceived;
        }

        """ + MsalSample.Library);

    private static Task VerifyAsync(string cache, string signature, string statement = "") => VerifyCS.VerifyAsync($$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Identity.Client;

        {{cache}}

        public sealed class OutlookController(IConfidentialClientApplication app, dynamic jobs) : ControllerBase
        {
            public dynamic Jobs => jobs;

            [HttpGet("connect/callback")]
            {{signature}}
            {
                await app.AcquireTokenByAuthorizationCode(new[] { "Mail.Read" }, code).ExecuteAsync();
                {{statement}}
                return Redirect("/connected");
            }
        }

        """ + MsalSample.Library);
}
