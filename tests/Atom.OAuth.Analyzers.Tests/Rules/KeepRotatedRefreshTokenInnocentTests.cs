using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.KeepRotatedRefreshTokenAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM009: names, texts and tokens that only resemble a refresh token, or what it is stored in.</summary>
public sealed class KeepRotatedRefreshTokenInnocentTests
{
    /// <summary>The text of a response, sent to whoever asked for it, is not what the tokens were read from.</summary>
    [Theory]
    [InlineData("_reply.Body = JsonSerializer.Serialize(a);")]
    [InlineData("_reply.Headers[\"x-answer\"] = JsonSerializer.Serialize(a);")]
    [InlineData("_held = a;", "[|answer|]")]
    public Task TextForAnybody(string statement, string given = "answer") => VerifyCS.VerifyAsync($$"""
        public sealed class Answer
        {
            public string? AccessToken { get; set; }

            public string? RefreshToken { get; set; }
        }

        public sealed class Reply
        {
            public string Body { get; set; } = "";

            public Dictionary<string, string> Headers { get; } = new();
        }

        public sealed class Client(HttpClient http)
        {
            private readonly Reply _reply = new();

            private Answer? _held;

            public (Answer?, Reply) All => (_held, _reply);

            public async Task<Answer> RunAsync(string token)
            {
                var form = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = token };
                var response = await http.PostAsync("https://zoom.us/oauth/token", new FormUrlEncodedContent(form));
                var answer = (await response.Content.ReadFromJsonAsync<Answer>())!;
                Respond({{given}});
                return answer;
            }

            private void Respond(Answer a)
            {
                {{statement}}
            }
        }
        """);

    /// <summary>A column that is logged before the request is not the one that its tokens were read from.</summary>
    [Theory]
    [InlineData("Console.WriteLine(\"Last answer: {0}\", account.LastAnswer);", "account.LastAnswer = JsonSerializer.Serialize(answer)")]
    [InlineData("var line = string.Concat(\"Last answer: \", account.LastAnswer); Console.WriteLine(line);", "account.LastAnswer = JsonSerializer.Serialize(answer)")]
    [InlineData("Console.WriteLine(account.Note);", "account.Note = answer.RefreshToken")]
    [InlineData("Console.WriteLine(account.Json);", "[|account.Json = JsonSerializer.Serialize(answer)|]")]
    public Task ColumnThatIsLogged(string before, string statement) => VerifyCS.VerifyAsync($$"""
        public sealed class Answer
        {
            public string? AccessToken { get; set; }

            public string? RefreshToken { get; set; }
        }

        public sealed class Account
        {
            public string Json { get; set; } = "";

            public string LastAnswer { get; set; } = "";

            public string? Note { get; set; }
        }

        public sealed class Client(HttpClient http)
        {
            public async Task RunAsync(Account account)
            {
                {{before}}
                var tokens = JsonSerializer.Deserialize<Answer>(account.Json)!;
                var form = new Dictionary<string, string> { ["grant_type"] = "refresh_token" };
                form.Add("refresh_token", tokens.RefreshToken!);
                var response = await http.PostAsync("https://zoom.us/oauth/token", new FormUrlEncodedContent(form));
                var answer = (await response.Content.ReadFromJsonAsync<Answer>())!;
                {{statement}};
            }
        }
        """);

    /// <summary>A flag that chooses a part of the request is no fallback for the token.</summary>
    [Theory]
    [InlineData("refresh")]
    [InlineData("isAgain")]
    public Task FlagForTheRequest(string flag) => VerifyCS.VerifyAsync($$"""
        public sealed class Answer
        {
            public string? AccessToken { get; set; }

            public string? RefreshToken { get; set; }
        }

        public sealed class Client(HttpClient http)
        {
            public async Task RunAsync(Account account)
            {
                var answer = await GetTokenAsync(true, account.RefreshToken!);
                [|account.RefreshToken = answer.RefreshToken|];
            }

            private async Task<Answer> GetTokenAsync(bool {{flag}}, string value)
            {
                var scope = {{flag}} ? "offline" : "online";
                var form = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = value, ["scope"] = scope };
                var response = await http.PostAsync("https://zoom.us/oauth/token", new FormUrlEncodedContent(form));
                return (await response.Content.ReadFromJsonAsync<Answer>())!;
            }
        }
        """ + Account);

    /// <summary>Members with short names hold tokens only if they are strings.</summary>
    [Theory]
    [InlineData("TimeSpan", "account.RefreshEvery = answer.Refresh", "TimeSpan")]
    [InlineData("bool", "account.RefreshEvery = answer.Refresh", "bool")]
    [InlineData("string?", "[|account.RefreshEvery = answer.Refresh|]", "string?")]
    public Task ShortNameOfAnotherType(string type, string statement, string stored) => VerifyCS.VerifyAsync($$"""
        public sealed record Answer(string? AccessToken, string? RefreshToken, {{type}} Refresh);

        public sealed class Row
        {
            public string? RefreshToken { get; set; }

            public {{stored}} RefreshEvery { get; set; }
        }

        public sealed class Client(HttpClient http)
        {
            public async Task RunAsync(Row account)
            {
                var response = await http.PostAsync("https://zoom.us/oauth/token?grant_type=refresh_token&refresh_token=" + account.RefreshToken, null);
                var answer = (await response.Content.ReadFromJsonAsync<Answer>())!;
                Console.WriteLine(answer.RefreshToken);
                {{statement}};
            }
        }
        """);

    /// <summary>A key has its name from the provider: only the member of an object may have a short name.</summary>
    [Theory]
    [InlineData("refresh", "user.RefreshToken = json[\"{0}\"]?.ToString()")]
    [InlineData("refresh_token", "[|user.RefreshToken = json[\"{0}\"]?.ToString()|]")]
    public Task ShortKey(string key, string statement) => VerifyCS.VerifyAsync($$"""
        public sealed class Client(HttpClient http)
        {
            public async Task RunAsync(Account user)
            {
                var response = await http.PostAsync("https://zoom.us/oauth/token?grant_type=refresh_token&refresh_token=" + user.RefreshToken, null);
                var json = (await response.Content.ReadFromJsonAsync<System.Text.Json.Nodes.JsonNode>())!;
                Console.WriteLine(json["refresh_token"]);
                {{statement.Replace("{0}", key)}};
            }
        }
        """ + Account);

    /// <summary>A variable of a pattern may be called like the member that it holds.</summary>
    [Theory]
    [InlineData("{ RefreshToken: var RefreshToken }", "if (RefreshToken is not null) { user.RefreshToken = RefreshToken; }")]
    [InlineData("{ RefreshToken: { Length: > 0 } RefreshToken }", "user.RefreshToken = RefreshToken;")]
    public Task VariableCalledLikeTheMember(string pattern, string statement) => VerifyCS.VerifyAsync($$"""
        public sealed record Answer(string? AccessToken, string? RefreshToken);

        public sealed class Client(HttpClient http)
        {
            public async Task RunAsync(Account user)
            {
                var response = await http.PostAsync("https://zoom.us/oauth/token?grant_type=refresh_token&refresh_token=" + user.RefreshToken, null);
                if (await response.Content.ReadFromJsonAsync<Answer>() is {{pattern}})
                {
                    {{statement}}
                }
            }
        }
        """ + Account);

    /// <summary>A token that is stored before it is exchanged is dead in the store afterwards; so is one that a code was exchanged for.</summary>
    [Theory]
    [InlineData("await store.SaveAsync(refreshToken);", "token_exchange", "[|answer.GetProperty(\"access_token\")|]")]
    [InlineData("", "authorization_code", "[|answer.GetProperty(\"access_token\")|]")]
    [InlineData("", "token_exchange", "answer.GetProperty(\"access_token\")")]
    public Task TokenThatIsStoredFirst(string save, string grant, string access) => VerifyCS.VerifyAsync($$"""
        public interface IStore
        {
            Task SaveAsync(string token);
        }

        public sealed class Client(HttpClient http, IStore store)
        {
            public IStore Store => store;

            public async Task<string> RunAsync(string code)
            {
                var refreshToken = await ExchangeCodeAsync(code);
                {{save}}
                return await AccessAsync(refreshToken);
            }

            private async Task<string> ExchangeCodeAsync(string code)
            {
                var response = await http.PostAsync("https://zoom.us/oauth/token", new StringContent("grant_type={{grant}}&code=" + code));
                var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
                return answer.GetProperty("refresh_token").GetString()!;
            }

            private async Task<string> AccessAsync(string refreshToken)
            {
                var form = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken };
                var response = await http.PostAsync("https://zoom.us/oauth/token", new FormUrlEncodedContent(form));
                var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
                return {{access}}.GetString()!;
            }
        }
        """);

    /// <summary>Apple's refresh response contains no new refresh token: the rest may be dropped, but the stored one must not be overwritten.</summary>
    [Theory]
    [InlineData("appleid.apple.com", "user.AccessToken = answer.AccessToken")]
    [InlineData("appleid.apple.com", "[|user.RefreshToken = answer.RefreshToken|]")]
    [InlineData("zoom.us", "user.AccessToken = [|answer.AccessToken|]")]
    public Task TokenThatStaysTheSame(string host, string statement) => VerifyCS.VerifyAsync($$"""
        public sealed record Answer(string? AccessToken, string? RefreshToken);

        public sealed class Client(HttpClient http)
        {
            public async Task RunAsync(Account user)
            {
                var form = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = user.RefreshToken! };
                var response = await http.PostAsync("https://{{host}}/auth/token", new FormUrlEncodedContent(form));
                var answer = (await response.Content.ReadFromJsonAsync<Answer>())!;
                {{statement}};
            }
        }
        """ + Account);

    private const string Account = """

        public sealed class Account
        {
            public string? AccessToken { get; set; }

            public string? RefreshToken { get; set; }
        }
        """;

    /// <summary>The method that refreshes stores what it made of the response, and its caller needs the access token only.</summary>
    [Theory]
    [InlineData("await settings.UpsertAsync(\"tokens\", Encrypt(JsonSerializer.Serialize(made))); return made;", "token.AccessToken")]
    [InlineData("return made;", "[|token.AccessToken|]")]
    [InlineData("Console.WriteLine(made); return made;", "[|token.AccessToken|]")]
    public Task MadeOfTheAnswerAndStored(string statements, string taken) => VerifyCS.VerifyAsync($$"""
        public sealed record Kept(string AccessToken, string RefreshToken);

        public interface ISettings
        {
            Task<string?> FindAsync(string key);

            Task UpsertAsync(string key, string value);
        }

        public sealed class Books(HttpClient http, ISettings settings)
        {
            public async Task AuthorizeAsync(HttpRequestMessage request)
            {
                var token = await FindAsync();
                token = await RefreshAsync(token);
                request.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", {{taken}});
            }

            private async Task<Kept> FindAsync() => JsonSerializer.Deserialize<Kept>(Decrypt((await settings.FindAsync("tokens"))!))!;

            private async Task<Kept> RefreshAsync(Kept current)
            {
                var form = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = current.RefreshToken };
                var response = await http.PostAsync("https://identity.contoso.com/connect/token", new FormUrlEncodedContent(form));
                using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
                var made = new Kept(json.RootElement.GetProperty("access_token").GetString()!, json.RootElement.GetProperty("refresh_token").GetString()!);
                {{statements}}
            }

            private static string Encrypt(string text) => text;

            private static string Decrypt(string text) => text;
        }
        """);

    /// <summary>The helper that parses the response writes it to a file.</summary>
    [Theory]
    [InlineData("File.WriteAllText(\"bot.json\", JsonSerializer.Serialize(parsed));", "tokens.AccessToken")]
    [InlineData("", "[|tokens.AccessToken|]")]
    public Task StoredByTheHelperThatParses(string store, string taken) => VerifyCS.VerifyAsync($$"""
        public sealed class Answer
        {
            public string? AccessToken { get; set; }

            public string? RefreshToken { get; set; }
        }

        public sealed class Bot(HttpClient http)
        {
            public async Task<string?> RefreshAsync(string token)
            {
                var form = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = token };
                var response = await http.PostAsync("https://zoom.us/oauth/token", new FormUrlEncodedContent(form));
                var text = await response.Content.ReadAsStringAsync();
                var tokens = Keep(text);
                return {{taken}};
            }

            private static Answer Keep(string text)
            {
                var parsed = JsonSerializer.Deserialize<Answer>(text)!;
                {{store}}
                return parsed;
            }
        }
        """);
}
