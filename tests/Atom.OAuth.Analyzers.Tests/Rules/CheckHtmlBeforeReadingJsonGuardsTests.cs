using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>Guards that the matrix does not cover: exceptions, own helpers, attributes, and variables that change.</summary>
public sealed class CheckHtmlBeforeReadingJsonGuardsTests
{
    private const string Read = "return JsonSerializer.Deserialize<SlackToken>(text);";
    private const string ReportedRead = "return [|JsonSerializer.Deserialize<SlackToken>(text)|];";

    [Theory]
    [InlineData("catch (JsonException) { return null; }")]
    [InlineData("catch (JsonException exception) { throw new InvalidOperationException(\"no JSON\", exception); }")]
    [InlineData("catch (JsonException exception) when (exception.LineNumber == 0) { return null; }")]
    [InlineData("catch (Exception exception) when (exception is JsonException) { return null; }")]
    [InlineData("catch (Exception exception) when (exception is JsonException or HttpRequestException) { return null; }")]
    [InlineData("catch (Exception exception) when (exception is JsonException { LineNumber: 0 }) { return null; }")]
    [InlineData("catch (HttpRequestException) { throw; } catch (JsonException) { Console.WriteLine(); throw new IOException(); }")]
    [InlineData("catch (JsonException) { Console.WriteLine(text); throw; }")]
    [InlineData("catch (JsonException) { return null; } finally { Console.WriteLine(); }")]
    public Task CatchOfJsonException_DoesNotTrigger(string handler) =>
        VerifyCS.VerifyAsync(Sample.Exchange($"{Sample.PostText}\n try {{ {Read} }} {handler}"));

    [Theory]
    [InlineData("catch (Newtonsoft.Json.JsonReaderException) { return null; }")]
    [InlineData("catch (Newtonsoft.Json.JsonException) { return null; }")]
    [InlineData("catch (Exception exception) when (exception is Newtonsoft.Json.JsonException) { return null; }")]
    public Task CatchOfNewtonsoft_GuardsItsOwnReads_AndNoOthers(string handler) => VerifyCS.VerifyAsync(Sample.Exchange($$"""
        {{Sample.PostText}}
        try { {{ReportedRead}} } {{handler}}
        try { return Newtonsoft.Json.JsonConvert.DeserializeObject<SlackToken>(text); } {{handler}}
        """));

    [Fact]
    public Task CatchOfJsonException_AroundAReadOfNewtonsoft_Triggers() => VerifyCS.VerifyAsync(Sample.Exchange(
        $"{Sample.PostText}\n try {{ return [|Newtonsoft.Json.JsonConvert.DeserializeObject<SlackToken>(text)|]; }} catch (JsonException) {{ return null; }}"));

    [Theory]
    [InlineData("catch (Exception) { return null; }")]
    [InlineData("catch { return null; }")]
    [InlineData("catch (Exception exception) { Console.WriteLine(exception); throw; }")]
    [InlineData("catch (Exception exception) when (exception is not OperationCanceledException) { return null; }")]
    [InlineData("catch (JsonException) { throw; }")]
    [InlineData("catch (HttpRequestException) { return null; }")]
    [InlineData("catch (NotSupportedException) { return null; }")]
    [InlineData("finally { Console.WriteLine(); }")]
    public Task CatchOfOthers_Triggers(string handler) =>
        VerifyCS.VerifyAsync(Sample.Exchange($"{Sample.PostText}\n try {{ {ReportedRead} }} {handler}"));

    [Fact]
    public Task CatchOfJsonException_AroundAnOuterBlock_DoesNotTrigger() => VerifyCS.VerifyAsync(Sample.Exchange($$"""
        try
                {
                    {{Sample.PostText}}
                    if (flag)
                    {
                        try { {{Read}} } catch (IOException) { return null; }
                    }

                    return null;
                }
                catch (JsonException)
                {
                    return null;
                }
        """));

    [Fact]
    public Task ReadInsideTheCatch_Triggers() => VerifyCS.VerifyAsync(Sample.Exchange(
        $"{Sample.PostText}\n try {{ Console.WriteLine(); return null; }} catch (JsonException) {{ {ReportedRead} }}"));

    [Fact]
    public Task CatchInTheCallerOfTheHelper_DoesNotTrigger() => VerifyCS.VerifyAsync(Sample.Exchange(
        $$"""
        {{Sample.PostText}}
                try { return Parse(text); } catch (JsonException) { return null; }
        """,
        members: "private static SlackToken? Parse(string text) => JsonSerializer.Deserialize<SlackToken>(text);"));

    [Theory]
    [InlineData("response.EnsureSuccessStatusCode();")]
    [InlineData("if (!response.IsSuccessStatusCode) { throw new HttpRequestException(); }")]
    [InlineData("if (!response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == \"text/html\") { throw new HttpRequestException(); }")]
    [InlineData("if (!response.IsSuccessStatusCode) { if (text.StartsWith('<')) { return null; } }")]
    [InlineData("if (string.IsNullOrEmpty(text)) { return null; }")]
    [InlineData("if (text.StartsWith(\"[\")) { text = \"{\\\"items\\\":\" + text + \"}\"; }")]
    [InlineData("text = text.StartsWith(\"[\") ? text : \"[\" + text + \"]\";")]
    [InlineData("if (text.Contains(\"invalid_token\")) { return null; }")]
    [InlineData("ArgumentException.ThrowIfNullOrEmpty(text);")]
    [InlineData("Console.WriteLine(response.Content.Headers.ContentType?.MediaType == \"application/json\");")]
    [InlineData("using var other = await http.GetAsync(\"https://slack.com/api/auth.test\"); if (other.Content.Headers.ContentType?.MediaType != \"application/json\") { return null; }")]
    [InlineData("var other = await http.GetStringAsync(\"https://slack.com/api/auth.test\"); if (other.StartsWith('<')) { return null; }")]
    [InlineData("if (form.Headers.ContentType?.MediaType != \"application/json\") { return null; }")]
    [InlineData("if (text.StartsWith('<') == false) { return null; }")]
    [InlineData("if (text.StartsWith('<') is false) { return null; }")]
    [InlineData("if (text.StartsWith('<') is not true) { return null; }")]
    [InlineData("if (text is []) { return null; }")]
    [InlineData("if (text.Length == 1) { return null; }")]
    [InlineData("if (text.IndexOf(\"invalid_token\") == 0) { return null; }")]
    [InlineData("if (text.StartsWith(Environment.NewLine)) { return null; }")]
    [InlineData("if (Environment.NewLine.StartsWith('<')) { return null; }")]
    [InlineData("if (form is not { Headers.ContentType.MediaType: \"application/json\" }) { return null; }")]
    [InlineData("if (response is not { ReasonPhrase: \"application/json\" }) { return null; }")]
    [InlineData("if (response is { Content.Headers.ContentType: null }) { return null; }")]
    [InlineData("if (string.IsNullOrEmpty(response.Content.Headers.ContentType?.MediaType)) { return null; }")]
    [InlineData("if (string.IsNullOrWhiteSpace(response.Content.Headers.ContentType?.MediaType)) { return null; }")]
    [InlineData("if (ReferenceEquals(response.Content.Headers.ContentType, null)) { return null; }")]
    [InlineData("if (string.Equals(\"no\", response.Content.Headers.ContentType?.MediaType)) { return null; }")]
    [InlineData("var other = flag; other = !flag; if (other) { return null; }")]
    [InlineData("var again = flag; again = again || flag; if (again) { return null; }")]
    [InlineData("var (isOne, isTwo) = (flag, text.StartsWith('<')); if (isOne) { return null; }")]
    [InlineData("var length = text.Length switch { 0 => true, _ => false }; if (length) { return null; }")]
    public Task NotAGuard_Triggers(string statements)
    {
        var alone = Sample.Exchange($"{Sample.PostText}\n        {statements}\n        {ReportedRead}");
        var besideALook = Sample.Exchange(
            $"{Sample.PostText}\n        Console.WriteLine(text.StartsWith('<'));\n        {statements}\n        {ReportedRead}");
        return Task.WhenAll(VerifyCS.VerifyAsync(alone), VerifyCS.VerifyAsync(besideALook));
    }

    /// <summary>If the result of our own check is not used, ATOM006 reports it, and one report is enough.</summary>
    [Theory]
    [InlineData("await response.CheckHtmlResponseAsync(\"Slack\", cancellationToken);")]
    [InlineData("var (isHtml, htmlError) = await response.CheckHtmlResponseAsync(\"Slack\", cancellationToken); Console.WriteLine(htmlError);")]
    [InlineData("var (isHtml, htmlError) = await response.CheckHtmlResponseAsync(\"Slack\", cancellationToken); if (isHtml) { Console.WriteLine(htmlError); }")]
    [InlineData("using var other = await http.GetAsync(\"https://slack.com/api/auth.test\"); if (other.CheckHtmlResponse(\"Slack\").IsHtml) { return null; }")]
    public Task MisusedCheck_IsLeftToItsOwnRule(string statements) =>
        VerifyCS.VerifyAsync(Sample.Exchange($"{Sample.PostText}\n        {statements}\n        {Read}"));

    [Theory]
    [InlineData("var (isHtml, htmlError) = await response.CheckHtmlResponseAsync(\"Slack\", cancellationToken); if (isHtml) { throw new HttpRequestException(htmlError); }")]
    [InlineData("var (isHtml, _) = response.CheckHtmlResponse(); if (isHtml) { return null; }")]
    [InlineData("(bool isHtml, string htmlError) = await response.CheckHtmlResponseAsync(\"Slack\"); if (isHtml) { throw new HttpRequestException(htmlError); }")]
    [InlineData("bool isHtml; string htmlError; (isHtml, htmlError) = await response.CheckHtmlResponseAsync(\"Slack\"); if (isHtml) { throw new HttpRequestException(htmlError); }")]
    [InlineData("var check = await response.CheckHtmlResponseAsync(\"Slack\", cancellationToken); if (check.IsHtml) { throw new HttpRequestException(check.Error); }")]
    [InlineData("var check = await response.CheckHtmlResponseAsync(\"Slack\", cancellationToken).ConfigureAwait(false); if (check.IsHtml) { return null; }")]
    [InlineData("var check = response.CheckHtmlResponseAsync(\"Slack\").AsTask().GetAwaiter().GetResult(); if (check.IsHtml) { return null; }")]
    [InlineData("if (await response.CheckHtmlResponseAsync(\"Slack\", cancellationToken) is { IsHtml: true }) { return null; }")]
    [InlineData("if (await response.CheckHtmlResponseAsync(\"Slack\", cancellationToken) is { IsHtml: true, Error: var error }) { throw new HttpRequestException(error); }")]
    [InlineData("if (await response.CheckHtmlResponseAsync(\"Slack\", cancellationToken) is (true, var error)) { throw new HttpRequestException(error); }")]
    [InlineData("var check = HtmlResponse.CheckText(text, \"Slack\"); if (check.IsHtml) { return null; }")]
    [InlineData("var check = HtmlResponse.CheckBytes(Encoding.UTF8.GetBytes(text)); if (check.IsHtml) { return null; }")]
    [InlineData("if (response.CheckHtmlResponse(\"Slack\").Kind != ResponseBodyKind.Json) { return null; }")]
    [InlineData("if (response.CheckHtmlResponse(\"Slack\").Kind == ResponseBodyKind.Html) { return null; }")]
    [InlineData("if (response.CheckHtmlResponse(\"Slack\").Error is { } error) { throw new HttpRequestException(error); }")]
    [InlineData("if (response.CheckHtmlResponse(\"Slack\").Error != null) { return null; }")]
    [InlineData("switch (response.CheckHtmlResponse(\"Slack\").Kind) { case ResponseBodyKind.Json: break; default: return null; }")]
    [InlineData("switch (response.Content.Headers.ContentType?.MediaType) { case \"application/json\": break; default: return null; }")]
    [InlineData("switch (response.Content.Headers.ContentType?.MediaType) { case \"text/html\": return null; }")]
    [InlineData("var mediaType = response.Content.Headers.ContentType?.MediaType; if (mediaType != \"application/json\") { return null; }")]
    [InlineData("var headers = response.Content.Headers; if (headers.ContentType is null || headers.ContentType.MediaType != \"application/json\") { return null; }")]
    [InlineData("var content = response.Content; if (content.Headers.ContentType?.MediaType is not \"application/json\") { return null; }")]
    [InlineData("if (response is not { Content.Headers.ContentType.MediaType: \"application/json\" }) { return null; }")]
    [InlineData("var allowed = new[] { \"application/json\" }; if (!allowed.Contains(response.Content.Headers.ContentType?.MediaType)) { return null; }")]
    [InlineData("var trimmed = text.TrimStart(); if (trimmed.Length == 0 || trimmed[0] != '{') { return null; }")]
    [InlineData("var first = text.TrimStart().FirstOrDefault(); if (first is not ('{' or '[')) { return null; }")]
    [InlineData("if (text is null or ['<', ..]) { return null; }")]
    [InlineData("if (text.IndexOf(\"<html\", StringComparison.OrdinalIgnoreCase) >= 0) { return null; }")]
    [InlineData("if (text.AsSpan().TrimStart().StartsWith(\"<\")) { return null; }")]
    [InlineData("if (System.Text.RegularExpressions.Regex.IsMatch(text, \"<html\")) { return null; }")]
    [InlineData("if (text.TrimStart().Substring(0, 1) == \"<\") { return null; }")]
    [InlineData("if (text[..1] == \"<\") { return null; }")]
    [InlineData("switch (text[0]) { case '{': break; default: throw new HttpRequestException(); }")]
    [InlineData("var isPage = response.Content.Headers.ContentType?.MediaType switch { \"text/html\" => true, _ => false }; if (isPage) { return null; }")]
    [InlineData("if (text.IndexOf(\"<html\", StringComparison.Ordinal) < 0) { Console.WriteLine(); } else { return null; }")]
    [InlineData("if (-1 != text.IndexOf('<')) { return null; }")]
    [InlineData("if ('<' == text[0]) { return null; }")]
    [InlineData("if (\"application/json\" != response.Content.Headers.ContentType?.MediaType) { return null; }")]
    [InlineData("if (flag ? text.StartsWith('<') : text[0] == '<') { return null; }")]
    [InlineData("if (response.Content.Headers.GetValues(\"Content-Type\").First().StartsWith(\"text/html\", StringComparison.Ordinal)) { return null; }")]
    [InlineData("if (response.Content.Headers.ContentType is not { MediaType: \"application/json\" or \"text/json\" }) { return null; }")]
    [InlineData("if (response.Content.Headers is not { ContentType: { MediaType: \"application/json\" } }) { return null; }")]
    [InlineData("if (response.Content.Headers.ContentType?.MediaType?.EndsWith(\"json\", StringComparison.Ordinal) != true) { return null; }")]
    [InlineData("if (!(response.Content.Headers.ContentType?.MediaType?.Contains(\"json\") ?? false)) { return null; }")]
    [InlineData("if (!MediaTypeHeaderValue.TryParse(response.Content.Headers.ContentType?.MediaType, out var parsed)) { return null; }")]
    [InlineData("var isJson = flag && text.StartsWith('{'); if (!isJson) { return null; }")]
    [InlineData("var html = false; html = text.StartsWith('<'); if (html) { return null; }")]
    [InlineData("var html = false; html = html || text.StartsWith('<'); if (html) { return null; }")]
    [InlineData("var html = text.StartsWith('<'); if (flag) { html = false; } if (html) { return null; }")]
    [InlineData("if (text.StartsWith('<') == true) { return null; }")]
    [InlineData("if (text.StartsWith('<') is true) { return null; }")]
    [InlineData("if (text.StartsWith('<') is not false) { return null; }")]
    [InlineData("if (text.StartsWith('{') == false) { return null; }")]
    [InlineData("if (text.StartsWith('{') is false) { return null; }")]
    [InlineData("if (text.IndexOf('<') == 0) { return null; }")]
    [InlineData("if (text.IndexOf(\"<html\", StringComparison.Ordinal) != -1) { return null; }")]
    [InlineData("if (text is ['<', ..] or []) { return null; }")]
    [InlineData("if (!string.Equals(\"application/json\", response.Content.Headers.ContentType?.MediaType, StringComparison.OrdinalIgnoreCase)) { return null; }")]
    [InlineData("if (!string.Equals(response.Content.Headers.ContentType?.MediaType, \"application/json\", StringComparison.OrdinalIgnoreCase)) { return null; }")]
    [InlineData("var check = response.CheckHtmlResponse(\"Slack\"); if (check.Kind != ResponseBodyKind.Json) { return null; }")]
    [InlineData("var check = response.CheckHtmlResponse(\"Slack\"); if (check is { IsHtml: true }) { return null; }")]
    [InlineData("var check = response.CheckHtmlResponse(\"Slack\"); if (check.Kind is ResponseBodyKind.Html) { return null; }")]
    [InlineData("var kind = response.CheckHtmlResponse(\"Slack\").Kind switch { ResponseBodyKind.Json => true, _ => false }; if (!kind) { return null; }")]
    [InlineData("var first = text[0] switch { '{' => true, _ => false }; if (!first) { return null; }")]
    [InlineData("var first = text[0]; var second = first; first = second; if (first == '<') { return null; }")]
    public Task OtherFormsOfGuards_DoesNotTrigger(string statements) =>
        VerifyCS.VerifyAsync(Sample.Exchange($"{Sample.PostText}\n        {statements}\n        {Read}"));

    [Theory]
    [InlineData("if (bytes[0] == '<') { return null; }")]
    [InlineData("if (bytes[0] == (byte)'<') { return null; }")]
    [InlineData("if (bytes[0] != 123) { return null; }")]
    [InlineData("if (bytes is not [(byte)'{', ..]) { return null; }")]
    [InlineData("if (bytes.First() == '<') { return null; }")]
    [InlineData("if (bytes.AsSpan()[0] == '<') { return null; }")]
    [InlineData("if (HtmlResponse.CheckBytes(bytes, \"Slack\").IsHtml) { return null; }")]
    public Task GuardOfBytes_DoesNotTrigger(string statement) => VerifyCS.VerifyAsync(Sample.Exchange(
        $"{Sample.Post} var bytes = await response.Content.ReadAsByteArrayAsync(); {statement} return JsonSerializer.Deserialize<SlackToken>(bytes);"));

    [Theory]
    [InlineData("if (response.ContentType != \"application/json\") { return; }")]
    [InlineData("if (response.ContentType?.Contains(\"html\") == true) { return; }")]
    [InlineData("if (response.Content!.StartsWith('<')) { return; }")]
    [InlineData("if (response.Content?.TrimStart().StartsWith('<') ?? true) { return; }")]
    [InlineData("if (HtmlResponse.CheckText(response.Content).IsHtml) { return; }")]
    public Task GuardOfARestSharpResponse_DoesNotTrigger(string statement) => VerifyCS.VerifyAsync(Sample.Client($$"""
        public async Task M(RestSharp.RestClient client, RestSharp.RestRequest request)
            {
                var response = await client.ExecuteAsync(request);
                {{statement}}
                JsonDocument.Parse(response.Content!);
            }
        """));

    [Fact]
    public Task GuardOfAWebResponse_DoesNotTrigger() => VerifyCS.VerifyAsync("#pragma warning disable SYSLIB0014\n" + Sample.Client($$"""
        public static object? M()
            {
                using var response = (HttpWebResponse)WebRequest.Create("{{Sample.TokenUrl}}").GetResponse();
                if (!response.ContentType.StartsWith("application/json", StringComparison.Ordinal)) { return null; }
                using var reader = new StreamReader(response.GetResponseStream());
                return JsonDocument.Parse(reader.ReadToEnd());
            }
        """));

    [Fact]
    public Task ResponseSetAnewAfterTheCheck_Triggers() => VerifyCS.VerifyAsync(Sample.Exchange($$"""
        {{Sample.Post}}
                if (response.CheckHtmlResponse("Slack").IsHtml) { return null; }
                response = await http.PostAsync("{{Sample.TokenUrl}}", form, cancellationToken);
                return await [|response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken)|];
        """));

    [Fact]
    public Task TextSetAnewAfterTheCheck_Triggers() => VerifyCS.VerifyAsync(Sample.Exchange($$"""
        {{Sample.PostText}}
                if (text.StartsWith('<')) { return null; }
                text = await http.GetStringAsync("{{Sample.TokenUrl}}", cancellationToken);
                {{ReportedRead}}
        """));

    [Fact]
    public Task TextSetAnewInTheBranchOfTheCheck_Triggers() => VerifyCS.VerifyAsync(Sample.Exchange($$"""
        {{Sample.PostText}}
                if (text.StartsWith('{'))
                {
                    text = await http.GetStringAsync("{{Sample.TokenUrl}}", cancellationToken);
                    {{ReportedRead}}
                }

                return null;
        """));

    [Fact]
    public Task TextSetAnewInALoopWithinTheBranchOfTheCheck_Triggers() => VerifyCS.VerifyAsync(Sample.Exchange($$"""
        {{Sample.PostText}}
                if (text.StartsWith('{'))
                {
                    while (true)
                    {
                        if (text.Length > 9) { {{ReportedRead}} }
                        text = await http.GetStringAsync("{{Sample.TokenUrl}}", cancellationToken);
                    }
                }

                return null;
        """));

    [Fact]
    public Task TextPutTogetherWithABracket_Triggers() => VerifyCS.VerifyAsync(Sample.Exchange($$"""
        {{Sample.PostText}}
                System.Console.WriteLine($"[client] {text.Length}");
                text = "[" + text + "]";
                {{ReportedRead}}
        """));

    [Fact]
    public Task TextTrimmedAfterTheCheck_DoesNotTrigger() => VerifyCS.VerifyAsync(Sample.Exchange($$"""
        {{Sample.PostText}}
                if (text.StartsWith('<')) { return null; }
                text = text.Trim();
                {{Read}}
        """));

    [Fact]
    public Task ResponseSetAnewAndCheckedAgain_DoesNotTrigger() => VerifyCS.VerifyAsync(Sample.Exchange($$"""
        {{Sample.Post}}
                if (response.CheckHtmlResponse("Slack").IsHtml) { return null; }
                response = await http.PostAsync("{{Sample.TokenUrl}}", form, cancellationToken);
                if (response.CheckHtmlResponse("Slack").IsHtml) { return null; }
                return await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken);
        """));

    [Fact]
    public Task RetryInALoopUntilItIsNoPage_DoesNotTrigger() => VerifyCS.VerifyAsync(Sample.Exchange($$"""
        HttpResponseMessage response;
                do
                {
                    response = await http.PostAsync("{{Sample.TokenUrl}}", form, cancellationToken);
                }
                while ((await response.CheckHtmlResponseAsync("Slack", cancellationToken)).IsHtml);

                return await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken);
        """));

    [Fact]
    public Task RetryInALoopAfterTheCheck_Triggers() => VerifyCS.VerifyAsync(Sample.Exchange($$"""
        {{Sample.Post}}
                if (response.CheckHtmlResponse("Slack").IsHtml) { return null; }
                while (!response.IsSuccessStatusCode)
                {
                    response = await http.PostAsync("{{Sample.TokenUrl}}", form, cancellationToken);
                }

                return await [|response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken)|];
        """));

    [Theory]
    [InlineData("private static void ThrowIfPage(HttpResponseMessage response) { if (response.Content.Headers.ContentType?.MediaType != \"application/json\") { throw new HttpRequestException(); } }", "ThrowIfPage(response);")]
    [InlineData("internal static async Task ThrowIfPageAsync(HttpResponseMessage response) { var (isHtml, error) = await response.CheckHtmlResponseAsync(); if (isHtml) { throw new HttpRequestException(error); } }", "await ThrowIfPageAsync(response);")]
    [InlineData("private static void ThrowIfPage(string text) { if (text.TrimStart().StartsWith('<')) throw new HttpRequestException(); }", "ThrowIfPage(text);")]
    [InlineData("private static bool IsPage(string text) => text.StartsWith('<');", "if (IsPage(text)) { return null; }")]
    [InlineData("private static bool IsJson(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType == \"application/json\";", "if (!IsJson(response)) { return null; }")]
    [InlineData("private static bool IsPage(string text) { if (text.StartsWith('<')) { return true; } return false; }", "if (IsPage(text)) { return null; }")]
    [InlineData("private static async Task<bool> IsPageAsync(HttpResponseMessage response) => (await response.CheckHtmlResponseAsync()).IsHtml;", "if (await IsPageAsync(response)) { return null; }")]
    [InlineData("private static string Checked(string text) => text.StartsWith('<') ? throw new HttpRequestException() : text;", "text = Checked(text);")]
    [InlineData("private static string Checked(string text) { return text.StartsWith('<') ? throw new HttpRequestException() : text; }", "text = Checked(text);")]
    [InlineData("private static void ThrowIfPage(string text) { if (text.StartsWith('<')) { throw new IOException(); } if (text.Length == 0) { return; } Console.WriteLine(text); }", "ThrowIfPage(text);")]
    [InlineData("private static void ThrowIfPage(string text) { Func<string> name = () => { return \"\"; }; if (text.StartsWith('<')) { throw new IOException(name()); } }", "ThrowIfPage(text);")]
    [InlineData("private static void ThrowIfPage(string text) { goto test; leave: return; test: if (text.StartsWith('<')) { throw new IOException(); } goto leave; }", "ThrowIfPage(text);")]
    [InlineData("private static void Demand(string text) { ThrowIfHtml(text); if (text.Length == 0) { return; } Console.WriteLine(); } private static void ThrowIfHtml(string text) { if (text.StartsWith('<')) { throw new InvalidOperationException(); } }", "Demand(text);")]
    [InlineData("[HtmlGuard] public static void Verify(HttpResponseMessage response) { Console.WriteLine(response); }", "Verify(response);")]
    [InlineData("[HtmlGuard] public static Task VerifyAsync(HttpResponseMessage response) => Task.CompletedTask;", "await VerifyAsync(response);")]
    [InlineData("[HtmlGuard] public static bool IsHtml(string text) => text.Length == 7;", "if (IsHtml(text)) { return null; }")]
    [InlineData("[HtmlGuard] public static bool IsJson(string text) => text.Length == 7;", "if (!IsJson(text)) { return null; }")]
    [InlineData("[HtmlGuard] public static (bool IsHtml, string Error) Look(HttpResponseMessage response) => (false, \"\");", "var (isHtml, error) = Look(response); if (isHtml) { throw new HttpRequestException(error); }")]
    [InlineData("private static void ThrowIfPages(string first, string second) { if (first.StartsWith('<')) { throw new IOException(); } if (second.StartsWith('<')) { throw new IOException(); } }", "ThrowIfPages(text, \"\");")]
    [InlineData("private static void ThrowIfPages(string first, string second) { if (first.StartsWith('<')) { throw new IOException(); } if (second.StartsWith('<')) { throw new IOException(); } }", "ThrowIfPages(second: text, first: \"\");")]
    [InlineData("private static bool IsPage(string text) { if (text.Length == 0) { return false; } if (text.StartsWith('<')) { return true; } return false; }", "if (IsPage(text)) { return null; }")]
    [InlineData("private static bool IsPage(string text) { if (text.StartsWith('{')) { return false; } return true; }", "if (IsPage(text)) { return null; }")]
    [InlineData("private static bool IsPage(string text) => IsPageIn(text, 1); private static bool IsPageIn(string text, int depth) => text.StartsWith('<');", "if (IsPage(text)) { return null; }")]
    [InlineData("private static bool IsData(string text) => Bodies.IsJsonText(text); private static class Bodies { public static bool IsJsonText(string text) => text.StartsWith('{'); }", "if (!IsData(text)) { return null; }")]
    [InlineData("private static void Demand(string text) => ThrowIfHtml(text); private static void ThrowIfHtml(string text) { if (text.StartsWith('<')) { throw new InvalidOperationException(); } }", "Demand(text);")]
    [InlineData("[HtmlGuard] public static bool IsErrorPage(string text) => text.Length == 7;", "if (IsErrorPage(text)) { return null; }")]
    [InlineData("[HtmlGuard] public static bool Verify(string text) => text.Length == 7;", "if (Verify(text)) { return null; }")]
    [InlineData("[HtmlGuard] public static bool Verify(string text) => text.Length == 7;", "if (!Verify(text)) { return null; }")]
    [InlineData("[HtmlGuard] public static HtmlCheckResult Look(HttpResponseMessage response) => default!;", "if (Look(response).IsHtml) { return null; }")]
    [InlineData("[HtmlGuard] public static (bool IsHtml, string Error) Look(HttpResponseMessage response, string name) => (false, \"\");", "var (isHtml, error) = Look(response, \"Slack\"); if (isHtml) { throw new HttpRequestException(error); }")]
    [InlineData("[HtmlGuard] public static (bool isHtml, string error) Look(HttpResponseMessage response) => (false, \"\");", "if (Look(response).isHtml) { return null; }")]
    public Task OwnGuardMethod_DoesNotTrigger(string method, string statements) =>
        VerifyCS.VerifyAsync(Sample.Exchange($"{Sample.PostText}\n        {statements}\n        {Read}", members: method));

    [Theory]
    [InlineData("private static void Log(HttpResponseMessage response) { if (response.Content.Headers.ContentType?.MediaType != \"application/json\") { Console.WriteLine(); } }", "Log(response);")]
    [InlineData("private static bool IsPage(string text) => text.StartsWith('<');", "IsPage(text);")]
    [InlineData("private static bool IsPage(string text) => text.StartsWith('<');", "if (IsPage(\"\")) { return null; }")]
    [InlineData("private static bool IsPage(string text) => text.StartsWith('<');", "if (!IsPage(text)) { return null; }")]
    [InlineData("private static void ThrowIfPage(string text) { if (text.Length == 0) { return; } if (text.StartsWith('<')) { throw new IOException(); } }", "ThrowIfPage(text);")]
    [InlineData("private static void ThrowIfPage(string text) { while (text.Length > 0) { if (text.Length == 7) { return; } if (text.StartsWith('<')) { throw new IOException(); } } }", "ThrowIfPage(text);")]
    [InlineData("private static void ThrowIfError(HttpResponseMessage response) { if (!response.IsSuccessStatusCode) { throw new HttpRequestException(); } }", "ThrowIfError(response);")]
    [InlineData("private static void ThrowIfPage(HttpResponseMessage response, bool flag) { if (flag && response.CheckHtmlResponse().IsHtml) { throw new HttpRequestException(); } }", "ThrowIfPage(response, flag);")]
    [InlineData("[HtmlGuard] public static void Verify(HttpResponseMessage response) { Console.WriteLine(response); }", "Verify(new HttpResponseMessage());")]
    [InlineData("[HtmlGuard] public static void Verify(HttpResponseMessage response) { Console.WriteLine(response); }", "if (flag) { Verify(response); }")]
    [InlineData("private static bool IsPage(string text) { if (text.StartsWith('{')) { Console.WriteLine(); } else { return true; } return false; }", "if (!IsPage(text)) { return null; }")]
    [InlineData("private static bool IsPage(string text, int left) => left > 0 && IsPage(text, left - 1);", "if (IsPage(text, 2)) { return null; }")]
    [InlineData("[HtmlGuard] public static bool IsHtml(string text) => text.Length == 7;", "if (!IsHtml(text)) { return null; }")]
    [InlineData("[HtmlGuard] public static bool IsErrorPage(string text) => text.Length == 7;", "if (!IsErrorPage(text)) { return null; }")]
    [InlineData("[HtmlGuard] public static bool IsJson(string text) => text.Length == 7;", "if (IsJson(text)) { return null; }")]
    [InlineData("[HtmlGuard] public static (bool IsHtml, string Error) Look(HttpResponseMessage response) => (false, \"\");", "Look(response);")]
    [InlineData("[HtmlGuard] public static HtmlCheckResult Look(HttpResponseMessage response) => default!;", "Look(response);")]
    [InlineData("[HtmlGuard] public static HtmlCheckResult Look(HttpResponseMessage response) => default!;", "if (!Look(response).IsHtml) { return null; }")]
    public Task OwnMethodThatGuardsNothing_Triggers(string method, string statements) =>
        VerifyCS.VerifyAsync(Sample.Exchange($"{Sample.PostText}\n        {statements}\n        {ReportedRead}", members: method));

    [Fact]
    public Task OwnGuardAsExtensionMethod_DoesNotTrigger() => VerifyCS.VerifyAsync($$"""
        {{Sample.Exchange($"{Sample.Post}\n response.EnsureJson(); return await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken);")}}

        public static class Guards
        {
            public static HttpResponseMessage EnsureJson(this HttpResponseMessage response) =>
                response.Content.Headers.ContentType?.MediaType == "application/json" ? response : throw new HttpRequestException();
        }
        """);

    [Fact]
    public Task OwnGuardThatReturnsTheResponse_DoesNotTrigger() => VerifyCS.VerifyAsync($$"""
        {{Sample.Exchange($"var response = (await http.PostAsync(\"{Sample.TokenUrl}\", form)).EnsureJson(); return await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken);")}}

        public static class Guards
        {
            public static HttpResponseMessage EnsureJson(this HttpResponseMessage response)
            {
                if (response.Content.Headers.ContentType?.MediaType != "application/json")
                {
                    throw new HttpRequestException();
                }

                return response;
            }
        }
        """);

    [Fact]
    public Task HelperThatFetchesAndGuards_DoesNotTrigger() => VerifyCS.VerifyAsync(Sample.Exchange(
        "var text = await FetchAsync(form); return JsonSerializer.Deserialize<SlackToken>(text);",
        members: $$"""
        private async Task<string> FetchAsync(HttpContent form)
            {
                var response = await http.PostAsync("{{Sample.TokenUrl}}", form);
                if (response.CheckHtmlResponse("Slack").IsHtml)
                {
                    throw new HttpRequestException("page");
                }

                return await response.Content.ReadAsStringAsync();
            }
        """));

    [Fact]
    public Task HelperThatGuardsAndReads_DoesNotTrigger() => VerifyCS.VerifyAsync(Sample.Exchange(
        $"{Sample.PostText} return Parse(text);",
        members: """
        internal static SlackToken? Parse(string text) =>
                text.StartsWith('<') ? throw new HttpRequestException() : JsonSerializer.Deserialize<SlackToken>(text);
        """));

    [Fact]
    public Task GuardBeforeTheHelperReads_DoesNotTrigger() => VerifyCS.VerifyAsync(Sample.Exchange(
        $"{Sample.PostText} if (text.StartsWith('<')) {{ return null; }} return Parse(text);",
        members: "internal static SlackToken? Parse(string text) => JsonSerializer.Deserialize<SlackToken>(text);"));

    [Fact]
    public Task HelperOfATest_IsLeftAlone() => VerifyCS.VerifyAsync(Sample.Exchange(
        $"{Sample.PostText} return Parse(text);",
        members: "internal static SlackToken? Parse(string text) => JsonSerializer.Deserialize<SlackToken>(text); [Test] public void Reads() { } private sealed class TestAttribute : Attribute;"));

    [Theory]
    [InlineData("try { return Parse(text); } catch (JsonException) { return null; }", "", false)]
    [InlineData("try { return Parse(text); } catch (JsonException) { throw; }", "", true)]
    [InlineData("try { return Parse(text); } catch (JsonException) { return null; }", "public async Task<SlackToken?> AgainAsync() => Parse(await http.GetStringAsync(\"https://slack.com/api/auth.test\"));", true)]
    [InlineData("try { return Parse(text); } catch (JsonException) { return null; }", "public async Task<SlackToken?> AgainAsync() { try { return Parse(await http.GetStringAsync(\"https://slack.com/api/auth.test\")); } catch (JsonException) { return null; } }", false)]
    [InlineData("try { return Parse(text); } catch (Exception exception) when (exception is JsonException) { return null; }", "", false)]
    [InlineData("try { return Parse(text); } catch (Exception exception) when (exception.Message.Contains(\"Json\")) { return null; }", "", true)]
    public Task ParsersException_IsLeftToCallersThatAllCatchIt(string statement, string members, bool isReported) =>
        VerifyCS.VerifyAsync(Sample.Exchange(
        $"{Sample.PostText} {statement}",
        members: members + (isReported
            ? " private static SlackToken? Parse(string text) => [|JsonSerializer.Deserialize<SlackToken>(text)|];"
            : " private static SlackToken? Parse(string text) => JsonSerializer.Deserialize<SlackToken>(text);")));

    [Fact]
    public Task HelpersThatHandOn_TriggerAtTheFirstCall() => VerifyCS.VerifyAsync(Sample.Exchange(
        $"{Sample.PostText} return [|ParseFirst(text)|];",
        members: """
        internal static SlackToken? ParseFirst(string text) => ParseSecond(text);
            internal static SlackToken? ParseSecond(string text) => ParseThird(text);
            internal static SlackToken? ParseThird(string text) => JsonSerializer.Deserialize<SlackToken>(text);
        """));

    [Fact]
    public Task HelperThatIsMarkedItself_TriggersAtTheReadOnly() => VerifyCS.VerifyAsync(Sample.Exchange(
        $"{Sample.Post} return await ReadTokenAsync(response);",
        members: "internal static async Task<SlackToken?> ReadTokenAsync(HttpResponseMessage response) => await [|response.Content.ReadFromJsonAsync<SlackToken>()|];"));

    [Theory]
    [InlineData("string? given, HttpResponseMessage response", "given ?? await response.Content.ReadAsStringAsync()")]
    [InlineData("HttpResponseMessage response, string? given", "given ?? await response.Content.ReadAsStringAsync()")]
    public Task TextOfOneParameterOrAnother_Triggers(string parameters, string text) => VerifyCS.VerifyAsync(Sample.Client(
        $"public static async Task<SlackToken?> ReadTokenAsync({parameters}) {{ var text = {text}; return [|JsonSerializer.Deserialize<SlackToken>(text)|]; }}"));
}
