using System.Reflection;
using Atom.OAuth.Analyzers.Responses;
using ChecksHtml = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Responses;

/// <summary>The runtime's HTML check in helpers: code that follows ATOM001's advice is not reported.</summary>
public sealed class OwnCheckTests
{
    private const string Bytes = "System.Text.Encoding.UTF8.GetBytes(text)";

    public static TheoryData<string> Checks() => [.. Methods().Select(static method => method.Name).Distinct()];

    [Theory]
    [MemberData(nameof(Checks))]
    public void EveryCheckOfTheRuntime_IsNamed(string method) => Assert.True(OwnCheck.IsNamed(method), method);

    [Theory]
    [MemberData(nameof(Throwing))]
    public Task HelperThatThrows_DoesNotTrigger(string helper, string call) => ChecksHtml.VerifyAsync(Sample.Exchange(
        $"{Sample.PostText} {call}; return JsonSerializer.Deserialize<SlackToken>(text);",
        members: helper));

    [Theory]
    [MemberData(nameof(Answering))]
    public Task HelperThatAnswers_DoesNotTrigger(string helper, string isPage) => ChecksHtml.VerifyAsync(Sample.Exchange(
        $$"""{{Sample.PostText}} if ({{isPage}}) { return null; } return JsonSerializer.Deserialize<SlackToken>(text);""",
        members: helper));

    [Theory]
    [InlineData("private static void Look(string text) { var isHtml = HtmlResponse.CheckText(text).IsHtml; Console.WriteLine(isHtml); }")]
    [InlineData("private static void Look(string text) { if (!HtmlResponse.CheckText(text).IsHtml) { throw new InvalidOperationException(); } }")]
    [InlineData("private static void Look(string text) { if (HtmlResponse.CheckText(\"{}\").IsHtml) { throw new InvalidOperationException(); } }")]
    public Task HelperThatLetsPagesThrough_Triggers(string helper) => ChecksHtml.VerifyAsync(Sample.Exchange(
        $"{Sample.PostText} Look(text); return [|JsonSerializer.Deserialize<SlackToken>(text)|];",
        members: helper));

    public static TheoryData<string, string> Throwing() => new()
    {
        {
            """
            private static void EnsureJson(string body)
            {
                if (HtmlResponse.CheckText(body).IsHtml)
                {
                    throw new InvalidOperationException("a page");
                }
            }
            """,
            "EnsureJson(text)"
        },
        {
            """
            private static void EnsureJson(string body)
            {
                var check = HtmlResponse.CheckText(body, "slack");
                if (check.IsHtml)
                {
                    throw new InvalidOperationException(check.Error);
                }
            }
            """,
            "EnsureJson(text)"
        },
        {
            """
            private static void EnsureJson(byte[] body)
            {
                if (HtmlResponse.CheckBytes(body).IsHtml)
                {
                    throw new InvalidOperationException("a page");
                }
            }
            """,
            $"var bytes = {Bytes}; EnsureJson(bytes); text = System.Text.Encoding.UTF8.GetString(bytes)"
        },
    };

    public static TheoryData<string, string> Answering() => new()
    {
        { "private static bool IsPage(string body) => HtmlResponse.CheckText(body).IsHtml;", "IsPage(text)" },
        { "private static bool IsJson(string body) => !HtmlResponse.CheckText(body).IsHtml;", "!IsJson(text)" },
        { "private static bool IsPage(string body) { var (isHtml, _) = HtmlResponse.CheckText(body); return isHtml; }", "IsPage(text)" },
        { "private static bool IsPage(byte[] body) => HtmlResponse.CheckBytes(body).IsHtml;", $"IsPage({Bytes})" },
    };

    private static IEnumerable<MethodInfo> Methods() =>
        new[] { typeof(HtmlResponse), typeof(HtmlResponseExtensions) }
            .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(static method => method.ReturnType == typeof(HtmlCheckResult) || method.ReturnType == typeof(ValueTask<HtmlCheckResult>));
}
