using Atom.OAuth.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>The syntactic contexts of reads, and the kinds of files and projects.</summary>
public sealed class CheckHtmlBeforeReadingJsonContextsTests
{
    private const string Usings = "using System.Net.Http;\nusing System.Net.Http.Json;\nusing System.Text.Json;\nusing System.Threading.Tasks;\n";

    [Fact]
    public Task TopLevelStatements_Triggers() => VerifyCS.VerifyProgramAsync($$"""
        using var http = new HttpClient();
        var response = await http.PostAsync("{{Sample.TokenUrl}}", null);
        var token = await [|response.Content.ReadFromJsonAsync<JsonElement>()|];
        Console.WriteLine(token);
        """);

    [Fact]
    public Task TopLevelStatements_Guarded_DoesNotTrigger() => VerifyCS.VerifyProgramAsync($$"""
        using Atom.OAuth;
        using var http = new HttpClient();
        var response = await http.PostAsync("{{Sample.TokenUrl}}", null);
        if ((await response.CheckHtmlResponseAsync("Slack")).IsHtml)
        {
            return 1;
        }

        Console.WriteLine(await response.Content.ReadFromJsonAsync<JsonElement>());
        return 0;
        """);

    [Fact]
    public Task TopLevelLocalFunction_Triggers() => VerifyCS.VerifyProgramAsync($$"""
        Console.WriteLine(await LoadAsync());

        static async Task<JsonElement> LoadAsync()
        {
            using var http = new HttpClient();
            return await [|http.GetFromJsonAsync<JsonElement>("{{Sample.TokenUrl}}")|];
        }
        """);

    [Fact]
    public Task MinimalApiHandlers_Triggers() => VerifyCS.VerifyProgramAsync("""
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;

        var app = WebApplication.CreateBuilder(args).Build();

        app.MapGet("/callback", async (string code, HttpClient http) =>
        {
            var response = await http.PostAsync("https://discord.com/api/oauth2/token", null);
            return Results.Ok(await [|response.Content.ReadFromJsonAsync<JsonElement>()|]);
        });

        app.MapGet("/guarded", async (string code, HttpClient http) =>
        {
            var response = await http.PostAsync("https://discord.com/api/oauth2/token", null);
            if (response.Content.Headers.ContentType?.MediaType != "application/json")
            {
                return Results.Problem();
            }

            return Results.Ok(await response.Content.ReadFromJsonAsync<JsonElement>());
        });

        app.MapGet("/own", async (HttpClient http) => await http.GetFromJsonAsync<JsonElement>("http://localhost/own"));

        app.Run();
        """);

    [Theory]
    [InlineData("public sealed record SlackApi(HttpClient http) { public async Task<JsonElement> GetAsync() => await [|http.GetFromJsonAsync<JsonElement>(URL)|]; }")]
    [InlineData("public readonly record struct SlackApi(HttpClient Http) { public Task<JsonElement> GetAsync() => [|Http.GetFromJsonAsync<JsonElement>(URL)|]; }")]
    [InlineData("public struct SlackApi { public static JsonElement Get(HttpClient http) => [|http.GetFromJsonAsync<JsonElement>(URL)|].Result; }")]
    [InlineData("public class SlackApi(HttpClient http) { private readonly Task<JsonElement> _first = [|http.GetFromJsonAsync<JsonElement>(URL)|]; public Task<JsonElement> First => _first; }")]
    [InlineData("public class SlackApi(HttpClient http) { public Task<JsonElement> First { get; } = [|http.GetFromJsonAsync<JsonElement>(URL)|]; }")]
    [InlineData("public class SlackApi(HttpClient http) { public Task<JsonElement> First => [|http.GetFromJsonAsync<JsonElement>(URL)|]; }")]
    [InlineData("public class SlackApi(HttpClient http) { public Task<JsonElement> First { get { return [|http.GetFromJsonAsync<JsonElement>(URL)|]; } } }")]
    [InlineData("public class SlackApi(HttpClient http) { public Task<JsonElement> this[int i] => [|http.GetFromJsonAsync<JsonElement>(URL)|]; }")]
    [InlineData("public class SlackApi { public SlackApi(HttpClient http) { Value = [|http.GetFromJsonAsync<JsonElement>(URL)|].Result; } public JsonElement Value { get; } }")]
    [InlineData("public class SlackApi { public SlackApi(HttpClient http) => Value = [|http.GetFromJsonAsync<JsonElement>(URL)|].Result; public JsonElement Value { get; } }")]
    [InlineData("public class SlackApi { protected SlackApi(JsonElement value) { } public SlackApi(HttpClient http) : this([|http.GetFromJsonAsync<JsonElement>(URL)|].Result) { } }")]
    [InlineData("public class Base(JsonElement value) { public JsonElement Value => value; } public class SlackApi(HttpClient http) : Base([|http.GetFromJsonAsync<JsonElement>(URL)|].Result);")]
    [InlineData("public static class SlackApi { public static Task<JsonElement> GetAsync(this HttpClient http) => [|http.GetFromJsonAsync<JsonElement>(URL)|]; }")]
    [InlineData("public class SlackApi { private static readonly Lazy<Task<JsonElement>> First = new(() => [|new HttpClient().GetFromJsonAsync<JsonElement>(URL)|]); public static object Keep => First; }")]
    [InlineData("public class SlackApi { public static implicit operator JsonElement(SlackApi api) => [|new HttpClient().GetFromJsonAsync<JsonElement>(URL)|].Result; }")]
    [InlineData("public interface ISlackApi { Task<JsonElement> GetAsync(HttpClient http) => [|http.GetFromJsonAsync<JsonElement>(URL)|]; }")]
    [InlineData("public class SlackApi { public async IAsyncEnumerable<JsonElement> ListAsync(HttpClient http) { yield return await [|http.GetFromJsonAsync<JsonElement>(URL)|]; } }")]
    [InlineData("public class Outer { public class SlackApi<T> { public Task<T?> GetAsync(HttpClient http) => [|http.GetFromJsonAsync<T>(URL)|]; } }")]
    [InlineData("public class SlackApi { public event EventHandler? Done { add { _ = [|new HttpClient().GetFromJsonAsync<JsonElement>(URL)|]; } remove { } } }")]
    [InlineData("public class SlackApi { public Func<Task<JsonElement>> Get = () => [|new HttpClient().GetFromJsonAsync<JsonElement>(URL)|]; }")]
    [InlineData("public class SlackApi { public void Start(HttpClient http) => Task.Run(async () => { var x = await [|http.GetFromJsonAsync<JsonElement>(URL)|]; Console.WriteLine(x); }); }")]
    [InlineData("public class SlackApi { public object Get(HttpClient http, int kind) => kind switch { 1 => [|http.GetFromJsonAsync<JsonElement>(URL)|].Result, _ => 0 }; }")]
    [InlineData("public class SlackApi { public object Get(HttpClient http, int[] kinds) => from kind in kinds select [|http.GetFromJsonAsync<JsonElement>(URL)|].Result; }")]
    public Task MemberForms_Triggers(string type) =>
        VerifyCS.VerifyAsync(type.Replace("URL", $"\"{Sample.TokenUrl}\"", StringComparison.Ordinal));

    [Theory]
    [InlineData("public class SlackApi { public SlackApi(HttpResponseMessage response) { if (response.CheckHtmlResponse().IsHtml) { return; } Value = response.Content.ReadFromJsonAsync<JsonElement>().Result; } public JsonElement Value { get; } }")]
    [InlineData("public class SlackApi { private HttpResponseMessage _response = new(); public JsonElement Value { get { if (_response.CheckHtmlResponse(\"Slack\").IsHtml) { return default; } return _response.Content.ReadFromJsonAsync<JsonElement>().Result; } } }")]
    [InlineData("public class SlackApi { public JsonElement Get(HttpResponseMessage response) => response.CheckHtmlResponse(\"Slack\").IsHtml ? default : response.Content.ReadFromJsonAsync<JsonElement>().Result; }")]
    public Task MemberForms_Guarded_DoesNotTrigger(string type) => VerifyCS.VerifyAsync("using Atom.OAuth;\n" + type);

    [Fact]
    public Task PartialClassOverTwoFiles_Triggers() => VerifyCS.VerifyAsync(
        ("SlackApi.cs", "public sealed partial class SlackApi(HttpClient http) { private const string Url = \"https://slack.com/api/auth.test\"; private Task<HttpResponseMessage> FetchAsync() => http.GetAsync(Url); }"),
        ("SlackApi.Read.cs", "public sealed partial class SlackApi { public async Task<JsonElement> ReadAsync() { var response = await FetchAsync(); return await [|response.Content.ReadFromJsonAsync<JsonElement>()|]; } }"));

    [Fact]
    public Task PartialMethod_Triggers() => VerifyCS.VerifyAsync(
        ("SlackApi.cs", "public sealed partial class SlackApi { public partial Task<JsonElement> ReadAsync(HttpClient http); }"),
        ("SlackApi.Read.cs", "public sealed partial class SlackApi { public partial async Task<JsonElement> ReadAsync(HttpClient http) => await [|http.GetFromJsonAsync<JsonElement>(\"https://slack.com/api/auth.test\")|]; }"));

    [Fact]
    public Task Aliases_Trigger() => VerifyCS.VerifyAsync("""
        using Json = System.Text.Json.JsonSerializer;
        using Client = System.Net.Http.HttpClient;
        using static System.Text.Json.JsonDocument;
        using static Newtonsoft.Json.JsonConvert;

        public sealed class SlackApi
        {
            public async Task<object?> ReadAsync(Client http)
            {
                var text = await http.GetStringAsync("https://slack.com/api/auth.test");
                Console.WriteLine([|Parse(text)|]);
                Console.WriteLine([|DeserializeObject<object>(text)|]);
                return [|Json.Deserialize<object>(text)|];
            }
        }
        """);

    [Theory]
    [InlineData(NullableContextOptions.Disable)]
    [InlineData(NullableContextOptions.Enable)]
    [InlineData(NullableContextOptions.Annotations)]
    public Task NullableContext_Triggers(NullableContextOptions nullable) =>
        (VerifyCS.Test(Reported().Replace("?", "", StringComparison.Ordinal)) with { Nullable = nullable }).VerifyAsync();

    [Theory]
    [InlineData(NullableContextOptions.Disable)]
    [InlineData(NullableContextOptions.Enable)]
    public Task NullableContext_Guarded_DoesNotTrigger(NullableContextOptions nullable) =>
        (VerifyCS.Test(Sample.Exchange(
            $"{Sample.PostText} if (text.StartsWith('<')) {{ return null!; }} return JsonSerializer.Deserialize<SlackToken>(text)!;").Replace(
                "?", "", StringComparison.Ordinal)) with
        { Nullable = nullable }).VerifyAsync();

    [Theory]
    [InlineData("Sample.g.cs", "")]
    [InlineData("Sample.Designer.cs", "")]
    [InlineData("Sample.generated.cs", "")]
    [InlineData("Sample.cs", "// <auto-generated/>\n")]
    public Task GeneratedFile_DoesNotTrigger(string path, string header) =>
        VerifyCS.Test(header + Unmarked(Reported()), path).VerifyAsync();

    [Fact]
    public Task GeneratedCodeAttribute_DoesNotTrigger() => VerifyCS.VerifyAsync("""
        [System.CodeDom.Compiler.GeneratedCode("tool", "1.0")]
        public sealed class SlackApi(HttpClient http)
        {
            public Task<JsonElement> GetAsync() => http.GetFromJsonAsync<JsonElement>("https://slack.com/api/auth.test");
        }
        """);

    [Theory]
    [InlineData("#if LEGACY\n", "\n#endif", true)]
    [InlineData("#if !LEGACY\n", "\n#endif", false)]
    [InlineData("#region read\n", "\n#endregion", true)]
    [InlineData("#line 100 \"other.cs\"\n", "\n#line default", true)]
    public Task Directives_AroundTheRead(string open, string close, bool reported)
    {
        var read = reported ? "[|JsonDocument.Parse(text)|];" : "JsonDocument.Parse(text);";
        var source = Sample.Exchange($"{Sample.PostText}\n{open}{read}{close}\n", "async Task");
        return (VerifyCS.Test(source) with { PreprocessorSymbols = ["LEGACY"] }).VerifyAsync();
    }

    [Fact]
    public Task GuardInOneBranchOfIf_DependsOnTheSymbol()
    {
        const string Guard = "#if LEGACY\n if (text.StartsWith('<')) { return; }\n#endif\n";
        return Task.WhenAll(
            (VerifyCS.Test(Sample.Exchange(
                $"{Sample.PostText}\n{Guard} JsonDocument.Parse(text);", "async Task")) with
            { PreprocessorSymbols = ["LEGACY"] }).VerifyAsync(),
            VerifyCS.VerifyAsync(Sample.Exchange($"{Sample.PostText}\n{Guard} [|JsonDocument.Parse(text)|];", "async Task")));
    }

    [Theory]
    [InlineData("#pragma warning disable ATOM001\n", "\n#pragma warning restore ATOM001")]
    [InlineData("#pragma warning disable\n", "")]
    public Task Suppressed_DoesNotTrigger(string open, string close) =>
        VerifyCS.VerifyAsync(Sample.Exchange($"{Sample.PostText}\n{open} JsonDocument.Parse(text);{close}\n", "async Task"));

    [Fact]
    public Task SuppressMessage_DoesNotTrigger() => VerifyCS.VerifyAsync("""
        [System.Diagnostics.CodeAnalysis.SuppressMessage("Atom.OAuth", "ATOM001")]
        public sealed class SlackApi(HttpClient http)
        {
            public Task<JsonElement> GetAsync() => http.GetFromJsonAsync<JsonElement>("https://slack.com/api/auth.test");
        }
        """);

    [Fact]
    public Task CompileErrorsElsewhere_Triggers() => (VerifyCS.Test($$"""
        {{Reported()}}

        public sealed class Broken
        {
            public void M() { Missing(1 +; var x = new Unknown<int>(); return }
        """) with { AllowErrors = true }).VerifyAsync();

    [Fact]
    public Task CompileErrorsInTheMethod_DoNotThrow() => (VerifyCS.Test(Sample.Exchange(
        $"{Sample.PostText} var x = new Missing(); if (x.Unknown(text)) {{ return null; }} return [|JsonSerializer.Deserialize<SlackToken>(text)|];"))
    with
    { AllowErrors = true }).VerifyAsync();

    [Fact]
    public Task ReadTypeMissing_Triggers() => (VerifyCS.Test(Sample.Exchange(
        $"{Sample.PostText} var token = [|JsonSerializer.Deserialize<MissingToken>(text)|]; return null;"))
    with
    { AllowErrors = true }).VerifyAsync();

    [Fact]
    public Task ClientTypeMissing_DoesNotTrigger() => (VerifyCS.Test("""
        public sealed class SlackApi(MissingClient http)
        {
            public async Task<object?> GetAsync() => JsonSerializer.Deserialize<object>(await http.GetStringAsync("https://slack.com/api/auth.test"));
        }
        """) with { AllowErrors = true }).VerifyAsync();

    [Fact]
    public Task RuntimeMissing_StillTriggers() => (VerifyCS.Test(Usings + """
        public sealed class SlackApi(HttpClient http)
        {
            public async Task<JsonElement> GetAsync() => await [|http.GetFromJsonAsync<JsonElement>("https://slack.com/api/auth.test")|];
        }
        """) with { References = TestReferences.WithoutRuntime }).VerifyAsync();

    [Fact]
    public Task NothingButNetCore_StillTriggers() => (VerifyCS.Test("""
        public sealed class SlackApi(HttpClient http)
        {
            public async Task<JsonElement> GetAsync() => await [|http.GetFromJsonAsync<JsonElement>("https://slack.com/api/auth.test")|];
        }
        """) with { References = TestReferences.NetCoreOnly }).VerifyAsync();

    [Fact]
    public Task NoHttpAtAll_DoesNotTrigger() => (VerifyCS.Test("public class C { public int Parse(string s) => int.Parse(s); }") with
    {
        References = [.. TestReferences.NetCoreOnly.Where(static r => Path.GetFileNameWithoutExtension(r.Display) is "System.Private.CoreLib"
            or "System.Runtime")],
        HasGlobalUsings = false,
    }).VerifyAsync();

    [Theory]
    [InlineData("xunit.core")]
    [InlineData("nunit.framework")]
    [InlineData("Microsoft.VisualStudio.TestPlatform.TestFramework")]
    public async Task TestProject_DoesNotTrigger(string framework)
    {
        var reference = Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create(
            framework,
            references: TestReferences.NetCoreOnly,
            options: new Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).ToMetadataReference();

        await (VerifyCS.Test(Unmarked(Reported())) with { MoreReferences = [reference] }).VerifyAsync();
    }

    [Theory]
    [InlineData("Fact")]
    [InlineData("Xunit.Theory")]
    [InlineData("Test")]
    [InlineData("TestMethod")]
    public Task ClassWithTests_DoesNotTrigger(string attribute) => (VerifyCS.Test($$"""
        public sealed class SlackTests
        {
            [{{attribute}}]
            public async Task AnswersJson()
            {
                using var http = new HttpClient();
                Console.WriteLine(await http.GetFromJsonAsync<JsonElement>("https://slack.com/api/auth.test"));
            }
        }
        """) with { AllowErrors = true }).VerifyAsync();

    /// <summary>The testing library also checks suppression by pragma, generated code, and that the analyzer is deterministic.</summary>
    [Fact]
    public Task TestingLibrary_Agrees() => LibraryTest.OfAnalyzer<CheckHtmlBeforeReadingJsonAnalyzer>(Usings + """
        public sealed class SlackApi
        {
            public static async Task<JsonElement> GetAsync(HttpClient http)
            {
                var response = await http.GetAsync("https://slack.com/api/auth.test");
                return await [|response.Content.ReadFromJsonAsync<JsonElement>()|];
            }
        }
        """).RunAsync();

    private static string Reported() => Sample.Exchange($"{Sample.PostText} return [|JsonSerializer.Deserialize<SlackToken>(text)|];");

    private static string Unmarked(string source) => source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
}
