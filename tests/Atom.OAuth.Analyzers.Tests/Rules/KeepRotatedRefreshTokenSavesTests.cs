using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.KeepRotatedRefreshTokenAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>
/// ATOM009: responses that are saved as a whole, shared senders, refreshes whose code is not available, and providers without rotation.
/// </summary>
public sealed class KeepRotatedRefreshTokenSavesTests
{
    [Theory]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; await store.SaveAsync(\"a\", [|answer|]);")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; System.IO.File.WriteAllText(\"token.json\", [|JsonSerializer.Serialize(answer)|]);")]
    [InlineData("System.IO.File.WriteAllText(\"token.json\", [|text|]);")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; Persist(account, answer);", "[|kept.RefreshToken = answer.RefreshToken|]")]
    public Task WholeAnswerIsSaved_Triggers(string statements, string inHelper = "kept.RefreshToken = answer.RefreshToken ?? kept.RefreshToken") =>
        VerifyCS.VerifyAsync(Refresh(statements, inHelper));

    [Theory]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; answer.RefreshToken ??= account.RefreshToken; await store.SaveAsync(\"a\", answer);")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)! with { RefreshToken = account.RefreshToken }; await store.SaveAsync(\"a\", answer);")]
    [InlineData("var answer = JsonSerializer.Deserialize<Strict>(text)!; await store.SaveAsync(\"a\", answer);")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; Persist(account, answer);")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; source.SetResult(answer);")]
    [InlineData("var answer = JsonSerializer.Deserialize<Answer>(text)!; Console.WriteLine(answer); await store.ShowAsync(answer);")]
    public Task WholeAnswerIsSavedWithItsToken_DoesNotTrigger(string statements) => VerifyCS.VerifyAsync(Refresh(statements));

    /// <summary>Code exchange and refresh pass their forms to the same method.</summary>
    [Fact]
    public Task SharedSender_Triggers() =>
        VerifyCS.VerifyAsync(Shared(
            "return JsonSerializer.Deserialize<Answer>(await response.Content.ReadAsStringAsync())!;",
            "[|_held = await AskTokenEndpointAsync(form)|]"));

    [Fact]
    public Task SharedSenderThatKeepsTheStoredOne_DoesNotTrigger() => VerifyCS.VerifyAsync(Shared(
        """
        var read = JsonSerializer.Deserialize<Answer>(await response.Content.ReadAsStringAsync())!;
        return new Answer { AccessToken = read.AccessToken, RefreshToken = read.RefreshToken ?? _held.RefreshToken };
        """,
        "_held = await AskTokenEndpointAsync(form)"));

    /// <summary>The token is tested for one place, and saved in another one without a test.</summary>
    [Theory]
    [InlineData("if (!string.IsNullOrEmpty(fresh)) { account.RefreshToken = fresh; }", "[|fresh|]")]
    [InlineData("if (fresh is not null) account.RefreshToken = fresh;", "[|fresh|]")]
    [InlineData("if (fresh != null) { account.RefreshToken = fresh; }", "[|fresh|]")]
    [InlineData("if (fresh != null) { account.RefreshToken = fresh; }", "account.RefreshToken!")]
    [InlineData("if (fresh != null) { account.RefreshToken = fresh; }", "fresh", "if (refreshToken is null) { return; }")]
    [InlineData("if (fresh != null) { System.Console.WriteLine(fresh.Length); }", "fresh")]
    [InlineData("if (fresh == null) { account.AccessToken = null; } else { account.RefreshToken = fresh; }", "fresh")]
    [InlineData("if (fresh != null) { account.RefreshToken = fresh; } fresh ??= account.RefreshToken;", "fresh!")]
    [InlineData("if (string.IsNullOrEmpty(fresh)) { fresh = account.RefreshToken; }", "fresh!")]
    [InlineData("if (!string.IsNullOrEmpty(fresh)) { account.RefreshToken = fresh; return; }", "fresh")]
    public Task SaveBesideATest(string test, string saved, string guard = "") => VerifyCS.VerifyAsync($$"""
        public sealed record Answer(string AccessToken, string? RefreshToken);
        public sealed class Account { public string? AccessToken { get; set; } public string? RefreshToken { get; set; } }

        public static class Storage
        {
            public static void Write(string accessToken, string? refreshToken)
            {
                {{guard}}
                System.IO.File.WriteAllLines("tokens", new[] { accessToken, refreshToken! });
            }
        }

        public sealed class Client(HttpClient http)
        {
            public async Task RefreshAsync(Account account)
            {
                var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = account.RefreshToken! });
                var response = await http.PostAsync("https://login.contoso.com/token", form);
                var answer = (await response.Content.ReadFromJsonAsync<Answer>())!;
                var fresh = answer.RefreshToken;
                {{test}}
                Storage.Write(answer.AccessToken, {{saved}});
            }
        }
        """);

    /// <summary>A static class in another file stores the whole response: the report is at the call, and names the place as well.</summary>
    [Fact]
    public async Task SaveInAnotherFile_IsAnAdditionalLocation()
    {
        var test = VerifyCS.Test("""
            public sealed class Client(HttpClient http)
            {
                public async Task RefreshAsync()
                {
                    var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = Stored.RefreshToken! });
                    var response = await http.PostAsync("https://login.contoso.com/token", form);
                    var answer = (await response.Content.ReadFromJsonAsync<Answer>())!;
                    Stored.SetTokens(answer);
                }
            }
            """);
        var report = Assert.Single(await (test with
        {
            Sources = test.Sources.Add(("Stored.cs", """
                public sealed record Answer(string AccessToken, string? RefreshToken);

                public static class Stored
                {
                    public static string? AccessToken { get; set; }
                    public static string? RefreshToken { get; set; }

                    public static void SetTokens(Answer tokens)
                    {
                        AccessToken = tokens.AccessToken;
                        RefreshToken = tokens.RefreshToken;
                    }
                }
                """)),
        }).RunAsync());

        Assert.Equal("Stored.cs", report.AdditionalLocations[1].SourceTree!.FilePath);
    }

    /// <summary>The grant is in the type of the body, whose text is added to the request.</summary>
    [Theory]
    [InlineData("refresh_token", "[|account.RefreshToken = answer.RefreshToken|]")]
    [InlineData("refresh_token", "account.RefreshToken = answer.RefreshToken ?? account.RefreshToken")]
    [InlineData("authorization_code", "account.RefreshToken = answer.RefreshToken")]
    public Task BodyAddedToARequest(string grant, string save) => VerifyCS.VerifyAsync($$"""
        using RestSharp;

        public sealed record Answer(string AccessToken, string? RefreshToken);
        public sealed class Account { public string? AccessToken { get; set; } public string? RefreshToken { get; set; } }
        public sealed class Body
        {
            public string? Token { get; set; }
            public string GrantType { get; } = "{{grant}}";
            public string ToJson() => JsonSerializer.Serialize(this);
        }

        public sealed class Client(RestClient client)
        {
            public async Task AskAsync(Account account)
            {
                var body = new Body { Token = account.RefreshToken };
                var request = new RestRequest("/oauth/token", Method.Post);
                request.AddParameter("application/json", body.ToJson(), ParameterType.RequestBody);
                var response = await client.ExecuteAsync(request);
                var answer = JsonSerializer.Deserialize<Answer>(response.Content!)!;
                account.AccessToken = answer.AccessToken;
                {{save}};
            }
        }
        """);

    /// <summary>A row of the new values in a lambda, from which a library makes an UPDATE.</summary>
    [Theory]
    [InlineData("rows.UpdateAsync(row => new Account { AccessToken = answer.AccessToken, [|RefreshToken = answer.RefreshToken|] })")]
    [InlineData("rows.BatchUpdateAsync(row => new Account { AccessToken = answer.AccessToken, [|RefreshToken = answer.RefreshToken|] })")]
    [InlineData("rows.UpdateAsync(row => new Account { AccessToken = answer.AccessToken, RefreshToken = answer.RefreshToken ?? row.RefreshToken })")]
    [InlineData("rows.SelectAsync(row => new Account { AccessToken = answer.AccessToken, RefreshToken = answer.RefreshToken })")]
    public Task RowInALambda(string save) => VerifyCS.VerifyAsync($$"""
        public sealed record Answer(string AccessToken, string? RefreshToken);
        public sealed class Account { public string? AccessToken { get; set; } public string? RefreshToken { get; set; } }
        public interface IRows
        {
            Task UpdateAsync(Func<Account, Account> row);
            Task BatchUpdateAsync(Func<Account, Account> row);
            Task SelectAsync(Func<Account, Account> row);
        }

        public sealed class Client(HttpClient http, IRows rows)
        {
            public async Task RefreshAsync(Account account)
            {
                var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = account.RefreshToken! });
                var response = await http.PostAsync("https://login.contoso.com/token", form);
                var answer = (await response.Content.ReadFromJsonAsync<Answer>())!;
                await {{save}};
            }
        }
        """);

    [Theory]
    [InlineData("Strava", "user.AccessToken = [|answer.AccessToken|]")]
    [InlineData("Strava", "user.AccessToken = answer.AccessToken; [|user.RefreshToken = answer.RefreshToken|]")]
    [InlineData("Strava", "user.AccessToken = answer.AccessToken; user.RefreshToken = answer.RefreshToken ?? user.RefreshToken")]
    [InlineData("Google", "user.AccessToken = answer.AccessToken")]
    [InlineData("Google", "user.AccessToken = answer.AccessToken; [|user.RefreshToken = answer.RefreshToken|]")]
    [InlineData("Withings", "user.AccessToken = answer.AccessToken; [|user.RefreshToken = answer.RefreshToken|]")]
    [InlineData("Login", "user.AccessToken = answer.AccessToken; user.RefreshToken = answer.RefreshToken")]
    [InlineData("Strava", "System.Console.WriteLine(answer.AccessToken)")]
    public Task RefreshOfAnotherProject(string provider, string statements) => VerifyCS.VerifyAsync($$"""
            public sealed record Answer { public string? AccessToken { get; set; } public string? RefreshToken { get; set; } }
            public sealed class User { public string? AccessToken { get; set; } public string? RefreshToken { get; set; } }
            public interface I{{provider}}Api { Task<Answer> RefreshTokenAsync(string refreshToken); }

            public sealed class {{provider}}Users(I{{provider}}Api api)
            {
                public async Task RenewAsync(User user)
                {
                    var answer = await api.RefreshTokenAsync(user.RefreshToken!);
                    {{statements}};
                }
            }
            """);

    [Theory]
    [InlineData("https://oauth2.googleapis.com/token", "account.AccessToken = answer.AccessToken")]
    [InlineData("https://oauth2.googleapis.com/token", "[|account.RefreshToken = answer.RefreshToken|]")]
    [InlineData("https://zoom.us/oauth/token", "account.AccessToken = [|answer.AccessToken|]")]
    public Task WhatIsDroppedOfGoogle_IsNothing(string url, string statement) =>
        VerifyCS.VerifyAsync(Refresh("var answer = JsonSerializer.Deserialize<Answer>(text)!; "
            + statement
            + ";").Replace("https://slack.com/api/oauth.v2.access", url));

    /// <summary>Only the call of the refresh identifies the provider.</summary>
    [Theory]
    [InlineData("googleSecret", "answer.AccessToken")]
    [InlineData("slackSecret", "[|answer.AccessToken|]")]
    public Task ProviderThatTheCallNames(string secret, string access) => VerifyCS.VerifyAsync($$"""
        public interface ICalendar { Task<Answer> RefreshOAuthTokenAsync(string secret, string refreshToken); }

        public sealed class Activities(ICalendar calendar)
        {
            public async Task RenewAsync(Account account, string {{secret}})
            {
                var answer = await calendar.RefreshOAuthTokenAsync({{secret}}, account.RefreshToken!);
                account.AccessToken = {{access}};
            }
        }
        """ + Types);

    /// <summary>The code that reads the response gets the old refresh token as a fallback.</summary>
    [Theory]
    [InlineData("var answer = Read(text, account.RefreshToken); account.AccessToken = answer.AccessToken; account.RefreshToken = answer.RefreshToken;")]
    [InlineData("var answer = Read(text, account.AccessToken); account.AccessToken = answer.AccessToken; [|account.RefreshToken = answer.RefreshToken|];")]
    public Task ReaderWithTheOldToken(string statements) => VerifyCS.VerifyAsync(Refresh(
        statements + " static Answer Read(string text, string? other) { var read = JsonSerializer.Deserialize<Answer>(text)!; return read with { AccessToken = read.AccessToken ?? other }; }"));

    /// <summary>A policy returns the result of the function that it runs.</summary>
    [Theory]
    [InlineData("() => http.PostAsync(Url, Form(account))", "account.AccessToken = [|answer.AccessToken|]")]
    [InlineData("async () => { var sent = await http.PostAsync(Url, Form(account)); return sent; }", "account.AccessToken = [|answer.AccessToken|]")]
    [InlineData("() => http.PostAsync(Url, Form(account))", "account.AccessToken = answer.AccessToken; account.RefreshToken = answer.RefreshToken ?? account.RefreshToken")]
    public Task AnswerThatAPolicyGives(string function, string statements) => VerifyCS.VerifyAsync($$"""
        public sealed class Client(HttpClient http, Polly.IAsyncPolicy policy)
        {
            private const string Url = "https://slack.com/api/oauth.v2.access";

            public async Task RefreshAsync(Account account)
            {
                var response = await policy.ExecuteAsync({{function}});
                var answer = await response.Content.ReadFromJsonAsync<Answer>() ?? new Answer();
                {{statements}};
            }

            private static FormUrlEncodedContent Form(Account account) =>
                new(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = account.RefreshToken! });
        }
        """ + Types);

    private const string Types = """

        public sealed record Answer
        {
            public string? AccessToken { get; set; }

            public string? RefreshToken { get; set; }
        }

        public sealed class Strict
        {
            public string? AccessToken { get; set; }

            public required string RefreshToken { get; set; }
        }

        public sealed class Account
        {
            public string? AccessToken { get; set; }

            public string? RefreshToken { get; set; }
        }

        public interface ITokenStore
        {
            Task SaveAsync(string name, object token);

            Task ShowAsync(object token);
        }
        """;

    private static string Refresh(string statements, string inHelper = "kept.RefreshToken = answer.RefreshToken ?? kept.RefreshToken") => $$"""
        public sealed class Client(HttpClient http, ITokenStore store, TaskCompletionSource<Answer> source)
        {
            public async Task RefreshAsync(Account account)
            {
                var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = account.RefreshToken! });
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                var text = await response.Content.ReadAsStringAsync();
                {{statements}}
                _ = store;
                _ = source;
            }

            private static void Persist(Account kept, Answer answer)
            {
                kept.AccessToken = answer.AccessToken;
                {{inHelper}};
            }
        }
        """ + Types;

    private static string Shared(string sender, string refresh) => $$"""
        public sealed class Client(HttpClient http)
        {
            private Answer _held = new();

            public Task<Answer> ExchangeAsync(string code) => AskTokenEndpointAsync(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code });

            public async Task RefreshAsync()
            {
                var form = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = _held.RefreshToken! };
                {{refresh}};
            }

            private async Task<Answer> AskTokenEndpointAsync(Dictionary<string, string> form)
            {
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", new FormUrlEncodedContent(form));
                {{sender}}
            }
        }
        """ + Types;
}
