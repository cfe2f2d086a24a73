using Microsoft.CodeAnalysis;
using static Atom.OAuth.Analyzers.Tests.OtherProject;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ProtectOAuthStateAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM003: states that code outside of the project makes, and objects that carry a state from where it is made.</summary>
public sealed class ProtectOAuthStateElsewhereTests
{
    private const string Request = "https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state=";

    private static readonly PortableExecutableReference Other = Image(Compile("Flows", """
        namespace Contoso.Flows
        {
            public interface ICorrelationService { string SetNonceCookie(string user); string Encrypt(string user); string EncodeUser(string user); }

            public interface ISlackInstaller { string GetState(string user); string CreateNonce(); }

            public interface IUserState { string GetUserId(); string Create(string user); }

            public interface IOwnStates { string CreateState(string user); }

            public sealed class SlackFlow
            {
                public string State { get; set; } = "";
                public string UserId { get; set; } = "";
                public static SlackFlow Create(string user) => new();
                public static string MakeState(string user) => user;
            }
        }
        """));

    /// <summary>The project that makes the state by hand is reported itself.</summary>
    [Theory]
    [InlineData("flows.SetNonceCookie(user)")]
    [InlineData("flows.Encrypt(user)")]
    [InlineData("flows.EncodeUser(user)")]
    [InlineData("installer.GetState(user)")]
    [InlineData("SlackFlow.Create(user).State")]
    [InlineData("users.Create(user)")]
    public Task StateOfAnotherProject_IsUnknown(string state) => VerifyInAsync(state);

    [Theory]
    [InlineData("[|installer.CreateNonce()|]")]
    [InlineData("[|SlackFlow.MakeState(user)|]")]
    [InlineData("[|users.GetUserId()|]")]
    [InlineData("[|own.CreateState(user)|]")]
    [InlineData("[|SlackFlow.Create(user).UserId|]")]
    [InlineData("[|string.Concat(user, flows.Encrypt(user))|]")]
    public Task OtherValuesOfAnotherProject_Trigger(string state) => VerifyInAsync(state);

    private static Task VerifyInAsync(string state) => (VerifyCS.Test($$"""
        using Contoso.Flows;

        public sealed class Plain : IOwnStates { public string CreateState(string user) => user; }

        public sealed class Fake : IOwnStates { public string CreateState(string user) => ""; }

        public sealed class SlackLinks(ICorrelationService flows, ISlackInstaller installer, IUserState users, IOwnStates own)
        {
            public string Start(string user) => "{{Request}}" + {{state}};

            public object Services => (flows, installer, users, own);
        }
        """) with { MoreReferences = [Other] }).VerifyAsync();

    /// <summary>A record of another project whose state this project makes, or takes from a request.</summary>
    [Theory]
    [InlineData("public string Start(SlackFlow flow)", "flow.State", "")]
    [InlineData("public string Start([Microsoft.AspNetCore.Mvc.FromBody] SlackFlow flow)", "[|flow.State|]", "")]
    [InlineData("public string Start()", "[|flow.State|]", "var flow = new SlackFlow { State = Guid.NewGuid().ToString() };")]
    public Task RecordOfAnotherProject_IsUnknown(string signature, string state, string statement) => (VerifyCS.Test($$"""
        using Contoso.Flows;

        public sealed class SlackLinks
        {
            {{signature}}
            {
                {{statement}}
                return "{{Request}}" + {{state}};
            }
        }
        """) with { MoreReferences = [Other] }).VerifyAsync();

    /// <summary>The projects that call it make the state, and are reported there.</summary>
    [Fact]
    public Task StateThatALibraryAsksFor_IsTheCallers() => VerifyCS.VerifyAsync(Library("public string GetAuthorizationUrl(string state)", "state"));

    [Theory]
    [InlineData("public string GetAuthorizationUrl(string user)", "[|user|]")]
    [InlineData("public string GetPage(string state)", "[|state|]")]
    [InlineData("internal string GetAuthorizationUrl(string state)", "[|state|]")]
    [InlineData("[System.ComponentModel.Description(\"/login\")] public string GetAuthorizationUrl(string state)", "[|state|]")]
    public Task OtherParametersOfALibrary_Trigger(string signature, string use) => VerifyCS.VerifyAsync(Library(signature, use));

    [Fact]
    public Task StateThatAProgramAsksFor_Triggers() =>
        VerifyCS.VerifyProgramAsync("return;\n" + Library("public string GetAuthorizationUrl(string state)", "[|state|]"));

    [Fact]
    public Task StateThatAControllerIsSent_Triggers() => VerifyCS.VerifyAsync(
        Library("public string GetAuthorizationUrl(string state)", "[|state|]").Replace("class Links", "class LinksController", StringComparison.Ordinal));

    private static string Library(string signature, string use) => $$"""
        public sealed class Links
        {
            {{signature}} => "{{Request}}" + {{use}};
        }
        """;

    [Theory]
    [InlineData("Dictionary<string, string> values", "values[\"state\"]")]
    [InlineData("IReadOnlyDictionary<string, string> values", "values[\"state\"]")]
    [InlineData("Dictionary<string, string> values", "[|values[\"user\"]|]")]
    [InlineData("[Microsoft.AspNetCore.Mvc.FromQuery] Dictionary<string, string> values", "[|values[\"state\"]|]")]
    [InlineData("List<string> values", "[|values[0]|]")]
    public Task EntryThatTheCallerFills_IsTheCallers(string parameter, string entry) => VerifyCS.VerifyAsync($$"""
        public sealed class Links
        {
            public string Build({{parameter}}) => "{{Request}}" + {{entry}};
        }
        """);

    [Fact]
    public Task EntryThatAVisibleCallerFills_Triggers() => VerifyCS.VerifyAsync($$"""
        public sealed class Links
        {
            public string Start() => Build(new() { ["state"] = Guid.NewGuid().ToString("N") });

            private string Build(Dictionary<string, string> values) => "{{Request}}" + [|values["state"]|];
        }
        """);

    /// <summary>The method that makes the state and the object around it is reported once, but not the caller that takes it out again.</summary>
    [Theory]
    [InlineData("State = state", "var state = [|Guid.NewGuid().ToString()|];", "flow.State")]
    [InlineData("State = [|Guid.NewGuid().ToString()|]", "", "flow.State")]
    [InlineData("Verifier = Guid.NewGuid().ToString()", "", "[|flow.State|]")]
    public Task StateInAnObject_IsReportedWhereItIsMade(string member, string statement, string use) => VerifyCS.VerifyAsync($$"""
        public sealed class Flow
        {
            public string State { get; set; } = "";
            public string Verifier { get; set; } = "";
        }

        public sealed class OAuthFlows
        {
            public Flow Begin()
            {
                {{statement}}
                return new Flow { {{member}} };
            }
        }

        public sealed class Page(OAuthFlows flows, Links links)
        {
            public string Start()
            {
                var flow = flows.Begin();
                return links.GetAuthorizationUrl({{use}});
            }
        }

        public sealed class Links { public string GetAuthorizationUrl(string state) => "{{Request}}" + state; }
        """);

    [Theory]
    [InlineData("long", "data.First(row => [|row.AppId == state|]).Name")]
    [InlineData("Guid", "data.First(row => [|state == row.TenantTeamId|]).Name")]
    [InlineData("int", "data.First(row => row.FlowId == state).Name")]
    [InlineData("long", "data.First(row => row.Id == state).Name")]
    [InlineData("string", "data.First(row => [|row.AppId == state|]).Name")]
    [InlineData("string", "data.First(row => row.AppId != state).Name")]
    public Task RowsFoundByTheKeyOfSomethingElse_Trigger(string type, string found) => VerifyCS.VerifyAsync($$"""
        public sealed class Row
        {
            public {{type}} AppId = default!, TenantTeamId = default!, FlowId = default!, Id = default!;
            public string Name = "";
        }

        public sealed class OAuthPages(List<Row> data)
        {
            public string Callback(string code, {{type}} state) => {{found}} + code;
        }
        """);

    /// <summary>A function that finds a code as well is given an address, not a state.</summary>
    [Theory]
    [InlineData("ParseCodeAndState", "input.Split('#')")]
    [InlineData("ParseState", "[|input.Split('#')|]")]
    [InlineData("DecodeState", "[|input.Split('#')|]")]
    public Task AddressWithCodeAndState_IsNoState(string name, string parts) => VerifyCS.VerifyAsync($$"""
        public sealed class SlackOAuthClient
        {
            public string[] {{name}}(string input) => {{parts}};
        }
        """);
}
