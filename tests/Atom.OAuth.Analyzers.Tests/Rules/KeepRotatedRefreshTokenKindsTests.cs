using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.KeepRotatedRefreshTokenAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM009: other names and types of tokens and responses, empty strings in place of null, and grants that a caller chooses.</summary>
public sealed class KeepRotatedRefreshTokenKindsTests
{
    [Theory]
    [InlineData("[|user.Bearer = wire.Refresh|];")]
    [InlineData("(user.Access, user.RefreshToken) = (wire.Access, [|wire.Refresh|]);")]
    [InlineData("var (access, refresh) = wire; user.Access = access; [|user.RefreshToken = refresh|];")]
    [InlineData("user.Bearer = wire.Refresh ?? user.Bearer;")]
    [InlineData("user.Other = wire.Refresh;")]
    [InlineData("user.Access = wire.Access; Console.WriteLine(wire.Refresh);")]
    [InlineData("if (wire is { Refresh: { Length: > 0 } next }) { user.RefreshToken = next; }")]
    public Task ShortNames(string statements) => VerifyCS.VerifyAsync($$"""
        public sealed class Client(HttpClient http)
        {
            public async Task RunAsync(User user)
            {
                var response = await http.PostAsync("https://zoom.us/oauth/token?grant_type=refresh_token&refresh_token=" + Uri.EscapeDataString(user.Bearer!), null);
                var wire = JsonSerializer.Deserialize<Pair>(await response.Content.ReadAsStringAsync())!;
                {{statements}}
            }
        }

        public sealed record Pair([property: JsonPropertyName("access_token")] string? Access, [property: JsonPropertyName("refresh_token")] string? Refresh);

        public sealed class User
        {
            public string? Access { get; set; }

            public string? Bearer { get; set; }

            public string? Other { get; set; }

            public string? RefreshToken { get; set; }
        }
        """);

    /// <summary>An object of the project holds the text of any response.</summary>
    [Theory]
    [InlineData("user.AccessToken = [|info[\"access_token\"]|]!.ToString();")]
    [InlineData("user.AccessToken = info[\"access_token\"]!.ToString(); if (info[\"refresh_token\"] is { } next) { user.RefreshToken = next.ToString(); }")]
    public Task ResponseOfItsOwnType(string statements) => VerifyCS.VerifyAsync($$"""
        public sealed class WebAnswer
        {
            public bool IsOk { get; set; }

            public string ResponseBody { get; set; } = "";
        }

        public static class Web
        {
            public static WebAnswer Post(string url, string form) => new() { IsOk = url.Length > form.Length };
        }

        public sealed class Client
        {
            public bool Run(User user)
            {
                var answer = Web.Post("https://accounts.spotify.com/api/token", "grant_type=refresh_token&refresh_token=" + user.RefreshToken);
                if (!answer.IsOk)
                {
                    return false;
                }

                var info = System.Text.Json.Nodes.JsonNode.Parse(answer.ResponseBody)!;
                {{statements}}
                return true;
            }
        }
        """ + User);

    /// <summary>If a missing token is an empty string, the fallback for null never applies.</summary>
    [Theory]
    [InlineData("string RefreshToken { get; set; } = \"\";", "[|user.RefreshToken = answer.RefreshToken ?? user.RefreshToken|]")]
    [InlineData("string RefreshToken { get; set; } = string.Empty;", "[|user.RefreshToken = answer.RefreshToken ?? user.RefreshToken|]")]
    [InlineData("string RefreshToken { get; set; } = \"\";", "user.RefreshToken = user.AccessToken ?? answer.RefreshToken")]
    [InlineData("string? RefreshToken { get; set; }", "user.RefreshToken = answer.RefreshToken ?? user.RefreshToken")]
    [InlineData("string RefreshToken { get; set; } = \"\";", "user.RefreshToken = string.IsNullOrEmpty(answer.RefreshToken) ? user.RefreshToken : answer.RefreshToken")]
    [InlineData("string RefreshToken { get; set; } = \"\";", "user.RefreshToken = answer.RefreshToken.Length > 0 ? answer.RefreshToken : user.RefreshToken")]
    public Task FallbackForNull(string member, string statement) => VerifyCS.VerifyAsync($$"""
        public sealed class Reply
        {
            public {{member}}
        }

        public sealed class Client(HttpClient http)
        {
            public async Task RunAsync(User user)
            {
                var response = await http.PostAsync("https://zoom.us/oauth/token?grant_type=refresh_token&refresh_token=" + user.RefreshToken, null);
                var answer = (await response.Content.ReadFromJsonAsync<Reply>())!;
                {{statement}};
            }
        }
        """ + User);

    [Theory]
    [InlineData("wire.RefreshToken ?? \"\"", "[|tokens.RefreshToken ?? token|]", "return tokens;")]
    [InlineData("wire.RefreshToken ?? \"\"", "[|tokens.RefreshToken ?? token|]", "return await AgainAsync(token);")]
    [InlineData("wire.RefreshToken", "tokens.RefreshToken ?? token", "return tokens;")]
    [InlineData("wire.RefreshToken ?? old", "tokens.RefreshToken ?? token", "return tokens;")]
    public Task FallbackForNullOfAMapper(string value, string saved, string end) => VerifyCS.VerifyAsync($$"""
        public interface IStore
        {
            Task SaveTokenAsync(string? access, string? refresh);
        }

        public sealed class Client(HttpClient http, IStore store)
        {
            public async Task RunAsync(string token)
            {
                var tokens = await RefreshAsync(token);
                await store.SaveTokenAsync(tokens.Access, {{saved}});
            }

            private async Task<Tokens> RefreshAsync(string token)
            {
                {{(end == "return tokens;" ? "var tokens = await AgainAsync(token); return tokens;" : end)}}
            }

            private async Task<Tokens> AgainAsync(string old)
            {
                var response = await http.PostAsync("https://zoom.us/oauth/token?grant_type=refresh_token&refresh_token=" + old, null);
                var wire = (await response.Content.ReadFromJsonAsync<Wire>())!;
                return new Tokens(wire.AccessToken, RefreshToken: {{value}});
            }
        }

        public sealed record Wire(string? AccessToken, string? RefreshToken);

        public sealed record Tokens(string? Access, string? RefreshToken);
        """);

    /// <summary>The caller chooses the grant: only a call with a refresh token is a refresh.</summary>
    [Theory]
    [InlineData("Grants.Again, user.RefreshToken!", "[|user.RefreshToken = answer.RefreshToken|]")]
    [InlineData("Grants.Again, user.RefreshToken!", "user.RefreshToken = answer.RefreshToken ?? user.RefreshToken")]
    [InlineData("\"authorization_code\", user.AccessToken!", "user.RefreshToken = answer.RefreshToken")]
    [InlineData("Grants.FirstCode, user.RefreshToken!", "user.RefreshToken = answer.RefreshToken")]
    public Task GrantThatACallerChooses(string arguments, string statement) => VerifyCS.VerifyAsync($$$"""
        public static class Grants
        {
            public static readonly string Again = "refresh_token";

            public static readonly string FirstCode = "authorization_code";
        }

        public static class Tokens
        {
            public static async Task<Reply> GetTokenAsync(HttpClient http, string grant_type, string value)
            {
                var body = grant_type == Grants.Again
                    ? $"{{\"grant_type\":\"{grant_type}\",\"refresh_token\":\"{value}\"}}"
                    : $"{{\"grant_type\":\"{grant_type}\",\"code\":\"{value}\"}}";
                var response = await http.PostAsync("https://login.eveonline.com/v2/oauth/token", new StringContent(body));
                return JsonSerializer.Deserialize<Reply>(await response.Content.ReadAsStringAsync())!;
            }
        }

        public sealed class Reply
        {
            public string? AccessToken { get; set; }

            public string? RefreshToken { get; set; }
        }

        public sealed class Client(HttpClient http)
        {
            public async Task RunAsync(User user)
            {
                var answer = await Tokens.GetTokenAsync(http, {{{arguments}}});
                {{{statement}}};
            }
        }
        """ + User);

    /// <summary>The type of the request passes the grant to its base type.</summary>
    [Theory]
    [InlineData("refresh_token", "[|user.RefreshToken = answer.RefreshToken|]")]
    [InlineData("authorization_code", "user.RefreshToken = answer.RefreshToken")]
    [InlineData("refresh_token", "[|user.RefreshToken = answer.RefreshToken|]", "ClientId: Client, GrantType: ", "")]
    [InlineData("authorization_code", "user.RefreshToken = answer.RefreshToken", "ClientId: \"refresh_token\", GrantType: ", "")]
    public Task GrantOfABaseType(string grant, string statement, string before = "", string after = ", Client") => VerifyCS.VerifyAsync($$"""
        public abstract record TokenRequest(string GrantType, string ClientId);

        public sealed record NextRequest(string Token, string Client) : TokenRequest({{before}}"{{grant}}"{{after}});

        public sealed class Reply
        {
            public string? AccessToken { get; set; }

            public string? RefreshToken { get; set; }
        }

        public interface ITokenApi
        {
            Task<Reply> RedeemAsync(TokenRequest request);
        }

        public sealed class Client(ITokenApi api)
        {
            public async Task RunAsync(User user)
            {
                var answer = await api.RedeemAsync(new NextRequest(user.RefreshToken!, "client"));
                {{statement}};
            }
        }
        """ + User);

    /// <summary>A token that is requested anew each time is not lost, unlike one that is read from a store.</summary>
    [Theory]
    [InlineData("ExchangeAsync()", "answer.GetProperty(\"access_token\")")]
    [InlineData("LoadAsync()", "[|answer.GetProperty(\"access_token\")|]")]
    public Task TokenThatIsRequestedEachTime(string source, string access) => VerifyCS.VerifyAsync($$"""
        public sealed class Client(HttpClient http)
        {
            public async Task<string> RunAsync()
            {
                var refreshToken = await {{source}};
                return await AccessAsync(refreshToken);
            }

            private static Task<string> LoadAsync() => System.IO.File.ReadAllTextAsync("token");

            private async Task<string> ExchangeAsync()
            {
                var response = await http.PostAsync("https://registry.example/oauth2/exchange", new StringContent("grant_type=access_token"));
                var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
                return answer.GetProperty("refresh_token").GetString()!;
            }

            private async Task<string> AccessAsync(string refreshToken)
            {
                var form = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken };
                var response = await http.PostAsync("https://registry.example/oauth2/token", new FormUrlEncodedContent(form));
                var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
                return {{access}}.GetString()!;
            }
        }
        """);

    /// <summary>The text of the response, or its bytes, replaces what the tokens were read from.</summary>
    [Theory]
    [InlineData("[|user.Json = JsonSerializer.Serialize(answer)|];")]
    [InlineData("System.IO.File.WriteAllBytes(\"t\", [|JsonSerializer.SerializeToUtf8Bytes(answer)|]);")]
    [InlineData("[|holder.Current = answer|];")]
    [InlineData("user.Other = JsonSerializer.Serialize(answer);")]
    [InlineData("answer.RefreshToken ??= tokens.RefreshToken; user.Json = JsonSerializer.Serialize(answer);")]
    public Task TextOfTheResponse(string statements) => VerifyCS.VerifyAsync($$"""
        public sealed class Reply
        {
            public string? AccessToken { get; set; }

            public string? RefreshToken { get; set; }
        }

        public sealed class Row
        {
            public string Json { get; set; } = "";

            public string Other { get; set; } = "";
        }

        public sealed class Holder
        {
            public Reply? Current { get; set; }
        }

        public sealed class Client(HttpClient http)
        {
            public async Task RunAsync(Row user, Holder holder)
            {
                var tokens = {{(statements.Contains("holder") ? "holder.Current!" : "JsonSerializer.Deserialize<Reply>(user.Json)!")}};
                var form = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = {{(statements.Contains("holder") ? "holder.Current!" : "tokens")}}.RefreshToken! };
                var response = await http.PostAsync("https://zoom.us/oauth/token", new FormUrlEncodedContent(form));
                var answer = (await response.Content.ReadFromJsonAsync<Reply>())!;
                {{statements}}
            }
        }
        """);

    [Theory]
    [InlineData("if (!string.IsNullOrEmpty(value)) { _refresh = value; }", "user.RefreshToken = answer.RefreshToken")]
    [InlineData("_refresh = value;", "[|user.RefreshToken = answer.RefreshToken|]")]
    public Task SetterThatKeeps_DoesNotTrigger(string setter, string statement) => VerifyCS.VerifyAsync($$"""
        public sealed class Row
        {
            private string? _refresh;

            public string? RefreshToken
            {
                get => _refresh;
                set { {{setter}} }
            }
        }

        public sealed class Client(HttpClient http)
        {
            public async Task RunAsync(Row user)
            {
                var response = await http.PostAsync("https://zoom.us/oauth/token?grant_type=refresh_token&refresh_token=" + user.RefreshToken, null);
                var answer = (await response.Content.ReadFromJsonAsync<Reply>())!;
                {{statement}};
            }
        }

        public sealed record Reply(string? AccessToken, string? RefreshToken);
        """);

    private const string User = """

        public sealed class User
        {
            public string? AccessToken { get; set; }

            public string? RefreshToken { get; set; }
        }
        """;
}
