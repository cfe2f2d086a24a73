using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using static Atom.OAuth.Analyzers.Tests.OtherProject;
using VerifyState = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer>;
using VerifySync = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>
/// A layered solution: the interface is in one project, its implementation in another, and the controller in a third one. In an editor, the rules
/// see the source of all of them; in a build, only that of the compiled project.
/// </summary>
public sealed class CallbackProjectsTests
{
    private const string Interface = """
        namespace Core;
        public interface IZoomService { Task<bool> FinishAsync(string code, string state); }
        public interface IStates { Task<string?> TakeAsync(string state); }
        public record ConnectZoom(string Code, string State);
        """;

    private const string Exchange = """
        var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code });
        var response = await http.PostAsync("https://zoom.us/oauth/token", form);
        var token = await response.Content.ReadAsStringAsync();
        """;

    private const string Keep = "await File.WriteAllTextAsync($\"{state}.token\", token); return true;";

    private const string Check = "if (await states.TakeAsync(state) is null) { return false; } ";

    private const string Sync = "_ = Task.Run(() => ImportHistoryAsync(token)); ";

    /// <summary>Gets what the class does, and whether the callback checks its state and starts the sync.</summary>
    public static TheoryData<string, bool, bool> Services => new()
    {
        { Exchange + Keep, false, false },
        { Check + Exchange + Keep, true, false },
        { Exchange + Sync + Keep, false, true },
        { Check + Exchange + Sync + Keep, true, true },
    };

    [Theory]
    [MemberData(nameof(Services))]
    public Task Class_IsLookedInto(string body, bool isChecked, bool isSynced) =>
        VerifyAsync("return await zoom.FinishAsync(code, state) ? Ok() : BadRequest();", Service(body), !isChecked, !isSynced);

    [Theory]
    [MemberData(nameof(Services))]
    public Task HandlerOfAMediator_IsLookedInto(string body, bool isChecked, bool isSynced) => VerifyAsync(
        "return await mediator.Send(new ConnectZoom(code, state)) ? Ok() : BadRequest();", Handler(body), !isChecked, !isSynced);

    [Theory]
    [MemberData(nameof(Services))]
    public Task ProjectOfAnotherFramework_IsLookedInto(string body, bool isChecked, bool isSynced) => VerifyAsync(
        "return await zoom.FinishAsync(code, state) ? Ok() : BadRequest();", Service(body), !isChecked, !isSynced,
        others: TestReferences.WithFlurl2);

    [Fact]
    public Task ClassOfAProjectThatIsReferredToByAnother_IsLookedInto()
    {
        var core = Compile("Core", Interface);
        var infrastructure = Compile("Infrastructure", Service(Exchange + Keep), core);
        var registration = Compile("Registration", "public static class Services { }", core, infrastructure);

        return VerifyAsync(
            "return await zoom.FinishAsync(code, state) ? Ok() : BadRequest();", reportsState: true, reportsSync: true, [core, registration]);
    }

    [Fact]
    public async Task ProjectThatComesAsAnAssembly_IsUnknown()
    {
        var core = Compile("Core", Interface);
        var infrastructure = Compile("Infrastructure", Service(Exchange + Keep), core);

        await VerifyAsync(
            "return await zoom.FinishAsync(code, state) ? Ok() : BadRequest();", reportsState: false, reportsSync: false,
            [Image(core), Image(infrastructure)]);
    }

    [Fact]
    public Task Option_KeepsTheRulesInTheProject()
    {
        var core = Compile("Core", Interface);
        return VerifyAsync(
            "return await zoom.FinishAsync(code, state) ? Ok() : BadRequest();", reportsState: false, reportsSync: false,
            [core, Compile("Infrastructure", Service(Exchange + Keep), core)], ("atom_oauth.project_references", "ignore"));
    }

    /// <summary>The action passes on the whole request, and names none of its members.</summary>
    [Theory]
    [InlineData("request.Code ?? throw new ArgumentNullException(nameof(request))")]
    [InlineData("request.Code!")]
    public async Task RequestThatIsHandedOnWhole_IsLookedInto(string code)
    {
        var core = Compile("Core", """
            namespace Core;
            public interface ISyncPolarService { Task ExchangeToken(PolarExchangeTokenDto dto); }
            public class PolarExchangeTokenDto { public string? Code { get; set; } }
            """);
        var service = Compile("Services", $$"""
            using Core;
            public sealed class SyncPolarService(HttpClient http) : ISyncPolarService
            {
                public async Task ExchangeToken(PolarExchangeTokenDto request)
                {
                    var token = await GetAuthToken({{code}});
                    await File.WriteAllTextAsync("polar.token", token);
                }

                private async Task<string> GetAuthToken(string code)
                {
                    var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code });
                    var response = await http.PostAsync("https://polarremote.com/v2/oauth2/token", form);
                    return await response.Content.ReadAsStringAsync();
                }
            }
            """, core);

        await (VerifySync.Test("""
            using Core;
            using Microsoft.AspNetCore.Mvc;
            [ApiController]
            public class PolarController
            {
                private readonly ISyncPolarService _syncPolarService;
                public PolarController(ISyncPolarService syncPolarService) => _syncPolarService = syncPolarService;

                [HttpPost]
                public async Task<ActionResult> [|ExchangeToken|](PolarExchangeTokenDto dto)
                {
                    await _syncPolarService.ExchangeToken(dto);
                    return new NoContentResult();
                }
            }
            """) with { MoreReferences = [core, service] }).VerifyAsync();
    }

    [Theory]
    [InlineData("RaiseDomainEvent", true, "Handle(Linked linked) => mail.Greet(linked)", true)]
    [InlineData("RaiseDomainEvent", true, "Handle(Linked linked) => mail.ImportAsync(linked)", false)]
    [InlineData("RaiseDomainEvent", false, "Handle(Linked linked) => mail.ImportAsync(linked)", false)]
    [InlineData("RaiseDomainEvent", false, "Handle(Linked linked) => mail.Greet(linked)", false)]
    [InlineData("RaiseEvent", true, "Greet(Linked linked) => mail.Greet(linked)", true)]
    [InlineData("RaiseEvent", false, "Greet(Linked linked) => mail.Greet(linked)", false)]
    public async Task EventOfAnotherProject_IsFollowedToItsHandlers(string raise, bool isProgram, string handler, bool isReported)
    {
        var domain = Compile("Domain", $$"""
            namespace Domain;
            public record Linked(string Id);
            public abstract class Entity
            {
                private readonly List<object> _raised = new();
                protected void {{raise}}(object raised) => _raised.Add(raised);
            }
            public sealed class Link : Entity
            {
                public string Refresh { get; private set; } = "";
                public static Link Make(string refresh) { var link = new Link { Refresh = refresh }; link.{{raise}}(new Linked(refresh)); return link; }
            }
            """);
        await (VerifySync.Test(Usings + $$"""
            using Domain;
            {{(isProgram ? "public static class Program { public static void Main() { } }" : "")}}
            public sealed class LinkedHandler(dynamic mail) { public void {{handler}}; }
            public sealed class ZoomController(dynamic oauth, dynamic store) : ControllerBase
            {
                [HttpGet("zoom/callback")]
                public async Task<IActionResult> {{(isReported ? "[|Callback|]" : "Callback")}}(string code, string state)
                {
                    var tokens = await oauth.ExchangeCodeAsync(code);
                    await store.SaveAsync(Link.Make((string)tokens.RefreshToken));
                    return Ok();
                }
            }
            """) with { MoreReferences = [domain] }).VerifyAsync();
    }

    [Fact]
    public Task TwoClassesOfWhichOneChecks_DoNotTrigger() => VerifyAsync(
        "return await zoom.FinishAsync(code, state) ? Ok() : BadRequest();",
        Service(Exchange + Keep, "EuropeanService") + Service(Check + Exchange + Keep, "AmericanService").Replace("using Core;", ""),
        reportsState: false, reportsSync: true);

    private static string Service(string body, string name = "ZoomService") => $$"""
        using Core;
        public sealed class {{name}}(HttpClient http, IStates states) : IZoomService
        {
            public async Task<bool> FinishAsync(string code, string state) { {{body}} }
            private Task ImportHistoryAsync(string token) => Task.CompletedTask;
        }
        """;

    private static string Handler(string body) => $$"""
        using Core;
        public sealed class ConnectZoomHandler(HttpClient http, IStates states)
        {
            public async Task<bool> Handle(ConnectZoom request, CancellationToken cancellationToken)
            {
                var (code, state) = (request.Code, request.State);
                {{body}}
            }
            private Task ImportHistoryAsync(string token) => Task.CompletedTask;
        }
        """;

    private static Task VerifyAsync(
        string callback, string service, bool reportsState, bool reportsSync, ImmutableArray<MetadataReference>? others = null)
    {
        var core = Compile("Core", Interface, others ?? TestReferences.All);
        return VerifyAsync(callback, reportsState, reportsSync, [core, Compile("Infrastructure", service, others ?? TestReferences.All, core)]);
    }

    private static async Task VerifyAsync(
        string callback,
        bool reportsState,
        bool reportsSync,
        ImmutableArray<MetadataReference> references,
        params (string Key, string Value)[] options)
    {
        var state = VerifyState.Test(Source(callback, reportsState));
        var set = state.Options.AddRange(options.Select(static option => KeyValuePair.Create(option.Key, option.Value)));
        await (state with { MoreReferences = references, Options = set }).VerifyAsync();
        await (VerifySync.Test(Source(callback, reportsSync)) with { MoreReferences = references, Options = set }).VerifyAsync();
    }

    private static string Source(string callback, bool isReported) => Usings + $$"""
        using Core;
        public interface IMediator { Task<bool> Send(object request); }
        public sealed class ZoomController(IZoomService zoom, IMediator mediator) : ControllerBase
        {
            [HttpGet("zoom/callback")]
            public async Task<IActionResult> {{(isReported ? "[|Callback|]" : "Callback")}}(string code, string state)
            {
                {{callback}}
            }
        }
        """;
}
