using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.Responses;
using Atom.OAuth.Analyzers.Rules;
using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Atom.OAuth.CodeFixes.Injection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Tests.Injection;

/// <summary>How new code gets a service: from the scope, a handler's parameter, a constructor's parameter, or not at all.</summary>
public sealed class ServiceInjectionTests
{
    private const string Usings = """
        using System.Threading;
        using System.Threading.Tasks;
        using Atom.OAuth;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.RazorPages;
        using Microsoft.AspNetCore.SignalR;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Logging;
        using static Mark;

        """;

    private const string Mark = "public static class Mark { public static void Here(object? service = null) { } }";

    [Theory]
    [InlineData("class C : ControllerBase { void M(IHistoricalSyncTrigger sync) => Here(); }", "sync")]
    [InlineData("class C : ControllerBase { void M() { IHistoricalSyncTrigger sync = null!; Here(); } }", "sync")]
    [InlineData("class C(IHistoricalSyncTrigger sync) { void M() => Here(); }", "sync")]
    [InlineData("class C { readonly IHistoricalSyncTrigger _sync = null!; void M() => Here(); }", "_sync")]
    [InlineData("class C { readonly IHistoricalSyncTrigger sync = null!; int x; void M() { this.x = 1; Here(); } }", "this.sync")]
    [InlineData("class C { IHistoricalSyncTrigger Sync { get; } = null!; void M() => Here(); }", "Sync")]
    [InlineData("class B { protected IHistoricalSyncTrigger Sync { get; } = null!; } class C : B { void M() => Here(); }", "Sync")]
    [InlineData("record C(IHistoricalSyncTrigger Sync) { void M() => Here(); }", "Sync")]
    [InlineData("interface IMine : IHistoricalSyncTrigger { } class C(IMine mine) { void M() => Here(); }", "mine")]
    [InlineData("class C(IHistoricalSyncTrigger sync) { void M() { System.Action a = () => { void Local() => Here(); Local(); }; } }", "sync")]
    [InlineData("static class C { static readonly IHistoricalSyncTrigger Sync = null!; static void M() => Here(); }", "Sync")]
    [InlineData("class C { static void Map(WebApplication app, IHistoricalSyncTrigger sync) { app.MapGet(\"/\", () => Here()); } }", "sync")]
    public void InScope_IsUsed(string code, string expression) => Assert.Equal(With(code, expression), Apply(code));

    [Theory]
    [InlineData("class C(IHistoricalSyncTrigger? sync) : ControllerBase { public void M() => Here(); }", "historicalSync")]
    [InlineData("class C(IHistoricalSyncTrigger sync) : ControllerBase { public static void M() => Here(); }", null)]
    [InlineData("class C(IHistoricalSyncTrigger sync) { void M() { System.Action a = static () => Here(); } }", null)]
    [InlineData("class C { void M() { Here(); IHistoricalSyncTrigger later = null!; } }", null)]
    [InlineData("class C(object sync) { void M() => Here(); }", null)]
    [InlineData("class C { IHistoricalSyncTrigger Sync { set { } } void M() => Here(); }", null)]
    [InlineData("class B { private IHistoricalSyncTrigger Sync { get; } = null!; } class C : B { void M() => Here(); }", null)]
    public void OutOfReach_IsNotUsed(string code, string? expression) => Assert.Equal(expression, Find(code)?.Expression);

    [Theory]
    [InlineData("() => Here()", "(IHistoricalSyncTrigger historicalSync) => Here(historicalSync)")]
    [InlineData("static () => Here()", "static (IHistoricalSyncTrigger historicalSync) => Here(historicalSync)")]
    [InlineData("async (string code) => { await Task.Yield(); Here(); }", "async (string code, IHistoricalSyncTrigger historicalSync) => { await Task.Yield(); Here(historicalSync); }")]
    [InlineData("(string code, CancellationToken ct) => Here()", "(string code, IHistoricalSyncTrigger historicalSync, CancellationToken ct) => Here(historicalSync)")]
    [InlineData("(string code, string? state = null, CancellationToken ct = default) => Here()", "(string code, IHistoricalSyncTrigger historicalSync, string? state = null, CancellationToken ct = default) => Here(historicalSync)")]
    [InlineData("(CancellationToken ct) => Here()", "(IHistoricalSyncTrigger historicalSync, CancellationToken ct) => Here(historicalSync)")]
    [InlineData("async context => { await Task.Yield(); Here(); }", "async (HttpContext context, IHistoricalSyncTrigger historicalSync) => { await Task.Yield(); Here(historicalSync); }")]
    [InlineData("async (context) => { await Task.Yield(); Here(); }", "async (HttpContext context, IHistoricalSyncTrigger historicalSync) => { await Task.Yield(); Here(historicalSync); }")]
    [InlineData("async (HttpContext context) => { await Task.Yield(); Here(); }", "async (HttpContext context, IHistoricalSyncTrigger historicalSync) => { await Task.Yield(); Here(historicalSync); }")]
    [InlineData("(string historicalSync) => Here()", "(string historicalSync, IHistoricalSyncTrigger historicalSync2) => Here(historicalSync2)")]
    [InlineData("(string code) => { void Local() => Here(); Local(); }", "(string code, IHistoricalSyncTrigger historicalSync) => { void Local() => Here(historicalSync); Local(); }")]
    [InlineData("string ([FromQuery] string code) => { Here(); return code; }", "string ([FromQuery] string code, IHistoricalSyncTrigger historicalSync) => { Here(historicalSync); return code; }")]
    public void Handler_TakesAParameter(string before, string after)
    {
        foreach (var map in new[] { "MapGet(\"/\", ", "MapPost(\"/\", ", "MapMethods(\"/\", new[] { \"GET\" }, " })
        {
            var code = "static class C { static void Map(WebApplication app) { app." + map + "$); } }";
            Assert.Equal(code.Replace("$", after), Apply(code.Replace("$", before)));
        }
    }

    [Theory]
    [InlineData("static class C { static void Map(WebApplication app) { app.MapGet(\"/\", Handle); static void Handle(string code$) => Here(@); } }")]
    [InlineData("static class C { static void Map(WebApplication app) => app.MapGet(\"/\", Handle); static void Handle(string code$) => Here(@); }")]
    [InlineData("static class C { static void Map(WebApplication app) => app.MapGet(\"/\", H.Handle); } static class H { public static void Handle(string code$) { Here(@); } }")]
    [InlineData("static class C { static void Map(WebApplication app) { var g = app.MapGroup(\"/x\"); g.MapGet(\"/a\", Handle); g.MapPost(\"/b\", Handle); } static void Handle(string code$) => Here(@); }")]
    public void MethodGroup_TakesAParameter(string template) => Assert.Equal(
        template.Replace("$", ", IHistoricalSyncTrigger historicalSync").Replace("@", "historicalSync"),
        Apply(template.Replace("$", "").Replace("@", "")));

    [Theory]
    [InlineData("static class C { static void Map(WebApplication app) { app.MapGet(\"/\", Handle); Handle(\"x\"); } static void Handle(string code) => Here(); }")]
    [InlineData("static class C { static void Map(WebApplication app) { app.MapGet(\"/\", () => Handle(\"x\")); } static void Handle(string code) => Here(); }")]
    [InlineData("static class C { static void Map(IApplicationBuilder app) => app.Run(async context => { await Task.Yield(); Here(); }); }")]
    [InlineData("static class C { static void MapGet(System.Action a) { } static void M() => MapGet(() => Here()); }")]
    public void OtherFunctions_GetNothing(string code) => Assert.Null(Find(code));

    [Theory]
    [InlineData("class C : ControllerBase { public C(ILogger<C> log); void M() => Here(); }")]
    [InlineData("class C : ControllerBase { public C(ILogger<C> log) void M() => Here(); }")]
    public void HalfWrittenConstructor_GetsNothing(string code) => Assert.Null(Find(code));

    [Theory]
    [InlineData("class C() : ControllerBase { void M() => Here(); }", "class C(IHistoricalSyncTrigger historicalSync) : ControllerBase { void M() => Here(historicalSync); }")]
    [InlineData("class C(ILogger<C> log) : PageModel { void M() => Here(); }", "class C(ILogger<C> log, IHistoricalSyncTrigger historicalSync) : PageModel { void M() => Here(historicalSync); }")]
    [InlineData("class C(ILogger<C> log) { void M() => Here(); }", "class C(ILogger<C> log, IHistoricalSyncTrigger historicalSync) { void M() => Here(historicalSync); }")]
    [InlineData("class C<T>(ILogger<T> log) { void M() => Here(); }", "class C<T>(ILogger<T> log, IHistoricalSyncTrigger historicalSync) { void M() => Here(historicalSync); }")]
    [InlineData("class C(ILogger<C> log) : Hub { int historicalSync; void M() => Here(); }", "class C(ILogger<C> log, IHistoricalSyncTrigger historicalSync2) : Hub { int historicalSync; void M() => Here(historicalSync2); }")]
    [InlineData("class O { class C(ILogger<C> log) { void M() => Here(); } }", "class O { class C(ILogger<C> log, IHistoricalSyncTrigger historicalSync) { void M() => Here(historicalSync); } }")]
    [InlineData("partial class C(ILogger<C> log) { void M() => Here(); } partial class C { }", "partial class C(ILogger<C> log, IHistoricalSyncTrigger historicalSync) { void M() => Here(historicalSync); } partial class C { }")]
    [InlineData("class Window { } class C(ILogger<C> log) : Window { void M() => Here(); } class R { void Add(IServiceCollection s) => s.AddSingleton<C>(); }", "class Window { } class C(ILogger<C> log, IHistoricalSyncTrigger historicalSync) : Window { void M() => Here(historicalSync); } class R { void Add(IServiceCollection s) => s.AddSingleton<C>(); }")]
    [InlineData("class C(string s) { void M() => Here(); } class R { void Add(IServiceCollection s) => s.AddScoped<C>(); }", "class C(string s, IHistoricalSyncTrigger historicalSync) { void M() => Here(historicalSync); } class R { void Add(IServiceCollection s) => s.AddScoped<C>(); }")]
    [InlineData("class C(string s) { void M() => Here(); } class R { void Add(IServiceCollection s) => s.AddTransient(typeof(C)); }", "class C(string s, IHistoricalSyncTrigger historicalSync) { void M() => Here(historicalSync); } class R { void Add(IServiceCollection s) => s.AddTransient(typeof(C)); }")]
    [InlineData("class C(ILogger<C> log) { void M() { System.Action a = () => Here(); } }", "class C(ILogger<C> log, IHistoricalSyncTrigger historicalSync) { void M() { System.Action a = () => Here(historicalSync); } }")]
    [InlineData("class C(ILogger<C> log) { int P { get { Here(); return 1; } } }", "class C(ILogger<C> log, IHistoricalSyncTrigger historicalSync) { int P { get { Here(historicalSync); return 1; } } }")]
    public void PrimaryConstructor_TakesAParameter(string before, string after) => Assert.Equal(after, Apply(before));

    [Theory]
    [InlineData("_log = log;", "_log", "private readonly", "_log = log;\n        _historicalSync = historicalSync;", "private readonly", "_historicalSync", "_historicalSync")]
    [InlineData("this._log = log;", "_log", "private readonly", "this._log = log;\n        this._historicalSync = historicalSync;", "private readonly", "_historicalSync", "_historicalSync")]
    [InlineData("this.log = log;", "log", "private readonly", "this.log = log;\n        this.historicalSync = historicalSync;", "private readonly", "historicalSync", "historicalSync")]
    [InlineData("m_log = log;", "m_log", "private readonly", "m_log = log;\n        m_historicalSync = historicalSync;", "private readonly", "m_historicalSync", "m_historicalSync")]
    [InlineData("_log = log;", "_log", "readonly", "_log = log;\n        _historicalSync = historicalSync;", "readonly", "_historicalSync", "_historicalSync")]
    [InlineData("_log = log; // kept", "_log", "private readonly", "_log = log; // kept\n        _historicalSync = historicalSync;", "private readonly", "_historicalSync", "_historicalSync")]
    [InlineData("_log = log ?? throw new System.ArgumentNullException(nameof(log));", "_log", "private readonly", "_log = log ?? throw new System.ArgumentNullException(nameof(log));\n        _historicalSync = historicalSync ?? throw new System.ArgumentNullException(nameof(historicalSync));", "private readonly", "_historicalSync", "_historicalSync")]
    public void OrdinaryConstructor_TakesAParameterAndKeepsIt(
        string assignment, string field, string modifiers, string assignments, string newModifiers, string newField, string expression)
    {
        const string Template = """
            public class C : ControllerBase
            {
                @ ILogger<C> #;$FIELD

                public C(ILogger<C> log$PARAMETER)
                {
                    $ASSIGN
                }

                public void M() => Here($HERE);
            }
            """;
        var before = Template.Replace("@", modifiers)
            .Replace("#", field)
            .Replace("$FIELD", "")
            .Replace("$PARAMETER", "")
            .Replace("$ASSIGN", assignment)
            .Replace("$HERE", "");
        var after = Template.Replace("@", modifiers)
            .Replace("#", field)
            .Replace("$FIELD", $"\n    {newModifiers} IHistoricalSyncTrigger {newField};")
            .Replace("$PARAMETER", ", IHistoricalSyncTrigger historicalSync")
            .Replace("$ASSIGN", assignments)
            .Replace("$HERE", expression);
        Assert.Equal(Lines(after), Apply(Lines(before)));
        Assert.Equal(Lines(after).Replace("\n", "\r\n"), Apply(Lines(before).Replace("\n", "\r\n")));
    }

    [Theory]
    [InlineData(
        "class C : ControllerBase\n{\n    readonly ILogger<C> _log;\n\n    public C(ILogger<C> log) => _log = log; // one\n\n    void M() => Here();\n}",
        "class C : ControllerBase\n{\n    readonly ILogger<C> _log;\n    readonly IHistoricalSyncTrigger _historicalSync;\n\n    public C(ILogger<C> log, IHistoricalSyncTrigger historicalSync)\n    {\n        _log = log; // one\n        _historicalSync = historicalSync;\n    }\n\n    void M() => Here(_historicalSync);\n}")]
    [InlineData(
        "class C : ControllerBase\n{\n    /// <summary>Text.</summary>\n    public C() { }\n\n    void M() => Here();\n}",
        "class C : ControllerBase\n{\n    private readonly IHistoricalSyncTrigger _historicalSync;\n\n    /// <summary>Text.</summary>\n    public C(IHistoricalSyncTrigger historicalSync)\n    {\n        _historicalSync = historicalSync;\n    }\n\n    void M() => Here(_historicalSync);\n}")]
    [InlineData(
        "class C : ControllerBase\n{\n    public C()\n    {\n        // nothing\n    }\n\n    void M() => Here();\n}",
        "class C : ControllerBase\n{\n    private readonly IHistoricalSyncTrigger _historicalSync;\n\n    public C(IHistoricalSyncTrigger historicalSync)\n    {\n        // nothing\n        _historicalSync = historicalSync;\n    }\n\n    void M() => Here(_historicalSync);\n}")]
    [InlineData(
        "class C : Hub\n{\n    ILogger<C> Log { get; }\n\n    public C(\n        ILogger<C> log) // log\n    {\n        // first\n        Log = log;\n    }\n\n    void M() => Here();\n}",
        "class C : Hub\n{\n    ILogger<C> Log { get; }\n\n    private readonly IHistoricalSyncTrigger _historicalSync;\n\n    public C(\n        ILogger<C> log,\n        IHistoricalSyncTrigger historicalSync) // log\n    {\n        // first\n        Log = log;\n        _historicalSync = historicalSync;\n    }\n\n    void M() => Here(_historicalSync);\n}")]
    [InlineData(
        "class C : Hub\n{\n\tprivate readonly ILogger<C> _log; private readonly int _n;\n\n\tpublic C(ILogger<C> log) { _log = log; _n = 1; }\n\n\tvoid M() => Here();\n}",
        "class C : Hub\n{\n\tprivate readonly ILogger<C> _log; private readonly IHistoricalSyncTrigger _historicalSync; private readonly int _n;\n\n\tpublic C(ILogger<C> log, IHistoricalSyncTrigger historicalSync) { _log = log; _historicalSync = historicalSync; _n = 1; }\n\n\tvoid M() => Here(_historicalSync);\n}")]
    [InlineData(
        "class C : Hub\n{\n    readonly ILogger<C> _log;\n    readonly int _n;\n\n    public C(ILogger<C> log)\n    {\n#if X\n        _n = 1;\n#endif\n        _log = log;\n    }\n\n    void M() => Here();\n}",
        "class C : Hub\n{\n    readonly ILogger<C> _log;\n    readonly IHistoricalSyncTrigger _historicalSync;\n    readonly int _n;\n\n    public C(ILogger<C> log, IHistoricalSyncTrigger historicalSync)\n    {\n#if X\n        _n = 1;\n#endif\n        _log = log;\n        _historicalSync = historicalSync;\n    }\n\n    void M() => Here(_historicalSync);\n}")]
    [InlineData(
        "class C : Hub {\n  readonly ILogger<C> log;\n\n  public C(ILogger<C> log, CancellationToken token = default) {\n    this.log = log;\n  }\n\n  void M() {\n    this.log.LogInformation(\"x\");\n    Here();\n  }\n}",
        "class C : Hub {\n  readonly ILogger<C> log;\n  readonly IHistoricalSyncTrigger historicalSync;\n\n  public C(ILogger<C> log, IHistoricalSyncTrigger historicalSync, CancellationToken token = default) {\n    this.log = log;\n    this.historicalSync = historicalSync;\n  }\n\n  void M() {\n    this.log.LogInformation(\"x\");\n    Here(this.historicalSync);\n  }\n}")]
    public void OrdinaryConstructor_KeepsItsLayout(string before, string after)
    {
        Assert.Equal(after, Apply(before));
        Assert.Equal(after.Replace("\n", "\r\n"), Apply(before.Replace("\n", "\r\n")));
    }

    /// <summary>Only a field of the kind that keeps a service shows how to name one.</summary>
    [Theory]
    [InlineData("private int count;", "historicalSync", "this.historicalSync")]
    [InlineData("private static int count;", "_historicalSync", "_historicalSync")]
    [InlineData("private const int count = 1;", "_historicalSync", "_historicalSync")]
    [InlineData("public int count;", "_historicalSync", "_historicalSync")]
    public void FieldsThatKeepServices_AreTheStyle(string existing, string field, string assigned)
    {
        const string Template = """
            class C : ControllerBase
            {
                $EXISTING

                $FIELDpublic C($PARAMETER)
                {$ASSIGN
                }

                void M() => Here($HERE);
            }
            """;
        Assert.Equal(
            Lines(Template.Replace("$EXISTING", existing)
                .Replace("$FIELD", $"private readonly IHistoricalSyncTrigger {field};\n\n    ")
                .Replace("$PARAMETER", "IHistoricalSyncTrigger historicalSync")
                .Replace("$ASSIGN", $"\n        {assigned} = historicalSync;")
                .Replace("$HERE", field)),
            Apply(Lines(Template.Replace("$EXISTING", existing)
                .Replace("$FIELD", "")
                .Replace("$PARAMETER", "")
                .Replace("$ASSIGN", "")
                .Replace("$HERE", ""))));
    }

    [Fact]
    public void ParametersOnLinesOfTheirOwn_StaySo()
    {
        const string Template = """
            public class C(
                ILogger<C> log, // writes
                HttpContext http$COMMA // asks
                ) : ControllerBase
            {
                public void M() => Here($HERE);
            }
            """;
        Assert.Equal(
            Lines(Template.Replace("$COMMA // asks", ", // asks\n    IHistoricalSyncTrigger historicalSync").Replace("$HERE", "historicalSync")),
            Apply(Lines(Template.Replace("$COMMA", "").Replace("$HERE", ""))));
    }

    [Fact]
    public void ControllerWithoutAConstructor_TakesItInTheAction()
    {
        const string Code = "public class C : ControllerBase { [HttpGet] public void M(string code, CancellationToken ct) => Here(); }";
        Assert.Equal(
            "public class C : ControllerBase { [HttpGet] public void M(string code, [FromServices] IHistoricalSyncTrigger historicalSync, CancellationToken ct) => Here(historicalSync); }",
            Apply(Code));
    }

    [Theory]
    [InlineData(
        "public class C : ControllerBase\n{\n    public void M() => Helper();\n\n    private void Helper() => Here();\n}",
        "public class C : ControllerBase\n{\n    private readonly IHistoricalSyncTrigger _historicalSync;\n\n    public C(IHistoricalSyncTrigger historicalSync)\n    {\n        _historicalSync = historicalSync;\n    }\n\n    public void M() => Helper();\n\n    private void Helper() => Here(_historicalSync);\n}")]
    [InlineData(
        "public class C : ControllerBase\n{\n    public void M() => Here();\n    public void N() => M();\n}",
        "public class C : ControllerBase\n{\n    private readonly IHistoricalSyncTrigger _historicalSync;\n\n    public C(IHistoricalSyncTrigger historicalSync)\n    {\n        _historicalSync = historicalSync;\n    }\n\n    public void M() => Here(_historicalSync);\n    public void N() => M();\n}")]
    [InlineData(
        "public class C : PageModel\n{\n    private int count;\n\n    public void OnGet() => Here();\n}",
        "public class C : PageModel\n{\n    private int count;\n    private readonly IHistoricalSyncTrigger historicalSync;\n\n    public C(IHistoricalSyncTrigger historicalSync)\n    {\n        this.historicalSync = historicalSync;\n    }\n\n    public void OnGet() => Here(historicalSync);\n}")]
    public void ClassWithoutAConstructor_GetsOne(string before, string after)
    {
        Assert.Equal(after, Apply(before));
        Assert.Equal(after.Replace("\n", "\r\n"), Apply(before.Replace("\n", "\r\n")));
    }

    [Theory]
    [InlineData("static class C { static void M() => Here(); }")]
    [InlineData("class C { void M() => Here(); }")]
    [InlineData("class C(string name) { void M() => Here(); }")]
    [InlineData("class C(ILogger<C> log, int count) { void M() => Here(); }")]
    [InlineData("class C(System.Collections.Generic.IEnumerable<int> items) { void M() => Here(); }")]
    [InlineData("struct C(ILogger<int> log) { void M() => Here(); }")]
    [InlineData("record C(ILogger<C> Log) { void M() => Here(); }")]
    [InlineData("record struct C(ILogger<int> Log) { void M() => Here(); }")]
    [InlineData("abstract class C(ILogger<C> log) : ControllerBase { void M() => Here(); }")]
    [InlineData("class C(ILogger<C> log) : ControllerBase { void M() => Here(); } class D(ILogger<C> log) : C(log) { }")]
    [InlineData("class Window { } class C : Window { void M() => Here(); } class R { void Add(IServiceCollection s) => s.AddSingleton<C>(); }")]
    [InlineData("class C(string s) { void M() => Here(); } static class R { static void AddUserSecrets<T>(this object b) { } static void Add(object b) => b.AddUserSecrets<C>(); }")]
    [InlineData("class C(ILogger<C> log) { void M() => Here(); } class D { C Make(ILogger<C> log) => new C(log); }")]
    [InlineData("class C(ILogger<C> log) { void M() => Here(); } class D { C Make(ILogger<C> log) => new(log); }")]
    [InlineData("class C(ILogger<C> log) { void M() => Here(); } class D { void Add(IServiceCollection s, ILogger<C> log) => s.AddSingleton(_ => new C(log)); }")]
    [InlineData("class C : Hub { void M() => Here(); } class D { T Make<T>() where T : new() => new T(); C Use() => Make<C>(); }")]
    [InlineData("class C(ILogger<C> log) { void M() => Here(); } class D { object? Make() => System.Activator.CreateInstance(typeof(C), 1); }")]
    [InlineData("class C : ControllerBase { public C() { } public C(int i) { } void M() => Here(); }")]
    [InlineData("class C : ControllerBase { static void M() => Here(); }")]
    [InlineData("class C : ControllerBase { C() => Here(); }")]
    [InlineData("class C : ControllerBase { readonly System.Action a = () => Here(); }")]
    [InlineData("class C : System.Attribute { void M() => Here(); }")]
    [InlineData("interface I { void M() => Here(); }")]
    [InlineData("class C(ILogger<C> log\n#if X\n, int i\n#endif\n) { void M() => Here(); }")]
    [InlineData("class C : ControllerBase { readonly ILogger<C> l; public C(ILogger<C> log) {\n#if !X\n l = log;\n#endif\n } void M() => Here(); }")]
    [InlineData("class C : ControllerBase { readonly int i; public C() {\n#if X\n i = 1;\n#endif\n } void M() => Here(); }")]
    public void Unsure_GetsNothing(string code) => Assert.Null(Find(code));

    [Theory]
    [InlineData("partial class C { public C(ILogger<C> log) { } }")]
    [InlineData("partial class C(ILogger<C> log) { }")]
    public void ConstructorInAnotherFile_GetsNothing(string other) =>
        Assert.Null(Find("partial class C : ControllerBase { void M() => Here(); }", Usings + other));

    [Theory]
    [InlineData("partial class C { public C(ILogger<C> log) { } }")]
    [InlineData("partial class C(ILogger<C> log) { }")]
    public void ConstructorInAnotherFile_ActionTakesItItself(string other) => Assert.Equal(
        "historicalSync", Find("partial class C : ControllerBase { public void M() => Here(); }", Usings + other)?.Expression);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void NamespaceIsImported(bool isFileScoped)
    {
        var code = isFileScoped
            ? "namespace N;\n\npublic class C(ILogger<C> log) { void M() => Mark.Here(); }"
            : "namespace N\n{\n    public class C(ILogger<C> log) { void M() => Mark.Here(); }\n}";
        var changed = Apply("using Microsoft.Extensions.Logging;\n\n" + code, usings: "");
        Assert.StartsWith("using Atom.OAuth;\nusing Microsoft.Extensions.Logging;\n\n", changed, StringComparison.Ordinal);
        Assert.Contains(
            "C(ILogger<C> log, IHistoricalSyncTrigger historicalSync) { void M() => Mark.Here(historicalSync); }",
            changed,
            StringComparison.Ordinal);
    }

    [Fact]
    public void NameThatMeansAnotherType_IsQualified() => Assert.Contains(
        "C(ILogger<C> log, global::Atom.OAuth.IHistoricalSyncTrigger historicalSync)",
        Apply("namespace N { interface IHistoricalSyncTrigger { } class C(ILogger<C> log) { void M() => Here(); } }"),
        StringComparison.Ordinal);

    [Fact]
    public void WithoutNullable_ItIsTheSame() => Assert.Equal(
        "class C(ILogger<C> log, IHistoricalSyncTrigger historicalSync) { void M() => Here(historicalSync); }",
        Apply("class C(ILogger<C> log) { void M() => Here(); }", nullable: NullableContextOptions.Disable));

    private static string With(string code, string expression) => code.Replace("Here()", $"Here({expression})");

    private static string Lines(string text) => text.ReplaceLineEndings("\n");

    private static InjectedService? Find(string code, params string[] others) => Inject(Usings + code, others, NullableContextOptions.Enable).Service;

    /// <summary>Passes the service to the call of <c>Here</c>; the result must compile as well as the original code.</summary>
    private static string Apply(string code, string usings = Usings, NullableContextOptions nullable = NullableContextOptions.Enable)
    {
        var (compilation, site, call, service) = Inject(usings + code, [], nullable);
        Assert.NotNull(service);
        var layout = new TextLayout(site.Root, site.Text, call.SpanStart);
        var changes = service.Service.Changes
            .Concat(UsingDirectives.Add(service.Imports.Missing, site.Root, site.Text, call, layout))
            .Append(new TextChange(call.ArgumentList.Span, $"({service.Service.Expression})"))
            .OrderBy(static change => change.Span.Start);
        var text = site.Text.WithChanges(changes);
        var changed = compilation.ReplaceSyntaxTree(site.Root.SyntaxTree, site.Root.SyntaxTree.WithChangedText(text));
        Assert.Equal(Problems(compilation), Problems(changed));
        return text.ToString()[usings.Length..];
    }

    private static List<string> Problems(Compilation compilation) =>
        [.. compilation.GetDiagnostics()
            .Where(static d => d.Severity == DiagnosticSeverity.Error || d.Id is "CS8600" or "CS8602" or "CS8604")
            .Select(static d => d.ToString())];

    private static Injection Inject(string source, string[] others, NullableContextOptions nullable)
    {
        var test = new AnalyzerTest(new UseCurrentProviderEndpointAnalyzer())
        {
            Sources = [("Sample.cs", source), ("Mark.cs", Mark), .. others.Select(static (text, number) => ($"Other{number}.cs", text))],
            Nullable = nullable,
            HasGlobalUsings = false,
        };
        Compilation compilation = test.Compile();
        var tree = compilation.SyntaxTrees.First();
        var model = compilation.GetSemanticModel(tree);
        var call = tree.GetRoot()
            .DescendantNodes()
            .OfType<InvocationExpressionSyntax>()
            .First(static node => node.Expression.ToString() is "Here" or "Mark.Here");
        FixSite site = new(
            model,
            OAuthSymbols.TryCreate(compilation)!,
            OAuthOptions.From(new DictionaryOptionsProvider(new Dictionary<string, string>()).GetOptions(tree)),
            call);
        Imports imports = new(model, call.SpanStart);
        var service = ServiceInjection.Find(
            site, call, compilation.GetTypeByMetadataName("Atom.OAuth.IHistoricalSyncTrigger")!, "historicalSync", imports);
        return new Injection(compilation, site, call, service is null ? null : new Found(service, imports));
    }

    private sealed record Found(InjectedService Service, Imports Imports)
    {
        public string Expression => Service.Expression;
    }

    private sealed record Injection(Compilation Compilation, FixSite Site, InvocationExpressionSyntax Call, Found? Injected)
    {
        public InjectedService? Service => Injected?.Service;

        public void Deconstruct(out Compilation compilation, out FixSite site, out InvocationExpressionSyntax call, out Found? service) =>
            (compilation, site, call, service) = (Compilation, Site, Call, Injected);
    }
}
