using System.Text.Json;
using LegacyIntegrations;

// Top-level statements: `dotnet run -- token <refresh token>` prints a fresh access token.
if (args is ["token", var refreshToken])
{
    using var http = new HttpClient();
    var response = await http.PostAsync("https://oauth2.googleapis.com/token", new FormUrlEncodedContent(new Dictionary<string, string>
    {
        ["grant_type"] = "refresh_token",
        ["refresh_token"] = refreshToken,
        ["client_id"] = Environment.GetEnvironmentVariable("GOOGLE_CLIENT_ID") ?? "",
        ["client_secret"] = Environment.GetEnvironmentVariable("GOOGLE_CLIENT_SECRET") ?? "",
    }));

    var token = JsonSerializer.Deserialize<GoogleToken>(await response.Content.ReadAsStringAsync()); // ATOM001
    Console.WriteLine(token?.AccessToken);
    return;
}

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHttpClient<SlackClient>();
builder.Services.AddHttpClient();
builder.Services.AddMemoryCache();

var app = builder.Build();
app.MapDiscord();
app.MapGet("/slack/callback", async (string code, SlackClient slack, HttpContext context) =>
{
    var token = await slack.ExchangeCodeAsync(code, "https://localhost/slack/callback", context.RequestAborted);
    return Results.Ok(new { connected = token.AccessToken is not null });
});

app.Run();
