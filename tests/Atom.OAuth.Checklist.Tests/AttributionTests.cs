namespace Atom.OAuth.Checklist.Tests;

/// <summary>The integration to which a report is attributed.</summary>
public sealed class AttributionTests
{
    private const string Slack = "https://slack.com/api/oauth.v2.access";
    private const string Google = "https://oauth2.googleapis.com/token";

    [Theory]
    // The provider that the rule names.
    [InlineData("A.cs", "class A { void M() { Read(); // ATOM001 Slack\n} }", "Slack")]
    [InlineData("A.cs", "class A { void M() { Read(); // ATOM001 Contoso\n} }", "Contoso")]
    [InlineData("SlackClient.cs", "class SlackClient { void M() { Read(); // ATOM001 Zoom\n} }", "Zoom")]
    // The innermost code that identifies a provider.
    [InlineData("A.cs", $"class A {{ void M() {{ Read(\"{Slack}\"); // ATOM003\n }} void N() {{ Read(\"https://zoom.us/oauth/token\"); }} }}", "Slack")]
    [InlineData("A.cs", $"class A {{ void M() {{ Read(); // ATOM003\n Read(\"{Slack}\"); }} void N() {{ Read(\"https://zoom.us/oauth/token\"); }} }}", "Slack")]
    [InlineData("A.cs", $"class A {{ void M() {{ Read(); // ATOM003\n }} void N() {{ Read(\"{Slack}\"); }} }}", "Slack")]
    [InlineData("A.cs", $"class A {{ void M() {{ Read(); // ATOM003\n }} }} class B {{ const string Url = \"{Slack}\"; }}", "Slack")]
    [InlineData("A.cs", "class A { void M() { Read(); // ATOM003\n Format(\"slack\"); } }", "Slack")]
    [InlineData("A.cs", "class A { void M() { Read(); // ATOM003\n Use(OAuthProviders.MicrosoftTeams); } }", "Microsoft Teams")]
    [InlineData("A.cs", "[OAuthProvider(\"Contoso\")] class A { void M() { Read(); // ATOM003\n} }", "Contoso")]
    [InlineData("A.cs", "[Atom.OAuth.OAuthProviderAttribute(\"Contoso\")] class A { void M() { Read(); // ATOM003\n} }", "Contoso")]
    [InlineData("A.cs", "[NoOAuthProvider(\"Contoso\")] class A { void M() { Read(); // ATOM003\n} }", "Other")]
    // Names of a type, a method, the file, a parameter, a route.
    [InlineData("A.cs", "class SlackController { void Callback() { Read(); // ATOM005\n} }", "Slack")]
    [InlineData("A.cs", "class OAuthController { void SlackCallback() { Read(); // ATOM005\n} void ZoomCallback() { } }", "Slack")]
    [InlineData("slack_oauth.cs", "class OAuthController { void Callback() { Read(); // ATOM005\n} }", "Slack")]
    [InlineData("A.cs", "class A { void M(SlackTokens tokens) { Read(); // ATOM005\n} void N(ZoomTokens tokens) { } }", "Slack")]
    [InlineData("Program.cs", "app.MapGet(\"/slack/callback\", code =>\n{\n Read(); // ATOM005\n}); app.MapGet(\"/zoom/callback\", code => 1);", "Slack")]
    // A platform with several integrations.
    [InlineData("A.cs", "class GoogleCalendarService { void M() { Read(); // ATOM001 Google\n} }", "Google Calendar")]
    [InlineData("A.cs", "class CalendarService { void M() { Read(); // ATOM001 Google\n} }", "Google Calendar")]
    [InlineData("A.cs", $"class A {{ void M() {{ Read(\"{Google}\"); // ATOM003\n }} void N() {{ Get(\"https://chat.googleapis.com/v1/spaces\"); }} }}", "Google Chat")]
    [InlineData("TeamsClient.cs", "class Client { void M() { Read(); // ATOM001 Microsoft\n} }", "Microsoft Teams")]
    [InlineData("A.cs", "class WhatsAppClient { void M() { Read(); // ATOM001 Facebook\n} }", "WhatsApp")]
    [InlineData("A.cs", "class LoginService { void M() { Read(); // ATOM001 Google\n} }", "Google")]
    // Several providers, and nothing identifies which.
    [InlineData("A.cs", $"class A {{ void M() {{ Read(); // ATOM003\n }} const string S = \"{Slack}\"; const string Z = \"https://zoom.us/oauth/token\"; }}", "Other")]
    [InlineData("A.cs", $"class SlackA {{ void M() {{ Read(); // ATOM003\n }} const string S = \"{Slack}\"; const string Z = \"https://zoom.us/oauth/token\"; }}", "Slack")]
    [InlineData("A.cs", "class A { void M() { Read(); // ATOM003\n} }", "Other")]
    public void Report_BelongsTo(string file, string code, string integration)
    {
        using var solution = new Solution().With(file, code);

        Assert.Equal(integration, Assert.Single(solution.Check().Integrations, static integration => integration.NeedsUpdates).Name);
    }

    [Theory]
    [InlineData("SlackClient.cs", "Slack")]
    [InlineData("Client.cs", "Other")]
    public void Report_OfAFileThatIsNotThere_BelongsToTheOneThatTheFileIsNamedFor(string file, string integration)
    {
        using var solution = new Solution().With(file, "class A { void M() { Read(); // ATOM003\n} }");
        solution.WriteLog();
        File.Delete(Path.Combine(solution.Folder, file));

        Assert.Equal(
            integration,
            Assert.Single(Checklist.Of(Input.RecordedLogs.Read(Input.Target.Find(solution.Folder), [solution.Log])).Integrations).Name);
    }

    [Theory]
    [InlineData($"const string Url = \"{Slack}\";", "Slack")]
    [InlineData("string Url(string id) => $\"https://slack.com/api/users.info?user={id}\";", "Slack")]
    [InlineData("const string Url = \"https://www.googleapis.com/calendar/v3/events\";", "Google Calendar")]
    [InlineData("const string Url = \"https://api.github.com/login/oauth/access_token\";", "GitHub")]
    [InlineData("void M(R r) => r.CheckHtmlResponseAsync(\"Contoso\");", "Contoso")]
    [InlineData("const string Id = \"contoso\"; void M(R r) => r.CheckHtmlResponseAsync(Id);", "contoso")]
    [InlineData("void M(R r) => r.CheckHtmlResponseAsync(cancellationToken: t, provider: \"teams\");", "Microsoft Teams")]
    [InlineData("void M(R r) => OAuthTokenResponse.ReadAsync(r, OAuthProviders.Monday.Id);", "monday.com")]
    public void Integration_IsFound(string member, string integration)
    {
        using var solution = new Solution().With("A.cs", $"class A {{ {member} }}");

        Assert.Equal(integration, Assert.Single(solution.Check().Integrations).Name);
    }

    [Theory]
    [InlineData("const string Help = \"https://slack.com/help\";")]
    [InlineData("const string Help = \"See https://slack.com/oauth/v2/authorize\";")]
    [InlineData("// https://slack.com/api/oauth.v2.access\n")]
    [InlineData("string SlackName = \"slack\";")]
    [InlineData("const string Url = \"https://intranet.local/oauth/token\";")]
    [InlineData($"[Fact] void M() => Read(\"{Slack}\");")]
    public void Integration_IsNotFound(string member)
    {
        using var solution = new Solution().With("A.cs", $"class A {{ {member} }}");

        Assert.Empty(solution.Check().Integrations);
    }
}
