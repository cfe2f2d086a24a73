using Microsoft.CodeAnalysis;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>The content of the message: provider, read, helper, and what to do.</summary>
public sealed class CheckHtmlBeforeReadingJsonMessageTests
{
    private const string Advice = "call CheckHtmlResponseAsync first, or read with ReadOAuthJsonAsync";

    [Fact]
    public async Task ProviderIsKnown()
    {
        var report = await OnlyReport(Sample.Exchange($"{Sample.PostText} return JsonSerializer.Deserialize<SlackToken>(text);"));

        Assert.Equal($"The response of Slack is read as JSON by Deserialize without an HTML check; {Advice}", report.GetMessage(null));
    }

    [Fact]
    public async Task ProviderIsUnknown()
    {
        var report = await OnlyReport("""
            public sealed class Wrapper(HttpClient http)
            {
                public async Task<object?> LoadAsync(string tokenEndpoint) => await http.GetFromJsonAsync<object>(tokenEndpoint);
            }
            """);

        Assert.Equal($"The provider's response is read as JSON by GetFromJsonAsync without an HTML check; {Advice}", report.GetMessage(null));
    }

    [Fact]
    public async Task ProviderComesFromTheName()
    {
        var report = await OnlyReport("""
            public sealed class DropboxClient(HttpClient http)
            {
                public async Task<object?> LoadAsync(string tokenEndpoint) => await http.GetFromJsonAsync<object>(tokenEndpoint);
            }
            """);

        Assert.StartsWith("The response of Dropbox is read", report.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProviderComesFromTheAttribute()
    {
        var report = await OnlyReport("""
            [Atom.OAuth.OAuthProvider("Contoso Cloud")]
            public sealed class DropboxClient(HttpClient http)
            {
                public async Task<object?> LoadAsync(string address) => await http.GetFromJsonAsync<object>(address);
            }
            """);

        Assert.StartsWith("The response of Contoso Cloud is read", report.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HelperHandsTheResponseOn()
    {
        var report = await OnlyReport(Sample.Exchange(
            "var text = await FetchAsync(); return JsonSerializer.Deserialize<SlackToken>(text);",
            members: $"private Task<string> FetchAsync() => http.GetStringAsync(\"{Sample.TokenUrl}\");"));

        Assert.Equal(
            $"The response of Slack is read as JSON by Deserialize without an HTML check (it comes through 'FetchAsync'); {Advice}",
            report.GetMessage(null));
        Assert.Empty(report.OwnLocations());
    }

    [Fact]
    public async Task HelperReads()
    {
        var report = await OnlyReport(Sample.Exchange(
            $"{Sample.PostText} return Parse(text);",
            members: "internal static SlackToken? Parse(string json) => JsonSerializer.Deserialize<SlackToken>(json);"));

        Assert.Equal($"The response of Slack is read as JSON by Deserialize without an HTML check in 'Parse'; {Advice}", report.GetMessage(null));
        Assert.Equal("Parse(text)", TextAt(report.Location));
        Assert.Equal("JsonSerializer.Deserialize<SlackToken>(json)", TextAt(Assert.Single(report.OwnLocations())));
    }

    [Fact]
    public async Task RuntimeIsMissing()
    {
        var test = VerifyCS.Test("""
            public sealed class SlackClient(HttpClient http)
            {
                public async Task<object?> LoadAsync() => await http.GetFromJsonAsync<object>("https://slack.com/api/auth.test");
            }
            """);
        var report = Assert.Single(await (test with { References = TestReferences.WithoutRuntime }).RunAsync());

        Assert.Equal(
            "The response of Slack is read as JSON by GetFromJsonAsync without an HTML check; add the package Atom.OAuth.Runtime and call CheckHtmlResponseAsync first",
            report.GetMessage(null));
    }

    [Fact]
    public async Task TheReportIsAWarning()
    {
        var report = await OnlyReport(Sample.Exchange($"{Sample.PostText} return JsonSerializer.Deserialize<SlackToken>(text);"));

        Assert.Equal(DiagnosticSeverity.Warning, report.Severity);
        Assert.Equal("Atom.OAuth", report.Descriptor.Category);
        Assert.True(report.Descriptor.IsEnabledByDefault);
    }

    private static async Task<Diagnostic> OnlyReport(string source) => Assert.Single(await VerifyCS.ReportsAsync(source));

    private static string TextAt(Location location) =>
        location.SourceTree!.ToString().Substring(location.SourceSpan.Start, location.SourceSpan.Length);
}
