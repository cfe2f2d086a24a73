using System.Net;
using System.Text;
using System.Text.Json.Serialization;
using Atom.OAuth;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

// Uses every part of the library without reflection or a JIT compiler. Prints a line for each, which the test compares.
ServiceCollection services = new();
services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
services.AddAtomOAuth().AddInMemoryHistoricalSync((_, _) => Task.CompletedTask);
await using ServiceProvider provider = services.BuildServiceProvider();

IOAuthStateProtector states = provider.GetRequiredService<IOAuthStateProtector>();
(string state, OAuthStateCookie cookie) = await states.BuildWithCookieAsync(new OAuthStateRequest("slack", "user-1", "tenant-1", "/integrations"));
OAuthStateExpectation expected = OAuthStateExpectation.ForUser("slack", "user-1", "tenant-1", cookie.Value);
Console.WriteLine($"state: {(await states.ParseAsync(state, expected)).Outcome}, again: {(await states.ParseAsync(state, expected)).Outcome}");

OAuthTokenResponse tokens = await OAuthTokenResponse.ReadAsync(Respond("""{"access_token":"a","expires_in":3600,"team":{"id":"T1"}}"""), "Slack");
Console.WriteLine(
    $"tokens: {tokens.IsSuccess}, team: {(tokens.Tokens!.TryGetParameter("team", out var team) ? team.GetProperty("id").GetString() : null)}");

OAuthTokenResponse failure = await OAuthTokenResponse.ReadAsync(Respond("""{"ok":false,"error":"invalid_code"}"""), "Slack");
Console.WriteLine($"failure: {failure}");

(bool isHtml, string htmlError) = await Respond("<html><title>Sorry</title>").CheckHtmlResponseAsync("Slack");
Console.WriteLine($"page: {isHtml}, {htmlError}");

Greeting? greeting = await Respond("""{"text":"hello"}""").ReadOAuthJsonAsync("Slack", ProgramJson.Default.Greeting);
Console.WriteLine($"json: {greeting?.Text}");

HistoricalSyncOutcome sync = await provider.GetRequiredService<IHistoricalSyncTrigger>().TriggerHistoricalSyncOnConnectionAsync(
    "slack", "user-1", "tenant-1");
Console.WriteLine($"sync: {sync.Status}");

static HttpResponseMessage Respond(string body) => new(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

internal sealed record Greeting(string Text);

[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(Greeting))]
internal sealed partial class ProgramJson : JsonSerializerContext;
