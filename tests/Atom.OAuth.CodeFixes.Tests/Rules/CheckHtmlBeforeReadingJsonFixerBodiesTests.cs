using Microsoft.CodeAnalysis;
using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer, Atom.OAuth.CodeFixes.Rules.CheckHtmlBeforeReadingJsonFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>All kinds of functions: methods, lambdas, local functions, expression bodies, top-level code, synchronous code.</summary>
public sealed class CheckHtmlBeforeReadingJsonFixerBodiesTests
{
    [Fact]
    public Task ExpressionBodiedMethod_BecomesBlock() => VerifyCS.VerifyAsync(
        FixSample.Client("""
                private static SlackToken? Read(HttpResponseMessage response) => JsonSerializer.Deserialize<SlackToken>(response.Content.ReadAsStringAsync().Result); // as it was

                public async Task<SlackToken?> ExchangeAsync(HttpContent form) => Read(await http.PostAsync("https://slack.com/api/oauth.v2.access", form));
            """),
        FixSample.Client("""
                private static SlackToken? Read(HttpResponseMessage response)
                {
                    $CHECK
                    return JsonSerializer.Deserialize<SlackToken>(response.Content.ReadAsStringAsync().Result); // as it was
                }

                public async Task<SlackToken?> ExchangeAsync(HttpContent form) => Read(await http.PostAsync("https://slack.com/api/oauth.v2.access", form));
            """.WithCheck("""response.CheckHtmlResponse("Slack")""")));

    [Fact]
    public Task ExpressionBodyOnItsOwnLine_KeepsCommentsAndIndentation() => VerifyCS.VerifyAsync(
        FixSample.Client("""
                public async Task<SlackToken?> ExchangeAsync(HttpContent form, CancellationToken ct) =>
                    // Slack answers with 200 whatever happens
                    JsonSerializer.Deserialize<SlackToken>(
                        await (await http.PostAsync("https://slack.com/api/oauth.v2.access", form, ct)).Content.ReadAsStringAsync(ct));
            """),
        FixSample.Client("""
                public async Task<SlackToken?> ExchangeAsync(HttpContent form, CancellationToken ct)
                {
                    using var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form, ct);
                    $CHECK
                    // Slack answers with 200 whatever happens
                    return JsonSerializer.Deserialize<SlackToken>(
                        await response.Content.ReadAsStringAsync(ct));
                }
            """.WithCheck("""await response.CheckHtmlResponseAsync("Slack", ct)""")));

    [Fact]
    public Task ExpressionBodiedProperty_GetsAGetter() => VerifyCS.VerifyAsync(
        FixSample.Client("""
                public SlackToken? Current => JsonSerializer.Deserialize<SlackToken>(http.GetStringAsync("https://slack.com/api/oauth.v2.access").Result);
            """),
        FixSample.Client("""
                public SlackToken? Current
                {
                    get
                    {
                        using var response = http.GetAsync("https://slack.com/api/oauth.v2.access").Result;
                        $CHECK
                        response.EnsureSuccessStatusCode();
                        return JsonSerializer.Deserialize<SlackToken>(response.Content.ReadAsStringAsync().Result);
                    }
                }
            """.WithCheck("""response.CheckHtmlResponse("Slack")""")));

    [Fact]
    public Task VoidExpressionBody_BecomesAStatement() => VerifyCS.VerifyAsync(
        FixSample.Client("""
                private static void Show(string text) => Console.WriteLine(JsonDocument.Parse(text).RootElement);

                public async Task ExchangeAsync(HttpContent form) => Show(await FetchAsync(form));
            """),
        FixSample.Client("""
                private static void Show(string text)
                {
                    $CHECK
                    Console.WriteLine(JsonDocument.Parse(text).RootElement);
                }

                public async Task ExchangeAsync(HttpContent form) => Show(await FetchAsync(form));
            """.WithCheck("""HtmlResponse.CheckText(text, "Slack")""")));

    [Fact]
    public Task AsyncLambda_BecomesBlock() => VerifyCS.VerifyAsync(
        FixSample.Client("""
                public Func<HttpContent, Task<SlackToken?>> Exchange => async form => await (await http.PostAsync("https://slack.com/api/oauth.v2.access", form)).Content.ReadFromJsonAsync<SlackToken>();
            """),
        FixSample.Client("""
                public Func<HttpContent, Task<SlackToken?>> Exchange => async form =>
                {
                    using var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                    $CHECK
                    return await response.Content.ReadFromJsonAsync<SlackToken>();
                };
            """.WithCheck("""await response.CheckHtmlResponseAsync("Slack")""")));

    [Fact]
    public Task ContinuationLambda_ChecksTheResultOfItsTask() => VerifyCS.VerifyAsync(
        FixSample.Client("""
                public Task<SlackToken?> ExchangeAsync(HttpContent form) =>
                    http.PostAsync("https://slack.com/api/oauth.v2.access", form)
                        .ContinueWith(t => JsonSerializer.Deserialize<SlackToken>(t.Result.Content.ReadAsStringAsync().Result));
            """),
        FixSample.Client("""
                public Task<SlackToken?> ExchangeAsync(HttpContent form) =>
                    http.PostAsync("https://slack.com/api/oauth.v2.access", form)
                        .ContinueWith(t =>
                        {
                            $CHECK
                            return JsonSerializer.Deserialize<SlackToken>(t.Result.Content.ReadAsStringAsync().Result);
                        });
            """.WithCheck("""t.Result.CheckHtmlResponse("Slack")""")));

    [Fact]
    public Task LambdaBlock_KeepsNamesOfTheMethodAround() => VerifyCS.VerifyAsync(
        FixSample.Exchange("""
            var isHtml = flag;
            Func<Task<SlackToken?>> run = async () =>
            {
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                return await response.Content.ReadFromJsonAsync<SlackToken>();
            };
            return isHtml ? await run() : null;
            """),
        FixSample.Exchange("""
            var isHtml = flag;
            Func<Task<SlackToken?>> run = async () =>
            {
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                var (isHtml2, htmlError2) = await response.CheckHtmlResponseAsync("Slack", cancellationToken);
                if (isHtml2)
                {
                    throw new HttpRequestException(htmlError2);
                }

                return await response.Content.ReadFromJsonAsync<SlackToken>();
            };
            return isHtml ? await run() : null;
            """));

    [Fact]
    public Task StaticLocalFunction_DoesNotCaptureTheToken() => VerifyCS.VerifyAsync(
        FixSample.Exchange("""
            return await ReadAsync(await http.PostAsync("https://slack.com/api/oauth.v2.access", form));

            static async Task<SlackToken?> ReadAsync(HttpResponseMessage response)
            {
                return await response.Content.ReadFromJsonAsync<SlackToken>();
            }
            """),
        FixSample.Exchange("""
            return await ReadAsync(await http.PostAsync("https://slack.com/api/oauth.v2.access", form));

            static async Task<SlackToken?> ReadAsync(HttpResponseMessage response)
            {
                $CHECK
                return await response.Content.ReadFromJsonAsync<SlackToken>();
            }
            """.WithCheck("""await response.CheckHtmlResponseAsync("Slack")""")));

    [Fact]
    public async Task TopLevelStatements_AreAwaited()
    {
        var test = VerifyCS.Test("""
            var http = new HttpClient();
            var response = await http.GetAsync("https://slack.com/api/oauth.v2.access");
            Console.WriteLine(await response.Content.ReadFromJsonAsync<JsonElement>());

            """.ReplaceLineEndings("\n"), "Program.cs") with { OutputKind = OutputKind.ConsoleApplication };

        Assert.Equal(
            """
            var http = new HttpClient();
            var response = await http.GetAsync("https://slack.com/api/oauth.v2.access");
            $CHECK
            Console.WriteLine(await response.Content.ReadFromJsonAsync<JsonElement>());

            """.WithCheck("""await response.CheckHtmlResponseAsync("Slack")"""),
            await test.FixFirstAsync());
    }

    [Fact]
    public Task SynchronousMethod_ChecksSynchronously() => VerifyCS.VerifyAsync(
        FixSample.Exchange(
            """
            var response = http.PostAsync("https://slack.com/api/oauth.v2.access", form).Result;
            return response.Content.ReadFromJsonAsync<SlackToken>().GetAwaiter().GetResult();
            """,
            "public SlackToken? Exchange(HttpContent form)"),
        FixSample.Exchange(
            """
            var response = http.PostAsync("https://slack.com/api/oauth.v2.access", form).Result;
            $CHECK
            return response.Content.ReadFromJsonAsync<SlackToken>().GetAwaiter().GetResult();
            """.WithCheck("""response.CheckHtmlResponse("Slack")"""),
            "public SlackToken? Exchange(HttpContent form)"));

    [Fact]
    public Task Lock_ChecksSynchronously() => VerifyCS.VerifyAsync(
        FixSample.Exchange($$"""
            {{FixSample.Post}}
            lock (http)
            {
                return JsonSerializer.Deserialize<SlackToken>(response.Content.ReadAsStringAsync().Result);
            }
            """),
        FixSample.Exchange($$"""
            {{FixSample.Post}}
            lock (http)
            {
                $CHECK
                return JsonSerializer.Deserialize<SlackToken>(response.Content.ReadAsStringAsync().Result);
            }
            """.WithCheck("""response.CheckHtmlResponse("Slack")""")));

    [Fact]
    public Task MethodThatHandsOnTheTask_BecomesAsync() => VerifyCS.VerifyAsync(
        FixSample.Client("""
                public Task<SlackToken?> ReadAsync(HttpResponseMessage slackTokenResponse, bool flag)
                {
                    if (flag)
                    {
                        return Task.FromResult<SlackToken?>(null);
                    }

                    return slackTokenResponse.Content.ReadFromJsonAsync<SlackToken>();
                }
            """),
        FixSample.Client("""
                public async Task<SlackToken?> ReadAsync(HttpResponseMessage slackTokenResponse, bool flag)
                {
                    if (flag)
                    {
                        return null;
                    }

                    $CHECK
                    return await slackTokenResponse.Content.ReadFromJsonAsync<SlackToken>();
                }
            """.WithCheck("""await slackTokenResponse.CheckHtmlResponseAsync("Slack")""")));

    [Fact]
    public Task ExpressionThatHandsOnTheTask_BecomesAsync() => VerifyCS.VerifyAsync(
        FixSample.Client("""
                public Task<SlackToken?> ExchangeAsync(CancellationToken ct) => http.GetFromJsonAsync<SlackToken>("https://slack.com/api/oauth.v2.access", ct);
            """),
        FixSample.Client("""
                public async Task<SlackToken?> ExchangeAsync(CancellationToken ct)
                {
                    using var response = await http.GetAsync("https://slack.com/api/oauth.v2.access", ct);
                    $CHECK
                    response.EnsureSuccessStatusCode();
                    return await response.Content.ReadFromJsonAsync<SlackToken>(ct);
                }
            """.WithCheck("""await response.CheckHtmlResponseAsync("Slack", ct)""")));

    [Fact]
    public Task FieldInitializerLambda_BecomesBlock() => VerifyCS.VerifyAsync(
        FixSample.Client("""
                private readonly Func<HttpResponseMessage, SlackToken?> _readToken = slackResponse => JsonSerializer.Deserialize<SlackToken>(slackResponse.Content.ReadAsStringAsync().Result);
            """),
        FixSample.Client("""
                private readonly Func<HttpResponseMessage, SlackToken?> _readToken = slackResponse =>
                {
                    $CHECK
                    return JsonSerializer.Deserialize<SlackToken>(slackResponse.Content.ReadAsStringAsync().Result);
                };
            """.WithCheck("""slackResponse.CheckHtmlResponse("Slack")""")));

    [Fact]
    public Task LibraryCode_ConfiguresTheAwait() => VerifyCS.VerifyAsync(
        FixSample.Exchange("""
            var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form, cancellationToken).ConfigureAwait(false);
            return await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken).ConfigureAwait(false);
            """),
        FixSample.Exchange("""
            var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form, cancellationToken).ConfigureAwait(false);
            $CHECK
            return await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken).ConfigureAwait(false);
            """.WithCheck(FixSample.Check + ".ConfigureAwait(false)")));
}
