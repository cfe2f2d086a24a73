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
