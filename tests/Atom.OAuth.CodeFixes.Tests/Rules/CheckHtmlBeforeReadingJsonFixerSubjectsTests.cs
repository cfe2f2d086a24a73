using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer, Atom.OAuth.CodeFixes.Rules.CheckHtmlBeforeReadingJsonFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>What is checked: the response if it is still available, otherwise its text, or a new local.</summary>
public sealed class CheckHtmlBeforeReadingJsonFixerSubjectsTests
{
    private const string Text = """HtmlResponse.CheckText(text, "Slack")""";

    [Fact]
    public Task TextParsedAfterTheUsingBlock_IsCheckedAsText() => VerifyFix(
        $$"""
        string text;
        using (var response = await http.PostAsync("{{FixSample.Url}}", form))
        {
            text = await response.Content.ReadAsStringAsync();
        }

        $CHECK
        return JsonSerializer.Deserialize<SlackToken>(text);
        """,
        Text);

    [Fact]
    public Task TextParsedAfterDispose_IsCheckedAsText() => VerifyFix(
        $$"""
        {{FixSample.Post}}
        var text = await response.Content.ReadAsStringAsync();
        response.Dispose();
        $CHECK
        return JsonSerializer.Deserialize<SlackToken>(text);
        """,
        Text);

    [Fact]
    public Task TextParsedAfterAUsingOfTheVariable_IsCheckedAsText() => VerifyFix(
        $$"""
        string text;
        {{FixSample.Post}}
        using (response)
        {
            text = await response.Content.ReadAsStringAsync();
        }

        $CHECK
        return JsonSerializer.Deserialize<SlackToken>(text);
        """,
        Text);

    [Fact]
    public Task VariableThatGotAnotherResponse_IsNotChecked() => VerifyFix(
        $$"""
        {{FixSample.Post}}
        var text = await response.Content.ReadAsStringAsync();
        response = await http.GetAsync("https://slack.com/api/auth.test");
        $CHECK
        return JsonSerializer.Deserialize<SlackToken>(text);
        """,
        Text);

    [Fact]
    public Task VariableThatGetsAnotherResponseLater_IsChecked() => VerifyFix(
        $$"""
        {{FixSample.Post}}
        var text = await response.Content.ReadAsStringAsync();
        $CHECK
        var token = JsonSerializer.Deserialize<SlackToken>(text);
        response = await http.GetAsync("https://slack.com/api/auth.test");
        return response.IsSuccessStatusCode ? token : null;
        """,
        FixSample.Check);

    [Fact]
    public Task VariableThatGetsAnotherResponseInALoop_IsNotChecked() => VerifyFix(
        $$"""
        {{FixSample.Post}}
        var text = await response.Content.ReadAsStringAsync();
        while (true)
        {
            $CHECK
            Console.WriteLine(JsonSerializer.Deserialize<SlackToken>(text));
            response = await http.GetAsync("https://slack.com/api/auth.test");
        }
        """,
        Text);

    [Fact]
    public Task SecondVariableOfTheSameName_DoesNotMatter() => VerifyFix(
        $$"""
        if (flag)
        {
            {{FixSample.Post}}
            var text = await response.Content.ReadAsStringAsync();
            $CHECK
            return JsonSerializer.Deserialize<SlackToken>(text);
        }
        else
        {
            using var response = await http.GetAsync("https://slack.com/api/auth.test");
            return null;
        }
        """,
        FixSample.Check);

    [Fact]
    public Task RetriedRequest_ChecksTheLastResponse() => VerifyFix(
        $$"""
        {{FixSample.Post}}
        if (flag)
        {
            response = await http.PostAsync("{{FixSample.Url}}", form);
        }

        var text = await response.Content.ReadAsStringAsync();
        $CHECK
        return JsonSerializer.Deserialize<SlackToken>(text);
        """,
        FixSample.Check);

    [Fact]
    public Task TextOfSeveralResponses_IsCheckedAsText() => VerifyFix(
        $$"""
        string text;
        if (flag)
        {
            {{FixSample.Post}}
            text = await response.Content.ReadAsStringAsync();
        }
        else
        {
            text = await FetchAsync(form);
        }

        $CHECK
        return JsonSerializer.Deserialize<SlackToken>(text);
        """,
        Text);

    [Fact]
    public Task WrappedText_IsCheckedBeforeItWasWrapped() => VerifyFix(
        """
        var text = await FetchAsync(form);
        var list = "[" + text + "]";
        $CHECK
        return JsonSerializer.Deserialize<SlackToken[]>(list)![0];
        """,
        Text);

    [Theory]
    [InlineData("string.Concat(\"[\", text, \"]\")")]
    [InlineData("text.Insert(0, \"[\")")]
    public Task TextMadeByACall_IsCheckedBeforeItWasMade(string wrapped) => VerifyFix(
        $$"""
        var text = await FetchAsync(form);
        var list = {{wrapped}};
        $CHECK
        return JsonSerializer.Deserialize<SlackToken[]>(list)![0];
        """,
        Text);

    [Fact]
    public Task TextOfAResponseThatMayBeMissing_IsCheckedAsText() => VerifyFix(
        $$"""
        HttpResponseMessage? response = flag ? await http.PostAsync("{{FixSample.Url}}", form) : null;
        var text = response is null ? "null" : await response.Content.ReadAsStringAsync();
        $CHECK
        return JsonSerializer.Deserialize<SlackToken>(text);
        """,
        Text);

    [Fact]
    public Task ConditionalAccessToTheResponse_IsCheckedAsText() => VerifyFix(
        $$"""
        HttpResponseMessage? response = flag ? await http.PostAsync("{{FixSample.Url}}", form) : null;
        var text = response?.Content.ReadAsStringAsync().Result;
        $CHECK
        return JsonSerializer.Deserialize<SlackToken>(text!);
        """,
        Text);

    [Fact]
    public Task TrimmedText_IsCheckedAsItStands() => VerifyFix(
        """
        var text = await FetchAsync(form);
        $CHECK
        return JsonSerializer.Deserialize<SlackToken>(text.Trim());
        """,
        Text);

    [Fact]
    public Task Stream_IsCheckedBeforeItIsTaken() => VerifyFix(
        $$"""
        {{FixSample.Post}}
        $CHECK
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        Console.WriteLine(stream.CanSeek);
        return await JsonSerializer.DeserializeAsync<SlackToken>(stream, cancellationToken: cancellationToken);
        """,
        FixSample.Check);

    [Fact]
    public Task ReaderOverAStream_IsCheckedBeforeTheStreamIsTaken() => VerifyFix(
        $$"""
        {{FixSample.Post}}
        $CHECK
        using (var stream = await response.Content.ReadAsStreamAsync())
        using (var reader = new StreamReader(stream))
        using (var json = new Newtonsoft.Json.JsonTextReader(reader))
        {
            return new Newtonsoft.Json.JsonSerializer().Deserialize<SlackToken>(json);
        }
        """,
        FixSample.Check);

    [Fact]
    public Task TextReadFromAStream_IsCheckedAsText() => VerifyFix(
        $$"""
        {{FixSample.Post}}
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var text = await reader.ReadToEndAsync();
        $CHECK
        return JsonSerializer.Deserialize<SlackToken>(text);
        """,
        Text);

    [Fact]
    public Task TextReadFromAStreamInline_GetsALocal() => VerifyFix(
        $$"""
        {{FixSample.Post}}
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        return JsonSerializer.Deserialize<SlackToken>(await reader.ReadToEndAsync());
        """,
        $$"""
        {{FixSample.Post}}
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var json = await reader.ReadToEndAsync();
        $CHECK
        return JsonSerializer.Deserialize<SlackToken>(json);
        """,
        """HtmlResponse.CheckText(json, "Slack")""");

    [Fact]
    public Task TaskInALocal_IsAwaitedAgain() => VerifyFix(
        $$"""
        var task = http.PostAsync("{{FixSample.Url}}", form);
        $CHECK
        return await (await task).Content.ReadFromJsonAsync<SlackToken>();
        """,
        """await (await task).CheckHtmlResponseAsync("Slack", cancellationToken)""");

    [Fact]
    public Task ValueTaskInALocal_IsAwaitedOnce() => VerifyFix(
        """
        var fetching = FetchTextAsync();
        return JsonSerializer.Deserialize<SlackToken>(await fetching);

        async ValueTask<string> FetchTextAsync() => await FetchAsync(form);
        """,
        """
        var fetching = FetchTextAsync();
        var json = await fetching;
        $CHECK
        return JsonSerializer.Deserialize<SlackToken>(json);

        async ValueTask<string> FetchTextAsync() => await FetchAsync(form);
        """,
        """HtmlResponse.CheckText(json, "Slack")""");

    [Fact]
    public Task ResultOfATask_IsChecked() => VerifyFix(
        $$"""
        var task = http.PostAsync("{{FixSample.Url}}", form);
        task.Wait();
        $CHECK
        return Newtonsoft.Json.JsonConvert.DeserializeObject<SlackToken>(task.Result.Content.ReadAsStringAsync().Result);
        """,
        """await task.Result.CheckHtmlResponseAsync("Slack", cancellationToken)""");

    [Fact]
    public Task ContentInALocal_ChecksItsResponse() => VerifyFix(
        $$"""
        {{FixSample.Post}}
        var content = response.Content;
        $CHECK
        return await content.ReadFromJsonAsync<SlackToken>();
        """,
        FixSample.Check);

    [Fact]
    public Task ContentParameter_IsCheckedAsContent() => VerifyCS.VerifyAsync(
        FixSample.Client("""
                private static async Task<SlackToken?> ReadAsync(HttpContent content)
                {
                    return await content.ReadFromJsonAsync<SlackToken>();
                }

                public async Task<SlackToken?> ExchangeAsync(HttpContent form) => await ReadAsync((await http.PostAsync("https://slack.com/api/oauth.v2.access", form)).Content);
            """),
        FixSample.Client("""
                private static async Task<SlackToken?> ReadAsync(HttpContent content)
                {
                    $CHECK
                    return await content.ReadFromJsonAsync<SlackToken>();
                }

                public async Task<SlackToken?> ExchangeAsync(HttpContent form) => await ReadAsync((await http.PostAsync("https://slack.com/api/oauth.v2.access", form)).Content);
            """.WithCheck("""await content.CheckHtmlContentAsync("Slack")""")));

    [Fact]
    public Task HelperInline_GetsALocal() => VerifyFix(
        "return JsonSerializer.Deserialize<SlackToken>(await FetchAsync(form));",
        """
        var json = await FetchAsync(form);
        $CHECK
        return JsonSerializer.Deserialize<SlackToken>(json);
        """,
        """HtmlResponse.CheckText(json, "Slack")""");

    [Fact]
    public Task RequestInline_GetsALocal() => VerifyFix(
        $$"""return await (await http.PostAsync("{{FixSample.Url}}", form)).Content.ReadFromJsonAsync<SlackToken>();""",
        $$"""
        using var response = await http.PostAsync("{{FixSample.Url}}", form);
        $CHECK
        return await response.Content.ReadFromJsonAsync<SlackToken>();
        """,
        FixSample.Check);

    [Fact]
    public Task RequestInlineInASwitchSection_IsNotDeclaredWithUsing() => VerifyFix(
        $$"""
        switch (flag)
        {
            case true:
                return await (await http.PostAsync("{{FixSample.Url}}", form)).Content.ReadFromJsonAsync<SlackToken>();
            default:
                return null;
        }
        """,
        $$"""
        switch (flag)
        {
            case true:
                var response = await http.PostAsync("{{FixSample.Url}}", form);
                $CHECK
                return await response.Content.ReadFromJsonAsync<SlackToken>();
            default:
                return null;
        }
        """,
        FixSample.Check);

    [Fact]
    public Task GetFromJson_IsSplit() => VerifyFix(
        """return await http.GetFromJsonAsync<SlackToken>("https://slack.com/api/users.identity", new JsonSerializerOptions());""",
        """
        using var response = await http.GetAsync("https://slack.com/api/users.identity", cancellationToken);
        $CHECK
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<SlackToken>(new JsonSerializerOptions(), cancellationToken);
        """,
        FixSample.Check);

    [Fact]
    public Task GetFromJsonWithATokenOfItsOwn_KeepsIt() => VerifyFix(
        """
        using var source = new CancellationTokenSource();
        return await http.GetFromJsonAsync<SlackToken>("https://slack.com/api/users.identity", source.Token).ConfigureAwait(false);
        """,
        """
        using var source = new CancellationTokenSource();
        using var response = await http.GetAsync("https://slack.com/api/users.identity", source.Token).ConfigureAwait(false);
        $CHECK
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<SlackToken>(source.Token).ConfigureAwait(false);
        """,
        """await response.CheckHtmlResponseAsync("Slack", source.Token).ConfigureAwait(false)""");

    [Fact]
    public Task GetString_IsSplit() => VerifyFix(
        """return JsonSerializer.Deserialize<SlackToken>(await http.GetStringAsync("https://slack.com/api/users.identity"));""",
        """
        using var response = await http.GetAsync("https://slack.com/api/users.identity", cancellationToken);
        $CHECK
        response.EnsureSuccessStatusCode();
        return JsonSerializer.Deserialize<SlackToken>(await response.Content.ReadAsStringAsync(cancellationToken));
        """,
        FixSample.Check);

    [Fact]
    public Task GetStringIntoALocal_IsSplitWhereItIsFetched() => VerifyFix(
        """
        var response = await http.GetStringAsync("https://slack.com/api/users.identity");
        Console.WriteLine(response);
        return JsonSerializer.Deserialize<SlackToken>(response);
        """,
        """
        using var httpResponse = await http.GetAsync("https://slack.com/api/users.identity", cancellationToken);
        $CHECK
        httpResponse.EnsureSuccessStatusCode();
        var response = await httpResponse.Content.ReadAsStringAsync(cancellationToken);
        Console.WriteLine(response);
        return JsonSerializer.Deserialize<SlackToken>(response);
        """,
        """await httpResponse.CheckHtmlResponseAsync("Slack", cancellationToken)""");

    [Fact]
    public Task GetStream_IsSplit() => VerifyFix(
        """
        using var stream = await http.GetStreamAsync("https://slack.com/api/users.identity");
        return await JsonSerializer.DeserializeAsync<SlackToken>(stream);
        """,
        """
        using var response = await http.GetAsync("https://slack.com/api/users.identity", cancellationToken);
        $CHECK
        response.EnsureSuccessStatusCode();
        using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await JsonSerializer.DeserializeAsync<SlackToken>(stream);
        """,
        FixSample.Check);

    [Fact]
    public Task Flurl_IsSplit() => VerifyCS.VerifyAsync(
        "using Flurl.Http;\n\n" + FixSample.Exchange("""
            return await "https://slack.com/api/users.identity"
                .GetJsonAsync<SlackToken>(cancellationToken: cancellationToken);
            """),
        "using Flurl.Http;\n\n" + FixSample.Exchange("""
            using var response = await "https://slack.com/api/users.identity".GetAsync(cancellationToken: cancellationToken);
            $CHECK
            return await response.GetJsonAsync<SlackToken>();
            """.WithCheck("""await response.ResponseMessage.CheckHtmlResponseAsync("Slack", cancellationToken)""")));

    [Fact]
    public async Task Flurl2_IsSplit()
    {
        var test = VerifyCS.Test("using Flurl.Http;\n\n" + FixSample.Exchange("""
            return await "https://slack.com/api/users.identity"
                .GetJsonAsync<SlackToken>(cancellationToken);
            """)) with
        { References = TestReferences.WithFlurl2 };

        Assert.Equal(
            "using Flurl.Http;\n\n" + FixSample.Exchange("""
                var responseTask = "https://slack.com/api/users.identity".GetAsync(cancellationToken);
                $CHECK
                return await responseTask.ReceiveJson<SlackToken>();
                """.WithCheck("""await (await responseTask).CheckHtmlResponseAsync("Slack", cancellationToken)""")),
            await test.FixFirstAsync());
    }

    [Theory]
    [InlineData("await client.GetAsync<SlackToken>(request, cancellationToken)", "await client.ExecuteGetAsync<SlackToken>(request, cancellationToken)")]
    [InlineData("await client.PostAsync<SlackToken>(request).ConfigureAwait(false)", "await client.ExecutePostAsync<SlackToken>(request).ConfigureAwait(false)")]
    [InlineData("client.Put<SlackToken>(request)", "client.ExecutePut<SlackToken>(request)")]
    public Task RestSharp_IsSplit(string read, string request) => VerifyCS.VerifyAsync(
        "using RestSharp;\n\n" + FixSample.Exchange($$"""
            var client = new RestClient("https://slack.com/api/");
            var request = new RestRequest("oauth.v2.access");
            return {{read}};
            """),
        "using RestSharp;\n\n" + FixSample.Exchange($$"""
            var client = new RestClient("https://slack.com/api/");
            var request = new RestRequest("oauth.v2.access");
            var response = {{request}};
            $CHECK
            response.ThrowIfError();
            return response.Data;
            """.WithCheck("""HtmlResponse.CheckText(response.Content, "Slack")""")));

    [Fact]
    public Task HandOver_IsCheckedBeforeTheCall() => VerifyCS.VerifyAsync(
        FixSample.Client($$"""
                public static SlackToken? Read(string text) => JsonSerializer.Deserialize<SlackToken>(text);

                public async Task<SlackToken?> ExchangeAsync(HttpContent form, CancellationToken cancellationToken)
                {
                    {{FixSample.Post}}
                    var text = await response.Content.ReadAsStringAsync(cancellationToken);
                    return Read(text);
                }
            """),
        FixSample.Client($$"""
                public static SlackToken? Read(string text) => JsonSerializer.Deserialize<SlackToken>(text);

                public async Task<SlackToken?> ExchangeAsync(HttpContent form, CancellationToken cancellationToken)
                {
                    {{FixSample.Post}}
                    var text = await response.Content.ReadAsStringAsync(cancellationToken);
                    $CHECK
                    return Read(text);
                }
            """.WithCheck()));

    [Fact]
    public Task TextThatMayBeNull_IsChecked() => VerifyFix(
        """
        var text = flag ? await FetchAsync(form) : null;
        $CHECK
        return text is null ? null : JsonSerializer.Deserialize<SlackToken>(text);
        """,
        Text);

    /// <summary>Verifies a fix that only adds the check.</summary>
    private static Task VerifyFix(string after, string check) => VerifyCS.VerifyAsync(
        FixSample.Exchange(string.Join("\n", after.ReplaceLineEndings("\n").Split('\n').Where(static line => line.Trim() != "$CHECK"))),
        FixSample.Exchange(after.WithCheck(check)));

    private static Task VerifyFix(string before, string after, string check) =>
        VerifyCS.VerifyAsync(FixSample.Exchange(before), FixSample.Exchange(after.WithCheck(check)));
}
