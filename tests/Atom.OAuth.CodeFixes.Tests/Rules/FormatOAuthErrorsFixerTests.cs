using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.FormatOAuthErrorsAnalyzer, Atom.OAuth.CodeFixes.Rules.FormatOAuthErrorsFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>ATOM004's fix: a call of the formatter with the available values, and no other changes.</summary>
public sealed class FormatOAuthErrorsFixerTests
{
    [Theory]
    [InlineData("""return BadRequest("Slack said: " + error);""", """return BadRequest(OAuthErrorMessage.Format("Slack", error, error_description));""")]
    [InlineData("""return BadRequest($"Slack said {error} - {error_description}");""", """return BadRequest(OAuthErrorMessage.Format("Slack", error, error_description));""")]
    [InlineData("""return BadRequest(string.Format("{0}: {1}", error, error_description));""", """return BadRequest(OAuthErrorMessage.Format("Slack", error, error_description));""")]
    [InlineData("""return BadRequest(error_description);""", """return BadRequest(OAuthErrorMessage.Format("Slack", error, error_description));""")]
    [InlineData("""return BadRequest(error ?? "unknown");""", """return BadRequest(OAuthErrorMessage.Format("Slack", error, error_description));""")]
    [InlineData("""return BadRequest(new { error });""", """return BadRequest(new { error = OAuthErrorMessage.Format("Slack", error, error_description) });""")]
    [InlineData("""return BadRequest(new { message = error });""", """return BadRequest(new { message = OAuthErrorMessage.Format("Slack", error, error_description) });""")]
    [InlineData("""throw new InvalidOperationException($"Slack: {error}", null);""", """throw new InvalidOperationException(OAuthErrorMessage.Format("Slack", error, error_description), null);""")]
    [InlineData("""Console.WriteLine($"Slack: {error}"); // why""", """Console.WriteLine(OAuthErrorMessage.Format("Slack", error, error_description)); // why""")]
    [InlineData("""TempData["Error"] = error;""", """TempData["Error"] = OAuthErrorMessage.Format("Slack", error, error_description);""")]
    [InlineData("""ViewBag.Error = "Slack: " + error;""", """ViewBag.Error = OAuthErrorMessage.Format("Slack", error, error_description);""")]
    [InlineData("""var message = $"Slack: {error}"; Console.WriteLine(message);""", """var message = OAuthErrorMessage.Format("Slack", error, error_description); Console.WriteLine(message);""")]
    [InlineData("""return Redirect($"/login?error={error}&x=1");""", """return Redirect($"/login?error={Uri.EscapeDataString(OAuthErrorMessage.Format("Slack", error, error_description))}&x=1");""")]
    [InlineData("""return Redirect("/login?error=" + Uri.EscapeDataString(error!));""", """return Redirect("/login?error=" + Uri.EscapeDataString(OAuthErrorMessage.Format("Slack", error, error_description)));""")]
    [InlineData("""Response.Headers["Location"] = $"/login?error={error}&x=1";""", """Response.Headers["Location"] = $"/login?error={Uri.EscapeDataString(OAuthErrorMessage.Format("Slack", error, error_description))}&x=1";""")]
    [InlineData("""Response.Headers.Append("Location", "/login?error=" + Uri.EscapeDataString(error!));""", """Response.Headers.Append("Location", "/login?error=" + Uri.EscapeDataString(OAuthErrorMessage.Format("Slack", error, error_description)));""")]
    [InlineData("""return Redirect(BuildUrl("failed", error));""", """return Redirect(BuildUrl("failed", OAuthErrorMessage.Format("Slack", error, error_description)));""")]
    [InlineData("""return Redirect(BuildUrl("failed", $"{error}: {error_description}"));""", """return Redirect(BuildUrl("failed", OAuthErrorMessage.Format("Slack", error, error_description)));""")]
    [InlineData("""return RedirectToAction("Login", new { error });""", """return RedirectToAction("Login", new { error = OAuthErrorMessage.Format("Slack", error, error_description) });""")]
    [InlineData("""logger.LogWarning("Slack: {Error}", error);""", """logger.LogWarning("Slack: {Error}", OAuthErrorMessage.Format("Slack", error, error_description));""")]
    [InlineData("""logger.LogWarning("Slack {State}: {Error} - {Description}", state, error, error_description);""", """logger.LogWarning("Slack {State}: {Error}", state, OAuthErrorMessage.Format("Slack", error, error_description));""")]
    [InlineData("""logger.LogWarning($"Slack: {error}");""", """logger.LogWarning("{OAuthError}", OAuthErrorMessage.Format("Slack", error, error_description));""")]
    [InlineData("""logger.LogWarning(new Exception(), $"Slack: {error}");""", """logger.LogWarning(new Exception(), "{OAuthError}", OAuthErrorMessage.Format("Slack", error, error_description));""")]
    [InlineData("""return BadRequest(Request.Query["error_description"].ToString());""", """return BadRequest(OAuthErrorMessage.Format("Slack", null, Request.Query["error_description"].ToString()));""")]
    public Task Callback_IsFixed(string before, string after) => VerifyCS.VerifyAsync(Callback(before), Callback(after));

    /// <summary>Both values are passed to the formatter, whatever the name of their parameter, so that none is shown unmodified.</summary>
    [Theory]
    [InlineData("""Content($"<p>Slack: {error} {reason}</p>", "text/html")""", """Content(OAuthErrorMessage.Format("Slack", error, reason), "text/html")""")]
    [InlineData("""BadRequest("Slack: " + error + " (" + reason + ")")""", """BadRequest(OAuthErrorMessage.Format("Slack", error, reason))""")]
    public async Task ParameterOfAnotherName_IsTheDescription(string before, string after)
    {
        string Source(string result) => $$"""
            using Microsoft.AspNetCore.Mvc;

            public class SlackController : ControllerBase
            {
                [HttpGet("callback")]
                public IActionResult Callback(string? code, string? error, [FromQuery(Name = "error_description")] string? reason) => {{result}};

                private ContentResult Content(string text, string type) => new() { Content = text, ContentType = type };
            }
            """;

        await VerifyCS.VerifyAsync(Source(before), Source(after));
    }

    /// <summary>The formatter returns plain text, so existing encoding for HTML or a URL is kept.</summary>
    [Theory]
    [InlineData("""return Content(System.Net.WebUtility.HtmlEncode(error)!);""", """return Content(System.Net.WebUtility.HtmlEncode(OAuthErrorMessage.Format("Slack", error, error_description))!);""")]
    [InlineData("""return Content($"<p>{System.Net.WebUtility.HtmlEncode(error)}</p>", "text/html");""", """return Content($"<p>{System.Net.WebUtility.HtmlEncode(OAuthErrorMessage.Format("Slack", error, error_description))}</p>", "text/html");""")]
    [InlineData("""return Content("<p>" + System.Net.WebUtility.HtmlEncode(error) + "</p>", "text/html");""", """return Content("<p>" + System.Net.WebUtility.HtmlEncode(OAuthErrorMessage.Format("Slack", error, error_description)) + "</p>", "text/html");""")]
    public Task Encoding_IsKept(string before, string after) => VerifyCS.VerifyAsync(Callback(before), Callback(after));

    [Fact]
    public Task TwoEncodedValues_NoFix() =>
        VerifyCS.VerifyNoFixAsync(
            Callback("""return Content($"<p>{System.Net.WebUtility.HtmlEncode(error)}: {System.Net.WebUtility.HtmlEncode(error_description)}</p>", "text/html");"""));

    [Theory]
    [InlineData("""throw new InvalidOperationException($"Slack: {body}");""", """throw new InvalidOperationException(OAuthErrorMessage.FromBody("Slack", body));""")]
    [InlineData("""throw new InvalidOperationException(body);""", """throw new InvalidOperationException(OAuthErrorMessage.FromBody("Slack", body));""")]
    [InlineData("""throw new InvalidOperationException("Slack: " + await response.Content.ReadAsStringAsync());""", """throw new InvalidOperationException(OAuthErrorMessage.FromBody("Slack", await response.Content.ReadAsStringAsync()));""")]
    [InlineData("""logger.LogError("Slack {Status}: {Body}", response.StatusCode, body);""", """logger.LogError("Slack {Status}: {Body}", response.StatusCode, OAuthErrorMessage.FromBody("Slack", body));""")]
    [InlineData("""return new Outcome { Error = "failed", ErrorDescription = body };""", """return new Outcome { Error = "failed", ErrorDescription = OAuthErrorMessage.FromBody("Slack", body) };""")]
    [InlineData("""var parsed = JsonSerializer.Deserialize<Outcome>(body); return new Outcome { Error = parsed?.Error ?? "failed", ErrorDescription = parsed?.ErrorDescription ?? body };""", """var parsed = JsonSerializer.Deserialize<Outcome>(body); return new Outcome { Error = parsed?.Error ?? "failed", ErrorDescription = OAuthErrorMessage.FromBody("Slack", body) };""")]
    [InlineData("""var parsed = JsonSerializer.Deserialize<Outcome>(body); throw new Exception(parsed!.ErrorDescription);""", """var parsed = JsonSerializer.Deserialize<Outcome>(body); throw new Exception(OAuthErrorMessage.Format("Slack", parsed!.Error, parsed!.ErrorDescription));""")]
    [InlineData("""using var json = JsonDocument.Parse(body); throw new Exception("Slack: " + json.RootElement.GetProperty("error").GetString());""", """using var json = JsonDocument.Parse(body); throw new Exception(OAuthErrorMessage.Format("Slack", json.RootElement.GetProperty("error").GetString()));""")]
    [InlineData("""var json = Newtonsoft.Json.Linq.JObject.Parse(body); throw new Exception($"Slack: {json["error"]}");""", """var json = Newtonsoft.Json.Linq.JObject.Parse(body); throw new Exception(OAuthErrorMessage.Format("Slack", json["error"]?.ToString()));""")]
    [InlineData("""Console.WriteLine(JsonSerializer.Serialize(new { status = "error", error = $"Slack failed: {body}" }));""", """Console.WriteLine(JsonSerializer.Serialize(new { status = "error", error = OAuthErrorMessage.FromBody("Slack", body) }));""")]
    [InlineData("""var parsed = JsonSerializer.Deserialize<Envelope>(body)!; if (!parsed.IsSuccess) { throw new Exception($"Slack: {parsed.Code} {parsed.Message}"); }""", """var parsed = JsonSerializer.Deserialize<Envelope>(body)!; if (!parsed.IsSuccess) { throw new Exception(OAuthErrorMessage.Format("Slack", parsed.Code.ToString(), parsed.Message)); }""")]
    public Task Exchange_IsFixed(string before, string after) => VerifyCS.VerifyAsync(Exchange(before), Exchange(after));

    [Fact]
    public Task WordsThatAnOutcomeIsCreatedWith_AreFixed()
    {
        const string Outcome = "\npublic sealed record LoginResponse(int Status, string? Message);";
        return VerifyCS.VerifyAsync(
            Exchange("""return new LoginResponse(400, $"Slack failed: {body}");""") + Outcome,
            Exchange("""return new LoginResponse(400, OAuthErrorMessage.FromBody("Slack", body));""") + Outcome);
    }

    [Theory]
    [InlineData("""return Redirect($"/login?error={error}&error_description={error_description}");""")]
    [InlineData("""throw new ArgumentException(error, error_description);""")]
    public Task NoOneCallFits_NoFix(string statements) => VerifyCS.VerifyNoFixAsync(Callback(statements));

    [Theory]
    [InlineData("""return BadRequest(error);""", """return BadRequest(OAuthErrorMessage.Format(null, error, error_description));""")]
    [InlineData("""return BadRequest("Contoso said: " + error);""", """return BadRequest("Contoso said: " + OAuthErrorMessage.Format(null, error, error_description));""")]
    [InlineData("""return BadRequest($"Contoso said {error ?? "nothing"}!");""", """return BadRequest($"Contoso said {OAuthErrorMessage.Format(null, error, error_description)}!");""")]
    [InlineData("""return BadRequest("Contoso: " + (error ?? "?"));""", """return BadRequest("Contoso: " + OAuthErrorMessage.Format(null, error, error_description));""")]
    [InlineData("""return BadRequest(string.Format("Contoso: {0}", error!));""", """return BadRequest(string.Format("Contoso: {0}", OAuthErrorMessage.Format(null, error, error_description)));""")]
    [InlineData("""return BadRequest($"Contoso: {error} {error_description}");""", """return BadRequest(OAuthErrorMessage.Format(null, error, error_description));""")]
    [InlineData("""logger.LogWarning($"Contoso {{}}: {error}.");""", """logger.LogWarning("Contoso {{}}: {OAuthError}.", OAuthErrorMessage.Format(null, error, error_description));""")]
    [InlineData("""logger.LogWarning("Contoso: " + error);""", """logger.LogWarning("Contoso: {OAuthError}", OAuthErrorMessage.Format(null, error, error_description));""")]
    [InlineData("""logger.LogWarning($"{state}: {error}");""", """logger.LogWarning("{OAuthError}", OAuthErrorMessage.Format(null, error, error_description));""")]
    [InlineData("""logger.LogWarning("{State}: " + error);""", """logger.LogWarning("{OAuthError}", OAuthErrorMessage.Format(null, error, error_description));""")]
    [InlineData("""return Redirect("/login?error=" + Uri.EscapeDataString(error!));""", """return Redirect("/login?error=" + Uri.EscapeDataString(OAuthErrorMessage.Format(null, error, error_description)));""")]
    public Task UnknownProvider_KeepsTheWordsThatMayNameIt(string before, string after) => VerifyCS.VerifyAsync(
        Callback(before).Replace("Slack", "Contoso", StringComparison.Ordinal),
        Callback(after).Replace("Slack", "Contoso", StringComparison.Ordinal));

    [Theory]
    [InlineData("""return BadRequest("Google said: " + error);""", """return BadRequest(OAuthErrorMessage.Format("Google", error, error_description));""")]
    [InlineData("""var googleError = error; return BadRequest(googleError);""", """var googleError = error; return BadRequest(OAuthErrorMessage.Format("Google", googleError));""")]
    public Task ProviderThatTheCodeNames_IsUsed(string before, string after) => VerifyCS.VerifyAsync(
        Callback(before).Replace("Slack", "Contoso", StringComparison.Ordinal),
        Callback(after).Replace("Slack", "Contoso", StringComparison.Ordinal));

    [Fact]
    public Task TwoProvidersThatTheCodeNames_NoneIsUsed() => VerifyCS.VerifyAsync(
        Callback("var google = code; var notion = state; return BadRequest(error);").Replace("Slack", "Contoso", StringComparison.Ordinal),
        Callback("var google = code; var notion = state; return BadRequest(OAuthErrorMessage.Format(null, error, error_description));").Replace(
            "Slack", "Contoso", StringComparison.Ordinal));

    [Fact]
    public Task ProviderThatTheMessageNames_GoesBeforeThatOfTheHost() => VerifyCS.VerifyAsync(
        Exchange("""throw new InvalidOperationException($"Notion: {body}");"""),
        Exchange("""throw new InvalidOperationException(OAuthErrorMessage.FromBody("Notion", body));"""));

    [Theory]
    [InlineData("private const string ProviderName = \"contoso\";", "ProviderName")]
    [InlineData("private readonly string _provider = \"contoso\";", "_provider")]
    [InlineData("public string Provider => \"contoso\";", "Provider")]
    [InlineData("public int Provider => 1;", "null")]
    [InlineData("public string Provider { set { } }", "null")]
    public Task ProviderInAMember_IsUsed(string member, string name)
    {
        string Code(string statements) =>
            Callback(statements)
                .Replace("Slack", "Contoso", StringComparison.Ordinal)
                .Replace("    public IActionResult Callback", $"    {member}\n    public IActionResult Callback", StringComparison.Ordinal);
        return VerifyCS.VerifyAsync(
            Code("return BadRequest(error);"), Code($"return BadRequest(OAuthErrorMessage.Format({name}, error, error_description));"));
    }

    [Fact]
    public Task ProviderInAVariable_IsUsed() => VerifyCS.VerifyAsync(
        Callback("return BadRequest(error);", "string provider, ").Replace("Slack", "Contoso", StringComparison.Ordinal),
        Callback("return BadRequest(OAuthErrorMessage.Format(provider, error, error_description));", "string provider, ").Replace(
            "Slack", "Contoso", StringComparison.Ordinal));

    [Fact]
    public async Task MissingImport_IsAdded()
    {
        var test = VerifyCS.Test(Callback("return BadRequest(error);")) with
        {
            GlobalUsings = Testing.CodeFixTest.UsualUsings.Replace(
            "global using Atom.OAuth;", "", StringComparison.Ordinal)
        };

        Assert.StartsWith("using Atom.OAuth;\nusing Microsoft.AspNetCore.Mvc;", await test.FixFirstAsync(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task FixAll_FixesEveryReport_AndKeepsTheRest(string newLine)
    {
        var before = Callback("""
            // first
            if (error is not null) { logger.LogWarning("Slack: {Error}", error); return BadRequest("Slack: " + error); }
            #if !NEVER
            ViewBag.Error = $"{error} {error_description}"; // last
            #endif
            """).ReplaceLineEndings(newLine);
        var after = Callback("""
            // first
            if (error is not null) { logger.LogWarning("Slack: {Error}", OAuthErrorMessage.Format("Slack", error, error_description)); return BadRequest(OAuthErrorMessage.Format("Slack", error, error_description)); }
            #if !NEVER
            ViewBag.Error = OAuthErrorMessage.Format("Slack", error, error_description); // last
            #endif
            """).ReplaceLineEndings(newLine);

        Assert.Equal(
            after,
            Assert.Single(await VerifyCS.Test(before).FixAllAsync(Microsoft.CodeAnalysis.CodeFixes.FixAllScope.Document)),
            ignoreLineEndingDifferences: false);
    }

    private static string Callback(string statements, string parameters = "") => $$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.Logging;

        public class SlackOAuthController(ILogger<SlackOAuthController> logger) : Controller
        {
            public IActionResult Callback({{parameters}}string? code, string? state, string? error, string? error_description)
            {
                {{statements}}
                logger.LogInformation("done");
                return Ok();
            }

            public static string BuildUrl(string status, string? reason) => "/done?status=" + status + "&reason=" + reason;
        }

        """.ReplaceLineEndings("\n");

    private static string Exchange(string statements) => $$"""
        using Microsoft.Extensions.Logging;

        public sealed class SlackClient(HttpClient http, ILogger<SlackClient> logger)
        {
            public async Task<object?> ExchangeAsync(HttpContent form)
            {
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                var body = await response.Content.ReadAsStringAsync();
                {{statements}}
                logger.LogInformation("done");
                return default;
            }
        }

        public sealed class Outcome
        {
            public string? Error { get; set; }
            public string? ErrorDescription { get; set; }
        }

        public sealed class Envelope
        {
            public int Code { get; set; }
            public string? Message { get; set; }
            public bool IsSuccess => Code == 0;
        }

        """.ReplaceLineEndings("\n");
}
