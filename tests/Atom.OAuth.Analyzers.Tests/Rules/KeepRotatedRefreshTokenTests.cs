using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.KeepRotatedRefreshTokenAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM009: what happens to the refresh token in the response to a refresh.</summary>
public sealed class KeepRotatedRefreshTokenTests
{
    /// <summary>Only the access token is read from the response.</summary>
    [Theory]
    [InlineData("var answer = await response.Content.ReadFromJsonAsync<Answer>(); account.AccessToken = [|answer!.AccessToken|];")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text); account.AccessToken = [|answer?.AccessToken|];")]
    [InlineData("using var json = JsonDocument.Parse(text); account.AccessToken = [|json.RootElement.GetProperty(\"access_token\")|].GetString();")]
    [InlineData("var json = JsonNode.Parse(text); account.AccessToken = (string?)[|json![\"access_token\"]|];")]
    [InlineData("var json = Newtonsoft.Json.Linq.JObject.Parse(text); var access = [|json[\"access_token\"]|]?.ToString(); account.AccessToken = access;")]
    [InlineData("var json = Newtonsoft.Json.Linq.JObject.Parse(text); account.AccessToken = [|json.Value<string>(\"access_token\")|];")]
    [InlineData("dynamic? json = Newtonsoft.Json.JsonConvert.DeserializeObject(text); account.AccessToken = [|json?.access_token|];")]
    [InlineData("var json = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(text); if (json!.ContainsKey(\"access_token\")) { account.AccessToken = [|json[\"access_token\"]|].GetString(); }")]
    [InlineData("var answer = Read(text); if (string.IsNullOrEmpty(answer.AccessToken)) { return; } account.AccessToken = [|answer.AccessToken|];")]
    [InlineData("if (JsonSerializer.Deserialize<Answer>(text) is { } answer) { account.AccessToken = [|answer.AccessToken|]; }")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; Console.WriteLine(answer); await SaveAsync([|answer.AccessToken|]);")]
    public Task OnlyTheAccessTokenIsTaken_Triggers(string statements) => VerifyCS.VerifyAsync(Refresh(statements));

    /// <summary>An endpoint is a separate function, even if one method maps all of them and their variables have the same names.</summary>
    [Fact]
    public Task EndpointsOfOneMethod_AreLookedAtEachByItself() => VerifyCS.VerifyAsync("""
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Routing;

        public sealed class Answer { public string? AccessToken { get; set; } public string? RefreshToken { get; set; } }
        public sealed class Account { public string? AccessToken { get; set; } public string? RefreshToken { get; set; } }

        public sealed class ZoomClient(HttpClient http)
        {
            public async Task<Answer?> ExchangeAsync(string code)
            {
                var response = await http.PostAsync("https://zoom.us/oauth/token", new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code }));
                return await response.Content.ReadFromJsonAsync<Answer>();
            }

            public async Task<Answer?> RefreshAsync(string token)
            {
                var response = await http.PostAsync("https://zoom.us/oauth/token", new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = token }));
                return await response.Content.ReadFromJsonAsync<Answer>();
            }
        }

        public static class ZoomEndpoints
        {
            private static readonly Account Stored = new();

            public static void MapZoom(this IEndpointRouteBuilder app, HttpClient http)
            {
                app.MapGet("/callback", async (string code, ZoomClient zoom) =>
                {
                    var token = await zoom.ExchangeAsync(code);
                    Stored.AccessToken = token!.AccessToken;
                    Stored.RefreshToken = token.RefreshToken;
                });

                app.MapPost("/refresh", async (ZoomClient zoom) =>
                {
                    var token = await zoom.RefreshAsync(Stored.RefreshToken!);
                    Stored.AccessToken = [|token!.AccessToken|];
                });

                app.MapGet("/inline/callback", async (string code) =>
                {
                    var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code });
                    var response = await http.PostAsync("https://zoom.us/oauth/token", form);
                    var token = await response.Content.ReadFromJsonAsync<Answer>();
                    Stored.RefreshToken = token!.RefreshToken;
                });

                app.MapPost("/inline/refresh", async () =>
                {
                    var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = Stored.RefreshToken! });
                    var response = await http.PostAsync("https://zoom.us/oauth/token", form);
                    var token = await response.Content.ReadFromJsonAsync<Answer>();
                    Stored.AccessToken = [|token!.AccessToken|];
                });
            }
        }
        """);

    /// <summary>The old token replaces that of the response.</summary>
    [Theory]
    [InlineData("var json = Newtonsoft.Json.Linq.JObject.Parse(text); [|json[\"refresh_token\"] = account.RefreshToken|]; await SaveAsync(json.ToString());")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; [|answer.RefreshToken = account.RefreshToken|]; _stored = answer;")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; var old = _stored.RefreshToken; _stored = answer; [|_stored.RefreshToken = old|];")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; await SaveAsync(new Answer { AccessToken = answer.AccessToken, [|RefreshToken = account.RefreshToken|] });")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; await SaveAsync(new Pair(Access: answer.AccessToken, [|RefreshToken: account.RefreshToken|]));")]
    public Task OldOneTakesItsPlace_Triggers(string statements) => VerifyCS.VerifyAsync(Refresh(statements));

    /// <summary>The stored token is overwritten, even if the response has none.</summary>
    [Theory]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; account.AccessToken = answer.AccessToken; [|account.RefreshToken = answer.RefreshToken|];")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; [|account.RefreshToken = answer.RefreshToken ?? \"\"|];")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; [|account.RefreshToken = answer.RefreshToken ?? string.Empty|];")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; var token = answer.RefreshToken; [|account.RefreshToken = token|];")]
    [InlineData("var json = Newtonsoft.Json.Linq.JObject.Parse(text); [|account.RefreshToken = json[\"refresh_token\"]?.ToString()|];")]
    [InlineData("var json = Newtonsoft.Json.Linq.JObject.Parse(text); [|account.RefreshToken = (string?)json[\"refresh_token\"]|];")]
    [InlineData("var json = JsonNode.Parse(text); [|account.RefreshToken = json?[\"refresh_token\"]?.GetValue<string>()|];")]
    [InlineData("dynamic? json = Newtonsoft.Json.JsonConvert.DeserializeObject(text); [|account.RefreshToken = json?.refresh_token|];")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; await AddAsync(new Account { AccessToken = answer.AccessToken, [|RefreshToken = answer.RefreshToken|] });")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; var row = new Account { AccessToken = answer.AccessToken, [|RefreshToken = answer.RefreshToken|] }; await AddAsync(row);")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; await UpdateAsync(1, answer.AccessToken, [|answer.RefreshToken|]);")]
    public Task StoredOneIsOverwritten_Triggers(string statements) => VerifyCS.VerifyAsync(Refresh(statements));

    [Theory]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; account.RefreshToken = answer.RefreshToken ?? account.RefreshToken;")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; account.RefreshToken = string.IsNullOrEmpty(answer.RefreshToken) ? account.RefreshToken : answer.RefreshToken;")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; if (answer.RefreshToken is not null) { account.RefreshToken = answer.RefreshToken; }")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; if (answer is { RefreshToken: { } token }) { account.RefreshToken = token; }")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; if (string.IsNullOrEmpty(answer.RefreshToken)) { answer.RefreshToken = account.RefreshToken; } _stored = answer;")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; answer.RefreshToken ??= account.RefreshToken; account.RefreshToken = answer.RefreshToken;")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; ArgumentException.ThrowIfNullOrEmpty(answer.RefreshToken); account.RefreshToken = answer.RefreshToken;")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; var token = answer.RefreshToken; if (token is null) { return; } account.RefreshToken = token;")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; var token = answer.RefreshToken ?? account.RefreshToken; account.RefreshToken = token;")]
    [InlineData("var answer = JsonSerializer.Deserialize<Strict>(text)!; account.RefreshToken = answer.RefreshToken;")]
    [InlineData("using var json = JsonDocument.Parse(text); account.RefreshToken = json.RootElement.GetProperty(\"refresh_token\").GetString();")]
    [InlineData("using var json = JsonDocument.Parse(text); var token = json.RootElement.GetProperty(\"refresh_token\").GetString(); account.RefreshToken = token;")]
    [InlineData("using var json = JsonDocument.Parse(text); if (json.RootElement.TryGetProperty(\"refresh_token\", out var token)) { account.RefreshToken = token.GetString(); }")]
    [InlineData("using var json = JsonDocument.Parse(text); var token = json.RootElement.TryGetProperty(\"refresh_token\", out var found) ? found.GetString() : account.RefreshToken; account.RefreshToken = token;")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; await SaveAsync(answer);")]
    [InlineData("await SaveAsync(text); var answer = JsonSerializer.Deserialize<Answer>(text)!; account.AccessToken = answer.AccessToken;")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; await MergeAsync(1, answer.AccessToken, answer.RefreshToken);")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; if (answer.AccessToken is null) { throw new Exception(text); }")]
    [InlineData("Console.WriteLine(text);")]
    public Task KeptOrHandedOn_DoesNotTrigger(string statements) => VerifyCS.VerifyAsync(Refresh(statements));

    /// <summary>The body of a WebRequest is written to its stream.</summary>
    [Fact]
    public Task WebRequest_Triggers() => VerifyCS.VerifyAsync("""
        #pragma warning disable SYSLIB0014 // HttpWebRequest is obsolete, and still in use.
        public sealed class Client
        {
            public string? AccessToken { get; private set; }

            public void Refresh(string token)
            {
                var request = (HttpWebRequest)WebRequest.Create("https://zoom.us/oauth/token");
                using (var writer = new StreamWriter(request.GetRequestStream()))
                {
                    writer.Write("grant_type=refresh_token&refresh_token=" + token);
                }

                using var response = request.GetResponse();
                using var reader = new StreamReader(response.GetResponseStream());
                AccessToken = (string?)[|JsonNode.Parse(reader.ReadToEnd())!["access_token"]|];
            }
        }
        """);

    /// <summary>IdentityModel's response is already parsed, whether or not the package is available.</summary>
    [Theory]
    [InlineData("AccessToken = [|answer.AccessToken|];")]
    [InlineData("AccessToken = answer.AccessToken; [|RefreshToken = answer.RefreshToken|];")]
    [InlineData("AccessToken = answer.AccessToken; RefreshToken = answer.RefreshToken ?? RefreshToken;")]
    public Task IdentityModel_IsJudged(string statements)
    {
        var test = VerifyCS.Test($$"""
            public sealed class Client(HttpClient http)
            {
                public string? AccessToken { get; private set; }

                public string? RefreshToken { get; private set; }

                public async Task RefreshAsync()
                {
                    var answer = await http.RequestRefreshTokenAsync(new RefreshTokenRequest { RefreshToken = RefreshToken });
                    {{statements}}
                }
            }
            """);
        return (test with { AllowErrors = true }).VerifyAsync();
    }

    /// <summary>A code exchange creates a new connection, and client credentials have no refresh token.</summary>
    [Theory]
    [InlineData("authorization_code")]
    [InlineData("client_credentials")]
    public Task OtherGrant_DoesNotTrigger(string grant) => VerifyCS.VerifyAsync(
        Refresh("var answer = JsonSerializer.Deserialize<Answer>(text)!; account.AccessToken = answer.AccessToken;").Replace(
            "\"grant_type\"] = \"refresh_token\"", $"\"grant_type\"] = \"{grant}\"", StringComparison.Ordinal));

    /// <summary>The method that sends the request returns the whole response, and its caller decides what to do with it.</summary>
    [Theory]
    [InlineData("account.AccessToken = [|answer!.AccessToken|];")]
    [InlineData("[|account.RefreshToken = answer!.RefreshToken|]; account.AccessToken = answer.AccessToken;")]
    [InlineData("account.RefreshToken = answer!.RefreshToken ?? account.RefreshToken;")]
    [InlineData("if (answer?.RefreshToken is { } token) { account.RefreshToken = token; }")]
    [InlineData("_stored = answer!;")]
    public Task CallerOfARefresh_IsJudged(string statements) => VerifyCS.VerifyAsync($$"""
        public sealed class Client(HttpClient http) : IClient
        {
            public async Task<Answer?> RefreshAsync(string token)
            {
                var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = token });
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                response.EnsureSuccessStatusCode();
                return await response.Content.ReadFromJsonAsync<Answer>();
            }
        }

        public sealed class Service(IClient client)
        {
            private Answer _stored = new();

            public Answer Stored => _stored;

            public async Task RunAsync(Account account)
            {
                var answer = await client.RefreshAsync(account.RefreshToken!);
                {{statements}}
            }
        }

        public interface IClient
        {
            Task<Answer?> RefreshAsync(string token);
        }
        """ + Types);

    /// <summary>The refresh saves the token itself, so its callers do not have to.</summary>
    [Fact]
    public Task RefreshThatStores_LeavesCallersAlone() => VerifyCS.VerifyAsync("""
        public sealed class Client(HttpClient http)
        {
            private string? _refreshToken;

            public async Task<Answer?> RefreshAsync()
            {
                var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = _refreshToken! });
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                var answer = await response.Content.ReadFromJsonAsync<Answer>();
                _refreshToken = answer!.RefreshToken ?? _refreshToken;
                return answer;
            }

            public async Task<string?> TokenAsync()
            {
                var answer = await RefreshAsync();
                return answer?.AccessToken;
            }
        }
        """ + Types);

    [Theory]
    [InlineData("public async Task<string?> RefreshAsync(string token)", "using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync()); return [|json.RootElement.GetProperty(\"access_token\")|].GetString();")]
    [InlineData("public async Task<Narrow?> RefreshAsync(string token)", "return [|await response.Content.ReadFromJsonAsync<Narrow>()|];")]
    [InlineData("public async Task<Answer?> RefreshAsync(string token)", "return await response.Content.ReadFromJsonAsync<Answer>();")]
    [InlineData("public async Task<(string?, string?)> RefreshAsync(string token)", "var answer = await response.Content.ReadFromJsonAsync<Answer>(); return (answer?.AccessToken, answer?.RefreshToken);")]
    [InlineData("public async Task<string> RefreshAsync(string token)", "return await response.Content.ReadAsStringAsync();")]
    public Task WhatIsReturned_IsJudged(string signature, string statements) => VerifyCS.VerifyAsync($$"""
        public sealed class Client(HttpClient http)
        {
            {{signature}}
            {
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = token }));
                {{statements}}
            }
        }

        public sealed record Narrow([property: JsonPropertyName("access_token")] string? Value, int ExpiresIn);
        """ + Types);

    [Theory]
    [InlineData("account.AccessToken = answer.AccessToken;", "The refresh token in this response is dropped: a provider that rotates it rejects the old one from now on; keep the new one if the response has one")]
    [InlineData("answer.RefreshToken = account.RefreshToken; _stored = answer;", "The old refresh token is used instead of the one in the response: a provider that rotates it rejects the old one from now on; keep the old one only if the response has none")]
    [InlineData("account.RefreshToken = answer.RefreshToken;", "The stored refresh token is overwritten even if the response has none: keep the stored one in that case")]
    public async Task Message_SaysWhatIsLost(string statements, string message)
    {
        var report = Assert.Single(await VerifyCS.ReportsAsync(Refresh("var answer = JsonSerializer.Deserialize<Answer>(text)!; " + statements)));

        Assert.Equal(message, report.GetMessage(null));
        Assert.Single(report.AdditionalLocations);
    }

    private const string Types = """

        public sealed class Answer
        {
            [JsonPropertyName("access_token")]
            public string? AccessToken { get; set; }

            [JsonPropertyName("refresh_token")]
            public string? RefreshToken { get; set; }
        }

        public sealed class Strict
        {
            public required string RefreshToken { get; set; }
        }

        public sealed class Account
        {
            public string? AccessToken { get; set; }

            public string? RefreshToken { get; set; }
        }

        public sealed record Pair(string? Access, string? RefreshToken);
        """;

    private static string Refresh(string statements) => $$"""
        public sealed class Client(HttpClient http)
        {
            private Answer _stored = new();

            public Answer Stored => _stored;

            public async Task RefreshAsync(Account account)
            {
                var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = account.RefreshToken! });
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                var text = await response.Content.ReadAsStringAsync();
                {{statements}}
            }

            private static Answer Read(string text) => JsonSerializer.Deserialize<Answer>(text)!;

            private static Task SaveAsync(object? value) => Task.FromResult(value);

            private static Task AddAsync(Account account) => Task.FromResult(account);

            private static Task UpdateAsync(int id, string? access, string? refresh) => Task.FromResult(access + refresh + id);

            private static Task MergeAsync(int id, string? access, string? refresh) => Task.FromResult(access + (refresh ?? "kept") + id);
        }
        """ + Types;
}
