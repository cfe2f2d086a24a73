using Atom.OAuth.CodeFixes.Injection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.ProtectOAuthStateAnalyzer, Atom.OAuth.CodeFixes.Rules.ProtectOAuthStateFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Injection;

/// <summary>
/// A fix that requires services adds <c>AddAtomOAuth()</c> once, where the project registers its services; if there is no such place, the title
/// says what is required.
/// </summary>
public sealed class ServiceRegistrationTests
{
    private const string Call = "AddAtomOAuth();";
    private const string Usings = """
        using System;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;

        """;

    private const string NewUsing = "using Microsoft.Extensions.DependencyInjection;\n";

    /// <summary>Lines that end in <c>// new</c> are expected to be added.</summary>
    public static TheoryData<string> Roots => new()
    {
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHttpClient();
        builder.Services
            .AddAuthentication()
            .AddCookie(); // as before
        builder.Services.AddAtomOAuth(); // new

        var app = builder.Build();
        app.Run();
        """,
        """
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Services.AddAtomOAuth(); // new
        var app = builder.Build();
        app.Services.ToString();
        """,
        """
        Console.WriteLine();
        HostApplicationBuilder host = Host.CreateApplicationBuilder(args);
        #if DEBUG
        host.Services.AddHttpClient();
        #endif
        host.Services.AddMemoryCache();
        host.Services.AddAtomOAuth(); // new
        #if DEBUG
        host.Services.AddHttpClient();
        #endif
        host.Build().Run();
        """,
        """
        public static class Program
        {
            public static void Main(string[] args)
            {
                var builder = WebApplication.CreateBuilder(args);
                builder.Services.AddHttpClient();
                builder.Services.AddAtomOAuth(); // new
                using var app = builder.Build();
                app.Run();
            }
        }
        """,
        """
        public class Startup
        {
            public void ConfigureServices(IServiceCollection services)
            {
                services.AddHttpClient();
                if (Environment.GetCommandLineArgs().Length > 0)
                {
                    services.AddMemoryCache();
                }

                services.AddMemoryCache();
                services.AddAtomOAuth(); // new
            }
        }
        """,
        """
        public class Startup
        {
            public IServiceProvider ConfigureServices(IServiceCollection services)
            {
                services.AddAtomOAuth(); // new
                return services.BuildServiceProvider();
            }
        }
        """,
        """
        public class Startup
        {
            public void ConfigureServices(IServiceCollection collection)
            {
                collection.AddAtomOAuth(); // new
            }
        }
        """,
        """
        Host.CreateDefaultBuilder(args)
            .ConfigureServices((context, services) =>
            {
                services.AddHttpClient();
                services.AddAtomOAuth(); // new
            })
            .Build();
        """,
        """
        public static class Registration
        {
            public static IServiceCollection AddIntegrations(this IServiceCollection services)
            {
                services.AddHttpClient();
                services.AddAtomOAuth(); // new
                return services;
            }
        }
        """,
    };

    [Theory]
    [MemberData(nameof(Roots))]
    public void CallIsAdded_WhereServicesAreRegistered(string expected)
    {
        expected = Usings + expected;
        var before = string.Join('\n', expected.Split('\n').Where(static line => !line.EndsWith("// new", StringComparison.Ordinal)));

        Assert.Equal(expected.Replace(" // new", "", StringComparison.Ordinal), Complete(before));
    }

    /// <summary>Without the host's package, the compiler does not know the types of the parameters.</summary>
    [Theory]
    [InlineData("(context, services)")]
    [InlineData("services")]
    public void HostOfAMissingPackage_RegistersInTheServices(string parameters) => Assert.Contains(
        ServiceRegistration.FindMissing(Compile(
            Usings + $"new HostBuilder().ConfigureMissing().ConfigureServices({parameters} =>\n{{\n    services.AddHttpClient();\n}});\n"))!.Changes,
        static change => change.NewText == "\n    services.AddAtomOAuth();");

    [Fact]
    public void UsingDirective_IsAdded_WhereTheFileNeedsIt()
    {
        const string Code = "var builder = Microsoft.AspNetCore.Builder.WebApplication.CreateBuilder(args);\n";

        Assert.Equal(NewUsing + "\n" + Code + "builder.Services.AddAtomOAuth();\n", Complete(Code));
    }

    [Theory]
    [InlineData("builder.Services.AddAtomOAuth();")]
    [InlineData("static class Elsewhere { public static void Add(IServiceCollection services) => services.AddAtomOAuth(); }")]
    public void CallThatIsThere_IsNotRepeated(string code) =>
        Assert.Null(ServiceRegistration.FindMissing(Compile(Usings + "var builder = WebApplication.CreateBuilder(args);\n" + code)));

    [Theory]
    [InlineData("Console.WriteLine();")]
    [InlineData("#if true\nvar builder = WebApplication.CreateBuilder(args);\n#endif")]
    [InlineData("public class Startup { public void ConfigureServices(IServiceCollection services) => services.AddHttpClient(); }")]
    [InlineData("public class Startup { public void ConfigureServices(IServiceCollection services) { } }")]
    [InlineData("public static class R { public static void A(this IServiceCollection s) { s.AddHttpClient(); } public static void B(this IServiceCollection s) { s.AddHttpClient(); } }")]
    [InlineData("public class Mine { public object Services => 1; public static Mine CreateBuilder() => new(); static void M() { var builder = Mine.CreateBuilder(); } }")]
    [InlineData("public class Startup { public void ConfigureServices(IServiceCollection services) { services.")]
    public void NoPlaceForTheCall_IsSaid(string code)
    {
        var missing = ServiceRegistration.FindMissing(Compile(Usings + code));

        Assert.NotNull(missing);
        Assert.Null(missing.Tree);
        Assert.Contains("services.AddAtomOAuth()", missing.TitleEnd, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutDependencyInjection_NoPlaceIsFound()
    {
        var compilation = CSharpCompilation.Create(
            "App",
            [CSharpSyntaxTree.ParseText("class C { void ConfigureServices() { } }")],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]);

        Assert.Null(ServiceRegistration.FindMissing(compilation)!.Tree);
    }

    [Fact]
    public async Task Fix_ChangesBothFiles_AndTheTitleNamesTheOther()
    {
        var test = VerifyCS.Test(("SlackController.cs", Controller("Slack")), ("Startup.cs", Startup));

        Assert.Equal(["Build the state with the protector, and register the services in Startup.cs"], await test.TitlesAsync());
        Assert.Equal(Fixed("Slack"), await test.FixFirstAsync());
    }

    [Fact]
    public async Task Fix_WithoutAPlaceForTheCall_SaysWhatIsNeeded()
    {
        var test = VerifyCS.Test(("SlackController.cs", Controller("Slack")));

        Assert.Equal(["Build the state with the protector (needs services.AddAtomOAuth() where the application starts)"], await test.TitlesAsync());
        Assert.Equal([Fixed("Slack")], await test.FixAllAsync(FixAllScope.Project));
    }

    [Theory]
    [InlineData(FixAllScope.Document)]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public async Task FixAll_AddsTheCallOnceToEachProjectThatItChanges(FixAllScope scope)
    {
        (string, string)[] fixable = [("1.cs", Controller("Slack")), ("2.cs", Controller("HubSpot")), ("3.cs", Startup)];
        (string, string)[] clean = [("4.cs", "class C { }\n"), ("5.cs", Startup)];
        var test = VerifyCS.Test("") with { Projects = [[.. fixable], [.. clean], [.. fixable]] };

        Assert.Equal(
            [
                Fixed("Slack"), scope == FixAllScope.Document ? Controller("HubSpot") : Fixed("HubSpot"), StartupWithCall,
                "class C { }\n", Startup,
                .. scope == FixAllScope.Solution
                    ? [Fixed("Slack"), Fixed("HubSpot"), StartupWithCall]
                    : new[] { Controller("Slack"), Controller("HubSpot"), Startup },
            ],
            await test.FixAllAsync(scope));
    }

    [Fact]
    public async Task FixAll_WhereTheCallBelongsIntoTheFixedFile()
    {
        var test = VerifyCS.Test(("Program.cs", Startup + Controller("Slack")[Controller("Slack").IndexOf(
            "public", StringComparison.Ordinal)..] + Controller("HubSpot")[Controller("HubSpot").IndexOf("public", StringComparison.Ordinal)..]));

        var text = Assert.Single(await test.FixAllAsync(FixAllScope.Document));

        Assert.Equal(1, Count(text, Call));
        Assert.Equal(2, Count(text, "states.BuildAsync("));
        Assert.Equal(0, await (test with { Projects = [[("Program.cs", text)]] }).CountReportsAsync());
    }

    private const string Startup = """
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.DependencyInjection;

        public class Startup
        {
            public void ConfigureServices(IServiceCollection services)
            {
                services.AddControllers();
            }
        }

        """;

    private static readonly string StartupWithCall = Startup.Replace(
        "AddControllers();\n", "AddControllers();\n        services.AddAtomOAuth();\n", StringComparison.Ordinal);

    private static string Controller(string provider) => $$"""
        using Microsoft.AspNetCore.Mvc;

        public class {{provider}}Controller : ControllerBase
        {
            public IActionResult Connect(string userId) => Redirect($"https://{{provider.ToLowerInvariant()}}.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={Guid.NewGuid()}");
        }

        """;

    private static string Fixed(string provider) => Controller(provider)
        .Replace(
            "IActionResult Connect(string userId)",
            "async Task<IActionResult> Connect(string userId, [FromServices] IOAuthStateProtector states)",
            StringComparison.Ordinal)
        .Replace(
            "Guid.NewGuid()",
            $"await states.BuildAsync(new OAuthStateRequest(\"{provider.ToLowerInvariant()}\", userId, null))",
            StringComparison.Ordinal);

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static string Complete(string code)
    {
        var compilation = Compile(code);
        var missing = ServiceRegistration.FindMissing(compilation);
        Assert.NotNull(missing?.Tree);
        var text = missing.Tree.GetText().WithChanges(missing.Changes);
        Assert.Empty(compilation.ReplaceSyntaxTree(missing.Tree, missing.Tree.WithChangedText(text))
            .GetDiagnostics()
            .Where(static problem => problem.Severity == DiagnosticSeverity.Error));
        return text.ToString();
    }

    private static CSharpCompilation Compile(string code) => CSharpCompilation.Create(
        "App",
        [CSharpSyntaxTree.ParseText(code, path: "/Program.cs")],
        TestReferences.All,
        new CSharpCompilationOptions(code.Contains("(args)", StringComparison.Ordinal)
            ? OutputKind.ConsoleApplication
            : OutputKind.DynamicallyLinkedLibrary));
}
