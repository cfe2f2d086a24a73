using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.FormatOAuthErrorsAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM004: which OAuth error messages are composed manually. Sources × ways to compose them × targets.</summary>
public sealed class FormatOAuthErrorsTests
{
    /// <summary>Expressions that compose a message from VALUE.</summary>
    private static readonly Dictionary<string, string> Words = new()
    {
        ["Interpolated"] = """$"Slack said {VALUE}" """,
        ["Concatenated"] = """ "Slack said: " + VALUE """,
        ["ConcatenatedTwice"] = """ "Slack said: " + VALUE + "!" """,
        ["Formatted"] = """string.Format("Slack said {0}", VALUE)""",
        ["Whole"] = "VALUE",
        ["WithDefault"] = """VALUE ?? "unknown" """,
        ["Conditional"] = """VALUE is null ? "unknown" : VALUE!""",
        ["Escaped"] = "Uri.EscapeDataString(VALUE!)",
        ["Trimmed"] = "VALUE!.Trim()",
        ["Forgiven"] = "VALUE!",
        ["Parenthesized"] = "(VALUE)",
        ["Raw"] = """"$"""Slack said {VALUE}""" """",
        ["Switch"] = """VALUE switch { null => "unknown", _ => VALUE }""",
    };

    /// <summary>Targets of MESSAGE.</summary>
    private static readonly Dictionary<string, string> Places = new()
    {
        ["Exception"] = "throw new InvalidOperationException(MESSAGE);",
        ["ExceptionWithCause"] = """throw new HttpRequestException(MESSAGE, new Exception("cause"));""",
        ["Log"] = """logger.LogWarning("Slack: {Error}", MESSAGE);""",
        ["Console"] = """Console.WriteLine(MESSAGE);""",
        ["Response"] = "return BadRequest(MESSAGE);",
        ["ResponseObject"] = "return BadRequest(new { error = MESSAGE });",
        ["StatusCode"] = "return StatusCode(502, MESSAGE);",
        ["Problem"] = "return Problem(detail: MESSAGE);",
        ["Redirect"] = """return Redirect("/login?error=" + MESSAGE);""",
        ["RedirectToAction"] = """return RedirectToAction("Login", new { error = MESSAGE });""",
        ["TempData"] = """TempData["Error"] = MESSAGE;""",
        ["ViewBag"] = "ViewBag.Error = MESSAGE;",
        ["Member"] = "ErrorMessage = MESSAGE;",
        ["Result"] = "return Ok(new LoginResult { Ok = false, Error = MESSAGE });",
        ["Factory"] = "return Ok(LoginResult.Fail(MESSAGE));",
        ["Model"] = """ModelState.AddModelError("", MESSAGE);""",
    };

    /// <summary>Values in a callback that are an OAuth error.</summary>
    private static readonly Dictionary<string, string> Values = new()
    {
        ["Parameter"] = "error",
        ["Description"] = "error_description",
        ["Query"] = """(string?)Request.Query["error_description"]""",
        ["QueryCode"] = """Request.Query["error"].ToString()""",
        ["Form"] = """Request.Form["error_description"].ToString()""",
    };

    public static TheoryData<string, string> WordsAndPlaces() => Pairs(Words.Keys, Places.Keys);

    public static TheoryData<string, string> ValuesAndPlaces() => Pairs(Values.Keys, Places.Keys);

    [Theory]
    [MemberData(nameof(WordsAndPlaces))]
    public Task WordedParameter_Triggers(string words, string place) =>
        Triggers(ErrorSample.Callback(Place(place, Words[words].Trim().Replace("VALUE", "error", StringComparison.Ordinal))));

    [Theory]
    [MemberData(nameof(ValuesAndPlaces))]
    public Task CallbackValue_Triggers(string value, string place) =>
        Triggers(ErrorSample.Callback($"var given = {Values[value]};\n_ = Request.Query[\"code\"];\n{Place(place, "given!")}"));

    [Theory]
    [InlineData("""throw new InvalidOperationException([|$"Slack: {body}"|]);""")]
    [InlineData("""throw new InvalidOperationException([|"Slack: " + body|]);""")]
    [InlineData("""throw new InvalidOperationException([|body|]);""")]
    [InlineData("""throw new InvalidOperationException([|$"Slack: {await response.Content.ReadAsStringAsync()}"|]);""")]
    [InlineData("""logger.LogError("Slack answered {Status}: {Body}", response.StatusCode, [|body|]);""")]
    [InlineData("""if (!response.IsSuccessStatusCode) { logger.LogInformation("{Body}", [|body|]); }""")]
    [InlineData("""if (!response.IsSuccessStatusCode) Console.WriteLine([|body|]);""")]
    [InlineData("""try { JsonDocument.Parse(body); } catch { Console.WriteLine([|body|]); }""")]
    [InlineData("""var accessToken = body.Trim(); if (string.IsNullOrEmpty(accessToken)) { Console.WriteLine([|body|]); return default; }""")]
    [InlineData("""if (response.IsSuccessStatusCode == false) Console.WriteLine([|body|]);""")]
    [InlineData("""if (response.IsSuccessStatusCode is false) Console.WriteLine([|body|]);""")]
    [InlineData("""if (response.StatusCode != HttpStatusCode.OK) Console.WriteLine([|body|]);""")]
    [InlineData("""if (response.StatusCode == HttpStatusCode.BadRequest) Console.WriteLine([|body|]);""")]
    [InlineData("""if ((int)response.StatusCode >= 400) Console.WriteLine([|body|]);""")]
    [InlineData("""if (response.IsSuccessStatusCode) { } else { Console.WriteLine([|body|]); }""")]
    [InlineData("""if (response.IsSuccessStatusCode) { return body; } Console.WriteLine([|body|]);""")]
    [InlineData("""if (response.IsSuccessStatusCode && form != null) { return body; } Console.WriteLine([|body|]);""")]
    [InlineData("""if (body.Contains("access_token")) { return body; } else { Console.WriteLine([|"Received: " + body|]); }""")]
    [InlineData("""if (body.Contains("\"access_token\"")) { return body; } Console.WriteLine([|"Received: " + body|]);""")]
    [InlineData("""if (body.Contains("invalid_grant")) { Console.WriteLine([|"Received: " + body|]); }""")]
    [InlineData("""Console.WriteLine([|"Token exchange failed: " + body|]);""")]
    [InlineData("""Console.Error.WriteLine([|$"Error {(int)response.StatusCode} {body}"|]);""")]
    [InlineData("""return new Outcome { Error = "exchange_failed", ErrorDescription = [|body|] };""")]
    [InlineData("""if (!response.IsSuccessStatusCode) { return Outcome.Fail([|body|]); }""")]
    [InlineData("""if (!response.IsSuccessStatusCode) { return [|$"Slack: {body}"|]; }""")]
    [InlineData("""if (!response.IsSuccessStatusCode) { return (false, [|"Slack: " + body|]); }""")]
    [InlineData("""var message = [|$"Slack failed: {body}"|]; logger.LogError(message); throw new InvalidOperationException(message);""")]
    [InlineData("""var text = body; text = text.Trim(); throw new InvalidOperationException([|text|]);""")]
    [InlineData("""throw response.IsSuccessStatusCode ? new Exception("none") : new Exception([|body|]);""")]
    [InlineData("""_ = response.IsSuccessStatusCode ? body : throw new Exception([|body|]);""")]
    public Task Body_Triggers(string statements) => VerifyCS.VerifyAsync(ErrorSample.Exchange(statements));

    [Theory]
    [InlineData("""logger.LogInformation("Slack answered: {Body}", body);""")]
    [InlineData("""Console.WriteLine(body);""")]
    [InlineData("""if (response.IsSuccessStatusCode) { Console.WriteLine(body); }""")]
    [InlineData("""if (body.Contains("access_token")) { Console.WriteLine("Received: " + body); }""")]
    [InlineData("""if (!body.Contains("invalid_grant")) { Console.WriteLine("Received: " + body); }""")]
    [InlineData("""if (body.Contains("team")) { Console.WriteLine("Received: " + body); }""")]
    [InlineData("""if (!response.IsSuccessStatusCode) { return body; }""")]
    [InlineData("""if (!response.IsSuccessStatusCode) { return (false, body); }""")]
    [InlineData("""if (!response.IsSuccessStatusCode) { throw new InvalidOperationException($"Slack answered {response.StatusCode}"); }""")]
    [InlineData("""if (!response.IsSuccessStatusCode) { throw new InvalidOperationException($"Slack answered {(int)response.StatusCode} {response.ReasonPhrase}"); }""")]
    [InlineData("""if (!response.IsSuccessStatusCode) { throw new InvalidOperationException("Slack failed"); }""")]
    [InlineData("""if (body.Contains("invalid_grant")) { throw new InvalidOperationException("Connect again"); }""")]
    [InlineData("""if (body.Length == 0) { throw new InvalidOperationException($"Slack sent {body.Length} characters"); }""")]
    [InlineData("""try { } catch (Exception error) { logger.LogError(error, "Slack failed: {Message}", error.Message); }""")]
    [InlineData("""throw new InvalidOperationException(Atom.OAuth.OAuthErrorMessage.Format("Slack", "invalid_grant", null));""")]
    [InlineData("""logger.LogError("Slack failed for {Form}", form);""")]
    public Task OtherWords_DoNotTrigger(string statements) => VerifyCS.VerifyAsync(ErrorSample.Exchange(statements));

    [Theory]
    [InlineData("""throw new Exception([|parsed!.ErrorDescription|]);""")]
    [InlineData("""throw new Exception([|$"{parsed!.Error} - {parsed.ErrorDescription}"|]);""")]
    [InlineData("""throw new Exception([|parsed?.Error ?? body|]);""")]
    [InlineData("""logger.LogWarning("Slack: {Error} {Description}", [|parsed!.Error|], parsed.ErrorDescription);""")]
    [InlineData("""return new Outcome { Error = parsed!.Error ?? "slack_error", ErrorDescription = [|parsed.ErrorDescription ?? body|] };""")]
    [InlineData("""return new Outcome { Message = [|parsed!.ErrorDescription|] };""")]
    [InlineData("""return new Outcome { Error = [|parsed!.Error + "!"|] };""")]
    [InlineData("""var message = parsed!.ErrorDescription; throw new Exception([|message|]);""")]
    [InlineData("""if (parsed is { Error: not null }) { Console.WriteLine([|"Slack: " + parsed.Error|]); }""")]
    public Task MemberOfAnAnswer_Triggers(string statements)
    {
        var token = ErrorSample.Exchange("var parsed = JsonSerializer.Deserialize<TokenResponse>(body);\n" + statements);
        var error = ErrorSample.Exchange("var parsed = JsonSerializer.Deserialize<ApiError>(body);\n" + statements);
        var read = ErrorSample.Exchange("var parsed = await response.Content.ReadFromJsonAsync<ApiError>(cancellationToken);\n" + statements);
        return Task.WhenAll(VerifyCS.VerifyAsync(token), VerifyCS.VerifyAsync(error), VerifyCS.VerifyAsync(read));
    }

    [Theory]
    [InlineData("""return new Outcome { Error = parsed!.Error, ErrorDescription = parsed.ErrorDescription };""")]
    [InlineData("""var outcome = new Outcome(); outcome.Error = parsed!.Error;""")]
    [InlineData("""throw new System.Net.Http.HttpRequestException(Words(parsed!.Error), new Exception(parsed.Error is null ? "none" : "some")); string Words(string? error) => "x";""")]
    [InlineData("""throw new ArgumentException(Words(parsed!.Error), parsed!.Error); string Words(string? error) => "x";""")]
    public Task PartThatIsHandedOn_DoesNotTrigger(string statements) =>
        VerifyCS.VerifyAsync(ErrorSample.Exchange("var parsed = JsonSerializer.Deserialize<TokenResponse>(body);\n" + statements));

    [Theory]
    [InlineData("""using var json = JsonDocument.Parse(body); throw new Exception([|json.RootElement.GetProperty("error").GetString()|]);""")]
    [InlineData("""using var json = JsonDocument.Parse(body); throw new Exception([|json.RootElement.GetProperty("error").GetProperty("message").GetString()|]);""")]
    [InlineData("""using var json = JsonDocument.Parse(body); if (json.RootElement.TryGetProperty("error_description", out var text)) { throw new Exception([|text.GetString()|]); }""")]
    [InlineData("""var json = Newtonsoft.Json.Linq.JObject.Parse(body); throw new Exception([|"Slack: " + json["error"]|]);""")]
    [InlineData("""var json = Newtonsoft.Json.Linq.JObject.Parse(body); throw new Exception([|$"Slack: {json["error"]?["message"]}"|]);""")]
    [InlineData("""var json = Newtonsoft.Json.Linq.JObject.Parse(body); throw new Exception([|json.Value<string>("error_description")|]);""")]
    [InlineData("""var json = JsonNode.Parse(body); throw new Exception([|(string?)json!["error"]|]);""")]
    [InlineData("""var json = JsonSerializer.Deserialize<JsonElement>(body); throw new Exception([|json.GetProperty("error").GetString()|]);""")]
    public Task KeyOfAnAnswer_Triggers(string statements) => VerifyCS.VerifyAsync(ErrorSample.Exchange("{ " + statements + " }"));

    [Theory]
    [InlineData("https://example.com/sms/send", "SendAsync")]
    [InlineData("https://api.example.com/v1/messages", "SendMessageAsync")]
    [InlineData("https://slack.com/api/chat.postMessage", "PostMessageAsync")]
    public Task AnswerOfAnotherApi_DoesNotTrigger(string url, string method) => VerifyCS.VerifyAsync(ErrorSample.Exchange(
        """
        var parsed = JsonSerializer.Deserialize<ApiError>(body);
        logger.LogError("Failed: {Body}", body);
        if (parsed!.Error is not null) { throw new Exception($"Failed: {parsed.Error} {parsed.ErrorDescription}"); }
        using var json = JsonDocument.Parse(body);
        throw new Exception(json.RootElement.GetProperty("error").GetString());
        """,
        url: url,
        method: method));

    [Theory]
    [InlineData("$\"{baseUrl}/me/accounts\"", false)]
    [InlineData("\"/me/accounts\"", false)]
    [InlineData("$\"search?q={baseUrl}\"", false)]
    [InlineData("$\"{baseUrl}/oauth/token\"", true)]
    [InlineData("\"/oauth/token\"", true)]
    public Task AnswerBelowABaseAddress_TriggersByItsPath(string url, bool isReported) => VerifyCS.VerifyAsync($$"""
        public class FacebookOAuthPages(HttpClient http, Microsoft.Extensions.Logging.ILogger logger)
        {
            public async Task<string> ReadAsync(string baseUrl, string accessToken)
            {
                http.DefaultRequestHeaders.Authorization = new("Bearer", accessToken);
                var response = await http.GetAsync({{url}});
                var body = await response.Content.ReadAsStringAsync();
                if (!response.IsSuccessStatusCode)
                {
                    throw new InvalidOperationException({{(isReported ? "[|$\"Facebook failed: {body}\"|]" : "$\"Facebook failed: {body}\"")}});
                }

                return body;
            }
        }
        """);

    [Theory]
    [InlineData("string? remoteError, string? returnUrl", "remoteError")]
    [InlineData("[FromQuery] string? error", "error")]
    [InlineData("string code, string errorMessage", "errorMessage")]
    [InlineData("[FromQuery(Name = \"error_description\")] string? errorDescription, string? error", "errorDescription")]
    public Task OtherParameters_Trigger(string parameters, string name) =>
        VerifyCS.VerifyAsync(ErrorSample.Callback($$"""if ({{name}} is not null) { return BadRequest([|{{name}}|]); }""", parameters: parameters));

    [Theory]
    [InlineData("void Report(string error) => logger.LogError(\"{Error}\", error);")]
    [InlineData("void Report(int code, string error) => logger.LogError(\"{Error}\", error);")]
    [InlineData("void Report(Exception error, string state) => logger.LogError(\"{Error}\", error);")]
    [InlineData("IActionResult Fail(string message) => BadRequest(message);")]
    [InlineData("void Show() => logger.LogError(\"{Error}\", TempData[\"error\"]);")]
    [InlineData("void Show() => logger.LogError(\"{Error}\", ErrorMessage);")]
    public Task OtherErrors_DoNotTrigger(string member) => VerifyCS.VerifyAsync(ErrorSample.Callback("", members: member));

    [Theory]
    [InlineData("""if (error == "access_denied") { return BadRequest("You denied access"); }""")]
    [InlineData("""if (!string.IsNullOrEmpty(error)) { logger.LogWarning("The user denied access"); }""")]
    [InlineData("""if (error is "access_denied" or "consent_required") { return Redirect("/login?error=denied"); }""")]
    [InlineData("""logger.LogWarning(error == "access_denied" ? "denied" : "failed");""")]
    [InlineData("""return BadRequest(Atom.OAuth.OAuthErrorMessage.Format("Slack", error, error_description));""")]
    [InlineData("""var message = Atom.OAuth.OAuthErrorMessage.Format("Slack", error, error_description); logger.LogWarning(message); return BadRequest(message);""")]
    public Task ErrorThatIsNotShown_DoesNotTrigger(string statements) => VerifyCS.VerifyAsync(ErrorSample.Callback(statements));

    [Theory]
    [InlineData("string Describe(string error, string? error_description) => $\"{error}: {error_description}\";")]
    [InlineData("string Describe(string error, string? error_description) { return error + \": \" + error_description; }")]
    [InlineData("Exception ToException(string error, string? error_description) => new InvalidOperationException($\"{error}: {error_description}\");")]
    [InlineData("void ThrowOnError(string error, string? error_description) => throw new InvalidOperationException($\"{error}: {error_description}\");")]
    [InlineData("async Task EnsureSuccessAsync(HttpResponseMessage token) { if (!token.IsSuccessStatusCode) { throw new Exception($\"OAuth failed: {await token.Content.ReadAsStringAsync()}\"); } }")]
    public Task FormatterOfTheUsers_DoesNotTrigger(string formatter) => VerifyCS.VerifyAsync(ErrorSample.Callback("", members: formatter));

    [Fact]
    public Task WordsOfTheUsersFormatter_DoNotTrigger() => VerifyCS.VerifyAsync(ErrorSample.Callback(
        """
        if (error is not null) { logger.LogWarning(Describe(error, error_description)); return BadRequest(Describe(error, error_description)); }
        """,
        members: "private static string Describe(string error, string? description) => error + description;"));

    [Fact]
    public Task MessageOfTheStateParser_DoesNotTrigger() => VerifyCS.VerifyAsync(ErrorSample.Callback(
        "if (!Parsed!.IsValid) { logger.LogWarning(Parsed.Error); return BadRequest(Parsed.Error); }",
        members: "private Atom.OAuth.OAuthStateResult? Parsed { get; set; }"));

    [Fact]
    public Task FormatterOfTheOption_DoesNotTrigger() => VerifyCS.VerifyAsync(
        ErrorSample.Callback(
            "if (error is not null) { ShowError(error); Show(error, \"\"); }",
            members: "private void Show(string error, string description) { Console.WriteLine($\"{error}: {description}\"); } private void ShowError(string oauth) { }"),
        ("atom_oauth.error_formatter_methods", "M:SlackOAuthController.ShowError(System.String)|SlackOAuthController.Show"));

    [Fact]
    public Task WithoutTheOption_Triggers() => VerifyCS.VerifyAsync(ErrorSample.Callback(
        "if (error is not null) { ShowError([|error|]); }",
        members: "private void Show(string error, string description) { Console.WriteLine([|$\"{error}: {description}\"|]); } private void ShowError(string oauth) { }"));

    [Theory]
    [InlineData("public AuthException(string? error, string? state) { Error = error; State = state; }", false)]
    [InlineData("public AuthException(string? error, string? state) : base(error) { State = state; }", true)]
    [InlineData("public AuthException(string? error, string? state) { Error = \"OAuth: \" + error; State = state; }", true)]
    [InlineData("public AuthException(string? error, string? state) { Error = error; State = state; } public override string Message => Error!;", true)]
    public Task ExceptionThatKeepsThePartsInMembers_WordsNothing(string constructor, bool isReported) => VerifyCS.VerifyAsync(
        ErrorSample.Callback(isReported ? "throw new AuthException([|error|], state);" : "throw new AuthException(error, state);")
        + $"\npublic sealed class AuthException : Exception {{ {constructor} public string? Error {{ get; set; }} public string? State {{ get; set; }} }}");

    [Theory]
    [InlineData("GetOpenIddictServerResponse", false)]
    [InlineData("GetOpenIddictClientResponse", true)]
    public Task AnswerOfAnAuthorizationServerItself_DoesNotTrigger(string method, bool isReported) => VerifyCS.VerifyAsync($$"""
        using Microsoft.AspNetCore.Mvc;

        public sealed class OpenIddictResponse { public string? Error { get; set; } public string? AccessToken { get; set; } public string? RefreshToken { get; set; } public string? TokenType { get; set; } }

        public class ErrorController : Controller
        {
            public IActionResult Error()
            {
                var response = {{method}}();
                return {{(isReported ? "Content([|\"OAuth: \" + response!.Error|])" : "Content(\"OAuth: \" + response!.Error)")}};
            }

            private static OpenIddictResponse? {{method}}() => null;
        }
        """);

    [Fact]
    public Task ErrorTypeThatWordsItself_DoesNotTrigger() => VerifyCS.VerifyAsync("""
        public sealed class TokenError
        {
            public string? Error { get; set; }
            public string? ErrorDescription { get; set; }
            public static void Verify(string json)
            {
                var parsed = JsonSerializer.Deserialize<TokenError>(json)!;
                if (parsed.Error is not null) { throw new Exception($"{parsed.Error}: {parsed.ErrorDescription}"); }
            }
            public override string ToString() => $"{Error}: {ErrorDescription}";
        }

        public sealed class OAuthException(string error, string? error_description) : Exception($"{error}: {error_description}")
        {
            public override string ToString() => $"{error} {error_description}";
        }
        """);

    [Theory]
    [InlineData("app.MapGet(\"/oauth/callback\", (string? code, string? error) => error is null ? Results.Ok() : Results.BadRequest([|$\"Slack: {error}\"|]));")]
    [InlineData("app.MapGet(\"/oauth/callback\", async (HttpContext context) => { _ = context.Request.Query[\"code\"]; await context.Response.WriteAsync([|\"Slack: \" + context.Request.Query[\"error\"]|]); });")]
    [InlineData("app.MapGet(\"/oauth/callback\", (string? code, string? error) => { if (error != null) { return Results.Content([|error|]); } return Results.Ok(); });")]
    public Task MinimalApi_Triggers(string statement) => VerifyCS.VerifyAsync($$"""
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Routing;

        public static class OAuthEndpoints
        {
            public static void Map(IEndpointRouteBuilder app)
            {
                {{statement}}
            }
        }
        """);

    [Fact]
    public Task TopLevelStatements_Trigger() => VerifyCS.VerifyProgramAsync("""
        using var http = new HttpClient();
        using var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", null);
        var body = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
        {
            Console.Error.WriteLine([|$"Slack: {body}"|]);
        }
        """);

    [Fact]
    public Task Lambda_LocalFunction_AndHelper_Trigger() => VerifyCS.VerifyAsync(ErrorSample.Exchange(
        """
        Func<Task> fail = async () => throw new Exception([|await response.Content.ReadAsStringAsync()|]);
        void Log() { logger.LogError("{Body}", [|body|]); }
        var text = await PostAsync(form);
        throw new Exception([|$"Slack failed: {text}"|]);
        """,
        members: "private async Task<string> PostAsync(HttpContent form) => await (await http.PostAsync(\"https://slack.com/api/oauth.v2.access\", form)).Content.ReadAsStringAsync();"));

    [Fact]
    public Task ResultOfAnExchange_Triggers() => VerifyCS.VerifyAsync(ErrorSample.Exchange(
        """
        var exchanged = await ExchangeCodeAsync("");
        if (!exchanged.ok) { throw new Exception([|$"Slack: {exchanged.error}"|]); }
        var (ok, error) = await ExchangeCodeAsync("");
        if (!ok) { logger.LogError("Slack: {Error}", [|error|]); }
        """,
        members: "private Task<(bool ok, string? error)> ExchangeCodeAsync(string code) => Task.FromResult((true, (string?)null));"));

    [Fact]
    public Task ReusedVariable_IsJudgedByItsLastValue() => VerifyCS.VerifyAsync(ErrorSample.Exchange(
        """
        var text = body;
        text = "Slack failed";
        throw new Exception(text);
        """));

    [Fact]
    public Task TestCode_IsLeftAlone() => VerifyCS.VerifyAsync(
        ErrorSample.Callback("return BadRequest(error);").Replace(
            "public class Slack", "namespace My.Tests;\n\npublic class Slack", StringComparison.Ordinal));

    [Fact]
    public Task GeneratedCode_IsLeftAlone() =>
        VerifyCS.VerifyAsync(("Callback.g.cs", "// <auto-generated/>\n#nullable enable\n" + ErrorSample.Callback("return BadRequest(error);")));

    [Theory]
    [InlineData("return BadRequest(error")]
    [InlineData("throw new ($\"{error}\")")]
    [InlineData("logger.LogWarning(\"\", error, );")]
    [InlineData("Undefined.Show(error?.Undefined[0]?.X(), error!.Y);")]
    [InlineData("var error_ = error_; throw new Exception(error_);")]
    [InlineData("string a = b, b = a; throw new Exception(a + b + error.);")]
    [InlineData("return BadRequest(Request.Query[].ToString());")]
    [InlineData("throw new Exception(JsonSerializer.Deserialize<LoginResult>().Error);")]
    [InlineData("throw new Exception(JsonNode.Parse()[\"error\"]);")]
    [InlineData("throw new Exception(error[..]);")]
    [InlineData("throw new Exception($\"{}\");")]
    public async Task CodeThatDoesNotCompile_DoesNotThrow(string statements)
    {
        var test = VerifyCS.Test(ErrorSample.Callback(statements)) with { AllowErrors = true };

        Assert.All(await test.RunAsync(), static report => Assert.Equal("ATOM004", report.Id));
    }

    [Fact]
    public async Task Message_NamesProviderAndWhatToDo()
    {
        var callback = VerifyCS.Test(ErrorSample.Callback("return BadRequest(error);"));
        var exchange = VerifyCS.Test(ErrorSample.Exchange("throw new Exception(body);"));

        Assert.Equal(
            "Slack's OAuth error message is built by hand; call OAuthErrorMessage.Format",
            Assert.Single(await callback.RunAsync()).GetMessage(null));
        Assert.StartsWith("Slack's response is shown unchanged", Assert.Single(await exchange.RunAsync()).GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "return BadRequest(error);", "OAuth error message is built by hand; call OAuthErrorMessage.Format")]
    [InlineData(false, "return BadRequest(error);", "OAuth error message is built by hand; add the package Atom.OAuth.Runtime and call OAuthErrorMessage.Format")]
    [InlineData(true, "throw new Exception(await new HttpClient().GetStringAsync(\"https://slack.com/api/oauth.v2.access\"));", "response is shown unchanged, and may contain tokens or markup; read it with OAuthTokenResponse.ReadAsync and show the failure's Message")]
    [InlineData(true, "throw new Exception(error + await new HttpClient().GetStringAsync(\"https://slack.com/api/oauth.v2.access\"));", "OAuth error message is built by hand; call OAuthErrorMessage.Format")]
    [InlineData(false, "throw new Exception(await new HttpClient().GetStringAsync(\"https://slack.com/api/oauth.v2.access\"));", "response is shown unchanged, and may contain tokens or markup; add the package Atom.OAuth.Runtime, read it with OAuthTokenResponse.ReadAsync and show the failure's Message")]
    public async Task Message_SaysWhatToDo_WithAndWithoutTheRuntime(bool hasRuntime, string statement, string end)
    {
        var test = VerifyCS.Test(ErrorSample.Callback(statement).Replace(
            "public IActionResult Callback", "public async Task<IActionResult> Callback", StringComparison.Ordinal));
        var report = Assert.Single(await (hasRuntime ? test : test with { References = TestReferences.WithoutRuntime }).RunAsync());

        Assert.Equal("Slack's " + end, report.GetMessage(null));
    }

    private static string Place(string place, string message) => Places[place].Replace("MESSAGE", message, StringComparison.Ordinal);

    private static async Task Triggers(string source)
    {
        var reports = await VerifyCS.ReportsAsync(source);

        Assert.Equal("ATOM004", Assert.Single(reports).Id);
    }

    private static TheoryData<string, string> Pairs(IEnumerable<string> first, IEnumerable<string> second)
    {
        var pairs = new TheoryData<string, string>();
        foreach (var (one, other) in first.SelectMany(one => second.Select(other => (one, other))))
        {
            pairs.Add(one, other);
        }

        return pairs;
    }
}
