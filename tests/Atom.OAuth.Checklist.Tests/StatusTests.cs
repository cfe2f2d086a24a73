namespace Atom.OAuth.Checklist.Tests;

/// <summary>The status of each part of an integration.</summary>
public sealed class StatusTests
{
    private const string Endpoint = "const string Url = \"https://slack.com/api/oauth.v2.access\";";

    [Theory]
    [InlineData("html-checks", "r.CheckHtmlResponseAsync(\"Slack\")")]
    [InlineData("html-checks", "r?.CheckHtmlResponse()")]
    [InlineData("html-checks", "r.ReadOAuthJsonAsync<Token>(\"Slack\")")]
    [InlineData("html-checks", "HtmlResponse.CheckText(body, \"Slack\")")]
    [InlineData("html-checks", "Atom.OAuth.HtmlResponse.CheckBytes(body)")]
    [InlineData("html-checks", "OAuthTokenResponse.SendAsync(http, request, \"slack\")")]
    [InlineData("error-messages", "OAuthTokenResponse.SendAsync(http, request, \"slack\")")]
    [InlineData("error-messages", "OAuthErrorMessage.Format(\"Slack\", error)")]
    [InlineData("error-messages", "OAuthErrorMessage.Format(failure)")]
    [InlineData("historical-sync", "sync.TriggerHistoricalSyncOnConnectionAsync(\"slack\", user, tenant)")]
    [InlineData("state", "(states.BuildAsync(new OAuthStateRequest(\"slack\", user, tenant)), states.ParseAsync(s, OAuthStateExpectation.ForUser(\"slack\", user, tenant, cookie)))")]
    [InlineData("html-checks", "connections.AddIntegration(\"slack\", Configure)")]
    [InlineData("error-messages", "connections.AddIntegration(\"slack\", Configure)")]
    [InlineData("state", "connections.AddIntegration(\"slack\", Configure)")]
    [InlineData("token-requests", "OAuthTokenResponse.SendAsync(http, request, \"slack\")")]
    [InlineData("token-requests", "connections.AddIntegration(\"slack\", Configure)")]
    [InlineData("historical-sync", "syncs.AddSource<SlackHistory>(\"slack\")")]
    [InlineData("state", "(states.BuildWithCookieAsync(request), states.ParseAsync(s, new OAuthStateExpectation(\"slack\")))")]
    public void Done_WhereTheCodeOfTheTemplateIsThere(string part, string call)
    {
        using var solution = new Solution().With("A.cs", $"class A {{ {Endpoint} void M() {{ _ = {call}; }} }}");

        Assert.Equal("done", Status(solution.Check(), "Slack", part));
    }

    [Theory]
    [InlineData("ATOM001", "html-checks")]
    [InlineData("ATOM006", "html-checks")]
    [InlineData("ATOM002", "historical-sync")]
    [InlineData("ATOM004", "error-messages")]
    [InlineData("ATOM003", "state")]
    [InlineData("ATOM005", "state")]
    [InlineData("ATOM008", "token-requests")]
    [InlineData("ATOM009", "token-requests")]
    public void Missing_WhereARuleReports_WhateverElseIsThere(string rule, string part)
    {
        using var solution = new Solution().With("A.cs", $$"""
            class A
            {
                {{Endpoint}}
                async Task M()
                {
                    OAuthTokenResponse.SendAsync(http, request, "slack");
                    sync.TriggerHistoricalSyncOnConnectionAsync("slack", user, tenant);
                    states.BuildAsync(new OAuthStateRequest("slack", user, tenant));
                    states.ParseAsync(s, OAuthStateExpectation.ForUser("slack", user, tenant, cookie));
                    Something(); // {{rule}}
                }
            }
            """);

        var checklist = solution.Check();

        Assert.All(TemplatePart.All, other => Assert.Equal(other.Id == part ? "missing: 1" : "done", Status(checklist, "Slack", other.Id)));
        Assert.Equal(10, Assert.Single(Part(checklist, "Slack", part).Missing).Line);
    }

    [Theory]
    [InlineData("html-checks", "http.PostAsync(Url)", "not seen")]
    [InlineData("html-checks", "OAuthErrorMessage.Format(\"Slack\", error)", "not seen")]
    [InlineData("state", "new OAuthStateRequest(\"slack\", user, tenant)", "not seen (made, not checked)")]
    [InlineData("state", "OAuthStateExpectation.ForUser(\"slack\", user, tenant, cookie)", "not seen (not made, checked)")]
    [InlineData("historical-sync", "sync.StartAsync(\"slack\")", "not seen")]
    public void NotSeen_WhereThereIsNeither(string part, string call, string status)
    {
        using var solution = new Solution().With("A.cs", $"class A {{ {Endpoint} void M() {{ _ = {call}; }} }}");

        Assert.Equal(status, Status(solution.Check(), "Slack", part));
    }

    [Fact]
    public void NotChecked_WhereARuleOfThePartDidNotRun()
    {
        using var solution = new Solution("ATOM001", "ATOM002", "ATOM004", "ATOM005", "ATOM006").With(
            "A.cs", $"class A {{ {Endpoint} void M() {{ r.CheckHtmlResponse(); }} }}");

        var checklist = solution.Check();

        Assert.Equal("not checked", Status(checklist, "Slack", "state"));
        Assert.Equal("done", Status(checklist, "Slack", "html-checks"));
        Assert.Equal(["ATOM003", "ATOM007", "ATOM008", "ATOM009"], checklist.NotRun);
    }

    [Theory]
    [InlineData("https://graph.facebook.com/v22.0/oauth/access_token", "WhatsApp", "", "not needed")]
    [InlineData("https://api.trello.com/1/members/me", "Trello", "", "not seen")]
    [InlineData("https://api.notion.com/v1/oauth/token", "Notion", "", "not seen")]
    [InlineData("https://api.notion.com/v1/oauth/token", "Notion", "whatsapp, notion", "not needed")]
    [InlineData("https://api.trello.com/1/members/me", "Trello", "trello", "not needed")]
    [InlineData("https://graph.facebook.com/v22.0/oauth/access_token", "WhatsApp", "trello", "not needed")]
    public void NotNeeded_WhereThereIsNoHistory(string url, string integration, string option, string status)
    {
        using var solution = new Solution().With("Client.cs", $"class {integration}Client {{ const string Url = \"{url}\"; }}");
        if (option.Length > 0)
        {
            solution.With(".editorconfig", $"[*.cs]\natom_oauth.integrations_without_history = {option}\n");
        }

        Assert.Equal(status, Status(solution.Check(), integration, "historical-sync"));
    }

    [Theory]
    // The helper takes the provider as an argument.
    [InlineData("class Helper { public Task<T> Read<T>(string provider, R r) => r.ReadOAuthJsonAsync<T>(provider); }", "helper.Read<Token>(\"slack\", r)", "done")]
    [InlineData("static class Helper { public static Task<T> Read<T>(this R r, string provider) => r.ReadOAuthJsonAsync<T>(provider); }", "r.Read<Token>(\"slack\")", "done")]
    [InlineData("class Helper { public Task<T> Read<T>(string provider, R r) => r.ReadOAuthJsonAsync<T>(provider); }", "helper.Read<Token>(\"users\", r)", "not seen")]
    // The helper does not: the call has to mention its type, or to call an extension method.
    [InlineData("static class Helper { public static void Check(R r) { r.CheckHtmlResponse(); } }", "Helper.Check(r)", "done")]
    [InlineData("static class Helper { public static void Check(R r) { r.CheckHtmlResponse(); } }", "Another.Check(r)", "not seen")]
    [InlineData("static class Helper { public static void CheckPage(this R r) { r.CheckHtmlResponse(); } }", "r.CheckPage()", "done")]
    [InlineData("class Helper { public void Send(R r) { r.CheckHtmlResponse(); } }", "client.Send(r)", "not seen")]
    // One helper calls another.
    [InlineData("static class Helper { public static void Check(R r) { r.CheckHtmlResponse(); } } static class Outer { public static void Run(R r) => Helper.Check(r); }", "Outer.Run(r)", "done")]
    // Another helper with the same name takes the provider in another position, or belongs to another type.
    [InlineData("class Other { public void Read(string provider, R r) => r.CheckHtmlContent(provider); } class Helper { public void Read(R r, string provider) => r.CheckHtmlContent(provider); }", "helper.Read(r, \"slack\")", "done")]
    [InlineData("class Helper { public void Read(R r, string provider) => r.CheckHtmlContent(provider); } class Other { public void Read(string provider, R r) => r.CheckHtmlContent(provider); }", "helper.Read(r, \"slack\")", "done")]
    [InlineData("class Other { public void Send(R r) { r.CheckHtmlResponse(); } } class Helper { public void Send(R r) { r.CheckHtmlResponse(); } }", "new Helper().Send(r)", "done")]
    // The helper does something else first.
    [InlineData("class Helper { public T Read<T>(string provider, R r) { Log(OAuthErrorMessage.Format(provider)); return r.ReadOAuthJson<T>(provider); } }", "helper.Read<Token>(\"slack\", r)", "done")]
    // The user's own check.
    [InlineData("static class Helper { [HtmlGuard] public static void ThrowIfPage(R r) { } }", "Helper.ThrowIfPage(r)", "done")]
    public void Helper_CountsForTheIntegrationThatCallsIt(string helper, string call, string status)
    {
        using var solution = new Solution().With("Helper.cs", helper).With("A.cs", $"class A {{ {Endpoint} void M() {{ _ = {call}; }} }}");

        var checklist = solution.Check();

        Assert.Equal(status, Status(checklist, "Slack", "html-checks"));
        Assert.Single(checklist.Integrations);
    }

    [Theory]
    [InlineData("atom_oauth.html_guard_methods = M:Contoso.Pages.Refuse(System.Net.Http.HttpResponseMessage)", "html-checks")]
    [InlineData("atom_oauth.sync_trigger_methods=M:Contoso.Jobs.Refuse", "historical-sync")]
    [InlineData("atom_oauth.error_formatter_methods = M:Contoso.Errors.Format|M:Contoso.Errors.Refuse``1(System.String,System.String)", "error-messages")]
    [InlineData("atom_oauth.state_methods = M:Contoso.States.Refuse", "state")]
    public void MethodsOfTheUsersOwn_CountWhereAnOptionNamesThem(string option, string part)
    {
        using var solution = new Solution().With(
            "A.cs", $"class A {{ {Endpoint} void M() {{ Refuse(r); }} }}").With(".editorconfig", $"[*.cs]\n{option}\n");

        Assert.Equal([part], Integration(solution.Check(), "Slack").Parts
            .Where(static state => state.Status == PartStatus.Done)
            .Select(static state => state.Part.Id));
    }

    [Fact]
    public void Suppressed_IsListedApart_AndNotMissing()
    {
        using var solution = new Solution().With("A.cs", $"class A {{ {Endpoint} void M() {{\n Read(); // suppressed ATOM001 Slack\n}} }}");

        var checklist = solution.Check();

        Assert.False(checklist.NeedsUpdates);
        Assert.Equal("not seen", Status(checklist, "Slack", "html-checks"));
        Assert.Equal((2, "inSource"), Integration(checklist, "Slack").Suppressed.Select(static report => (report.Line, report.Suppression)).Single());
    }

    [Fact]
    public void RetiredEndpoints_NeedUpdates()
    {
        using var solution = new Solution().With("A.cs", "class A {\n const string Url = \"https://slack.com/api/oauth.access\"; // ATOM007\n}");

        var checklist = solution.Check();

        Assert.True(checklist.NeedsUpdates);
        Assert.Equal(2, Assert.Single(Integration(checklist, "Slack").Retired).Line);
    }

    [Fact]
    public void TestCode_ShowsNothing()
    {
        using var solution = new Solution().With("A.cs", $"class A {{ {Endpoint} }}").With(
            "ATests.cs", "namespace App.Tests; class ATests { void M() { r.CheckHtmlResponse(\"slack\"); } }");

        Assert.Equal("not seen", Status(solution.Check(), "Slack", "html-checks"));
    }

    [Fact]
    public void Integrations_AreSorted_AndTheRestComesLast()
    {
        using var solution = new Solution().With(
            "A.cs",
            "class A { void M() {\n a(); // ATOM001 Zoom\n b(); // ATOM001\n c(); // ATOM001 Asana\n d(); // ATOM001 monday.com\n} }");

        Assert.Equal(["Asana", "monday.com", "Zoom", "Other"], solution.Check().Integrations.Select(static integration => integration.Name));
    }

    [Fact]
    public void ReportsOfSeveralFrameworks_CountOnce()
    {
        using var solution = new Solution().With("A.cs", "class A { void M() {\n a(); // ATOM001 Zoom\n} }");
        solution.WriteLog();

        var checklist = Checklist.Of(Input.RecordedLogs.Read(Input.Target.Find(solution.Folder), [solution.Log, solution.Log]));

        Assert.Equal("missing: 1", Status(checklist, "Zoom", "html-checks"));
    }

    private static Integration Integration(Checklist checklist, string name) =>
        checklist.Integrations.Single(integration => integration.Name == name);

    private static PartState Part(Checklist checklist, string integration, string part) =>
        Integration(checklist, integration).Parts.Single(state => state.Part.Id == part);

    private static string Status(Checklist checklist, string integration, string part) => Output.Wording.Of(Part(checklist, integration, part));
}
