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
            }
        }

        public sealed record SlackTokens(string AccessToken, string RefreshToken, string TeamId, string BotId);

        public sealed class TenantSettings
        {
            public string Path { get; set; } = "";
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
