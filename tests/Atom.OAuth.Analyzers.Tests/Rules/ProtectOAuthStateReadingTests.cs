using System.Globalization;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ProtectOAuthStateAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM003: which code reads the state of a callback, and what it does with it.</summary>
public sealed class ProtectOAuthStateReadingTests
{
    /// <summary>Creates a callback that is recognized by its name.</summary>
    private static string Callback(string statements, string signature = "string Callback(string code, string state)") => $$"""
        using Microsoft.AspNetCore.Http;
        using Microsoft.Extensions.Primitives;

        public sealed class Answer { public string Code { get; set; } = ""; public string State { get; set; } = ""; public Answer? Inner { get; set; } }

        // The way back from an authorization.
        public sealed class Pages(Dictionary<string, string> values)
        {
            public {{signature}}
            {
                {{statements}}
            }

            private const string Fixed = "slack", None = "";

            private static readonly string Kept = Guid.NewGuid().ToString();

            public object Constants => (Fixed, None, Kept);

            private static string Look(string userId, string other) => userId + other;

            private static void Look(string other, params string[] userId) => Console.WriteLine(other + userId.Length);

            private static string Redirect(string to, string from) => to + from;

            private static Action Redirect(int to) => () => Console.WriteLine(to);

            public string Read(string key) => values[key];
        }

        public static class Protector { public static string Unprotect(this Dictionary<string, string> values, byte[] bytes) => values.Keys.First() + bytes.Length; }

        """;

    [Theory]
    [InlineData("return [|state.IndexOf('|')|] > 0 ? code : \"\";", "'IndexOf'")]
    [InlineData("return [|(state).Trim().ToLowerInvariant().Split('|')|][0];", "'Split'")]
    [InlineData("return [|((string)state).Split('|')|][0];", "'Split'")]
    [InlineData("return [|Uri.UnescapeDataString(state!.Trim()).Split('|')|][0];", "'Split'")]
    [InlineData("return state?.Split('|')[0].Trim() ?? code;", "'Split'")]
    [InlineData("return state?.Split('|').First() ?? code;", "'Split'")]
    [InlineData("return Convert.ToInt32(state) + code;", "'Convert.ToInt32'")]
    [InlineData("return [|new Uri(state, UriKind.Absolute)|].Host + code;", "'new Uri'")]
    [InlineData("return [|new System.Guid(state.Trim())|] + code;", "'new Guid'")]
    [InlineData("return [|Uri.TryCreate(state, UriKind.Absolute, out var target)|] ? target.Host : code;", "'Uri.TryCreate'")]
    [InlineData("return Look(userId: state, other: code);", "as 'userId'")]
    [InlineData("return Look(other: code, userId: state);", "as 'userId'")]
    [InlineData("return Redirect(state, code);", "'Redirect'")]
    [InlineData("var returnUrl = code.Length > 3 ? code : state; return returnUrl;", "as 'returnUrl'")]
    [InlineData("var result = new Answer(); string userUrl; userUrl = state; return userUrl;", "as 'userUrl'")]
    [InlineData("return state switch { { Length: > 99 } => code, \"login\" => \"a\", _ => \"b\" };", "a comparison with constants")]
    [InlineData("return string.Equals(\"login\", state) ? code : \"\";", "a comparison with a constant")]
    [InlineData("return Equals(\"login\", state) ? code : \"\";", "a comparison with a constant")]
    [InlineData("return \"login\" == state ? code : \"\";", "a comparison with a constant")]
    [InlineData("return state != \"login\" ? code : \"\";", "a comparison with a constant")]
    [InlineData("return Fixed != state ? code : \"\";", "a comparison with a constant")]
    [InlineData("return string.Equals(state, Pages.Fixed) ? code : \"\";", "a comparison with a constant")]
    [InlineData("const string flow = \"login\"; return state == flow ? code : \"\";", "a comparison with a constant")]
    [InlineData("return state switch { Fixed => code, _ => \"b\" };", "a comparison with constants")]
    [InlineData("var roomCode = state; return roomCode + code;", "as 'roomCode'")]
    [InlineData("var guildId = Uri.UnescapeDataString(state); return guildId + code;", "as 'guildId'")]
    [InlineData("var email = string.IsNullOrEmpty(state) ? null : state; return email + code;", "as 'email'")]
    [InlineData("var email = Uri.UnescapeDataString(state); return email + code;", "as 'email'")]
    public async Task Message_SaysHowItIsRead(string statements, string how) => Assert.Contains(
        $"({how})",
        Assert.Single(await VerifyCS.ReportsAsync(Callback(statements)
            .Replace("[|", "", StringComparison.Ordinal)
            .Replace("|]", "", StringComparison.Ordinal))).GetMessage(CultureInfo.InvariantCulture),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("return values.Unprotect(Convert.FromBase64String(state)) + code;")]
    [InlineData("var bytes = Convert.FromBase64String(state); return values.Unprotect(bytes) + code;")]
    [InlineData("var bytes = [|Convert.FromBase64String(state)|]; return values.Unprotect(bytes) + bytes[0] + code;")]
    [InlineData("Console.WriteLine(\"{0}{1}{2}{3}\", code, code, code, state); return code;")]
    [InlineData("Look(code, code, state); return code;")]
    [InlineData("return new Uri(new Uri(\"https://contoso.example\"), state).Query + code;")]
    [InlineData("return new string(state) + code;")]
    [InlineData("return new Uri(code).Host + state;")]
    [InlineData("string note; note = state; return note + code;")]
    [InlineData("var note = state; return note + code;")]
    [InlineData("var note = code.Length > 3 ? code : state; return note;")]
    [InlineData("var userId = state.Length > 3 ? code : \"\"; return userId;")]
    [InlineData("var userId = state == code ? code : \"\"; return userId;")]
    [InlineData("string userId; userId = code; return userId + state;")]
    [InlineData("var userState = state; return userState + code;")]
    [InlineData("return Redirect(code, state);")]
    [InlineData("return Look(code, state);")]
    [InlineData("return state.Equals(code) ? code : \"\";")]
    [InlineData("return string.Equals(state, code) ? code : \"\";")]
    [InlineData("return state.Equals(\"\") ? code : \"\";")]
    [InlineData("return state is \"\" ? code : \"\";")]
    [InlineData("return state is null ? code : \"\";")]
    [InlineData("return state switch { { Length: > 9 } => code, _ => \"b\" };")]
    [InlineData("return state?.Length > 3 ? code : \"\";")]
    [InlineData("return state == None ? code : \"\";")]
    [InlineData("return state == Kept ? code : \"\";")]
    [InlineData("var id = state; return id + code;")]
    [InlineData("var authCode = state; return authCode + code;")]
    [InlineData("var flowId = state; return flowId + code;")]
    [InlineData("var pendingCode = state; return pendingCode + code;")]
    [InlineData("var correlationId = state; return correlationId + code;")]
    [InlineData("var requestId = state; return requestId + code;")]
    [InlineData("var cacheId = state; return cacheId + code;")]
    [InlineData("var ticketId = state; return ticketId + code;")]
    [InlineData("var loginCode = state; return loginCode + code;")]
    [InlineData("var verificationCode = state; return verificationCode + code;")]
    [InlineData("var operationId = state; return operationId + code;")]
    [InlineData("var transactionId = state; return transactionId + code;")]
    [InlineData("var connectionId = state; return connectionId + code;")]
    [InlineData("var groupFlowId = state; return groupFlowId + code;")]
    [InlineData("return state?.Trim() ?? code;")]
    [InlineData("return code?.Split('|')[0] ?? state;")]
    [InlineData("return JsonSerializer.Serialize(state) + code;")]
    [InlineData("return Parse(state) + code; string Parse(string text) => text;")]
    [InlineData("return bool.Parse(state) ? code : \"\";")]
    [InlineData("switch (code) { case \"a\": return state; default: return code; }")]
    [InlineData("switch (state) { case { Length: > 9 }: return code; default: return \"b\"; }")]
    [InlineData("switch (state + code) { case \"a\": return state; default: return code; }")]
    public Task WhatSaysNothing_DoesNotTrigger(string statements) => VerifyCS.VerifyAsync(Callback(statements));

    [Theory]
    [InlineData("string Callback(string code, string? state)")]
    [InlineData("string Callback(String code, String state)")]
    [InlineData("string Callback(string authorizationCode, string state)")]
    [InlineData("string Callback(string oauth_code, string state)")]
    [InlineData("string Callback(string auth_code, string state)")]
    [InlineData("string Callback(string callbackCode, string state)")]
    [InlineData("string Callback(string Code, string state)")]
    [InlineData("string Callback(string code, StringValues state)", "ToString().")]
    [InlineData("string OAuth(string code, string state)")]
    [InlineData("string LinkCallbackPage(string code, string state)")]
    [InlineData("string Done(string code, string accessToken, string state)")]
    [InlineData("string Done(string code, string exchange, string state)")]
    [InlineData("string Done(string code, string oauth, string state)")]
    public Task CallbackOfOAuth_Triggers(string signature, string member = "") =>
        VerifyCS.VerifyAsync(Callback($"return [|state.{member}Split('|')|][0];", signature));

    [Theory]
    [InlineData("string Done(string code, string state)")]
    [InlineData("string Done(string code, string cancellationToken, string state)")]
    [InlineData("string Callback(int code, string state)")]
    [InlineData("string Callback(string name, string state)")]
    [InlineData("string Callback(string code, Uri state)", "ToString().")]
    public Task OtherCallback_DoesNotTrigger(string signature, string member = "") =>
        VerifyCS.VerifyAsync(Callback($"return state.{member}Split('|')[0];", signature));

    [Theory]
    [InlineData("var state = request.Query[\"state\"]; return [|state.ToString().Split('|')|][0] + request.Query[\"code\"];")]
    [InlineData("var state = request.Form[\"state\"].ToString(); return [|state.Split('|')|][0] + request.Form[\"code\"];")]
    [InlineData("var query = new Dictionary<string, string>(); var state = query[\"state\"]; return [|state.Split('|')|][0] + query[\"code\"];")]
    [InlineData("var parameters = new Dictionary<string, string>(); var state = parameters[\"state\"]; return [|state.Split('|')|][0] + parameters[\"code\"];")]
    [InlineData("var query = new Dictionary<string, string>(); query.TryGetValue(\"state\", out var myState); return [|myState!.Split('|')|][0] + query[\"code\"];")]
    [InlineData("var state = System.Web.HttpUtility.ParseQueryString(\"\").Get(\"state\")!; return [|state.Split('|')|][0] + request.Query[\"code\"];")]
    [InlineData("var q = request.Query; var state = q[\"state\"].ToString(); return [|state.Split('|')|][0] + q[\"code\"];")]
    [InlineData("var q = request.Query; return [|q[\"state\"].ToString().Split('|')|][0] + q[\"code\"];")]
    [InlineData("var stateB64 = request.Query[\"state\"].ToString(); return [|Convert.FromBase64String(stateB64)|] + request.Query[\"code\"];")]
    [InlineData("var answer = new Answer(); var state = request.Query[\"state\"].ToString(); return [|state.Split('|')|][0] + answer.Code;")]
    [InlineData("var text = request.Query[\"state\"].ToString(); return [|text.Split('|')|][0] + request.Query[\"code\"];")]
    [InlineData("var q = System.Web.HttpUtility.ParseQueryString(\"\"); var raw = q[\"state\"] ?? \"\"; return [|Convert.FromBase64String(raw)|] + q[\"code\"];")]
    [InlineData("var q = System.Web.HttpUtility.ParseQueryString(\"\"); return [|q.Get(\"state\")!.Split('|')|][0] + q[\"code\"];")]
    [InlineData("var q = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(\"\"); var raw = q.TryGetValue(\"state\", out var value) ? value.ToString() : null; return [|raw!.Split('|')|][0] + q[\"code\"];")]
    public Task ReadFromTheRequest_Triggers(string statements) => VerifyCS.VerifyAsync(Callback(statements, "string Callback(HttpRequest request)"));

    [Theory]
    [InlineData("var state = request.Query[\"state\"].ToString(); return state.Split('|')[0];")]
    [InlineData("var state = request.Headers[\"state\"].ToString(); return state.Split('|')[0] + request.Query[\"code\"];")]
    [InlineData("var q = string.Format(\"{0}\", request); var raw = values[\"state\"]; return raw.Split('|')[0] + q + request.Query[\"code\"];")]
    [InlineData("var raw = request.Query[\"state\"].ToString(); return code(raw) + request.Query[\"code\"]; string code(string text) => text.Split('|')[0];")]
    [InlineData("var raw = request.Query.Count > 9 ? request.Query[\"state\"].ToString() : request.Method; return raw.Split('|')[0] + request.Query[\"code\"];")]
    [InlineData("var h = request.Headers; var state = h[\"state\"].ToString(); return state.Split('|')[0] + request.Query[\"code\"];")]
    [InlineData("var q = request.Query; var h = request.Headers; return h[\"state\"].ToString().Split('|')[0] + q[\"code\"];")]
    [InlineData("var state = request.Query[\"city\"].ToString(); return state.Split('|')[0] + request.Query[\"code\"];")]
    [InlineData("var answer = new Answer(); return answer.State.Split('|')[0] + answer.Code;")]
    public Task OtherReads_DoNotTrigger(string statements) => VerifyCS.VerifyAsync(Callback(statements, "string Callback(HttpRequest request)"));

    [Theory]
    [InlineData("return [|answer.State.Split('|')|][0] + answer.Code;")]
    [InlineData("return [|answer.State.Trim().Split('|')|][0] + answer.Code;")]
    [InlineData("return [|answer.State == \"login\"|] ? answer.Code : \"\";")]
    public Task StateOfABoundObject_Triggers(string statements) => VerifyCS.VerifyAsync(Callback(statements, "string Callback(Answer answer)"));

    [Theory]
    [InlineData("answer.State = \"login\"; return answer.Code;")]
    [InlineData("return answer.Inner!.State.Split('|')[0] + answer.Code;")]
    [InlineData("return answer.State.Split('|')[0];")]
    public Task OtherObjects_DoNotTrigger(string statements) => VerifyCS.VerifyAsync(Callback(statements, "string Callback(Answer answer)"));

    /// <summary>A handler's command, whose members have the same names as the query parameters.</summary>
    [Theory]
    [InlineData("var state = command.state; return [|state.Split('|')|][0] + command.code;")]
    [InlineData("return [|command.state.Split('|')|][0] + command.code;")]
    [InlineData("return [|command.state.Split('|')|][0] + command.inner!.Code;")]
    [InlineData("return command.state.Split('|')[0] + command.inner!.code;")]
    [InlineData("return command.inner!.state.Split('|')[0] + command.code;")]
    [InlineData("command.state = \"login\"; return command.code;")]
    public Task StateOfACommand(string statements) => VerifyCS.VerifyAsync($$"""
        public sealed class Command
        {
            public string code = "", Code = "", state = "";
            public Command? inner;
        }

        public sealed class CallbackHandler
        {
            public string Handle(Command command)
            {
                {{statements}}
            }
        }
        """);

    /// <summary>A part of the callback that is in a separate method.</summary>
    [Theory]
    [InlineData("private string Back(string? state) { var returnUrl = state is null ? \"/\" : [|Uri.UnescapeDataString(state)|]; return returnUrl; }")]
    [InlineData("string Back(string? state) => [|new Uri(state!)|].Host;")]
    [InlineData("private string Back(string? state) => state ?? \"\";")]
    [InlineData("private string Back(string? text) => text!.Split('|')[0];")]
    [InlineData("public string Back(string? state) => state!.Split('|')[0];")]
    [InlineData("private static string Back(string? state) => \"\"; private string Other(string state) => state.Split('|')[0];")]
    public Task HelperOfACallback(string helper) => VerifyCS.VerifyAsync($$"""
        public sealed class Pages
        {
            public string OAuthCallback(string code, string? state) => code + Back(state);

            {{helper}}
        }
        """);

    [Fact]
    public Task HelperInAFileWithoutOAuth_DoesNotTrigger() => VerifyCS.VerifyAsync("""
        public sealed class Pages
        {
            public string Callback(string code, string state) => code + Short(state);

            private static string Short(string state) => state.Split('|')[0];
        }
        """);

    /// <summary>A function without a code only counts as reading the state if its name says so, in code related to OAuth.</summary>
    [Theory]
    [InlineData("public class SlackOAuth { public string ReadState(string state) => [|state.Split('|')|][0]; }")]
    [InlineData("public class Links { const string Grant = \"authorization_code\"; public string ReadState(string state) => [|state.Split('|')|][0] + Grant; }")]
    [InlineData("public class SlackOAuth { public Guid DecodeState(string state) => [|Guid.Parse(state)|]; }")]
    [InlineData("public class SlackOAuth { public string? DecodeState(string state) => [|JsonSerializer.Deserialize<string>(state)|]; }")]
    public Task ReaderOfTheState_Triggers(string source) => VerifyCS.VerifyAsync(source);

    [Theory]
    [InlineData("public class SlackAuth { public string ReadState(string state) => state.Split('|')[0]; }")]
    [InlineData("public class SlackOAuth { public string Read(string state) => state.Split('|')[0]; }")]
    [InlineData("public class SlackOAuth { public string ReadState(string text) => text.Split('|')[0]; }")]
    [InlineData("public class SlackOAuth { public bool IsState(string state) => state.StartsWith('|'); }")]
    [InlineData("public class SlackOAuth { public bool IsState(string state) => state == \"login\"; }")]
    public Task OtherFunctions_DoNotTrigger(string source) => VerifyCS.VerifyAsync(source);

    [Theory]
    [InlineData("var clean = state.Replace('+', ' '); return [|clean.Split('|')|][0] + code;")]
    [InlineData("var decoded = Uri.UnescapeDataString(state); return [|decoded.Split(':')|][0] + code;")]
    [InlineData("var copy = state ?? \"\"; return [|copy.Split(':')|][0] + code;")]
    [InlineData("return [|state[5..]|] + code;")]
    [InlineData("return [|state[..code.Length]|];")]
    [InlineData("return [|state.Substring(code.Length)|];")]
    [InlineData("return [|state.Substring(0, 36)|] + code;")]
    [InlineData("return [|System.Text.RegularExpressions.Regex.Match(state, \"(.*):\")|].Value + code;")]
    [InlineData("var json = [|Base64UrlDecode(state)|]; return json + code; string Base64UrlDecode(string text) => text;")]
    [InlineData("return [|Base64Url.Decode(state)|] + code;")]
    public Task Codecs_Trigger(string statements) => VerifyCS.VerifyAsync(
        Callback(statements) + "public static class Base64Url { public static string Decode(string text) => text; }");

    [Theory]
    [InlineData("Console.WriteLine(state[..20]); return code;")]
    [InlineData("Console.WriteLine(state.Substring(3)); return code;")]
    [InlineData("throw new InvalidOperationException(code + state[3..]);")]
    [InlineData("var shown = state.Substring(0, 8); return shown + code;")]
    [InlineData("var shown = state[..8] + \"…\"; return shown + code;")]
    [InlineData("var copy = state; return code.Split('|')[0] + copy;")]
    public Task WhatIsOnlyShown_DoesNotTrigger(string statements) => VerifyCS.VerifyAsync(Callback(statements));

    [Fact]
    public Task ReadWithoutAVariable_Triggers() => VerifyCS.VerifyAsync(Callback(
        "return [|request.Query[\"state\"].ToString().Split('|')|][0] + request.Query[\"code\"];", "string Callback(HttpRequest request)"));

    [Fact]
    public async Task PlacesFurtherDown_AreNamed() => Assert.Equal(
        2,
        Assert.Single(await VerifyCS.ReportsAsync(Callback("var at = state.IndexOf(':'); return state[..at] + state[(at + 1)..] + code;")))
            .AdditionalLocations.Count(static place => place.SourceTree!.GetText()
                .ToString(place.SourceSpan)
                .StartsWith("state[", StringComparison.Ordinal)));

    /// <summary>The result of the first step is decoded further in the next one, under other names.</summary>
    [Theory]
    [InlineData("var json = Encoding.UTF8.GetString(Convert.FromBase64String(state)); return JsonSerializer.Deserialize<string>(json) + code;", "JsonSerializer.Deserialize<string>(json)")]
    [InlineData("var bytes = Convert.FromBase64String(state); var json = Encoding.UTF8.GetString(bytes); return JsonSerializer.Deserialize<string>(json) + code;", "Encoding.UTF8.GetString(bytes)", "JsonSerializer.Deserialize<string>(json)")]
    [InlineData("var clean = state.Split('#')[0]; var bytes = Convert.FromBase64String(clean); return Encoding.UTF8.GetString(bytes) + code;", "Convert.FromBase64String(clean)", "Encoding.UTF8.GetString(bytes)")]
    [InlineData("string json; json = Encoding.UTF8.GetString(Convert.FromBase64String(state)); return json.Split(':')[0] + code;", "json.Split(':')")]
    [InlineData("var bytes = Convert.FromBase64String(state); return JsonSerializer.Deserialize<string>(code) + bytes;")]
    [InlineData("var bytes = Convert.FromBase64String(state); return Encoding.UTF8.GetString(bytes) + code;", "Encoding.UTF8.GetString(bytes)")]
    public async Task WhatIsTakenApartFurther_IsNamed(string statements, params string[] further)
    {
        var report = Assert.Single(await VerifyCS.ReportsAsync("using System.Text;\n" + Callback(statements)));

        Assert.Equal(
            further,
            report.OwnLocations().Select(static place => place.SourceTree!.GetText().ToString(place.SourceSpan)));
    }

    [Theory]
    [InlineData("OAuthStateCodec", "Validate(string state)", "state", true)]
    [InlineData("SignatureHelper", "VerifySignedState(string signedState)", "signedState", true)]
    [InlineData("StateMachine", "Validate(string state)", "state", true)]
    [InlineData("SignatureHelper", "Validate(string state)", "state", false)]
    public Task CodecOfACallback(string type, string signature, string name, bool isReported)
    {
        var method = signature.Substring(0, signature.IndexOf('(', StringComparison.Ordinal));
        var split = $"{name}.Split('.')";
        return VerifyCS.VerifyAsync(
            $"public static class {type} {{ public static bool {signature} => {(isReported ? $"[|{split}|]" : split)}.Length == 2; }}"
            + $" public class Pages {{ public bool Callback(string code, string state) => {type}.{method}(state) && code.Length > 0; }}");
    }

    [Theory]
    [InlineData("public class StateMachine { public bool Validate(string state) => state.Split('.').Length == 2; }")]
    [InlineData("public class EstateService { public bool Validate(string state) => state.Split('.').Length == 2; }")]
    [InlineData("public class Address { public string DecodeState(string text) => text.Split(',')[1]; }")]
    public Task CodecsOfOtherStates_DoNotTrigger(string source) => VerifyCS.VerifyAsync(source);

    [Fact]
    public Task ParameterOfADecoder_IsTheState() => VerifyCS.VerifyAsync(
        "public class SlackOAuth { public string DecodeState(string packed) => System.Text.Encoding.UTF8.GetString([|Convert.FromBase64String(packed)|]); }");

    /// <summary>A state type that is nested in a token type belongs to the request for the token.</summary>
    [Theory]
    [InlineData("Token", true)]
    [InlineData("Game", false)]
    public Task StateInsideAnotherType(string type, bool isReported) => VerifyCS.VerifyAsync($$"""
        using System.Text;

        public sealed class {{type}}
        {
            public string AccessToken { get; set; } = "";

            public sealed class State
            {
                public static string Decode(string state) => Encoding.UTF8.GetString({{(isReported ? "[|Convert.FromBase64String(state)|]" : "Convert.FromBase64String(state)")}});
            }
        }
        """);

    /// <summary>The session that the state names is trusted.</summary>
    [Theory]
    [InlineData("var sessionToken = [|state|]; return sessionToken + code;")]
    [InlineData("var received = state; return received + code;")]
    public Task StateTakenAsASession(string statements) => VerifyCS.VerifyAsync(Callback(statements));

    /// <summary>Encoded text that is named state, in a type nested in one related to OAuth.</summary>
    [Theory]
    [InlineData("OAuthFlow", "var state = [|Convert.ToBase64String(bytes)|]; return state;")]
    [InlineData("Flow", "var state = Convert.ToBase64String(bytes); return state;")]
    [InlineData("OAuthFlow", "var state = Read(bytes); return state;")]
    public Task EncodedInATypeInsideAnother(string type, string statements) => VerifyCS.VerifyAsync($$"""
        public sealed class {{type}}
        {
            public const string Login = "client_id";

            public sealed class Value
            {
                public string Make(byte[] bytes) { {{statements}} }

                private static string Read(byte[] bytes) => bytes.Length.ToString();
            }
        }
        """);
}
