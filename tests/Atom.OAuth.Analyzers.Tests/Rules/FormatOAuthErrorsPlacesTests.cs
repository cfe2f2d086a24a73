using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.FormatOAuthErrorsAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM004: what the value is bound to, and the page or URL that is composed with it.</summary>
public sealed class FormatOAuthErrorsPlacesTests
{
    [Theory]
    [InlineData("return Redirect(Links.GetErrorUrl(HttpContext, [|error_description|]));", true)]
    [InlineData("return Redirect(Links.GetFailurePage(HttpContext, [|error_description|]));", true)]
    [InlineData("return Redirect(Links.GetHelpUrl(HttpContext, error_description));", false)]
    [InlineData("Respond([|$\"<p>Slack said {error}</p>\"|]);", true)]
    public Task WordsForAPlaceOfTheApplicationsOwn(string statement, bool isReported) => VerifyCS.VerifyAsync(
        ErrorSample.Callback(
            isReported ? statement : statement.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal),
            members: """
                private void Respond(string page) { }

                private static class Links
                {
                    public static string GetErrorUrl(HttpContext context, string? reason) => "/done?reason=" + reason;
                    public static string GetFailurePage(HttpContext context, string? reason) => "/done?reason=" + reason;
                    public static string GetHelpUrl(HttpContext context, string? topic) => "/help?topic=" + topic;
                }
                """));

    /// <summary>What a bot writes to a user, and a hub to its browsers.</summary>
    [Theory]
    [InlineData("SendTextMessage([|$\"Slack said {error}\"|]); return Ok();")]
    [InlineData("ReplyToUser([|$\"Slack said {error}\"|]); return Ok();")]
    [InlineData("FollowUp([|$\"Slack said {error}\"|]); return Ok();")]
    [InlineData("_ = Clients.SendAsync(\"failed\", [|$\"Slack said {error}\"|]); return Ok();")]
    [InlineData("_ = Mails.SendAsync(\"failed\", $\"Slack said {error}\"); return Ok();")]
    [InlineData("Pass($\"Slack said {error}\"); return Ok();")]
    [InlineData("_ = Clients.SendAsync(\"failed\", error, error_description); return Ok();")]
    [InlineData("_ = Clients.SendAsync(this, $\"Slack said {error}\"); return Ok();")]
    [InlineData("_ = DeadLetters.SendMessageAsync(error); return Ok();")]
    [InlineData("_ = DeadLetters.SendMessageAsync($\"Slack said {error}\"); return Ok();")]
    [InlineData("_ = Bot.SendMessageAsync([|error|]); return Ok();")]
    [InlineData("_ = Bot.SendMessageAsync([|$\"Slack said {error}\"|]); return Ok();")]
    [InlineData("ScheduleFollowUp($\"Slack said {error}\"); return Ok();")]
    [InlineData("FollowUp(error); return Ok();")]
    public Task MessageToAUser(string statements) => VerifyCS.VerifyAsync(ErrorSample.Callback(
        statements,
        """
        public dynamic Clients => this;
        public dynamic Mails => this;
        private void SendTextMessage(string text) { }
        private void ReplyToUser(string text) { }
        public dynamic Bot => this;
        public dynamic DeadLetters => this;
        private void FollowUp(string? text) { }
        private void ScheduleFollowUp(string text) { }
        private void Pass(string text) { }
        """));

    /// <summary>An object of any name that a method returns instead of its result.</summary>
    [Theory]
    [InlineData("if (!response.IsSuccessStatusCode) { return new Refused([|$\"Slack refused: {body}\"|]); }")]
    [InlineData("if (!response.IsSuccessStatusCode) { return new Refused(body); }")]
    [InlineData("if (!response.IsSuccessStatusCode) { var refused = new Refused($\"Slack refused: {body}\"); }")]
    [InlineData("return new Refused($\"Slack: {body}\");")]
    [InlineData("if (!response.IsSuccessStatusCode) { return new StringContent($\"Slack refused: {body}\"); }")]
    [InlineData("if (!response.IsSuccessStatusCode) { return new CacheKey($\"Slack refused: {body}\"); }")]
    [InlineData("if (!response.IsSuccessStatusCode) { return new Uri($\"https://example.com/back?why={body}\"); }")]
    [InlineData("if (!response.IsSuccessStatusCode) { return new Refused($\"/back?error={body}\"); }")]
    public Task ObjectThatIsReturnedOnFailure(string statements) => VerifyCS.VerifyAsync(ErrorSample.Exchange(
        statements, members: "private sealed record Refused(string Why); private sealed record CacheKey(string Why);"));

    /// <summary>A text that is put together in many steps takes no time.</summary>
    [Fact(Timeout = 30_000)]
    public Task WordsInManySteps() => VerifyCS.VerifyAsync(ErrorSample.Callback(
        "var text = [|\"Slack said \" + error|]; "
            + string.Concat(Enumerable.Range(0, 60).Select(static step => $"if (state == \"{step}\") {{ text = text + \" {step}\"; }} "))
            + "throw new InvalidOperationException(text);"));

    [Theory]
    [InlineData("return Content(BuildPage(\"Failed\", [|$\"Slack said {error}\"|]), \"text/html\");")]
    [InlineData("return Content(error is null ? \"ok\" : BuildPage(\"Failed\", [|\"Slack said \" + error|]), \"text/html\");")]
    [InlineData("return Redirect(BuildUrl(\"failed\", [|error|]));")]
    [InlineData("return Redirect(error is null ? \"/\" : BuildErrorUrl(\"denied\", [|$\"{error}: {error_description}\"|]));")]
    public Task WordsGivenToABuilderOfAPage_Trigger(string statement) => VerifyCS.VerifyAsync(ErrorSample.Callback(
        statement,
        """
        private static string BuildPage(string title, string text) => "<h1>" + title + "</h1>" + text;
        private static string BuildUrl(string status, string? reason) => "/done?status=" + status + "&reason=" + reason;
        private static string BuildErrorUrl(string status, string? reason) => "/done?status=" + status + "&reason=" + reason;
        """));

    /// <summary>A failure event of the type itself shows its text to the subscribers.</summary>
    [Theory]
    [InlineData("AuthFailed?.Invoke([|$\"Slack said {error}\"|]); return Ok();")]
    [InlineData("this.OnError.Invoke([|$\"Slack said {error}\"|]); return Ok();")]
    [InlineData("Finished?.Invoke($\"Slack said {error}\"); return Ok();")]
    [InlineData("AuthFailed?.Invoke($\"Slack said {state}\"); return Ok();")]
    public Task EventThatTellsAFailure(string statements) => VerifyCS.VerifyAsync(ErrorSample.Callback(
        statements,
        """
        public event Action<string>? AuthFailed;
        public event Action<string>? Finished;
        public Action<string> OnError = static _ => { };
        """));

    /// <summary>A method that only tests whether there is an error shows its own texts.</summary>
    [Theory]
    [InlineData("string.IsNullOrEmpty(text) ? \"done\" : \"failed\"", false)]
    [InlineData("text == null ? \"done\" : \"failed\"", false)]
    [InlineData("text is null ? \"done\" : \"failed\"", false)]
    [InlineData("text is { } told ? told : \"done\"", true)]
    [InlineData("text ?? \"done\"", true)]
    [InlineData("string.IsNullOrEmpty(text) ? \"done\" : text", true)]
    [InlineData("Shorten(text)", true)]
    public Task ErrorThatIsOnlyAskedFor(string page, bool isReported) => VerifyCS.VerifyAsync(ErrorSample.Callback(
        $"RespondToBrowser(Response, {(isReported ? "[|error|]" : "error")});",
        $$"""
        private static void RespondToBrowser(HttpResponse response, string? text) => response.Headers["Page"] = {{page}};
        private static string Shorten(string? text) => text + "";
        """));

    /// <summary>A result object whose constructor takes the text.</summary>
    [Theory]
    [InlineData("return Done(new CommonResponse<string>(400, [|$\"Slack said {error}\"|]));")]
    [InlineData("return Done(new CommonResponse<string>(400, [|\"Slack said \" + error|]));")]
    [InlineData("var message = [|$\"Slack said {error}\"|]; return Done(new CommonResponse<string>(400, message));")]
    [InlineData("return Done(new CommonResult(400, [|$\"Slack said {error}\"|]));")]
    [InlineData("return Done(new CommonOutcome(400, [|$\"Slack said {error}\"|]));")]
    [InlineData("return Done(new CommonResponse<string>(400, error));")]
    [InlineData("return Done(new CommonResponse<string>(400, $\"Slack said {state}\"));")]
    [InlineData("return Done(new CommonRequest(400, $\"Slack said {error}\"));")]
    public Task OutcomeThatIsCreatedWithTheWords(string statement) => VerifyCS.VerifyAsync(
        ErrorSample.Callback(statement, "private IActionResult Done(object outcome) => Ok(outcome);")
        + """

        public sealed record CommonResponse<T>(int Status, string? Message);
        public sealed record CommonResult(int Status, string? Message);
        public sealed record CommonOutcome(int Status, string? Message);
        public sealed record CommonRequest(int Status, string? Message);
        """);

    [Theory]
    [InlineData("if (!response.IsSuccessStatusCode) { return new CommonResponse<string>(400, [|$\"Body: {body}\"|]); }")]
    [InlineData("return new CommonResponse<string>(400, [|$\"Exchange failed: {body}\"|]);")]
    [InlineData("return new CommonResponse<string>(200, $\"Body: {body}\");")]
    public Task OutcomeThatIsCreatedWithTheAnswer_Triggers_OnFailure(string statement) => VerifyCS.VerifyAsync(
        ErrorSample.Exchange(statement) + "\npublic sealed record CommonResponse<T>(int Status, string? Message);");

    /// <summary>An argument that is named after a message; a part that is passed on under its own name becomes one later.</summary>
    [Theory]
    [InlineData("return Done(new LinkResult(false, ErrorDetail: [|error_description ?? \"none\"|]));")]
    [InlineData("return Done(new LinkResult(false, Nickname: error_description));")]
    [InlineData("return Done(new LinkResult(false, ErrorDescription: Request.Query[\"error_description\"]));")]
    [InlineData("return Done(new LinkState(false, ErrorDetail: error_description));")]
    [InlineData("return Done(new LinkResult(false, ErrorCode: error, ErrorDetail: Wording.Of(error)));")]
    public Task OutcomeWithANamedMessage(string statement) => VerifyCS.VerifyAsync(
        ErrorSample.Callback(statement, "private IActionResult Done(object outcome) => Ok(outcome);")
        + """

        public sealed record LinkResult(bool Linked, string? ErrorDetail = null, string? ErrorDescription = null, string? Nickname = null, string? ErrorCode = null);
        public sealed record LinkState(bool Linked, string? ErrorDetail = null);
        public static class Wording { public static string Of(string? error) => error == "access_denied" ? "denied" : "failed"; }
        """);

    /// <summary>A method of the application that redirects is given the whole URL, or the parts that it words itself.</summary>
    [Theory]
    [InlineData("return CreateRedirectResponse(HttpContext, [|\"https://example.com/failed?reason=\" + error|]);")]
    [InlineData("return RedirectWithReason(HttpContext, [|$\"/failed?reason={error}\"|]);")]
    [InlineData("return CreateRedirectResponse(HttpContext, error);")]
    [InlineData("return CreateRedirectResponse(HttpContext, \"/failed?state=\" + state);")]
    [InlineData("CheckRedirectTarget(HttpContext, \"/failed?reason=\" + error);")]
    public Task OwnRedirect(string statement) => VerifyCS.VerifyAsync(ErrorSample.Callback(
        statement,
        """
        private static IActionResult CreateRedirectResponse(HttpContext context, string? url) => new RedirectResult(context.Request.PathBase + url);
        private static IActionResult RedirectWithReason(HttpContext context, string? url) => new RedirectResult(context.Request.PathBase + url);
        private static void CheckRedirectTarget(HttpContext context, string? url) => context.Items["checked"] = url;
        """));

    [Theory]
    [InlineData("return Html(false, [|$\"Slack said {error}\"|]);")]
    [InlineData("return Keep(false, $\"Slack said {error}\");")]
    [InlineData("return Ok(Mail.Html($\"Slack said {error}\").Length > 9);")]
    public Task OwnPage(string statement) => VerifyCS.VerifyAsync(ErrorSample.Callback(
        statement,
        """
        private static IActionResult Html(bool success, string text) => new OkObjectResult((success, text));
        private static IActionResult Keep(bool success, string text) => new OkObjectResult((success, text));
        private static class Mail { public static string Html(string text) => $"<p>{text}</p>"; }
        """));

    /// <summary>A method that returns a text words the error, but an action shows it.</summary>
    [Theory]
    [InlineData("[Microsoft.AspNetCore.Mvc.HttpGet]", "[|error|]")]
    [InlineData("[Obsolete]", "error")]
    public Task ActionThatReturnsAText(string attribute, string logged) => VerifyCS.VerifyAsync($$"""
        public sealed class SpotifyController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            {{attribute}}
            public string? Callback(string code, string state, string error)
            {
                if (error != null)
                {
                    Console.WriteLine({{logged}});
                    return null;
                }

                return code + state;
            }
        }
        """);

    /// <summary>A helper of the project reads a member of the response by its key.</summary>
    [Theory]
    [InlineData("https://oauth2.googleapis.com/token", "[|$\"Google said {Field(json, \"error\")}\"|]")]
    [InlineData("https://oauth2.googleapis.com/token", "[|Field(json, \"error_description\") ?? \"unknown\"|]")]
    [InlineData("https://oauth2.googleapis.com/token", "$\"Google said {Field(json, \"title\")}\"")]
    [InlineData("https://www.googleapis.com/drive/v3/files", "$\"Google said {Field(json, \"error\")}\"")]
    public Task KeyGivenToAHelper(string url, string message) => VerifyCS.VerifyAsync($$"""
        public sealed class DriveClient(HttpClient http)
        {
            public async Task<string> LoadAsync(HttpContent form)
            {
                using var response = await http.PostAsync("{{url}}", form);
                var json = await ReadJsonAsync(response, CancellationToken.None).ConfigureAwait(false);
                if (!response.IsSuccessStatusCode)
                {
                    throw new InvalidOperationException({{message}});
                }

                return "";
            }

            private static async Task<JsonElement> ReadJsonAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
                await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);

            private static string? Field(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
        }
        """);

    /// <summary>Setting the Location header redirects like a method of the framework.</summary>
    [Theory]
    [InlineData("Response.Headers.Add(\"Location\", [|$\"/done?error={Uri.EscapeDataString(error ?? \"cancelled\")}\"|]);")]
    [InlineData("Response.Headers.Append(\"location\", [|\"/done?error=\" + error|]);")]
    [InlineData("Response.Headers.Append(Microsoft.Net.Http.Headers.HeaderNames.Location, [|\"/done?error=\" + error|]);")]
    [InlineData("Response.Headers[\"Location\"] = [|$\"/done?error={error}\"|];")]
    [InlineData("Response.Headers.Location = [|$\"/done?error={error}\"|];")]
    [InlineData("Response.Headers.Append(\"Location\", $\"/done?state={state}\");")]
    [InlineData("Response.Headers.Append(\"Trace\", $\"/done?error={error}\");")]
    [InlineData("Response.Headers[\"Trace\"] = $\"/done?error={error}\";")]
    [InlineData("var kept = new Dictionary<string, string>(); kept[\"Location\"] = $\"/done?error={error}\";")]
    public Task HeaderThatSendsTheBrowserOn(string statement) => VerifyCS.VerifyAsync(ErrorSample.Callback(statement));

    [Theory]
    [InlineData("return Redirect(GetReturnUrl(error));")]
    [InlineData("return Redirect(BuildUrl(\"failed\", state));")]
    [InlineData("return BadRequest(Describe(error));")]
    public Task OtherCall_DoesNotTrigger(string statement) => VerifyCS.VerifyAsync(ErrorSample.Callback(
        statement,
        """
        private static string GetReturnUrl(string? reason) => "/";
        private static string BuildUrl(string status, string? reason) => "/done?status=" + status + "&reason=" + reason;
        private static string Describe(string? reason) => "Slack: " + reason;
        """));

    [Theory]
    [InlineData("var (a, b, c) = (Request.Query[\"code\"].ToString(), Request.Query[\"state\"].ToString(), Request.Query[\"error\"].ToString()); return BadRequest([|$\"Slack OAuth failed: {c}\"|]);")]
    [InlineData("string a, c; (a, c) = (Request.Query[\"code\"].ToString(), Request.Query[\"error\"].ToString()); return BadRequest([|$\"Slack OAuth failed: {c}\"|]);")]
    [InlineData("return error switch { null => Ok(), \"access_denied\" => Redirect(\"/denied\"), var e => BadRequest([|$\"Slack OAuth failed: {e}\"|]) };")]
    [InlineData("switch (error) { case null: return Ok(); case var e: return BadRequest([|$\"Slack OAuth failed: {e}\"|]); }")]
    public Task ValueTakenApart_Triggers(string statements) => VerifyCS.VerifyAsync(ErrorSample.Callback(statements));

    [Theory]
    [InlineData("var (a, b, c) = (Request.Query[\"code\"].ToString(), Request.Query[\"error\"].ToString(), Request.Query[\"state\"].ToString()); return BadRequest($\"Slack OAuth failed: {c}\");")]
    [InlineData("return state switch { null => Ok(), var e => BadRequest($\"Slack OAuth failed: {e}\") };")]
    public Task OtherValueTakenApart_DoesNotTrigger(string statements) => VerifyCS.VerifyAsync(ErrorSample.Callback(statements));

    [Theory]
    [InlineData("string? code, string? state, [FromQuery(Name = \"error\")] string? slackError", "BadRequest([|$\"Slack: {slackError}\"|])")]
    [InlineData("string? code, string? error, [FromQuery(Name = \"error_description\")] string? reason", "Content([|$\"<p>Slack: {error} {reason}</p>\"|], \"text/html\")")]
    [InlineData("string? code, string? state, [FromQuery(Name = \"mistake\")] string? error", "BadRequest($\"Slack: {error}\")")]
    public Task Parameter_HasTheNameOfItsAttribute(string parameters, string result) =>
        VerifyCS.VerifyAsync(ErrorSample.Callback($"return {result};", parameters: parameters));

    [Theory]
    [InlineData("SupplyParameterFromQuery(Name = \"error\")", "_message = [|$\"Slack said {SlackError}\"|];")]
    [InlineData("SupplyParameterFromQuery(Name = \"error_description\")", "_message = [|$\"Slack said {SlackError}\"|];")]
    [InlineData("SupplyParameterFromQuery(Name = \"failure\")", "_message = $\"Slack said {SlackError}\";")]
    [InlineData("Obsolete", "_message = $\"Slack said {SlackError}\";")]
    public Task PropertyOfAComponent_IsTheQuerys(string attribute, string statement) => VerifyCS.VerifyAsync($$"""
        using Microsoft.AspNetCore.Components;

        public class SlackConnected : ComponentBase
        {
            private string? _message; // of the OAuth error

            [SupplyParameterFromQuery(Name = "code")]
            public string? Code { get; set; }

            [{{attribute}}]
            public string? SlackError { get; set; }

            protected override void OnInitialized() { {{statement}} _ = _message; }
        }
        """);

    [Theory]
    [InlineData("await response.OutputStream.WriteAsync(buffer, 0, buffer.Length);")]
    [InlineData("response.OutputStream.Write(buffer, 0, buffer.Length);")]
    public Task PageOfAListener_Triggers(string write) => VerifyCS.VerifyAsync($$"""
        public class SlackLogin
        {
            public async Task WaitForCallbackAsync(System.Net.HttpListener listener)
            {
                var context = await listener.GetContextAsync();
                var response = context.Response;
                var query = context.Request.QueryString;
                var code = query["code"];
                var error = query["error"];
                string page;
                if (!string.IsNullOrEmpty(error))
                {
                    var safe = System.Net.WebUtility.HtmlEncode(error);
                    page = [|$"<html><p>Error: {safe}</p></html>"|];
                }
                else
                {
                    page = "<html><p>Connected</p></html>";
                }

                var buffer = System.Text.Encoding.UTF8.GetBytes(page);
                {{write}}
            }
        }
        """);

    [Theory]
    [InlineData("throw new Exception([|$\"Slack: {Cut(body, 500)}\"|]);")]
    [InlineData("if (!response.IsSuccessStatusCode) { logger.LogWarning(\"Token endpoint returned {Status}: {Body}\", response.StatusCode, [|Cut(body, 500)|]); }")]
    public Task BodyThatAHelperCuts_Triggers(string statement) => VerifyCS.VerifyAsync(ErrorSample.Exchange(
        statement, members: "private static string Cut(string s, int max) => s.Length <= max ? s : s[..max];"));

    [Fact]
    public Task DecoderOfTheProjectsOwn_Triggers() => VerifyCS.VerifyAsync(ErrorSample.Exchange(
        """
        var json = Simple.JsonDecode(body);
        if (json.TryGetValue("error", out var failure))
        {
            throw new Exception([|"Slack: " + failure|]);
        }
        """) + """

        public static class Simple { public static Dictionary<string, object> JsonDecode(string text) => new(); }
        """);

    [Fact]
    public Task DecoderOfOtherText_DoesNotTrigger() => VerifyCS.VerifyAsync(ErrorSample.Exchange(
        """
        var json = Simple.JsonDecode(File.ReadAllText("settings.json"));
        if (json.TryGetValue("error", out var failure))
        {
            throw new Exception("Settings: " + failure);
        }
        """) + """

        public static class Simple { public static Dictionary<string, object> JsonDecode(string text) => new(); }
        """);

    [Theory]
    [InlineData("bool Success")]
    [InlineData("bool IsSuccess")]
    [InlineData("bool IsFailure")]
    [InlineData("bool Succeeded")]
    public Task OutcomeOfAnOwnService_WasWordedThere(string flag) => VerifyCS.VerifyAsync($$"""
        using Microsoft.AspNetCore.Mvc;

        public record Outcome({{flag}}, string? Error);

        public interface IConnections { Task<Outcome> HandleOAuthCallbackAsync(string code); Task<Outcome> RefreshTokenAsync(); }

        public class SlackOAuthController(IConnections connections) : Controller
        {
            public async Task<IActionResult> Callback(string code)
            {
                var result = await connections.HandleOAuthCallbackAsync(code);
                return BadRequest($"Slack failed: {result.Error}");
            }

            public async Task<IActionResult> Refresh() => BadRequest((await connections.RefreshTokenAsync()).Error ?? "Token refresh failed");
        }
        """);

    /// <summary>
    /// In a build, another project's code is not available: a flag and a factory identify its result object, but the flag alone may be a client's
    /// response.
    /// </summary>
    [Theory]
    [InlineData("public static Outcome<T> Failure(string error) => new() { Error = error };", false)]
    [InlineData("public static Outcome<T> Empty(string error) => new() { Error = error };", true)]
    public Task OutcomeOfAnotherProject_WasWordedThere(string factory, bool isReported)
    {
        var library = VerifyCS.Test($$"""
            public class Outcome<T>
            {
                public bool IsSuccess { get; set; }
                public string? Error { get; set; }
                public T? Value { get; set; }
                {{factory}}
            }
            """).Compile().ToMetadataReference();
        var message = isReported ? "[|$\"Slack failed: {kept.Error}\"|]" : "$\"Slack failed: {kept.Error}\"";
        return (VerifyCS.Test($$"""
            using Microsoft.AspNetCore.Mvc;

            public record Kept(string AccessToken);

            public interface IVault { Outcome<Kept> RefreshTokenAsync(int id); }

            public class OAuthController(IVault vault) : Controller
            {
                public IActionResult Refresh(int id)
                {
                    var kept = vault.RefreshTokenAsync(id);
                    if (!kept.IsSuccess)
                    {
                        return BadRequest({{message}});
                    }

                    return Ok();
                }
            }
            """) with { MoreReferences = [OtherProject.Image(library)] }).VerifyAsync();
    }

    /// <summary>What is thrown is an exception, whatever the name of its type.</summary>
    [Theory]
    [InlineData("throw new RefreshFailed([|\"Refused: \" + body|]);")]
    [InlineData("var kept = new RefreshFailed(\"Refused: \" + body); Console.WriteLine(kept.Data);")]
    public Task ExceptionOfAnotherName(string statement) => VerifyCS.VerifyAsync(
        ErrorSample.Exchange(statement) + "\npublic class RefreshFailed(string text) : Exception(text);");

    /// <summary>The request only sends the API's own key, and is not OAuth.</summary>
    [Theory]
    [InlineData("new { api_key = key }", false)]
    [InlineData("new { api_key = key, grant_type = \"password\" }", true)]
    public Task TokenForAnApiKey_IsNoOAuth(string request, bool isReported)
    {
        var message = isReported ? "[|$\"Refused: {text}\"|]" : "$\"Refused: {text}\"";
        return VerifyCS.VerifyAsync($$"""
            public class Checkout(HttpClient http)
            {
                public async Task<string> OpenAsync(string key)
                {
                    var response = await http.PostAsJsonAsync("https://accept.example.com/api/auth/tokens", {{request}});
                    var text = await response.Content.ReadAsStringAsync();
                    return response.IsSuccessStatusCode ? text : throw new Exception({{message}});
                }
            }
            """);
    }

    /// <summary>A client's message about the connection does not come from the provider.</summary>
    [Theory]
    [InlineData("response.ErrorMessage ?? \"It failed\"", false)]
    [InlineData("response.ErrorMessage + \" \" + response.Content", true)]
    public Task WordsOfTheClientAboutTheConnection_AreNoOAuthError(string words, bool isReported)
    {
        var message = isReported ? $"[|{words}|]" : words;
        return VerifyCS.VerifyAsync($$"""
            using RestSharp;

            public class SlackTokens
            {
                public string RefreshToken(RestRequest request)
                {
                    var client = new RestClient("https://slack.com/api/oauth.v2.access");
                    var response = client.Post(request);
                    if (!response.IsSuccessful)
                    {
                        throw new Exception({{message}});
                    }

                    return response.Content!;
                }
            }
            """);
    }

    [Fact]
    public Task OutcomeWithAFactory_WasWordedThere() => VerifyCS.VerifyAsync("""
        using Microsoft.AspNetCore.Mvc;

        public class TokenOutcome { public string? Error { get; set; } public static TokenOutcome Failure(string error) => new() { Error = error }; }

        public class SlackOAuthController : Controller
        {
            public IActionResult Done(TokenOutcome outcome) => BadRequest($"Slack failed: {outcome.Error}");
        }
        """);

    [Fact]
    public Task AnswerWithAFlag_Triggers() => VerifyCS.VerifyAsync("""
        using System.Text.Json.Serialization;
        using Microsoft.AspNetCore.Mvc;

        public class TokenAnswer
        {
            [JsonPropertyName("access_token")] public string? AccessToken { get; set; }
            public string? Error { get; set; }
            public bool IsSuccess => Error is null;
        }

        public class SlackOAuthController : Controller
        {
            public IActionResult Done(TokenAnswer answer) => BadRequest([|$"Slack failed: {answer.Error}"|]);
        }
        """);

    [Theory]
    [InlineData("throw new Exception($\"Slack failed: {response}\");")]
    [InlineData("throw new Exception($\"Slack failed: {response.Content}\");")]
    [InlineData("throw new Exception($\"Slack failed: {response?.Content}\");")]
    [InlineData("throw new Exception(\"Slack failed: \" + response);")]
    public Task ResponseItself_IsNoBody(string statement) => VerifyCS.VerifyAsync(ErrorSample.Exchange(statement));

    [Theory]
    [InlineData("new RestClient(\"https://www.googleapis.com/calendar/v3/settings/timezone\")", "new RestRequest()", false)]
    [InlineData("new RestClient(new Uri(\"https://www.googleapis.com/calendar/v3\"))", "new RestRequest(\"settings\")", false)]
    [InlineData("new RestClient()", "new RestRequest(\"https://www.googleapis.com/calendar/v3/settings\")", false)]
    [InlineData("new RestClient(\"https://oauth2.googleapis.com/token\")", "new RestRequest()", true)]
    [InlineData("new RestClient(\"https://oauth2.googleapis.com\")", "new RestRequest(\"token/oauth\")", true)]
    public Task ErrorOfAnApi_IsNoOAuthError(string client, string request, bool isReported)
    {
        var marked = $$"""
            using RestSharp;

            public class OAuthController
            {
                public string RefreshAndRead(string accessToken)
                {
                    _ = "https://oauth2.googleapis.com/token grant_type";
                    _ = "https://oauth2.googleapis.com/token";
                    var client = {{client}};
                    var request = {{request}};
                    request.AddHeader("Authorization", "Bearer " + accessToken);
                    var response = client.Get(request);
                    if (!response.IsSuccessful)
                    {
                        throw new Exception([|$"Google returned {response.StatusCode}: {response.Content}"|]);
                    }

                    return response.Content!;
                }
            }
            """;
        return VerifyCS.VerifyAsync(isReported
            ? marked
            : marked.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("OAuthPages", false)]
    [InlineData("OAuthTokens", false)]
    public Task NameOfOneType_IsOneMark(string type, bool isReported)
    {
        var marked = $$"""
            public class {{type}}(HttpClient http)
            {
                public async Task<string> ListAsync(Uri target)
                {
                    // grant_type
                    var response = await http.GetAsync(target);
                    var body = await response.Content.ReadAsStringAsync();
                    return response.IsSuccessStatusCode ? body : throw new Exception([|$"Failed: {body}"|]);
                }
            }
            """;
        return VerifyCS.VerifyAsync(isReported
            ? marked
            : marked.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal));
    }
}
