using Atom.OAuth.Analyzers.Callbacks;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>
/// Where tokens are saved: stores that are only identified by their types, collections, files, database sessions, and services that get a
/// refresh token.
/// </summary>
public sealed class CallbackStoresTests
{
    public static TheoryData<string> Types => Names(SaveWords.StoreTypes);

    public static TheoryData<string> Makers => Names(SaveWords.Makers);

    public static TheoryData<string> CallsOnSessions => Names(SaveWords.CallsOnSessions);

    public static TheoryData<string> OwnSaves => Names(SaveWords.OwnSaves);

    public static TheoryData<string> Finds => Names(SaveWords.Finds);

    public static TheoryData<string> Failures => Names(SaveWords.Failures);

    public static TheoryData<string> Posts => Names(SaveWords.Posts);

    public static TheoryData<string> Uses => Names(SaveWords.Uses);

    public static TheoryData<string> Users => Names(SaveWords.Users);

    public static TheoryData<string> TokenMembers => Names(SaveWords.TokenMembers);

    public static TheoryData<string> UrlsOfPeople => [.. SaveWords.UrlsOfPeople];

    [Theory]
    [MemberData(nameof(Types))]
    public Task StoreByItsType_Triggers(string type) => VerifyCS.VerifyAsync(Controller(
        $$"""
        var tokens = await oauth.ExchangeCodeAsync(code);
        await links.AddAsync(tokens);
        """,
        members: $"private readonly IMy{type} links = null!;") + $"public interface IMy{type} {{ Task AddAsync(object row); }}");

    /// <summary>An object that holds the code, and gets the tokens for it before it is saved; its code alone is no token.</summary>
    [Theory]
    [InlineData("user.AccessToken = tokens.AccessToken; await users.UpsertAsync(user);", true)]
    [InlineData("user.AccessToken = tokens.AccessToken; users.Add(user); await users.SaveChangesAsync();", true)]
    [InlineData("user.AccessToken = tokens.AccessToken; await users.UpsertAsync(user.AuthorizationCode);", false)]
    [InlineData("user.Seen = tokens.Count; await users.UpsertAsync(user.AuthorizationCode);", false)]
    public Task ObjectThatAlsoHoldsTheCode_IsSavedWithTheTokens(string save, bool isReported) => VerifyCS.VerifyAsync(Controller(
        $$"""
        var user = new MyUser { AuthorizationCode = code };
        var tokens = await oauth.ExchangeCodeAsync(user.AuthorizationCode);
        {{save}}
        """,
        members: """
            private readonly dynamic users = null!;
            private sealed class MyUser { public string? AuthorizationCode, AccessToken; public int Seen; }
            """,
        isReported: isReported));

    /// <summary>A row of the database that takes the tokens is saved with them, in whatever language its method is named.</summary>
    [Theory]
    [MemberData(nameof(Finds))]
    public Task RowThatTakesTheTokens_IsSaved(string find) =>
        VerifyAsync($"await db.Accounts.{find}Async(state)", "account.Vincular(tokens.AccessToken);");

    [Theory]
    [InlineData("new Account()", "account.Vincular(tokens.AccessToken);")]
    [InlineData("oauth.First()", "account.Vincular(tokens.AccessToken);")]
    [InlineData("await db.Accounts.CountAsync(state)", "account.Vincular(tokens.AccessToken);")]
    [InlineData("await db.Accounts.FirstAsync()", "account.Vincular(state);")]
    [InlineData("await db.Accounts.FirstAsync()", "account.Verify(tokens.AccessToken);")]
    [InlineData("await db.Accounts.FirstAsync()", "if (account.Sirve(tokens.AccessToken)) { return NoContent(); }")]
    public Task OtherUseOfTheTokens_IsNotSaved(string row, string call) => VerifyAsync(row, call, isReported: false);

    /// <summary>What went wrong with the exchange is no token.</summary>
    [Theory]
    [MemberData(nameof(Failures))]
    public Task FailureThatIsNoted_DoesNotTrigger(string member) => VerifyCS.VerifyAsync(Controller(
        $"var answer = await oauth.ExchangeCodeAsync(code); if (answer.{member} != null) {{ store.Notices.Add(answer.{member}); }}", isReported: false));

    [Theory]
    [InlineData("answer")]
    [InlineData("answer.Value")]
    public Task AnswerThatIsStored_Triggers(string answer) => VerifyCS.VerifyAsync(Controller(
        $"var answer = await oauth.ExchangeCodeAsync(code); store.Notices.Add({answer});"));

    /// <summary>The service of an API is called with the token.</summary>
    [Fact]
    public Task ServiceOfAnApi_KeepsNothing() => VerifyCS.VerifyAsync(
        Controller(
            "var tokens = await oauth.ExchangeCodeAsync(code); var meeting = await zoom.CreateMeetingAsync(tokens.AccessToken); return Ok(meeting);",
            members: "private readonly IZoomService zoom = null!;",
            isReported: false)
        + "public interface IZoomService { Task<string> CreateMeetingAsync(object token); }");

    [Fact]
    public Task TypeThatKeepsNothing_DoesNotTrigger() => VerifyCS.VerifyAsync(Controller(
        """
        var tokens = await oauth.ExchangeCodeAsync(code);
        await links.AddAsync(tokens);
        """,
        members: "private readonly IPage links = null!;",
        isReported: false) + "public interface IPage { Task AddAsync(object row); }");

    [Theory]
    [MemberData(nameof(Makers))]
    public Task StoreByWhatMakesIt_Triggers(string maker) => VerifyCS.VerifyAsync(Controller($$"""
        var rows = db.{{maker}}("rows");
        var tokens = await oauth.ExchangeCodeAsync(code);
        await rows.AddAsync(tokens);
        """));

    [Theory]
    [MemberData(nameof(CallsOnSessions))]
    public Task SessionOfADatabase_Triggers(string call) => VerifyCS.VerifyAsync(Controller(
        $$"""
        var account = await session.LoadAsync("a");
        account.Token = await oauth.ExchangeCodeAsync(code);
        await session.{{call}}Async(account);
        """,
        members: "private readonly dynamic session = null!;"));

    [Fact]
    public Task SessionOfABrowser_DoesNotTrigger() => VerifyCS.VerifyAsync(Controller(
        """
        var tokens = await oauth.ExchangeCodeAsync(code);
        session.SetString("tokens", tokens);
        """,
        members: "private readonly dynamic session = null!;",
        isReported: false));

    [Theory]
    [MemberData(nameof(OwnSaves))]
    public Task ObjectThatKeepsItself_Triggers(string call) => VerifyCS.VerifyAsync(Controller($$"""
        dynamic row = cache.NewRow();
        row.Token = await oauth.ExchangeCodeAsync(code);
        row.{{call}}();
        """));

    [Fact]
    public Task AnotherObjectThatKeepsItself_DoesNotTrigger() => VerifyCS.VerifyAsync(Controller(
        """
        dynamic row = cache.NewRow();
        var tokens = await oauth.ExchangeCodeAsync(code);
        row.Upsert();
        """,
        isReported: false));

    [Theory]
    [InlineData("Tokens.TryAdd(\"a\", tokens.AccessToken)", true)]
    [InlineData("Own.TryAdd(\"a\", tokens.AccessToken)", false)]
    [InlineData("passing.TryAdd(\"a\", tokens.AccessToken)", false)]
    public Task Collection_IsKeptWhereItOutlivesTheRequest(string addition, bool isReported) => VerifyCS.VerifyAsync(Controller(
        $$"""
        var passing = new Dictionary<string, string>();
        TokenAnswer tokens = await oauth.ExchangeCodeAsync(code);
        {{addition}};
        """,
        members: """
            private static readonly Dictionary<string, string> Tokens = new();
            private readonly Dictionary<string, string> Own = new();
            """,
        isReported: isReported) + "public record TokenAnswer(string AccessToken);");

    [Theory]
    [InlineData("File.Create(\"a\")", true)]
    [InlineData("new FileStream(\"a\", FileMode.Create)", true)]
    [InlineData("new MemoryStream()", false)]
    public Task FileThatAnObjectIsWrittenTo_Triggers(string stream, bool isReported) => VerifyCS.VerifyAsync(Controller(
        $$"""
        object tokens = await oauth.ExchangeCodeAsync(code);
        await using var target = {{stream}};
        await JsonSerializer.SerializeAsync(target, tokens);
        """.Replace("File.Create", "System.IO.File.Create", StringComparison.Ordinal),
        isReported: isReported));

    [Theory]
    [InlineData("INSERT INTO rows VALUES (@token)", true)]
    [InlineData("SELECT * FROM rows", false)]
    public Task StatementThatIsAConstant_Triggers(string statement, bool isReported) => VerifyCS.VerifyAsync(Controller(
        """
        var tokens = await oauth.ExchangeCodeAsync(code);
        await db.ExecuteAsync(Statement, new { token = tokens.AccessToken });
        """,
        members: $"private const string Statement = \"{statement}\";",
        isReported: isReported));

    [Theory]
    [InlineData("await connector.ActivateAsync(\"a\", tokens.AccessToken, tokens.RefreshToken);", true)]
    [InlineData("if (!await connector.ActivateAsync(\"a\", tokens.RefreshToken)) { return BadRequest(); }", true)]
    [InlineData("await connector.ActivateAsync(\"a\", tokens.AccessToken);", false)]
    [InlineData("var answer = await connector.ActivateAsync(\"a\", tokens.RefreshToken); return Ok(answer);", false)]
    [InlineData("dynamic made = cache.Connector; await made.ActivateAsync(tokens.RefreshToken);", false)]
    [InlineData("await connector.SignInAsync(tokens.RefreshToken);", false)]
    public Task RefreshTokenThatIsHandedOver_IsKept(string call, bool isReported) => VerifyCS.VerifyAsync(Controller(
        $$"""
        var tokens = await oauth.ExchangeCodeAsync(code);
        {{call}}
        """,
        members: "private readonly dynamic connector = null!;",
        isReported: isReported));

    [Theory]
    [MemberData(nameof(Uses))]
    public Task UseOfARefreshToken_DoesNotTrigger(string call) => VerifyCS.VerifyAsync(Controller(
        $$"""
        var tokens = await oauth.ExchangeCodeAsync(code);
        await connector.{{call}}Async("a", tokens.RefreshToken);
        """,
        members: "private readonly dynamic connector = null!;",
        isReported: false));

    [Theory]
    [MemberData(nameof(Users))]
    public Task WhatUsesARefreshToken_DoesNotTrigger(string name) => VerifyCS.VerifyAsync(Controller(
        $$"""
        var tokens = await oauth.ExchangeCodeAsync(code);
        await my{{name}}.ActivateAsync("a", tokens.RefreshToken);
        """,
        members: $"private readonly dynamic my{name} = null!;",
        isReported: false));

    [Theory]
    [MemberData(nameof(Posts))]
    public Task RefreshTokenThatIsPosted_IsKeptThere(string call) => VerifyCS.VerifyAsync(Controller($$"""
        var tokens = await oauth.ExchangeCodeAsync(code);
        var link = new { refreshToken = (string)tokens.RefreshToken };
        await Http.{{call.Replace("Json", "AsJson", StringComparison.Ordinal)}}Async("https://accounts.contoso.com/links", link);
        """));

    [Fact]
    public Task AccessTokenThatIsPosted_DoesNotTrigger() => VerifyCS.VerifyAsync(Controller(
        """
        var tokens = await oauth.ExchangeCodeAsync(code);
        await Http.PostAsJsonAsync("https://accounts.contoso.com/links", new { accessToken = (string)tokens.AccessToken });
        """,
        isReported: false));

    [Theory]
    [InlineData("private readonly object place = new FileDataStore();", true)]
    [InlineData("", false)]
    public Task FlowOfALibrary_KeepsWhatItHasAPlaceFor(string place, bool isReported) => VerifyCS.VerifyAsync(Controller(
        """await flow.ExchangeCodeForTokenAsync("me", code, "https://contoso.com");""",
        members: $"private readonly dynamic flow = null!; {place}",
        isReported: isReported) + "public class FileDataStore { }");

    [Theory]
    [MemberData(nameof(TokenMembers))]
    public Task TokenBesideAPersonsData_IsKept(string member) => VerifyCS.VerifyAsync(Controller($$"""
        var profile = await oauth.ExchangeForProfileAsync(code);
        await store.SaveAsync("a", profile.{{member}});
        """));

    [Theory]
    [InlineData("var profile = await oauth.ExchangeForProfileAsync(code); await store.SaveAsync(profile.Email);")]
    [InlineData("var tokens = await oauth.ExchangeCodeAsync(code); var profile = await oauth.GetProfileAsync(tokens); await store.SaveAsync(profile.Name);")]
    public Task PersonsData_DoesNotTrigger(string body) => VerifyCS.VerifyAsync(Controller(body, isReported: false));

    [Theory]
    [InlineData("result.Match(token => store.SaveAsync(token), error => log.Write(error));", true)]
    [InlineData("model.Match(token => store.SaveAsync(token), error => log.Write(error));", false)]
    public Task FunctionThatGetsTheAnswer_HasTheTokens(string match, bool isReported) => VerifyCS.VerifyAsync(Controller(
        $$"""
        dynamic log = cache, model = cache;
        Result result = await oauth.ExchangeCodeAsync(code);
        Result other = cache.Result;
        {{match.Replace("model", "other", StringComparison.Ordinal)}}
        """,
        isReported: isReported) + "public class Result { public void Match(Action<object> good, Action<object> bad) { } }");

    [Theory]
    [MemberData(nameof(UrlsOfPeople))]
    public Task AnswerAboutAPerson_IsNoToken(string url) => VerifyCS.VerifyAsync(Controller(
        $$"""
        var tokens = await oauth.ExchangeCodeAsync(code);
        var response = await http.PostAsync("https://api.contoso.com{{url.TrimEnd('"')}}", new StringContent((string)tokens.IdToken));
        var person = await response.Content.ReadAsStringAsync();
        await store.SaveAsync(person);
        """,
        isReported: false));

    [Theory]
    [InlineData("Request.Query[\"code\"].FirstOrDefault()")]
    [InlineData("Request.Query[\"code\"].First()")]
    [InlineData("Request.Query[\"code\"].Single()")]
    [InlineData("Request.Query[\"code\"].Last()")]
    public Task OneOfSeveralCodes_IsTheCode(string read) => VerifyCS.VerifyAsync(Controller(
        $"var first = {read}; {Connect.Replace("(code)", "(first)", StringComparison.Ordinal)}",
        parameters: ""));

    private static Task VerifyAsync(string row, string call, bool isReported = true) => VerifyCS.VerifyAsync(Controller(
        $$"""
        var tokens = await oauth.ExchangeCodeAsync(code);
        var account = {{row}};
        {{call}}
        await db.SaveChangesAsync();
        """,
        members: "private sealed class Account { public void Vincular(string token) { } }",
        isReported: isReported));
}
