using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer, Atom.OAuth.CodeFixes.Rules.StartHistoricalSyncOnConnectionFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>ATOM002's fix for an application that has one connection per integration: what saves the tokens has no key.</summary>
public sealed class ApplicationConnectionFixerTests
{
    private const string Trigger = "TriggerHistoricalSyncOnConnectionAsync(\"slack\", OAuthConnectionOwner.Application, null);";
    private const string Register = "services.AddSingleton<TokenStore>();";

    [Theory]
    [InlineData("File.WriteAllText(\"tokens.json\", JsonSerializer.Serialize(tokens));", "")]
    [InlineData("File.WriteAllText(_path, tokens.RefreshToken);", "private readonly string _path = Path.Combine(AppContext.BaseDirectory, \"tokens.json\");")]
    [InlineData("File.WriteAllText(FilePath, tokens.RefreshToken);", "private static string FilePath => $\"{AppContext.BaseDirectory}/tokens.json\";")]
    [InlineData("Write(\"slack\", tokens);", "private void Write(string key, SlackTokens tokens) => File.WriteAllText(key + \".json\", tokens.RefreshToken);")]
    [InlineData("_refreshToken = tokens.RefreshToken;", "private static string _refreshToken = \"\";")]
    [InlineData("Kept[\"refresh_token\"] = tokens.RefreshToken;", "private static readonly Dictionary<string, string> Kept = new();")]
    [InlineData("var row = _db.Settings.FirstOrDefault(); row!.RefreshToken = tokens.RefreshToken; _db.SaveChanges();", Database)]
    [InlineData("var row = _db.Settings.FirstOrDefault(setting => setting.Id == 1); if (row is null) { row = new Setting(); _db.Settings.Add(row); } row.RefreshToken = tokens.RefreshToken; _db.SaveChanges();", Database)]
    public async Task TokensWithoutAKey_AreTheApplicationsOwn(string save, string members)
    {
        var test = VerifyCS.Test(Controller(save, members));

        Assert.Contains(Trigger, await test.FixFirstAsync(), StringComparison.Ordinal);
        Assert.StartsWith("Start the historical sync of the application's own connection", Assert.Single(await test.TitlesAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MemberOfASingleton_IsTheApplicationsOwn()
    {
        const string Save = "_refreshToken = tokens.RefreshToken;";
        const string Member = "private string _refreshToken = \"\";";

        Assert.Contains(Trigger, await VerifyCS.Test(Controller(Save, Member, registration: Register)).FixFirstAsync(), StringComparison.Ordinal);
        await VerifyCS.VerifyNoFixAsync(Controller(Save, Member));
        await VerifyCS.VerifyNoFixAsync(Controller(Save, Member, registration: Register.Replace("Singleton", "Scoped")));
        await VerifyCS.VerifyNoFixAsync(Controller(Save, Member, registration: Register, others: "private string? Name => User.Identity?.Name;"));
    }

    /// <summary>The store looks its entry up by a member of what it saves: that is the id of the connection.</summary>
    [Theory]
    [InlineData("Kept[tokens.TeamId] = tokens.RefreshToken;", "private static readonly Dictionary<string, string> Kept = new();")]
    [InlineData("All.RemoveAll(entry => entry.TeamId == tokens.TeamId); All.Add(tokens);", "private static readonly List<SlackTokens> All = new();")]
    public async Task KeyOfTheStore_IsTheUser(string save, string members) => Assert.Contains(
        "TriggerHistoricalSyncOnConnectionAsync(\"slack\", tokens.TeamId, null);",
        await VerifyCS.Test(Controller(save, members)).FixFirstAsync(),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Kept[tokens.TeamId] = tokens.RefreshToken; Kept[tokens.BotId] = tokens.RefreshToken;", "private static readonly Dictionary<string, string> Kept = new();")]
    [InlineData("All.RemoveAll(entry => entry.TeamId == tokens.BotId); All.Add(tokens);", "private static readonly List<SlackTokens> All = new();")]
    public Task SeveralKeys_NameNone(string save, string members) => VerifyCS.VerifyNoFixAsync(Controller(save, members));

    [Theory]
    [InlineData("File.WriteAllText($\"{tokens.TeamId}.json\", tokens.RefreshToken);", "")]
    [InlineData("File.WriteAllText(_path, tokens.RefreshToken);", "private string _path = \"a.json\"; public void Choose(string path) => _path = path;")]
    [InlineData("var all = new List<SlackTokens>(); all.Add(tokens); File.WriteAllText(\"tokens.json\", JsonSerializer.Serialize(all));", "")]
    [InlineData("var all = new Dictionary<string, string>(); all[tokens.AccessToken] = tokens.RefreshToken; File.WriteAllText(\"tokens.json\", JsonSerializer.Serialize(all));", "")]
    [InlineData("Kept[tokens.AccessToken] = tokens.RefreshToken;", "private static readonly Dictionary<string, string> Kept = new();")]
    [InlineData("_tokens.Value = tokens.RefreshToken;", "private static readonly AsyncLocal<string> _tokens = new();")]
    [InlineData("_refreshToken = tokens.RefreshToken;", "[ThreadStatic] private static string _refreshToken = \"\";")]
    [InlineData("File.WriteAllText($\"{DateTime.Now}.json\", tokens.RefreshToken);", "")]
    [InlineData("File.WriteAllText(_settings.Path, tokens.RefreshToken);", "private readonly TenantSettings _settings = new();")]
    [InlineData("var email = \"a\"; File.WriteAllText(\"tokens.json\", tokens.RefreshToken + email);", "")]
    [InlineData("var row = _db.Settings.FirstOrDefault(setting => setting.Name == tokens.TeamId); row!.RefreshToken = tokens.RefreshToken; _db.SaveChanges();", Database)]
    [InlineData("_db.Settings.Add(new Setting { RefreshToken = tokens.RefreshToken }); _db.SaveChanges();", Database)]
    [InlineData("var row = _db.Links.FirstOrDefault(); row!.RefreshToken = tokens.RefreshToken; _db.SaveChanges();", Database)]
    [InlineData("var row = _db.Settings.FirstOrDefault(); row!.RefreshToken = tokens.RefreshToken; _db.SaveChanges();", Database + " private static void Filter(dynamic model) => model.HasQueryFilter();")]
    [InlineData("_other.SaveTokens(tokens); File.WriteAllText(\"tokens.json\", tokens.RefreshToken);", "private readonly IOther _other = null!;")]
    public Task TokensWithAKey_AreNot(string save, string members) => VerifyCS.VerifyNoFixAsync(Controller(save, members));

    /// <summary>A person in the callback may be the one whose connection it is.</summary>
    [Theory]
    [InlineData("var member = User.Identity;")]
    [InlineData("var customer = tokens.TeamId;")]
    public Task CallbackWithAPerson_IsRefused(string before) =>
        VerifyCS.VerifyNoFixAsync(Controller("File.WriteAllText(\"tokens.json\", tokens.RefreshToken);", "", before));

    private const string Links = "private static readonly Dictionary<string, Setting> Links = new();";
    private const string Nested = "private static readonly Dictionary<string, Dictionary<string, string>> Nested = new();";
    private const string Write = "private static void Write(string key, string token) => File.WriteAllText(key + \".json\", token);";
    private const string ToFile = "File.WriteAllText(\"tokens.json\", tokens.RefreshToken);";
    private const string FirstRow = "var row = _db.Settings.FirstOrDefault(); row!.RefreshToken = tokens.RefreshToken; _db.SaveChanges();";

    /// <summary>A type of the application that is called settings may be the row of a customer.</summary>
    [Theory]
    [InlineData("var row = _db.Calendars.FirstOrDefault(setting => setting.Region == tokens.Region); row!.RefreshToken = tokens.RefreshToken; _db.SaveChanges();", Database)]
    [InlineData("var config = Find(tokens); var row = _db.Settings.FirstOrDefault(setting => setting.Name == config.Region); row!.RefreshToken = tokens.RefreshToken; _db.SaveChanges();", Database + " private static CalendarSettings Find(SlackTokens tokens) => new() { Region = tokens.Region };")]
    [InlineData("File.WriteAllText($\"{_config.Region}.json\", tokens.RefreshToken);", "private CalendarSettings _config = new(); public void Use(CalendarSettings config) => _config = config;")]
    [InlineData("var row = _db.Settings.FirstOrDefault(setting => (setting.Name == tokens.Region) == true); row!.RefreshToken = tokens.RefreshToken; _db.SaveChanges();", Database)]
    public Task SettingsOfTheApplicationsOwnType_AreNotConstant(string save, string members) => VerifyCS.VerifyNoFixAsync(Controller(save, members));

    [Theory]
    [InlineData("File.WriteAllText(_configuration[\"Path\"]!, tokens.RefreshToken);", "private readonly Microsoft.Extensions.Configuration.IConfiguration _configuration = null!;")]
    [InlineData("File.WriteAllText(_options.Value.Region, tokens.RefreshToken);", "private readonly Microsoft.Extensions.Options.IOptions<CalendarSettings> _options = null!;")]
    [InlineData("File.WriteAllText(_settings.Region, tokens.RefreshToken);", "private readonly CalendarSettings _settings; public TokenStore(Microsoft.Extensions.Options.IOptions<CalendarSettings> options) => _settings = options.Value;")]
    public async Task SettingsOfThePlatform_AreConstant(string save, string members) =>
        Assert.Contains(Trigger, await VerifyCS.Test(Controller(save, members)).FixFirstAsync(), StringComparison.Ordinal);

    /// <summary>A second save with a key rules it out, wherever it is.</summary>
    [Theory]
    [InlineData("System.IO.File.WriteAllText(\"last-token.json\", tokens.RefreshToken);", "Kept[tokens.Region] = tokens.RefreshToken;", "private static readonly Dictionary<string, string> Kept = new();")]
    [InlineData("Latest.Token = tokens.AccessToken;", "File.WriteAllText($\"{tokens.Region}.json\", tokens.RefreshToken);", "")]
    public Task LaterSaveWithAKey_RulesItOut(string before, string save, string members) => VerifyCS.VerifyNoFixAsync(Controller(save, members, before));

    [Theory]
    [InlineData("Links[tokens.Region].RefreshToken = tokens.RefreshToken;", Links)]
    [InlineData("Nested[tokens.Region][\"refresh_token\"] = tokens.RefreshToken;", Nested)]
    [InlineData("var link = Links[tokens.Region]; link.RefreshToken = tokens.RefreshToken;" + ToFile, Links)]
    [InlineData("if (Links.TryGetValue(tokens.Region, out var link)) link.RefreshToken = tokens.RefreshToken;" + ToFile, Links)]
    public Task KeyInTheMiddle_IsAKey(string save, string members) => VerifyCS.VerifyNoFixAsync(Controller(save, members));

    [Theory]
    [InlineData("Links[\"slack\"].RefreshToken = tokens.RefreshToken;", Links)]
    [InlineData("Nested[\"slack\"][\"refresh_token\"] = tokens.RefreshToken;", Nested)]
    public async Task ConstantInTheMiddle_IsNone(string save, string members) =>
        Assert.Contains(Trigger, await VerifyCS.Test(Controller(save, members)).FixFirstAsync(), StringComparison.Ordinal);

    /// <summary>A variable or property may hold a query with a condition, and a list any row.</summary>
    [Theory]
    [InlineData("var query = _db.Settings.AsQueryable().Where(setting => setting.Name == tokens.Region); var row = query.FirstOrDefault(); row!.RefreshToken = tokens.RefreshToken; _db.SaveChanges();", Database)]
    [InlineData("var row = Mine.FirstOrDefault(); row!.RefreshToken = tokens.RefreshToken; _db.SaveChanges();", Database + " private string _region = \"\"; private IQueryable<Setting> Mine => _db.Settings.AsQueryable().Where(setting => setting.Name == _region);")]
    [InlineData("foreach (var other in _db.Settings.ToList()) if (other.Name == tokens.Region) other.RefreshToken = tokens.RefreshToken;" + FirstRow, Database)]
    public Task QueryThatStartsElsewhere_MayHaveAKey(string save, string members) => VerifyCS.VerifyNoFixAsync(Controller(save, members));

    /// <summary>The database itself may be a tenant's.</summary>
    [Theory]
    [InlineData(FirstRow, "private readonly TenantDb _db = null!;")]
    [InlineData("var row = _db.Set<Setting>().FirstOrDefault(); row!.RefreshToken = tokens.RefreshToken; _db.SaveChanges();", "private readonly DbContext _db = null!;")]
    [InlineData("var row = _db.Inherited.FirstOrDefault(); row!.RefreshToken = tokens.RefreshToken; _db.SaveChanges();", Database)]
    [InlineData(FirstRow, Database + " private static AppDb Make(string tenant) => new AppDb();")]
    public Task DatabaseOfATenant_RulesItOut(string save, string members) => VerifyCS.VerifyNoFixAsync(Controller(save, members));

    /// <summary>A filter counts for code in the callback as well.</summary>
    [Fact]
    public async Task RowThatTheCallbackLoads_IsTheApplicationsOwn()
    {
        const string Save = "var row = _db.Settings.FirstOrDefault(); row!.RefreshToken = tokens.RefreshToken; _db.SaveChanges(); return Ok();";

        Assert.Contains(Trigger, await VerifyCS.Test(Controller("", "", Save, others: Database)).FixFirstAsync(), StringComparison.Ordinal);
        await VerifyCS.VerifyNoFixAsync(Controller("", "private static void Filter(dynamic model) => model.HasQueryFilter();", Save, others: Database));
    }

    /// <summary>The row's own id is not known before it is saved.</summary>
    [Fact]
    public Task OwnIdOfTheRow_IsNoKey() => VerifyCS.VerifyNoFixAsync(Controller(
        "All.RemoveAll(entry => entry.Id == tokens.Id); All.Add(tokens);", "private static readonly List<SlackTokens> All = new();"));

    [Fact]
    public Task SameMethodWithAnotherKey_IsFollowedAgain() =>
        VerifyCS.VerifyNoFixAsync(Controller("Write(\"latest\", tokens.RefreshToken); Write(tokens.Region, tokens.RefreshToken);", Write));

    /// <summary>A client may be that of a store.</summary>
    [Theory]
    [InlineData("_tableClient.UpsertEntity(new { tokens.Region, tokens.RefreshToken });")]
    [InlineData("_secretClient.SetSecret($\"slack-{tokens.Region}\", tokens.RefreshToken);")]
    [InlineData("var client = _secretClient; client.SetSecret($\"slack-{tokens.Region}\", tokens.RefreshToken);")]
    public async Task ClientOfAStore_Saves(string save)
    {
        var store = TestReferences.Emit("""
            public class TableClient { public void UpsertEntity(object row) { } }
            public class SecretClient { public void SetSecret(string name, string value) { } }
            """);
        const string Members = "private readonly TableClient _tableClient = null!; private readonly SecretClient _secretClient = null!;";

        Assert.Empty(await (VerifyCS.Test(Controller(save + ToFile, Members)) with { References = [.. TestReferences.All, store] }).TitlesAsync());
        Assert.NotEmpty(await (VerifyCS.Test(Controller("_secretClient.SetSecret(\"slack\", tokens.RefreshToken);" + ToFile, Members)) with { References = [.. TestReferences.All, store] }).TitlesAsync());
    }

    private const string Database = "private readonly AppDb _db = null!;";

    private static string Controller(string save, string members, string before = "", string registration = "", string others = "") => $$"""
        using System.Text.Json;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.DependencyInjection;

        namespace Microsoft.EntityFrameworkCore
        {
            public class DbSet<T> : List<T>;

            public class DbContext
            {
                public int SaveChanges() => 0;

                public DbSet<T> Set<T>() => new();
            }
        }

        public sealed record SlackTokens(string AccessToken, string RefreshToken, string TeamId, string BotId, string Region = "", int Id = 0);

        public sealed class TenantSettings
        {
            public string Path { get; set; } = "";
        }

        public sealed class CalendarSettings
        {
            public string Region { get; set; } = "";

            public string RefreshToken { get; set; } = "";
        }

        public static class Latest
        {
            public static string Token { get; set; } = "";
        }

        public class TenantRow
        {
            public string TenantId { get; set; } = "";
        }

        public sealed class InheritedLink : TenantRow
        {
            public string RefreshToken { get; set; } = "";
        }

        public sealed class TenantDb : DbContext
        {
            public DbSet<Setting> Settings { get; } = new();

            private void OnConfiguring(Action<string> useServer) => useServer(tenants.ConnectionString);

            private readonly (string ConnectionString, int Count) tenants;
        }

        public sealed class Setting
        {
            public int Id { get; set; }

            public string Name { get; set; } = "";

            public string RefreshToken { get; set; } = "";
        }

        public sealed class Link
        {
            public string OwnerId { get; set; } = "";

            public string RefreshToken { get; set; } = "";
        }

        public sealed class AppDb : DbContext
        {
            public DbSet<Setting> Settings { get; } = new();

            public DbSet<Link> Links { get; } = new();

            public DbSet<CalendarSettings> Calendars { get; } = new();

            public DbSet<InheritedLink> Inherited { get; } = new();
        }

        public interface IOther
        {
            void SaveTokens(SlackTokens tokens);
        }

        public interface ISlack
        {
            Task<SlackTokens> ExchangeCodeAsync(string code);
        }

        public sealed class TokenStore
        {
            {{members}}

            public void SaveTokens(SlackTokens tokens)
            {
                {{save}}
            }
        }

        public static class Services
        {
            public static void ConfigureServices(IServiceCollection services)
            {
                {{registration}}
            }
        }

        public sealed class SlackController : ControllerBase
        {
            private readonly ISlack _slack;
            private readonly TokenStore _store;

            public SlackController(ISlack slack, TokenStore store)
            {
                _slack = slack;
                _store = store;
            }

            {{others}}

            [HttpGet("slack/callback")]
            public async Task<IActionResult> Callback(string code, string state)
            {
                if (Request.Cookies["state"] != state)
                {
                    return BadRequest();
                }

                var tokens = await _slack.ExchangeCodeAsync(code);
                {{before}}
                _store.SaveTokens(tokens);
                return Ok();
            }
        }
        """;
}
