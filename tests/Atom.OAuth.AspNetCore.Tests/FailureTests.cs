using Atom.OAuth.AspNetCore.Tests.Support;
using Atom.OAuth.Tests.TokenResponses;
using Atom.OAuth.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.AspNetCore.Tests;

/// <summary>All recorded token responses, as responses to an exchange and a refresh.</summary>
[Collection(nameof(TelemetryTests))]
public sealed class FailureTests(FailureTests.Application application) : IClassFixture<FailureTests.Application>
{
    private static readonly TokenResponseSample[] Samples = [.. FailureSamples.All, .. SuccessSamples.All];

    public static TheoryData<string> Names => [.. Samples.Select(sample => sample.Name)];

    private TestApp App => application.App;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Exchange_SavesTokens_OrShowsAMessageAndSavesNothing(string name)
    {
        TokenResponseSample sample = Samples.Single(sample => sample.Name == name);
        application.Endpoint.Answer(sample);
        var user = "exchange-" + Array.IndexOf(Samples, sample);
        Browser browser = new(App, user);
        var authorization = await browser.StartAsync(Id(sample.Provider));

        var reply = await browser.CallbackAsync(Id(sample.Provider), App.Provider.Consent(authorization));

        var page = ConnectTests.Query(reply.Location);
        var saved = await App.Connections.ListAsync(TestApp.Tenant, user);
        Assert.Equal(1, application.Endpoint.Requests);
        if (sample.Kind is null)
        {
            Assert.Equal(page["connection"], Assert.Single(saved).Id);
            Assert.Equal(sample.AccessToken, (await App.StoredAsync(saved[0].Id)).Tokens.Tokens.AccessToken);
            return;
        }

        Assert.Empty(saved);
        var providerName = OAuthProviders.Find(sample.Provider)?.Name ?? sample.Provider;
        Assert.StartsWith($"{providerName} OAuth failed: {sample.Code}", page["error"], StringComparison.Ordinal);
        Assert.DoesNotContain('<', page["error"]);
        Assert.DoesNotContain("hunter22", page["error"], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Refresh_StoresTokens_OrLeavesThemAndSaysWhatIsNeeded(string name)
    {
        TokenResponseSample sample = Samples.Single(sample => sample.Name == name);
        application.Endpoint.Answer(sample);
        var id = await App.AddExpiredAsync("refresh-" + Array.IndexOf(Samples, sample), refreshToken: "rt-old", integration: Id(sample.Provider));

        var thrown = await Record.ExceptionAsync(async () => await App.Connections.GetAccessTokenAsync(TestApp.Tenant, id));

        (var row, var tokens) = await App.StoredAsync(id);
        Assert.Equal(1, application.Endpoint.Requests);
        Assert.Equal(
            sample.Kind is not null && sample.Reauthorize ? OAuthConnectionStatus.ReauthorizationRequired : OAuthConnectionStatus.Active, row.Status);
        Assert.False(row.IsLeased);
        if (sample.Kind is null)
        {
            Assert.Null(thrown);
            Assert.Equal(
                (sample.AccessToken, sample.RefreshToken ?? "rt-old", 2), (tokens.Tokens.AccessToken, tokens.Tokens.RefreshToken, row.TokenVersion));
            return;
        }

        Assert.Equal(("at-old", "rt-old", 1), (tokens.Tokens.AccessToken, tokens.Tokens.RefreshToken, row.TokenVersion));
        Assert.Equal(sample.Code, row.FailureCode);
        if (sample.Reauthorize)
        {
            Assert.Equal(OAuthConnectionProblem.ReauthorizationRequired, Assert.IsType<OAuthConnectionException>(thrown).Problem);
        }
        else
        {
            var failure = Assert.IsType<OAuthFailureException>(thrown).Failure;
            Assert.Equal((sample.Kind, sample.Code), (failure.Kind, failure.Code));
        }
    }

    private static string Id(string provider) => string.Concat(provider.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)) + "-x";

    /// <summary>One application for all samples, each with its own user.</summary>
    public sealed class Application : IAsyncLifetime, IDisposable
    {
        internal Endpoint Endpoint { get; } = new();

        internal TestApp App { get; private set; } = null!;

        public async Task InitializeAsync() => App = await TestApp.StartAsync(
            (connections, provider) =>
            {
                foreach (var name in Samples.Select(sample => sample.Provider).Distinct())
                {
                    connections.AddIntegration(Id(name), o =>
                    {
                        TestApp.Point(o, provider);
                        o.Provider = name;
                        o.DisplayName = OAuthProviders.Find(name) is null ? name : null;
                        o.UserInfoEndpoint = string.Empty;
                    });
                }
            },
            services: services => services.AddSingleton(new TokenHttp(Endpoint, TimeSpan.FromSeconds(20))));

        public async Task DisposeAsync() => await App.DisposeAsync();

        public void Dispose() => Endpoint.Dispose();
    }

    /// <summary>The token endpoint of all integrations.</summary>
    internal sealed class Endpoint : HttpMessageHandler
    {
        private TokenResponseSample? _sample;

        public int Requests { get; private set; }

        public void Answer(TokenResponseSample sample) => (_sample, Requests) = (sample, 0);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return Task.FromResult(_sample!.Respond());
        }
    }
}
