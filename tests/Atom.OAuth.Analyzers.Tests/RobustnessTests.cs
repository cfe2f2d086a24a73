using System.Text;
using Atom.OAuth.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Tests;

/// <summary>No rule throws for any code; a crash is reported as AD0001.</summary>
public sealed class RobustnessTests
{
    /// <summary>A file with almost every construct that the analysis handles.</summary>
    private const string Everything = """
        using Atom.OAuth;

        [OAuthProvider("Slack")]
        public sealed partial class SlackClient(HttpClient http)
        {
            private const string TokenUrl = "https://slack.com/api/oauth.v2.access";
            private HttpResponseMessage? _last;

            public string Body { get; private set; } = "";

            public async Task<Token?> ExchangeAsync(string code, CancellationToken cancellationToken)
            {
                var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code });
                using var response = _last = await http.PostAsync(TokenUrl, form, cancellationToken).ConfigureAwait(false);
                var (isHtml, htmlError) = await response.CheckHtmlResponseAsync("Slack", cancellationToken);
                if (isHtml)
                {
                    throw new HttpRequestException(htmlError);
                }

                var text = await response.Content.ReadAsStringAsync(cancellationToken);
                var kind = response.Content.Headers.ContentType?.MediaType switch { "application/json" => 1, "text/html" => 2, _ => 0 };
                switch (kind)
                {
                    case 1 when text is ['{', ..]:
                        return JsonSerializer.Deserialize<Token>(text);
                    case 2:
                        goto default;
                    default:
                        break;
                }

                try
                {
                    return text.TrimStart()[0] == '<' || IsPage(text) ? null : Parse(text ?? string.Empty);
                }
                catch (JsonException exception) when (exception.LineNumber > 0)
                {
                    return await RetryAsync(async () => await http.GetFromJsonAsync<Token>(TokenUrl, cancellationToken));
                }
                finally
                {
                    Body = text;
                }

                static bool IsPage(string body) => body.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase);
            }

            public (string Text, int Status) Pair() => (http.GetStringAsync(TokenUrl).Result, 200);

            public JsonElement First() => JsonDocument.Parse(Pair().Text).RootElement;

            private static Token? Parse(string text) => Newtonsoft.Json.JsonConvert.DeserializeObject<Token>(text);

            private static async Task<T> RetryAsync<T>(Func<Task<T>> call) => await call();
        }

        public sealed record Token([property: JsonPropertyName("access_token")] string? AccessToken);
        """;

    public static TheoryData<int> Lengths() => [.. Enumerable.Range(1, Everything.Length / 50).Select(static i => i * 50)];

    [Fact]
    public async Task TheSampleItself_IsFine() =>
        Assert.All(await Analyze(Everything, allowErrors: false), static report => Assert.Equal("ATOM001", report.Id));

    [Theory]
    [MemberData(nameof(Lengths))]
    public async Task CutOffFile_DoesNotThrow(int length) => await NoCrash(Everything[..length]);

    [Theory]
    [MemberData(nameof(Lengths))]
    public async Task FileWithAHole_DoesNotThrow(int start) => await NoCrash(Everything.Remove(start, Math.Min(25, Everything.Length - start)));

    [Theory]
    [InlineData("SlackClient")]
    [InlineData("HttpClient")]
    [InlineData("response")]
    [InlineData("text")]
    [InlineData("string")]
    [InlineData("await ")]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData(";")]
    [InlineData("\"")]
    [InlineData("=>")]
    public async Task TokenMissingEverywhere_DoesNotThrow(string token) => await NoCrash(Everything.Replace(token, "", StringComparison.Ordinal));

    [Fact]
    public async Task MethodsThatCallEachOther_DoNotThrow() => await NoCrash("""
        public class SlackClient(HttpClient http)
        {
            public string A(string text) => B(text) + A(B(text));
            public string B(string text) => text.StartsWith('<') ? C(text) : A(text);
            public string C(string text) { A(text); JsonDocument.Parse(A(B(text))); return B(C(text)); }
            public HttpResponseMessage D(HttpResponseMessage response) => E(response);
            public HttpResponseMessage E(HttpResponseMessage response) { if (response.Content.Headers.ContentType?.MediaType == "a") { D(response); } return D(E(response)); }
            public bool IsPage(string text) => !IsPage(text) || text.StartsWith('<');
            public bool IsJson(string text) => IsPage(text) && !IsJson(text);
            public string Loop { get => Loop; set => Loop = Loop; }
            public async Task<object?> ReadAsync(string text)
            {
                var a = text;
                a = a + a;
                var b = a;
                a = b;
                D(await http.GetAsync("https://slack.com/api/x"));
                if (IsJson(a)) { return null; }
                return JsonSerializer.Deserialize<object>(A(Loop) + a) ?? JsonNode.Parse(await ReadAsync(a) + "");
            }
        }
        """, allowErrors: false);

    [Fact]
    public async Task LongConcatenation_DoesNotOverflow()
    {
        var sum = string.Join(" + ", Enumerable.Repeat("text", 2000));

        await NoCrash(
            Sample.Exchange($"{Sample.PostText} var all = {sum}; return JsonSerializer.Deserialize<SlackToken>({sum} + all);"),
            allowErrors: false);
    }

    [Fact]
    public async Task LongConditions_DoNotOverflow()
    {
        var or = string.Join(" || ", Enumerable.Repeat("text.StartsWith('<')", 1000));
        var and = string.Join(" && ", Enumerable.Repeat("!text.StartsWith('<')", 1000));

        await NoCrash(
            Sample.Exchange($"{Sample.PostText} if ({or}) {{ return null; }} return {and} ? JsonSerializer.Deserialize<SlackToken>(text) : null;"),
            allowErrors: false);
    }

    [Fact]
    public async Task NestedParentheses_DoNotOverflow()
    {
        var nested = new string('(', 300) + "text" + new string(')', 300);

        await NoCrash(Sample.Exchange($"{Sample.PostText} return JsonSerializer.Deserialize<SlackToken>({nested});"), allowErrors: false);
    }

    [Fact]
    public async Task LongChainOfCalls_DoesNotOverflow()
    {
        var chain = "text" + string.Concat(Enumerable.Repeat(".Trim()", 500));

        await NoCrash(
            Sample.Exchange($"{Sample.PostText} if ({chain}.StartsWith('<')) {{ return null; }} return JsonSerializer.Deserialize<SlackToken>({chain});"),
            allowErrors: false);
    }

    // The compiler itself binds nested lambdas recursively, and gives up long before a depth that would matter here.
    [Theory]
    [InlineData(50)]
    [InlineData(500)]
    public async Task NestedLambdas_DoNotOverflow(int depth)
    {
        var source = new StringBuilder(Sample.PostText);
        source.AppendJoin("", Enumerable.Repeat("Action a = () => { ", 1)).AppendJoin(
            "", Enumerable.Range(1, depth).Select(static i => $"Run{i % 3}(() => {{ "));
        source.Append("JsonDocument.Parse(text);").AppendJoin("", Enumerable.Repeat(" });", depth)).Append(" };");

        await NoCrash(Sample.Exchange(
            source.ToString(), "async Task",
            "private static void Run0(Action a) => a(); private static void Run1(Action a) => a(); private static void Run2(Action a) => a();"));
    }

    [Fact]
    public async Task NestedBlocksAndIfs_DoNotOverflow()
    {
        var open = string.Concat(Enumerable.Repeat("if (flag) { try { ", 100));
        var close = string.Concat(Enumerable.Repeat(" } finally { Console.WriteLine(); } }", 100));

        await NoCrash(
            Sample.Exchange($"{Sample.PostText} {open} if (text.StartsWith('<')) {{ return null; }} JsonDocument.Parse(text); {close} return null;"),
            allowErrors: false);
    }

    [Fact]
    public async Task HugeSwitch_DoesNotThrow()
    {
        var cases = string.Concat(
            Enumerable.Range(0, 200).Select(
                static i => $"case {i}: if (text.StartsWith('<')) {{ break; }} JsonDocument.Parse(text); goto case {(i + 1) % 200};\n"));

        await NoCrash(Sample.Exchange($"{Sample.PostText} switch (text.Length) {{ {cases} }} return null;"), allowErrors: false);
    }

    [Fact]
    public async Task Gotos_DoNotThrow() => await NoCrash(
        Sample.Exchange($"{Sample.PostText} again: if (flag) {{ goto read; }} if (text.StartsWith('<')) {{ goto again; }} read: JsonDocument.Parse(text); goto again;"),
        allowErrors: false);

    [Fact]
    public async Task ManyReadsInOneMethod_DoNotThrow() => await NoCrash(
        Sample.Exchange($"{Sample.PostText} if (text.StartsWith('<')) {{ return null; }} {string.Concat(Enumerable.Repeat("JsonDocument.Parse(text);\n", 300))} return null;"),
        allowErrors: false);

    [Theory]
    [InlineData("JsonDocument.Parse();")]
    [InlineData("JsonDocument.Parse(null!);")]
    [InlineData("JsonDocument.Parse(default(string)!);")]
    [InlineData("JsonSerializer.Deserialize<SlackToken>();")]
    [InlineData("response.Content.ReadFromJsonAsync<>();")]
    [InlineData("response?.Content?.ReadFromJsonAsync<SlackToken>()?.Wait();")]
    [InlineData("JsonDocument.Parse(out var x);")]
    [InlineData("JsonDocument.Parse(x: text);")]
    [InlineData("JsonDocument.Parse(text, text, text);")]
    [InlineData("dynamic d = response; JsonDocument.Parse(d.Content);")]
    [InlineData("dynamic d = response; d.Content.ReadFromJsonAsync(1);")]
    [InlineData("JsonDocument.Parse(throw null);")]
    [InlineData("JsonDocument.Parse(text switch { });")]
    [InlineData("JsonDocument.Parse(text is var y ? y : y);")]
    [InlineData("Func<string, object> parse = s => JsonDocument.Parse(s); parse(text);")]
    [InlineData("Func<string, object> parse = Newtonsoft.Json.JsonConvert.DeserializeObject; parse(text);")]
    [InlineData("System.Linq.Expressions.Expression<Func<object>> e = () => Newtonsoft.Json.Linq.JObject.Parse(text);")]
    [InlineData("unsafe { fixed (char* p = text) { JsonDocument.Parse(new string(p)); } }")]
    [InlineData("ref var r = ref text; JsonDocument.Parse(r);")]
    [InlineData("var (a, (b, c)) = (text, (text, text)); JsonDocument.Parse(c);")]
    [InlineData("(var a, _) = (text, 1); JsonDocument.Parse(a);")]
    [InlineData("Deconstruct(out var a, ref text); JsonDocument.Parse(a); void Deconstruct(out string a, ref string b) => a = b;")]
    [InlineData("var x = new { text }; JsonDocument.Parse(x.text);")]
    [InlineData("string[] a = [text, .. new[] { text }]; JsonDocument.Parse(a[0]);")]
    [InlineData("text += text; JsonDocument.Parse(text);")]
    [InlineData("foreach (var c in text.Split(',')) { JsonDocument.Parse(c); }")]
    [InlineData("await foreach (var c in new[] { text }.ToAsyncEnumerable()) { JsonDocument.Parse(c); }")]
    [InlineData("var q = from c in new[] { text } let d = c where d != null group d by d into g select JsonDocument.Parse(g.Key);")]
    [InlineData("static T M<T>(T t) where T : HttpResponseMessage => t; M(response).Content.ReadFromJsonAsync<object>();")]
    [InlineData("if (text is { Length: > 0 and < 5 } or null or \"x\") { return; } JsonDocument.Parse(text);")]
    [InlineData("if (text is not [_, .. var rest]) { return; } JsonDocument.Parse(rest);")]
    [InlineData("lock (text) { checked { JsonDocument.Parse(text); } }")]
    public async Task OddCalls_DoNotThrow(string statement) => await NoCrash(Sample.Exchange($"{Sample.PostText}\n{statement}", "async Task"));

    private static async Task NoCrash(string source, bool allowErrors = true) =>
        Assert.DoesNotContain(await Analyze(source, allowErrors), static report => report.Id != "ATOM001");

    private static async Task<IEnumerable<Diagnostic>> Analyze(string source, bool allowErrors) =>
        await (new AnalyzerTest(new CheckHtmlBeforeReadingJsonAnalyzer())
        {
            Sources = [("Sample.cs", source)],
            AllowErrors = allowErrors,
        }).RunAsync();
}
