using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.KeepRotatedRefreshTokenAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>
/// ATOM009: requests that another type creates, responses stored in a field, texts that are saved in addition to what is parsed from them, and
/// refreshes that only differ from an application's own by the secret passed to them.
/// </summary>
public sealed class KeepRotatedRefreshTokenElsewhereTests
{
    /// <summary>Another type creates the form, the URL or the object with the grant type.</summary>
    [Theory]
    [InlineData("var response = await http.PostAsync(Url, new FormUrlEncodedContent(TokenForms.Again(token)));")]
    [InlineData("var form = TokenForms.Again(token); var content = new FormUrlEncodedContent(form); var response = await http.PostAsync(Url, content);")]
    [InlineData("var response = await http.PostAsync(token.UrlOfNewToken(), null);")]
    [InlineData("http.BaseAddress = new Uri(token.UrlOfNewToken()); var response = await http.PostAsync(http.BaseAddress, null);")]
    [InlineData("var body = new TokenBody { RefreshToken = token }; var response = await http.PostAsJsonAsync(Url, body);")]
    [InlineData("var response = await http.PostAsJsonAsync(Url, new ShortBody(token));")]
    public Task RequestMadeByAnotherType_Triggers(string request) =>
        VerifyCS.VerifyAsync(Refresh(request, "[|account.RefreshToken = answer!.RefreshToken|]"));

    [Theory]
    [InlineData("var response = await http.PostAsync(Url, new FormUrlEncodedContent(TokenForms.Again(token)));", "account.RefreshToken = answer!.RefreshToken ?? account.RefreshToken")]
    [InlineData("var response = await http.PostAsync(Url, new FormUrlEncodedContent(TokenForms.First(token)));")]
    [InlineData("var response = await http.PostAsJsonAsync(Url, new CodeBody { Code = token });")]
    [InlineData("var form = TokenForms.Again(token); var response = await http.PostAsync(Url, null); Console.WriteLine(form);")]
    [InlineData("var response = await http.PostAsync(Url, null); Console.WriteLine(new TokenBody { RefreshToken = token });")]
    public Task RequestOfAnotherGrant_DoesNotTrigger(string request, string statement = "account.RefreshToken = answer!.RefreshToken") =>
        VerifyCS.VerifyAsync(Refresh(request, statement));

    /// <summary>The type that creates the request identifies the provider.</summary>
    [Theory]
    [InlineData("https://zoom.us/oauth/token", "account.AccessToken = [|answer!.AccessToken|]")]
    [InlineData("https://oauth2.googleapis.com/token", "account.AccessToken = answer!.AccessToken")]
    [InlineData("https://oauth2.googleapis.com/token", "[|account.RefreshToken = answer!.RefreshToken|]")]
    public Task RequestOfAKeepingProvider_MadeByAnotherType(string url, string statement) => VerifyCS.VerifyAsync($$"""
        public static class Urls
        {
            public static string Again(string token) => $"{{url}}?grant_type=refresh_token&refresh_token={token}";
        }

        public sealed class Client(HttpClient http)
        {
            public async Task RunAsync(Account account)
            {
                var response = await http.PostAsync(Urls.Again(account.RefreshToken!), null);
                var answer = await response.Content.ReadFromJsonAsync<Answer>();
                {{statement}};
            }
        }
        """ + Types);

    /// <summary>An unread response in a field is not saved: the field is used like a variable.</summary>
    [Theory]
    [InlineData("_response = await http.PostAsync(Url, Form(token)); return JsonSerializer.Deserialize<Answer>(await _response.Content.ReadAsStringAsync());")]
    [InlineData("_response = await http.PostAsync(Url, Form(token)); _content = _response.Content; return await _content.ReadFromJsonAsync<Answer>();")]
    [InlineData("_response = await http.PostAsync(Url, Form(token)); return _response.ContentAs<Answer>();")]
    public Task ResponseInField_Triggers(string statements) =>
        VerifyCS.VerifyAsync(Fields(statements, "[|account.RefreshToken = answer!.RefreshToken|]"));

    /// <summary>A parsed response in a field is saved, and a response that is never read does not matter.</summary>
    [Theory]
    [InlineData("_response = await http.PostAsync(Url, Form(token)); _answer = await _response.Content.ReadFromJsonAsync<Answer>(); return _answer;", "account.AccessToken = answer!.AccessToken")]
    [InlineData("_response = await http.PostAsync(Url, Form(token)); return null;", "account.RefreshToken = answer!.RefreshToken")]
    [InlineData("_response = await http.PostAsync(Url, Form(token)); return await _response.Content.ReadFromJsonAsync<Answer>();", "account.RefreshToken = answer!.RefreshToken ?? account.RefreshToken")]
    public Task FieldThatKeeps_IsNoVariable(string statements, string caller) => VerifyCS.VerifyAsync(Fields(statements, caller));

    /// <summary>The first response and later ones are assigned to the same variable.</summary>
    [Theory]
    [InlineData("[|_refreshToken = answer.RefreshToken|]")]
    [InlineData("_refreshToken = answer.RefreshToken ?? _refreshToken")]
    public Task ResponseOfEitherGrant_IsJudged(string statement) => VerifyCS.VerifyAsync($$"""
        public sealed class Tokens(HttpClient http)
        {
            private string? _refreshToken;

            public async Task<string?> CurrentAsync()
            {
                var response = _refreshToken is null ? await FirstAsync() : await AgainAsync();
                var answer = response.ContentAs<Answer>();
                {{statement}};
                return answer.AccessToken;
            }

            private Task<HttpResponseMessage> FirstAsync() => SendTokenRequestAsync(TokenForms.First("code"));

            private Task<HttpResponseMessage> AgainAsync() => SendTokenRequestAsync(TokenForms.Again(_refreshToken!));

            private async Task<HttpResponseMessage> SendTokenRequestAsync(Dictionary<string, string> form) =>
                await http.PostAsync("https://slack.com/api/oauth.v2.access", new FormUrlEncodedContent(form));
        }
        """ + Types);

    /// <summary>The test is about the parsed text, but the text itself overwrites the file that had the token.</summary>
    [Theory]
    [InlineData("if (answer.RefreshToken is { } token) { _account.RefreshToken = token; } System.IO.File.WriteAllText(\"token.json\", [|text|]);")]
    [InlineData("_account.RefreshToken = answer.RefreshToken ?? _account.RefreshToken; if (answer.RefreshToken != null) { System.IO.File.WriteAllText(\"token.json\", text); }")]
    [InlineData("if (answer.RefreshToken is { } token) { _account.RefreshToken = token; System.IO.File.WriteAllText(\"token.json\", text); }")]
    [InlineData("if (answer.RefreshToken is { } token) { _account.RefreshToken = token; } System.IO.File.WriteAllText(\"last.json\", text);")]
    [InlineData("answer.RefreshToken ??= _account.RefreshToken; System.IO.File.WriteAllText(\"token.json\", JsonSerializer.Serialize(answer));")]
    public Task TextBesideTest_IsJudged(string statements) => VerifyCS.VerifyAsync($$"""
        public sealed class Client(HttpClient http)
        {
            private readonly Account _account = new();

            public async Task RefreshAsync()
            {
                _account.RefreshToken = JsonSerializer.Deserialize<Answer>(System.IO.File.ReadAllText("token.json"))!.RefreshToken;
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", new FormUrlEncodedContent(TokenForms.Again(_account.RefreshToken!)));
                var text = await response.Content.ReadAsStringAsync();
                var answer = JsonSerializer.Deserialize<Answer>(text)!;
                {{statements}}
            }
        }
        """ + Types);

    /// <summary>An application sends its own secret to another server; its own server receives the secrets of others.</summary>
    [Theory]
    [InlineData("users.RefreshToken(_clientId, _clientSecret, row.RefreshToken!)", true)]
    [InlineData("users.RefreshToken(_clientId, settings.SecretKey, row.RefreshToken!)", true)]
    [InlineData("users.RefreshToken(_clientId, request.ClientSecret, row.RefreshToken!)", false)]
    [InlineData("users.RefreshToken(_clientId, _tenant, row.RefreshToken!)", false)]
    public Task SecretHandedOver_TellsWhoIsAsked(string call, bool isReported) => VerifyCS.VerifyAsync($$"""
        public interface IUsers { Task<Answer> RefreshToken(string id, string secret, string token); }
        public sealed class Settings { public string SecretKey { get; set; } = ""; }
        public sealed class Request { public string ClientSecret { get; set; } = ""; }

        public sealed class Queue(IUsers users, Settings settings)
        {
            private readonly string _clientId = "1";
            private readonly string _clientSecret = "2";
            private readonly string _tenant = "3";

            public async Task RunAsync(Account row, Request request)
            {
                Console.WriteLine(_clientSecret + _tenant + settings + request);
                var answer = await {{call}};
                {{(isReported ? "[|row.RefreshToken = answer.RefreshToken|]" : "row.RefreshToken = answer.RefreshToken")}};
            }
        }
        """ + Types);

    /// <summary>A missing library is recognized by the name of its method.</summary>
    [Theory]
    [InlineData("GetNewPkceRefreshTokenAsync", "[|RefreshToken = answer.RefreshToken ?? string.Empty|];")]
    [InlineData("GetNewPkceRefreshTokenAsync", "RefreshToken = answer.RefreshToken ?? RefreshToken;")]
    [InlineData("RefreshLoginAsync", "RefreshToken = answer.RefreshToken ?? string.Empty;")]
    public async Task LibraryThatIsMissing_IsKnownByName(string method, string statement)
    {
        var test = VerifyCS.Test($$"""
            public sealed class Character(Missing.Client client)
            {
                public string RefreshToken { get; private set; } = "";

                public async Task RunAsync()
                {
                    Missing.Details answer = await client.{{method}}(RefreshToken);
                    {{statement}}
                }
            }
            """);
        await (test with { AllowErrors = true }).VerifyAsync();
    }

    private const string Types = """

        public static class TokenForms
        {
            public static Dictionary<string, string> First(string code) => new() { ["grant_type"] = "authorization_code", ["code"] = code };

            public static Dictionary<string, string> Again(string token) => new() { ["grant_type"] = "refresh_token", ["refresh_token"] = token };

            public static string UrlOfNewToken(this string token) => $"https://slack.com/api/oauth.v2.access?grant_type=refresh_token&refresh_token={token}";

            public static T ContentAs<T>(this HttpResponseMessage response) =>
                JsonSerializer.Deserialize<T>(response.Content.ReadAsStringAsync().GetAwaiter().GetResult())!;
        }

        public sealed class TokenBody
        {
            [JsonPropertyName("refresh_token")]
            public string RefreshToken { get; set; } = "";

            [JsonPropertyName("grant_type")]
            public string GrantType { get; set; } = "refresh_token";
        }

        public sealed record ShortBody([property: JsonPropertyName("refresh_token")] string Token)
        {
            [JsonPropertyName("grant_type")]
            public string GrantType => "refresh_token";
        }

        public sealed class CodeBody
        {
            public string Code { get; set; } = "";

            [JsonPropertyName("grant_type")]
            public string GrantType { get; set; } = "authorization_code";
        }

        public sealed class Answer
        {
            [JsonPropertyName("access_token")]
            public string? AccessToken { get; set; }

            [JsonPropertyName("refresh_token")]
            public string? RefreshToken { get; set; }
        }

        public sealed class Account
        {
            public string? AccessToken { get; set; }

            public string? RefreshToken { get; set; }
        }
        """;

    private static string Refresh(string request, string statement) => $$"""
        public sealed class Client(HttpClient http)
        {
            private const string Url = "https://slack.com/api/oauth.v2.access";

            public async Task RunAsync(Account account, string token)
            {
                Console.WriteLine(Url);
                {{request}}
                var answer = await response.Content.ReadFromJsonAsync<Answer>();
                account.AccessToken = answer!.AccessToken;
                {{statement}};
            }
        }
        """ + Types;

    private static string Fields(string statements, string caller) => $$"""
        public sealed class Session(HttpClient http)
        {
            private const string Url = "https://slack.com/api/oauth.v2.access";

            private HttpResponseMessage? _response;
            private HttpContent? _content;
            private Answer? _answer;

            public bool IsOpen => _response is not null && _content is not null && _answer is not null;

            public async Task<Answer?> RenewAsync(string token)
            {
                {{statements}}
            }

            private static FormUrlEncodedContent Form(string token) =>
                new(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = token });
        }

        public sealed class Window(Session session)
        {
            public async Task RunAsync(Account account)
            {
                var answer = await session.RenewAsync(account.RefreshToken!);
                {{caller}};
            }
        }
        """ + Types;
}
