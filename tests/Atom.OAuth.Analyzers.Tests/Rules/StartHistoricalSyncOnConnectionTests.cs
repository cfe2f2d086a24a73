using System.Globalization;
using Atom.OAuth.Analyzers.Callbacks;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM002: which callbacks connect an account, and which start its historical sync.</summary>
public sealed class StartHistoricalSyncOnConnectionTests
{
    public static TheoryData<string> Exchanges => Names(ExchangeWords.Calls);

    public static TheoryData<string> ExchangesInContext => Names(ExchangeWords.CallsInContext);

    public static TheoryData<string> ExchangeTypes => Names(ExchangeWords.Types);

    public static TheoryData<string> ExchangeTexts => [.. ExchangeWords.Texts];

    public static TheoryData<string> Saves => Names(SaveWords.Calls);

    public static TheoryData<string> SavesOnStores => Names(SaveWords.CallsOnStores);

    public static TheoryData<string> Stores => Names(SaveWords.Stores);

    public static TheoryData<string> Commits => Names(SaveWords.Commits);

    public static TheoryData<string> Volatile => Names(SaveWords.Volatile);

    public static TheoryData<string> Syncs => Names(SyncWords.Calls);

    public static TheoryData<string> SyncTypes =>
        [.. SyncWords.Types.Patterns.Select(static pattern => pattern.EndsWith('$') ? NameOf(pattern) : NameOf(pattern) + "Command")];

    public static TheoryData<string> OtherSyncs => Names(SyncWords.Others);

    public static TheoryData<string> SignIns => Names(SignInWords.Calls);

    public static TheoryData<string> SignInTypes => [.. SignInWords.Types.Patterns.Select(NameOf)];

    public static TheoryData<string> EndpointAttributes => [.. CallbackWords.EndpointAttributes];

    public static TheoryData<string> CodeNames => [.. CallbackWords.CodeNames.Where(static name => !CallbackWords.AnyCodes.Matches(name))];

    public static TheoryData<string> ServerNames => [.. CallbackWords.ServerNames];

    public static TheoryData<string> ExchangeNames => Names(ExchangeWords.Names);

    public static TheoryData<string> OtherCodes => Names(ExchangeWords.OtherCodes);

    public static TheoryData<string> Contexts => Names(CallbackWords.Context);

    public static TheoryData<string> Makes => Names(SaveWords.Makes);

    public static TheoryData<string> TokenNames => Names(SaveWords.TokenNames);

    public static TheoryData<string> Profiles => Names(SaveWords.Profiles);

    public static TheoryData<string> Texts => Names(SaveWords.Texts);

    public static TheoryData<string> Runs => Names(SaveWords.Runs);

    public static TheoryData<string> Statements => [.. SaveWords.Statements];

    public static TheoryData<string> LongLived => Names(SaveWords.LongLived);

    public static TheoryData<string> PerRequest => [.. SaveWords.PerRequest];

    public static TheoryData<string> Starts => [.. SyncWords.Starts];

    public static TheoryData<string> QueryNames => Names(CallbackWords.QueryNames);

    public static TheoryData<string> MapMethods => [.. CallbackWords.MapMethods, .. CallbackWords.TakesHandler];

    public static TheoryData<string> ResultTypes => [.. CallbackWords.ResultTypes];

    public static TheoryData<string> EndpointTypes => [.. CallbackWords.EndpointTypes];

    public static TheoryData<string> BindingAttributes => [.. CallbackWords.BindingAttributes];

    public static TheoryData<string> BoundPropertyAttributes => [.. CallbackWords.BoundPropertyAttributes];

    [Theory]
    [MemberData(nameof(Exchanges))]
    public Task ExchangeThatCannotBeFollowed_Triggers(string call) => VerifyCS.VerifyAsync(Controller($$"""
        var tokens = await oauth.{{call}}Async(code);
        await store.SaveAsync(tokens);
        """, name: "Index", attributes: "[HttpGet]", parameters: "string code").Replace("SlackController", "HomeController", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(ExchangesInContext))]
    public Task ExchangeBesideOAuthNames_Triggers(string call) => VerifyCS.VerifyAsync(Controller($$"""
        var tokens = await oauth.{{call}}Async(code);
        await store.SaveAsync(tokens);
        """));

    [Theory]
    [MemberData(nameof(ExchangesInContext))]
    public Task WithoutOAuthNames_DoesNotTrigger(string call) => VerifyCS.VerifyAsync(Controller($$"""
        var tokens = await oauth.{{call}}Async(code);
        await store.SaveAsync(tokens);
        """, name: "Index", attributes: "[HttpGet]", parameters: "string code", isReported: false).Replace("SlackController", "HomeController", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(ExchangeTypes))]
    public Task RequestOfALibrary_Triggers(string type) => VerifyCS.VerifyAsync(Controller($$"""
        var tokens = await oauth.RunAsync(new {{type}}("id", code));
        await store.SaveAsync(tokens);
        """) + $"public record {type}(string Id, string Code);");

    [Theory]
    [MemberData(nameof(ExchangeTexts))]
    public Task RequestInPlainSight_Triggers(string text) => VerifyCS.VerifyAsync(Controller($$"""
        var response = await http.PostAsync("https://login.contoso.com/{{text}}", new FormUrlEncodedContent(new Dictionary<string, string> { ["code"] = code }));
        var json = await response.Content.ReadAsStringAsync();
        await store.SaveAsync(json);
        """));

    [Theory]
    [MemberData(nameof(Saves))]
    public Task Save_Triggers(string call) => VerifyCS.VerifyAsync(Controller($$"""
        var tokens = await oauth.ExchangeCodeAsync(code);
        await store.{{call}}Async("a.json", tokens);
        """));

    [Theory]
    [MemberData(nameof(SavesOnStores))]
    public Task SaveOnAStore_Triggers(string call) => VerifyCS.VerifyAsync(Controller($$"""
        var tokens = await oauth.ExchangeCodeAsync(code);
        await store.{{call}}Async(tokens);
        """));

    [Theory]
    [MemberData(nameof(SavesOnStores))]
    public Task TheSameOnALocal_DoesNotTrigger(string call) => VerifyCS.VerifyAsync(Controller($$"""
        var tokens = await oauth.ExchangeCodeAsync(code);
        dynamic answer = new object();
        answer.{{call}}(tokens);
        """, isReported: false));

    [Theory]
    [MemberData(nameof(Stores))]
    public Task NamesOfStores_Trigger(string name) => VerifyCS.VerifyAsync(Controller($$"""
        dynamic my{{name}} = store;
        var tokens = await oauth.ExchangeCodeAsync(code);
        await my{{name}}.AddAsync(tokens);
        """));

    [Theory]
    [MemberData(nameof(Commits))]
    public Task Commit_Triggers(string call) => VerifyCS.VerifyAsync(Controller($$"""
        var tokens = await oauth.ExchangeCodeAsync(code);
        var account = await db.FindAsync();
        account.AccessToken = tokens.AccessToken;
        await db.{{call}}Async();
        """));

    [Theory]
    [MemberData(nameof(Volatile))]
    public Task WhatEndsWithTheRequest_DoesNotTrigger(string name) => VerifyCS.VerifyAsync(Controller($$"""
        var tokens = await oauth.ExchangeCodeAsync(code);
        dynamic {{name}} = new object();
        {{name}}.SetToken("access_token", tokens.AccessToken);
        {{name}}.Token = tokens.AccessToken;
        """, isReported: false));

    [Theory]
    [InlineData("Settings.Shared = tokens.AccessToken;")]
    [InlineData("config.AccessToken = tokens.AccessToken;")]
    [InlineData("Settings.Current = new Settings { Token = tokens.AccessToken };")]
    [InlineData("System.IO.File.WriteAllText(\"token.json\", JsonSerializer.Serialize((object)tokens));")]
    [InlineData("cache.Set(\"token\", tokens.AccessToken);")]
    [InlineData("store.Users.Add(new Settings { Token = tokens.AccessToken });")]
    public Task FilesAndProperties_Trigger(string save) => VerifyCS.VerifyAsync(Controller(
        "var tokens = await oauth.ExchangeCodeAsync(code);\n" + save,
        members: "private readonly Settings config = new();")
            + "public class Settings { public static Settings? Current; public static dynamic? Shared; public dynamic? Token; public dynamic? AccessToken; }");

    [Theory]
    [InlineData("Token = tokens.AccessToken;")]
    [InlineData("this.Token = tokens.AccessToken;")]
    [InlineData("var model = new Model(); model.Token = tokens.AccessToken;")]
    [InlineData("http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(\"Bearer\", (string)tokens.AccessToken);")]
    [InlineData("Response.Cookies.Append(\"token\", (string)tokens.AccessToken);")]
    [InlineData("HttpContext.Session.SetString(\"token\", (string)tokens.AccessToken);")]
    [InlineData("HttpContext.Items[\"token\"] = tokens.AccessToken;")]
    [InlineData("return Redirect(\"/#token=\" + tokens.AccessToken);")]
    [InlineData("return Ok(tokens);")]
    public Task WhatIsHandedOn_DoesNotTrigger(string use) => VerifyCS.VerifyAsync(Controller(
        "var tokens = await oauth.ExchangeCodeAsync(code);\n#pragma warning disable CS0162\n" + use,
        members: "public dynamic? Token { get; set; } public class Model { public dynamic? Token; }",
        isReported: false));

    [Theory]
    [MemberData(nameof(Syncs))]
    public Task Sync_DoesNotTrigger(string call) =>
        VerifyCS.VerifyAsync(Controller(Connect + $"await jobs.{call}Async(\"slack\");", isReported: false));

    [Theory]
    [MemberData(nameof(SyncTypes))]
    public Task SyncRequest_DoesNotTrigger(string type) => VerifyCS.VerifyAsync(
        Controller(Connect + $"await jobs.SendAsync(new {type}(\"slack\"));", isReported: false) + $"public record {type}(string Id);");

    /// <summary>Writing text to a file or a stream does not start any work.</summary>
    [Fact]
    public Task WriterOfTexts_Triggers() => VerifyCS.VerifyAsync(
        Controller(Connect + "using var writer = new StreamWriter(\"log.txt\"); await writer.WriteAsync(\"connected\");"));

    public static TheoryData<string> OtherSyncTypes =>
        [.. SyncWords.OtherTypes.Patterns.Select(static pattern => "CalendarSync" + NameOf(pattern))];

    /// <summary>The type only stores something, whatever the rest of its name.</summary>
    [Theory]
    [MemberData(nameof(OtherSyncTypes))]
    public Task TypeThatKeepsSomething_Triggers(string type) => VerifyCS.VerifyAsync(
        Controller(Connect + $"Console.WriteLine(new {type}(\"slack\"));") + $"public record {type}(string Id);");

    [Theory]
    [MemberData(nameof(OtherSyncs))]
    public Task NamesLikeASync_Trigger(string call) => VerifyCS.VerifyAsync(Controller(Connect + $"oauth.{call}(\"slack\");"));

    [Theory]
    [InlineData("_ = Task.Run(() => Load());")]
    [InlineData("_ = Task.Factory.StartNew(() => Load());")]
    [InlineData("new Thread(Load).Start();")]
    [InlineData("ThreadPool.QueueUserWorkItem(_ => Load());")]
    [InlineData("await channel.Writer.WriteAsync(\"slack\");")]
    [InlineData("BackgroundJob.Enqueue(() => Load());")]
    [InlineData("RecurringJob.AddOrUpdate(\"slack\", () => Load());")]
    [InlineData("foreach (var message in await oauth.GetMessagesAsync(tokens)) { db.Add(message); }")]
    [InlineData("Load();")]
    public Task WorkInTheBackground_DoesNotTrigger(string start) => VerifyCS.VerifyAsync(Controller(
        Connect + start,
        members: """
            private static readonly System.Threading.Channels.Channel<string> channel = System.Threading.Channels.Channel.CreateUnbounded<string>();
            private void Load() => jobs.Enqueue("slack");
            private static class BackgroundJob { public static void Enqueue(Action job) => job(); }
            private static class RecurringJob { public static void AddOrUpdate(string id, Action job) => job(); }
            """,
        isReported: false));

    [Fact]
    public Task OurTrigger_DoesNotTrigger() => VerifyCS.VerifyAsync(Controller(
        Connect + "await sync.TriggerHistoricalSyncOnConnectionAsync(\"slack\", \"user\", \"tenant\");",
        parameters: "string code, [FromServices] IHistoricalSyncTrigger sync",
        isReported: false));

    [Fact]
    public Task SyncThatTheCallbackDoesNotCall_Triggers() =>
        VerifyCS.VerifyAsync(Controller(Connect, members: "public void SyncHistory() => jobs.Enqueue(1);"));

    [Fact]
    public Task CodeInAComment_Triggers() => VerifyCS.VerifyAsync(Controller(Connect + "\n// await jobs.SyncAsync();"));

    [Theory]
    [MemberData(nameof(SignIns))]
    public Task SignIn_DoesNotTrigger(string call) =>
        VerifyCS.VerifyAsync(Controller(Connect + $"await oauth.{call}Async(tokens);", isReported: false));

    public static TheoryData<string> Sessions => Names(SignInWords.Sessions);

    [Theory]
    [MemberData(nameof(Sessions))]
    public Task SessionThatIsOpened_IsASignIn_WhateverIsKept(string call) => VerifyCS.VerifyAsync(
        Controller(
            "var tokens = await oauth.ExchangeCodeAsync(code); await store.SaveTokensAsync(tokens.RefreshToken, tokens.AccessToken); await oauth."
                + call
                + "(\"cookie\", User);",
            isReported: false));

    /// <summary>A shop installs the application, which is not a sign-in: the session is opened in addition.</summary>
    [Fact]
    public Task SessionBesideAnInstallation_Triggers() => VerifyCS.VerifyAsync(
        Controller(Connect + "await oauth.SignInAsync(\"cookie\", User);", attributes: "[HttpGet(\"callback\")]")
            .Replace("SlackController", "ShopifyController", StringComparison.Ordinal));

    public static TheoryData<string> TokensThatAreMade => Names(SignInWords.Tokens);

    [Theory]
    [MemberData(nameof(TokensThatAreMade))]
    public Task CallThatTakesTheCodeForTheTokensOfAProvider_IsNoSignIn(string call) => VerifyCS.VerifyAsync(Controller(
        $"await {call.Replace("Token", "SlackToken", StringComparison.Ordinal)}Async(code);",
        members: $$"""
            private async Task {{call.Replace("Token", "SlackToken", StringComparison.Ordinal)}}Async(string code)
            {
                var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["client_secret"] = "s", ["code"] = code });
                var answer = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                var token = await answer.Content.ReadAsStringAsync();
                await store.SaveTokensAsync(token);
            }
            """));

    [Fact]
    public Task SignInThatTakesTheCode_IsTheExchange() => VerifyCS.VerifyAsync(
        Controller("var tokens = await oauth.SignInAsync(code); _ = oauth.ExchangeCode(code); await store.SaveTokensAsync(tokens.RefreshToken, tokens.AccessToken);"));

    public static TheoryData<string> SignInHandlers => [.. CallbackWords.SignInHandlers, .. CallbackWords.FrameworkHandlers];

    [Theory]
    [MemberData(nameof(SignInHandlers))]
    public Task HandlerOfAuthentication_DoesNotTrigger(string type) => VerifyCS.VerifyAsync(
        Controller(Connect, isReported: false).Replace(": ControllerBase", $": {type}<object>", StringComparison.Ordinal)
            + $"public class {type}<T> : ControllerBase;");

    public static TheoryData<string> ComponentMethods => [.. CallbackWords.ComponentMethods];

    [Theory]
    [MemberData(nameof(ComponentMethods))]
    public Task ComponentThatTakesACode_Triggers(string method) => VerifyCS.VerifyAsync(Component($"[|{method}|]", CallbackWords.ComponentAttribute));

    [Fact]
    public Task ComponentWhoseFileSpeaksOfNoOAuth_Triggers() => VerifyCS.VerifyAsync(("Page.cs", """
        using Microsoft.AspNetCore.Components;

        public class TwitchAuthResponse(Twitch twitch)
        {
            [SupplyParameterFromQuery]
            public string? Code { get; set; }

            protected Task [|OnInitializedAsync|]() => twitch.ConnectAsync(Code ?? "");
        }
        """), ("Twitch.cs", """
        public class Twitch(dynamic oauth, dynamic store)
        {
            public async Task ConnectAsync(string code)
            {
                var tokens = await oauth.ExchangeCodeAsync(code);
                await store.SaveTokensAsync(tokens);
            }
        }
        """));

    [Fact]
    public Task ComponentWithoutAQuery_DoesNotTrigger() => VerifyCS.VerifyAsync(Component("OnInitializedAsync", "Obsolete"));

    private static string Component(string method, string attribute) => $$"""
        using Microsoft.AspNetCore.Components;

        public class SlackConnected(dynamic oauth, dynamic store)
        {
            [{{attribute}}]
            public string? Code { get; set; }

            protected async Task {{method}}()
            {
                var tokens = await oauth.ExchangeCodeAsync(Code);
                await store.SaveTokensAsync(tokens);
            }

            public dynamic Oauth => oauth;
            public dynamic Store => store;
        }
        """;

    [Theory]
    [MemberData(nameof(SignInTypes))]
    public Task SignInObject_DoesNotTrigger(string type) => VerifyCS.VerifyAsync(
        Controller(Connect + $"var identity = new {type}(tokens);", isReported: false) + $"public record {type}(dynamic Tokens);");

    [Fact]
    public Task SignInThatKeepsARefreshToken_Triggers() => VerifyCS.VerifyAsync(Controller("""
        var tokens = await oauth.ExchangeCodeAsync(code);
        await store.SaveTokensAsync(tokens.AccessToken, tokens.RefreshToken);
        await oauth.SignInAsync(tokens);
        """));

    [Theory]
    [InlineData("var user = await oauth.GetUserInfoAsync(code); await store.SaveAsync(user);")]
    [InlineData("var tokens = await oauth.ExchangeCodeAsync(code); var user = await oauth.GetProfileAsync(tokens.AccessToken); await store.SaveAsync(user);")]
    [InlineData("var tokens = await oauth.ExchangeCodeAsync(code); var user = await oauth.GetUserByTokenAsync(tokens.AccessToken); await store.SaveAsync(user);")]
    [InlineData("var tokens = await oauth.ExchangeCodeAsync(code); var user = await oauth.GetUserFromTokenAsync(tokens.AccessToken); await store.SaveAsync(user);")]
    [InlineData("var tokens = await oauth.ExchangeCodeAsync(code); var user = await oauth.GetUserWithTokenAsync(tokens.AccessToken); await store.SaveAsync(user);")]
    [InlineData("var tokens = await oauth.ExchangeCodeAsync(code); var user = await oauth.GetUserUsingTokenAsync(tokens.AccessToken); await store.SaveAsync(user);")]
    [InlineData("var tokens = await oauth.ExchangeCodeAsync(code); var authException = new Exception(); authException.Data.Add(\"tokens\", tokens); throw authException;")]
    [InlineData("var tokens = await oauth.ExchangeCodeAsync(code); var user = await oauth.UseTokenToGetProfileAsync(tokens.AccessToken); await store.SaveAsync(user);")]
    [InlineData("var tokens = await oauth.ExchangeCodeAsync(code); var ex = new Exception(); ex.Data.Add(\"tokens\", tokens); throw ex;")]
    [InlineData("try { await oauth.LogAsync(code); } catch (Exception problem) { var tokens = await oauth.ExchangeCodeAsync(code); problem.Data[\"tokens\"] = tokens; throw; }")]
    [InlineData("try { await oauth.LogAsync(code); } catch (Exception problem) { var tokens = await oauth.ExchangeCodeAsync(code); problem.Data.Add(\"tokens\", tokens); throw; }")]
    [InlineData("var user = await oauth.GetUserInfoAsync(code); dynamic session = cache; session.RefreshToken = oauth.Make(user); await db.SaveChangesAsync();")]
    [InlineData("var user = await oauth.GetUserInfoAsync(code); await store.SaveTokenAsync(user);")]
    [InlineData("await oauth.ConfirmEmailAsync(code); await store.SaveAsync(code);")]
    [InlineData("await oauth.VerifyTokenAsync(code); await store.SaveTokenAsync(1);")]
    [InlineData("var coupon = await oauth.GetCouponTokenAsync(code); await store.SaveTokenAsync(coupon);")]
    [InlineData("await store.SaveAsync(code);")]
    [InlineData("")]
    public Task OtherCodesAndProfiles_DoNotTrigger(string body) => VerifyCS.VerifyAsync(Controller(body, isReported: false));

    /// <summary>The result is tokens, whatever the call takes; <c>Data</c> of other objects may be a store.</summary>
    [Theory]
    [InlineData("var short_ = await oauth.ExchangeCodeAsync(code); var tokens = await oauth.GetUserTokenFromTokenAsync(short_.AccessToken); await store.SaveAsync(tokens);")]
    [InlineData("var short_ = await oauth.ExchangeCodeAsync(code); var tokens = await oauth.ExchangeForLongLivedTokenAsync(short_); await store.SaveAsync(tokens);")]
    [InlineData("var login = await oauth.GetUserInfoWithTokensAsync(code); await store.SaveAsync(login);")]
    [InlineData("var tokens = await oauth.ExchangeCodeAsync(code); db.Data.Add(\"tokens\", tokens);")]
    public Task TokensForTokens_Trigger(string body) => VerifyCS.VerifyAsync(Controller(body));

    [Theory]
    [MemberData(nameof(ExchangeNames))]
    public Task NamesOfATokenRequest_Trigger(string name) => VerifyCS.VerifyAsync(Controller($$"""
        string {{name}} = "1";
        var answer = await oauth.RunAsync({{name}}, code);
        await store.SaveAsync(answer);
        """));

    [Theory]
    [MemberData(nameof(OtherCodes))]
    public Task NamesOfOtherCodes_DoNotTrigger(string name) => VerifyCS.VerifyAsync(Controller($$"""
        var tokens = await oauth.{{name}}ExchangeCodeAsync(code);
        await store.SaveAsync(tokens);
        """, isReported: false));

    [Theory]
    [MemberData(nameof(Contexts))]
    public Task NamesOfOAuth_Trigger(string name) => VerifyCS.VerifyAsync(Controller($$"""
        var tokens = await oauth.GetTokenAsync(code);
        await store.SaveAsync(tokens);
        """, name: "Do" + name, attributes: "[HttpGet]", parameters: "string code").Replace("SlackController", "HomeController", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Makes))]
    public Task WhatIsMadeOfTokens_DoesNotTrigger(string name) => VerifyCS.VerifyAsync(Controller($$"""
        var tokens = await oauth.ExchangeCodeAsync(code);
        var made = await store.Create{{name}}Async(tokens);
        """, isReported: false));

    [Theory]
    [MemberData(nameof(TokenNames))]
    public Task MembersOfAnAnswer_Trigger(string name) => VerifyCS.VerifyAsync(Controller($$"""
        await oauth.ExchangeCodeAsync(code);
        var answer = await oauth.RunAsync(new Answer(code));
        await store.SaveAsync(answer.{{name}});
        """) + "public record Answer(string Code);");

    [Fact]
    public Task OtherMembersOfAnAnswer_DoNotTrigger() => VerifyCS.VerifyAsync(Controller("""
        await oauth.ExchangeCodeAsync(code);
        var answer = await oauth.RunAsync(new Answer(code));
        await store.SaveAsync(answer.Scope);
        """, isReported: false) + "public record Answer(string Code);");

    [Theory]
    [MemberData(nameof(Profiles))]
    public Task DataOfAPerson_DoesNotTrigger(string name) => VerifyCS.VerifyAsync(Controller($$"""
        var tokens = await oauth.ExchangeCodeAsync(code);
        var found = await oauth.Get{{name}}Async(tokens.AccessToken);
        await store.SaveAsync(found);
        """, isReported: false));

    [Theory]
    [MemberData(nameof(Texts))]
    public Task TheCodeAsAnotherText_Triggers(string name) => VerifyCS.VerifyAsync(Controller($$"""
        var text = oauth.{{name}}(code);
        var tokens = await oauth.ExchangeCodeAsync(text);
        await store.SaveAsync(tokens);
        """));

    [Theory]
    [MemberData(nameof(Statements))]
    public Task Sql_Triggers(string statement) => VerifyCS.VerifyAsync(Controller($$"""
        var tokens = await oauth.ExchangeCodeAsync(code);
        await db.ExecuteAsync("{{statement}} Accounts …", new { tokens.AccessToken });
        """));

    [Theory]
    [MemberData(nameof(Runs))]
    public Task CallsThatRunSql_Trigger(string call) => VerifyCS.VerifyAsync(Controller($$"""
        var tokens = await oauth.ExchangeCodeAsync(code);
        await db.{{call}}Async("INSERT INTO Accounts …", new { tokens.AccessToken });
        """));

    [Fact]
    public Task SqlThatReads_DoesNotTrigger() => VerifyCS.VerifyAsync(Controller("""
        var tokens = await oauth.ExchangeCodeAsync(code);
        await db.ExecuteAsync("SELECT * FROM Accounts WHERE Token = @AccessToken", new { tokens.AccessToken });
        """, isReported: false));

    [Theory]
    [MemberData(nameof(Starts))]
    public Task CallsThatStartWork_DoNotTrigger(string start) => VerifyCS.VerifyAsync(Controller(
        Connect + $"dynamic my{start.Split('.')[0]} = jobs; my{start}(tokens);", isReported: false));

    [Theory]
    [MemberData(nameof(QueryNames))]
    public Task NamesOfAQuery_Trigger(string name) =>
        VerifyCS.VerifyAsync(Controller($"dynamic my{name} = cache; var code = my{name}[\"code\"];\n" + Connect, parameters: ""));

    [Theory]
    [MemberData(nameof(MapMethods))]
    public Task MappedLambdas_Trigger(string method) => VerifyCS.VerifyAsync(Usings + $$"""
        public class App { public void {{method}}(string route, Func<HttpRequest, Task> handler) { } }
        public static class Endpoints
        {
            public static void Map(App app, dynamic oauth, dynamic store) => app.[|{{method}}|]("/oauth/callback", async request =>
            {
                var tokens = await oauth.ExchangeCodeAsync(request.Query["code"].ToString());
                await store.SaveTokensAsync(tokens);
            });
        }
        """);

    [Theory]
    [MemberData(nameof(ResultTypes))]
    public Task TypesOfAnswers_Trigger(string type) => VerifyCS.VerifyAsync($$"""
        public class {{type}};
        public class Service(dynamic oauth, dynamic store)
        {
            public async Task<{{type}}?> [|Done|](string code)
            {
                {{Connect}}
                return null;
            }
        }
        """);

    [Theory]
    [MemberData(nameof(EndpointTypes))]
    public Task TypesThatAnswer_Trigger(string ending) => VerifyCS.VerifyAsync($$"""
        public class Slack{{ending}}(dynamic oauth, dynamic store)
        {
            public async Task [|Done|](string code)
            {
                {{Connect}}
            }
        }
        """);

    [Fact]
    public Task Service_DoesNotTrigger() => VerifyCS.VerifyAsync($$"""
        public class SlackService(dynamic oauth, dynamic store)
        {
            public async Task ConnectAsync(string code)
            {
                {{Connect}}
            }
        }
        """);

    [Theory]
    [MemberData(nameof(BindingAttributes))]
    public Task BoundParameters_Trigger(string attribute) => VerifyCS.VerifyAsync($$"""
        public class {{attribute}}Attribute : Attribute;
        public class SlackEndpoint(dynamic oauth, dynamic store)
        {
            public async Task [|Run|]([{{attribute}}] string code)
            {
                {{Connect}}
            }
        }
        """);

    [Theory]
    [MemberData(nameof(BoundPropertyAttributes))]
    public Task BoundProperties_Trigger(string attribute) => VerifyCS.VerifyAsync(Usings + $$"""
        public class {{attribute}}Attribute : Attribute;
        public class CallbackModel(dynamic oauth, dynamic store) : PageModel
        {
            [{{attribute}}] public string? Code { get; set; }
            public async Task [|OnPostAsync|]()
            {
                var tokens = await oauth.ExchangeCodeAsync(Code);
                await store.SaveTokensAsync(tokens);
            }
        }
        """);

    [Theory]
    [MemberData(nameof(EndpointAttributes))]
    public Task Attributes_Trigger(string attribute) => VerifyCS.VerifyAsync($$"""
        public class {{attribute}}Attribute : Attribute;
        public class Service(dynamic oauth, dynamic store)
        {
            [{{attribute}}]
            public async Task [|Callback|](string code)
            {
                {{Connect}}
            }
        }
        """);

    [Theory]
    [MemberData(nameof(CodeNames))]
    public Task NamesOfTheCode_Trigger(string name) =>
        VerifyCS.VerifyAsync(Controller(Connect.Replace("(code)", $"({name})", StringComparison.Ordinal), parameters: $"string {name}"));

    [Theory]
    [MemberData(nameof(ServerNames))]
    public Task AuthorizationServer_DoesNotTrigger(string name) =>
        VerifyCS.VerifyAsync(Controller(Connect, parameters: $"string code, string {name}", isReported: false));

    [Theory]
    [InlineData("[FromQuery(Name = \"code\")] string value", "value")]
    [InlineData("Query query", "query.Code")]
    [InlineData("[FromBody] Query query", "query.Code!.Trim()")]
    [InlineData("Query? query", "query?.Code")]
    public Task WhereTheCodeComesFrom_Triggers(string parameter, string code) => VerifyCS.VerifyAsync(
        Controller(Connect.Replace("(code)", $"({code})", StringComparison.Ordinal), parameters: parameter)
            + "public record Query(string? Code, string? State, string? UserId);");

    [Theory]
    [InlineData("Request.Query[\"code\"]")]
    [InlineData("Request.Form[\"code\"]")]
    [InlineData("Request.Query[\"code\"].ToString()")]
    [InlineData("HttpContext.Request.Query[\"code\"][0]")]
    [InlineData("System.Web.HttpUtility.ParseQueryString(Request.QueryString.Value!).Get(\"code\")")]
    [InlineData("System.Web.HttpUtility.ParseQueryString(Request.QueryString.Value!)[\"code\"]")]
    public Task QueryAndForm_Trigger(string read) => VerifyCS.VerifyAsync(Controller($"var code = {read};\n" + Connect, parameters: ""));

    [Fact]
    public Task QueryThatIsTriedFirst_Triggers() =>
        VerifyCS.VerifyAsync(Controller(
            "if (!Request.Query.TryGetValue(\"code\", out var code)) { return BadRequest(); }\n" + Connect, parameters: ""));

    [Fact]
    public Task KeyOfAnythingElse_DoesNotTrigger() =>
        VerifyCS.VerifyAsync(
            Controller(
                "var json = await http.GetFromJsonAsync<Dictionary<string, string>>(\"https://login.contoso.com\"); var code = json![\"code\"];\n"
                    + Connect,
                parameters: "",
                isReported: false));

    [Fact]
    public Task RazorPage_Triggers() => VerifyCS.VerifyAsync(Usings + $$"""
        public class CallbackModel(dynamic oauth, dynamic store) : PageModel
        {
            [BindProperty(SupportsGet = true)] public string? Code { get; set; }
            public async Task [|OnGetAsync|]()
            {
                var tokens = await oauth.ExchangeCodeAsync(Code);
                await store.SaveTokensAsync(tokens);
            }
        }
        """);

    [Fact]
    public Task MinimalApi_Triggers() => VerifyCS.VerifyProgramAsync(Usings + """
        WebApplication app = null!;
        dynamic oauth = new object(), store = new object();
        app.[|MapGet|]("/oauth/callback", async (string code) =>
        {
            var tokens = await oauth.ExchangeCodeAsync(code);
            await store.SaveTokensAsync(tokens);
            return Results.Ok();
        });
        app.MapGet("/oauth/start", (string scope) => Results.Redirect("https://slack.com/oauth/v2/authorize?scope=" + scope));
        app.MapGet("/connect", ConnectAsync);
        async Task<IResult> [|ConnectAsync|](string code)
        {
            var tokens = await oauth.ExchangeCodeAsync(code);
            await store.SaveTokensAsync(tokens);
            return Results.Ok();
        }
        """);

    public static TheoryData<string> TokenWriters => Names(SaveWords.TokenWriters);

    public static TheoryData<string> NamedSessions => Names(SaveWords.Sessions);

    public static TheoryData<string> Live => Names(SyncWords.Live);

    [Theory]
    [MemberData(nameof(TokenWriters))]
    public Task TokenThatIsWrittenAsText_DoesNotTrigger(string name) => VerifyCS.VerifyAsync(Controller(
        $"{Exchange} dynamic my{name} = new object(); var text = my{name}.WriteToken(tokens.AccessToken);", isReported: false));

    [Theory]
    [MemberData(nameof(NamedSessions))]
    public Task SessionUnderAnyName_DoesNotTrigger(string name) => VerifyCS.VerifyAsync(Controller(
        $"{Exchange} Own{name}[\"token\"] = tokens.AccessToken;",
        members: $"private static Dictionary<string, object> Own{name} => new();",
        isReported: false));

    [Theory]
    [InlineData("MadeData.Create(tokens.AccessToken)", false)]
    [InlineData("MadeData.CreateRow(tokens.AccessToken)", true)]
    public Task FactoryOfItsOwnType_KeepsNothing(string call, bool isReported) => VerifyCS.VerifyAsync(Controller(
        $"{Exchange} var made = {call};", isReported: isReported)
        + "public sealed class MadeData { public static MadeData Create(object token) => new(); public static int CreateRow(object token) => 1; }");

    [Theory]
    [MemberData(nameof(Live))]
    public Task LoopOfAnOpenConnection_IsNoSync(string name) => VerifyCS.VerifyAsync(Controller(
        $"{Exchange} await store.SaveTokensAsync(tokens); _ = Task.Run(() => My{name}LoopAsync());",
        members: $"private static Task My{name}LoopAsync() => Task.CompletedTask;"));

    public static TheoryData<string> Readings => Names(SyncWords.Readings);

    [Theory]
    [MemberData(nameof(Readings))]
    public Task TextThatIsReadInTheBackground_IsNoSync(string name) => VerifyCS.VerifyAsync(Controller(
        $"{Exchange} await store.SaveTokensAsync(tokens); _ = Task.Run(() => {name}Answer(\"\"));",
        members: $"private static Task {name}Answer(string text) => Task.FromResult(text);"));

    public static TheoryData<string> OwnLoads => Names(SyncWords.OwnLoads);

    [Theory]
    [MemberData(nameof(OwnLoads))]
    public Task StoreThatLoadsWhatItHas_IsNoSync(string name) => VerifyCS.VerifyAsync(Controller(
        $"{Exchange} SaveTokens(tokens);", members: Store(name)));

    [Fact]
    public Task StoreThatIsLoadedFromTheProvider_DoesNotTrigger() => VerifyCS.VerifyAsync(Controller(
        $"{Exchange} await store.SaveTokensAsync(tokens); LoadAll(tokens);", members: "private void LoadAll(object token) { }", isReported: false));

    private static string Store(string load) => $$"""
        private Dictionary<string, object> {{load}}() => new();
        private void SaveTokens(object tokens) { var all = {{load}}(); store.SaveTokens(tokens); }
        """;

    public static TheoryData<string> Preparations => Names(SyncWords.Preparations);

    [Theory]
    [MemberData(nameof(Preparations))]
    public Task PreparationInTheBackground_IsNoSync(string name) => VerifyCS.VerifyAsync(Controller(
        $"{Exchange} await store.SaveTokensAsync(tokens); _ = Task.Run(async () => {{ await {name}Async(); Console.WriteLine(\"done\"); }});",
        members: $"private static Task {name}Async() => Task.CompletedTask;"));

    [Theory]
    [InlineData("RegisterAndSyncAsync")]
    [InlineData("ImportWebhookEventsAsync")]
    [InlineData("LoadAsync")]
    public Task OtherWorkBesideAPreparation_DoesNotTrigger(string name) => VerifyCS.VerifyAsync(Controller(
        $"{Exchange} await store.SaveTokensAsync(tokens); _ = Task.Run(async () => {{ await RegisterAsync(); await {name}(); }});",
        members: $"private static Task RegisterAsync() => Task.CompletedTask; private static Task {name}() => Task.CompletedTask;",
        isReported: false));

    [Fact]
    public Task CodeInAContractWithATokenInItsName_IsFollowed() => VerifyCS.VerifyAsync(Controller(
        "await ConnectAsync(new CodeForTokenContract { AuthCode = code });",
        members: "private async Task ConnectAsync(CodeForTokenContract contract) { var tokens = await oauth.ExchangeCodeAsync(contract.AuthCode); await store.SaveTokensAsync(tokens); }")
        + "public sealed class CodeForTokenContract { public string AuthCode { get; set; } = \"\"; }");

    [Theory]
    [MemberData(nameof(LongLived))]
    public Task MembersOfWhatLivesLong_Trigger(string name) => VerifyCS.VerifyAsync(OwnMember($"Slack{name}", isReported: true));

    [Theory]
    [InlineData("SlackClient")]
    [InlineData("SlackApi")]
    [InlineData("LoginWindow")]
    public Task MembersOfAClient_DoNotTrigger(string type) => VerifyCS.VerifyAsync(OwnMember(type, isReported: false));

    /// <summary>The type is named service, but its registration shows that it does not outlive the request.</summary>
    [Theory]
    [MemberData(nameof(PerRequest))]
    public Task MembersOfWhatIsMadePerRequest_DoNotTrigger(string registration) =>
        VerifyCS.VerifyAsync(OwnMember("SlackService", isReported: false) + Registered($"{registration}<object, SlackService>()"));

    [Theory]
    [InlineData("AddSingleton<object, SlackService>()")]
    [InlineData("AddScoped<SlackService, object>()")]
    [InlineData("AddScoped<object>(made => new SlackService((dynamic)made))")]
    public Task MembersOfWhatIsRegisteredOtherwise_Trigger(string registration) =>
        VerifyCS.VerifyAsync(OwnMember("SlackService", isReported: true) + Registered(registration));

    private static string Registered(string call) => $$"""

        public interface IRegistry { void {{call.Split('<')[0]}}<T>(Func<object, object>? make = null); void {{call.Split('<')[0]}}<T, TOther>(); }
        public static class Registration { public static void Register(IRegistry services) => services.{{call}}; }
        """;

    [Fact]
    public Task Middleware_Triggers() => VerifyCS.VerifyAsync(Usings + """
        public class OAuthMiddleware(RequestDelegate next, dynamic oauth)
        {
            private string? _accessToken;
            public Task InvokeAsync(HttpContext context) => context.Request.Path == "/callback" ? HandleAsync(context) : next(context);
            private async Task [|HandleAsync|](HttpContext context)
            {
                var code = context.Request.Query["code"];
                var tokens = await oauth.ExchangeCodeAsync(code.ToString());
                _accessToken = tokens.AccessToken;
            }
        }
        """);

    [Fact]
    public Task DesktopListener_Triggers() => VerifyCS.VerifyAsync("""
        public class Login(dynamic oauth)
        {
            public async Task [|ConnectAsync|](HttpListener listener)
            {
                var context = await listener.GetContextAsync();
                var code = context.Request.QueryString["code"];
                var tokens = await oauth.ExchangeCodeAsync(code);
                File.WriteAllText("tokens.json", JsonSerializer.Serialize((object)tokens));
            }
        }
        """);

    [Fact]
    public Task ImplicitFlow_Triggers() =>
        VerifyCS.VerifyAsync(Controller(
            "db.Add(new { Token = access_token }); await db.SaveTokenAsync(access_token);",
            parameters: "string access_token, string token_type, string expires_in"));

    [Fact]
    public Task TokenOfAnApi_DoesNotTrigger() =>
        VerifyCS.VerifyAsync(Controller("await db.SaveTokenAsync(access_token);", parameters: "string access_token", isReported: false));

    [Theory]
    [InlineData("service.ConnectAsync(code)")]
    [InlineData("contract.ConnectAsync(code)")]
    [InlineData("Helper(code)")]
    [InlineData("mediator.Send(new Connect(code))")]
    public Task WhatIsCalled_Triggers(string call) => VerifyCS.VerifyAsync(Controller(
        $"await {call};",
        parameters: "string code, [FromServices] Service service, [FromServices] IContract contract, [FromServices] IMediator mediator",
        members: "private Task Helper(string value) => new Service(http, db).ConnectAsync(value);") + """

        public interface IContract { Task ConnectAsync(string code); }
        public interface IMediator { Task Send(object request); }
        public record Connect(string Code);
        public class ConnectHandler(Service service) { public Task Handle(Connect request, CancellationToken cancellationToken) => service.ConnectAsync(request.Code); }
        public class Service(HttpClient http, dynamic db) : IContract
        {
            public async Task ConnectAsync(string code)
            {
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", Form(code));
                var tokens = await response.Content.ReadFromJsonAsync<Dictionary<string, string>>();
                await KeepAsync(tokens!["access_token"]);
            }

            private async Task KeepAsync(string accessToken)
            {
                db.Accounts.Add(new Account { AccessToken = accessToken });
                await db.SaveChangesAsync();
            }

            private static FormUrlEncodedContent Form(string code) => new(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code });
        }

        public class Account { public string? AccessToken; }
        """);

    [Fact]
    public Task RecursiveCode_Triggers() => VerifyCS.VerifyAsync(Controller(
        "await Again(code, 3);",
        members: "private async Task Again(string code, int n) { if (n > 0) { await Again(code, n - 1); } " + Connect + " }"));

    [Theory]
    [InlineData("atom_oauth.sync_trigger_methods", "M:SlackController.Warm(System.String)")]
    [InlineData("atom_oauth.sync_trigger_methods", "SlackController.Warm")]
    [InlineData("atom_oauth.integrations_without_history", "slack")]
    [InlineData("atom_oauth.integrations_without_history", "whatsapp|Slack")]
    public Task Options_DoNotTrigger(string key, string value) => VerifyCS.VerifyAsync(
        Controller(Connect + "Warm(\"slack\");", members: "private void Warm(string id) { }", isReported: false), (key, value));

    [Theory]
    [InlineData("atom_oauth.sync_trigger_methods", "SlackController.Other")]
    [InlineData("atom_oauth.integrations_without_history", "whatsapp")]
    public Task OtherOptions_Trigger(string key, string value) => VerifyCS.VerifyAsync(
        Controller(Connect + "Warm(\"slack\");", members: "private void Warm(string id) { }"), (key, value));

    [Theory]
    [InlineData("Trello", true)]
    [InlineData("Notion", true)]
    [InlineData("WhatsApp", false)]
    public Task Providers_TriggerWhereTheirHistoryCanBeFetched(string provider, bool canBeFetched) => VerifyCS.VerifyAsync(
        Controller(Connect, isReported: canBeFetched).Replace("SlackController", provider + "Controller", StringComparison.Ordinal));

    [Fact]
    public Task ProviderThatOnlyPushes_DoesNotTriggerBesideAnOption() => VerifyCS.VerifyAsync(
        Controller(Connect, isReported: false).Replace("SlackController", "WhatsAppController", StringComparison.Ordinal),
        ("atom_oauth.integrations_without_history", "slack"));

    [Fact]
    public async Task Message_NamesTheProviderAndWhatToDo()
    {
        var reports = await VerifyCS.ReportsAsync(Controller(Connect, isReported: false));

        Assert.Equal(
            "'Callback' connects an account of Slack and never starts the historical sync; call TriggerHistoricalSyncOnConnectionAsync after the tokens are saved",
            Assert.Single(reports).GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Message_WithoutRuntime_SaysWhatToAdd()
    {
        var source = Controller(Connect, isReported: false, name: "Done")
            .Replace("using Atom.OAuth;", "", StringComparison.Ordinal)
            .Replace("SlackController", "ContosoController", StringComparison.Ordinal);
        var reports = await (VerifyCS.Test(source) with { References = TestReferences.WithoutRuntime }).RunAsync();

        Assert.Equal(
            "'Done' connects an account and never starts the historical sync; add the package Atom.OAuth.Runtime and call TriggerHistoricalSyncOnConnectionAsync after the tokens are saved",
            Assert.Single(reports).GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public Task TestCode_DoesNotTrigger() =>
        VerifyCS.VerifyAsync(Controller(Connect, isReported: false).Replace(
            "public class SlackController", "namespace Contoso.Tests; public class SlackController", StringComparison.Ordinal));

    [Fact]
    public Task BrokenCode_DoesNotThrow() =>
        (VerifyCS.Test(Controller(Connect)
            + "public class { void M(string code) { Request.Query[\"code\"] oauth. } ") with
        { AllowErrors = true }).VerifyAsync();

    private static string OwnMember(string type, bool isReported) => Usings + $$"""
        public class {{type}}(dynamic oauth)
        {
            private string? _accessToken;
            public string? AccessToken => _accessToken;
            public async Task {{(isReported ? "[|ConnectAsync|]" : "ConnectAsync")}}(HttpRequest request)
            {
                var tokens = await oauth.ExchangeCodeAsync(request.Query["code"].ToString());
                _accessToken = tokens.AccessToken;
            }
        }
        """;
}
