using System.Globalization;
using Atom.OAuth.Analyzers.Callbacks;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM005: what checks a state, and what only looks like a check.</summary>
public sealed class ValidateOAuthStateTests
{
    public static TheoryData<string> Uses => Names(StateCheckWords.Uses);

    public static TheoryData<string> Checks => Names(StateCheckWords.Checks);

    public static TheoryData<string> Named => Names(StateCheckWords.Named);

    public static TheoryData<string> Lookups => Names(StateCheckWords.Lookups);

    public static TheoryData<string> Stores => Names(StateCheckWords.Stores);

    public static TheoryData<string> Identities => Names(StateCheckWords.Identities);

    public static TheoryData<string> Harmless => Names(StateCheckWords.Harmless);

    public static TheoryData<string> Kept => Names(StateCheckWords.Kept);

    public static TheoryData<string> WithoutRedirect => [.. ExchangeWords.WithoutRedirect];

    public static TheoryData<string> NamesOfStates => [.. StateNames.OfCallbacks];

    public static TheoryData<string> FrameworkHandlers => [.. CallbackWords.FrameworkHandlers];

    [Theory]
    [InlineData("")]
    [InlineData("if (string.IsNullOrEmpty(state)) { return BadRequest(); }")]
    [InlineData("if (state == null) { return BadRequest(); }")]
    [InlineData("if (state is null) { return BadRequest(); }")]
    [InlineData("if (state == \"\") { return BadRequest(); }")]
    [InlineData("if (state != string.Empty) { Console.WriteLine(state); }")]
    [InlineData("if (state == \"register\") { return BadRequest(); }")]
    [InlineData("if (state.Equals(\"register\")) { return BadRequest(); }")]
    [InlineData("if (state.Contains('|')) { return BadRequest(); }")]
    [InlineData("var parts = state.Split('|'); if (parts.Length != 2) { return BadRequest(); }")]
    [InlineData("var parts = state.Split('|'); if (!Guid.TryParse(parts[0], out var userId)) { return BadRequest(); } await db.Users.FindAsync(userId);")]
    [InlineData("if (int.TryParse(state, out var accountId)) { await db.Execute(new Version(accountId, 1)); }")]
    [InlineData("(var given, var own) = (code, \"a\"); if (own == db.State) { return BadRequest(); }")]
    [InlineData("var data = JsonSerializer.Deserialize<Dictionary<string, string>>(Encoding.UTF8.GetString(Convert.FromBase64String(state)));")]
    [InlineData("var user = new[] { new { Id = \"1\" } }.FirstOrDefault(found => found.Id == state);")]
    [InlineData("var user = new[] { new { UserId = \"1\" } }.FirstOrDefault(found => state == found.UserId);")]
    [InlineData("System.Diagnostics.Debug.WriteLine(state);")]
    [InlineData("return Redirect(state);")]
    [InlineData("if (state.Length < 4) { throw new ArgumentException(\"Too short.\", nameof(state)); }")]
    [InlineData("store.Remember(nameof(state));")]
    [InlineData("await store.CreateAsync(state, \"token\");")]
    [InlineData("await jobs.SyncCalendarAsync(state);")]
    [InlineData("var text = code?.Trim()?.ToLowerInvariant()?.Length; var other = state?.Split('|')?.FirstOrDefault()?.Trim();")]
    [InlineData("dynamic flow = store; await flow.ExchangeCodeForTokenAsync(state, code, \"/\", default(CancellationToken));")]
    public Task NoCheck_Triggers(string look) => VerifyCS.VerifyAsync(Controller("#pragma warning disable CS0162\n" + look + "\n" + Exchange));

    /// <summary>Each variable of a deconstruction gets the value in the same position.</summary>
    [Theory]
    [InlineData("var (given, own) = (state, \"a\");")]
    [InlineData("(var given, var own) = (state, \"a\");")]
    [InlineData("var given = state; var accountId = \"a\";")]
    public Task ComparisonOfADeconstructedState_IsACheck(string taken) =>
        VerifyCS.VerifyAsync(Controller(taken + " if (given != store.Kept) { return BadRequest(); }\n" + Exchange, isReported: false));

    public static TheoryData<string> Finds => Names(StateCheckWords.Finds);

    /// <summary>One part of the state finds the stored value of the other.</summary>
    [Theory]
    [MemberData(nameof(Finds))]
    public Task PartThatIsComparedWithWhatTheOtherFinds_IsACheck(string find) => VerifyCS.VerifyAsync(Controller(
        ComparesParts(find) + "\n" + Exchange, members: PartsOf(find), isReported: false));

    [Fact]
    public Task PartThatIsComparedWithTheOther_Triggers() => VerifyCS.VerifyAsync(Controller(
        ComparesParts("TryParse") + "\n" + Exchange, members: PartsOf("TryParse")));

    /// <summary>Whether a user belongs to a tenant, or the kind of a provider, is not secret.</summary>
    [Theory]
    [InlineData("TenantId")]
    [InlineData("Kind")]
    public Task PublicDataThatIsFound_IsNoCheck(string member) => VerifyCS.VerifyAsync(Controller(
        ComparesParts("TryGet").Replace("Token", member, StringComparison.Ordinal) + "\n" + Exchange,
        members: PartsOf("TryGet").Replace("Token", member, StringComparison.Ordinal)));

    /// <summary>One part finds the object that was kept, and the other is compared with it.</summary>
    [Theory]
    [InlineData("cache.Get(parts[0]) is not Row row || row.Token != parts[1]", false)]
    [InlineData("!(cache.Get(parts[0]) is Row { Mode: not null } row) || row.Token != parts[1]", false)]
    [InlineData("cache.Get(parts[0]) is not Row row || row.Mode != parts[1]", true)]
    [InlineData("jobs.Get(parts[0]) is not Row row || row.Token != parts[1]", true)]
    public Task PartThatIsComparedWithAKeptObject_IsACheck(string test, bool isReported) => VerifyCS.VerifyAsync(Controller(
        $"var parts = state.Split('.'); if ({test}) {{ return BadRequest(); }}\n" + Exchange,
        members: "private sealed record Row(string Token, string Mode);",
        isReported: isReported));

    /// <summary>A value that is found without the state does not depend on it.</summary>
    [Fact]
    public Task PartBesideSettings_IsNoCheck() => VerifyCS.VerifyAsync(Controller(
        ComparesParts("TryGet").Replace("parts[0]", "\"settings\"", StringComparison.Ordinal).Replace("Token", "Mode", StringComparison.Ordinal) + "\n" + Exchange,
        members: PartsOf("TryGet").Replace("Token", "Mode", StringComparison.Ordinal)));

    private static string ComparesParts(string find) =>
        $"var parts = state.Split('.'); if (!{find}(parts[0], out var row) || row.Token != parts[1]) {{ return BadRequest(); }}";

    private static string PartsOf(string find) => $$"""
        private static bool {{find}}(string id, out Row row) { row = new Row(id); return true; }
        private sealed record Row(string Token);
        """;

    /// <summary>Code that revokes a token may call it a code, but does not exchange it.</summary>
    [Theory]
    [InlineData("oauth2/revoke", "", false)]
    [InlineData("oauth2/token", "", true)]
    [InlineData("oauth2/revoke", "&grant_type=authorization_code", true)]
    [InlineData("login/oauth/access_token", "&next=/github/revoke", true)]
    public Task TokenThatIsGivenBack_IsNoExchange(string path, string grant, bool isReported) => VerifyCS.VerifyAsync(Controller(
        $$"""
        var body = new StringContent($"client_id=1&client_secret=2{{grant}}&token={code}");
        var answer = await http.PostAsync("https://contoso.com/{{path}}", body);
        """,
        parameters: "string code",
        isReported: isReported));

    /// <summary>An object that contains more of the state than a user may be looked up by it.</summary>
    [Theory]
    [InlineData("var nonce = state.Split('.')[1]; await db.Execute(new Version(nonce));")]
    [InlineData("var accountId = state; await db.Execute(new Version(accountId));")]
    public Task ObjectThatCarriesTheState_DoesNotTrigger(string taken) => VerifyCS.VerifyAsync(Controller(taken + "\n" + Exchange, isReported: false));

    /// <summary>Work for the user in the state does not check it; a call that also takes the code may.</summary>
    [Theory]
    [MemberData(nameof(Uses))]
    public async Task UseOfTheState_IsNoCheck(string use)
    {
        await VerifyCS.VerifyAsync(Controller($"await jobs.{use}(state);\n" + Exchange));
        await VerifyCS.VerifyAsync(Controller($"await jobs.{use}(code, state);\n" + Exchange, isReported: false));
    }

    /// <summary>A service of the application that gets code and state may check the state.</summary>
    [Theory]
    [InlineData("dynamic flow = store; await flow.ExchangeCodeForTokenAsync(code, state);")]
    [InlineData("await oauth.ExchangeCodeForTokenAsync(state, code, 1);")]
    [InlineData("dynamic flow = store; await flow.ValidateAsync(state, code, 1);")]
    public Task ServiceThatMayCheckTheState_DoesNotTrigger(string call) =>
        VerifyCS.VerifyAsync(Controller(call + "\n" + Exchange, isReported: false));

    [Theory]
    [InlineData("if (state != HttpContext.Request.Cookies[\"oauth_state\"]) { return BadRequest(); }")]
    [InlineData("if (HttpContext.Request.Cookies[\"oauth_state\"] == state) { } else { return BadRequest(); }")]
    [InlineData("var saved = (string)cache.Get(\"x\"); if (saved != state) { return BadRequest(); }")]
    [InlineData("if (string.IsNullOrEmpty(HttpContext.Session.GetString($\"slack_{state}\"))) { return BadRequest(); }")]
    [InlineData("if (await cache.GetStringAsync(state) is null) { return BadRequest(); }")]
    [InlineData("var saved = (string)cache.Get(\"x\"); if (!string.Equals(saved, state, StringComparison.Ordinal)) { return BadRequest(); }")]
    [InlineData("var saved = (string)cache.Get(\"x\"); if (!state.Equals(saved)) { return BadRequest(); }")]
    [InlineData("var saved = (string)cache.Get(\"x\"); if (!saved.Equals(state)) { return BadRequest(); }")]
    [InlineData("var saved = new byte[9]; if (!System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(saved, Encoding.UTF8.GetBytes(state))) { return BadRequest(); }")]
    [InlineData("var nonce = state.Split('|')[0]; if (nonce != (string)cache.Nonce) { return BadRequest(); }")]
    [InlineData("var row = new[] { new { State = \"1\" } }.FirstOrDefault(saved => saved.State == state); if (row is null) { return BadRequest(); }")]
    [InlineData("var pending = new Dictionary<string, string>(); var mine = pending[state];")]
    [InlineData("var pending = new Dictionary<string, string>(); if (!pending.TryGetValue(state, out var mine)) { return BadRequest(); }")]
    [InlineData("var pending = new Dictionary<string, string>(); if (!pending.Remove($\"state:{state}\", out var mine)) { return BadRequest(); }")]
    [InlineData("if (!Check(state)) { return BadRequest(); }")]
    [InlineData("var text = state.Trim(); if (!Check(text)) { return BadRequest(); }")]
    public Task Check_DoesNotTrigger(string check) => VerifyCS.VerifyAsync(Controller(
        check + "\n" + Exchange,
        members: "private static readonly string Saved = \"1\"; private static bool Check(string value) => value == Saved;",
        isReported: false));

    [Fact]
    public Task CalledMethodThatOnlyTestsForEmptiness_Triggers() => VerifyCS.VerifyAsync(Controller(
        "if (!IsThere(state)) { return BadRequest(); }\n" + Exchange,
        members: "private static bool IsThere(string state) => !string.IsNullOrEmpty(state);"));

    public static TheoryData<string> Unprotects => Names(StateCheckWords.Unprotects);

    public static TheoryData<string> Validations => Names(StateCheckWords.Validations);

    [Theory]
    [MemberData(nameof(Unprotects))]
    public Task PartThatIsUnprotected_DoesNotTrigger(string call) => VerifyCS.VerifyAsync(Controller(
        $"if (state.StartsWith(\"mobile_\")) {{ state = state.Substring(7); }} var text = oauth.{call}(state); " + Exchange, isReported: false));

    [Theory]
    [MemberData(nameof(Validations))]
    public Task ObjectThatIsValidated_DoesNotTrigger(string call) => Task.WhenAll(
        VerifyCS.VerifyAsync(Controller(
            $"var parsed = System.Text.Json.JsonDocument.Parse(state); if (!oauth.{call}(parsed)) {{ return BadRequest(); }} " + Exchange,
            isReported: false)),
        VerifyCS.VerifyAsync(Controller(
            $"dynamic parsed = System.Text.Json.JsonDocument.Parse(state); if (!parsed.{call}()) {{ return BadRequest(); }} " + Exchange,
            isReported: false)));

    public static TheoryData<string> SignIns => Names(ExchangeWords.SignIns);

    /// <summary>Signing in with an attacker's code signs the victim in to the attacker's account.</summary>
    [Theory]
    [MemberData(nameof(SignIns))]
    public async Task SignInThatTakesTheCode_Triggers(string call)
    {
        await VerifyCS.VerifyAsync(Controller($"var person = await oauth.{call}(\"client\", code); await db.OpenAsync(person);"));
        await VerifyCS.VerifyAsync(Controller($"var person = await oauth.{call}(\"client\", state); await db.OpenAsync(person);", isReported: false));
    }

    public static TheoryData<string> Forms => Names(StateCheckWords.Forms);

    /// <summary>The presence and the length of a state reveal nothing about its origin.</summary>
    [Theory]
    [MemberData(nameof(Forms))]
    public async Task FormOfTheRequest_IsNoCheck(string call)
    {
        await VerifyCS.VerifyAsync(Bound($"dynamic forms = db; forms.{call}(request);", isReported: true));
        await VerifyCS.VerifyAsync(Bound($"dynamic forms = db; forms.{call}(request.State);", isReported: false));
    }

    [Theory]
    [InlineData("IValidator<Back>", "validator.ValidateAsync(request)", true)]
    [InlineData("IValidator<Back>", "validator.CheckAsync(request)", true)]
    [InlineData("IValidator<string>", "validator.ValidateAsync(request.State)", false)]
    [InlineData("IStateValidator", "validator.ValidateAsync(request)", false)]
    public Task ValidatorOfAForm_IsNoCheck(string validator, string call, bool isReported) => VerifyCS.VerifyAsync(Bound(
        $"await {call};", isReported, $", [FromServices] {validator} validator") + """

        public interface IValidator<T> { Task ValidateAsync(T value); Task CheckAsync(T value); }
        public interface IStateValidator { Task ValidateAsync(Back value); }
        """);

    private static string Bound(string check, bool isReported, string more = "") => Controller(
        $"{check} var tokens = await oauth.ExchangeCodeAsync(request.Code); await store.SaveTokensAsync(tokens);",
        parameters: "[FromQuery] Back request" + more, isReported: isReported)
        + "\npublic class Back { public string? Code { get; set; } public string? State { get; set; } }";

    [Theory]
    [InlineData("var row = await db.Find(state);", true)]
    [InlineData("var row = await db.FindAsync(state);", true)]
    [InlineData("var row = await db.FindByToken(state);", false)]
    [InlineData("var row = await stateStore.FindAsync(state);", false)]
    public Task RowOfAPrimaryKey_IsNoCheck(string statement, bool isReported) =>
        VerifyCS.VerifyAsync(Controller(statement + Exchange, isReported: isReported));

    [Theory]
    [InlineData("var code = WaitForCode(listener);", "request.QueryString[\"code\"]!", true)]
    [InlineData("var code = await WaitForCode(listener);", "request.QueryString[\"code\"]!", true)]
    [InlineData("var code = WaitForCode(listener);", "request.QueryString[\"code\"]! + request.QueryString[\"state\"]!", false)]
    [InlineData("var code = WaitForCode(listener);", "request.QueryString[\"name\"]!", false)]
    public Task CodeThatAListenerReads_IsItsCallers(string statement, string read, bool isReported)
    {
        var isAsync = statement.Contains("await", StringComparison.Ordinal);
        return VerifyCS.VerifyAsync($$"""
            public class SpotifyOAuthService(HttpClient http)
            {
                public async Task<string> {{(isReported ? "[|ConnectAsync|]" : "ConnectAsync")}}(System.Net.HttpListener listener)
                {
                    {{statement}}
                    var form = new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code, ["client_secret"] = "" };
                    var response = await http.PostAsync("https://accounts.spotify.com/api/token", new FormUrlEncodedContent(form));
                    return await response.Content.ReadAsStringAsync();
                }

                private {{(isAsync ? "async Task<string>" : "string")}} WaitForCode(System.Net.HttpListener listener)
                {
                    var request = {{(isAsync ? "(await listener.GetContextAsync()).Request" : "listener.GetContext().Request")}};
                    return {{read}};
                }
            }
            """);
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public Task CallsThatCheck_DoNotTrigger(string call) =>
        VerifyCS.VerifyAsync(Controller($"if (!await stateStore.{call}(state, code)) {{ return BadRequest(); }}\n" + Exchange, isReported: false));

    [Theory]
    [MemberData(nameof(Named))]
    public Task CallsOfThatName_DoNotTrigger(string call) =>
        VerifyCS.VerifyAsync(Controller($"if (!await oauth.{call}(Request)) {{ return BadRequest(); }}\n" + Exchange, isReported: false));

    [Theory]
    [MemberData(nameof(Lookups))]
    public Task Lookup_DoesNotTrigger(string call) =>
        VerifyCS.VerifyAsync(Controller($"var known = await cache.{call}Async(state);\n" + Exchange, isReported: false));

    [Theory]
    [MemberData(nameof(Stores))]
    public Task LookupWhereStatesAreKept_DoesNotTrigger(string name) => VerifyCS.VerifyAsync(Controller(
        $"dynamic my{name} = new object(); var known = await my{name}.GetAsync(state);\n" + Exchange, isReported: false));

    [Theory]
    [MemberData(nameof(Identities))]
    public Task LookupOfAPerson_Triggers(string name) => VerifyCS.VerifyAsync(Controller($"var known = await db.Get{name}(state);\n" + Exchange));

    [Theory]
    [MemberData(nameof(Harmless))]
    public Task CallsThatCheckNothing_Trigger(string call) => VerifyCS.VerifyAsync(Controller($"var part = oauth.{call}(state);\n" + Exchange));

    public static TheoryData<string> Audiences => Names(StateCheckWords.Audiences);

    /// <summary>The state names the browser's own connection, which is notified that the flow is complete.</summary>
    [Theory]
    [MemberData(nameof(Audiences))]
    public async Task ListenerWhomTheStateNames_Triggers(string call)
    {
        await VerifyCS.VerifyAsync(Controller($"dynamic hub = store; hub.{StateCheckWords.Listeners}.{call}(state).Done();\n" + Exchange));
        await VerifyCS.VerifyAsync(Controller($"dynamic hub = store; hub.Known.{call}(state).Done();\n" + Exchange, isReported: false));
    }

    /// <summary>The state store is in the same project, but its statements do not show a comparison.</summary>
    [Theory]
    [InlineData("TryMarkAsUsedAsync", false)]
    [InlineData("SaveAsync", true)]
    public Task StoreWhoseStatementsAreNotRead_MayCheckTheState(string call, bool isReported) => VerifyCS.VerifyAsync(Controller(
        $"await new StateRepository(db).{call}(state);\n" + Exchange, isReported: isReported) + $$"""
        public sealed class StateRepository(dynamic db)
        {
            public async Task {{call}}(string state) => await db.States.FromSql($"SELECT * FROM states WHERE value = {state}").ToListAsync();
        }
        """);

    /// <summary>The caller gets the state back with the tokens, and may check it.</summary>
    [Theory]
    [InlineData("Grant", "new Grant { Token = tokens, State = state }", false)]
    [InlineData("Grant", "new() { Token = tokens, State = state }", false)]
    [InlineData("Grant", "new Grant { Token = tokens, State = \"done\" }", true)]
    [InlineData("Grant", "new Grant { Token = tokens, UserId = state }", true)]
    [InlineData("IActionResult", "new RedirectResult(state)", true)]
    [InlineData("IActionResult", "Ok(new Grant { State = state })", true)]
    public Task StateThatIsGivenBack_MayBeChecked(string type, string returned, bool isReported) => VerifyCS.VerifyAsync(Controller(
        "", attributes: "", name: "Unused", isReported: false, members: $$"""
            public sealed class Grant { public string? Token, State, UserId; }

            [HttpPost("token")]
            public async Task<{{type}}> {{(isReported ? "[|Callback|]" : "Callback")}}(string code, string state)
            {
                string tokens = await oauth.ExchangeCodeAsync(code);
                return {{returned}};
            }
            """));

    /// <summary>Another member of the object that gets the tokens does not come from the state.</summary>
    [Theory]
    [InlineData("session.Tokens = await AskAsync(code, state, session.Hmac);", false)]
    [InlineData("session.Hmac = state; session.Tokens = await AskAsync(code, state, session.Hmac);", true)]
    public Task ComparisonWithAnotherMember_IsACheck(string exchange, bool isReported) => VerifyCS.VerifyAsync(Controller(
        exchange, isReported: isReported, members: """
            private Session session = new();

            private async Task<string> AskAsync(string code, string state, string? hmac)
            {
                if (hmac != state) { throw new InvalidOperationException(); }
                return await oauth.ExchangeCodeAsync(code);
            }

            public sealed class Session { public string? Tokens { get; set; } public string? Hmac { get; set; } }
            """));

    [Theory]
    [MemberData(nameof(Kept))]
    public Task PartBesideWhatWasKept_DoesNotTrigger(string name) => VerifyCS.VerifyAsync(Controller(
        $"var part = state.Substring(4); string my{name} = \"\"; if (part != my{name}) {{ return BadRequest(); }}\n" + Exchange, isReported: false));

    [Fact]
    public Task HandedToWhatCannotBeLookedInto_DoesNotTrigger() =>
        VerifyCS.VerifyAsync(Controller("var tokens = await oauth.ExchangeCodeAsync(code, state);", isReported: false));

    [Fact]
    public Task HandedToWhatDoesNotCheck_Triggers() => VerifyCS.VerifyAsync(Controller(
        "await ConnectAsync(code, state);",
        members: "private async Task ConnectAsync(string code, string state) { Console.WriteLine(state); " + Exchange + " }"));

    [Theory]
    [MemberData(nameof(NamesOfStates))]
    public Task NamesOfTheState_DoNotTrigger(string name) => VerifyCS.VerifyAsync(Controller(
        $"if (cache.Value != {name}) {{ return BadRequest(); }}\n" + Exchange, parameters: $"string code, string {name}", isReported: false));

    [Theory]
    [InlineData("Request.Query[\"state\"]")]
    [InlineData("Request.Query[\"state\"].ToString()")]
    [InlineData("Request.Form[\"state\"]")]
    public Task StateOfTheQuery_DoesNotTrigger(string read) => VerifyCS.VerifyAsync(Controller(
        $"if ({read} != HttpContext.Request.Cookies[\"oauth_state\"]) {{ return BadRequest(); }}\n" + Exchange,
        parameters: "string code",
        isReported: false));

    [Fact]
    public Task StateOfADto_DoesNotTrigger() => VerifyCS.VerifyAsync(
        Controller(
            "var known = cache.Get(query.State); var tokens = await oauth.ExchangeCodeAsync(query.Code);",
            parameters: "Query query",
            isReported: false) + "public record Query(string Code, string State);");

    [Theory]
    [InlineData("State", "State", false)]
    [InlineData("State", "Code", true)]
    [InlineData("Other", "Other", true)]
    public Task StateOfAPage(string property, string compared, bool isReported) => VerifyCS.VerifyAsync(Usings + $$"""
        public class CallbackModel(dynamic oauth, dynamic cache) : PageModel
        {
            [BindProperty] public string? Code { get; set; }
            [BindProperty] public string? {{property}} { get; set; }
            public async Task<IActionResult> {{(isReported ? "[|OnGetAsync|]" : "OnGetAsync")}}()
            {
                if (cache.Value != {{compared}}) { return BadRequest(); }
                var tokens = await oauth.ExchangeCodeAsync(Code);
                return Page();
            }
        }
        """);

    [Fact]
    public Task NoState_Triggers() => VerifyCS.VerifyAsync(Controller(Exchange, parameters: "string code"));

    [Theory]
    [InlineData("var result = await states.ParseAsync(state, expectation); if (!result.TryGetState(out var parsed)) { return BadRequest(result.Error); }")]
    [InlineData("if (!(await states.ParseAsync(state, expectation)).TryGetState(out var parsed)) { return BadRequest(); }")]
    public Task OurParser_DoesNotTrigger(string parse) => VerifyCS.VerifyAsync(Own(parse, isReported: false));

    [Theory]
    [InlineData("await states.ParseAsync(state, expectation);")]
    [InlineData("_ = await states.ParseAsync(state, expectation);")]
    [InlineData("var result = await states.ParseAsync(state, expectation);")]
    public Task OurParserWhoseResultIsDropped_Triggers(string parse) => VerifyCS.VerifyAsync(Own(parse, isReported: true));

    [Theory]
    [InlineData("M:SlackController.Look(System.String)", false)]
    [InlineData("SlackController.Look", false)]
    [InlineData("SlackController.Other", true)]
    public Task StateMethods(string value, bool isReported) => VerifyCS.VerifyAsync(
        Controller("Look(state);\n" + Exchange, members: "private void Look(string state) { }", isReported: isReported),
        ("atom_oauth.state_methods", value));

    [Theory]
    [MemberData(nameof(FrameworkHandlers))]
    public Task HandlersOfTheFramework_DoNotTrigger(string type) => VerifyCS.VerifyAsync(
        Controller(Exchange, isReported: false).Replace(": ControllerBase", $": {type}", StringComparison.Ordinal)
            + $"public class {type} : ControllerBase;");

    [Theory]
    [InlineData("string oauth_verifier, string oauth_token", "oauth_verifier")]
    [InlineData("string access_token, string token_type", "access_token")]
    public Task FlowsWithoutState_DoNotTrigger(string parameters, string code) =>
        VerifyCS.VerifyAsync(Controller($"var tokens = await oauth.ExchangeCodeAsync({code});", parameters: parameters, isReported: false));

    [Theory]
    [InlineData("string code, string oauth_token", "code", true)]
    [InlineData("string access_token, string state", "access_token", false)]
    [InlineData("string access_token, string expires_in", "access_token", false)]
    [InlineData("string access_token, string name", "access_token", false)]
    [InlineData("", "Request.Query[\"oauth_verifier\"].ToString()", false)]
    [InlineData("", "Request.Query[\"code\"].ToString()", true)]
    public Task FlowsThatHaveAState_Trigger(string parameters, string code, bool isReported) => VerifyCS.VerifyAsync(
        Controller(
            $"var tokens = await oauth.ExchangeCodeAsync({code}); await store.SaveAsync(tokens);",
            parameters: parameters,
            isReported: isReported));

    [Theory]
    [InlineData("OAuthEvents, IDisposable", false)]
    [InlineData("ControllerBase, IDisposable", true)]
    public Task HandlerOfTheFramework_WithOtherBases_DoesNotTrigger(string bases, bool isReported) => VerifyCS.VerifyAsync(
        Controller(Exchange, members: "public void Dispose() { }", isReported: isReported).Replace(
            ": ControllerBase", $": {bases}", StringComparison.Ordinal) + "public class OAuthEvents : ControllerBase;");

    [Theory]
    [InlineData("var result = await states.ParseAsync(state, expectation); return Ok(result);", false)]
    [InlineData("return Ok(await states.ParseAsync(state, expectation));", false)]
    [InlineData("OAuthStateResult result; result = await states.ParseAsync(state, expectation);", false)]
    [InlineData("await states.ParseAsync(state, expectation).ConfigureAwait(false);", true)]
    [InlineData("await (states.ParseAsync(state, expectation));", true)]
    [InlineData("await other.ParseAsync(state);", true)]
    [InlineData("await Other.ParseAsync(state);", true)]
    public Task WhatBecomesOfAParser(string parse, bool isReported) => VerifyCS.VerifyAsync(Controller(
        "#pragma warning disable CS0162\nvar expectation = OAuthStateExpectation.ForUser(\"slack\", \"user\", \"tenant\", \"cookie\");\n"
            + parse
            + "\n"
            + Exchange,
        parameters: "string code, string state, [FromServices] IOAuthStateProtector states, [FromServices] IOther other",
        isReported: isReported)
            + "public interface IOther { Task ParseAsync(string state); } public static class Other { public static Task ParseAsync(string state) => Task.FromResult(state.Length); }");

    [Theory]
    [InlineData(Exchange + " if (state != HttpContext.Request.Cookies[\"oauth_state\"]) { return BadRequest(); }")]
    [InlineData("var tokens = await oauth.ExchangeCodeAsync(code).ConfigureAwait(false); if (!await stateStore.ConsumeAsync(state)) { return BadRequest(); }")]
    public async Task CheckAfterTheExchange_Triggers(string body)
    {
        await VerifyCS.VerifyAsync(Controller(body));
        Assert.Contains(
            "validates the state only after the exchange",
            Assert.Single(await VerifyCS.ReportsAsync(Controller(body, isReported: false))).GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("if (code.Length > 9) { await oauth.ExchangeCodeAsync(code); return Ok(); } if (state != HttpContext.Request.Cookies[\"oauth_state\"]) { return BadRequest(); } "
        + Exchange)]
    [InlineData("var request = oauth.ExchangeCodeRequest(code); if (state != HttpContext.Request.Cookies[\"oauth_state\"]) { return BadRequest(); } "
        + Exchange)]
    [InlineData("if (state != HttpContext.Request.Cookies[\"oauth_state\"]) { return BadRequest(); } "
        + Exchange
        + " await cache.RemoveAsync(state);")]
    public Task CheckOnTheWay_DoesNotTrigger(string body) => VerifyCS.VerifyAsync(Controller(body, isReported: false));

    public static TheoryData<string> Nonces => Names(StateCheckWords.Nonces);

    [Theory]
    [MemberData(nameof(Nonces))]
    public Task NonceOfTheState_ThatIsLookedUp_DoesNotTrigger(string name) => VerifyCS.VerifyAsync(Controller(
        $"var parts = state.Split(':'); var my{name} = parts[1]; var key = $\"oauth:{{my{name}}}\"; if (!cache.TryGetValue(key, out int _)) {{ return BadRequest(); }}\n" + Exchange,
        isReported: false));

    [Theory]
    [InlineData("cache.TryGetValue(key, out int _)")]
    [InlineData("Look(key)")]
    public Task PersonInTheState_ThatIsLookedUp_Triggers(string look) => VerifyCS.VerifyAsync(Controller(
        $"var parts = state.Split(':'); var userId = parts[1]; var key = $\"user:{{userId}}\"; if (!{look}) {{ return BadRequest(); }}\n" + Exchange,
        members: "private static bool Look(string key) => key.Length > 3;"));

    [Fact]
    public Task SignInCallback_Triggers() => VerifyCS.VerifyAsync(Controller(Exchange + "await oauth.SignInAsync(tokens);"));

    [Fact]
    public Task RelayWithoutExchange_DoesNotTrigger() =>
        VerifyCS.VerifyAsync(Controller("return Redirect(\"/done?code=\" + code);\n#pragma warning disable CS0162", isReported: false));

    [Theory]
    [MemberData(nameof(WithoutRedirect))]
    public Task CodesWithoutARedirect_DoNotTrigger(string text) => VerifyCS.VerifyAsync(Controller(
        $"var answer = await http.GetStringAsync(\"https://api.contoso.com/sns/{text}?grant_type=authorization_code&js_code=\" + code);",
        isReported: false));

    [Fact]
    public Task PublicHelperOfAController_DoesNotTrigger() => VerifyCS.VerifyAsync(Controller(
        "await ExchangeAsync(code);", members: "public async Task ExchangeAsync(string code) { " + Exchange + " }"));

    [Fact]
    public Task CodeThatIsOnlyTakenOutOfAUrl_DoesNotTrigger() => VerifyCS.VerifyAsync(Usings + """
        public class OneDriveApi
        {
            public string? Code { get; private set; }

            public string? GetAuthorizationTokenFromUrl(string url)
            {
                Code = System.Web.HttpUtility.ParseQueryString(url)["code"];
                return Code;
            }
        }
        """);

    [Fact]
    public Task ConfirmEmail_DoesNotTrigger() =>
        VerifyCS.VerifyAsync(Controller(
            "await oauth.ConfirmEmailAsync(userId, code);",
            parameters: "string userId, string code",
            name: "ConfirmEmail",
            isReported: false));

    [Fact]
    public Task MinimalApi_Triggers() => VerifyCS.VerifyProgramAsync(Usings + """
        WebApplication app = null!;
        dynamic oauth = new object();
        app.[|MapGet|]("/oauth/callback", async (HttpRequest request) => { await oauth.ExchangeCodeAsync(request.Query["code"].ToString()); });
        """);

    [Fact]
    public async Task Message_NamesTheProviderAndWhatToDo()
    {
        var reports = await VerifyCS.ReportsAsync(Controller(Exchange, isReported: false));

        Assert.Equal(
            "'Callback' exchanges a code of Slack and never validates the state: anyone can send a victim here with a code of their own; parse the state with IOAuthStateProtector.ParseAsync first, and reject the request when it is not valid",
            Assert.Single(reports).GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("public string? Code, State;", "never validates the state")]
    [InlineData("public string? Code;", "takes no state")]
    public async Task Message_TellsAStateThatTheBoundObjectHas(string members, string told)
    {
        var source = Controller("var tokens = await oauth.ExchangeCodeAsync(query.Code);", parameters: "[FromQuery] Answer query", isReported: false)
            + $"public class Answer {{ {members} }}";

        Assert.Contains(
            $"exchanges a code of Slack and {told}:", Assert.Single(await VerifyCS.ReportsAsync(source)).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_WithoutRuntime_SaysWhatToAdd()
    {
        var source = Controller(Exchange, parameters: "string code", isReported: false)
            .Replace("using Atom.OAuth;", "", StringComparison.Ordinal)
            .Replace("SlackController", "ContosoController", StringComparison.Ordinal);
        var reports = await (VerifyCS.Test(source) with { References = TestReferences.WithoutRuntime }).RunAsync();

        Assert.Equal(
            "'Callback' exchanges a code and takes no state: anyone can send a victim here with a code of their own; add the package Atom.OAuth.Runtime, parse the state with IOAuthStateProtector.ParseAsync first, and reject the request when it is not valid",
            Assert.Single(reports).GetMessage(CultureInfo.InvariantCulture));
    }

    private static string Own(string parse, bool isReported) => Controller(
        "var expectation = OAuthStateExpectation.ForUser(\"slack\", \"user\", \"tenant\", \"cookie\");\n" + parse + "\n" + Exchange,
        parameters: "string code, string state, [FromServices] IOAuthStateProtector states",
        isReported: isReported);
}
