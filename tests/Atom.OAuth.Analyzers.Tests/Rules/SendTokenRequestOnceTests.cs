using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.SendTokenRequestOnceAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM008: loops, policies and helpers that resend a token request, and legitimate repetition.</summary>
public sealed class SendTokenRequestOnceTests
{
    /// <summary>The forms of requests in practice; the loop around them is always the same.</summary>
    [Theory]
    [InlineData("""var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = token });""", "http.[|PostAsync|](Url, form)")]
    [InlineData("""var form = new FormUrlEncodedContent(new Dictionary<string, string> { { "grant_type", "authorization_code" }, { "code", token } });""", "http.[|PostAsync|](Url, form)")]
    [InlineData("""var form = new FormUrlEncodedContent(new KeyValuePair<string, string>[] { new("grant_type", "refresh_token"), new("refresh_token", token) });""", "http.[|PostAsync|](Url, form)")]
    [InlineData("""var values = new Dictionary<string, string>(); values.Add("grant_type", "refresh_token"); var form = new FormUrlEncodedContent(values);""", "http.[|PostAsync|](Url, form)")]
    [InlineData("""var values = new Dictionary<string, string>(); values["grant_type"] = token.Length > 9 ? "refresh_token" : "authorization_code"; var form = new FormUrlEncodedContent(values);""", "http.[|PostAsync|](Url, form)")]
    [InlineData("""var request = new HttpRequestMessage(HttpMethod.Post, Url); request.Content = new StringContent($"grant_type=refresh_token&refresh_token={token}");""", "http.[|SendAsync|](request)")]
    [InlineData("""var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new StringContent("{\"grant_type\":\"refresh_token\",\"refresh_token\":\"" + token + "\"}") };""", "http.[|SendAsync|](request)")]
    [InlineData("""var body = new { grant_type = "refresh_token", refresh_token = token };""", "http.[|PostAsJsonAsync|](Url, body)")]
    [InlineData("""var grant = GrantTypes.RefreshToken; var body = new { grant_type = grant, refresh_token = token };""", "http.[|PostAsJsonAsync|](Url, body)")]
    [InlineData("""var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["client_id"] = "1", ["client_secret"] = "2", ["code"] = token });""", "http.[|PostAsync|](Url, form)")]
    [InlineData("""var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = RefreshGrantType, ["refresh_token"] = token });""", "http.[|PostAsync|](Url, form)")]
    [InlineData("", "http.[|PostAsync|](Url, Form(token))")]
    [InlineData("", "[|PostTokenAsync|](new Dictionary<string, string> { [\"grant_type\"] = \"refresh_token\" })")]
    public Task LoopAroundARequest_Triggers(string request, string send) => VerifyCS.VerifyAsync(Client($$"""
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            try
            {
                {{request}}
                var response = await {{send}};
                response.EnsureSuccessStatusCode();
                return await response.Content.ReadAsStringAsync();
            }
            catch (HttpRequestException)
            {
                await Task.Delay(1000);
            }
        }

        return "";
        """));

    [Theory]
    [InlineData("var tries = 0; while (true) { try { return await $; } catch { if (++tries == 3) { throw; } } }")]
    [InlineData("var retries = 3; do { try { return await $; } catch (Exception) { retries--; } } while (retries > 0); return \"\";")]
    [InlineData("var done = false; var text = \"\"; for (var attempt = 0; attempt < 3 && !done; attempt++) { try { text = await $; done = true; } catch (Exception) { } } return text;")]
    [InlineData("foreach (var attempt in Enumerable.Range(0, 3)) { try { return await $; } catch (Exception) { } } return \"\";")]
    [InlineData("for (var i = 0; i < MaxRetries; i++) { var text = await $; if (text.Length > 0) { return text; } } return \"\";")]
    [InlineData("for (var i = 0; i < MaxRetries; i++) { try { if (!string.IsNullOrEmpty(token)) { return await $; } } catch (HttpRequestException) when (i < 2) { } } return \"\";")]
    public Task FormOfTheLoop_Triggers(string loop) =>
        VerifyCS.VerifyAsync(Client(loop.Replace("$", "[|RefreshAsync|](token)", StringComparison.Ordinal)));

    [Theory]
    [InlineData("foreach (var account in new[] { \"a\", \"b\" }) { try { return await $; } catch (Exception) { var attempt = account; } } return \"\";")]
    [InlineData("string[] accounts = [\"a\"]; for (var attempt = 0; attempt < accounts.Length; attempt++) { try { if (await RefreshAsync(accounts[attempt]) is { Length: > 0 } text) { return text; } } catch (Exception) { } } return \"\";")]
    [InlineData("var attempts = 0; while (true) { attempts++; await $; await Task.Delay(60000); }")]
    [InlineData("for (var attempt = 0; attempt < 3; attempt++) { try { return await $; } catch (Exception) { throw; } } return \"\"; // TooManyRequests", true)]
    [InlineData("for (var attempt = 0; attempt < 3; attempt++) { var r = await http.GetAsync(Url); if (r.StatusCode == HttpStatusCode.Unauthorized) { await $; continue; } return \"\"; } return \"\";")]
    [InlineData("for (var attempt = 0; attempt < 3; attempt++) { try { return await CurrentAsync(); } catch (HttpRequestException) { } } return \"\";")]
    [InlineData("for (var attempt = 0; attempt < 3; attempt++) { try { return await http.GetStringAsync(Url); } catch (HttpRequestException) { } } return await $;")]
    [InlineData("for (var attempt = 0; attempt < 3; attempt++) { try { return await AsApplicationAsync(); } catch (HttpRequestException) { } } return \"\";")]
    [InlineData("for (var attempt = 0; attempt < 3; attempt++) { try { return await PollAsync(token); } catch (HttpRequestException) { } } return \"\";")]
    [InlineData("for (var attempt = 0; attempt < 3; attempt++) { try { if (token.Length > attempt) { return await $; } } catch (HttpRequestException) { } } return \"\";")]
    [InlineData("for (var attempt = 0; attempt < 3; attempt++) { Func<Task<string>> later = () => $; if (later is not null) { return \"\"; } } return \"\";")]
    public Task RepetitionThatIsRight_DoesNotTrigger(string loop, bool isLoopLeft = false) => VerifyCS.VerifyAsync(Client(
        (isLoopLeft
            ? loop.Replace("for (var attempt = 0; attempt < 3; attempt++)", "", StringComparison.Ordinal)
            : loop).Replace("$", "RefreshAsync(token)", StringComparison.Ordinal)));

    /// <summary>A switch on a value that stays the same sends the same request in every run of the loop.</summary>
    [Theory]
    [InlineData("int kind = token.Length;", "kind switch { 1 => await $, 2 => await CurrentAsync(), _ => \"\" }", true)]
    [InlineData("int kind = token.Length;", "kind switch { 1 => await CurrentAsync(), _ => await $ }", true)]
    [InlineData("int kind = 0;", "kind++ switch { 1 => await $, _ => \"\" }", false)]
    [InlineData("int kind = 0;", "(++kind > 1) ? kind switch { 1 => await $, _ => \"\" } : \"\"", false)]
    [InlineData("int kind = 0;", "kind switch { 1 when kind < attempt => await $, _ => \"\" }", false)]
    [InlineData("", "attempt switch { 1 => await $, _ => \"\" }", false)]
    [InlineData("", "_token switch { \"a\" => await $, _ => \"\" }", false)]
    [InlineData("int kind = token.Length;", "kind switch { 1 => await http.GetStringAsync(Url), _ => await CurrentAsync() }", false)]
    public Task LoopAroundASwitch(string before, string sent, bool isReported) => VerifyCS.VerifyAsync(Client($$"""
        {{before}}
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            try
            {
                var text = {{sent.Replace("$", isReported ? "[|RefreshAsync|](token)" : "RefreshAsync(token)", StringComparison.Ordinal)}};
                return text;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(1000);
            }
        }

        return "";
        """));

    [Theory]
    [InlineData("switch (token) { case \"a\": return await $; default: return \"\"; }", true)]
    [InlineData("switch (token) { case \"a\": return await $; default: token = \"a\"; break; }", false)]
    public Task LoopAroundASwitchOfStatements(string choice, bool isReported) => VerifyCS.VerifyAsync(Client(
        "for (var attempt = 1; attempt <= 3; attempt++) { try { "
        + choice.Replace("$", isReported ? "[|RefreshAsync|](token)" : "RefreshAsync(token)", StringComparison.Ordinal)
        + " } catch (HttpRequestException) { } } return \"\";"));

    /// <summary>Loops whose names do not suggest retries: a condition that tests for success, or a few attempts with delays.</summary>
    [Theory]
    [InlineData("HttpResponseMessage? r = null; for (var i = 0; i < 3 && r is not { IsSuccessStatusCode: true }; i++) { r = await $; } return r!.ToString();", true)]
    [InlineData("HttpResponseMessage r; do { r = await $; } while (!r.IsSuccessStatusCode); return r.ToString();", true)]
    [InlineData("for (var i = 0; i < 3; i++) { try { return (await $).ToString(); } catch (Exception) { await Task.Delay(100); } } return \"\";", true)]
    [InlineData("foreach (var pause in new[] { 1, 5 }) { try { return (await $).ToString(); } catch (Exception) { await Task.Delay(pause); } } return \"\";", true)]
    [InlineData("string[] rows = [\"a\"]; for (var i = 0; i < rows.Length; i++) { try { return (await $).ToString(); } catch (Exception) { await Task.Delay(100); } } return \"\";", false)]
    [InlineData("foreach (var row in new[] { 1, 5 }) { try { return row + (await $).ToString(); } catch (Exception) { await Task.Delay(100); } } return \"\";", false)]
    [InlineData("while (true) { await $; if (token.Length > 3) { break; } await Task.Delay(60000); } return \"\";", false)]
    [InlineData("foreach (var id in new[] { 1, 5 }) { Console.WriteLine(id); await $; await Task.Delay(id); if (token.Length > 3) { break; } } return \"\";", false)]
    public Task LoopWithoutAName(string loop, bool isReported) => VerifyCS.VerifyAsync(Client(
        loop.Replace("$", isReported ? "http.[|PostAsync|](Url, Form(token))" : "http.PostAsync(Url, Form(token))", StringComparison.Ordinal)));

    /// <summary>A request that was never sent may be sent again; one whose response was lost may have been processed.</summary>
    [Theory]
    [InlineData("ex.InnerException is System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.ConnectionRefused }", false)]
    [InlineData("ex.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError", false)]
    [InlineData("ex.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.ResponseEnded", true)]
    [InlineData("attempt < 3", true)]
    public Task LoopAfterAFailureToConnect(string filter, bool isReported) => VerifyCS.VerifyAsync(Client($$"""
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return (await http.{{(isReported ? "[|PostAsync|]" : "PostAsync")}}(Url, Form(token))).ToString();
            }
            catch (HttpRequestException ex) when ({{filter}})
            {
                Console.WriteLine(ex);
            }
        }
        """));

    /// <summary>A method that calls itself after a failure resends its argument.</summary>
    [Theory]
    [InlineData("catch (HttpRequestException) when (left > 0) { return await RenewAsync(token, left - 1); }", true)]
    [InlineData("catch (Exception) { if (left == 0) { throw; } return await RenewAsync(token, --left); }", true)]
    [InlineData("catch (HttpRequestException ex) when (ex.HttpRequestError == HttpRequestError.ConnectionError) { return await RenewAsync(token, left - 1); }", false)]
    [InlineData("catch (HttpRequestException) when (left > 0) { return await RenewAsync(await NewestAsync(), left - 1); }", false)]
    [InlineData("catch (HttpRequestException) when (left > 0) { return await RenewOtherAsync(token, left - 1); }", false)]
    public Task Recursion(string handler, bool isReported) => VerifyCS.VerifyAsync($$"""
        public sealed class SlackClient(HttpClient http)
        {
            public async Task<string> RenewAsync(string token, int left = 3)
            {
                try
                {
                    var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = token });
                    var response = await http.{{(isReported ? "[|PostAsync|]" : "PostAsync")}}("https://slack.com/api/oauth.v2.access", form);
                    return await response.Content.ReadAsStringAsync();
                }
                {{handler}}
            }

            private Task<string> NewestAsync() => Task.FromResult("");

            private Task<string> RenewOtherAsync(string token, int left) => Task.FromResult(token + left);
        }
        """);

    [Theory]
    [InlineData("!response.IsSuccessStatusCode && left > 0", true)]
    [InlineData("response.IsSuccessStatusCode == false && left > 0", true)]
    [InlineData("response is { IsSuccessStatusCode: false }", true)]
    [InlineData("response.IsSuccessStatusCode && left > 0", false)]
    [InlineData("!response.IsSuccessStatusCode && response.StatusCode == HttpStatusCode.TooManyRequests", false)]
    public Task RecursionBehindATestOfTheAnswer(string condition, bool isReported) => VerifyCS.VerifyAsync($$"""
        public sealed class SlackClient(HttpClient http)
        {
            public async Task<string> RenewAsync(string token, int left)
            {
                var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = token });
                var response = await http.{{(isReported ? "[|PostAsync|]" : "PostAsync")}}("https://slack.com/api/oauth.v2.access", form);
                if ({{condition}})
                {
                    return await RenewAsync(token, left - 1);
                }

                return await response.Content.ReadAsStringAsync();
            }
        }
        """);

    /// <summary>The name of the class suggests retries, but that of the method does not.</summary>
    [Theory]
    [InlineData("while (true) { try { return await run(); } catch when (--times > 0) { await Task.Delay(500); } }", true)]
    [InlineData("try { return await run(); } catch when (times > 0) { return \"\"; }", false)]
    public Task HelperOfATypeThatTriesAgain(string body, bool isReported) => VerifyCS.VerifyAsync($$"""
        public static class Retrier
        {
            public static async Task<string> RunAsync(Func<Task<string>> run, int times = 3)
            {
                {{body}}
            }
        }

        public sealed class SlackClient(HttpClient http)
        {
            public Task<string> RefreshAsync(string token) => Retrier.{{(isReported ? "[|RunAsync|]" : "RunAsync")}}(() => SendAsync(token));

            private async Task<string> SendAsync(string token)
            {
                var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = token });
                return await (await http.PostAsync("https://slack.com/api/oauth.v2.access", form)).Content.ReadAsStringAsync();
            }
        }
        """);

    /// <summary>The API call is retried with the access token from an earlier refresh.</summary>
    [Fact]
    public Task PolicyAroundACallOfTheApi_DoesNotTrigger() => VerifyCS.VerifyAsync(Client("""
        var response = await http.PostAsync(Url, Form(token));
        var access = await response.Content.ReadAsStringAsync();
        return await _policy.ExecuteAsync(async () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "https://slack.com/api/users.list");
            request.Headers.Add("Authorization", access);
            return await (await http.SendAsync(request)).Content.ReadAsStringAsync();
        });
        """));

    /// <summary>Status 429 means that the request was not processed.</summary>
    [Fact]
    public Task LoopForTooManyRequestsOnly_DoesNotTrigger() => VerifyCS.VerifyAsync(Client("""
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var response = await http.PostAsync(Url, Form(token));
            if (response.StatusCode != HttpStatusCode.TooManyRequests)
            {
                return await response.Content.ReadAsStringAsync();
            }

            await Task.Delay(1000);
        }

        return "";
        """));

    [Fact]
    public Task DevicePolling_DoesNotTrigger() => VerifyCS.VerifyAsync(Client("""
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "urn:ietf:params:oauth:grant-type:device_code", ["device_code"] = token });
            var text = await (await http.PostAsync(Url, form)).Content.ReadAsStringAsync();
            if (!text.Contains("authorization_pending"))
            {
                return text;
            }
        }

        return "";
        """));

    /// <summary>A helper is also used for an exchange, but a loop that uses it to poll an API sends no token request.</summary>
    [Theory]
    [InlineData("GetAsync(url + \"/status\")")]
    [InlineData("[|GetAsync|](url + \"/oauth/token?grant_type=authorization_code&code=\" + code)")]
    public Task HelperThatAlsoExchanges_IsNoExchange(string call) => VerifyCS.VerifyAsync($$"""
        public sealed class InstagramClient(HttpClient http, string url)
        {
            public async Task<string> WaitAsync(string code)
            {
                for (var attempt = 0; attempt < 30; attempt++)
                {
                    try
                    {
                        var status = await {{call}};
                        return status;
                    }
                    catch (HttpRequestException)
                    {
                        await Task.Delay(2000);
                    }
                }

                return "";
            }

            public Task<string> ExchangeCodeAsync(string code) => GetAsync(url + "/oauth/token?grant_type=authorization_code&code=" + code);

            private async Task<string> GetAsync(string address)
            {
                var response = await http.PostAsync(address, null);
                return await response.Content.ReadAsStringAsync();
            }
        }
        """);

    /// <summary>The method has the same name as one of the client, but calls of the client are not calls of the method.</summary>
    [Theory]
    [InlineData("http.SendAsync(form)", false)]
    [InlineData("SendAsync(form)", true)]
    [InlineData("this.SendAsync(form)", true)]
    public Task MethodThatIsNamedAsTheClientsOwn_IsAnother(string refresh, bool isReported) => VerifyCS.VerifyAsync($$"""
        public sealed class SlackClient(HttpClient http)
        {
            private const string Url = "https://slack.com/api/chat.postMessage";

            public async Task<string> SendAsync(object message)
            {
                for (var attempt = 1; attempt <= 3; attempt++)
                {
                    try
                    {
                        var response = await http.{{(isReported ? "[|PostAsJsonAsync|]" : "PostAsJsonAsync")}}(Url, message);
                        return await response.Content.ReadAsStringAsync();
                    }
                    catch (HttpRequestException)
                    {
                        await Task.Delay(1000);
                    }
                }

                return "";
            }

            public async Task RefreshAsync(string token)
            {
                var form = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new StringContent("grant_type=refresh_token&refresh_token=" + token) };
                await {{refresh}};
            }
        }
        """);

    /// <summary>A method of the project runs a function until it succeeds.</summary>
    [Theory]
    [InlineData("return await [|RetryAsync|](() => RefreshAsync(token), 3);")]
    [InlineData("return await [|RetryAsync|](async () => { var text = await RefreshAsync(token); return text; }, 3);")]
    [InlineData("return await [|RetryAsync|](async () => await (await http.PostAsync(Url, Form(token))).Content.ReadAsStringAsync(), 3);")]
    [InlineData("return await RetryAsync(() => http.GetStringAsync(Url), 3);")]
    [InlineData("return await RetryAsync(() => CurrentAsync(), 3);")]
    [InlineData("return await TryAsync(() => RefreshAsync(token));")]
    public Task Helper_IsJudgedByWhatItRuns(string statements) => VerifyCS.VerifyAsync(Client(statements));

    /// <summary>The function creates a new request each time, and the helper sends it.</summary>
    [Theory]
    [InlineData("[|SendWithRetryAsync|](() => new HttpRequestMessage(HttpMethod.Post, Url) { Content = Form(\"grant_type=refresh_token&refresh_token=\" + token) })")]
    [InlineData("[|SendWithRetryAsync|](() => { var request = new HttpRequestMessage(HttpMethod.Post, Url); request.Content = Form(\"grant_type=authorization_code&code=\" + token); return request; })")]
    [InlineData("[|SendWithRetryAsync|](() => Request(Form(\"grant_type=refresh_token&refresh_token=\" + token)))")]
    [InlineData("[|SendWithRetryAsync|](() => Request(Form(\"grant_type=refresh_token&refresh_token=\" + token)), maxAttempts: 2)")]
    [InlineData("SendWithRetryAsync(() => Request(Form(\"grant_type=refresh_token&refresh_token=\" + token)), maxAttempts: 1)")]
    [InlineData("SendWithRetryAsync(() => Request(Form(\"grant_type=client_credentials\")))")]
    [InlineData("SendWithRetryAsync(() => new HttpRequestMessage(HttpMethod.Get, Url))")]
    [InlineData("SendWithRetryAsync(() => Authorized(access))")]
    [InlineData("SendWithRetryAsync(() => Authorized(CurrentAsync().Result))")]
    [InlineData("[|SendWithRetryAsync|](() => Request(Refresh(token)))")]
    [InlineData("SendAsync(() => Request(Form(\"grant_type=refresh_token&refresh_token=\" + token)))")]
    public Task HelperThatSendsWhatAFunctionMakes(string call) => VerifyCS.VerifyAsync($$"""
        public sealed class SlackClient(HttpClient http)
        {
            private const string Url = "https://slack.com/api/oauth.v2.access";

            public async Task<HttpResponseMessage> RunAsync(string token)
            {
                var access = await CurrentAsync();
                Console.WriteLine(token + access);
                return await {{call}};
            }

            private async Task<string> CurrentAsync() => await (await http.PostAsync(Url, Refresh("old"))).Content.ReadAsStringAsync();

            private static HttpRequestMessage Authorized(string token) =>
                new(HttpMethod.Get, Url) { Headers = { { "Authorization", "Bearer " + token } } };

            private static StringContent Refresh(string token) => Form("grant_type=refresh_token&refresh_token=" + token);

            private static StringContent Form(string text) => new(text, null, "application/x-www-form-urlencoded");

            private static HttpRequestMessage Request(HttpContent content) => new(HttpMethod.Post, Url) { Content = content };

            private async Task<HttpResponseMessage> SendWithRetryAsync(Func<HttpRequestMessage> make, int maxAttempts = 3)
            {
                for (var attempt = 1; ; attempt++)
                {
                    try
                    {
                        using var request = make();
                        return await http.SendAsync(request);
                    }
                    catch (HttpRequestException) when (attempt < maxAttempts)
                    {
                        await Task.Delay(1000);
                    }
                }
            }

            private Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make) => http.SendAsync(make());
        }
        """);

    [Theory]
    [InlineData("var policy = Polly.Policy.Handle<HttpRequestException>().WaitAndRetryAsync(3, _ => TimeSpan.FromSeconds(1)); return await policy.[|ExecuteAsync|](() => RefreshAsync(token));")]
    [InlineData("return await Polly.Policy.Handle<HttpRequestException>().RetryAsync(3).[|ExecuteAsync|](async () => await RefreshAsync(token));")]
    [InlineData("return await _policy.[|ExecuteAsync|](() => RefreshAsync(token));")]
    [InlineData("return await MakePolicy().[|ExecuteAsync|](() => RefreshAsync(token));")]
    [InlineData("var response = await _policy.[|ExecuteAsync|](() => http.PostAsync(Url, Form(token))); return response.ToString();")]
    [InlineData("return await Pipeline.[|ExecuteAsync|](async _ => await RefreshAsync(token));")]
    [InlineData("return await _policy.ExecuteAsync(() => http.GetStringAsync(Url));")]
    [InlineData("return await _policy.ExecuteAsync(() => AsApplicationAsync());")]
    [InlineData("return await Polly.Policy.TimeoutAsync(3).ExecuteAsync(() => RefreshAsync(token));")]
    [InlineData("var response = await Polly.Policy.HandleResult<HttpResponseMessage>(r => r.StatusCode == HttpStatusCode.TooManyRequests).RetryAsync(3).ExecuteAsync(() => http.PostAsync(Url, Form(token))); return response.ToString();")]
    public Task Policy_IsJudgedByWhatItRepeats(string statements) => VerifyCS.VerifyAsync(Client(statements));

    [Fact]
    public async Task Message_NamesTheRequestAndTheRepetition()
    {
        var report = Assert.Single(await VerifyCS.ReportsAsync(Client("return await RetryAsync(() => RefreshAsync(token), 3);")));

        Assert.Equal(
            "'RetryAsync' resends the refresh in 'SlackClient.RefreshAsync' if its response is lost: a rotated refresh token that is used twice revokes the connection; exclude the request from retries",
            report.GetMessage(null));
        Assert.Single(report.AdditionalLocations);
    }

    private static string Client(string statements) => $$"""
        using Polly;

        public sealed class SlackClient(HttpClient http)
        {
            private const int MaxRetries = 3;
            private const string RefreshGrantType = "refresh_token";
            private const string Url = "https://slack.com/api/oauth.v2.access";
            private static readonly ResiliencePipeline Pipeline = new ResiliencePipelineBuilder().AddRetry(new Polly.Retry.RetryStrategyOptions()).Build();
            private readonly IAsyncPolicy _policy = Polly.Policy.Handle<HttpRequestException>().WaitAndRetryAsync(3, _ => TimeSpan.FromSeconds(1));
            private string? _token;

            public async Task<string> RunAsync(string token)
            {
                {{statements}}
            }

            public async Task<string> RefreshAsync(string token)
            {
                if (string.IsNullOrEmpty(token))
                {
                    return "";
                }

                var response = await http.PostAsync(Url, new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = token }));
                return await response.Content.ReadAsStringAsync();
            }

            private async Task<string> CurrentAsync()
            {
                if (_token is not null)
                {
                    return _token;
                }

                return _token = await RefreshAsync("old");
            }

            private async Task<string> AsApplicationAsync()
            {
                var response = await http.PostAsync(Url, new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials" }));
                return await response.Content.ReadAsStringAsync();
            }

            private async Task<string> PollAsync(string code)
            {
                var response = await http.PostAsync(Url, new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "urn:ietf:params:oauth:grant-type:device_code", ["device_code"] = code }));
                return await response.Content.ReadAsStringAsync();
            }

            private static FormUrlEncodedContent Form(string token) => new(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = token });

            private Task<HttpResponseMessage> PostTokenAsync(Dictionary<string, string> form) => http.PostAsync(Url, new FormUrlEncodedContent(form));

            private static IAsyncPolicy MakePolicy() => Polly.Policy.Handle<Exception>().RetryAsync();

            private static async Task<string> TryAsync(Func<Task<string>> run)
            {
                try { return await run(); } catch (Exception) { return ""; }
            }

            private static async Task<string> RetryAsync(Func<Task<string>> run, int times)
            {
                for (var attempt = 0; ; attempt++)
                {
                    try
                    {
                        return await run();
                    }
                    catch (Exception) when (attempt < times)
                    {
                        await Task.Delay(1000);
                    }
                }
            }
        }

        public static class GrantTypes
        {
            public const string RefreshToken = "refresh_token";
        }
        """;
}
