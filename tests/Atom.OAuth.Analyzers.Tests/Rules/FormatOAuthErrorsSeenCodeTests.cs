using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.FormatOAuthErrorsAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM004: forms of errors from public code, one of each kind.</summary>
public sealed class FormatOAuthErrorsSeenCodeTests
{
    /// <summary>An endpoint's own methods for errors, as in FastEndpoints.</summary>
    [Theory]
    [InlineData("ThrowError([|$\"Zoom OAuth failed: {request.Error}\"|]);")]
    [InlineData("AddError([|$\"Zoom OAuth failed: {request.Error}\"|]);")]
    [InlineData("ThrowError($\"Zoom OAuth failed for {request.State}\");")]
    public Task ErrorOfAnEndpoint(string statement) => VerifyCS.VerifyAsync($$"""
        namespace FastEndpoints
        {
            public abstract class Endpoint<TRequest>
            {
                public abstract Task HandleAsync(TRequest request, CancellationToken cancellationToken);
                protected void ThrowError(string message) => throw new InvalidOperationException(message);
                protected void AddError(string message) { }
            }
        }

        namespace Integrations
        {
            public record CallbackRequest(string? Code, string? State, string? Error);

            public class ZoomCallback : FastEndpoints.Endpoint<CallbackRequest>
            {
                public override Task HandleAsync(CallbackRequest request, CancellationToken cancellationToken)
                {
                    if (request.Error is not null)
                    {
                        {{statement}}
                    }

                    return Task.CompletedTask;
                }
            }
        }
        """);

    [Fact]
    public Task QueryTakenApartInATuple_Triggers() => VerifyCS.VerifyAsync("""
        using Microsoft.AspNetCore.Mvc;

        public class SlackController : Controller
        {
            [HttpGet("callback")]
            public IActionResult Callback()
            {
                var (code, state, error) = (Request.Query["code"].ToString(), Request.Query["state"].ToString(), Request.Query["error"].ToString());
                return error.Length > 0 ? BadRequest([|$"Slack OAuth failed: {error}"|]) : Ok(code + state);
            }
        }
        """);

    [Fact]
    public Task CodeOfAnErrorInASwitch_Triggers() => VerifyCS.VerifyAsync("""
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;

        public static class AsanaEndpoints
        {
            public static void Map(WebApplication app) => app.MapGet("/asana/callback", (string? code, string? error) => error switch
            {
                null => Results.Ok(),
                "access_denied" => Results.Redirect("/denied"),
                var e => Results.BadRequest([|$"Asana OAuth failed: {e}"|]),
            });
        }
        """);

    /// <summary>An error that a static method creates, instead of the constructor.</summary>
    [Theory]
    [InlineData("CallError<string>.FromCall([|body|], response.StatusCode)")]
    [InlineData("CallError<string>.FromCall(status: response.StatusCode, error: [|body|])")]
    [InlineData("CallError<string>.FromCall([|$\"Tink: {body}\"|], response.StatusCode)")]
    [InlineData("CallError<string>.FromJson(body)")]
    [InlineData("CallError<string>.OfStatus(body, response.StatusCode)")]
    [InlineData("Calls.Describe(body)")]
    public Task ErrorOfAStaticMethod(string error) => VerifyCS.VerifyAsync($$"""
        using System.Net;

        public class TinkOAuthClient(HttpClient http)
        {
            public async Task<Answer> AuthenticateAsync(HttpContent form)
            {
                var response = await http.PostAsync("https://api.tink.com/api/v1/oauth/token", form);
                if (response.IsSuccessStatusCode)
                {
                    return new Answer();
                }

                var body = await response.Content.ReadAsStringAsync();
                return Answer.FAIL({{error}});
            }
        }

        public class CallError<T>
        {
            private CallError(string text, HttpStatusCode status) => (Text, Status) = (text, status);
            private CallError(T error, HttpStatusCode status) : this(error!.ToString()!, status) { }
            public string Text { get; }
            public HttpStatusCode Status { get; }
            public static CallError<T> FromCall(T error, HttpStatusCode status) => new CallError<T>(error, status);
            public static CallError<T> FromJson(string text) => new CallError<T>(JsonSerializer.Deserialize<T>(text)!, HttpStatusCode.BadRequest);
            public static CallError<T> OfStatus(string text, HttpStatusCode status) => new CallError<T>(text.Length > 0 ? "refused" : "", status);
        }

        public static class Calls { public static CallError<string> Describe(string text) => CallError<string>.FromJson(text); }

        public class Answer { public static Answer FAIL(CallError<string> error) => new(); }
        """);

    /// <summary>The response and its text, returned together by the method that sends the request.</summary>
    [Theory]
    [InlineData("https://login.salesforce.com/services/oauth2/token", "log.LogError(\"Failed. {Body}\", [|answer.Body|]);")]
    [InlineData("https://login.salesforce.com/services/oauth2/token", "log.LogError(\"Failed. {Status}\", answer.Response.StatusCode);")]
    [InlineData("https://login.salesforce.com/services/data/v60.0/sobjects", "log.LogError(\"Failed. {Body}\", answer.Body);")]
    public Task BodyBesideItsResponse(string address, string statement) => VerifyCS.VerifyAsync($$"""
        using Microsoft.Extensions.Logging;

        public class SalesforceOAuthService(HttpClient http, ILogger<SalesforceOAuthService> log)
        {
            public async Task<bool> ConnectAsync(bool isServer, HttpContent server, HttpContent user)
            {
                var answer = isServer ? await AskAsync(server) : await AskAsync(user);
                if (!answer.Response.IsSuccessStatusCode)
                {
                    {{statement}}
                    return false;
                }

                return true;
            }

            private async Task<Answer> AskAsync(HttpContent form)
            {
                var response = await http.PostAsync("{{address}}", form);
                return new Answer(response, await response.Content.ReadAsStringAsync());
            }

            private record Answer(HttpResponseMessage Response, string Body);
        }
        """);

    [Theory]
    [InlineData("https://auth.openai.com/api/accounts/deviceauth/usercode", "[|", "|]")]
    [InlineData("https://auth.openai.com/api/accounts/devices", "", "")]
    public Task BodyOfADeviceCode(string address, string start, string end) => VerifyCS.VerifyAsync($$"""
        public static class OpenAISignIn
        {
            public static async Task<string> AskAsync(HttpClient http)
            {
                var response = await http.PostAsync("{{address}}", new StringContent("client_id=1"));
                var json = await response.Content.ReadAsStringAsync();
                return response.IsSuccessStatusCode ? json : throw new InvalidOperationException({{start}}$"Device code failed: {json}"{{end}});
            }

            public static string Callback => "/callback";
        }
        """);

    /// <summary>Incomplete statements, as during typing.</summary>
    [Theory]
    [InlineData("= \"OAuth error\";")]
    [InlineData("= $\"OAuth error: {oauth}\";")]
    [InlineData("(, var error) = oauth;")]
    [InlineData("(var a, ) = \"OAuth error\";")]
    [InlineData("var () = \"OAuth error\";")]
    [InlineData("Error = ;")]
    [InlineData("Error += ;")]
    [InlineData(".Error = \"OAuth error: \" + oauth;")]
    [InlineData("[] = \"OAuth error: \" + oauth;")]
    [InlineData("throw = \"OAuth error: \" + oauth;")]
    public async Task HalfWrittenStatement_ThrowsNothing(string statement)
    {
        var test = VerifyCS.Test($"class C {{ void M(string oauth, string error) {{ {statement} }} }}") with { AllowErrors = true };

        Assert.DoesNotContain(await test.RunAsync(), static report => report.Id == "AD0001");
    }
}
