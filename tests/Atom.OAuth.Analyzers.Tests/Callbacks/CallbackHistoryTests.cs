using Atom.OAuth.Analyzers.Callbacks;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>What fetches history whatever its name, and what only sounds like it.</summary>
public sealed class CallbackHistoryTests
{
    private const string Activities = """
        public class Activity { public string Name = ""; }
        public interface IActivities { Task<List<Activity>> ListActivitiesAsync(string token, int page = 0); Task<List<string>> ListGuildsAsync(string token); }
        public class Tokens { public string AccessToken = "", RefreshToken = ""; }
        """;

    public static TheoryData<string> BulkSaves => Names(SyncWords.BulkSaves);

    public static TheoryData<string> OtherRows => Names(SyncWords.OtherRows);

    public static TheoryData<string> Conversions => Names(SyncsInMemory.Conversions);

    public static TheoryData<string> Fetches => Names(SyncWords.Fetches);

    public static TheoryData<string> PastDays => Names(SyncWords.PastDays);

    [Theory]
    [MemberData(nameof(BulkSaves))]
    public Task RowsThatWereFetchedWithTheToken_DoNotTrigger(string save) => VerifyAsync(
        $$"""
        var rows = await activities.ListActivitiesAsync((string)tokens.AccessToken);
        await db.Activities.{{save}}Async(rows);
        """,
        isReported: false);

    [Theory]
    [MemberData(nameof(OtherRows))]
    public Task RowsOfWhatTheAccountBelongsTo_Trigger(string rows) => VerifyAsync(
        $"var rows = await activities.ListActivitiesAsync((string)tokens.AccessToken); await db.{rows}s.AddRangeAsync(rows);");

    [Theory]
    [MemberData(nameof(Conversions))]
    public Task TextThatIsConverted_IsNoHistory(string convert) => VerifyAsync(
        "SyncNames();",
        members: $"private readonly dynamic rows = null!; private void SyncNames() {{ foreach (var row in rows.Entries()) {{ row.Lower = row.Name.{convert}(); }} }}");

    [Theory]
    [InlineData("var guilds = await activities.ListGuildsAsync((string)tokens.AccessToken); db.Guilds.AddRange(guilds);")]
    [InlineData("var rows = await activities.ListActivitiesAsync((string)tokens.AccessToken); List<Activity> list = new(); list.AddRange(rows);")]
    [InlineData("var rows = await activities.ListActivitiesAsync(\"public\"); db.Activities.AddRange(rows);")]
    [InlineData("var more = await oauth.ListTokensAsync(tokens); db.Items.AddRange(more);")]
    public Task OtherRows_Trigger(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("for (var page = 1; ; page++) { {0} }")]
    [InlineData("var page = 0; while (true) { page++; {0} }")]
    [InlineData("var page = 0; do { page++; {0} } while (page < 9);")]
    public Task PagesThatAreRequestedWithTheToken_DoNotTrigger(string loop) => VerifyAsync(
        loop.Replace("{0}", "var answer = await http.GetAsync($\"https://www.strava.com/activities?page={page}&key={tokens.AccessToken}\"); "
            + "var text = await answer.Content.ReadAsStringAsync(); if (text == \"\") break; await store.AddAsync(text);", StringComparison.Ordinal),
        isReported: false);

    /// <summary>Items that were fetched with the token before the loop that stores them.</summary>
    [Theory]
    [InlineData("foreach (var item in items) { db.Friends.Add(new Activity { Name = item.ToString() }); }", false)]
    [InlineData("foreach (var item in items) { db.Guilds.Add(item); }", true)]
    [InlineData("foreach (var item in items) { db.Repositories.Add(item); }", true)]
    [InlineData("foreach (var item in items) { friendRepository.Add(item); }", false)]
    [InlineData("List<object> list = new(); foreach (var item in items) { list.Add(item); }", true)]
    [InlineData("var parts = token.Split('.'); foreach (var part in parts) { db.Parts.Add(part); }", true)]
    [InlineData("var names = new[] { items.Count, 2 }; foreach (var name in new[] { 1, 2 }) { db.Numbers.Add(name); }", true)]
    public Task ItemsThatAreStored_DoNotTrigger(string loop, bool isReported) => VerifyAsync(
        "await UpdateAsync((string)tokens.AccessToken);",
        isReported,
        members: $$"""
            private async Task UpdateAsync(string token)
            {
                var text = await http.GetStringAsync("https://api.contoso.com/friends?key=" + token);
                var items = System.Text.Json.Nodes.JsonNode.Parse(text)!.AsArray();
                {{loop}}
            }

            private readonly dynamic friendRepository = null!;
            private object Friends => friendRepository;
            """);

    /// <summary>A loop that repeats the exchange requests no history.</summary>
    [Theory]
    [InlineData("oauth.RequestAccessTokenAsync(code)")]
    [InlineData("http.PostAsync(\"https://oauth2.googleapis.com/token\", form)")]
    public Task ExchangeThatIsRepeated_Triggers(string exchange) => VerifyCS.VerifyAsync(Controller($$"""
        var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code });
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var tokens = await {{exchange}};
            await store.SaveAsync(tokens);
        }
        """));

    [Theory]
    [MemberData(nameof(Fetches))]
    public Task FetchSinceADay_DoesNotTrigger(string fetch) =>
        VerifyAsync($"await jobs.{fetch}ActivitiesAsync(1, DateTime.UtcNow.AddMonths(-6));", isReported: false);

    [Theory]
    [MemberData(nameof(PastDays))]
    public Task FetchSinceADayInThePast_DoesNotTrigger(string add) =>
        VerifyAsync($"await jobs.RefreshActivitiesAsync(1, DateTime.UtcNow.{add}(-6));", isReported: false);

    [Theory]
    [InlineData("await jobs.DeleteStatesAsync(DateTime.UtcNow.AddDays(-1));")]
    [InlineData("await store.LoadAttemptsAsync(1, DateTime.UtcNow.AddDays(-1));")]
    [InlineData("await jobs.RefreshActivitiesAsync(DateTime.UtcNow.AddDays(1));")]
    [InlineData("await jobs.RefreshActivitiesAsync(DateTime.UtcNow.AddSeconds(-1));")]
    public Task OtherDays_Trigger(string statement) => VerifyAsync(statement);

    [Theory]
    [InlineData("foreach (var row in rows) { row.NameLower = row.Name.Trim().ToLowerInvariant(); }", true)]
    [InlineData("foreach (var row in rows.Where(row => row.Name != \"\")) { row.NameLower = string.Concat(row.Name, \"!\"); }", true)]
    [InlineData("foreach (var row in changes.Entries()) { row.NameLower = row.Name; }", true)]
    [InlineData("foreach (var row in rows) { work.Add(row.Name); }", false)]
    [InlineData("pending[\"user\"] = rows[0].Name;", false)]
    [InlineData("_ = import(\"user\");", false)]
    [InlineData("rows[0].Name = \"\"; import(\"user\");", false)]
    [InlineData("foreach (var row in rows) { jobs.Start(row.Name); }", false)]
    [InlineData("isWanted = true;", false)]
    [InlineData("", false)]
    [InlineData("work = new List<string>();", false)]
    public Task SyncThatOnlyComputes_StartsNothing(string statement, bool isReported) => VerifyAsync(
        "SyncNames();",
        isReported,
        "private readonly List<Row> rows = new(); private List<string> work = new(); private bool isWanted; public object All => (work, isWanted, pending, import);"
            + "private readonly Dictionary<string, string> pending = new(); private readonly Func<string, Task> import = null!;"
            + $"private readonly dynamic changes = null!; private void SyncNames() {{ {statement} }}",
        "public class Row { public string Name = \"\", NameLower = \"\"; }");

    [Theory]
    [InlineData("ChannelWriter<string> links", "public abstract class ChannelWriter<T> { public abstract Task WriteAsync(T item); }", false)]
    [InlineData("ILinkWriter writer", "public interface ILinkWriter { Task WriteAsync(string item); }", true)]
    [InlineData("IJobWriter writer", "public interface IJobWriter { Task WriteAsync(string item); }", false)]
    [InlineData("IKafkaWriter writer", "public interface IKafkaWriter { Task WriteAsync(string item); }", false)]
    [InlineData("ISyncPipe writer", "public interface ISyncPipe { Task WriteAsync(string item); }", false)]
    [InlineData("IChannelPipe writer", "public interface IChannelPipe { Task WriteAsync(string item); }", false)]
    [InlineData("dynamic writer", "", false)]
    public Task Channel_IsKnownByItsType(string writer, string type, bool isReported) =>
        VerifyAsync($"await {writer.Split(' ')[1]}.WriteAsync(\"1\");", isReported, $"private readonly {writer} = null!;", type);

    [Theory]
    [InlineData("WelcomeUser", true)]
    [InlineData("ConnectedEmail", true)]
    [InlineData("ImportEmail", false)]
    [InlineData("FetchEmails", false)]
    [InlineData("EmailAccountConnected", false)]
    public Task QueuedMessage_IsNoWork(string type, bool isReported) =>
        VerifyAsync($"await jobs.EnqueueAsync(new {type}());", isReported, types: $"public class {type} {{ }}");

    [Theory]
    [InlineData("var payload = await oauth.ValidateAsync(tokens.IdToken); await db.Users.AddAsync(payload.Email);", false)]
    [InlineData("var payload = await oauth.ReadJwtToken(tokens.IdToken); await db.Users.AddAsync(payload.Subject);", false)]
    [InlineData("var payload = await oauth.ValidateAsync(tokens.RefreshToken); await db.Users.AddAsync(payload);", true)]
    [InlineData("var payload = await oauth.GetAccessToken(tokens.IdToken); await db.Users.AddAsync(payload);", true)]
    public Task IdToken_OnlySaysWhoTheUserIs(string statements, bool isReported) =>
        VerifyCS.VerifyAsync(Controller("var tokens = await oauth.ExchangeCodeAsync(code); " + statements, isReported: isReported));

    [Theory]
    [InlineData("", "GetStringAsync(\"https://contoso.com/people\")", false)]
    [InlineData("", "PostAsync(\"https://contoso.com/people\", new StringContent(code))", true)]
    [InlineData("client = new HttpClient();", "GetStringAsync($\"https://contoso.com/people?key={tokens.AccessToken}\")", true)]
    public Task ResponseToAClientWithABearer_IsNoToken(string between, string ask, bool isReported) => VerifyCS.VerifyAsync(Controller(
        $$"""
        var tokens = await oauth.ExchangeCodeAsync(code);
        var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", (string)tokens.AccessToken);
        {{between}}
        var answer = await client.{{ask}};
        await store.AddAsync(answer);
        """,
        isReported: isReported));

    [Theory]
    [InlineData("links.AcceptAsync(link)", true)]
    [InlineData("users.ForUser(1).AcceptAsync(tokens.AccessToken, tokens.RefreshToken)", true)]
    [InlineData("users.ForUser(1).AcceptAsync(tokens.AccessToken)", false)]
    [InlineData("oauthClient.ForUser(1).AcceptAsync(tokens.RefreshToken)", false)]
    public Task RefreshTokenThatIsHandedOver_IsSaved(string call, bool isReported) => VerifyCS.VerifyAsync(Controller(
        $$"""
        var tokens = await exchange.ExchangeCodeAsync(code);
        var link = Link.Make(tokens.AccessToken, tokens.RefreshToken);
        await {{call}};
        """,
        members: """
            private readonly ILinks links = null!;
            private readonly IUsers users = null!, oauthClient = null!;
            private readonly IExchange exchange = null!;
            public object All => (links, users, oauthClient, exchange);
            """,
        isReported: isReported) + """
        public class Link { public static Link Make(string access, string refresh) => new(); }
        public interface ILinks { Task AcceptAsync(object link); }
        public interface IUsers { IUserSlot ForUser(int id); }
        public interface IUserSlot { Task AcceptAsync(params string[] given); }
        public interface IExchange { Task<Tokens> ExchangeCodeAsync(string code); }
        """ + Activities);

    private static Task VerifyAsync(string statements, bool isReported = true, string members = "", string types = "") =>
        VerifyCS.VerifyAsync(Controller(
            Connect + statements, members: "private readonly IActivities activities = null!; public object Api => activities;" + members, isReported: isReported)
            + types + Activities);
}
