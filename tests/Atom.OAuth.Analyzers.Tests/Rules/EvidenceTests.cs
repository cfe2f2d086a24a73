using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>A report contains its reasons, and their locations.</summary>
public sealed class EvidenceTests
{
    private const string Read = "return await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken);";

    private static readonly string[] Nothing = [];

    [Fact]
    public async Task Read_NamesTheStrongMarks() => Assert.Equal(
        ["host slack.com, path of an OAuth endpoint @ Sample.cs:13", "client_secret @ Sample.cs:12"],
        ReportedEvidence.Of(await OnlyAsync<CheckHtmlBeforeReadingJsonAnalyzer>(Sample.Exchange(
            $"form.Headers.Add(\"client_secret\", \"\");\n        {Sample.Post}\n        {Read}"))));

    [Fact]
    public async Task Read_ByAHelper_KeepsTheReadFirst()
    {
        var report = await OnlyAsync<CheckHtmlBeforeReadingJsonAnalyzer>(Sample.Exchange(
            $"{Sample.PostText} return Parse(text);",
            members: "internal static SlackToken? Parse(string json) => JsonSerializer.Deserialize<SlackToken>(json);"));

        Assert.Equal("JsonSerializer.Deserialize<SlackToken>(json)", TextAt(report.AdditionalLocations[0]));
        Assert.Equal(["host slack.com, path of an OAuth endpoint @ Sample.cs:12"], ReportedEvidence.Of(report));
    }

    [Fact]
    public async Task Read_InAGeneralHelper_NamesTheRestOfTheType() => Assert.Equal(
        ["slack.com in the same type @ Sample.cs:10", "name 'SlackClient' @ Sample.cs:8"],
        ReportedEvidence.Of(await OnlyAsync<CheckHtmlBeforeReadingJsonAnalyzer>(Sample.Client("""
            public Task<SlackToken?> TokenAsync() => GetAsync<SlackToken>("https://slack.com/api/users.info");

                private async Task<T?> GetAsync<T>(string url) => await (await http.GetAsync(url)).Content.ReadFromJsonAsync<T>();
            """))));

    [Fact]
    public async Task Read_OfAnotherFilesConstant_NamesThatFile()
    {
        var report = Assert.Single(await new AnalyzerTest(new CheckHtmlBeforeReadingJsonAnalyzer())
        {
            Sources =
            [
                ("Client.cs", "class C(HttpClient http, Settings settings) { async Task<object?> M() => await http.GetFromJsonAsync<object>(settings.TokenUrl); }"),
                ("Settings.cs", "class Settings\n{\n    public string TokenUrl => \"https://zoom.us/oauth/token\";\n}"),
            ],
        }.RunAsync());

        Assert.Equal(["host zoom.us, path of an OAuth endpoint @ Settings.cs:3", "endpoint 'TokenUrl' @ Client.cs:1"], ReportedEvidence.Of(report));
    }

    [Fact]
    public async Task Read_WithWeakMarksOnly_NamesThem() => Assert.Equal(
        ["bearer token @ Sample.cs:3", "name 'SlackApi' @ Sample.cs:1"],
        ReportedEvidence.Of(await OnlyAsync<CheckHtmlBeforeReadingJsonAnalyzer>("""
            class SlackApi(HttpClient http)
            {
                async Task<object?> M(string url, string key) { http.DefaultRequestHeaders.Authorization = new("Bearer", key); return await http.GetFromJsonAsync<object>(url); }
            }
            """)));

    [Fact]
    public async Task Read_ThatIsDeclared_NamesTheAttribute() => Assert.Equal(
        ["[OAuthProvider] @ Sample.cs:2"],
        ReportedEvidence.Of(await OnlyAsync<CheckHtmlBeforeReadingJsonAnalyzer>("""
            using Atom.OAuth;
            [OAuthProvider("Contoso")]
            class C(HttpClient http)
            {
                async Task<object?> M(string url) => await http.GetFromJsonAsync<object>(url);
            }
            """)));

    [Fact]
    public async Task Read_UnderTheScopeAll_NeedsNoReason()
    {
        var test = new AnalyzerTest(new CheckHtmlBeforeReadingJsonAnalyzer())
        {
            Sources = [("Sample.cs", "class C(HttpClient http) { async Task<object?> M(string url) => await http.GetFromJsonAsync<object>(url); }")],
        };
        var report = Assert.Single(await (test with { Options = test.Options.Add("atom_oauth.response_scope", "all") }).RunAsync());

        Assert.Equal(Nothing, ReportedEvidence.Of(report));
        Assert.DoesNotContain("Evidence", report.Properties.Keys);
    }

    /// <summary>In an editor, a referenced project is a compilation with source files, and a diagnostic located in one of them would throw.</summary>
    [Fact]
    public async Task Read_MarkedInAReferencedProject_NamesNoFileOfIt()
    {
        var library = CSharpCompilation.Create(
            "Library",
            [CSharpSyntaxTree.ParseText(
                "public class Settings { public static string TokenUrl => \"https://zoom.us/oauth/token\"; } public class ZoomToken { public string access_token = \"\"; }",
                path: "Library.cs")],
            TestReferences.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var report = Assert.Single(await new AnalyzerTest(new CheckHtmlBeforeReadingJsonAnalyzer())
        {
            Sources = [("Client.cs", "class C(HttpClient http) { async Task<ZoomToken?> M() => await http.GetFromJsonAsync<ZoomToken>(Settings.TokenUrl); }")],
            MoreReferences = [library.ToMetadataReference()],
        }.RunAsync());

        Assert.Equal("ATOM001", report.Id);
        Assert.Equal(["endpoint 'TokenUrl' @ Client.cs:1"], ReportedEvidence.Of(report));
    }

    [Fact]
    public async Task Evidence_NeverShowsALiteral()
    {
        var report = await OnlyAsync<CheckHtmlBeforeReadingJsonAnalyzer>(
            "class C(HttpClient http) { async Task<object?> M() => await http.GetFromJsonAsync<object>(\"https://slack.com/api/oauth.v2.access?client_secret=s3cret&grant_type=x\"); }");

        Assert.DoesNotContain("s3cret", string.Join(" ", ReportedEvidence.Of(report)), StringComparison.Ordinal);
        Assert.Equal(["host slack.com, path of an OAuth endpoint, parameters of a token request @ Sample.cs:1"], ReportedEvidence.Of(report));
    }

    [Theory]
    [InlineData(typeof(StartHistoricalSyncOnConnectionAnalyzer))]
    [InlineData(typeof(ValidateOAuthStateAnalyzer))]
    public async Task Callback_NamesCodeExchangeAndSave(Type rule)
    {
        var source = CallbackSources.Controller(
            "var token = await oauth.ExchangeCodeAsync(code);\n        await store.SaveTokenAsync(\"u\", token);", isReported: false);
        var report = Assert.Single(
            await new AnalyzerTest((DiagnosticAnalyzer)Activator.CreateInstance(rule)!) { Sources = [("Sample.cs", source)] }.RunAsync());

        Assert.Equal(
            [
                At("takes the code: code", "string code"),
                At("exchanges it: ExchangeCodeAsync", "ExchangeCodeAsync"),
                At("saves the connection: SaveTokenAsync", "SaveTokenAsync"),
            ],
            ReportedEvidence.Of(report));

        string At(string text, string code) =>
            $"{text} @ Sample.cs:{source[..source.IndexOf(code, StringComparison.Ordinal)].Count(static character => character == '\n') + 1}";
    }

    [Fact]
    public async Task State_NamesTheRequest() => Assert.Equal(
        ["authorization request: client_id @ Sample.cs:6", "authorization request: redirect_uri @ Sample.cs:6"],
        ReportedEvidence.Of(await OnlyAsync<ProtectOAuthStateAnalyzer>("""
            class SlackConnection
            {
                public string Start(string clientId)
                {
                    var state = Guid.NewGuid().ToString("N");
                    return $"https://slack.com/oauth/v2/authorize?client_id={clientId}&redirect_uri=x&state={state}";
                }
            }
            """)));

    [Fact]
    public async Task State_ThatIsTakenApart_NamesTheCallback() => Assert.Equal(
        ["callback takes: code, state @ Sample.cs:5"],
        ReportedEvidence.Of(await OnlyAsync<ProtectOAuthStateAnalyzer>("""
            class SlackOAuthCallback
            {
                public string Receive(string code, string state)
                {
                    var parts = state.Split('|');
                    return Connect(code, userId: parts[0]);
                }

                private static string Connect(string code, string userId) => userId + code;
            }
            """)));

    [Fact]
    public async Task Error_NamesWhatItIsMadeOf()
    {
        var report = (await new AnalyzerTest(new FormatOAuthErrorsAnalyzer())
        {
            Sources = [("Sample.cs", ErrorSample.Callback("if (error != null) { ErrorMessage = $\"Failed: {error} {error_description}\"; }"))],
        }.RunAsync())[0];

        Assert.Equal(
            ["the provider's error", "its description"],
            ReportedEvidence.Of(report).Select(static text => text[..text.IndexOf(" @", StringComparison.Ordinal)]));
    }

    /// <summary>The page explains each mark with the text in the report.</summary>
    [Fact]
    public void Page_ExplainsEveryMark()
    {
        var rows = Repository.Read("docs/evidence.md").Split('\n');

        Assert.All(ProviderMarks.Table, mark => Assert.Contains(rows, row =>
            row.Contains(
                $"`{MarkWords.Text(new MarkPlace(mark.Evidence, Location.None, "…"))}`".Replace("`…`", "`grant_type`", StringComparison.Ordinal),
                StringComparison.Ordinal)
            && row.EndsWith($"| {mark.Strength.ToString().ToLowerInvariant()} |", StringComparison.Ordinal)));
    }

    private static async Task<Diagnostic> OnlyAsync<TAnalyzer>(string source)
        where TAnalyzer : DiagnosticAnalyzer, new() =>
        Assert.Single(await new AnalyzerTest(new TAnalyzer()) { Sources = [("Sample.cs", source)] }.RunAsync());

    private static string TextAt(Location place) => place.SourceTree!.ToString().Substring(place.SourceSpan.Start, place.SourceSpan.Length);
}
