using Atom.OAuth.Analyzers.Providers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>What identifies a response as a provider's: each entry of the table by itself, and in pairs.</summary>
public sealed class CheckHtmlBeforeReadingJsonMarksTests
{
    /// <summary>Code without evidence: a call whose address is a parameter.</summary>
    private static readonly Code Plain = new();

    /// <summary>The smallest change of the plain code that shows each piece of evidence.</summary>
    private static readonly Dictionary<string, Code> Shown = new()
    {
        [nameof(Evidence.Declared)] = Plain with { Attribute = "[Atom.OAuth.OAuthProvider(\"Contoso\")]" },
        [nameof(Evidence.KnownHost)] = Plain with { Url = "\"https://slack.com/items\"" },
        [nameof(Evidence.OAuthPath)] = Plain with { Url = "address + \"/connect/oauth2\"" },
        [nameof(Evidence.ApiBelowOAuth)] = Plain with { Url = "address + \"/oauth2/v2/items\"" },
        [nameof(Evidence.GrantKey)] = Plain with { Statement = "var form = new Dictionary<string, string> { [\"grant_type\"] = \"\" };" },
        [nameof(Evidence.ClientSecret)] = Plain with { Statement = "var form = new Dictionary<string, string> { [\"client_secret\"] = \"\" };" },
        [nameof(Evidence.EndpointProperty)] = Plain with { Url = "TokenEndpoint", Members = "public string TokenEndpoint { get; set; } = \"\";" },
        [nameof(Evidence.TokenMembers)] = Plain with
        {
            ReadType = "Item",
            Types = "public sealed class Item { [JsonPropertyName(\"access_token\")] public string? Value { get; set; } }",
        },
        [nameof(Evidence.ApiUrl)] = Plain with { Url = "\"https://api.contoso.com/items\"" },
        [nameof(Evidence.Bearer)] = Plain with { Statement = "http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(\"Bearer\", address);" },
        [nameof(Evidence.OAuthName)] = Plain with { Statement = "var oauthSettings = 1;" },
        [nameof(Evidence.PublicUrl)] = Plain with { Url = "\"https://www.contoso.com/items\"" },
        [nameof(Evidence.TypeKnowsProvider)] = Plain with { Members = "public string Home => \"https://api.contoso.com/home\";" },
        [nameof(Evidence.ProviderInName)] = Plain with { Type = "SlackThings" },
        [nameof(Evidence.MethodName)] = Plain with { Method = "LoadUserInfoAsync" },
        [nameof(Evidence.TypeName)] = Plain with { Type = "ExternalLogins" },
        [nameof(Evidence.OAuthTypeName)] = Plain with { Type = "OAuthThings" },
        [nameof(Evidence.QueryToken)] = Plain with { Url = "address + \"?access_token=\"" },
        [nameof(Evidence.ReadTypeName)] = Plain with { ReadType = "TokenItem", Types = "public sealed class TokenItem { }" },
    };

    public static TheoryData<string> Strong() => [.. Entries(MarkStrength.Strong)];

    public static TheoryData<string> Weak() => [.. Entries(MarkStrength.Weak)];

    public static TheoryData<string, string> Pairs()
    {
        var weak = Entries(MarkStrength.Weak).ToList();
        var pairs = new TheoryData<string, string>();
        foreach (var first in weak)
        {
            // Marks that change the same part of the code cannot be combined.
            foreach (var second in weak.SkipWhile(w => w != first).Skip(1).Where(second => Shown[first].Merge(Shown[second]) is not null))
            {
                pairs.Add(first, second);
            }
        }

        return pairs;
    }

    [Fact]
    public void EveryEntryOfTheTable_HasACase() =>
        Assert.Equal(ProviderMarks.Table.Select(static m => m.Evidence.ToString()).Order(), Shown.Keys.Order());

    [Fact]
    public void EveryEntryOfTheTable_StandsInItOnce() =>
        Assert.Equal(ProviderMarks.Table.Length, ProviderMarks.Table.Select(static m => m.Evidence).Distinct().Count());

    [Fact]
    public Task NoMark_DoesNotTrigger() => VerifyCS.VerifyAsync(Plain.Text(reported: false));

    [Theory]
    [MemberData(nameof(Strong))]
    public Task StrongMarkAlone_Triggers(string mark) => VerifyCS.VerifyAsync(Shown[mark].Text(reported: true));

    [Theory]
    [MemberData(nameof(Weak))]
    public Task WeakMarkAlone_DoesNotTrigger(string mark) => VerifyCS.VerifyAsync(Shown[mark].Text(reported: false));

    [Theory]
    [MemberData(nameof(Pairs))]
    public Task TwoWeakMarks_Trigger(string first, string second) => VerifyCS.VerifyAsync(Shown[first].Merge(Shown[second])!.Text(reported: true));

    [Theory]
    [MemberData(nameof(Strong))]
    public Task StrongMark_UnderScopeOAuth_TriggersWhenItTellsOAuth(string mark)
    {
        var isOAuth = ProviderMarks.Table.Single(m => m.Evidence.ToString() == mark).IsOAuth;
        return VerifyCS.VerifyAsync(Shown[mark].Text(reported: isOAuth), ("atom_oauth.response_scope", "oauth"));
    }

    [Theory]
    [InlineData(nameof(Evidence.MethodName), nameof(Evidence.TypeName))]
    [InlineData(nameof(Evidence.MethodName), nameof(Evidence.ReadTypeName))]
    [InlineData(nameof(Evidence.TypeName), nameof(Evidence.ReadTypeName))]
    public Task NamesWithAPathOfTheClientsOwnServer_DoNotTrigger(string first, string second) =>
        VerifyCS.VerifyAsync((Shown[first].Merge(Shown[second])! with { Url = "\"items/list\"" }).Text(reported: false));

    [Theory]
    [InlineData("http://localhost:5001/items")]
    [InlineData("https://127.0.0.1/items")]
    [InlineData("https://items.contoso.local/list")]
    [InlineData("https://example.com/items")]
    [InlineData("https://contoso-items.azurewebsites.net/api/items")]
    [InlineData("https://contoso.herokuapp.com/v1/items")]
    [InlineData("http://schemas.contoso.com/items")]
    [InlineData("http://www.w3.org/items")]
    public Task HostsThatAreNobodysApi_DoNotTrigger(string url) =>
        VerifyCS.VerifyAsync((Shown[nameof(Evidence.Bearer)] with { Url = $"\"{url}\"" }).Text(reported: false));

    // Token endpoints from the providers' documentation: developers.zoom.us, api.slack.com/methods/oauth.v2.access,
    // developers.google.com/identity/protocols/oauth2, discord.com/developers/docs/topics/oauth2,
    // learn.microsoft.com/entra/identity-platform, developers.notion.com/reference/create-a-token, developers.asana.com/docs/oauth,
    // developer.atlassian.com/cloud/trello/guides/rest-api/authorization, developer.monday.com/apps/docs/oauth,
    // developers.dropbox.com/oauth-guide, developers.hubspot.com/docs/api-reference, developers.facebook.com/docs/facebook-login.
    // Google serves Chat and Calendar from the same hosts as its other products, and so does Meta with WhatsApp.
    [Theory]
    [InlineData("https://zoom.us/oauth/token", "Zoom")]
    [InlineData("https://slack.com/api/oauth.v2.access", "Slack")]
    [InlineData("https://oauth2.googleapis.com/token", "Google")]
    [InlineData("https://chat.googleapis.com/v1/spaces", "Google")]
    [InlineData("https://www.googleapis.com/calendar/v3/users/me/calendarList", "Google")]
    [InlineData("https://discord.com/api/oauth2/token", "Discord")]
    [InlineData("https://login.microsoftonline.com/common/oauth2/v2.0/token", "Microsoft")]
    [InlineData("https://graph.microsoft.com/v1.0/me/joinedTeams", "Microsoft")]
    [InlineData("https://api.notion.com/v1/oauth/token", "Notion")]
    [InlineData("https://app.asana.com/-/oauth_token", "Asana")]
    [InlineData("https://trello.com/1/OAuthGetAccessToken", "Trello")]
    [InlineData("https://api.trello.com/1/members/me", "Trello")]
    [InlineData("https://auth.monday.com/oauth_ms/oauth/token", "monday.com")]
    [InlineData("https://auth.monday.com/oauth2/token", "monday.com")]
    [InlineData("https://api.dropboxapi.com/oauth2/token", "Dropbox")]
    [InlineData("https://api.hubapi.com/oauth/2026-03/token", "HubSpot")]
    [InlineData("https://api.hubapi.com/oauth/v1/token", "HubSpot")]
    [InlineData("https://graph.facebook.com/v24.0/oauth/access_token", "Facebook")]
    public async Task EndpointsOfTheProviders_AreNamed(string url, string provider)
    {
        var report = Assert.Single(await VerifyCS.ReportsAsync((Plain with { Url = $"\"{url}\"" }).Text()));

        Assert.StartsWith($"The response of {provider} is read as JSON", report.GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("slack.com", "Slack")]
    [InlineData("files.slack.com", "Slack")]
    [InlineData("SLACK.COM", "Slack")]
    [InlineData("notslack.com", null)]
    [InlineData("slack.com.contoso.com", null)]
    [InlineData("com", null)]
    [InlineData("", null)]
    public void NameOfHost_KnowsHostsAndTheirSubdomains(string host, string? name) => Assert.Equal(name, KnownProviders.NameOfHost(host));

    [Theory]
    [InlineData("SlackClient", "Slack")]
    [InlineData("GoogleCalendarService", "Google Calendar")]
    [InlineData("MicrosoftTeamsClient", "Microsoft Teams")]
    [InlineData("WeatherService", null)]
    public void NameInIdentifier_KnowsTheProviders(string identifier, string? name) =>
        Assert.Equal(name, KnownProviders.NameInIdentifier(identifier));

    [Theory]
    [InlineData("\"grant_type=refresh\"", true)]
    [InlineData("\"code=1&grant_type=refresh\"", true)]
    [InlineData("\"client_secret=x\"", true)]
    [InlineData("\"code=1&client_secret=x\"", true)]
    [InlineData("\"{ \\\"grant_type\\\": 1 }\"", true)]
    [InlineData("\"\\\"grant_type\\\"\"", true)]
    [InlineData("\"access_token\"", true)]
    [InlineData("\"the access_token of it\"", true)]
    [InlineData("\"/connect/token\"", true)]
    [InlineData("client_secret", true)]
    [InlineData("_clientSecret", true)]
    [InlineData("Home", false)]
    [InlineData("RootUrl", true)]
    [InlineData("this.RootUrl", true)]
    [InlineData("BaseAddress()", true)]
    [InlineData("BasePath(1, 2, 3, 4)", false)]
    [InlineData("Overloaded.Base(1)", true)]
    [InlineData("settings.ServiceUrl", true)]
    [InlineData("settings?.ServiceUrl", true)]
    [InlineData("settings.OtherUrl", false)]
    [InlineData("settings.BaseAddress", false)]
    [InlineData("settings.ApiUrl", true)]
    [InlineData("settings.AuthUrl", true)]
    [InlineData("settings.FileUrl", true)]
    [InlineData("settings.HomeUrl", false)]
    [InlineData("settings.LateUrl", false)]
    [InlineData("\"a grant_type is needed\"", false)]
    public Task TextOrNameOfTheMember_IsAStrongMark(string expression, bool isReported) => VerifyCS.VerifyAsync((Plain with
    {
        Statement = $"Console.WriteLine({expression});",
        Members = """
            private const string Home = "https://api.contoso.com/home"; private string RootUrl { get; } = "https://api.contoso.com";
            private static string BaseAddress() => "https://api.contoso.com"; private static string BasePath(int a, int b, int c, int d) => "https://api.contoso.com";
            private const string client_secret = "", _clientSecret = ""; private readonly Settings settings = new();
            """,
        Types = """
            public static class Overloaded { public static string Base(int a) => "https://api.contoso.com"; public static string Base(string a) => a; }
            public sealed class Settings
            {
                private const string Default = "https://api.contoso.com";
                public Settings(string apiUrl = Default, string authUrl = "https://api.contoso.com", string homeUrl = "")
                {
                    ApiUrl = apiUrl;
                    AuthUrl = authUrl;
                    this.FileUrl = Default;
                    HomeUrl = homeUrl;
                }

                public string ServiceUrl { get; set; } = "https://api.contoso.com"; public string? OtherUrl { get; set; } public Uri? BaseAddress { get; set; }
                public string ApiUrl { get; set; } public string AuthUrl { get; set; } public string FileUrl { get; set; } public string HomeUrl { get; set; }
                public string? LateUrl { get; set; }
                public void Reset() => LateUrl = Default;
            }
            """,
    }).Text(isReported));

    [Theory]
    [InlineData("\"Bearer \"", true)]
    [InlineData("\"bearer\"", true)]
    [InlineData("\"X-Shop-Access-Token\"", true)]
    [InlineData("\"x-access-token\"", true)]
    [InlineData("\"?access_token=\"", true)]
    [InlineData("\"X-Shop-Token\"", false)]
    [InlineData("\"Shop-Access-Token\"", false)]
    [InlineData("\"the Bearer\"", false)]
    public Task TextOfTheMember_IsAMarkBesideAWeakOne(string text, bool isReported) => VerifyCS.VerifyAsync(
        (Shown[nameof(Evidence.TypeName)] with { Statement = $"Console.WriteLine({text});" }).Text(isReported));

    [Theory]
    [InlineData("public string Grant => \"client_secret\";", true)]
    [InlineData("public string Path => \"/connect/token\";", true)]
    [InlineData("public string Site => \"https://slack.com\";", true)]
    [InlineData("public string Site => \"https://www.contoso.com\";", false)]
    [InlineData("public string Grant => \"a secret\";", false)]
    public Task TextOfAnotherMember_IsAMarkBesideAWeakOne(string member, bool isReported) => VerifyCS.VerifyAsync(
        (Shown[nameof(Evidence.TypeName)] with { Members = member }).Text(isReported));

    [Theory]
    [InlineData("var homeUrl = address;", "homeUrl", false)]
    [InlineData("", "homeUrl", true)]
    [InlineData("", "this.homeUrl", true)]
    [InlineData("Func<string, string> homeOf = homeUrl => homeUrl;", "homeOf(address)", false)]
    [InlineData("foreach (var homeUrl in new[] { address }) { Console.WriteLine(homeUrl); }", "address", false)]
    [InlineData("if (address is { } homeUrl) { Console.WriteLine(homeUrl); }", "address", false)]
    [InlineData("void Named(string homeUrl) => Console.WriteLine(homeUrl); Named(homeUrl: address);", "address", false)]
    public Task VariableOfItsOwn_HidesTheMemberOfItsName(string statement, string url, bool isReported) => VerifyCS.VerifyAsync((Plain with
    {
        Statement = statement,
        Url = url,
        Members = "private readonly string homeUrl = \"https://api.contoso.com/home\";",
    }).Text(isReported));

    [Fact]
    public Task LongText_IsDataAndNoMark() =>
        VerifyCS.VerifyAsync((Plain with { Statement = $"Console.WriteLine(\"grant_type={new string('x', 4000)}\");" }).Text(reported: false));

    [Fact]
    public Task TextInAnAttribute_IsNoMark() => VerifyCS.VerifyAsync("""
        public sealed class Wrapper(HttpClient http)
        {
            [System.ComponentModel.Description("https://slack.com/api")]
            public async Task<object?> LoadAsync(string address) => await http.GetFromJsonAsync<object>(address);
        }
        """);

    [Theory]
    [InlineData("Addresses.HomeUrl", true)]
    [InlineData("Contoso.Addresses.HomeUrl", true)]
    [InlineData("Addresses.PlainUrl", false)]
    public Task ConstantOfALibrary_IsAMark(string url, bool isReported)
    {
        using var image = new MemoryStream();
        var library = CSharpCompilation.Create(
            "Contoso",
            [CSharpSyntaxTree.ParseText(
                "namespace Contoso { public static class Addresses { public const string HomeUrl = \"https://api.contoso.com/home\", PlainUrl = \"home\"; } }")],
            TestReferences.NetCoreOnly,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.True(library.Emit(image).Success);

        return (VerifyCS.Test(
            "using Contoso;\n" + (Plain with { Url = url }).Text(isReported)) with
        { MoreReferences = [MetadataReference.CreateFromImage(image.ToArray())] }).VerifyAsync();
    }

    [Theory]
    [InlineData("global using static Addresses;", true)]
    [InlineData("global using System.Net.Mail;", false)]
    public async Task ConstantOfAnImportedType_IsAMark(string directive, bool isKnown)
    {
        var sources = new[]
        {
            ("Usings.cs", directive),
            ("Addresses.cs", "public static class Addresses { public const string HomeUrl = \"https://api.contoso.com/home\"; }"),
            ("Wrapper.cs", (Plain with { Url = isKnown ? "HomeUrl" : "Addresses.HomeUrl" }).Text(reported: true)),
        };

        await VerifyCS.VerifyAsync(sources);
    }

    [Fact]
    public Task ConstantOfABaseType_IsAMark() => VerifyCS.VerifyAsync((Plain with
    {
        Type = "Wrapper",
        Url = "HomeUrl",
        Types = "public class Root { protected const string HomeUrl = \"https://api.contoso.com/home\"; }",
    }).Text(reported: true).Replace("Wrapper(HttpClient http)", "Wrapper(HttpClient http) : Root", StringComparison.Ordinal));

    private static IEnumerable<string> Entries(MarkStrength strength) =>
        ProviderMarks.Table.Where(m => m.Strength == strength).Select(static m => m.Evidence.ToString()).Where(Shown.ContainsKey);

    /// <summary>A class that reads a response as JSON, in parts that a mark can replace.</summary>
    private sealed record Code
    {
        public string Attribute { get; init; } = "";

        public string Type { get; init; } = "Wrapper";

        public string Method { get; init; } = "LoadAsync";

        public string Url { get; init; } = "address";

        public string Statement { get; init; } = "";

        public string Members { get; init; } = "";

        public string ReadType { get; init; } = "JsonElement";

        public string Types { get; init; } = "";

        /// <summary>Combines both changes of the plain code; null if they change the same part.</summary>
        public Code? Merge(Code other)
        {
            var merged = this;
            foreach (var property in typeof(Code).GetProperties().Where(static p => p.CanWrite && p.PropertyType == typeof(string)))
            {
                var (plain, mine, others) = (property.GetValue(Plain), property.GetValue(this), property.GetValue(other));
                if (!Equals(mine, plain) && !Equals(others, plain))
                {
                    return null;
                }

                if (!Equals(others, plain))
                {
                    merged = merged with { };
                    property.SetValue(merged, others);
                }
            }

            return merged;
        }

        public string Text(bool reported = false) => $$"""
            {{Attribute}}
            public sealed class {{Type}}(HttpClient http)
            {
                {{Members}}

                public async Task<object?> {{Method}}(string address)
                {
                    {{Statement}}
                    var response = await http.GetAsync({{Url}});
                    return await {{(reported ? "[|" : "")}}response.Content.ReadFromJsonAsync<{{ReadType}}>(){{(reported ? "|]" : "")}};
                }
            }

            {{Types}}
            """;
    }
}
