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
builder.Services.AddHttpClient<GoogleCalendarService>().AddStandardResilienceHandler(); // ATOM008
builder.Services.AddSingleton<AsanaClient>();
builder.Services.AddSingleton<ConnectionStore>();
builder.Services.AddSingleton(new GoogleOptions());
builder.Services.AddAuthentication().AddCookie();
builder.Services.AddAuthorization();
builder.Services.AddControllers();

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();
app.MapControllers();
app.MapAsana();
app.MapDiscord();

app.Run();
