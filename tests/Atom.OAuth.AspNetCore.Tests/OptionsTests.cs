using System.Security.Claims;
using Atom.OAuth.Integrations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.AspNetCore.Tests;

/// <summary>Invalid options are reported at startup, and their defaults and limits are as documented.</summary>
public class OptionsTests
{
    public static TheoryData<string, TimeSpan, TimeSpan, TimeSpan> Times => new()
    {
        { nameof(ConnectionsOptions.RefreshAhead), TimeSpan.Zero, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(2) },
        { nameof(ConnectionsOptions.TokenCacheTime), TimeSpan.Zero, TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30) },
        { nameof(ConnectionsOptions.TokenRequestTimeout), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30) },
        { nameof(ConnectionsOptions.RefreshLease), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(45) },
        { nameof(ConnectionsOptions.StoreRetryTime), TimeSpan.Zero, TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(10) },
        { nameof(ConnectionsOptions.ObserverTimeout), TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(10) },
    };

    [Theory]
    [MemberData(nameof(Times))]
    public void Time_HasBounds_AndADefault(string property, TimeSpan least, TimeSpan most, TimeSpan usual)
    {
        var option = typeof(ConnectionsOptions).GetProperty(property)!;
        Assert.Equal(usual, option.GetValue(new ConnectionsOptions()));
        Assert.False(IsOutOfRange(least));
        Assert.False(IsOutOfRange(most));
        Assert.True(IsOutOfRange(least - TimeSpan.FromTicks(1)));
        Assert.True(IsOutOfRange(most + TimeSpan.FromTicks(1)));

        bool IsOutOfRange(TimeSpan value) => Problems(o => option.SetValue(o, value)).Any(
            problem => problem.StartsWith($"ConnectionsOptions.{property} has to be from", StringComparison.Ordinal));
    }

    [Fact]
    public void Defaults_AreGood() => Assert.Empty(Problems(_ => { }));

    [Fact]
    public void Lease_IsLongerThanTheTimeOut()
    {
        Assert.NotEmpty(Problems(o => o.RefreshLease = o.TokenRequestTimeout));
        Assert.Empty(Problems(o => o.RefreshLease = o.TokenRequestTimeout + TimeSpan.FromTicks(1)));
    }

    [Fact]
    public void KeepAlive_IsOff_OrAMinuteAtLeast()
    {
        Assert.Null(new ConnectionsOptions().KeepAliveInterval);
        Assert.Empty(Problems(o => o.KeepAliveInterval = TimeSpan.FromMinutes(1)));
        Assert.NotEmpty(Problems(o => o.KeepAliveInterval = TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1)));
    }

    [Fact]
    public void UserAndTenant_AreAskedFor()
    {
        Assert.Contains("UserId", Assert.Single(Problems(o => o.UserId = null!)), StringComparison.Ordinal);
        Assert.Contains("TenantId", Assert.Single(Problems(o => o.TenantId = null!)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://app.example", true)]
    [InlineData("https://app.example/", true)]
    [InlineData("http://localhost:5000", true)]
    [InlineData("http://app.example", false)]
    [InlineData("https://app.example/path", false)]
    [InlineData("https://user@app.example", false)]
    [InlineData("https://app.example/#x", false)]
    [InlineData("ftp://app.example", false)]
    [InlineData("app.example", false)]
    public void PublicOrigin_IsAnOrigin(string origin, bool isGood) => Assert.Equal(isGood, Problems(o => o.PublicOrigin = origin).Count == 0);

    [Fact]
    public void UserAndTenant_AreClaims_ByDefault()
    {
        Assert.Equal(
            ("name-id", "tenant"),
            Who(new(ClaimTypes.NameIdentifier, "name-id"), new("sub", "sub"), new("tenant_id", "tenant"), new("tid", "tid")));
        Assert.Equal(("sub", "tid"), Who(new("sub", "sub"), new("tid", "tid")));
        Assert.Equal(("sub", "entra"), Who(new("sub", "sub"), new("http://schemas.microsoft.com/identity/claims/tenantid", "entra")));
        Assert.Equal((null, null), Who());

        static (string?, string?) Who(params Claim[] claims)
        {
            ConnectionsOptions options = new();
            DefaultHttpContext http = new() { User = new ClaimsPrincipal(new ClaimsIdentity(claims, "test")) };
            return (options.UserId(http), options.TenantId(http));
        }
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public void SyncMonths_AreOneToSixty(int months, bool isGood) => Assert.Equal(isGood, IntegrationProblems(o => o.SyncMonths = months).Count == 0);

    [Fact]
    public void Integration_HasDefaults()
    {
        OAuthIntegrationOptions options = new();
        Assert.Equal((3, true), (options.SyncMonths, options.StartHistoricalSync));
        Assert.Equal((false, false), (options.UseFormPost, options.AllowPrivateNetwork));

        var integration = Created(_ => { });
        Assert.Equal(("acme", "acme", "acme", " "), (integration.Id, integration.Name, integration.Provider, integration.ScopeSeparator));
        Assert.True(integration.UsesPkce);
        Assert.False(integration.RequiresIssuer);
        Assert.Equal(OAuthClientAuthentication.Basic, integration.Authentication);
        Assert.Equal(OAuthRequestEncoding.Form, integration.Encoding);
        Assert.Equal("Acme Inc.", Created(o => o.DisplayName = "Acme Inc.").Name);
        Assert.Equal(OAuthClientAuthentication.None, Created(o => o.ClientSecret = null).Authentication);
    }

    [Theory]
    [InlineData("slack", false)]
    [InlineData("zoom", false)]
    [InlineData("monday", true)]
    [InlineData("notion", false)]
    [InlineData("dropbox", true)]
    public void Pkce_IsUsed_WhereTheCatalogueSaysThatItIsTaken(string provider, bool isUsed)
    {
        Assert.True(IntegrationFactory.TryCreate(
            provider, new OAuthIntegrationOptions { ClientId = "c", ClientSecret = "s" }, out var integration, out _));
        Assert.Equal(isUsed, integration.UsesPkce);
    }

    [Fact]
    public void Integration_SaysWhatIsWrong_AllOfItAtOnce()
    {
        Assert.Contains("ClientId", Assert.Single(IntegrationProblems(o => o.ClientId = " ")), StringComparison.Ordinal);
        Assert.Contains(
            "ClientSecret",
            Assert.Single(IntegrationProblems(o => (o.ClientSecret, o.UsePkce) = (null, false))),
            StringComparison.Ordinal);
        Assert.Contains("TokenEndpoint", Assert.Single(IntegrationProblems(o => o.TokenEndpoint = null)), StringComparison.Ordinal);
        Assert.Contains(
            "ApiHosts",
            Assert.Single(IntegrationProblems(o => o.ApiHosts.Add("https://api.acme.example/path"))),
            StringComparison.Ordinal);
        Assert.Contains("ApiHosts", Assert.Single(IntegrationProblems(o => o.ApiHosts.Add("http://127.0.0.1:5"))), StringComparison.Ordinal);
        Assert.Empty(IntegrationProblems(o => (o.AllowPrivateNetwork, _) = (true, Add(o, "http://127.0.0.1:5"))));
        Assert.Contains(
            "ClientId",
            Assert.Single(IntegrationProblems(o => (o.ClientId, o.BasicSecretEncoding) = ("a:b", OAuthBasicEncoding.Raw))),
            StringComparison.Ordinal);
        Assert.Empty(IntegrationProblems(o => (o.ClientId, o.BasicSecretEncoding) = ("a:b", OAuthBasicEncoding.FormUrlEncoded)));
        Assert.Contains(
            "ClientAuthentication",
            Assert.Single(IntegrationProblems(o => o.ClientAuthentication = OAuthClientAuthentication.None)),
            StringComparison.Ordinal);
        Assert.Equal(2, IntegrationProblems(o => (o.ClientId, o.SyncMonths) = (string.Empty, 0)).Count);

        static bool Add(OAuthIntegrationOptions options, string host)
        {
            options.ApiHosts.Add(host);
            return true;
        }
    }

    [Theory]
    [InlineData("state")]
    [InlineData("redirect_uri")]
    [InlineData("response_type")]
    [InlineData("client_id")]
    [InlineData("code_challenge")]
    [InlineData("code_challenge_method")]
    public void ParameterThatIsMadeForEachRequest_CannotBeSet(string name)
        => Assert.Contains(name, Assert.Single(IntegrationProblems(o => o.ExtraParameters[name] = "x")), StringComparison.Ordinal);

    [Fact]
    public void Parameters_TakeThePlaceOfTheCatalogues_AndAnEmptyOneDropsIt()
    {
        OAuthIntegrationOptions options = new() { ClientId = "c", ClientSecret = "s" };
        options.ExtraParameters["token_access_type"] = string.Empty;
        options.ExtraParameters["locale"] = "de";
        Assert.True(IntegrationFactory.TryCreate("dropbox", options, out var integration, out _));
        Assert.Equal([KeyValuePair.Create("locale", "de")], integration.AuthorizationParameters);
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void Tenant_IsOneSegment_AndNotTooLong(int length, bool isGood)
        => Assert.Equal(isGood, IntegrationFactory.TryCreate(
            "microsoft-teams",
            new OAuthIntegrationOptions { ClientId = "c", ClientSecret = "s", Tenant = new string('a', length) },
            out _,
            out _));

    [Fact]
    public void Ids_AreLowerCaseLettersDigitsAndHyphens_AndOfOneIntegration()
    {
        var builder = new ServiceCollection().AddAtomOAuth().AddConnections();
        foreach (var good in new[] { "a", "z9-", new string('a', 64) })
        {
            builder.AddIntegration(good, _ => { });
        }

        foreach (var bad in new[] { null, string.Empty, new string('a', 65), "A", "a_b", "a b", "ä", "a/b", "a{", "`", ":" })
        {
            Assert.Throws<ArgumentException>(() => builder.AddIntegration(bad!, _ => { }));
        }

        Assert.Throws<ArgumentException>(() => builder.AddIntegration("a", _ => { }));
        Assert.Throws<ArgumentNullException>(() => builder.AddIntegration("b", null!));
        builder.AddIntegration("teams", _ => { });
        Assert.Contains(
            "microsoft-teams",
            Assert.Throws<ArgumentException>(() => builder.AddIntegration("microsoft-teams", _ => { })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void MapIntegrations_NeedsConnections_AndIsUnderIntegrationsByDefault()
    {
        var without = WebApplication.CreateSlimBuilder();
        Assert.Throws<InvalidOperationException>(() => without.Build().MapIntegrations());

        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddAtomOAuth().AddConnections(o => o.UseSqlite("never-opened.db")).AddIntegration("acme", AtAcme);
        IEndpointRouteBuilder app = builder.Build();
        app.MapIntegrations();
        Assert.Contains(
            app.DataSources.SelectMany(source => source.Endpoints).Cast<RouteEndpoint>(),
            endpoint => endpoint.RoutePattern.RawText == "/integrations/{integration}/callback");
    }

    [Fact]
    public async Task Start_SaysWhatIsWrongWithAnIntegration()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddDataProtection();
        builder.Services.AddAtomOAuth()
            .AddConnections(o => o.UseSqlite(Path.Combine(Path.GetTempPath(), $"atom-oauth-never-opened-{Guid.NewGuid():N}.db")))
            .AddIntegration("acme", _ => { });
        await using var app = builder.Build();

        var problem = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync());

        Assert.Contains("Integration 'acme': ClientId", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Client_OfAnUnknownIntegration_SaysWhichOneIsMissing()
    {
        ServiceCollection services = new();
        services.AddDataProtection();
        services.AddAtomOAuth().AddConnections(o => o.UseSqlite("never-opened.db")).AddIntegration("acme", AtAcme);
        services.AddHttpClient("other").AddConnectionToken("other");
        using var provider = services.BuildServiceProvider();

        Assert.Contains(
            "AddIntegration(\"other\"",
            Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<IHttpClientFactory>().CreateClient("other")).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => services.AddHttpClient("x").AddConnectionToken(string.Empty));
    }

    [Fact]
    public void Builders_AreNeeded()
    {
        Assert.Throws<ArgumentNullException>(() => ConnectionsServiceCollectionExtensions.AddConnections(null!));
        Assert.Throws<ArgumentNullException>(() => ConnectionTokenHttpClientBuilderExtensions.AddConnectionToken(null!, "acme"));
        Assert.Throws<ArgumentNullException>(() => ConnectionsEndpointRouteBuilderExtensions.MapIntegrations(null!));
        var builder = WebApplication.CreateSlimBuilder();
        var root = builder.Services.AddAtomOAuth();
        Assert.Same(root, root.AddConnections(o => o.UseSqlite("never-opened.db")).Root);
        Assert.Throws<ArgumentNullException>(() => builder.Build().MapIntegrations(null!));
    }

    /// <summary>Invalid values of the options themselves are also reported at startup.</summary>
    [Fact]
    public async Task Start_SaysWhatIsWrongWithTheOptions()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddDataProtection();
        builder.Services.AddAtomOAuth().AddConnections(o =>
        {
            o.UseSqlite(Path.Combine(Path.GetTempPath(), $"atom-oauth-never-opened-{Guid.NewGuid():N}.db"));
            o.PublicOrigin = "app.example";
        });
        await using var app = builder.Build();

        var problem = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync());

        Assert.Contains("ConnectionsOptions.PublicOrigin has to be scheme and host", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>The table exists before the first request.</summary>
    [Fact]
    public async Task Start_MakesTheTable()
    {
        await using var app = await Support.TestApp.StartAsync();

        await RefreshTests.ExecuteAsync(app, "DELETE FROM atom_oauth_connections");
    }

    private static void AtAcme(OAuthIntegrationOptions options)
    {
        options.ClientId = "c";
        options.ClientSecret = "s";
        options.AuthorizationEndpoint = "https://login.acme.example/authorize";
        options.TokenEndpoint = "https://login.acme.example/token";
    }

    private static Integration Created(Action<OAuthIntegrationOptions> configure)
    {
        OAuthIntegrationOptions options = new();
        AtAcme(options);
        configure(options);
        Assert.True(IntegrationFactory.TryCreate("acme", options, out var integration, out _));
        return integration;
    }

    private static IReadOnlyList<string> IntegrationProblems(Action<OAuthIntegrationOptions> configure)
    {
        OAuthIntegrationOptions options = new();
        AtAcme(options);
        configure(options);
        IntegrationFactory.TryCreate("acme", options, out _, out var problems);
        return problems;
    }

    private static IReadOnlyList<string> Problems(Action<ConnectionsOptions> configure)
    {
        ConnectionsOptions options = new();
        configure(options);
        return [.. new ConnectionsOptionsValidator().Validate(null, options).Failures ?? []];
    }
}
