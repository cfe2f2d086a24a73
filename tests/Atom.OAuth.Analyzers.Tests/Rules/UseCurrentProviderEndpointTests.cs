using System.Globalization;
using System.Text.RegularExpressions;
using Atom.OAuth.Analyzers.Retirements;
using Microsoft.CodeAnalysis;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.UseCurrentProviderEndpointAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM007: which texts are retired endpoints, and which only look like them.</summary>
public sealed partial class UseCurrentProviderEndpointTests
{
    public static TheoryData<string> Patterns => [.. KnownRetirements.All.SelectMany(static provider => provider.Entries.OfType<RetiredUrl>())
        .Where(static url => url.Method is null).SelectMany(static url => url.Patterns)];

    /// <summary>Tests an example of each pattern, with the lowest number that it allows.</summary>
    [Theory]
    [MemberData(nameof(Patterns))]
    public Task EveryRetiredUrl_Triggers(string pattern)
    {
        var url = Number().Replace(pattern, static range => range.Groups["low"] is { Length: > 0 } low ? low.Value : "1")
            .Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal)
            .Replace("v1.*", "v1.0", StringComparison.Ordinal)
                .Replace("{id}", "42", StringComparison.Ordinal)
                .Replace("**", "some", StringComparison.Ordinal)
            .Replace("*", "any", StringComparison.Ordinal).Replace("?token", "?token=x", StringComparison.Ordinal);
        url = url[(url.IndexOf('|', StringComparison.Ordinal) + 1)..];

        return VerifyCS.VerifyAsync($$"""public class C { public const string Url = [|"https://{{url}}"|]; }""");
    }

    [Theory]
    [InlineData("""const string Url = [|"https://api.hubapi.com/oauth/v1/token?grant_type=refresh_token"|];""")]
    [InlineData("""const string Url = [|"https://api.hubapi.com/oauth/v1/token/"|];""")]
    [InlineData("""const string Url = [|"HTTPS://API.HUBAPI.COM/OAUTH/V1/TOKEN"|];""")]
    [InlineData("""const string Url = [|"http://slack.com/oauth/authorize"|];""")]
    [InlineData("""const string Url = [|"slack.com/api/oauth.access"|];""")]
    [InlineData("""const string Url = [|@"https://slack.com/oauth/authorize"|];""")]
    [InlineData("""""const string Url = [|"""https://slack.com/oauth/authorize"""|];""""")]
    [InlineData("""static System.ReadOnlySpan<byte> Url => [|"https://slack.com/oauth/authorize"u8|];""")]
    [InlineData("""string Url(string id) => $"[|https://slack.com/oauth/authorize?client_id=|]{id}";""")]
    [InlineData("""string Url(string token) => $"[|https://api.hubapi.com/oauth/v1/access-tokens/|]{token}";""")]
    [InlineData("""const string Host = "https://api.hubapi.com"; const string Url = Host + [|"/oauth/v1/token"|];""")]
    [InlineData("""const string Host = "https://api.hubapi.com"; string Url() => $"{Host}[|/oauth/v1/token|]";""")]
    [InlineData("""HttpClient http = new() { BaseAddress = new Uri("https://api.hubapi.com/") }; string path = [|"oauth/v1/token"|];""")]
    [InlineData("""void M(HttpClient http) { http.PostAsync([|"https://auth.monday.com/oauth2/token"|], null); }""")]
    public Task Forms_Trigger(string member) => VerifyCS.VerifyAsync($$"""public class C { {{member}} }""");

    [Theory]
    [InlineData("""const string Url = "https://api.hubapi.com/oauth/2026-03/token";""")]
    [InlineData("""const string Url = "https://slack.com/oauth/v2/authorize";""")]
    [InlineData("""const string Url = "https://slack.com/oauth/authorize/other";""")]
    [InlineData("""const string Url = "https://slack.com/oauth/authorized";""")]
    [InlineData("""const string Url = "https://slack.com/api/oauth.access.v3";""")]
    [InlineData("""const string Url = "https://example.com/?next=https://slack.com/oauth/authorize";""")]
    [InlineData("""const string Url = "https://notslack.com/oauth/authorize";""")]
    [InlineData("""const string Url = "https://auth.monday.com/oauth2/authorize";""")]
    [InlineData("""const string Text = "See https://slack.com/oauth/authorize for more";""")]
    [InlineData("""const string Text = "https://slack.com/oauth/authorize is retired";""")]
    [InlineData("""const string Path = "/oauth/v1/token";""")]
    [InlineData("""const string Path = "/oauth2/token"; const string Host = "https://discord.com/api"; """)]
    [InlineData("""const string Path = "oauth/v1/token"; /* api.hubapi.com */""")]
    [InlineData("""// https://slack.com/oauth/authorize""")]
    [InlineData("""const string Empty = ""; const char Slash = '/';""")]
    public Task Others_DoNotTrigger(string member) => VerifyCS.VerifyAsync($$"""
        public class C
        {
            {{member}}
        }
        """);

    /// <summary>If the version, the host or the path is in a separate constant, the report is where the change is required.</summary>
    [Theory]
    [InlineData("""const string Version = [|"v17.0"|]; string Url(string id) => $"https://graph.facebook.com/{Version}/{id}";""")]
    [InlineData("""static readonly string Version = [|"v17.0"|]; string Url(string id) => "https://graph.facebook.com/" + Version + "/" + id;""")]
    [InlineData("""string Version { get; } = [|"v17.0"|]; string Url() => $"https://graph.facebook.com/{Version}/me";""")]
    [InlineData("""const string Number = "17"; string Url() => $"[|https://graph.facebook.com/v|]{Number}.0/me";""")]
    [InlineData("""const string Version = [|"v17.0"|]; string Url() => string.Format("https://graph.facebook.com/{0}/me", Version);""")]
    [InlineData("""const string Graph = "https://graph.facebook.com"; const string Version = [|"v17.0"|]; const string Base = Graph + "/" + Version;""")]
    [InlineData("""const string Graph = "https://graph.facebook.com/"; string Url() => Graph + [|"v17.0/me"|];""")]
    [InlineData("""const string Base = "https://discord.com/api"; string Url() => $"{Base}[|/users/@me|]";""")]
    [InlineData("""const string Base = "https://discord.com/api/"; string Url() => Base + [|"channels/1"|];""")]
    [InlineData("""string Url(string version = "v17.0") { var host = "https://graph.facebook.com"; var v = [|"v19.0"|]; return $"{host}/{v}/me"; }""")]
    [InlineData("""Uri Url() => new Uri(new Uri("https://api.hubapi.com"), [|"/oauth/v1/token"|]);""")]
    [InlineData("""static string Version => [|"v18.0"|]; static Uri Url => new Uri($"https://graph.facebook.com/{Version}/");""")]
    public Task PutTogether_Triggers(string members) => VerifyCS.VerifyAsync($$"""public class C { {{members}} }""");

    [Theory]
    [InlineData("""const string Base = "https://discord.com/api"; string Url() => $"{Base}/oauth2/token";""")]
    [InlineData("""const string Base = "https://discord.com/api"; string Url() => $"{Base}/v10/users/@me";""")]
    [InlineData("""string Url(string version) => $"https://graph.facebook.com/{version}/me"; string Old => "v17.0";""")]
    [InlineData("""string version = "v17.0"; void Set(string v) => version = v; string Url() => $"https://graph.facebook.com/{version}/me";""")]
    [InlineData("""const string Version = "v17.0"; string Url() => Urls.Format("https://graph.facebook.com/{0}/me", Version); class Urls { public static string Format(string path, string old) => path; }""")]
    [InlineData("""const string Url = "https://graph.facebook.com/v26.0/me";""")]
    [InlineData("""const string Url = "https://graph.facebook.com/me";""")]
    [InlineData("""const string Url = "https://graph.facebook.com/v17.0 is gone";""")]
    [InlineData("""const string Url = "https://www.facebook.com/v17.0/plugins/page.php";""")]
    [InlineData("""const string Url = "https://discord.com/api/webhooks/1/x";""")]
    [InlineData("""string Url(string v) => $"https://discord.com/api/{v}/users/@me";""")]
    [InlineData("""const string Url = "https://discord.com/api/v9/users/@me";""")]
    [InlineData("""const string Url = "https://cdn.discordapp.com/avatars/1/2.png";""")]
    [InlineData("""const string Url = "https://api.zoom.us/v2/phone/call_logs/42/recordings";""")]
    [InlineData("""string Url(string id) => $"https://api.zoom.us/v2/phone/call_logs/{id}/recordings";""")]
    [InlineData("""const string Url = "https://api.hubapi.com/crm/objects/2026-09/contacts";""")]
    [InlineData("""const string Url = "https://api.hubapi.com/crm/objects/2026-03/v3-migration";""")]
    [InlineData("""const string Url = "https://slack.com/api/conversations.list";""")]
    [InlineData("""const string Url = "https://slack.com/api/files.uploadV2";""")]
    [InlineData("""const string Url = "https://office.com/webhook/1";""")]
    [InlineData("""const string Url = "https://api.notion.com/v1/databases/1";""")]
    [InlineData("""const string Url = "https://api.contoso.com/oauth/v1/token";""")]
    [InlineData("""const string Url = "https://auth.atlassian.com/authorize"; const string Old = "https://trello.com/1/authorize";""")]
    public Task Others_PutTogether_DoNotTrigger(string members) => VerifyCS.VerifyAsync($$"""public class C { {{members}} }""");

    /// <summary>An exception from a retired path is still served, so only the less severe report about its version remains.</summary>
    [Fact]
    public async Task Exceptions_AreLeftToTheGeneralEntry()
    {
        var report = Assert.Single(
            await VerifyCS.ReportsAsync(
                """public class C { public const string Url = "https://api.hubapi.com/contacts/v1/lists/all/contacts/all"; }"""));

        Assert.Equal(DiagnosticSeverity.Info, report.Severity);
    }

    [Theory]
    [InlineData("""http.DefaultRequestHeaders.Add("Notion-Version", [|"2022-06-28"|]);""")]
    [InlineData("""http.DefaultRequestHeaders.TryAddWithoutValidation("notion-version", [|"2021-08-16"|]);""")]
    [InlineData("""var request = new HttpRequestMessage { Headers = { { "Notion-Version", [|"2025-09-03"|] } } };""")]
    [InlineData("""var headers = new Dictionary<string, string> { ["Notion-Version"] = [|"2022-06-28"|] };""")]
    [InlineData("""const string Name = "Notion-Version"; const string Version = [|"2022-06-28"|]; http.DefaultRequestHeaders.Add(Name, Version);""")]
    [InlineData("""http.DefaultRequestHeaders.Add("Notion-Version", "2026-03-11");""")]
    [InlineData("""http.DefaultRequestHeaders.Add("API-Version", "2024-10");""")]
    [InlineData("""var text = "Notion-Version"; var day = "2022-06-28";""")]
    public Task HeaderValues_Trigger(string statement) => VerifyCS.VerifyAsync($$"""
        public class NotionClient
        {
            public void M(HttpClient http)
            {
                http.BaseAddress = new Uri("https://api.notion.com/v1/");
                {{statement}}
            }
        }
        """);

    [Fact]
    public Task HeaderOfMonday_Triggers() => VerifyCS.VerifyAsync("""
        public class MondayClient(HttpClient http)
        {
            public void M()
            {
                http.BaseAddress = new Uri("https://api.monday.com/v2");
                http.DefaultRequestHeaders.Add("API-Version", [|"2024-10"|]);
                http.DefaultRequestHeaders.Add("API-Version", "2026-10");
            }
        }
        """);

    [Theory]
    [InlineData("""await http.GetAsync($"https://api.hubapi.com/oauth/v1/refresh-tokens/{id}");""", "use 'https://api.hubapi.com/oauth/2026-03/token/introspect'. ")]
    [InlineData("""await http.DeleteAsync($"https://api.hubapi.com/oauth/v1/refresh-tokens/{id}");""", "use 'https://api.hubapi.com/oauth/2026-03/token/revoke'. ")]
    [InlineData("""await http.SendAsync(new HttpRequestMessage(HttpMethod.Delete, $"https://api.hubapi.com/oauth/v1/refresh-tokens/{id}"));""", "token/revoke'. ")]
    [InlineData("""var url = "https://api.hubapi.com/oauth/v1/refresh-tokens/" + id; await http.DeleteAsync(url);""", "use 'https://api.hubapi.com/oauth/2026-03/token/revoke'. ")]
    [InlineData("""var url = "https://api.hubapi.com/oauth/v1/refresh-tokens/" + id; await http.DeleteAsync(url); await http.GetAsync(url);""", "introspect' for GET and ")]
    public async Task Replacement_GoesByTheMethodOfTheCall(string call, string message)
    {
        var report = Assert.Single(
            await VerifyCS.ReportsAsync($$"""public class C { public async Task M(HttpClient http, string id) { {{call}} } }"""));

        Assert.Contains(message, report.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""await http.PostAsJsonAsync([|"https://discord.com/api/v10/guilds"|], new { name = "x" });""")]
    [InlineData("""await http.GetAsync("https://discord.com/api/v10/guilds/1");""")]
    [InlineData("""var url = "https://discord.com/api/v10/guilds"; await http.GetAsync($"{url}/{1}");""")]
    public Task OneMethodAlone_Triggers(string call) =>
        VerifyCS.VerifyAsync($$"""public class C { public async Task M(HttpClient http) { {{call}} } }""");

    [Fact]
    public Task Attributes_Trigger() => VerifyCS.VerifyAsync("""
        [System.Obsolete([|"https://slack.com/oauth/authorize"|])]
        public class C { }
        """);

    [Fact]
    public Task TopLevelStatements_Trigger() => VerifyCS.VerifyProgramAsync("""
        var host = "https://api.hubapi.com";
        Console.WriteLine(host + [|"/oauth/v1/token"|]);
        """);

    [Fact]
    public Task TestCode_DoesNotTrigger() => VerifyCS.VerifyAsync("""
        namespace Contoso.Tests
        {
            public class C { public const string Url = "https://slack.com/oauth/authorize"; }
        }
        """);

    [Fact]
    public Task GeneratedCode_DoesNotTrigger() => VerifyCS.VerifyAsync(("C.g.cs", """
        // <auto-generated/>
        public class C { public const string Url = "https://slack.com/oauth/authorize"; }
        """));

    [Fact]
    public Task DamagedCode_DoesNotThrow() => (VerifyCS.Test("""
        public class C { string a = $"https://slack.com/oauth/authorize{; string b = "https://slack.com/oauth/authorize
        """) with { AllowErrors = true }).RunAsync();

    [Theory]
    [InlineData("https://slack.com/api/files.upload", DiagnosticSeverity.Warning, "Slack has retired 'https://slack.com/api/files.upload' on 2025-11-12; use files.getUploadURLExternal, then files.completeUploadExternal")]
    [InlineData("https://graph.windows.net/contoso/users", DiagnosticSeverity.Warning, "Microsoft has retired 'https://graph.windows.net' in September 2025; use Microsoft Graph, 'https://graph.microsoft.com/v1.0'")]
    [InlineData("https://api.hubapi.com/oauth/v1/token", DiagnosticSeverity.Warning, "HubSpot retires 'https://api.hubapi.com/oauth/v1/token' on 2027-02-16; use 'https://api.hubapi.com/oauth/2026-03/token'")]
    [InlineData("https://api.hubapi.com/crm/v3/objects/contacts", DiagnosticSeverity.Info, "HubSpot ends support for 'https://api.hubapi.com/crm/v3' in September 2027; use the same API with a date in its path, '2026-09'. It may keep working")]
    [InlineData("https://accounts.google.com/o/oauth2/token", DiagnosticSeverity.Info, "Google has deprecated 'https://accounts.google.com/o/oauth2/token'; use 'https://oauth2.googleapis.com/token'")]
    [InlineData("https://slack.com/api/stars.list", DiagnosticSeverity.Info, "Slack has deprecated 'https://slack.com/api/stars.list'; there is no replacement. People no longer see stars")]
    public async Task MessageAndSeverity_TellWhatHappensAndWhen(string url, DiagnosticSeverity severity, string message)
    {
        var report = Assert.Single(await VerifyCS.ReportsAsync($$"""public class C { public const string Url = "{{url}}"; }"""));

        Assert.Equal((severity, message), (report.Severity, report.GetMessage(CultureInfo.InvariantCulture)));
    }

    /// <summary>The dates of versions in Graph's changelog, as of the date of the catalogue.</summary>
    [Theory]
    [InlineData("v2.12", "has retired 'https://graph.facebook.com/v2.12'; ")]
    [InlineData("v12.0", "has retired 'https://graph.facebook.com/v12.0'; ")]
    [InlineData("v17.0", "has retired 'https://graph.facebook.com/v17.0' on 2025-09-12; ")]
    [InlineData("v20.0", "has retired 'https://graph.facebook.com/v20.0' on 2026-09-24; ")]
    [InlineData("v21.0", "retires 'https://graph.facebook.com/v21.0' on 2027-01-21; ")]
    [InlineData("v25.0", "retires 'https://graph.facebook.com/v25.0' on 2028-07-29; ")]
    public async Task Versions_HaveDaysOfTheirOwn(string version, string message)
    {
        var report = Assert.Single(
            await VerifyCS.ReportsAsync($$"""public class C { public const string Url = "https://graph.facebook.com/{{version}}/me"; }"""));

        Assert.Contains(message, report.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-27", true)]
    [InlineData("2026-11-28", true)]
    [InlineData("2026-11-29", false)]
    [InlineData("2026-10", true)]
    [InlineData("2026-11", false)]
    [InlineData("2026-12", false)]
    public void WhatIsPast_GoesByTheDayOfTheCatalogue(string on, bool isPast) => Assert.Equal(isPast, KnownRetirements.IsPast(on, "2026-11-28"));

    [GeneratedRegex(@"\{(?<low>\d*)\.\.\d*\}")]
    private static partial Regex Number();
}
