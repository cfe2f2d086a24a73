using System.Text;
using System.Text.Json;
using Atom.OAuth.Integrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.AspNetCore.Tests;

/// <summary>The options of an integration together with the catalogue, the account that was connected, and where a token may be sent.</summary>
public class IntegrationTests
{
    [Fact]
    public void Catalogue_GivesWhatTheOptionsLeaveOut()
    {
        var teams = Created("microsoft-teams", o => o.Scopes.Add("Chat.Read"));

        Assert.Equal(("microsoft-teams", "microsoft-teams", "Microsoft Teams"), (teams.Id, teams.Provider, teams.Name));
        Assert.Equal("https://login.microsoftonline.com/common/oauth2/v2.0/authorize", teams.AuthorizationEndpoint.AbsoluteUri);
        Assert.Equal("https://login.microsoftonline.com/common/oauth2/v2.0/token", teams.TokenEndpoint.AbsoluteUri);
        Assert.Null(teams.RevocationEndpoint);
        Assert.Null(teams.UserInfoEndpoint);
        Assert.Equal((OAuthClientAuthentication.Body, OAuthRequestEncoding.Form, true), (teams.Authentication, teams.Encoding, teams.UsesPkce));
        Assert.Equal(["Chat.Read", "offline_access"], teams.Scopes);
        Assert.Equal(TimeSpan.FromDays(90), teams.RefreshTokenLifetime);
        Assert.Null(teams.Issuer);
        Assert.False(teams.ReportsErrorsAsSuccess);
        Assert.True(teams.Hosts.Contains(new Uri("https://graph.microsoft.com/v1.0/me")));

        var notion = Created("notion");
        Assert.Equal((OAuthClientAuthentication.Basic, OAuthRequestEncoding.Json), (notion.Authentication, notion.Encoding));
        Assert.Equal((OAuthBasicEncoding.FormUrlEncoded, false), (notion.BasicEncoding, notion.UsesPkce));
        Assert.Equal([KeyValuePair.Create("owner", "user")], notion.AuthorizationParameters);
        Assert.Equal("https://api.notion.com/v1/oauth/revoke", notion.RevocationEndpoint!.AbsoluteUri);
        Assert.Equal("https://api.notion.com/v1/users/me", notion.UserInfoEndpoint!.AbsoluteUri);

        var slack = Created("slack");
        Assert.Equal((",", true, OAuthClientAuthentication.Basic), (slack.ScopeSeparator, slack.ReportsErrorsAsSuccess, slack.Authentication));
        Assert.True(Created("slack", o => o.ClientSecret = null).UsesPkce);
        Assert.Equal(("https://accounts.google.com", false), (Created("google-calendar").Issuer, Created("google-calendar").RequiresIssuer));
        Assert.StartsWith("https://www.facebook.com/v26.0/", Created("whatsapp").AuthorizationEndpoint.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_TakeThePlaceOfTheCatalogue()
    {
        var own = Created("my-teams", o =>
        {
            o.Provider = "teams";
            o.DisplayName = "Our chat";
            o.Tenant = "contoso.example";
            o.TokenEndpoint = "https://login.contoso.example/{tenant}/token";
            o.RevocationEndpoint = "https://login.contoso.example/revoke";
            o.UserInfoEndpoint = "https://login.contoso.example/me";
            o.ApiHosts.Add("api.contoso.example");
            o.Issuer = "https://login.contoso.example";
            o.UsePkce = false;
            o.ClientAuthentication = OAuthClientAuthentication.Basic;
            o.BasicSecretEncoding = OAuthBasicEncoding.Raw;
            o.RequestEncoding = OAuthRequestEncoding.Json;
            o.ScopeSeparator = ";";
            o.RefreshTokenLifetime = TimeSpan.FromDays(1);
        });

        Assert.Equal(("my-teams", "microsoft-teams", "Our chat"), (own.Id, own.Provider, own.Name));
        Assert.Equal("https://login.microsoftonline.com/contoso.example/oauth2/v2.0/authorize", own.AuthorizationEndpoint.AbsoluteUri);
        Assert.Equal("https://login.contoso.example/contoso.example/token", own.TokenEndpoint.AbsoluteUri);
        Assert.Equal(
            ("https://login.contoso.example/revoke", "https://login.contoso.example/me"),
            (own.RevocationEndpoint!.AbsoluteUri, own.UserInfoEndpoint!.AbsoluteUri));
        Assert.True(own.Hosts.Contains(new Uri("https://api.contoso.example/x")));
        Assert.True(own.Hosts.Contains(new Uri("https://graph.microsoft.com/x")));
        Assert.Equal(("https://login.contoso.example", true, false), (own.Issuer, own.RequiresIssuer, own.UsesPkce));
        Assert.Equal(
            (OAuthClientAuthentication.Basic, OAuthBasicEncoding.Raw, OAuthRequestEncoding.Json),
            (own.Authentication, own.BasicEncoding, own.Encoding));
        Assert.Equal((";", TimeSpan.FromDays(1)), (own.ScopeSeparator, own.RefreshTokenLifetime));
        Assert.StartsWith(
            "https://www.facebook.com/v27.0/",
            Created("whatsapp", o => o.ApiVersion = "v27.0").AuthorizationEndpoint.AbsoluteUri,
            StringComparison.Ordinal);
        Assert.Null(Created("notion", o => o.RevocationEndpoint = string.Empty).RevocationEndpoint);
        Assert.Null(Created("notion", o => o.UserInfoEndpoint = string.Empty).UserInfoEndpoint);
    }

    [Fact]
    public void ProviderThatTheCatalogueDoesNotHave_IsThatOfTheStandard()
    {
        var acme = Created("acme", AtAcme);

        Assert.Null(acme.Facts);
        Assert.Equal(OAuthBasicEncoding.Unspecified, acme.BasicEncoding);
        Assert.Null(acme.Issuer);
        Assert.Null(acme.RefreshTokenLifetime);
        Assert.Empty(acme.Scopes);
        Assert.Empty(acme.AuthorizationParameters);
        Assert.False(acme.ReportsErrorsAsSuccess);
        Assert.Equal(("Acme", "Acme"), (Created("acme", o => Named(o, "Acme")).Name, Created("acme", o => Named(o, "Acme")).Provider));

        static void Named(OAuthIntegrationOptions options, string name)
        {
            AtAcme(options);
            options.DisplayName = name;
        }
    }

    [Fact]
    public void Scopes_AreAskedForOnce_WithTheOneThatARefreshTokenNeeds()
    {
        Assert.Equal(
            ["b", "a", "B", "offline_access"],
            Created("microsoft-teams", o => Array.ForEach(["b", "a", " ", "b", string.Empty, "B"], o.Scopes.Add)).Scopes);
        Assert.Equal(["offline_access", "a"], Created("microsoft-teams", o => Array.ForEach(["offline_access", "a"], o.Scopes.Add)).Scopes);
        Assert.Equal(["a"], Created("slack", o => o.Scopes.Add("a")).Scopes);
    }

    [Theory]
    [InlineData(OAuthClientAuthentication.Basic, OAuthClientAuthentication.Basic)]
    [InlineData(OAuthClientAuthentication.Basic | OAuthClientAuthentication.Body, OAuthClientAuthentication.Body)]
    [InlineData(OAuthClientAuthentication.Basic | OAuthClientAuthentication.Query, OAuthClientAuthentication.Basic)]
    [InlineData(OAuthClientAuthentication.Body | OAuthClientAuthentication.Assertion, OAuthClientAuthentication.Body)]
    [InlineData(OAuthClientAuthentication.Query, OAuthClientAuthentication.Query)]
    [InlineData(OAuthClientAuthentication.Assertion, null)]
    public void Authentication_IsTheOneThatSuitsBest(OAuthClientAuthentication allowed, OAuthClientAuthentication? used)
    {
        var options = Options("acme", o =>
        {
            AtAcme(o);
            o.ClientAuthentication = allowed;
        });

        var isCreated = IntegrationFactory.TryCreate("acme", options, out var integration, out var problems);

        Assert.Equal(used is not null, isCreated);
        Assert.Equal(used, integration?.Authentication);
        Assert.Equal(used is null ? ["Integration 'acme': ClientAuthentication has to be Basic, Body or Query."] : [], problems);
    }

    [Theory]
    [InlineData("api.acme.example", true)]
    [InlineData("https://api.acme.example", true)]
    [InlineData("https://api.acme.example:8443", true)]
    [InlineData("acme", false)]
    [InlineData("api.acme.example:8443", false)]
    [InlineData("api.acme.example/path", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("\u00e4.example", false)]
    [InlineData("https://user@api.acme.example", false)]
    [InlineData("https://api.acme.example/?x", false)]
    [InlineData("https://api.acme.example/#x", false)]
    [InlineData("ftp://api.acme.example", false)]
    [InlineData("http://api.acme.example", false)]
    public void ApiHost_IsAHostOrAnOrigin(string host, bool isGood)
        => Assert.Equal(isGood, IntegrationFactory.TryCreate(
            "acme",
            Options("acme", o =>
            {
                AtAcme(o);
                o.ApiHosts.Add(host);
            }),
            out _,
            out _));

    /// <summary>HTTP is only allowed for loopback, and only if the options allow it.</summary>
    [Theory]
    [InlineData("http://127.0.0.1:5000/token", true, true)]
    [InlineData("http://localhost/token", true, true)]
    [InlineData("http://127.0.0.1:5000/token", false, false)]
    [InlineData("http://10.0.0.1/token", true, false)]
    [InlineData("https://10.0.0.1/token", false, true)]
    [InlineData("ftp://127.0.0.1/token", true, false)]
    [InlineData("https://user@login.acme.example/token", false, false)]
    [InlineData("https://login.acme.example/token#part", false, false)]
    [InlineData("/token", true, false)]
    public void Endpoint_IsAnHttpsAddress(string address, bool allowsPrivate, bool isGood)
    {
        foreach (var property in (string[])["AuthorizationEndpoint", "TokenEndpoint", "RevocationEndpoint", "UserInfoEndpoint"])
        {
            var options = Options("acme", o =>
            {
                AtAcme(o);
                o.AllowPrivateNetwork = allowsPrivate;
                typeof(OAuthIntegrationOptions).GetProperty(property)!.SetValue(o, address);
            });

            var isCreated = IntegrationFactory.TryCreate("acme", options, out var integration, out var problems);

            Assert.Equal((isGood, isGood), (isCreated, integration is not null));
            Assert.Equal(isGood, problems.Count == 0);
            Assert.All(
                problems,
                problem => Assert.StartsWith($"Integration 'acme': {property} has to be an https address", problem, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("Contoso-1.example_x", true)]
    [InlineData(".", false)]
    [InlineData("...", false)]
    [InlineData("a b", false)]
    [InlineData("\u00e4", false)]
    [InlineData("a%2f", false)]
    public void Version_IsOneSegment(string version, bool isGood)
    {
        var options = Options("whatsapp", o => o.ApiVersion = version);

        Assert.Equal(isGood, IntegrationFactory.TryCreate("whatsapp", options, out var integration, out var problems));
        Assert.Equal(isGood ? $"https://graph.facebook.com/{version}/oauth/access_token" : null, integration?.TokenEndpoint.OriginalString);
        Assert.All(problems, problem => Assert.StartsWith("Integration 'whatsapp': ApiVersion ", problem, StringComparison.Ordinal));

        // Values for placeholders that the URL does not contain are not validated.
        Assert.True(IntegrationFactory.TryCreate("slack", Options("slack", o => (o.ApiVersion, o.Tenant) = ("a b", "a b")), out _, out _));
    }

    /// <summary>An empty string disables revocation and user info; the other two endpoints are required.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void AddressThatIsMissing_IsNamedWithTheProviderThatItIsMissingFor(string? address)
    {
        var options = Options(
            "acme", o => (o.Provider, o.AuthorizationEndpoint, o.TokenEndpoint) = ("acme-identity", address, address));

        Assert.False(IntegrationFactory.TryCreate("acme", options, out var integration, out var problems));

        Assert.Null(integration);
        Assert.Equal(2, problems.Count);
        Assert.StartsWith(
            "Integration 'acme': AuthorizationEndpoint is missing: the catalogue does not have 'acme-identity'",
            problems[0],
            StringComparison.Ordinal);
        Assert.StartsWith("Integration 'acme': TokenEndpoint is missing", problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Registry_HasTheIntegrationsInTheirOrder_AndSaysAllThatIsWrong()
    {
        ServiceCollection services = new();
        var builder = services.AddAtomOAuth().AddConnections(o => o.UseSqlite("never-opened.db"));
        Assert.Same(services, builder.Services);
        Assert.Same(builder, builder.AddIntegration("zoom", Client).AddIntegration("acme", o =>
        {
            Client(o);
            AtAcme(o);
        }));
        using var provider = services.BuildServiceProvider();
        var registry = provider.GetRequiredService<IntegrationRegistry>();

        Assert.Equal(["zoom", "acme"], registry.All.Select(integration => integration.Id));
        Assert.Same(registry.All[1], registry.Find("acme"));
        Assert.Null(registry.Find("ACME"));
        Assert.Null(registry.Find(null));

        builder.AddIntegration("slack", _ => { }).AddIntegration("dropbox", _ => { });
        using var wrong = services.BuildServiceProvider();
        var problems = Assert.Throws<OptionsValidationException>(wrong.GetRequiredService<IntegrationRegistry>);
        Assert.Equal(2, problems.Failures.Count(problem => problem.Contains("ClientId", StringComparison.Ordinal)));

        static void Client(OAuthIntegrationOptions options) => (options.ClientId, options.ClientSecret) = ("client", "secret");
    }

    [Theory]
    [InlineData("slack", """{"team":{"id":"T1","name":"Acme"},"authed_user":{"id":"U1"}}""", "T1:U1", "Acme")]
    [InlineData("slack", """{"team":{"id":"T1"}}""", null, null)]
    [InlineData("slack", """{"team":{"id":"T1","name":"Acme"},"authed_user":"U1"}""", null, "Acme")]
    [InlineData("notion", """{"workspace_id":"W1","workspace_name":"Acme","owner":{"user":{"id":"U1"}}}""", "W1:U1", "Acme")]
    [InlineData("notion", """{"workspace_id":"W1","owner":{"type":"workspace"}}""", null, null)]
    [InlineData("dropbox", """{"account_id":"dbid:1"}""", "dbid:1", null)]
    [InlineData("hubspot", """{"hub_id":7,"user_id":8,"hub_domain":"acme.example"}""", "7:8", "acme.example")]
    [InlineData("asana", """{"data":{"gid":"9","name":" A\tB ","email":"a@b.example"}}""", "9", "A B")]
    [InlineData("asana", """{"data":{"gid":"9","name":null,"email":"a@b.example"}}""", "9", "a@b.example")]
    [InlineData("zoom", """{"account_id":"1","id":"2"}""", null, null)]
    [InlineData("acme", """{"account_id":"1","id":"2"}""", null, null)]
    public async Task TokenResponse_TellsTheAccount(string provider, string members, string? id, string? name)
    {
        var integration = Created(provider, provider == "acme" ? AtAcme : null);

        Assert.Equal(new Account(id, name), AccountReader.OfTokens(integration, await TokensAsync(members)));
    }

    [Fact]
    public async Task Application_TellsTheAccountInItsOwnWay()
    {
        var tokens = await TokensAsync("""{"account_id":"dbid:1","team_id":"T1"}""");
        var own = Created("dropbox", o => o.AccountId = t => t.TryGetParameter("team_id", out var team) ? $" {team}\n" : null);

        Assert.Equal(new Account("T1", null), AccountReader.OfTokens(own, tokens));
        Assert.Equal(default, AccountReader.OfTokens(Created("dropbox", o => o.AccountId = _ => null), tokens));
    }

    [Theory]
    [InlineData("sub,id,data.gid,gid,account_id,user_id", true)]
    [InlineData("email,displayName,display_name,name,fullName,username,data.name", false)]
    public void UserInfo_TellsTheAccount_ByTheFirstMemberThatIsThere(string members, bool isId)
    {
        var paths = members.Split(',');
        for (var first = 0; first < paths.Length; first++)
        {
            // All members from this one on, each with its own path as its value.
            List<string> json = [.. paths[first..].Where(path => !path.Contains('.')).Select(path => $"\"{path}\":\"{path}\"")];
            if (paths[first..].FirstOrDefault(path => path.Contains('.')) is { } nested)
            {
                json.Add($$"""
                    "data":{"{{nested["data.".Length..]}}":"{{nested}}"}
                    """);
            }

            using var document = JsonDocument.Parse($$"""{{{string.Join(',', json)}}}""");

            var account = AccountReader.OfUserInfo(document.RootElement);

            Assert.Equal(isId ? (paths[first], null) : (null, paths[first]), (account.Id, account.Name));
        }
    }

    [Fact]
    public void AccountsText_IsCutAt200Characters()
    {
        using var document = JsonDocument.Parse($$"""{"sub":"{{new string('a', 200)}}","name":"{{new string('b', 201)}}"}""");

        var account = AccountReader.OfUserInfo(document.RootElement);

        Assert.Equal(new string('a', 200), account.Id);
        Assert.NotEqual(new string('b', 201), account.Name);
        Assert.InRange(account.Name!.Length, 190, 201);
    }

    [Fact]
    public void Token_GoesToNoAddressThatIsNotWhole()
    {
        var hosts = TokenHosts.Create([], ["https://api.acme.example:8443", "http://LOCALHOST:5000", "acme.example"]);

        Assert.False(hosts.Contains(null));
        Assert.False(hosts.Contains(new Uri("/x", UriKind.Relative)));
        Assert.True(hosts.Contains(new Uri("https://api.acme.example:8443/x")));
        Assert.True(hosts.Contains(new Uri("http://localhost:5000/x")));
        Assert.False(hosts.Contains(new Uri("http://api.acme.example:8443/x")));
        Assert.False(hosts.Contains(new Uri("https://sub.api.acme.example:8443/x")));
        Assert.False(hosts.Contains(new Uri("http://x@localhost:5000/x")));
        Assert.True(hosts.Contains(new Uri("https://acme.example/a@b")));
        Assert.False(TokenHosts.Create([], []).Contains(new Uri("https://acme.example/")));
    }

    private static void AtAcme(OAuthIntegrationOptions options)
    {
        options.AuthorizationEndpoint = "https://login.acme.example/authorize";
        options.TokenEndpoint = "https://login.acme.example/token";
    }

    private static OAuthIntegrationOptions Options(string id, Action<OAuthIntegrationOptions>? configure)
    {
        OAuthIntegrationOptions options = new() { ClientId = id + "-client", ClientSecret = "secret" };
        configure?.Invoke(options);
        return options;
    }

    private static Integration Created(string id, Action<OAuthIntegrationOptions>? configure = null)
    {
        Assert.True(
            IntegrationFactory.TryCreate(id, Options(id, configure), out var integration, out var problems),
            string.Join(' ', problems));
        return integration;
    }

    /// <summary>Gets tokens from a response with these additional members.</summary>
    private static async Task<OAuthTokens> TokensAsync(string members)
    {
        var body = $$"""{"ok":true,"access_token":"at","expires_in":60,{{members.TrimStart('{')}}""";
        using HttpResponseMessage response = new() { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        var answer = await OAuthTokenResponse.ReadAsync(response, "Acme");
        Assert.True(answer.TryGetTokens(out var tokens, out _));
        return tokens!;
    }
}
