using Atom.OAuth.Analyzers.Callbacks;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyState = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer>;
using VerifySync = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>Desktop applications: something waits for the browser's redirect, and passes on what it received.</summary>
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

    /// <summary>A method of another type reads the query, but not the state, although it could.</summary>
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

    /// <summary>The result is an object, and the code is one of its members.</summary>
    [Theory]
    [InlineData("var back = await listener.WaitForCallbackAsync(); var code = back.Code;", true)]
    [InlineData("dynamic back; back = await listener.WaitForCallbackAsync(); var code = back.AuthorizationCode;", true)]
    [InlineData("var back = await listener.WaitForCallbackAsync(); var code = back.Name;", false)]
    [InlineData("var back = await listener.WaitForCallbackAsync(); var code = address.Code;", false)]
    [InlineData("var back = await listener.WaitForNameAsync(); var code = back.Code;", false)]
    [InlineData("await listener.WaitForCallbackAsync(); var code = address.Code;", false)]
    public Task ObjectOfAListener_BringsTheCode(string statements, bool isReported) =>
        VerifySync.VerifyAsync(Application("dynamic address = \"\"; " + statements, isReported, listener: "dynamic listener"));

    /// <summary>An event of the listener completes a promise with the code.</summary>
    [Theory]
    [InlineData("promise.TrySetResult(back.Code)", "var code = await promise.Task;", true)]
    [InlineData("promise.SetResult(back.Code)", "string code; code = await promise.Task.WaitAsync(TimeSpan.FromMinutes(2));", true)]
    [InlineData("promise.TrySetResult(back.Name)", "var code = await promise.Task;", false)]
    [InlineData("other.TrySetResult(back.Code)", "var code = await promise.Task;", false)]
    [InlineData("promise.TrySetException(new Exception(back.Code))", "var code = await promise.Task;", false)]
    [InlineData("promise.TrySetResult(back.Code)", "var name = await promise.Task; string code = name;", false)]
    public Task CodeThatWasPromised_IsTheirsWhoWait(string keep, string wait, bool isReported) =>
        VerifySync.VerifyAsync(Promise(keep, wait, isReported));

    [Theory]
    [InlineData("promise.TrySetResult(back.Code)", true)]
    [InlineData("promise.TrySetResult(back.State == expected ? back.Code : expected)", false)]
    public Task StateThatWhoPromisedLooksAt_IsChecked(string keep, bool isReported) =>
        VerifyState.VerifyAsync(Promise(keep, "var code = await promise.Task;", isReported));

    /// <summary>A member passes the code from the listener to the exchange.</summary>
    [Theory]
    [InlineData("_code = waiting.Result; Exchange();", true)]
    [InlineData("this._code = waiting.Result; this.Exchange();", true)]
    [InlineData("_code = waiting.Result; Forget();", false)]
    [InlineData("_name = waiting.Result; Exchange();", false)]
    [InlineData("var code = waiting.Result; Exchange();", false)]
    public Task CodeInAMember_IsExchangedByAMethodBesideIt(string statements, bool isReported) => VerifyState.VerifyAsync($$"""
        public class Forge(dynamic oauth, HttpListener listener)
        {
            private string? _code;
            private string? _name;

            public void {{(isReported ? "[|Connect|]" : "Connect")}}()
            {
                Task<string> waiting = ListenAsync();
                {{statements}}
                Console.WriteLine(_name);
            }

            private async Task<string> ListenAsync()
            {
                var context = await listener.GetContextAsync();
                return context.Request.QueryString["code"]!;
            }

            private void Exchange() => oauth.ExchangeCode(_code);

            private void Forget() => oauth.Forget(_code);
        }
        """);

    private static string Promise(string keep, string wait, bool isReported) => Application(
        "var expected = \"\"; TaskCompletionSource<string> promise = new(), other = new(); "
            + $"Action<Answer> received = back => {keep}; received(new Answer(expected, expected, expected)); {wait}",
        isReported) + "public record Answer(string Code, string Name, string State);";

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
