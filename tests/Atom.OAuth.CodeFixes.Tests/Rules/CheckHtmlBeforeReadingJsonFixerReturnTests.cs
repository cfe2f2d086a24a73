using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer, Atom.OAuth.CodeFixes.Rules.CheckHtmlBeforeReadingJsonFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>The fix that returns the method's kind of error.</summary>
public sealed class CheckHtmlBeforeReadingJsonFixerReturnTests
{
    private const string Key = "ATOM001.CheckAndReturn";
    private const string Title = "Check for HTML and return an error";

    [Theory]
    [InlineData("async Task<IActionResult>", "return Ok(token);", "return StatusCode(StatusCodes.Status502BadGateway, htmlError);")]
    [InlineData("async Task<ActionResult>", "return Ok(token);", "return StatusCode(StatusCodes.Status502BadGateway, htmlError);")]
    [InlineData("async Task<ActionResult<SlackToken>>", "return Ok(token);", "return StatusCode(StatusCodes.Status502BadGateway, htmlError);")]
    [InlineData("async ValueTask<IActionResult>", "return Ok(token);", "return StatusCode(StatusCodes.Status502BadGateway, htmlError);")]
    [InlineData("async Task<IActionResult>", "return token is null ? BadRequest(\"no token\") : Ok(token);", "return BadRequest(htmlError);")]
    [InlineData("async Task<IActionResult>", "return token is null ? Problem(\"no token\") : Ok(token);", "return Problem(htmlError, statusCode: StatusCodes.Status502BadGateway);")]
    public Task Controller_ReturnsItsKindOfAnswer(string returns, string end, string reaction) => VerifyCS.VerifyAsync(
        Controller(returns, end, ""),
        Controller(returns, end, "$CHECK\n        ").WithCheck(FixSample.Check, reaction),
        Key);

    [Theory]
    [InlineData("async Task<IResult>", "return Results.Ok(token);", "return Results.Problem(htmlError, statusCode: StatusCodes.Status502BadGateway);")]
    [InlineData("async Task<IResult>", "return TypedResults.Ok(token);", "return TypedResults.Problem(htmlError, statusCode: StatusCodes.Status502BadGateway);")]
    [InlineData("async Task<Result<SlackToken>>", "return new Result<SlackToken>();", "return Result<SlackToken>.Fail(htmlError);")]
    [InlineData("async ValueTask<Result<SlackToken>>", "return new Result<SlackToken>();", "return Result<SlackToken>.Fail(htmlError);")]
    [InlineData("async Task<Outcome<SlackToken>>", "return new Outcome<SlackToken>();", "return Outcome.Failure<SlackToken>(htmlError);")]
    [InlineData("async Task<Login>", "return new Login();", "return Login.Failed(htmlError);")]
    public Task Method_ReturnsItsKindOfError(string returns, string end, string reaction) => VerifyCS.VerifyAsync(
        Method(returns, end, ""),
        Method(returns, end, "$CHECK\n        ").WithCheck(FixSample.Check, reaction),
        Key);

    [Fact]
    public Task SynchronousMethod_ReturnsWithoutATask() => VerifyCS.VerifyAsync(
        Synchronous(""),
        Synchronous("$CHECK\n        ").WithCheck("""response.CheckHtmlResponse("Slack")""", "return Login.Failed(htmlError);"),
        Key);

    [Fact]
    public Task MinimalApiHandler_ReturnsAProblem() => VerifyCS.VerifyAsync(
        Handler("""
                app.MapGet("/callback", async Task<IResult> (HttpClient http, string code, CancellationToken ct) => Results.Ok(await http.GetFromJsonAsync<SlackToken>("https://slack.com/api/oauth.v2.access?code=" + code, ct)));
            """),
        Handler("""
                app.MapGet("/callback", async Task<IResult> (HttpClient http, string code, CancellationToken ct) =>
                {
                    using var response = await http.GetAsync("https://slack.com/api/oauth.v2.access?code=" + code, ct);
                    $CHECK
                    response.EnsureSuccessStatusCode();
                    return Results.Ok(await response.Content.ReadFromJsonAsync<SlackToken>(ct));
                });
            """.WithCheck("""await response.CheckHtmlResponseAsync("Slack", ct)""", "return Results.Problem(htmlError, statusCode: StatusCodes.Status502BadGateway);")),
        Key);

    [Theory]
    [InlineData("async Task<SlackToken?>", "return token;")]
    [InlineData("async Task", "Console.WriteLine(token);")]
    [InlineData("async Task<string>", "return token!.Token!;")]
    [InlineData("async Task<Hidden>", "return new Hidden();")]
    [InlineData("async Task<Instance>", "return new Instance();")]
    [InlineData("async Task<Coded>", "return new Coded();")]
    public async Task NotOffered_WhereTheMethodShowsNoError(string returns, string end) =>
        Assert.DoesNotContain(Title, await VerifyCS.Test(Method(returns, end, "")).TitlesAsync());

    [Fact]
    public async Task NotOffered_OutsideAController() =>
        Assert.DoesNotContain(Title, await VerifyCS.Test(Method("async Task<IActionResult>", "return new OkObjectResult(token);", "")).TitlesAsync());

    private static string Controller(string returns, string end, string check) => $$"""
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;

        public sealed record SlackToken(string? Token);

        public sealed class SlackController(HttpClient http) : ControllerBase
        {
            public {{returns}} Callback(HttpContent form, CancellationToken cancellationToken)
            {
                {{FixSample.Post}}
                {{check}}var token = await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken);
                {{end}}
            }
        }
        """.ReplaceLineEndings("\n");

    private static string Method(string returns, string end, string check) => $$"""
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;

        {{Types}}

        public sealed class SlackClient(HttpClient http)
        {
            public {{returns}} ExchangeAsync(HttpContent form, CancellationToken cancellationToken)
            {
                {{FixSample.Post}}
                {{check}}var token = await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken);
                {{end}}
            }
        }
        """.ReplaceLineEndings("\n");

    private static string Synchronous(string check) => $$"""
        {{Types}}

        public sealed class SlackClient(HttpClient http)
        {
            public Login Exchange(HttpContent form)
            {
                var response = http.PostAsync("https://slack.com/api/oauth.v2.access", form).Result;
                {{check}}_ = response.Content.ReadFromJsonAsync<SlackToken>().Result;
                return new Login();
            }
        }
        """.ReplaceLineEndings("\n");

    private static string Handler(string statement) => $$"""
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;

        public sealed record SlackToken(string? Token);

        public static class CallbackAnalysis
        {
            public static void Map(WebApplication app)
            {
        {{statement.ReplaceLineEndings("\n").Replace("\n", "\n    ").Insert(0, "    ").Replace("\n    \n", "\n\n")}}
            }
        }
        """.ReplaceLineEndings("\n");

    private const string Types = """
        public sealed record SlackToken(string? Token);

        public class Result<T>
        {
            public static Result<T> Fail(string error) => new();
        }

        public static class Outcome
        {
            public static Outcome<T> Failure<T>(string error, int code = 0) => new();
        }

        public class Outcome<T>;

        public class Login
        {
            public static Login Failed(string reason) => new();
        }

        public class Hidden
        {
            private static Hidden Fail(string error) => new();
        }

        public class Instance
        {
            public Instance Fail(string error) => this;
        }

        public class Coded
        {
            public static Coded Fail(int code) => new();

            public static Coded Fail(string error, int code) => new();
        }
        """;
}
