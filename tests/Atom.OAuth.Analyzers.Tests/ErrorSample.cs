namespace Atom.OAuth.Analyzers.Tests;

/// <summary>The code around an OAuth error under test.</summary>
internal static class ErrorSample
{
    private const string Usings = """
        using System.Text;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.Logging;

        """;

    /// <summary>Creates a Slack callback whose statements handle <c>error</c> and <c>error_description</c>.</summary>
    public static string Callback(string statements, string members = "", string parameters = "string? code, string? state, string? error, string? error_description") => Usings + $$"""
        public class SlackOAuthController(ILogger<SlackOAuthController> logger) : Controller
        {
            public string? ErrorMessage { get; set; }

            [HttpGet("callback")]
            public IActionResult Callback({{parameters}})
            {
                {{statements}}
                return Ok();
            }

            {{members}}

            public void Other() => logger.LogInformation("Other");
        }

        public sealed class LoginResult
        {
            public bool Ok { get; set; }
            public string? Error { get; set; }
            public string? Message { get; set; }
            public static LoginResult Fail(string message) => new() { Error = message };
        }
        """;

    /// <summary>Creates a token exchange with Slack, with a <c>response</c> and its text <c>body</c>.</summary>
    public static string Exchange(string statements, string members = "", string url = "https://slack.com/api/oauth.v2.access", string method = "ExchangeAsync", string result = "object") => Usings + $$"""
        public sealed class SlackClient(HttpClient http, ILogger<SlackClient> logger)
        {
            public async Task<{{result}}?> {{method}}(HttpContent form, CancellationToken cancellationToken)
            {
                var response = await http.PostAsync("{{url}}", form, cancellationToken);
                var body = await response.Content.ReadAsStringAsync(cancellationToken);
                {{statements}}
                return default;
            }

            {{members}}

            public void Other() => logger.LogInformation("Other");
        }

        public sealed class TokenResponse
        {
            [JsonPropertyName("access_token")]
            public string? AccessToken { get; set; }
            public string? Error { get; set; }
            [JsonPropertyName("error_description")]
            public string? ErrorDescription { get; set; }
        }

        public sealed class ApiError
        {
            public string? Error { get; set; }
            public string? ErrorDescription { get; set; }
            public string? Message { get; set; }
        }

        public sealed class Outcome
        {
            public string? Error { get; set; }
            public string? ErrorDescription { get; set; }
            public string? Message { get; set; }
            public static Outcome Fail(string message) => new() { Error = message };
        }
        """;
}
