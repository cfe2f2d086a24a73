using Atom.OAuth.Analyzers.Callbacks;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyState = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer>;
using VerifySync = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>Programs with top-level statements, and codes that people paste into a window or a console.</summary>
public sealed class CallbackProgramsTests
{
    public static TheoryData<string> Askers => Names(CallbackWords.Askers);

    /// <summary>Top-level statements have no name, so the place where the code is read is reported.</summary>
    [Theory]
    [InlineData("var code = [|context.Request.QueryString[\"code\"]|] ?? throw new InvalidOperationException();")]
    [InlineData("var query = context.Request.QueryString; var code = [|query[\"code\"]|];")]
    [InlineData("var answer = context.Request.QueryString; var code = [|answer.Get(\"code\")|];")]
    [InlineData("var code = context.Request.QueryString[\"name\"];")]
    [InlineData("Func<string?> read = () => context.Request.QueryString[\"code\"]; var code = \"\";")]
    public async Task CodeInAProgram_IsReportedWhereItComes(string code)
    {
        await VerifySync.VerifyProgramAsync(Program(code));
        await VerifyState.VerifyProgramAsync(Program(code));
    }

    [Fact]
    public Task ProgramThatStartsTheSync_IsNotReported() =>
        VerifySync.VerifyProgramAsync(Program("var code = context.Request.QueryString[\"code\"];", "await jobs.StartHistoricalSyncAsync();"));

    [Fact]
    public Task ProgramThatComparesTheState_IsNotReported() => VerifyState.VerifyProgramAsync(Program("""
        var state = Guid.NewGuid().ToString();
        if (context.Request.QueryString["state"] != state) { return; }
        var code = context.Request.QueryString["code"];
        """));

    /// <summary>Each statement is a separate member; a change in one is saved in another.</summary>
    [Theory]
    [InlineData("settings.AccessToken = tokens.AccessToken; settings.SaveChanges();", true)]
    [InlineData("settings.SaveChanges(); settings.AccessToken = \"\";", false)]
    public Task ProgramThatWritesWhatItChanged_Connects(string save, bool isReported) => VerifySync.VerifyProgramAsync(Usings + $$"""
        dynamic oauth = new object();
        dynamic settings = new object();
        using var listener = new HttpListener();
        var context = await listener.GetContextAsync();
        var code = {{(isReported ? "[|context.Request.QueryString[\"code\"]|]" : "context.Request.QueryString[\"code\"]")}};
        var tokens = await oauth.ExchangeCodeAsync(code);
        {{save}}
        """);

    /// <summary>In a web application, the handlers read the request, not the program itself.</summary>
    [Fact]
    public Task HandlerInAProgram_IsTheCallback() => VerifySync.VerifyProgramAsync(Usings + """
        dynamic oauth = new object();
        var app = WebApplication.Create();
        app.[|MapGet|]("/callback", async (HttpContext http) =>
        {
            var code = http.Request.Query["code"].ToString();
            var tokens = await oauth.ExchangeCodeAsync(code);
            File.WriteAllText("tokens.json", JsonSerializer.Serialize((object)tokens));
        });
        app.Run();
        """);

    /// <summary>What is copied from the browser has no state.</summary>
    [Theory]
    [MemberData(nameof(Askers))]
    public async Task CodeThatIsAskedFor_Connects(string asker)
    {
        await VerifySync.VerifyAsync(Window($"var code = window.{asker}(\"code\");", "[|ConnectAsync|]"));
        await VerifyState.VerifyAsync(Window($"var code = window.{asker}(\"code\");", "ConnectAsync"));
    }

    [Theory]
    [InlineData("var code = Console.ReadLine();")]
    [InlineData("var code = Console.ReadLine()?.Trim() ?? \"\";")]
    [InlineData("Console.WriteLine(\"code?\"); string code; code = Console.ReadLine()!.Trim();")]
    [InlineData("var name = Console.ReadLine(); var code = name?.Length.ToString();", false)]
    public Task LineOfAConsole_IsACode(string statements, bool isReported = true) =>
        VerifySync.VerifyAsync(Window(statements, isReported ? "[|ConnectAsync|]" : "ConnectAsync"));

    [Theory]
    [InlineData("await kakao.AuthorizeAsync(Console.ReadLine()!);")]
    [InlineData("var typed = Console.ReadLine()!; await kakao.AuthorizeAsync(typed);")]
    [InlineData("await kakao.AuthorizeAsync(box.Text);")]
    [InlineData("await kakao.AuthorizeAsync(box.Text.Trim());")]
    [InlineData("var typed = await this.ShowInputAsync(); await kakao.AuthorizeAsync(typed);")]
    [InlineData("await kakao.AuthorizeAsync(box.Name);", false)]
    [InlineData("await kakao.AuthorizeAsync(Settings());", false)]
    [InlineData("var typed = Console.ReadLine()!; await kakao.RefreshAsync(typed);", false)]
    public async Task ServiceThatIsGivenAPastedCode_Connects(string call, bool isReported = true)
    {
        await VerifySync.VerifyAsync(Service(call, isReported));
        await VerifyState.VerifyAsync(Service(call, isReported: false));
    }

    /// <summary>Creates a program that listens for the browser's redirect.</summary>
    private static string Program(string code, string after = "") => Usings + $$"""
        dynamic oauth = new object();
        dynamic jobs = new object();
        using var listener = new HttpListener();
        listener.Start();
        var context = await listener.GetContextAsync();
        {{code}}
        var tokens = await oauth.ExchangeCodeAsync(code);
        File.WriteAllText("tokens.json", JsonSerializer.Serialize((object)tokens));
        {{after}}
        """;

    private static string Window(string statements, string name) => $$"""
        public class Kakao(dynamic oauth, dynamic window)
        {
            public dynamic Window => window;

            private async Task {{name}}()
            {
                {{statements}}
                var tokens = await oauth.ExchangeCodeAsync(code);
                File.WriteAllText("tokens.json", JsonSerializer.Serialize((object)tokens));
            }
        }
        """;

    private static string Service(string call, bool isReported) => $$"""
        public class KakaoService(HttpClient http)
        {
            public async Task<bool> {{(isReported ? "[|AuthorizeAsync|]" : "AuthorizeAsync")}}(string authCode)
            {
                var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = authCode });
                var tokens = await (await http.PostAsync("https://kauth.kakao.com/oauth/token", form)).Content.ReadAsStringAsync();
                File.WriteAllText("tokens.json", tokens);
                return true;
            }

            public Task<string> RefreshAsync(string refreshToken) => http.GetStringAsync(refreshToken);
        }

        public class Box { public string Text { get; set; } = ""; public string Name { get; set; } = ""; }

        public class SettingsWindow(KakaoService kakao, Box box)
        {
            public Box Box => box;

            public async Task OnPasted()
            {
                {{call}}
            }

            private Task<string> ShowInputAsync() => Task.FromResult("");
            private static string Settings() => "";
        }
        """;
}
