using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.KeepRotatedRefreshTokenAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM009: where refresh tokens are saved, and how they get there.</summary>
public sealed class KeepRotatedRefreshTokenPlacesTests
{
    [Theory]
    [InlineData("[|Holder.Refresh = answer.RefreshToken|]")]
    [InlineData("db.Session.SetString(\"rt\", [|answer.RefreshToken|])")]
    [InlineData("db.Response.Cookies.Append(\"rt\", [|answer.RefreshToken|])")]
    [InlineData("db.Properties.UpdateTokenValue(\"refresh_token\", [|answer.RefreshToken|])")]
    [InlineData("[|db.Settings[\"refresh_token\"].Value = answer.RefreshToken|]")]
    [InlineData("[|account.RefreshToken = db.Encrypt(answer.RefreshToken)|]")]
    [InlineData("System.IO.File.WriteAllText(\"rt\", [|answer.RefreshToken|])")]
    [InlineData("db.Run = \"UPDATE t SET r = @r\"; db.AddWithValue(\"@r\", [|answer.RefreshToken|])")]
    [InlineData("db.Execute(\"UPDATE t SET r = @R\", new { [|R = answer.RefreshToken|] })")]
    [InlineData("db.Update(1, new { answer.AccessToken, [|answer.RefreshToken|] })")]
    [InlineData("db.Save(new Pair(answer.AccessToken, [|answer.RefreshToken|]))")]
    [InlineData("var next = new Account(); next.RefreshToken = answer.RefreshToken; if (db.Has) { [|account.RefreshToken = answer.RefreshToken|]; } else { db.Add(next); }")]
    [InlineData("if (!db.Has) { db.Add(new Account { RefreshToken = answer.RefreshToken }); } else { [|account.RefreshToken = answer.RefreshToken|]; }")]
    [InlineData("var next = new Account { [|RefreshToken = answer.RefreshToken|] }; System.IO.File.WriteAllText(\"t\", JsonSerializer.Serialize(next))")]
    [InlineData("var next = account; next = new Account { [|RefreshToken = answer.RefreshToken|] }; db.Update(next)")]
    [InlineData("(account.AccessToken, account.RefreshToken) = (answer.AccessToken, [|answer.RefreshToken|])")]
    [InlineData("account.RefreshToken = [|account.RefreshToken ?? answer.RefreshToken|]")]
    [InlineData("[|account.RefreshToken ??= answer.RefreshToken|]")]
    public Task KeptAsItIs_Triggers(string statements) =>
        VerifyCS.VerifyAsync(Refresh("var answer = JsonSerializer.Deserialize<Answer>(text)!; " + statements));

    [Theory]
    [InlineData("if (answer.RefreshToken is not null) { db.Session.SetString(\"rt\", answer.RefreshToken); }")]
    [InlineData("db.Session.SetString(\"rt\", answer.RefreshToken ?? account.RefreshToken);")]
    [InlineData("db.Execute(\"UPDATE t SET r = COALESCE(@R, r)\", new { R = answer.RefreshToken });")]
    [InlineData("db.Execute(\"EXEC keep @R\", new { R = answer.RefreshToken });")]
    [InlineData("static void NotNull(string? value) { } NotNull(answer.RefreshToken); account.RefreshToken = answer.RefreshToken;")]
    [InlineData("db.Client.SetHeader(\"rt\", answer.RefreshToken);")]
    [InlineData("db.Form.Put(\"rt\", answer.RefreshToken);")]
    [InlineData("db.Show(new { answer.RefreshToken });")]
    [InlineData("var next = account; db.Update(next); next = new Account { RefreshToken = answer.RefreshToken };")]
    [InlineData("(account.AccessToken, account.RefreshToken) = (answer.AccessToken, answer.RefreshToken ?? account.RefreshToken);")]
    [InlineData("answer.RefreshToken ??= account.RefreshToken; account.RefreshToken = answer.RefreshToken;")]
    public Task KeptWhereItIsThere_DoesNotTrigger(string statements) =>
        VerifyCS.VerifyAsync(Refresh("var answer = JsonSerializer.Deserialize<Answer>(text)!; " + statements));

    [Theory]
    [InlineData("json.RootElement.TryGetProperty(\"refresh_token\", out var found) ? found.GetString() : null", true)]
    [InlineData("json.RootElement.TryGetProperty(\"refresh_token\", out var found) ? found.GetString() : \"\"", true)]
    [InlineData("json.RootElement.TryGetProperty(\"refresh_token\", out var found) ? found.GetString() : account.RefreshToken", false)]
    public Task NothingInItsPlace_IsNoTest(string value, bool isReported) => VerifyCS.VerifyAsync(Refresh(
        $"using var json = JsonDocument.Parse(text); var token = {value}; {(isReported ? "[|account.RefreshToken = token|]" : "account.RefreshToken = token")};"));

    [Theory]
    [InlineData("if (!response.IsSuccessStatusCode) { db.Show(text); }")]
    [InlineData("if (response.StatusCode != System.Net.HttpStatusCode.OK) { db.Show(text); }")]
    [InlineData("if (response.IsSuccessStatusCode) { } else { db.Show(text); }")]
    [InlineData("db.BadRequest(text);")]
    public Task TextOfAFailure_IsNoAnswer(string failure) => VerifyCS.VerifyAsync(Refresh(
        failure + " var answer = JsonSerializer.Deserialize<Answer>(text)!; db.Show(new { Access = [|answer.AccessToken|] });"));

    [Fact]
    public Task TextThatGoesOn_IsAnAnswer() => VerifyCS.VerifyAsync(Refresh(
        "db.Show(text); var answer = JsonSerializer.Deserialize<Answer>(text)!; db.Show(new { Access = answer.AccessToken });"));

    /// <summary>A method sends both exchanges and refreshes; what it saves itself is reported there, otherwise at the refresh.</summary>
    [Theory]
    [InlineData("\"refresh_token\", account.RefreshToken!", "[|account.RefreshToken = answer.RefreshToken|]")]
    [InlineData("\"authorization_code\", \"code\"", "account.RefreshToken = answer.RefreshToken")]
    public Task GrantThatAHelperIsHanded(string arguments, string store) => VerifyCS.VerifyAsync($$"""
        public sealed class Client(HttpClient http)
        {
            public async Task RunAsync(Account account)
            {
                var answer = await AskAsync({{arguments}});
                {{store}};
            }

            private async Task<Answer> AskAsync(string grantType, string value)
            {
                var form = new Dictionary<string, string> { ["grant_type"] = grantType };
                form[grantType == "refresh_token" ? "refresh_token" : "code"] = value;
                var response = await http.PostAsync("https://www.strava.com/oauth/token", new FormUrlEncodedContent(form));
                return JsonSerializer.Deserialize<Answer>(await response.Content.ReadAsStringAsync())!;
            }
        }
        """ + Types);

    [Fact]
    public Task HelperThatStoresForBoth_Triggers() => VerifyCS.VerifyAsync("""
        public sealed class Client(HttpClient http)
        {
            private string? _refresh;

            public Task LoginAsync(string code) => AskAsync(new Dictionary<string,
                string> { ["grant_type"] = "authorization_code", ["code"] = code });

            public Task RefreshAsync() => AskAsync(new Dictionary<string,
                string> { ["grant_type"] = "refresh_token", ["refresh_token"] = _refresh! });

            private async Task AskAsync(Dictionary<string, string> form)
            {
                var response = await http.PostAsync("https://zoom.us/oauth/token", new FormUrlEncodedContent(form));
                var answer = JsonSerializer.Deserialize<Answer>(await response.Content.ReadAsStringAsync())!;
                [|_refresh = answer.RefreshToken|];
            }
        }
        """ + Types);

    /// <summary>The provider's class returns the tokens, and a base class, or the caller of a facade, saves them.</summary>
    [Theory]
    [InlineData("var pair = await RequestAsync(account.RefreshToken!); [|account.RefreshToken = pair.RefreshToken|];")]
    [InlineData("var (access, refreshToken) = await RequestAsync(account.RefreshToken!); account.AccessToken = access; [|account.RefreshToken = refreshToken|];")]
    [InlineData("var pair = await new Facade(this).RenewAsync(account.RefreshToken!); [|account.RefreshToken = pair.RefreshToken|];")]
    [InlineData("var pair = await RequestAsync(account.RefreshToken!); account.RefreshToken = pair.RefreshToken ?? account.RefreshToken;")]
    [InlineData("var (access, refreshToken) = await RequestAsync(account.RefreshToken!); if (refreshToken is not null) { account.RefreshToken = refreshToken; }")]
    public Task TokensOfAnotherClass(string statements) => VerifyCS.VerifyAsync($$"""
        public abstract class Provider
        {
            public abstract Task<Pair> RequestAsync(string refreshToken);

            public async Task RenewAsync(Account account)
            {
                {{statements}}
            }
        }

        public sealed class Fitbit(HttpClient http) : Provider
        {
            public override async Task<Pair> RequestAsync(string refreshToken)
            {
                var form = new FormUrlEncodedContent(new Dictionary<string,
                    string> { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken });
                var response = await http.PostAsync("https://api.fitbit.com/oauth2/token", form);
                var answer = JsonSerializer.Deserialize<Answer>(await response.Content.ReadAsStringAsync())!;
                return new Pair(answer.AccessToken, answer.RefreshToken);
            }
        }

        public sealed class Facade(Provider provider)
        {
            public Task<Pair> RenewAsync(string refreshToken) => provider.RequestAsync(refreshToken);
        }
        """ + Types);

    /// <summary>The exchange also uses the mapper.</summary>
    [Theory]
    [InlineData("answer.RefreshToken", "db.Save(ToAccount(answer));", true)]
    [InlineData("answer.RefreshToken", "var next = ToAccount(answer); db.Save(next);", true)]
    [InlineData("answer.RefreshToken", "var next = ToAccount(answer); db.Show(next);", false)]
    [InlineData("answer.RefreshToken ?? \"\"", "db.Save(ToAccount(answer));", true)]
    [InlineData("answer.RefreshToken ?? throw new Exception()", "db.Save(ToAccount(answer));", false)]
    public Task MapperOfAnswers(string value, string statements, bool isReported) => VerifyCS.VerifyAsync(
        Refresh("var answer = JsonSerializer.Deserialize<Answer>(text)!; " + statements, isReported ? $"[|RefreshToken = {value}|]"
            : $"RefreshToken = {value}"));

    [Fact]
    public Task RequestOfUnity_KeepsItsAnswer() => VerifyCS.VerifyAsync("""
        public sealed class Behaviour(dynamic prefs, dynamic web)
        {
            public System.Collections.IEnumerator Refresh()
            {
                dynamic form = web.Form();
                form.AddField("grant_type", "refresh_token");
                form.AddField("refresh_token", prefs.GetString("rt"));
                using (dynamic www = web.Post("https://id.twitch.tv/oauth2/token", form))
                {
                    yield return www.SendWebRequest();
                    var answer = JsonSerializer.Deserialize<Answer>((string)www.downloadHandler.text)!;
                    prefs.SetString("rt", [|answer.RefreshToken|]);
                }
            }
        }
        """ + Types);

    [Fact]
    public Task TokensThatWereStoredBefore_AreNoAnswer() => VerifyCS.VerifyAsync(Refresh(
        "tokens = JsonSerializer.Deserialize<Answer>(text)!; db.Show(tokens)", before: "Answer tokens = db.Read(); db.Save(tokens);"));

    private const string Types = """

        public sealed record Answer { public string? AccessToken { get; set; } public string? RefreshToken { get; set; } }
        public sealed record Pair(string? AccessToken, string? RefreshToken);
        public sealed class Account { public string? AccessToken { get; set; } public string? RefreshToken { get; set; } }
        public static class Holder { public static string? Refresh { get; set; } }
        """;

    private static string Refresh(string statements, string mapped = "RefreshToken = answer.RefreshToken", string before = "") => $$"""
        public sealed class Client(HttpClient http, dynamic db)
        {
            public async Task RefreshAsync(Account account)
            {
                {{before}}
                var form = new FormUrlEncodedContent(new Dictionary<string,
                    string> { ["grant_type"] = "refresh_token", ["refresh_token"] = account.RefreshToken! });
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                var text = await response.Content.ReadAsStringAsync();
                {{statements}};
                _ = db;
            }

            private static Account ToAccount(Answer answer) => new() { {{mapped}} };
        }
        """ + Types;
}
