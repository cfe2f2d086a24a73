using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using VerifyCallback = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer, Atom.OAuth.CodeFixes.Rules.ValidateOAuthStateFixer>;
using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.ProtectOAuthStateAnalyzer, Atom.OAuth.CodeFixes.Rules.ProtectOAuthStateFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>ATOM003's fix for desktop applications and commands: the process that opens the browser also receives the redirect.</summary>
public sealed class ProtectOAuthStateFixerLocalTests
{
    private const string Url = "https://accounts.spotify.com/authorize?client_id=1&response_type=code&redirect_uri=x";

    /// <summary>The references of a desktop application: without ASP.NET Core.</summary>
    private static readonly ImmutableArray<MetadataReference> Desktop =
        [.. TestReferences.All.Where(static reference => reference.Display?.Contains("AspNetCore", StringComparison.Ordinal) != true)];

    private static string Program(string body, string members = "", string signature = "async Task<string?> ConnectAsync(HttpListener listener)") =>
        $$"""
        using System.Diagnostics;
        using System.Net;

        public sealed class SpotifyLogin
        {
            public {{signature}}
            {
                {{body.ReplaceLineEndings("\n").Replace("\n", "\n        ", StringComparison.Ordinal)}}
            }

            {{members.ReplaceLineEndings("\n").Replace("\n", "\n    ", StringComparison.Ordinal)}}
            private static Task<string?> ExchangeAsync(string code) => Task.FromResult<string?>(code);
        }
        """.ReplaceLineEndings("\n").Replace("        \n", "\n", StringComparison.Ordinal);

    /// <summary>The same function compares a random state.</summary>
    [Theory]
    [InlineData("state != received", "!state.Matches(received)")]
    [InlineData("received != state", "!state.Matches(received)")]
    [InlineData("!(received == state)", "!(state.Matches(received))")]
    [InlineData("!string.Equals(received, state, StringComparison.Ordinal)", "!state.Matches(received)")]
    [InlineData("!state.Equals(received, StringComparison.Ordinal)", "!state.Matches(received)")]
    [InlineData("received is null || !received.Equals(state)", "received is null || !state.Matches(received)")]
    [InlineData("state != context.Request.QueryString[\"state\"]", "!state.Matches(context.Request.QueryString[\"state\"])")]
    public Task ComparedInTheFunction_TheLocalStateIsAsked(string before, string after)
    {
        string Body(string made, string url, string test) => $$"""
            var state = {{made}}; // random
            Process.Start($"{{Url}}&state={{{url}}}");
            var context = await listener.GetContextAsync();
            var received = context.Request.QueryString["state"];
            if ({{test}})
            {
                return null;
            }

            return await ExchangeAsync(context.Request.QueryString["code"]!);
            """.ReplaceLineEndings("\n");
        var usesReceived = before.Contains("received", StringComparison.Ordinal);
        string Whole(string made, string url, string test) => Program(usesReceived
            ? Body(made, url, test)
            : Body(made, url, test).Replace("var received = context.Request.QueryString[\"state\"];\n", "", StringComparison.Ordinal));
        return VerifyCS.VerifyAsync(
            Whole("Guid.NewGuid().ToString(\"N\")", "state", before), Whole("OAuthLocalState.Create()", "state.Value", after));
    }

    [Fact]
    public Task DeclaredType_AndOtherUses_AreChanged() => VerifyCS.VerifyAsync(
        Program($$"""
            string state = Guid.NewGuid().ToString("N");
            var query = new Dictionary<string, string>
            {
                ["client_id"] = "1",
                ["response_type"] = "code",
                ["redirect_uri"] = "x",
                ["state"] = state,
            };
            Process.Start(Build("https://accounts.spotify.com/authorize", query));
            var context = await listener.GetContextAsync();
            if (context.Request.QueryString["state"] != state)
            {
                Console.WriteLine(new { state, state.Length });
                return null;
            }

            return await ExchangeAsync(context.Request.QueryString["code"]!);
            """, "private static string Build(string url, Dictionary<string, string> query) => url + query.Count;\n"),
        Program($$"""
            OAuthLocalState state = OAuthLocalState.Create();
            var query = new Dictionary<string, string>
            {
                ["client_id"] = "1",
                ["response_type"] = "code",
                ["redirect_uri"] = "x",
                ["state"] = state.Value,
            };
            Process.Start(Build("https://accounts.spotify.com/authorize", query));
            var context = await listener.GetContextAsync();
            if (!state.Matches(context.Request.QueryString["state"]))
            {
                Console.WriteLine(new { state = state.Value, state.Value.Length });
                return null;
            }

            return await ExchangeAsync(context.Request.QueryString["code"]!);
            """, "private static string Build(string url, Dictionary<string, string> query) => url + query.Count;\n"));

    [Fact]
    public async Task ComparedInAMethodThatGetsIt_TheMethodStaysAsItIs()
    {
        var changed = await VerifyCS.Test(Program($$"""
            var state = Guid.NewGuid().ToString();
            Process.Start($"{{Url}}&state={state}");
            var context = await listener.GetContextAsync();
            return await FinishAsync(context.Request, state);
            """, """
            private static async Task<string?> FinishAsync(HttpListenerRequest request, string expectedState)
            {
                return request.QueryString["state"] == expectedState ? await ExchangeAsync(request.QueryString["code"]!) : null;
            }

            """)).FixFirstAsync();
        Assert.Contains("var state = OAuthLocalState.Create();\n", changed, StringComparison.Ordinal);
        Assert.Contains("&state={state.Value}\");", changed, StringComparison.Ordinal);
        Assert.Contains("FinishAsync(context.Request, state.Value);", changed, StringComparison.Ordinal);
        Assert.Contains("request.QueryString[\"state\"] == expectedState", changed, StringComparison.Ordinal);
    }

    /// <summary>Requires no service registration.</summary>
    [Fact]
    public async Task Title_AsksForNoService() => Assert.Equal(
        ["Use a local state for the flow"],
        await VerifyCS.Test(Program($$"""
            Process.Start("{{Url}}");
            var context = await listener.GetContextAsync();
            var code = context.Request.QueryString["code"];
            return code == null ? null : await ExchangeAsync(code);
            """)).TitlesAsync());

    private static string Used(string use) => Program($$"""
        var state = Guid.NewGuid().ToString("N");
        Process.Start($"{{Url}}&state={state}");
        var context = await listener.GetContextAsync();
        {{use}}
        return await ExchangeAsync(context.Request.Url!.Query);
        """, "private static void Renew(ref string state) => state = \"\";\n");

    /// <summary>The state is not compared, compared with something else, or assigned again.</summary>
    [Theory]
    [InlineData("Console.WriteLine(state.Length);")]
    [InlineData("if (state == \"x\")\n{\n    return null;\n}")]
    [InlineData("if (state == listener.Realm)\n{\n    return null;\n}")]
    [InlineData("if (state == context.Request.QueryString[\"state\"])\n{\n    state = \"\";\n}")]
    public Task NotCompared_OrSetAgain_NoFix(string use) => VerifyCS.VerifyNoFixAsync(Used(use));

    /// <summary>A variable that has to be a string remains one.</summary>
    [Theory]
    [InlineData("Renew(ref state);")]
    [InlineData("Console.WriteLine(nameof(state));")]
    public async Task VariableThatIsUsedOtherwise_GetsTheValue(string use) => Assert.Contains(
        "var state = OAuthLocalState.Create().Value;\n",
        await VerifyCS.Test(Used($"if (state != context.Request.QueryString[\"state\"])\n{{\n    {use}\n    return null;\n}}")).FixFirstAsync(),
        StringComparison.Ordinal);

    [Fact]
    public Task LeftOut_WhatTheFunctionAsksForACode_BringsNoneWithAnotherState() => VerifyCS.VerifyAsync(
        Program($$"""
            Process.Start("{{Url}}");
            var context = await listener.GetContextAsync();
            var code = context.Request.QueryString["code"];
            if (string.IsNullOrEmpty(code))
            {
                return null;
            }

            return await ExchangeAsync(code);
            """),
        Program($$"""
            var state = OAuthLocalState.Create();
            Process.Start("{{Url}}" + "&state=" + state.Value);
            var context = await listener.GetContextAsync();
            var code = state.Matches(context.Request.QueryString["state"]) ? context.Request.QueryString["code"] : null;
            if (string.IsNullOrEmpty(code))
            {
                return null;
            }

            return await ExchangeAsync(code);
            """));

    [Fact]
    public Task LeftOut_CodeThatNobodyAsksFor_TheFlowEnds() => VerifyCS.VerifyAsync(
        Program($$"""
            Process.Start($"{{Url}}");
            var context = await listener.GetContextAsync();
            var query = System.Web.HttpUtility.ParseQueryString(context.Request.Url!.Query);
            var code = query.Get("code")!;
            return await ExchangeAsync(code);
            """),
        Program($$"""
            var state = OAuthLocalState.Create();
            Process.Start($"{{Url}}&state={state.Value}");
            var context = await listener.GetContextAsync();
            var query = System.Web.HttpUtility.ParseQueryString(context.Request.Url!.Query);
            var code = query.Get("code")!;
            if (!state.Matches(query.Get("state")))
            {
                throw new InvalidOperationException("The redirect belongs to another request.");
            }

            return await ExchangeAsync(code);
            """));

    /// <summary>The condition is kept as a whole, and combined with the check of the state.</summary>
    [Theory]
    [InlineData("context.Request.QueryString.AllKeys.Contains(\"code\")", false)]
    [InlineData("context.Request.QueryString[\"code\"] is not null", false)]
    [InlineData("context.Request.QueryString.AllKeys?.Contains(\"code\") ?? false", true)]
    [InlineData("listener.IsListening ? context.Request.QueryString[\"code\"] != null : true", true)]
    [InlineData("context.Request.QueryString[\"code\"] != null || listener.IsListening", true)]
    public Task LeftOut_ConditionAroundTheRead_AsksForMore(string test, bool isWrapped)
    {
        string Whole(string made, string url, string condition) => Program($$"""
            {{made}}Process.Start($"{{Url}}{{url}}");
            var context = await listener.GetContextAsync();
            if ({{condition}})
            {
                return await ExchangeAsync(context.Request.QueryString["code"]!);
            }

            return null;
            """);
        return VerifyCS.VerifyAsync(
            Whole("", "", test),
            Whole(
                "var state = OAuthLocalState.Create();\n",
                "&state={state.Value}",
                (isWrapped ? $"({test})" : test) + " && state.Matches(context.Request.QueryString[\"state\"])"));
    }

    /// <summary>
    /// A loop handles other requests as well, and an exception would end it: there is only a fix if those without a code are skipped.
    /// </summary>
    [Theory]
    [InlineData("", false)]
    [InlineData("if (code.Length > 0) ", true)]
    [InlineData("if (code?.Length > 0) ", true)]
    public async Task LeftOut_InALoop_OtherRequestsDoNotEndTheFlow(string test, bool isOffered)
    {
        var source = Program($$"""
            Process.Start($"{{Url}}");
            while (listener.IsListening)
            {
                var context = await listener.GetContextAsync();
                var code = context.Request.QueryString["code"]!;
                {{test}}return await ExchangeAsync(code);
            }

            return null;
            """);
        if (!isOffered)
        {
            await VerifyCS.VerifyNoFixAsync(source);
            return;
        }

        Assert.Contains(
            "var code = (state.Matches(context.Request.QueryString[\"state\"]) ? context.Request.QueryString[\"code\"] : null)!;\n",
            await VerifyCS.Test(source).FixFirstAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public Task LeftOut_CodeThatAHelperReads_TheListenersRequestIsAsked() => VerifyCS.VerifyAsync(
        Program($$"""
            Process.Start($"{{Url}}");
            var context = await listener.GetContextAsync();
            var request = context.Request;
            var code = CodeOf(request.Url!.Query);
            return await ExchangeAsync(code);
            """, "private static string CodeOf(string query) => System.Web.HttpUtility.ParseQueryString(query)[\"code\"]!;\n"),
        Program($$"""
            var state = OAuthLocalState.Create();
            Process.Start($"{{Url}}&state={state.Value}");
            var context = await listener.GetContextAsync();
            if (!state.Matches(context.Request.QueryString["state"]))
            {
                throw new InvalidOperationException("The redirect belongs to another request.");
            }

            var request = context.Request;
            var code = CodeOf(request.Url!.Query);
            return await ExchangeAsync(code);
            """, "private static string CodeOf(string query) => System.Web.HttpUtility.ParseQueryString(query)[\"code\"]!;\n"));

    [Fact]
    public async Task Constant_GivesWayToTheLocalState_WhateverIsCalledState()
    {
        var changed = await VerifyCS.Test(Program($$"""
            string state = "123";
            Process.Start($"{{Url}}&state={state}");
            var context = await listener.GetContextAsync();
            var code = context.Request.QueryString["code"];
            return code == null ? null : await ExchangeAsync(code);
            """)).FixFirstAsync();
        Assert.Contains("var localState = OAuthLocalState.Create();\n        string state = localState.Value;\n", changed, StringComparison.Ordinal);
        Assert.Contains("var code = localState.Matches(context.Request.QueryString[\"state\"]) ? ", changed, StringComparison.Ordinal);
    }

    /// <summary>The redirect is received elsewhere, earlier or several times, or the code that handles requests creates the URL.</summary>
    [Theory]
    [InlineData("Process.Start(\"URL\");\nreturn await ExchangeAsync(await WaitAsync());")]
    [InlineData("var context = await listener.GetContextAsync();\nvar code = context.Request.QueryString[\"code\"];\nif (code == null)\n{\n    Process.Start(\"URL\");\n}\n\nreturn code;")]
    [InlineData("Process.Start(\"URL\");\nvar code = Known[\"code\"];\nif (code == null)\n{\n    return null;\n}\n\nreturn await ExchangeAsync(code);")]
    [InlineData("if (listener.IsListening)\n{\n    Process.Start(\"URL\");\n}\n\nvar context = await listener.GetContextAsync();\nvar code = context.Request.QueryString[\"code\"];\nreturn code == null ? null : await ExchangeAsync(code);")]
    [InlineData("Process.Start(\"URL\");\nvar context = await listener.GetContextAsync();\nvar (first, second) = (context.Request.QueryString[\"code\"], context.Request.QueryString[\"code\"]);\nreturn first ?? second;")]
    public Task RedirectIsNotSeen_NoFix(string body) => VerifyCS.VerifyNoFixAsync(Program(
        body.Replace("URL", Url, StringComparison.Ordinal),
        "private static readonly System.Collections.Specialized.NameValueCollection Known = new();\nprivate static Task<string> WaitAsync() => Task.FromResult(\"\");\n"));

    /// <summary>One flow at a time, whose state is stored in a member.</summary>
    [Theory]
    [InlineData("_state = MADE;\nreturn $\"URL&state={_state}\";", "returned != _state")]
    [InlineData("var state = MADE;\nlock (this) { _state = state; }\nreturn $\"URL&state={state}\";", "!string.Equals(_state, returned)")]
    [InlineData("var state = MADE;\n_state = state;\nreturn $\"URL&state={state}\";", "Expected() is { } expectedState && expectedState != returned", "private string? Expected() => _state;\n")]
    [InlineData("var state = MADE;\n_start = new Start(state, \"x\");\nreturn $\"URL&state={state}\";", "_start?.State != returned && _start!.State != returned")]
    public async Task KeptInAMember_AndCompared_TheValueIsALocalStates(string begin, string test, string members = "")
    {
        string Code(string made) => $$"""
            public sealed class SpotifyLogin
            {
                private string? _state;
                private Start? _start;

                public string Begin()
                {
                    {{begin.Replace("URL", Url, StringComparison.Ordinal).Replace("MADE", made, StringComparison.Ordinal)}}
                }

                {{members}}
                public async Task<bool> FinishAsync(string code, string state)
                {
                    var returned = state;
                    if ({{test.Replace("returned", "state", StringComparison.Ordinal)}})
                    {
                        return false;
                    }

                    await Task.Delay(code.Length + returned.Length + (_state + _start).Length);
                    return true;
                }

                private sealed record Start(string State, string Verifier);
            }

            public sealed class App
            {
                private readonly SpotifyLogin _login = new();

                public void Connect() => System.Diagnostics.Process.Start(_login.Begin());
            }
            """;
        if (members.Length > 0)
        {
            // Return values of methods are not followed.
            Assert.Empty(await (VerifyCS.Test(Code("Guid.NewGuid().ToString()")) with { References = Desktop }).TitlesAsync());
            return;
        }

        Assert.Equal(
            Code("OAuthLocalState.Create().Value"),
            await (VerifyCS.Test(Code("Guid.NewGuid().ToString()")) with { References = Desktop }).FixFirstAsync());
    }

    private static string Remembered(string begin, string place, string app) => $$"""
        public sealed class Login
        {
            public string? State { get; set; }
        }

        public sealed class SpotifyLogin
        {
            private string? _state;
            private readonly List<Login> _logins = new();

            public string Begin()
            {
                var login = new Login();
                _logins.Add(login);
                {{begin}} = Guid.NewGuid().ToString();
                return $"{{Url}}&state={{{begin}}}";
            }

            public bool IsExpected(string state) => {{place}} && _state != "";
        }

        {{app}}
        """;

    /// <summary>
    /// A member is shared by all users: no fix in a web application or a service, and only if the browser is opened on this machine.
    /// </summary>
    [Theory]
    [InlineData(Opened, "_state", "_state == state", false, true)]
    [InlineData(Opened, "_state", "_state == state", true, false)]
    [InlineData("public sealed class App(SpotifyLogin login) { public string Link() => login.Begin(); }", "_state", "_state == state", false, false)]
    [InlineData(Opened, "login.State", "_logins.FirstOrDefault(l => l.State == state) != null", false, false)]
    [InlineData(Registered, "_state", "_state == state", false, false)]
    public async Task KeptInAMember_OnlyWhereOnePersonUsesIt(string app, string begin, string place, bool isWeb, bool isOffered) => Assert.Equal(
        isOffered,
        (await (VerifyCS.Test(Remembered(begin, place, app)) with { References = isWeb ? TestReferences.All : Desktop }).TitlesAsync()).Count > 0);

    private const string Opened = "public sealed class App(SpotifyLogin login) { public void Go() => System.Diagnostics.Process.Start(login.Begin()); }";

    private const string Registered =
        Opened + " public sealed class Services { public void Add<T>() { } public void All() => Add<SpotifyLogin>(); }";

    [Fact]
    public Task KeptInAMember_AndNeverCompared_NoFix() => VerifyCS.VerifyNoFixAsync($$"""
        public sealed class SpotifyLogin
        {
            private string? _state;

            public string Begin()
            {
                _state = Guid.NewGuid().ToString();
                return $"{{Url}}&state={_state}";
            }

            public bool HasBegun => _state != null;
        }
        """);

    private static string TwoMethods(string start, string field, string code, string uses = "", string modifier = "private", string taken = "") => $$"""
        using System.Diagnostics;
        using System.Net;

        public sealed class SpotifyWindow
        {
            private string? _token;{{field}}

            {{modifier}} string Address(){{start}}

            {{modifier}} async Task OnRequest(HttpListenerContext context)
            {
                var query = System.Web.HttpUtility.ParseQueryString(context.Request.Url!.Query);
                var code = {{code}};
                if (!string.IsNullOrEmpty(code))
                {{{taken}}
                    _token = await Task.FromResult(code);
                }
            }

            public async Task RunAsync(HttpListener listener)
            {
                Process.Start(Address());
                await OnRequest(await listener.GetContextAsync());
            }

            public string? Token => _token;
        }
        {{uses}}
        """.ReplaceLineEndings("\n");

    private const string AddressOfBoth = "\n    {\n        return $\"" + Url + "\";\n    }";

    /// <summary>If another method of the object that opens the browser receives the redirect, a field stores the state.</summary>
    [Theory]
    [InlineData(AddressOfBoth)]
    [InlineData(" => $\"" + Url + "\";")]
    public Task OtherMethodTakesTheRedirect_AFieldHasTheState(string start) => VerifyCS.VerifyAsync(
        TwoMethods(start, "", "query[\"code\"]"),
        TwoMethods(
            $$"""

                {
                    _oauthState = OAuthLocalState.Create();
                    return $"{{Url}}&state={_oauthState.Value}";
                }
            """,
            "\n    private OAuthLocalState? _oauthState;",
            "_oauthState?.Matches(query[\"state\"]) == true ? query[\"code\"] : null",
            taken: "\n            _oauthState = null;"));

    /// <summary>A returned state is cleared, however the code is read.</summary>
    [Theory]
    [InlineData(
        "var code = context.Request.QueryString[\"code\"];\n        Token = code != null ? code : null;",
        "== true ? context.Request.QueryString[\"code\"] : null;\n        if (!string.IsNullOrEmpty(code))\n        {\n            _oauthState = null;\n        }\n\n        Token")]
    [InlineData(
        "var code = context.Request.QueryString[\"code\"];\n        Token = code;",
        "another request.\");\n        }\n\n        _oauthState = null;\n        Token = code;")]
    [InlineData(
        "if (context.Request.QueryString[\"code\"] != null)\n        {\n            Token = context.Request.QueryString[\"code\"];\n        }",
        "\"]) == true)\n        {\n            _oauthState = null;\n            Token = context.Request.QueryString[\"code\"];\n        }")]
    public async Task OtherMethodTakesTheRedirect_TheFieldForgetsTheState(string body, string after) =>
        Assert.Contains(after, await VerifyCS.Test(Opening("Process.Start", body)).FixFirstAsync(), StringComparison.Ordinal);

    /// <summary><c>NavigateTo</c> redirects a visitor's browser.</summary>
    [Theory]
    [InlineData("Navigate", true)]
    [InlineData("NavigateTo", false)]
    public async Task OtherMethodTakesTheRedirect_OnlyThisMachinesBrowserCounts(string opens, bool isOffered) => Assert.Equal(
        isOffered,
        (await VerifyCS.Test(Opening(opens, "var code = context.Request.QueryString[\"code\"];\n        Token = code;")).TitlesAsync()).Count > 0);

    /// <summary>A listener in the background refuses the redirect by an exception, if the code that waits gets it.</summary>
    [Theory]
    [InlineData("try", "catch (Exception error)", "_code.TrySetException(error);", true)]
    [InlineData("try", "catch (HttpListenerException) { } catch (Exception error)", "_code.TrySetException(error);", true)]
    [InlineData("try { try", "catch (HttpListenerException) { } } catch (Exception error)", "_code.TrySetException(error);", true)]
    [InlineData("try", "catch (Exception error)", "Console.WriteLine(error);", false)]
    [InlineData("try", "catch (HttpListenerException error)", "_code.TrySetException(error);", false)]
    [InlineData("try", "catch (Exception error) when (error is not InvalidOperationException)", "_code.TrySetException(error);", false)]
    [InlineData("try { try", "catch (Exception inner) { Console.WriteLine(inner); } } catch (Exception error)", "_code.TrySetException(error);", false)]
    [InlineData("try { try", "catch (Exception) { Console.WriteLine(); throw; } } catch (Exception error)", "_code.TrySetException(error);", true)]
    public async Task ListenerInTheBackground_PassesTheRefusalOn(string attempt, string clause, string handler, bool isOffered)
    {
        var test = VerifyCS.Test($$"""
            using System.Diagnostics;

            public sealed class SpotifyApp
            {
                private readonly TaskCompletionSource<string> _code = new();

                public async Task<string> ConnectAsync(HttpListener listener)
                {
                    Listen(listener);
                    Process.Start(new ProcessStartInfo { FileName = Address(), UseShellExecute = true });
                    return await _code.Task;
                }

                private string Address() => "https://accounts.spotify.com/authorize?client_id=1&response_type=code&redirect_uri=http://localhost:5000/";

                private void Listen(HttpListener listener)
                {
                    _ = Task.Run(async () =>
                    {
                        {{attempt}}
                        {
                            var context = await listener.GetContextAsync();
                            var code = context.Request.QueryString["code"];
                            _code.TrySetResult(code ?? string.Empty);
                        }
                        {{clause}}
                        {
                            {{handler}}
                        }
                    });
                }
            }

            """.ReplaceLineEndings("\n"));
        if (!isOffered)
        {
            Assert.Empty(await test.TitlesAsync());
            return;
        }

        Assert.Contains(
            """
                            var code = context.Request.QueryString["code"];
                            if (_oauthState?.Matches(context.Request.QueryString["state"]) != true)
                            {
                                throw new InvalidOperationException("The redirect belongs to another request.");
                            }

                            _oauthState = null;
                            _code.TrySetResult(code ?? string.Empty);

            """.ReplaceLineEndings("\n"),
            await test.FixFirstAsync(),
            StringComparison.Ordinal);
    }

    private static string Opening(string opens, string body) => $$"""
        using System.Diagnostics;
        using System.Net;

        public sealed class SpotifyWindow
        {
            public string? Token { get; private set; }

            private void Start()
            {
                {{opens}}($"{{Url}}");
            }

            private void OnRequest(HttpListenerContext context)
            {
                {{body}}
            }

            private static void Navigate(string url) => Console.WriteLine(url);

            private static void NavigateTo(string url) => Console.WriteLine(url);
        }
        """.ReplaceLineEndings("\n");

    /// <summary>The fix is only offered if all callers use the same object for both methods.</summary>
    [Theory]
    [InlineData("public sealed class App(SpotifyWindow window) { public string Go() => window.Address(); public Task Got(HttpListenerContext context) => window.OnRequest(context); }", false)]
    [InlineData("public sealed class App { public string Go() => new SpotifyWindow().Address(); }", false)]
    [InlineData("public sealed class App(SpotifyWindow first, SpotifyWindow second) { public string Go() => first.Address(); public Task Got(HttpListenerContext context) => second.OnRequest(context); }", false)]
    public async Task OtherObjects_NoFix(string uses, bool isOffered) =>
        Assert.Equal(isOffered, (await VerifyCS.Test(TwoMethods(AddressOfBoth, "", "query[\"code\"]", uses, "public")).TitlesAsync()).Count > 0);

    [Theory]
    [InlineData("helper", "helper", true)]
    [InlineData("helper", "new SpotifyLogin()", false)]
    [InlineData("helper", "other", false)]
    public async Task CallersOfBoth_AskTheSameObject(string first, string second, bool isOffered)
    {
        var source = $$"""
            using System.Diagnostics;
            using System.Net;

            public sealed class SpotifyLogin
            {
                public string Address(string clientId) => $"https://accounts.spotify.com/authorize?client_id={clientId}&response_type=code&redirect_uri=x";

                public async Task<string?> ListenAsync(HttpListener listener)
                {
                    var context = await listener.GetContextAsync();
                    return context.Request.QueryString["code"];
                }
            }

            public sealed class App
            {
                private readonly SpotifyLogin helper = new();
                private readonly SpotifyLogin other = new();

                public void Start() => Process.Start({{first}}.Address("1"));

                public async Task<string?> ConnectAsync(HttpListener listener) => await {{second}}.ListenAsync(listener) ?? other.ToString();
            }

            """.ReplaceLineEndings("\n");
        if (!isOffered)
        {
            await VerifyCS.VerifyNoFixAsync(source);
            return;
        }

        var changed = await VerifyCS.Test(source).FixFirstAsync();
        Assert.Contains("    private OAuthLocalState? _oauthState;\n\n    public string Address(string clientId)\n    {\n", changed, StringComparison.Ordinal);
        Assert.Contains(
            "return _oauthState?.Matches(context.Request.QueryString[\"state\"]) == true ? context.Request.QueryString[\"code\"] : null;",
            changed,
            StringComparison.Ordinal);
    }

    private const string Server = """
        using System.Net;

        public interface ICodes
        {
            Task<string?> WaitAsync(PARAMETER);
        }

        public sealed class Codes : ICodes
        {
            private readonly HttpListener _listener = new();

            public async Task<string?> WaitAsync(PARAMETER)
            {
                _listener.Start();
                return await OnRequestAsync(ARGUMENT);
            }

            private async Task<string?> OnRequestAsync(PARAMETER)
            {
                while (_listener.IsListening)
                {
                    var context = await _listener.GetContextAsync();
                    var request = context.Request;
                    if (request.QueryString.AllKeys.Any("code".Contains!)CHECK)
                    {
                        return request.QueryString["code"];
                    }
                }

                return null;
            }
        }

        """;

    private static string ServerWith(bool isFixed) => Server
        .Replace("PARAMETER", isFixed ? "OAuthLocalState state" : "", StringComparison.Ordinal)
        .Replace("ARGUMENT", isFixed ? "state" : "", StringComparison.Ordinal)
        .Replace("CHECK", isFixed ? " && state.Matches(request.QueryString[\"state\"])" : "", StringComparison.Ordinal)
        .ReplaceLineEndings("\n");

    /// <summary>If another type waits for the redirect, the state is created where the browser is opened, and passed to that type.</summary>
    [Theory]
    [InlineData("Process.Start($\"URL\");", "Process.Start($\"URL&state={state.Value}\");", "", "")]
    [InlineData("Process.Start(Address(1));", "Process.Start(Address(1, state.Value));", "int scope", "int scope, string state")]
    [InlineData(
        "if (codes is Codes)\n{\n    Process.Start(\"chrome\", Address(1));\n}\nelse\n{\n    Process.Start(Address(2));\n}\n",
        "if (codes is Codes)\n{\n    Process.Start(\"chrome\", Address(1, state.Value));\n}\nelse\n{\n    Process.Start(Address(2, state.Value));\n}\n",
        "int scope",
        "int scope, string state")]
    public async Task AnotherTypeWaits_TheStateIsHandedOver(string before, string after, string parametersBefore, string parametersAfter)
    {
        string Login(string made, string start, string argument, string parameters, string end) => $$"""
            using System.Diagnostics;

            public sealed class SpotifyLogin(ICodes codes)
            {
                public async Task<string?> ConnectAsync()
                {
                    {{(made + start).Replace("URL", Url, StringComparison.Ordinal).Replace("\n", "\n        ", StringComparison.Ordinal)}}
                    return await codes.WaitAsync({{argument}});
                }

                private static string Address({{parameters}}) => parametersEnd;
            }

            """.ReplaceLineEndings("\n")
                .Replace("private static string Address() => parametersEnd;", "private static string Address() => \"\";", StringComparison.Ordinal)
                .Replace("parametersEnd", $"$\"{Url}&scope={{scope}}{end}\"", StringComparison.Ordinal)
                .Replace("        \n", "\n", StringComparison.Ordinal);
        var texts = await VerifyCS.Test(
            ("Login.cs", Login("", before, "", parametersBefore, "")),
            ("Server.cs", ServerWith(isFixed: false))).FixAllAsync(Microsoft.CodeAnalysis.CodeFixes.FixAllScope.Solution);

        Assert.Equal(
            Login("var state = OAuthLocalState.Create();\n", after, "state", parametersAfter, "&state={state}"), texts[0]);
        Assert.Equal(ServerWith(isFixed: true), texts[1]);
    }

    /// <summary>It is ambiguous who waits for the code, or nothing waits.</summary>
    [Theory]
    [InlineData("await codes.WaitAsync()", "await codes.WaitAsync()", "")]
    [InlineData("await codes.WaitAsync() ?? await codes.WaitAsync()", "", "")]
    [InlineData("\"\"", "", "")]
    [InlineData("await codes.WaitAsync()", "", "public sealed class OtherCodes : ICodes { public Task<string?> WaitAsync() => Task.FromResult<string?>(null); }")]
    public Task WhoWaitsIsNotClear_NoFix(string wait, string other, string more) => VerifyCS.VerifyNoFixAsync($$"""
        {{ServerWith(isFixed: false)}}
        public sealed class SpotifyLogin(ICodes codes)
        {
            public async Task<string?> ConnectAsync()
            {
                System.Diagnostics.Process.Start($"{{Url}}");
                await Task.Yield();
                return {{wait}};
            }

            public async Task<string?> OtherAsync()
            {
                await Task.Yield();
                return {{(other.Length > 0 ? other : "codes.ToString()")}};
            }
        }
        {{more}}
        """);

    private static string Flows(string wait, string? state, string parameters = "TimeSpan timeout", string argument = "TimeSpan.Zero") => $$"""
        using System.Diagnostics;
        using System.Net;

        public sealed class Listener
        {
            private readonly HttpListener _listener = new();

            public async Task<string?> WaitAsync({{parameters}}{{(state is null ? "" : ", OAuthLocalState? state = null")}})
            {
                {{wait.Replace("READ", state is null ? "query[\"code\"]" : "state?.Matches(query[\"state\"]) != false ? query[\"code\"] : null", StringComparison.Ordinal).Replace("\n", "\n        ", StringComparison.Ordinal)}}
            }
        }

        public sealed class Logins
        {
            public async Task<bool> SpotifyAsync(Listener listener)
            {{{Made(state)}}
                Process.Start($"{{Url}}{{Sent(state)}}");
                var code = await listener.WaitAsync({{argument}}{{Given(state)}});
                return !string.IsNullOrEmpty(code);
            }

            public async Task<bool> SlackAsync(Listener listener)
            {{{Made(state)}}
                Process.Start($"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x{{Sent(state)}}");
                return await listener.WaitAsync({{argument}}{{Given(state)}}) is { Length: > 0 };
            }
        }

        """.ReplaceLineEndings("\n");

    private static string Made(string? state) => state is null ? "" : $"\n        var {state} = OAuthLocalState.Create();";

    private static string Sent(string? state) => state is null ? "" : $"&state={{{state}.Value}}";

    private static string Given(string? state) => state is null ? "" : $", state: {state}";

    /// <summary>A listener that several flows use: each passes its state, and one that passes none is served as before.</summary>
    [Theory]
    [InlineData("var context = await _listener.GetContextAsync().WaitAsync(timeout);\nvar query = context.Request.QueryString;\nvar code = READ;\nreturn string.IsNullOrEmpty(code) ? null : code;")]
    [InlineData("var source = new TaskCompletionSource<string?>();\n_ = Task.Run(async () =>\n{\n    var context = await _listener.GetContextAsync();\n    var query = context.Request.QueryString;\n    var code = READ;\n    if (string.IsNullOrEmpty(code))\n    {\n        source.TrySetResult(null);\n        return;\n    }\n\n    source.TrySetResult(code);\n});\nreturn await source.Task.WaitAsync(timeout);")]
    public async Task ListenerOfSeveralFlows_TakesTheStateIfThereIsOne(string wait)
    {
        var texts = await VerifyCS.Test(Flows(wait, null)).FixAllAsync(Microsoft.CodeAnalysis.CodeFixes.FixAllScope.Document);

        Assert.Equal(Flows(wait, "state"), texts[0]);
    }

    /// <summary>The task hands over the code without a test, or the method has no parameter to put the state behind.</summary>
    [Theory]
    [InlineData("var source = new TaskCompletionSource<string?>();\n_ = Task.Run(async () =>\n{\n    var context = await _listener.GetContextAsync();\n    var query = context.Request.QueryString;\n    var code = READ;\n    source.TrySetResult(\"code:\" + code);\n});\nreturn await source.Task.WaitAsync(timeout);", "TimeSpan timeout", "TimeSpan.Zero")]
    [InlineData("var context = await _listener.GetContextAsync();\nvar query = context.Request.QueryString;\nvar code = READ;\nreturn string.IsNullOrEmpty(code) ? null : code;", "params string[] names", "\"a\"")]
    [InlineData("var source = new TaskCompletionSource<string?>();\n_ = Task.Run(async () =>\n{\n    var context = await _listener.GetContextAsync();\n    var query = context.Request.QueryString;\n    var code = READ;\n    source.TrySetResult(code);\n});\nreturn await source.Task.WaitAsync(timeout);", "TimeSpan timeout", "TimeSpan.Zero")]
    public Task ListenerThatCannotTakeTheState_NoFix(string wait, string parameters, string argument) =>
        VerifyCS.VerifyNoFixAsync(Flows(wait, null, parameters, argument));

    /// <summary>ATOM005 reports the same function, with the same fix.</summary>
    [Fact]
    public async Task Callback_GetsBothEnds()
    {
        var changed = await VerifyCallback.Test(Program($$"""
            Process.Start("{{Url}}");
            var context = await listener.GetContextAsync();
            var code = context.Request.QueryString["code"];
            if (string.IsNullOrEmpty(code))
            {
                return null;
            }

            var response = await new HttpClient().PostAsync("https://accounts.spotify.com/api/token", new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "authorization_code",
                ["code"] = code,
            }));
            return await response.Content.ReadAsStringAsync();
            """)).FixFirstAsync();
        Assert.Contains("\"&state=\" + state.Value);", changed, StringComparison.Ordinal);
        Assert.Contains("state.Matches(context.Request.QueryString[\"state\"]) ? context.Request.QueryString[\"code\"] : null;", changed, StringComparison.Ordinal);
    }
}
