using StartCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.ProtectOAuthStateAnalyzer, Atom.OAuth.CodeFixes.Rules.ProtectOAuthStateFixer>;
using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer, Atom.OAuth.CodeFixes.Rules.ValidateOAuthStateFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>
/// ATOM003's and ATOM005's fixes in Azure functions of the isolated worker, whose requests and responses are not those of ASP.NET Core.
/// </summary>
public sealed class FixersOfAzureFunctionsTests
{
    private const string Worker = """
        namespace Microsoft.Azure.Functions.Worker
        {
            [AttributeUsage(AttributeTargets.Method)]
            public sealed class FunctionAttribute(string name) : Attribute
            {
                public string Name => name;
            }
        }

        namespace Microsoft.Azure.Functions.Worker.Http
        {
            using System.Net.Http.Headers;

            public interface IHttpCookie
            {
                string Name { get; }

                string Value { get; }
            }

            public sealed class HttpHeadersCollection : HttpHeaders
            {
            }

            public abstract class HttpRequestData
            {
                public abstract System.Collections.Specialized.NameValueCollection Query { get; }

                public abstract IReadOnlyCollection<IHttpCookie> Cookies { get; }

                public abstract HttpResponseData CreateResponse(System.Net.HttpStatusCode status);
            }

            public abstract class HttpResponseData
            {
                public abstract HttpHeadersCollection Headers { get; }
            }
        }

        """;

    /// <summary>The state is checked with the cookie, and the request creates the rejection.</summary>
    [Fact]
    public async Task Callback_IsCheckedWithItsCookie()
    {
        var changed = await VerifyCS.Test(Functions("""
            [Function("SlackCallback")]
            public async Task<HttpResponseData> Callback(HttpRequestData req)
            {
                var code = req.Query["code"];
                await slack.ExchangeCodeAsync(code);
                return req.CreateResponse(HttpStatusCode.OK);
            }
            """)).FixFirstAsync();

        Assert.Contains("public sealed class SlackFunctions(ISlack slack, IOAuthStateProtector states)\n", changed, StringComparison.Ordinal);
        Assert.Contains(
            """
                    string? state = req.Query["state"];
                    var stateResult = await states.ParseAsync(state, OAuthStateExpectation.WithoutUser("slack", req.Cookies.FirstOrDefault(cookie => cookie.Name == states.GetCookieName(state))?.Value));
                    if (!stateResult.TryGetState(out var oauthState))
                    {
                        return req.CreateResponse(HttpStatusCode.BadRequest);
                    }

                    await slack.ExchangeCodeAsync(code);

            """.ReplaceLineEndings("\n"),
            changed,
            StringComparison.Ordinal);
    }

    /// <summary>A variable that contains the state is used, unless it may contain something else by then.</summary>
    [Theory]
    [InlineData("""var state = req.Query["state"] ?? "";""", "ParseAsync(state,")]
    [InlineData("""var state = req.Query["state"];""", "ParseAsync(state,")]
    [InlineData("""var state = req.Query["state"]; state = state?.Trim();""", "ParseAsync(returnedState,")]
    [InlineData("""var state = req.Query["state"] ?? string.Empty;""", "ParseAsync(state,")]
    [InlineData("""var state = req.Query["state"] ?? throw new InvalidOperationException();""", "ParseAsync(state,")]
    [InlineData("""var state = req.Query["state"] ?? Environment.GetEnvironmentVariable("oauth_state");""", "ParseAsync(returnedState,")]
    [InlineData("""var state = req.Query["state"]; static void Renew(ref string? text) => text += "1"; Renew(ref state);""", "ParseAsync(returnedState,")]
    [InlineData("""var state = req.Query["state2"];""", "ParseAsync(returnedState,")]
    public async Task VariableWithTheState_IsChecked(string before, string expected) => Assert.Contains(
        expected,
        await VerifyCS.Test(Functions($$"""
            [Function("SlackCallback")]
            public async Task<HttpResponseData> Callback(HttpRequestData req)
            {
                var code = req.Query["code"];
                {{before}}
                Console.WriteLine(state);
                await slack.ExchangeCodeAsync(code);
                return req.CreateResponse(HttpStatusCode.OK);
            }
            """)).FixFirstAsync(),
        StringComparison.Ordinal);

    /// <summary>The user that the state was is that of the checked state.</summary>
    [Fact]
    public async Task UserInTheState_IsTakenFromTheCheckedState() => Assert.Contains(
        "var userId = oauthState.UserId",
        await StartCS.Test(Functions("""
            [Function("SlackCallback")]
            public async Task<HttpResponseData> Callback(HttpRequestData req)
            {
                var code = req.Query["code"] ?? "";
                var state = req.Query["state"] ?? "";
                var userId = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(state));
                try
                {
                    await slack.ExchangeCodeAsync(code);
                    Console.WriteLine(Guid.Parse(userId));
                    return req.CreateResponse(HttpStatusCode.OK);
                }
                catch (InvalidOperationException)
                {
                    return req.CreateResponse(HttpStatusCode.OK);
                }
            }
            """)).FixFirstAsync(),
        StringComparison.Ordinal);

    /// <summary>A static function gets no services.</summary>
    [Fact]
    public Task StaticCallback_NoFix() => VerifyCS.VerifyNoFixAsync(Functions("""
        [Function("SlackCallback")]
        public static async Task<HttpResponseData> Callback(HttpRequestData req, ISlack shared)
        {
            var code = req.Query["code"];
            await shared.ExchangeCodeAsync(code);
            return req.CreateResponse(HttpStatusCode.OK);
        }
        """));

    /// <summary>The cookie is added to the response below.</summary>
    [Fact]
    public async Task Start_AddsTheCookieToItsResponse() => Assert.Contains(
        """
            public async Task<HttpResponseData> Login(HttpRequestData req)
            {
                var (state, stateCookie) = await states.BuildWithCookieAsync(new OAuthStateRequest("slack", null, null));
                var url = $"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={state}";
                var response = req.CreateResponse(HttpStatusCode.Redirect);
                response.Headers.Add("Set-Cookie", stateCookie.ToHeaderValue());
                response.Headers.Add("Location", url);
                return response;
            }

        """.ReplaceLineEndings("\n"),
        await StartCS.Test(Functions("""
            [Function("SlackLogin")]
            public HttpResponseData Login(HttpRequestData req)
            {
                var state = Guid.NewGuid().ToString();
                var url = $"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={state}";
                var response = req.CreateResponse(HttpStatusCode.Redirect);
                response.Headers.Add("Location", url);
                return response;
            }
            """)).FixFirstAsync(),
        StringComparison.Ordinal);

    /// <summary>
    /// Without access to the response there is no cookie: another method creates it, or two are created, or another one may be returned.
    /// </summary>
    [Theory]
    [InlineData("return Redirect(req, url);")]
    [InlineData("var response = req.CreateResponse(HttpStatusCode.Redirect); return Redirect(req, url);")]
    [InlineData("var other = req.CreateResponse(HttpStatusCode.OK); var response = req.CreateResponse(HttpStatusCode.Redirect); return url.Length > 9 ? other : response;")]
    [InlineData("if (url.Length > 9) { return Redirect(req, url); }\n    var response = req.CreateResponse(HttpStatusCode.Redirect);\n    return response;")]
    [InlineData("var response = req.CreateResponse(HttpStatusCode.Redirect); if (url.Length > 9) { return Redirect(req, url); } return response;")]
    [InlineData("var response = req.CreateResponse(HttpStatusCode.Redirect); response = Redirect(req, url); return response;")]
    public Task ResponseOfAnotherMethod_NoFix(string end) => StartCS.VerifyNoFixAsync(Functions($$"""
        [Function("SlackLogin")]
        public HttpResponseData Login(HttpRequestData req)
        {
            var state = Guid.NewGuid().ToString();
            var url = $"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={state}";
            {{end}}
        }

        private static HttpResponseData Redirect(HttpRequestData req, string url)
        {
            var made = req.CreateResponse(HttpStatusCode.Redirect);
            made.Headers.Add("Location", url);
            return made;
        }
        """));

    private static string Functions(string members) => $$"""
        using System.Net;
        using Microsoft.Azure.Functions.Worker;
        using Microsoft.Azure.Functions.Worker.Http;

        public interface ISlack
        {
            Task ExchangeCodeAsync(string? code);
        }

        public sealed class SlackFunctions(ISlack slack)
        {
            public ISlack Slack => slack;

            {{members.Replace("\n", "\n    ", StringComparison.Ordinal)}}
        }

        {{Worker}}
        """.ReplaceLineEndings("\n");
}
