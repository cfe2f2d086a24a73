using Atom.OAuth.Analyzers.Rules;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Tests;

/// <summary>Patterns from public code that were once reported incorrectly, or not at all: one of each kind.</summary>
public sealed class RealInputsTests
{
    [Fact]
    public Task TokenInTheFragment_HasNoState() => VerifyAsync<ProtectOAuthStateAnalyzer>("""
        public class Trello
        {
            public string Url(string key) => "https://trello.com/1/authorize?expiration=never&name=Contoso&scope=read&response_type=token"
                + $"&key={key}&return_url=https://app.contoso.com/done";
        }
        """);

    [Theory]
    [InlineData("logger.LogDebug(\"Bearer token was not valid: {Error}\", result.Error);")]
    [InlineData("Fail(result.Error ?? \"Token validation failed\");")]
    public Task ErrorOfAnIncomingToken_IsNoProviders(string statement) => VerifyAsync<FormatOAuthErrorsAnalyzer>($$"""
        using Microsoft.Extensions.Logging;
        public record OidcTokenValidationResult(bool IsValid, string? Error, string? ErrorCode);
        public interface ITokenValidator { Task<OidcTokenValidationResult> ValidateAsync(string token); }
        public class AuthHandler(ITokenValidator validator, ILogger<AuthHandler> logger)
        {
            public async Task HandleAsync(string token)
            {
                var result = await validator.ValidateAsync(token);
                if (!result.IsValid) { {{statement}} }
            }

            private void Fail(string reason) => logger.LogInformation(reason);
        }
        """);

    [Fact]
    public Task EndpointOfARestClient_IsJoinedToItsBase() => VerifyAsync<UseCurrentProviderEndpointAnalyzer>("""
        using RestSharp;
        public class Slack
        {
            public Task<RestResponse> ExchangeAsync()
            {
                var client = new RestClient("https://slack.com/api/");
                return client.ExecuteAsync(new RestRequest([|"oauth.access"|], Method.Post));
            }
        }
        """);

    [Fact]
    public Task SyncInAHandlerOfAnEvent_Counts() => VerifyAsync<StartHistoricalSyncOnConnectionAnalyzer>("""
        using Microsoft.AspNetCore.Mvc;
        public record AccountConnected(string Id);
        public interface IHandler<T> { Task HandleAsync(T message); }
        public interface IPublisher { Task PublishAsync<T>(T message); }
        public interface IImporter { Task ImportHistoryAsync(string id); }
        public class ImportWhenConnected(IImporter importer) : IHandler<AccountConnected>
        {
            public Task HandleAsync(AccountConnected message) => importer.ImportHistoryAsync(message.Id);
        }

        public class SlackController(HttpClient http, dynamic store, IPublisher publisher) : ControllerBase
        {
            [HttpGet("callback")]
            public async Task<IActionResult> Callback(string code, string state, HttpContent form)
            {
                var answer = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                await store.SaveTokensAsync(await answer.Content.ReadAsStringAsync());
                await publisher.PublishAsync(new AccountConnected("a"));
                return Ok();
            }
        }
        """);

    private static Task VerifyAsync<TAnalyzer>(string source)
        where TAnalyzer : DiagnosticAnalyzer, new()
        => AnalyzerVerifier<TAnalyzer>.VerifyAsync(source);
}
