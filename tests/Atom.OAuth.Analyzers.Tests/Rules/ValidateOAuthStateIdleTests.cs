using Atom.OAuth.Analyzers.Callbacks;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM005: apparent checks that let every request through.</summary>
public sealed class ValidateOAuthStateIdleTests
{
    private const string Cookie = "HttpContext.Request.Cookies[\"oauth_state\"]";

    private const string Logger = ", [FromServices] Microsoft.Extensions.Logging.ILogger<string> log";

    public static TheoryData<string> ViewData => [.. IdleCheckWords.ViewData];

    public static TheoryData<string> TestsForEmpty => [.. IdleCheckWords.TestsForEmpty];

    public static TheoryData<string> Sizes => [.. IdleCheckWords.Sizes];

    public static TheoryData<string> Throwing => Names(IdleCheckWords.Throwing);

    public static TheoryData<string> Removals => Names(IdleCheckWords.Removals);

    public static TheoryData<string> AnyException => [.. IdleCheckWords.AnyException];

    public static TheoryData<string> TypesOfLinks => [.. StateCheckWords.TypesOfLinks];

    /// <summary>A debug assertion is not part of a release build.</summary>
    [Theory]
    [InlineData("System.Diagnostics.Debug.Assert(" + Cookie + " == state);", true)]
    [InlineData("System.Diagnostics.Debug.Assert(state == " + Cookie + ", \"state\"); if (state != " + Cookie + ") { return BadRequest(); }", false)]
    public Task Assertion_IsNoCheck(string check, bool isReported) => VerifyCS.VerifyAsync(Controller(check + "\n" + Exchange, isReported: isReported));

    /// <summary>The result of the comparison is only logged or displayed.</summary>
    [Theory]
    [InlineData("if (state != " + Cookie + ") { log.LogWarning(\"The state differs.\"); }", true)]
    [InlineData("if (state != " + Cookie + ") { log.LogWarning(\"The state differs.\"); return BadRequest(); }", false)]
    [InlineData("if (state != " + Cookie + ") { log.LogWarning(\"The state differs.\"); } else { return Ok(); }", false)]
    [InlineData("if (code.Length > 3 && state != " + Cookie + ") log.LogWarning(\"The state differs.\");", true)]
    [InlineData("var fits = state == " + Cookie + "; log.LogInformation(\"{Fits}\", fits);", true)]
    [InlineData("var fits = state == " + Cookie + "; log.LogInformation($\"It fits: {fits}\");", true)]
    [InlineData("var fits = state == " + Cookie + ";", true)]
    [InlineData("var fits = string.Equals(state, " + Cookie + "); if (!fits) { log.LogWarning(\"The state differs.\"); }", true)]
    [InlineData("var fits = string.Equals(state, " + Cookie + "); if (!fits) { throw new InvalidOperationException(); }", false)]
    [InlineData("var fits = state == " + Cookie + "; log.LogInformation(\"{Fits}\", fits); oauth.Decide(fits);", false)]
    public Task DifferenceThatIsOnlyTold_IsNoCheck(string check, bool isReported) => VerifyCS.VerifyAsync(
        "using Microsoft.Extensions.Logging;\n" + Controller(check + "\n" + Exchange, "string code, string state" + Logger, isReported: isReported));

    [Theory]
    [MemberData(nameof(ViewData))]
    public async Task DifferenceThatIsOnlyShown_IsNoCheck(string view)
    {
        await VerifyCS.VerifyAsync(Controller($"dynamic {view} = store; {view}[\"Fits\"] = state == {Cookie};\n" + Exchange));
        await VerifyCS.VerifyAsync(Controller($"dynamic {view} = store; var fits = state == {Cookie}; {view}.Fits = fits;\n" + Exchange));
        await VerifyCS.VerifyAsync(Controller($"dynamic {view} = store; if (state == {Cookie}) {{ {view}.Fits = true; }}\n" + Exchange));
        await VerifyCS.VerifyAsync(Controller($"dynamic page = store; page.Fits = state == {Cookie};\n" + Exchange, isReported: false));
    }

    /// <summary>For a browser that has not started a flow, nothing is stored.</summary>
    [Theory]
    [InlineData("var saved = " + Cookie + "; if (saved != null && saved != state) { return BadRequest(); }", true)]
    [InlineData("var saved = " + Cookie + "; if (saved is not null && !saved.Equals(state)) { return BadRequest(); }", true)]
    [InlineData("var saved = " + Cookie + "; if (saved is { Length: > 0 } && saved != state) { return BadRequest(); }", true)]
    [InlineData("var saved = " + Cookie + "; if (saved != \"\" && saved != state) { return BadRequest(); }", true)]
    [InlineData("if (" + Cookie + " is { } saved && saved != state) { return BadRequest(); }", true)]
    [InlineData("if (" + Cookie + " is string saved && saved != state) { return BadRequest(); }", true)]
    [InlineData("if (" + Cookie + " != null && " + Cookie + " != state) { return BadRequest(); }", true)]
    [InlineData("if (HttpContext.Request.Cookies.TryGetValue(\"oauth_state\", out var saved) && saved != state) { return BadRequest(); }", true)]
    [InlineData("var saved = " + Cookie + "; if (saved != null) { if (saved != state) { return BadRequest(); } }", true)]
    [InlineData("var saved = " + Cookie + "; if (null != saved && saved != state) { throw new InvalidOperationException(); } HttpContext.Response.Cookies.Delete(saved);", true)]
    [InlineData("var saved = " + Cookie + "; if (saved == null || saved != state) { return BadRequest(); }", false)]
    [InlineData("var saved = " + Cookie + "; if (saved == null) { return BadRequest(); } if (saved != null && saved != state) { return BadRequest(); }", false)]
    [InlineData("var saved = " + Cookie + "; if (saved != null && saved != state) { return BadRequest(); } oauth.Use(saved);", false)]
    [InlineData("var saved = " + Cookie + "; if (saved != null && saved != state) { return BadRequest(); } else if (code.Length > 3) { return Ok(); }", false)]
    [InlineData("var saved = " + Cookie + "; if (code != null && saved != state) { return BadRequest(); }", false)]
    public Task CheckThatIsSkippedWhereNothingWasKept_IsNoCheck(string check, bool isReported) =>
        VerifyCS.VerifyAsync(Controller(check + "\n" + Exchange, isReported: isReported));

    /// <summary>The code in the branch only runs after the check.</summary>
    [Fact]
    public Task ExchangeBesideTheCheck_DoesNotTrigger() => VerifyCS.VerifyAsync(Controller(
        $"var saved = {Cookie}; if (saved != null) {{ if (saved != state) {{ return BadRequest(); }} {Exchange} }}", isReported: false));

    [Theory]
    [MemberData(nameof(TestsForEmpty))]
    public async Task CheckThatIsSkippedWithoutAState_IsNoCheck(string test)
    {
        var check = $"if (!string.{test}(state) && cache.Get(state) == null) {{ return BadRequest(); }}\n" + Exchange;

        await VerifyCS.VerifyAsync(Controller(check, "string code, string? state"));
        await VerifyCS.VerifyAsync(Controller(check, "string code, string state = \"\""));
        await VerifyCS.VerifyAsync("#nullable disable\n" + Controller(check));
        await VerifyCS.VerifyAsync(Controller(check, isReported: false));
        await VerifyCS.VerifyAsync(Controller(check, "string code, [System.ComponentModel.DataAnnotations.Required] string? state", isReported: false));
        await VerifyCS.VerifyAsync(Controller($"if (string.{test}(state)) {{ return BadRequest(); }}\n" + check, "string code, string? state", isReported: false));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public Task CheckThatIsSkippedByASize_IsNoCheck(string size) =>
        VerifyCS.VerifyAsync(Controller($"dynamic saved = cache.Saved; if (saved.{size} > 0 && saved != state) {{ return BadRequest(); }}\n" + Exchange));

    [Theory]
    [MemberData(nameof(Removals))]
    public async Task ValueThatIsRemoved_IsNotMissed(string removal)
    {
        var check = $"var saved = {Cookie}; if (saved?.Length > 0 && saved != state) {{ return BadRequest(); }}";

        await VerifyCS.VerifyAsync(Controller($"{check} cache.{removal}(saved);\n" + Exchange));
        await VerifyCS.VerifyAsync(Controller($"{check} cache.Open(saved);\n" + Exchange, isReported: false));
    }

    /// <summary>The result of the check is ignored.</summary>
    [Theory]
    [InlineData("Fits(state);", true)]
    [InlineData("_ = Fits(state);", true)]
    [InlineData("await FitsAsync(state);", true)]
    [InlineData("_ = stateStore.ConsumeAsync(state);", false)]
    [InlineData("_ = OrThrowAsync(state);", true)]
    [InlineData("await OrThrowAsync(state);", false)]
    [InlineData("OrThrow(state);", false)]
    [InlineData("if (!Fits(state)) { return BadRequest(); }", false)]
    [InlineData("return Fits(state) ? Ok() : BadRequest();", false)]
    [InlineData("await stateStore.ConsumeAsync(state);", false)]
    [InlineData("string.Equals(Saved, state);", true)]
    [InlineData("Answer(state);", false)]
    [InlineData("CheckModel(state); if (!ModelState.IsValid) { return BadRequest(); }", false)]
    [InlineData("CheckField(state); if (_failed) { return BadRequest(); }", false)]
    [InlineData("CheckAndStop(state);", false)]
    [InlineData("CheckLocal(state);", true)]
    [InlineData("Ping(state);", true)]
    [InlineData("var (_, user) = Open(state); oauth.Use(user);", true)]
    [InlineData("var (_, user) = Open(state); oauth.Use(user == \"\" ? \"own\" : user);", true)]
    [InlineData("var (_, user) = Open(state); if (user == \"\") { return BadRequest(); }", false)]
    [InlineData("var (fits, _) = Open(state); if (!fits) { return BadRequest(); }", false)]
    public Task CheckWhoseAnswerIsDropped_IsNoCheck(string check, bool isReported) => VerifyCS.VerifyAsync(Controller(
        // The compiler also warns about some of the mistakes: unreachable code, missing await, and tasks that are not awaited.
        "#pragma warning disable CS0162, CS1998, CS4014\n" + check + "\n" + Exchange, isReported: isReported, members: """
            private static readonly string Saved = "1";
            private bool Fits(string state) => state == Saved;
            private async Task<bool> FitsAsync(string state) => Fits(state);
            private async Task<bool> OrThrowAsync(string state) { OrThrow(state); return true; }
            private bool OrThrow(string state) { if (!Fits(state)) { throw new InvalidOperationException(); } return true; }
            private bool Answer(string state) { if (!Fits(state)) { Response.Redirect("/"); } return true; }
            private bool CheckModel(string state) { if (!Fits(state)) { ModelState.AddModelError("state", "?"); return false; } return true; }
            private bool _failed;
            private bool CheckField(string state) { _failed = !Fits(state); return !_failed; }
            private bool CheckAndStop(string state) { if (!Fits(state)) { HttpContext.Abort(); } return true; }
            private bool CheckLocal(string state) { bool fits; fits = Fits(state); return fits; }
            private bool Ping(string state) => state == Saved || Pong(state);
            private bool Pong(string state) => Ping(state);
            private (bool Fits, string User) Open(string state) => (state == Saved, "");
            """));

    [Theory]
    [MemberData(nameof(Throwing))]
    public Task HelperThatMayThrow_DoesNotTrigger(string call) => VerifyCS.VerifyAsync(Controller(
        "Look(state);\n" + Exchange, isReported: false,
        members: $"private bool Look(string state) {{ var row = Cache.{call}(state); return row == state; }}"));

    /// <summary>A method that also takes the code exchanges it after the check.</summary>
    [Fact]
    public Task ServiceThatChecksAndExchanges_DoesNotTrigger() => VerifyCS.VerifyAsync(Controller(
        "await ConnectAsync(code, state);", isReported: false,
        members: $"private async Task<bool> ConnectAsync(string code, string state) {{ if (state != {Cookie}) {{ return false; }} {Exchange} return true; }}"));

    [Theory]
    [InlineData("var pending = Pending.All.Get(state) ?? new Pending(state);", true)]
    [InlineData("var pending = Pending.All.Get(state) ?? new Pending(state); if (pending.User == state) { return BadRequest(); }", false)]
    [InlineData("var pending = Pending.All.Get(state) ?? throw new InvalidOperationException();", false)]
    public Task LookupThatIsReplaced_IsNoCheck(string check, bool isReported) => VerifyCS.VerifyAsync(
        Controller(check + "\n" + Exchange, isReported: isReported)
            + """
            public record Pending(string User) { public static readonly PendingStore All = new(); }
            public class PendingStore { private readonly Dictionary<string, Pending> _all = new(); public Pending? Get(string key) => _all.TryGetValue(key, out var found) ? found : null; }
            """);

    /// <summary>The exception for an invalid state is caught and ignored.</summary>
    [Theory]
    [InlineData("var user = \"\"; try { user = oauth.Unprotect(state); } catch { }", true)]
    [InlineData("var user = \"\"; try { user = oauth.Unprotect(state); } catch (System.Security.Cryptography.CryptographicException) { Console.WriteLine(\"?\"); }", true)]
    [InlineData("var user = \"\"; try { user = oauth.Unprotect(state); } catch (FormatException) { }", false)]
    [InlineData("var user = \"\"; try { user = oauth.Unprotect(state); } catch { return BadRequest(); }", false)]
    [InlineData("var user = \"\"; try { user = oauth.Unprotect(state); } catch (System.Security.Cryptography.CryptographicException) { return BadRequest(); } catch (Exception) { }", false)]
    [InlineData("var user = \"\"; try { user = oauth.Unprotect(state); } catch { } if (user == \"\") { return BadRequest(); }", false)]
    [InlineData("try { Demand(state); } catch (InvalidOperationException) { }", true)]
    [InlineData("try { Demand(state); } catch (ArgumentException) { }", false)]
    [InlineData("try { if (state != " + Cookie + ") { throw new InvalidOperationException(); } } catch (Exception) { Console.WriteLine(\"?\"); }", true)]
    [InlineData("try { if (state != " + Cookie + ") { return BadRequest(); } } catch (Exception) { }", false)]
    public Task CheckThatIsPassedOver_IsNoCheck(string check, bool isReported) => VerifyCS.VerifyAsync(Controller(
        check + "\n" + Exchange, isReported: isReported,
        members: $"private void Demand(string state) {{ if (state != {Cookie}) {{ throw new InvalidOperationException(); }} }}"));

    [Theory]
    [MemberData(nameof(AnyException))]
    public Task AnyExceptionThatIsPassedOver_Triggers(string type) =>
        VerifyCS.VerifyAsync(Controller($"try {{ oauth.Unprotect(state); }} catch ({type}) {{ }}\n" + Exchange));

    [Fact]
    public Task ExchangeInTheSameTry_DoesNotTrigger() =>
        VerifyCS.VerifyAsync(Controller($"try {{ oauth.Unprotect(state); {Exchange} }} catch {{ }}", isReported: false));

    /// <summary>The state is compared with a constant, or with another value of the link.</summary>
    [Theory]
    [InlineData("const string expected = \"slack\"; if (state != expected) { return BadRequest(); }", "", true)]
    [InlineData("const string expected = \"slack\"; if (!string.Equals(state, expected, StringComparison.Ordinal)) { return BadRequest(); }", "", true)]
    [InlineData("if (state != Expected) { return BadRequest(); }", "", true)]
    [InlineData("if (state != uid) { return BadRequest(); }", ", string uid", true)]
    [InlineData("if (state != uid) { return BadRequest(); }", ", [FromQuery] string uid", true)]
    [InlineData("if (state != mine) { return BadRequest(); }", ", [FromHeader] string mine", false)]
    [InlineData("if (state != expected) { return BadRequest(); }", ", string expected", false)]
    [InlineData("if (state != Request.Query[\"uid\"]) { return BadRequest(); }", "", true)]
    [InlineData("if (!string.Equals(state, copy)) { return BadRequest(); }", ", [FromQuery(Name = \"state\")] string copy", true)]
    public Task ComparisonWithWhatAnybodyKnows_IsNoCheck(string check, string parameters, bool isReported) => VerifyCS.VerifyAsync(Controller(
        check + "\n" + Exchange, "string code, string state" + parameters, "private const string Expected = \"slack\";", isReported: isReported));

    [Theory]
    [MemberData(nameof(TypesOfLinks))]
    public async Task ComparisonWithAnotherValueOfTheLink_IsNoCheck(string type)
    {
        type = type.Replace("StringValues", "Microsoft.Extensions.Primitives.StringValues", StringComparison.Ordinal);

        await VerifyCS.VerifyAsync(Controller("if (!mine.Equals(state)) { return BadRequest(); }\n" + Exchange, $"string code, string state, {type} mine"));
        await VerifyCS.VerifyAsync(Controller(
            "if (!mine.Equals(state)) { return BadRequest(); }\n" + Exchange, $"string code, string state, [FromHeader] {type} mine", isReported: false));
    }

    /// <summary>A token is read without verifying its signature.</summary>
    [Theory]
    [InlineData("ReadJsonWebToken", "await oauth.ExchangeCodeAsync(code)", true)]
    [InlineData("ValidateToken", "await oauth.ExchangeCodeAsync(code)", false)]
    [InlineData("ReadJsonWebToken", "code", false)]
    public Task TokenThatIsReadUnseen_IsNoCheck(string call, string given, bool isReported) => VerifyCS.VerifyAsync(Controller(
        $"var user = Look(state); await store.SaveAsync(new Installation {{ User = user, Token = {given} }});\n" + Exchange,
        members: $"private string Look(string jwt) => oauth.{call}(jwt).Subject;", isReported: isReported)
        + "\npublic sealed class Installation { public string? User, Token; }");
}
