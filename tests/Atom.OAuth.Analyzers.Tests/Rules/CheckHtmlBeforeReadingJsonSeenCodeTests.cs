using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM001: forms of reads from public code, one of each kind.</summary>
public sealed class CheckHtmlBeforeReadingJsonSeenCodeTests
{
    private const string Token = "public record Token([property: JsonPropertyName(\"access_token\")] string? AccessToken);";

    /// <summary>A path on the application's own server, which returns its own data, whatever the names of its members.</summary>
    [Theory]
    [InlineData("\"/api/account/login\"", false)]
    [InlineData("\"api/auth/login\"", false)]
    [InlineData("\"/api/users/register\"", false)]
    [InlineData("$\"/api/account/login?user={user}\"", false)]
    [InlineData("\"/oauth/token\"", true)]
    [InlineData("\"oauth2/v1/token\"", true)]
    [InlineData("\"https://api.contoso.com/account/login\"", true)]
    public Task PathOfTheOwnServer(string path, bool isReported) => VerifyCS.VerifyAsync($$"""
        {{Token}}

        public class AccountClient(HttpClient http)
        {
            public async Task<Token?> LoginAsync(string user, string password)
            {
                var answer = await http.PostAsJsonAsync({{path}}, new { user, password });
                return await {{(isReported ? "[|" : "")}}answer.Content.ReadFromJsonAsync<Token>(){{(isReported ? "|]" : "")}};
            }
        }
        """);

    /// <summary>A path below /api/ that contains the provider's name is on the application's own server, which calls that provider.</summary>
    [Theory]
    [InlineData("\"/api/spotify/status\"", false)]
    [InlineData("\"api/ConnectClubToSpotify\"", false)]
    [InlineData("$\"/api/spotify/playlists/{user}\"", false)]
    [InlineData("\"/api/users/\" + user + \"/spotify\"", true)]
    [InlineData("\"/api/playlists?for=spotify\"", true)]
    [InlineData("\"/v1/me/spotify\"", true)]
    [InlineData("\"https://api.spotify.com/api/spotify/status\"", true)]
    public Task PathThatNamesTheProvider(string path, bool isReported) => VerifyCS.VerifyAsync($$"""
        public record SpotifyStatus(string? Name);

        public class SpotifyService(HttpClient http)
        {
            public const string Page = "https://accounts.spotify.com/authorize";

            public async Task<SpotifyStatus?> StatusAsync(string user)
            {
                http.DefaultRequestHeaders.Add("X-User", user);
                return await {{(isReported ? "[|" : "")}}http.GetFromJsonAsync<SpotifyStatus>({{path}}){{(isReported ? "|]" : "")}};
            }
        }
        """);

    /// <summary>If the client is registered with the provider's address, all its paths are the provider's.</summary>
    [Fact]
    public Task PathThatNamesTheProvider_OnItsServer_Triggers() => VerifyCS.VerifyAsync("""
        using Microsoft.Extensions.DependencyInjection;

        public record SpotifyStatus(string? Name);

        public class SpotifyService(HttpClient http)
        {
            public async Task<SpotifyStatus?> StatusAsync() => await [|http.GetFromJsonAsync<SpotifyStatus>("/api/spotify/status")|];
        }

        public static class Startup
        {
            public static void Add(IServiceCollection services) =>
                services.AddHttpClient<SpotifyService>(static client => client.BaseAddress = new Uri("https://api.spotify.com"));
        }
        """);

    /// <summary>After a failure, invalid JSON does no harm: the surrounding code already knows that the request failed.</summary>
    [Theory]
    [InlineData("code = JsonSerializer.Deserialize<JsonElement>(body).GetProperty(\"error\").GetString();", "catch { }")]
    [InlineData("code = JsonDocument.Parse(body).RootElement.GetProperty(\"error\").GetString();", "catch (Exception) { }")]
    [InlineData("code = JsonSerializer.Deserialize<JsonElement>(body).GetProperty(\"error\").GetString();", "catch (JsonException) { }")]
    public Task CodeOfAFailure_MayBeMissing(string read, string handler) => VerifyCS.VerifyAsync(Sample.Exchange($$"""
        {{Sample.Post}}
        if (!response.IsSuccessStatusCode)
        {
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            string? code = null;
            try
            {
                {{read}}
            }
            {{handler}}

            throw new HttpRequestException("Slack: " + code);
        }

        return null;
        """));

    /// <summary>If the response matters, an empty catch hides the page.</summary>
    [Fact]
    public Task SwallowedFailureOfASuccess_Triggers() => VerifyCS.VerifyAsync(Sample.Exchange($$"""
        {{Sample.PostText}}
        SlackToken? token = null;
        try
        {
            token = [|JsonSerializer.Deserialize<SlackToken>(text)|];
        }
        catch { }

        return token;
        """));

    /// <summary>Bodies that are read indirectly: through a pipe, another stream, a copy.</summary>
    [Theory]
    [InlineData("return await [|JsonSerializer.DeserializeAsync<SlackToken>(System.IO.Pipelines.PipeReader.Create(await response.Content.ReadAsStreamAsync()).AsStream())|];")]
    [InlineData("""
        using var copy = new MemoryStream();
        await response.Content.CopyToAsync(copy);
        copy.Position = 0;
        return await [|JsonSerializer.DeserializeAsync<SlackToken>(copy)|];
        """)]
    [InlineData("""
        using var copy = new MemoryStream();
        await (await response.Content.ReadAsStreamAsync()).CopyToAsync(copy);
        return [|JsonSerializer.Deserialize<SlackToken>(copy.ToArray())|];
        """)]
    [InlineData("""
        var stream = await response.Content.ReadAsStreamAsync();
        return await [|JsonSerializer.DeserializeAsync<SlackToken>(Encoding.CreateTranscodingStream(stream, Encoding.Latin1, Encoding.UTF8))|];
        """)]
    [InlineData("""
        var stream = new BufferedStream(await response.Content.ReadAsStreamAsync());
        return await [|JsonSerializer.DeserializeAsync<SlackToken>(stream)|];
        """)]
    public Task BodyOnADetour_Triggers(string statements) => VerifyCS.VerifyAsync(Sample.Exchange(Sample.Post + "\n" + statements));

    /// <summary>Lambdas are followed like other code, wherever they are stored before they are called.</summary>
    [Theory]
    [InlineData("Func<Task<string>> load = () => http.GetStringAsync(\"https://slack.com/api/auth.test\"); return [|JsonSerializer.Deserialize<SlackToken>(await load())|];")]
    [InlineData("Func<string, SlackToken?> parse = text => [|JsonSerializer.Deserialize<SlackToken>(text)|]; return parse(await http.GetStringAsync(\"https://slack.com/api/auth.test\"));")]
    [InlineData("Func<string, Task<string>> load = url => http.GetStringAsync(url); return [|JsonSerializer.Deserialize<SlackToken>(await load(\"https://slack.com/api/auth.test\"))|];")]
    [InlineData("var text = await RetryAsync(() => http.GetStringAsync(\"https://slack.com/api/auth.test\")); return [|JsonSerializer.Deserialize<SlackToken>(text)|];")]
    [InlineData("var answer = await RetryAsync(async () => await http.GetAsync(\"https://slack.com/api/auth.test\")); return await [|answer.Content.ReadFromJsonAsync<SlackToken>()|];")]
    [InlineData("return [|JsonSerializer.Deserialize<SlackToken>(await _load(http))|];")]
    [InlineData("return await RetryAsync(async () => await [|http.GetFromJsonAsync<SlackToken>(\"https://slack.com/api/auth.test\")|]);")]
    public Task Lambda_IsFollowed(string statements) => VerifyCS.VerifyAsync(Sample.Exchange(
        statements,
        members: """
            private static readonly Func<HttpClient, Task<string>> _load = static http => http.GetStringAsync("https://slack.com/api/auth.test");
            public object Load => _load;

            private static async Task<T> RetryAsync<T>(Func<Task<T>> call)
            {
                for (var i = 0; ; i++)
                {
                    try { return await call(); }
                    catch (HttpRequestException) when (i < 3) { }
                }
            }
            """));

    /// <summary>DataContractJsonSerializer throws a SerializationException for a page.</summary>
    [Fact]
    public Task DataContractSerializer_Reads() => VerifyCS.VerifyAsync(Sample.Exchange($$"""
        {{Sample.Post}}
        var serializer = new System.Runtime.Serialization.Json.DataContractJsonSerializer(typeof(SlackToken));
        return (SlackToken?)[|serializer.ReadObject(await response.Content.ReadAsStreamAsync())|];
        """));

    /// <summary>RestSharp keeps failures in the response; code that uses its data without a check treats a page as missing data.</summary>
    [Theory]
    [InlineData("return (await [|client.ExecuteAsync<SlackToken>(request)|]).Data;")]
    [InlineData("return [|client.Execute<SlackToken>(request)|].Data!;")]
    [InlineData("var answer = await [|client.ExecuteAsync<SlackToken>(request)|]; return answer.Data;")]
    [InlineData("var answer = await [|client.ExecuteAsync<SlackToken>(request)|]; var token = answer.Data; return token;")]
    [InlineData("var answer = await [|client.ExecutePostAsync<SlackToken>(request)|]; if (!answer.IsSuccessStatusCode) throw new IOException(); return answer.Data;")]
    [InlineData("var answer = await [|client.ExecuteAsync<SlackToken>(request)|]; if (answer.StatusCode != HttpStatusCode.OK) throw new IOException(); return answer.Data;")]
    [InlineData("var answer = await client.ExecuteAsync<SlackToken>(request); if (!answer.IsSuccessful) throw new IOException(); return answer.Data;")]
    [InlineData("var answer = await client.ExecuteAsync<SlackToken>(request); if (answer.ErrorException is { } e) throw e; return answer.Data;")]
    [InlineData("var answer = await client.ExecuteAsync<SlackToken>(request); return answer.ResponseStatus == ResponseStatus.Completed ? answer.Data : null;")]
    [InlineData("var answer = await client.ExecuteAsync<SlackToken>(request); answer.ThrowIfError(); return answer.Data;")]
    [InlineData("var answer = await client.ExecuteAsync<SlackToken>(request); if (answer.Data is null) throw new IOException(); return answer.Data;")]
    [InlineData("var answer = await client.ExecuteAsync<SlackToken>(request); return answer.Data ?? throw new IOException();")]
    [InlineData("var answer = await client.ExecuteAsync<SlackToken>(request); var token = answer.Data; return token == null ? throw new IOException() : token;")]
    [InlineData("var answer = await client.ExecuteAsync<SlackToken>(request); Console.WriteLine(answer.Content); return answer.Data;")]
    [InlineData("var answer = await client.ExecuteAsync<SlackToken>(request); return Checked(answer).Data;")]
    [InlineData("await client.ExecuteAsync<SlackToken>(request); return null;")]
    public Task DataOfARestResponse(string statements) => VerifyCS.VerifyAsync($$"""
        using RestSharp;

        public record SlackToken(string AccessToken);

        public class SlackClient(RestClient client)
        {
            public async Task<SlackToken?> ExchangeAsync()
            {
                var request = new RestRequest("https://slack.com/api/oauth.v2.access", Method.Post);
                await Task.Yield();
                {{statements}}
            }

            private static RestResponse<T> Checked<T>(RestResponse<T> response) => response;
        }
        """);

    /// <summary>Flurl's responses are checked like any other, and their texts belong to them.</summary>
    [Theory]
    [InlineData("return [|JsonSerializer.Deserialize<Token>(await answer.GetStringAsync())|];")]
    [InlineData("if (answer.ResponseMessage.Content.Headers.ContentType?.MediaType != \"application/json\") return null; return JsonSerializer.Deserialize<Token>(await answer.GetStringAsync());")]
    [InlineData("if (answer.ResponseMessage.Content.Headers.ContentType?.MediaType != \"application/json\") return null; return await JsonSerializer.DeserializeAsync<Token>(await answer.GetStreamAsync());")]
    public Task AnswerOfFlurl(string statements) => VerifyCS.VerifyAsync($$"""
        using Flurl.Http;

        {{Token}}

        public static class SlackClient
        {
            public static async Task<Token?> ExchangeAsync()
            {
                var answer = await "https://slack.com/api/oauth.v2.access".PostJsonAsync(new { });
                {{statements}}
            }
        }
        """);
}
