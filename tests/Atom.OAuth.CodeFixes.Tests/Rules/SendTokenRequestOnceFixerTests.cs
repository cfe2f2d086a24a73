using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.SendTokenRequestOnceAnalyzer, Atom.OAuth.CodeFixes.Rules.SendTokenRequestOnceFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>ATOM008's fix: the standard handler no longer retries unsafe methods. The code compiles with the actual package.</summary>
public sealed class SendTokenRequestOnceFixerTests
{
    [Theory]
    [InlineData("AddStandardResilienceHandler()", "AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods())")]
    [InlineData(
        "AddStandardResilienceHandler(options => options.Retry.MaxRetryAttempts = 2)",
        "AddStandardResilienceHandler(options => options.Retry.MaxRetryAttempts = 2).Configure(options => options.Retry.DisableForUnsafeHttpMethods())")]
    [InlineData(
        "AddStandardResilienceHandler(options => { options.Retry.MaxRetryAttempts = 2; }) /* twice */",
        "AddStandardResilienceHandler(options => { options.Retry.MaxRetryAttempts = 2; }).Configure(options => options.Retry.DisableForUnsafeHttpMethods()) /* twice */")]
    public Task StandardHandler_LeavesUnsafeMethodsOut(string before, string after) => VerifyCS.VerifyAsync(
        Code("using Microsoft.Extensions.Http.Resilience;\n", before), Code("using Microsoft.Extensions.Http.Resilience;\n", after));

    [Fact]
    public Task MissingUsing_IsAdded() => VerifyCS.VerifyAsync(
        Code("", "AddStandardResilienceHandler()"),
        Code(
            "using Microsoft.Extensions.Http.Resilience;\n",
            "AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods())"));

    [Theory]
    [InlineData("AddStandardHedgingHandler()")]
    [InlineData("AddResilienceHandler(\"x\", builder => builder.AddRetry(new HttpRetryStrategyOptions()))")]
    public Task OtherHandler_NoFix(string handler) =>
        VerifyCS.VerifyNoFixAsync(Code("using Microsoft.Extensions.Http.Resilience;\nusing Polly;\n", handler));

    private static string Code(string usings, string handler) => $$"""
        using Microsoft.Extensions.DependencyInjection;
        {{usings}}
        public static class Startup
        {
            public static void Add(IServiceCollection services)
            {
                services.AddHttpClient<SlackClient>()
                    .{{handler}};
            }
        }

        public sealed class SlackClient(HttpClient http)
        {
            public Task<HttpResponseMessage> RefreshAsync(string token) =>
                http.PostAsync("https://slack.com/api/oauth.v2.access", new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = token }));
        }
        """.ReplaceLineEndings("\n");
}
