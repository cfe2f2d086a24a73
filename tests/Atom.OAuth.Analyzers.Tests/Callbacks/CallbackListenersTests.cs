using Atom.OAuth.Analyzers.Callbacks;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyState = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer>;
using VerifySync = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>Desktop applications: something waits for the browser to come back, and hands over what it brought.</summary>
public sealed class CallbackListenersTests
{
    private const string Browser = """
        public static class Browser
        {
            public static Task<string> WaitForCode(HttpListener listener) => Task.Run(() => listener.GetContext().Request.QueryString["code"] ?? "");
            public static async Task<Dictionary<string, string>> WaitForCallback(string address)
            {
                _ = Task.Run(() => Console.WriteLine(address));
                await Task.Yield();
                return new Dictionary<string, string> { ["code"] = address };
            }
            public static Task<string> WaitForName(HttpListener listener) => Task.FromResult("");
        }
        public static class Phone { public static Task<string> WaitForCode() => Task.FromResult("a number that was sent"); }
        """;

    public static TheoryData<string> Waits => Names(CallbackWords.Waits);

    [Theory]
    [InlineData("var code = await Browser.WaitForCode(listener);")]
    [InlineData("string code; code = Browser.WaitForCode(listener).Result;", false)]
    [InlineData("string code = \"\"; try { code = await Browser.WaitForCode(listener); } catch (IOException) { }")]
    [InlineData("var back = await Browser.WaitForCallback(\"\"); var code = back[\"code\"];")]
    [InlineData("var back = await Browser.WaitForCallback(\"\"); var code = back?[\"code\"];")]
    [InlineData("var back = await Browser.WaitForCallback(\"\"); if (!back.TryGetValue(\"code\", out var code)) { return; }")]
    [InlineData("var code = await Browser.WaitForName(listener);", false)]
    [InlineData("var code = await Phone.WaitForCode();", false)]
    [InlineData("var name = await Browser.WaitForCode(listener); var code = \"\";", false)]
    [InlineData("var back = await Browser.WaitForCallback(\"\"); var code = back[\"name\"];", false)]
    public Task CodeOfAListener_IsItsCallers(string statements, bool isReported = true) =>
        VerifySync.VerifyAsync(Application(statements, isReported));

    [Theory]
    [MemberData(nameof(Waits))]
    public Task CallThatWaits_GivesTheCode(string wait) => VerifySync.VerifyAsync(
        Application($"var code = listener.{wait}();", isReported: true, listener: "dynamic listener"));

    [Theory]
    [InlineData("dynamic listener", "listener.WaitForCallbackAsync(address)", true)]
    [InlineData("dynamic listener", "listener.WaitForCallbackAsync(address, expectedState)", false)]
    [InlineData("Listener listener", "listener.WaitForCallbackAsync()", false)]
    public Task StateThatTheListenerIsTold_IsChecked(string listener, string wait, bool isReported) => VerifyState.VerifyAsync(
        Application($"string address = \"\", expectedState = address; var code = await {wait};", isReported, listener) + """

        public class Listener(HttpListener listener)
        {
            public async Task<string> WaitForCallbackAsync()
            {
                var query = (await listener.GetContextAsync()).Request.QueryString;
                return query["state"] == Expected ? query["code"]! : "";
            }
            public string Expected { get; set; } = "";
        }
        """);

    /// <summary>A method of another type that reads the query and takes no state out of it: it could have.</summary>
    [Theory]
    [InlineData("", "Receiver.OAuthListener()", true)]
    [InlineData("_ = query[\"state\"];", "Receiver.OAuthListener()", false)]
    [InlineData("", "Receiver.OAuthListener(state)", false)]
    public Task ListenerOfAnotherType_HasNoStateToCheck(string look, string call, bool isReported) => VerifyState.VerifyAsync(
        Application($"var state = \"\"; var code = await {call};", isReported) + $$"""

        public static class Receiver
        {
            public static async Task<string?> OAuthListener(string expected = "")
            {
                using var listener = new HttpListener();
                var query = (await listener.GetContextAsync()).Request.QueryString;
                {{look}}
                return query["code"];
            }
        }
        """);

    private static string Application(string statements, bool isReported, string listener = "HttpListener listener") => $$"""
        public class Spotify(dynamic oauth)
        {
            public async Task {{(isReported ? "[|ConnectAsync|]" : "ConnectAsync")}}({{listener}})
            {
                {{statements}}
                var tokens = await oauth.ExchangeCodeAsync(code);
                File.WriteAllText("tokens.json", JsonSerializer.Serialize((object)tokens));
            }
        }
        {{Browser}}
        """;
}
