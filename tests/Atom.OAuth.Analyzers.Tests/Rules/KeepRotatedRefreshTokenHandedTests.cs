using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.KeepRotatedRefreshTokenAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM009: responses that reach their place through a mapper, a method of the account, a continuation or a handler.</summary>
public sealed class KeepRotatedRefreshTokenHandedTests
{
    /// <summary>The account takes the whole response, or its tokens, whatever the name of the method.</summary>
    [Theory]
    [InlineData("account.Take(answer);", "public void Take(Answer answer) => AccessToken = [|answer.AccessToken|];")]
    [InlineData("account.Take(answer);", "public void Take(Answer answer) { AccessToken = answer.AccessToken; [|RefreshToken = answer.RefreshToken|]; }")]
    [InlineData("account.UpdateTokens(answer.AccessToken, [|answer.RefreshToken|]);", "public void UpdateTokens(string? access, string? refresh = null) => AccessToken = access;")]
    [InlineData("account.Rotate(answer.AccessToken, [|answer.RefreshToken|]);", "public void Rotate(string? access, string? refresh) { AccessToken = access; RefreshToken = refresh; }")]
    public Task AccountThatTakesIt_Triggers(string statements, string member) => VerifyCS.VerifyAsync(Refresh(statements, member));

    [Theory]
    [InlineData("account.Take(answer);", "public void Take(Answer answer) { AccessToken = answer.AccessToken; RefreshToken = answer.RefreshToken ?? RefreshToken; }")]
    [InlineData("account.Take(answer); Console.WriteLine(answer.RefreshToken);", "public void Take(Answer answer) => AccessToken = answer.AccessToken;")]
    [InlineData("account.Take(answer); Last = answer;", "public void Take(Answer answer) => AccessToken = answer.AccessToken;")]
    [InlineData("account.Show(answer.AccessToken, answer.RefreshToken);", "public void Show(string? access, string? refresh = null) => AccessToken = access;")]
    [InlineData("account.SaveTokens(answer.AccessToken, answer.RefreshToken);", "public void SaveTokens(string? access, string? refresh) { }")]
    [InlineData("account.SaveTokens(\"u\", answer.AccessToken, answer.RefreshToken);", "public dynamic? Log { get; set; } public void SaveTokens(string user, string? access, string? refresh) { Log!.LogInformation(\"The token store is off for {User}\", user); }")]
    [InlineData("account.SaveTokens(\"u\", answer.AccessToken, answer.RefreshToken);", "public dynamic? Log { get; set; } public void SaveTokens(string user, string? access, string? refresh) { Log!.LogDebug($\"Not stored: {access?.Length}\"); Console.WriteLine(user); }")]
    [InlineData("account.Show(answer);", "public void Show(Answer answer) => Console.WriteLine(answer.AccessToken?.Length);")]
    [InlineData("account.Rotate(answer.AccessToken, answer.RefreshToken);", "public void Rotate(string? access, string? refresh) { AccessToken = access; if (refresh is not null) { RefreshToken = refresh; } }")]
    [InlineData("account.Show(answer.AccessToken, answer.RefreshToken);", "public void Show(string? access, string? refresh) { var refreshed = refresh; Console.WriteLine(access + refreshed); }")]
    public Task AccountThatKeepsIt_DoesNotTrigger(string statements, string member) => VerifyCS.VerifyAsync(Refresh(statements, member));

    /// <summary>The request gets a form that a method creates, and a method that the code exchange uses as well puts the tokens into a cache.</summary>
    [Theory]
    [InlineData("var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = Form(token) };", "[|answer.RefreshToken|]")]
    [InlineData("var request = new HttpRequestMessage(HttpMethod.Post, Path); request.Content = Form(token);", "[|answer.RefreshToken|]")]
    [InlineData("var form = Form(token); var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = form };", "[|answer.RefreshToken|]")]
    [InlineData("var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = Form(token) };", "answer.RefreshToken ?? entries.Get(\"refresh\")")]
    [InlineData("var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = CodeForm(token) };", "answer.RefreshToken")]
    [InlineData("var other = new HttpRequestMessage(HttpMethod.Post, Path) { Content = Form(token) }; var request = new HttpRequestMessage(HttpMethod.Get, Path);", "answer.RefreshToken")]
    public Task FormInAnInitializer(string request, string stored) => VerifyCS.VerifyAsync($$"""
        public sealed class Answer
        {
            public string? AccessToken { get; set; }

            public string? RefreshToken { get; set; }
        }

        public sealed class Client(HttpClient http, dynamic entries)
        {
            private const string Path = "oauth/token";

            public async Task AskAsync()
            {
                string token = entries.Get("refresh");
                {{request}}
                var response = await http.SendAsync(request);
                Keep(JsonSerializer.Deserialize<Answer>(await response.Content.ReadAsStringAsync())!);
            }

            private static HttpContent Form(string token) =>
                new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = token });

            private static HttpContent CodeForm(string code) =>
                new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code });

            private void Keep(Answer answer)
            {
                entries.Set("access", answer.AccessToken, 1);
                entries.Set("refresh", {{stored}}, 1);
            }
        }
        """);

    /// <summary>An extension method converts the response, and the caller saves the result.</summary>
    [Theory]
    [InlineData("answer.ToAccount(account.RefreshToken)", "[|RefreshToken = answer.RefreshToken|]")]
    [InlineData("answer.ToAccount(account.RefreshToken)", "RefreshToken = answer.RefreshToken ?? old")]
    [InlineData("Conversions.ToAccount(answer, account.RefreshToken)", "RefreshToken = answer.RefreshToken ?? old")]
    public Task ConvertedByAnExtension(string conversion, string member) => VerifyCS.VerifyAsync(
        Refresh($"var next = {conversion}; Save(next);", "") + $$"""

        public static class Conversions
        {
            public static Account ToAccount(this Answer answer, string? old) => new() { AccessToken = answer.AccessToken, {{member}} };
        }
        """);

    /// <summary>The refresh returns what a mapper makes, and its caller replaces the stored tokens with that.</summary>
    [Theory]
    [InlineData("account.Json = JsonSerializer.Serialize(tokens)", "answer.RefreshToken", false)]
    [InlineData("account.SetTokens([|tokens|])", "answer.RefreshToken", true)]
    [InlineData("account.SetTokens(tokens)", "answer.RefreshToken ?? token", false)]
    public Task ReturnedByAMapper(string save, string value, bool isReported) => VerifyCS.VerifyAsync($$"""
        public sealed class Client(HttpClient http)
        {
            public async Task RunAsync(Holder account)
            {
                var tokens = await RefreshAsync(account.Tokens.RefreshToken!);
                {{save}};
            }

            private async Task<Tokens> RefreshAsync(string token)
            {
                var response = await http.PostAsync("https://zoom.us/oauth/token?grant_type=refresh_token&refresh_token=" + token, null);
                var answer = JsonSerializer.Deserialize<Answer>(await response.Content.ReadAsStringAsync())!;
                return FormatTokens(answer, token);
            }

            private static Tokens FormatTokens(Answer answer, string token) => new() { AccessToken = answer.AccessToken, RefreshToken = {{value}} };
        }

        public sealed class Tokens
        {
            public string? AccessToken { get; set; }

            public string? RefreshToken { get; set; }
        }

        public sealed class Holder
        {
            public string Json { get; set; } = "{}";

            public Tokens Tokens => JsonSerializer.Deserialize<Tokens>(Json)!;

            public void SetTokens(Tokens tokens) => Json = {{(isReported ? "JsonSerializer.Serialize(tokens)" : "tokens.ToString()!")}};
        }
        """ + Answer);

    /// <summary>A sender takes a function that creates the request, and one that reads the response.</summary>
    [Theory]
    [InlineData("await caller.CallAsync(Create, async response => { var answer = await response.Content.ReadFromJsonAsync<Answer>(); [|account.RefreshToken = answer!.RefreshToken|]; });")]
    [InlineData("await caller.CallAsync(Create, response => response.Content.ReadAsStringAsync().ContinueWith(Read));")]
    [InlineData("await caller.CallAsync(Create, async response => { var answer = await response.Content.ReadFromJsonAsync<Answer>(); account.RefreshToken = answer!.RefreshToken ?? account.RefreshToken; });")]
    [InlineData("await caller.CallAsync(Create, response => Task.CompletedTask);")]
    public Task ResponseReadByAFunction(string statement) => VerifyCS.VerifyAsync($$"""
        public interface ICaller
        {
            Task CallAsync(Func<HttpRequestMessage> create, Func<HttpResponseMessage, Task> read);
        }

        public sealed class Client(ICaller caller)
        {
            public async Task RunAsync(Account account)
            {
                HttpRequestMessage Create() => new(HttpMethod.Post, "https://login.eveonline.com/oauth/token")
                {
                    Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = account.RefreshToken! }),
                };

                void Read(Task<string> task)
                {
                    var answer = JsonSerializer.Deserialize<Answer>(task.Result)!;
                    {{(statement.Contains("ContinueWith") ? "[|account.RefreshToken = answer.RefreshToken|]" : "account.AccessToken = answer.AccessToken")}};
                }

                {{statement}}
            }
        }

        public sealed class Account
        {
            public string? AccessToken { get; set; }

            public string? RefreshToken { get; set; }
        }
        """ + Answer);

    [Theory]
    [InlineData("[|account.RefreshToken = task.Result!.RefreshToken|]")]
    [InlineData("account.RefreshToken = task.Result!.RefreshToken ?? account.RefreshToken")]
    public Task ResponseOfAContinuation(string statement) => VerifyCS.VerifyAsync($$"""
        public sealed class Client(HttpClient http)
        {
            public Task RunAsync(Account account) => RefreshAsync(account.RefreshToken!).ContinueWith(task =>
            {
                account.AccessToken = task.Result!.AccessToken;
                {{statement}};
            });

            private async Task<Answer?> RefreshAsync(string token)
            {
                var response = await http.PostAsync("https://zoom.us/oauth/token?grant_type=refresh_token&refresh_token=" + token, null);
                return await response.Content.ReadFromJsonAsync<Answer>();
            }
        }

        public sealed class Account
        {
            public string? AccessToken { get; set; }

            public string? RefreshToken { get; set; }
        }
        """ + Answer);

    private const string Answer = """

        public sealed class Answer
        {
            [JsonPropertyName("access_token")]
            public string? AccessToken { get; set; }

            [JsonPropertyName("refresh_token")]
            public string? RefreshToken { get; set; }
        }
        """;

    /// <summary>The provider is known by the constant for its endpoint, in another type.</summary>
    [Theory]
    [InlineData("https://oauth2.googleapis.com/token", false)]
    [InlineData("https://slack.com/api/oauth.v2.access", true)]
    public Task EndpointOfAnotherType(string url, bool isReported) => VerifyCS.VerifyAsync($$"""
        public static class Settings { public const string TokenUrl = "{{url}}"; }

        public sealed class Client(HttpClient http)
        {
            public async Task RefreshAsync(Account account)
            {
                var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = account.RefreshToken! });
                var response = await http.PostAsync(Settings.TokenUrl, form);
                var answer = JsonSerializer.Deserialize<Answer>(await response.Content.ReadAsStringAsync())!;
                account.AccessToken = {{(isReported ? "[|answer.AccessToken|]" : "answer.AccessToken")}};
            }
        }

        public sealed class Account
        {
            public string? AccessToken { get; set; }

            public string? RefreshToken { get; set; }
        }
        """ + Answer);

    private static string Refresh(string statements, string member) => $$"""
        public sealed class Client(HttpClient http)
        {
            public Answer? Last { get; private set; }

            public async Task RefreshAsync(Account account)
            {
                var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = account.RefreshToken! });
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                var answer = JsonSerializer.Deserialize<Answer>(await response.Content.ReadAsStringAsync())!;
                {{statements}}
            }

            private static void Save(Account account) => Console.WriteLine(account);
        }

        public sealed class Account
        {
            public string? AccessToken { get; set; }

            public string? RefreshToken { get; set; }

            {{member}}
        }
        """ + Answer;
}
