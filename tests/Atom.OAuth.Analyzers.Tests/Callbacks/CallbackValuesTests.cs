using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;
using VerifyState = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>How code and state are followed through the body of a callback, and what counts as saving tokens.</summary>
public sealed class CallbackValuesTests
{
    /// <summary>The state itself is checked even if compared with an unknown value; a part of it is not.</summary>
    [Theory]
    [InlineData("state", true)]
    [InlineData("(state)", true)]
    [InlineData("state!", true)]
    [InlineData("(string)state", true)]
    [InlineData("(state ?? \"\")", true)]
    [InlineData("(other ?? state)", true)]
    [InlineData("\"x\" + state", true)]
    [InlineData("state + \"x\"", true)]
    [InlineData("$\"x{state}\"", true)]
    [InlineData("state?.Trim()", true)]
    [InlineData("state.Trim()", true)]
    [InlineData("Uri.UnescapeDataString(state)", true)]
    [InlineData("(await Task.FromResult(state))", false)]
    [InlineData("copy", true)]
    [InlineData("set", true)]
    [InlineData("state.Substring(1)", false)]
    [InlineData("state.Length.ToString()", false)]
    [InlineData("(state == null ? \"a\" : \"b\")", false)]
    [InlineData("other", false)]
    [InlineData("$\"x{other}\"", false)]
    [InlineData("other?.Trim()", false)]
    [InlineData("other.Trim()", false)]
    [InlineData("new Text { state = other }.state", false)]
    public Task FormsOfTheState(string form, bool isChecked) => VerifyState.VerifyAsync(Controller(
        $$"""
        var copy = state; string set; set = copy;
        if (value != {{form}}) { return BadRequest(); }
        {{Exchange}}
        """,
        parameters: "string code, string state, [FromHeader] string value, string other",
        isReported: !isChecked) + "public class Text { public string state = \"\"; }");

    [Theory]
    [InlineData("query.State", true)]
    [InlineData("query!.State", true)]
    [InlineData("query?.State", true)]
    [InlineData("query?[0]", false)]
    [InlineData("(query).State", false)]
    [InlineData("query.Code", false)]
    [InlineData("query.Inner!.State", false)]
    [InlineData("Request.Query[\"state\"]", true)]
    [InlineData("Request.Query[\"state\"][0]", true)]
    [InlineData("Request.Query[\"state\"].ToString()", true)]
    [InlineData("Request.Query[\"code\"]", false)]
    [InlineData("Request.Query[\"codes\"][0]", false)]
    public Task FormsOfAStateThatIsRead(string form, bool isChecked) => VerifyState.VerifyAsync(Controller(
        $"if (value != {form}) {{ return BadRequest(); }}\nvar tokens = await oauth.ExchangeCodeAsync(query.Code);",
        parameters: "Query query, [FromHeader] string value",
        isReported: !isChecked)
            + "public class Query { public string? Code { get; set; } public string? State { get; set; } public Query? Inner { get; set; } public string this[int index] => \"\"; }");

    [Theory]
    [InlineData("pending[state] = code;")]
    [InlineData("pending[state + code] = code;")]
    [InlineData("var x = pending[code];")]
    [InlineData("if (Equals(state, \"x\")) { return BadRequest(); }")]
    [InlineData("if (state.Equals(string.Empty)) { return BadRequest(); }")]
    [InlineData("if (state.Equals(null)) { return BadRequest(); }")]
    [InlineData("if (code.Equals(code)) { return BadRequest(); }")]
    [InlineData("if (state == DBNull.Value.ToString() + state) { return BadRequest(); }")]
    [InlineData("if (state.Length == -1) { return BadRequest(); }")]
    [InlineData("if (state == default) { return BadRequest(); }")]
    [InlineData("if (state == state.Trim()) { return BadRequest(); }")]
    [InlineData("if (state.CompareTo(code) > 0) { return BadRequest(); }")]
    [InlineData("await stateStore.ValidateAsync(state.Length);")]
    [InlineData("await stateStore.GetAsync(state.Length);")]
    [InlineData("await stateStore.GetAsync(code);")]
    [InlineData("await db.FindUserAsync(state);")]
    [InlineData("await db.FindByIdAsync(state);")]
    [InlineData("await db.CheckUserAsync(state.Length);")]
    [InlineData("var text = System.IO.Path.Combine(\"a\", state);")]
    [InlineData("var text = string.Intern(state);")]
    [InlineData("System.Linq.Enumerable.First(new[] { state });")]
    public Task WhatChecksNothing_Triggers(string look) =>
        VerifyState.VerifyAsync(Controller("var pending = new Dictionary<string, string>();\n" + look + "\n" + Exchange));

    [Theory]
    [InlineData("if (Equals(state, saved)) { return BadRequest(); }")]
    [InlineData("if (string.Compare(state, saved, StringComparison.Ordinal) != 0) { return BadRequest(); }")]
    [InlineData("if (!state.SequenceEqual(saved)) { return BadRequest(); }")]
    [InlineData("if (!pending.ContainsKey(state)) { return BadRequest(); }")]
    [InlineData("var x = pending[state];")]
    [InlineData("var x = pending[$\"state:{state}\"];")]
    [InlineData("await oauth.GetAsync(state);")]
    [InlineData("await stateStore.FindByIdAsync(state);")]
    [InlineData("await stateStore.Pending.FindByIdAsync(state);")]
    [InlineData("await oauth.FindUserStateAsync(state);")]
    [InlineData("await oauth.DoAsync(state);")]
    [InlineData("await oauth.DoAsync(new Query(code, state));")]
    [InlineData("await stateStore.ValidateAsync(new Query(code, state));")]
    [InlineData("var ok = Deep(state);")]
    [InlineData("var ok = Either(state);")]
    [InlineData("var ok = Named(ignored: code, text: state);")]
    public Task WhatChecksIt_DoesNotTrigger(string look) => VerifyState.VerifyAsync(Controller(
        "var pending = new Dictionary<string, string>(); var saved = (string)cache.Value;\n" + look + "\n" + Exchange,
        members: """
            private bool Deep(string a) => Deeper(a);
            private bool Deeper(string b) => Deepest(b);
            private bool Deepest(string c) => c == (string)cache.Value;
            private bool Either(string text) => text.Length > 3 && text == (string)cache.Value;
            private bool Named(string text, string ignored) => text == (string)cache.Value && ignored.Length > 3;
            """,
        isReported: false) + "public record Query(string Code, string State);");

    [Fact]
    public Task CheckInOneOfTwoImplementations_DoesNotTrigger() => VerifyState.VerifyAsync(Controller(
        "if (!checker.Look(state)) { return BadRequest(); }\n" + Exchange, parameters: "string code, string state, [FromServices] IChecker checker", isReported: false) + """

        public interface IChecker { bool Look(string state); }
        public class None : IChecker { public bool Look(string state) => state.Length > 3; }
        public class Real(string saved) : IChecker { public bool Look(string state) => state == saved; }
        """);

    [Theory]
    [InlineData("var (tokens, user) = ((string, string))await oauth.ExchangeCodeAsync(code);")]
    [InlineData("string tokens, user; (tokens, user) = ((string, string))await oauth.ExchangeCodeAsync(code);")]
    [InlineData("if (await oauth.ExchangeCodeAsync(code) is not { } tokens) { return BadRequest(); }")]
    [InlineData("dynamic tokens; oauth.TryExchangeCode(code, out tokens);")]
    [InlineData("oauth.TryExchangeCode(code, out dynamic tokens);")]
    [InlineData("dynamic tokens = 1; tokens = await oauth.ExchangeCodeAsync(code);")]
    [InlineData("var all = await oauth.ExchangeCodeAsync(code); dynamic tokens = 1; foreach (var one in all) { tokens = one; }")]
    [InlineData("dynamic request = cache; request.AddParameter(\"client_secret\", \"x\"); request.AddParameter(\"code\", code); var tokens = await oauth.ExecuteAsync(request);")]
    [InlineData("dynamic request = cache; request.ClientSecret = \"x\"; request.Code = code; var tokens = await oauth.ExecuteAsync(request);")]
    [InlineData("dynamic request = cache; request[\"client_secret\"] = \"x\"; request[\"code\"] = code; var tokens = await oauth.ExecuteAsync(request);")]
    [InlineData("var request = new Form { Code = code }; var tokens = await oauth.ExchangeTokenAsync(request);")]
    public Task WaysOfTheTokens_Trigger(string exchange) => VerifyCS.VerifyAsync(Controller(
        exchange + "\nawait store.SaveAsync(tokens);") + "public class Form { public string? Code; }");

    [Theory]
    [InlineData("var tokens = 1; await oauth.ExchangeCodeAsync(code); await store.SaveAsync(tokens);")]
    [InlineData("await oauth.ExchangeCodeAsync(code); await store.SaveAsync(new { Code = code, Stop = cancellationToken });")]
    [InlineData("await oauth.ExchangeCodeAsync(code); await store.SaveAsync(new { Code = code });")]
    [InlineData("await oauth.ExchangeCodeAsync(code); await store.SaveAsync(\"a token\", code);")]
    [InlineData("var tokens = await oauth.ExchangeCodeAsync(code); Console.WriteLine(tokens); await store.SaveAsync(1);")]
    [InlineData("var tokens = await oauth.ExchangeCodeAsync(code); await db.SaveChangesAsync();")]
    [InlineData("var account = cache.Account; await db.SaveChangesAsync(); var tokens = await oauth.ExchangeCodeAsync(code); account.Token = tokens;")]
    [InlineData("var account = cache.Account; account.Name = \"x\"; await oauth.ExchangeCodeAsync(code); await db.SaveChangesAsync();")]
    [InlineData("var tokens = await oauth.ExchangeCodeAsync(code); var account = cache.Account; account.Token = tokens; await log.SaveChangesAsync();")]
    [InlineData("var tokens = await oauth.ExchangeCodeAsync(code); model.Token = tokens;")]
    [InlineData("var tokens = await oauth.ExchangeCodeAsync(code); using var page = new StreamWriter(Response.Body); await page.WriteAsync((string)tokens.AccessToken);")]
    [InlineData("var tokens = await oauth.ExchangeCodeAsync(code); using var file = new StreamWriter(\"a\"); file.WriteLine(1);")]
    [InlineData("var tokens = await oauth.ExchangeCodeAsync(code); await log.StoreAsync(tokens);")]
    [InlineData("var tokens = await oauth.ExchangeCodeAsync(code); var x = new Row { Token = tokens };")]
    [InlineData("var tokens = await oauth.ExchangeCodeAsync(code); cache.TokenLabel.Text = tokens.AccessToken;")]
    [InlineData("var tokens = await oauth.ExchangeCodeAsync(code); var account = cache.Rows.First(); account.Token = tokens; await store.SaveRowsAsync(model);")]
    [InlineData("var tokens = await oauth.ExchangeCodeAsync(code); var account = model.First(); account.Name = \"x\"; await store.SaveRowsAsync(model);")]
    [InlineData("var subject = await oauth.ResolveIdentifierAsync(code); await oauth.ExchangeCodeAsync(code); await store.SaveAsync(subject);")]
    public Task NothingIsKept_DoesNotTrigger(string body) => VerifyCS.VerifyAsync(Controller(
        body,
        parameters: "string code, string state, CancellationToken cancellationToken, [FromServices] dynamic log, dynamic model",
        isReported: false) + "public class Row { public dynamic? Token; }");

    [Theory]
    [InlineData("await store.SaveAsync(new { Token = tokens, Stop = cancellationToken });")]
    [InlineData("var account = cache.Account; account.Token = tokens; await db.SaveChangesAsync();")]
    [InlineData("var rows = cache.Rows; var account = rows.First(); account.Token = tokens; await store.SaveRowsAsync(rows);")]
    [InlineData("cache.Current.Token = tokens;")]
    [InlineData("Row.Shared = tokens;")]
    [InlineData("Row.Property = tokens;")]
    [InlineData("await sessionFactory.SaveAsync(tokens);")]
    [InlineData("using (var file = new StreamWriter(\"a\")) { file.WriteLine(tokens.AccessToken); }")]
    [InlineData("using var file = System.IO.File.CreateText(\"a\"); await file.WriteAsync(tokens.AccessToken);")]
    [InlineData("await store.Users.AddAsync(tokens);")]
    [InlineData("await _store.AddAsync(tokens);")]
    [InlineData("await System.IO.File.WriteAllLinesAsync(\"a\", new[] { (string)tokens.AccessToken });")]
    public Task SomethingIsKept_Triggers(string save) => VerifyCS.VerifyAsync(Controller(
        "var tokens = await oauth.ExchangeCodeAsync(code);\n" + save,
        parameters: "string code, string state, CancellationToken cancellationToken, [FromServices] dynamic sessionFactory",
        members: "private readonly dynamic _store = new object();")
            + "public class Row { public static dynamic? Shared; public static dynamic? Property { get; set; } }");

    [Theory]
    [InlineData("var answer = await http.PostAsync(\"https://login.contoso.com\", new FormUrlEncodedContent(new Dictionary<string, string> { [\"code\"] = code, [\"grant_type\"] = \"authorization_code\" }));")]
    [InlineData("var answer = await oauth.SendAsync(new { code, client_secret = \"x\" });")]
    [InlineData("var answer = await oauth.SendAsync($\"code={code}&grant_type=authorization_code\");")]
    [InlineData("var answer = await oauth.SendAsync(\"\"\"grant_type=authorization_code&code=\"\"\" + code);")]
    [InlineData("var tokenEndpoint = \"x\"; var answer = await oauth.SendAsync(tokenEndpoint, code);")]
    public Task RequestForTokensInPlainSight_Triggers(string request) =>
        VerifyCS.VerifyAsync(Controller(request + "\nawait store.SaveTokensAsync(answer);"));

    [Theory]
    [InlineData("if (state == \"authorization_code\") { return Ok(); } var answer = await oauth.SendAsync(code);")]
    [InlineData("if (\"authorization_code\" != state) { return Ok(); } var answer = await oauth.SendAsync(code);")]
    [InlineData("var url = \"https://a.example/oauth/token?response_type=x\"; var answer = await oauth.SendAsync(code);")]
    [InlineData("var grant = \"authorization_code\"; var answer = await oauth.SendAsync(grant);")]
    [InlineData("if (TokenUrl == state) { return Ok(); } var answer = await oauth.SendAsync(code);")]
    [InlineData("var answer = await oauth.SendAsync(code);")]
    public Task OtherRequests_DoNotTrigger(string request) => VerifyCS.VerifyAsync(Controller(
        request + "\nawait store.SaveTokensAsync(answer);", members: "private const string TokenUrl = \"x\";", isReported: false));
}
