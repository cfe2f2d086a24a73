using System.Collections.Immutable;
using Atom.OAuth.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>An invalid value of an option is reported once, with the valid ones; valid values are not reported.</summary>
public sealed class OptionsAnalyzerTests
{
    private const string Code = """
        namespace Contoso.Http;

        public static class Guard
        {
            public static void Check(string text) { }

            public static void Check<T>(T value) { }

            public sealed class Inner<T>
            {
                public Inner() { }

                public void Check() { }
            }
        }
        """;

    [Theory]
    [InlineData("response_scope", "everything", "The option atom_oauth.response_scope is 'everything'; it has to be one of: oauth, provider, all")]
    [InlineData("html_guard_methods", "Contoso.Http.Guard.Chek", "'Contoso.Http.Guard.Chek', but there is no such method")]
    [InlineData("sync_trigger_methods", "Contoso.Http.Gard.Check", "'Contoso.Http.Gard.Check', but there is no such method")]
    [InlineData("state_methods", "M:Contoso.Http.Guard.Check(System.Int32)", "'M:Contoso.Http.Guard.Check(System.Int32)', but there is no such method")]
    [InlineData("error_formatter_methods", "Contoso.Http.Guard.Inner.Check", "'Contoso.Http.Guard.Inner.Check', but there is no such method")]
    [InlineData("html_guard_methods", "Contoso.Http.Guard", "'Contoso.Http.Guard', but there is no such method")]
    [InlineData("html_guard_methods", "T:Contoso.Http.Guard", "'T:Contoso.Http.Guard', ")]
    [InlineData("provider_hosts", "https://login.contoso.com=Contoso", "'https://login.contoso.com', which is not a host")]
    [InlineData("provider_hosts", "login.contoso.com:443", "'login.contoso.com:443', which is not a host")]
    public async Task WrongValue_IsReported(string option, string value, string message)
    {
        var report = Assert.Single(await RunAsync(("atom_oauth." + option, value)));

        Assert.Equal("ATOMOAUTH004", report.Id);
        Assert.Contains(message, report.GetMessage(null), StringComparison.Ordinal);
        Assert.StartsWith($"The option atom_oauth.{option} ", report.GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Fabrikam.Jobs.Start", DiagnosticSeverity.Info)]
    [InlineData("Check", DiagnosticSeverity.Info)]
    [InlineData("Contoso.Jobs.Start.Now", DiagnosticSeverity.Info)]
    [InlineData("Contoso.Http.Guards.Check", DiagnosticSeverity.Warning)]
    [InlineData("Contoso.Http.Guard.Inner`1.Chek", DiagnosticSeverity.Warning)]
    public async Task MethodOfAnotherProject_IsASuggestionOnly(string id, DiagnosticSeverity severity) =>
        Assert.Equal(severity, Assert.Single(await RunAsync(("atom_oauth.html_guard_methods", id))).Severity);

    [Theory]
    [InlineData("response_scope", "oauth")]
    [InlineData("response_scope", " Provider ")]
    [InlineData("response_scope", "ALL")]
    [InlineData("response_scope", "")]
    [InlineData("html_guard_methods", "Contoso.Http.Guard.Check")]
    [InlineData("html_guard_methods", "M:Contoso.Http.Guard.Check(System.String) | Contoso.Http.Guard.Check``1")]
    [InlineData("state_methods", "M:Contoso.Http.Guard.Inner`1.Check, Contoso.Http.Guard.Inner`1.#ctor")]
    [InlineData("sync_trigger_methods", "M:System.Net.Http.HttpClient.GetAsync(System.String,System.Threading.CancellationToken)")]
    [InlineData("provider_hosts", "contoso.com = Contoso, api.fabrikam.com|localhost")]
    [InlineData("integrations_without_history", "Anything at all, zoom")]
    public async Task RightValue_IsNot(string option, string value) => Assert.Empty(await RunAsync(("atom_oauth." + option, value)));

    [Fact]
    public async Task SeveralFiles_GetOneReport_AtTheFirst()
    {
        var test = Test(("atom_oauth.response_scope", "everything"));
        var report = Assert.Single(await (test with
        {
            Sources = [
            ("First.cs", "class A { }"),
            ("Second.cs", "class B { }"),
            ("Third.cs", "class C { }"),
        ]
        }).RunAsync());

        Assert.EndsWith("First.cs", report.Location.SourceTree?.FilePath, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/src/.editorconfig", "[*.cs]\nindent_size = 4\natom_oauth.response_scope = everything\n", "/src/.editorconfig(3,29,3,39)")]
    [InlineData("/src/.editorconfig", "[*.cs]\r\n  ATOM_OAUTH.Response_Scope:everything # why not\r\n", "/src/.editorconfig(2,29,2,39)")]
    [InlineData("/elsewhere/ours.globalconfig", "is_global = true\natom_oauth.response_scope = everything", "/elsewhere/ours.globalconfig(2,29,2,39)")]
    [InlineData("/src/.editorconfig", "[*.cs]\natom_oauth.response_scope = all\n", "/src/Guard.cs(1,1,1,1)")]
    [InlineData("/src/.editorconfig", "[*.cs]\n# atom_oauth.response_scope = everything\n", "/src/Guard.cs(1,1,1,1)")]
    [InlineData("/src/.editorconfig", "=\n[a:b]\n", "/src/Guard.cs(1,1,1,1)")]
    public async Task WrongValue_IsReportedWhereItIsSet(string file, string text, string place) =>
        Assert.Equal(place, await PlaceAsync((file, text)));

    [Fact]
    public async Task NearestFile_ComesFirst()
    {
        const string Wrong = "[*.cs]\natom_oauth.response_scope = everything\n";

        Assert.Equal(
            "/src/.editorconfig(2,29,2,39)",
            await PlaceAsync(("/.editorconfig", Wrong), ("/src/.editorconfig", Wrong), ("/src/Other/.editorconfig", Wrong)));
    }

    [Fact]
    public async Task EveryWrongEntry_IsReported() => Assert.Equal(
        4,
        (await RunAsync(
            ("atom_oauth.response_scope", "everything"),
            ("atom_oauth.html_guard_methods", "Contoso.Http.A.B|Contoso.Http.Guard.Check|Contoso.Http.Guard.C"),
            ("atom_oauth.provider_hosts", "a/b=c,d.com"))).Count);

    private static async Task<string> PlaceAsync(params (string Path, string Text)[] files)
    {
        var test = Test(("atom_oauth.response_scope", "everything")) with
        {
            Sources = [("/src/Guard.cs", Code)],
            AdditionalFiles = [.. files.Select(static file => new ConfigurationFile(file.Path, file.Text))],
        };
        var place = Assert.Single(await test.RunAsync()).Location.GetLineSpan();
        return $"{place.Path}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1},"
            + $"{place.EndLinePosition.Line + 1},{place.EndLinePosition.Character + 1})";
    }

    private static async Task<IReadOnlyList<Diagnostic>> RunAsync(params (string Key, string Value)[] options) => await Test(options).RunAsync();

    private static AnalyzerTest Test(params (string Key, string Value)[] options) => new(new OptionsAnalyzer())
    {
        Sources = [("Guard.cs", Code)],
        Options = options.ToImmutableDictionary(static option => option.Key, static option => option.Value),
    };

    private sealed class ConfigurationFile(string path, string text) : AdditionalText
    {
        public override string Path { get; } = path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
