using System.Globalization;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ProtectOAuthStateAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM003: what is reported about the origin of a state, and which states are traced back to a protector.</summary>
public sealed class ProtectOAuthStateOriginsTests
{
    /// <summary>Creates a function that adds a value to an authorization request.</summary>
    private static string Start(string value, string statements = "", string members = "") => $$"""
        using Atom.OAuth;

        public sealed class Built { public string State { get; set; } = ""; public string Other { get; set; } = ""; }

        public sealed class SlackConnection(IOAuthStateProtector states, Dictionary<string, string> stored, Func<string> make)
        {
            private const string Fixed = "slack";
            private const string None = "";
            private readonly string _own = Guid.NewGuid().ToString();
            private string? _set;

            {{members}}

            public async Task<string> StartAsync(string userId, int count)
            {
                await Task.Yield();
                {{statements}}
                return $"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={{{value}}}";
            }

            private Task<string> ProtectedAsync(string user) => states.BuildAsync("slack", user, null).AsTask();

            private async Task<string> TwiceAsync(string user)
            {
                Func<string> other = () => { return "other"; };
                return other().Length > 9 ? await ProtectedAsync(user) : await ProtectedAsync("x");
            }

            private string Made(string user) => user + make();

            private static Task<string> MadeAsync() => Task.FromResult(Guid.NewGuid().ToString());

            public object Used => (states, stored, make, _own, _set, Fixed, None);
        }
        """;

    [Theory]
    [InlineData("userId", "", "it comes from the caller", "")]
    [InlineData("(userId)", "", "it comes from the caller", "")]
    [InlineData("Fixed", "", "a constant", "\"slack\"")]
    [InlineData("state", "const string state = \"x\";", "a constant", "\"x\"")]
    [InlineData("state", "var state = \"x\";", "a constant", "\"x\"")]
    [InlineData("state", "var state = (string)\"x\";", "a constant", "\"x\"")]
    [InlineData("state", "var state = ((\"x\"))!;", "a constant", "\"x\"")]
    [InlineData("state", "var state = $\"{userId}|{count}\";", "text put together", "$\"{userId}|{count}\"")]
    [InlineData("state", "var state = $\"{userId}|{Guid.NewGuid()}\";", "text put together", "$\"{userId}|{Guid.NewGuid()}\" & Guid.NewGuid()")]
    [InlineData("state", "var state = userId + Made(userId);", "text put together", "userId + Made(userId) & Made(userId) & user + make() & make()")]
    [InlineData("state", "var state = $\"{Guid.NewGuid()}\";", "a random value", "Guid.NewGuid()")]
    [InlineData("Guid.NewGuid()", "", "a random value", "")]
    [InlineData("Guid.NewGuid().ToString(\"N\").Trim()", "", "a random value", "Guid.NewGuid()")]
    [InlineData("Uri.EscapeDataString(Guid.NewGuid().ToString())", "", "a random value", "Guid.NewGuid()")]
    [InlineData("WebUtility.UrlEncode(userId + count)", "", "text put together", "userId + count")]
    [InlineData("new Random().Next()", "", "a random value", "")]
    [InlineData("state", "var state = new Random();", "a random value", "new Random()")]
    [InlineData("Tokens.Nonce", "", "a random value", "")]
    [InlineData("state", "var nonce = count; var state = nonce;", "it comes from the caller", "")]
    [InlineData("state", "var state = new Uri(userId);", "a value of its own", "new Uri(userId)")]
    [InlineData("state", "Uri state = new(\"https://a.example/\" + Guid.NewGuid());", "a value of its own", "new(\"https://a.example/\" + Guid.NewGuid()) & \"https://a.example/\" + Guid.NewGuid() & Guid.NewGuid()")]
    [InlineData("-count", "", "a value of its own", "")]
    [InlineData("DateTime.UtcNow.Ticks", "", "a value of its own", "")]
    [InlineData("stored[userId]", "", "a stored value", "")]
    [InlineData("Made(userId)", "", "by 'Made'", "user + make() & make()")]
    [InlineData("await MadeAsync()", "", "by 'MadeAsync'", "MadeAsync() & Task.FromResult(Guid.NewGuid().ToString()) & Guid.NewGuid()")]
    [InlineData("MadeAsync().Result", "", "by 'MadeAsync'", "MadeAsync() & Task.FromResult(Guid.NewGuid().ToString()) & Guid.NewGuid()")]
    [InlineData("MadeAsync().ConfigureAwait(false).GetAwaiter().GetResult()", "", "by 'MadeAsync'", "MadeAsync() & Task.FromResult(Guid.NewGuid().ToString()) & Guid.NewGuid()")]
    [InlineData("make()", "", "by 'make'", "")]
    [InlineData("make.Invoke()", "", "by 'Invoke'", "")]
    [InlineData("Convert.ToBase64String(Guid.NewGuid().ToByteArray())", "", "by 'ToBase64String'", "Guid.NewGuid().ToByteArray()")]
    [InlineData("Encoding.UTF8.GetBytes(userId).Length.ToString()", "", "a value of its own", "Encoding.UTF8.GetBytes(userId).Length")]
    [InlineData("state", "var state = count > 3 ? \"x\" : userId;", "a constant", "\"x\"")]
    [InlineData("state", "var state = count > 3 ? userId : \"x\";", "a constant", "\"x\"")]
    [InlineData("state", "var state = count switch { 1 => \"x\", _ => \"y\" };", "a constant", "\"x\" & \"y\"")]
    [InlineData("state", "var state = Environment.GetEnvironmentVariable(\"STATE\") ?? \"x\";", "by 'GetEnvironmentVariable'", "Environment.GetEnvironmentVariable(\"STATE\") & \"STATE\" & \"x\"")]
    [InlineData("state", "var state = _set ?? \"x\";", "a value of its own", "_set & \"x\"")]
    [InlineData("_own", "", "a random value", "Guid.NewGuid()")]
    [InlineData("this._own", "", "a random value", "Guid.NewGuid()")]
    [InlineData("_set", "_set = \"x\";", "a constant", "\"x\"")]
    [InlineData("_set", "this._set = \"x\";", "a constant", "\"x\"")]
    [InlineData("this._set", "_set = \"x\";", "a constant", "\"x\"")]
    [InlineData("_set", "", "a value of its own", "")]
    [InlineData("state", "string state; state = \"x\";", "a constant", "\"x\"")]
    [InlineData("state", "var (state, _) = (Guid.NewGuid().ToString(), 1);", "a value of its own", "(Guid.NewGuid().ToString(), 1)")]
    [InlineData("pair.State", "var pair = (State: Made(userId), 1);", "a value of its own", "(State: Made(userId), 1)")]
    [InlineData("built.State", "var built = new Built(); built.State = \"x\";", "a constant", "\"x\"")]
    public async Task Message_SaysHowItIsMade_AndWhere(string value, string statements, string how, string places)
    {
        var report = Assert.Single(await VerifyCS.ReportsAsync(Start(
            value, statements, "private static class Tokens { public static string Nonce => \"\"; }")));

        Assert.Contains(
            $"The OAuth state for Slack is made by hand ({how})",
            report.GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
        Assert.Equal(places, string.Join(
            " & ",
            report.OwnLocations().Select(static place => place.SourceTree!.ToString().Substring(place.SourceSpan.Start, place.SourceSpan.Length))));
    }

    [Theory]
    [InlineData("await TwiceAsync(userId)", "")]
    [InlineData("state", "var state = (string)(object)(await ProtectedAsync(userId));")]
    [InlineData("state", "var state = (await ProtectedAsync(userId))!;")]
    [InlineData("state", "var state = count > 3 ? await ProtectedAsync(userId) : await TwiceAsync(userId);")]
    [InlineData("state", "var state = count switch { 1 => await ProtectedAsync(userId), _ => throw new InvalidOperationException() };")]
    [InlineData("state", "var state = await ProtectedAsync(userId) ?? throw new InvalidOperationException();")]
    [InlineData("state", "var state = await ProtectedAsync(userId) ?? \"\";")]
    [InlineData("state", "string? state = null; state = await ProtectedAsync(userId);")]
    [InlineData("state", "string? state = default; state = await ProtectedAsync(userId);")]
    [InlineData("state", "var state = string.Empty; state = await ProtectedAsync(userId);")]
    [InlineData("state", "var state = None; state = await ProtectedAsync(userId);")]
    [InlineData("state", "var state = $\"{await ProtectedAsync(userId)}\";")]
    [InlineData("state", "var state = (await ProtectedAsync(userId)).ToString().Trim();")]
    [InlineData("state", "var state = WebUtility.UrlEncode(Uri.EscapeDataString(await ProtectedAsync(userId)));")]
    [InlineData("state", "var state = states.BuildAsync(\"slack\", userId, null).AsTask().ConfigureAwait(false).GetAwaiter().GetResult();")]
    [InlineData("state", "var state = await ProtectedAsync(userId); Console.WriteLine(new Built { State = \"x\" });")]
    [InlineData("built.State", "var built = new Built(); built.State = await ProtectedAsync(userId); built.Other = \"x\";")]
    [InlineData("_set", "_set = await ProtectedAsync(userId);")]
    [InlineData("this._set", "_set = await ProtectedAsync(userId);")]
    [InlineData("State", "")]
    [InlineData("this.State", "")]
    [InlineData("Computed", "")]
    public Task Protected_DoesNotTrigger(string value, string statements) => VerifyCS.VerifyAsync(Start(
        value, statements, "public string State { get; set; } = \"\"; private string Computed { get { return ProtectedAsync(\"x\").Result; } }"));

    [Theory]
    [InlineData("state", "var state = count > 3 ? await ProtectedAsync(userId) : \"x\";")]
    [InlineData("state", "var state = await ProtectedAsync(userId) ?? \"x\";")]
    [InlineData("state", "var state = stored[userId] ?? await ProtectedAsync(userId);")]
    [InlineData("state", "var state = await ProtectedAsync(userId); if (count > 3) { state = \"x\"; }")]
    [InlineData("state", "var state = await ProtectedAsync(userId) + count;")]
    [InlineData("state", "stored.TryGetValue(userId, out var state);")]
    [InlineData("Own", "")]
    [InlineData("this.Own", "")]
    [InlineData("Given", "")]
    public Task ProtectedOnOneWayOnly_Triggers(string value, string statements) => VerifyCS.VerifyAsync(Start(
        $"[|{value}|]", statements, "private string Own { get; } = \"x\"; private string Given { get; set; } = \"x\";"));

    /// <summary>There is no value, so the request is reported.</summary>
    [Theory]
    [InlineData("string.Empty", "")]
    [InlineData("None", "")]
    [InlineData("state", "string? state = null;")]
    [InlineData("state", "string? state = default;")]
    [InlineData("state", "var state = default(string);")]
    [InlineData("state", "var state = \"\";")]
    public async Task NothingAtAll_IsARequestWithoutAState(string value, string statements)
    {
        // A variable named state would count as being added in some way.
        var reports = await VerifyCS.ReportsAsync(Start(value, statements)
            .Replace(" state ", " nothing ", StringComparison.Ordinal)
            .Replace("{state}", "{nothing}", StringComparison.Ordinal));

        Assert.StartsWith(
            "The authorization request for Slack has no state",
            Assert.Single(reports).GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("userId", false)]
    [InlineData("Fixed", false)]
    [InlineData("userId.ToLowerInvariant()", false)]
    [InlineData("Encode(userId)", false)]
    [InlineData("Guid.NewGuid().ToString()", true)]
    [InlineData("userId + Guid.NewGuid()", true)]
    [InlineData("$\"{userId}|{Guid.NewGuid()}\"", true)]
    [InlineData("Convert.ToBase64String(Guid.NewGuid().ToByteArray())", true)]
    [InlineData("Guid.NewGuid().ToByteArray().Aggregate(userId, (text, part) => text + part)", true)]
    [InlineData("new string(Guid.NewGuid().ToString().Reverse().ToArray())", true)]
    [InlineData("Encode(Guid.NewGuid().ToString())", true)]
    [InlineData("Random()", true)]
    [InlineData("pair.State", false)]
    public Task OnlyARandomState_IsReportedWhereItIsStored(string value, bool isReported) => VerifyCS.VerifyAsync($$"""
        public sealed class Saved { public string State { get; set; } = ""; }

        public sealed class OAuthStore
        {
            private const string Fixed = "slack";

            public Saved Create(string userId)
            {
                var pair = (State: userId, 1);
                Console.WriteLine(pair);
                return new Saved { State = {{(isReported ? $"[|{value}|]" : value)}} };
            }

            private static string Encode(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text)) + Fixed;

            private static string Random() { return Guid.NewGuid().ToString(); }
        }
        """);

    /// <summary>A random state that is passed to unknown code is reported in code related to OAuth, once per function.</summary>
    [Theory]
    [InlineData("OAuthStore", "Save", "var state = [|Guid.NewGuid().ToString()|]; Keep(state);")]
    [InlineData("Store", "SaveOAuth", "var state = [|Guid.NewGuid().ToString()|]; Keep(state);")]
    [InlineData("Store", "Save", "var state = Guid.NewGuid().ToString(); Keep(state);")]
    [InlineData("Store", "Save", "Keep(new OAuthSaved { State = [|Guid.NewGuid().ToString()|] });")]
    [InlineData("Store", "Save", "OAuthSaved made = new() { State = [|Guid.NewGuid().ToString()|] };")]
    [InlineData("Store", "Save", "Keep(new Saved { State = Guid.NewGuid().ToString() });")]
    [InlineData("OAuthStore", "Save", "saved.State = [|Guid.NewGuid().ToString()|];")]
    [InlineData("OAuthStore", "Save", "saved.Name = Guid.NewGuid().ToString();")]
    [InlineData("OAuthStore", "Save", "saved.Name = saved.State;")]
    [InlineData("OAuthStore", "Save", "var state = [|Guid.NewGuid().ToString()|]; saved.State = Guid.NewGuid().ToString();")]
    [InlineData("OAuthStore", "Save", "var modelState = Guid.NewGuid().ToString(); Keep(modelState);")]
    [InlineData("OAuthStore", "Save", "var state = Guid.NewGuid().ToString(); Keep(\"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state=\" + [|state|]);")]
    public Task RandomState_IsReportedInCodeAboutOAuth(string type, string function, string statements) => VerifyCS.VerifyAsync($$"""
        public class Saved { public string State { get; set; } = ""; public string Name { get; set; } = ""; }
        public class OAuthSaved : Saved;

        // What is kept between an authorization and its callback.
        public sealed class {{type}}
        {
            public void {{function}}(Saved saved) { {{statements}} }

            private static void Keep(object value) => Console.WriteLine(value);
        }
        """);

    [Theory]
    [InlineData("Make(1, 2)", "private string Make(string user) => states.BuildAsync(\"slack\", user, null).AsTask().Result;", false)]
    [InlineData("Make(1, 2)", "private string Make(string user) => user;", true)]
    [InlineData("Make(1, 2)", "private string Make(string user) => Make(user, \"\", \"\"); private string Make(string user, string a, string b) => states.BuildAsync(\"slack\", user, null).AsTask().Result;", true)]
    public async Task CallThatDoesNotCompileYet_IsFollowedWhenOnlyOneMethodCanBeMeant(string value, string member, bool isReported)
    {
        var reports = await (VerifyCS.Test(Start(value, members: member)) with { AllowErrors = true }).RunAsync();

        Assert.Equal(isReported ? 1 : 0, reports.Length);
    }

    [Fact]
    public Task StateOfTheFunctionAround_IsFollowed() => VerifyCS.VerifyAsync(Start(
        "state", "var state = await ProtectedAsync(userId); Func<string> later = () => { return $\"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={state}\"; };"));

    [Fact]
    public Task StateOfTheFunctionAround_ThatIsMade_Triggers() => VerifyCS.VerifyAsync(Start(
        "await ProtectedAsync(userId)",
        "var state = userId + 1; Func<string> later = () => { return $\"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={[|state|]}\"; };"));
}
