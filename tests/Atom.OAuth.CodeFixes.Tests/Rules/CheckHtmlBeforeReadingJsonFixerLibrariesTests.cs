using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer, Atom.OAuth.CodeFixes.Rules.CheckHtmlBeforeReadingJsonFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>ATOM001's fixes for calls that fetch and read in one step, of libraries that have many of them.</summary>
public sealed class CheckHtmlBeforeReadingJsonFixerLibrariesTests
{
    [Theory]
    [InlineData("return await client.GetJsonAsync<SlackToken>(\"oauth.v2.access\");")]
    [InlineData("return await client.PostJsonAsync<object, SlackToken>(\"oauth.v2.access\", new());")]
    [InlineData("return await client.PutJsonAsync<object, SlackToken>(\"oauth.v2.access\", new());")]
    [InlineData("return await client.GetAsync<SlackToken>(new RestRequest(\"oauth.v2.access\"));")]
    [InlineData("var answer = await client.ExecuteAsync<SlackToken>(new RestRequest(\"oauth.v2.access\"));\n        return answer.Data;")]
    [InlineData("return (await client.ExecuteAsync<SlackToken>(new RestRequest(\"oauth.v2.access\"))).Data;")]
    [InlineData("return client.Execute<SlackToken>(new RestRequest(\"oauth.v2.access\")).Data;")]
    public async Task RestSharp_IsFixed(string statement)
    {
        var test = VerifyCS.Test($$"""
            using RestSharp;

            public sealed record SlackToken(string AccessToken);

            public sealed class SlackClient
            {
                private readonly RestClient client = new("https://slack.com/api/");

                public async Task<SlackToken?> ExchangeAsync()
                {
                    {{statement}}
                }
            }
            """);

        Assert.NotEmpty(await test.TitlesAsync());
        Assert.Contains("HtmlResponse.Check", await test.FixFirstAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("return await JsonSerializer.DeserializeAsync<SlackToken>(await \"https://slack.com/api/oauth.v2.access\".PostJsonAsync(new { }).ReceiveStream());")]
    [InlineData("return JsonSerializer.Deserialize<SlackToken>(await \"https://slack.com/api/oauth.v2.access\".PostJsonAsync(new { }).ReceiveString());")]
    [InlineData("return JsonSerializer.Deserialize<SlackToken>(await \"https://slack.com/api/oauth.v2.access\".PostJsonAsync(new { }).ReceiveBytes());")]
    public async Task Flurl_IsFixed(string statement) => Assert.NotEmpty(await VerifyCS.Test($$"""
        using Flurl.Http;

        public sealed record SlackToken(string AccessToken);

        public static class SlackClient
        {
            public static async Task<SlackToken?> ExchangeAsync()
            {
                {{statement}}
            }
        }
        """).TitlesAsync());

    [Fact]
    public async Task Enumerable_IsFixed() => Assert.NotEmpty(await VerifyCS.Test("""
        public sealed record SlackUser(string Id);

        public sealed class SlackClient(HttpClient http)
        {
            public async Task<List<string>> UsersAsync()
            {
                var ids = new List<string>();
                await foreach (var user in http.GetFromJsonAsAsyncEnumerable<SlackUser>("https://slack.com/api/users.list"))
                {
                    ids.Add(user!.Id);
                }

                return ids;
            }
        }
        """).TitlesAsync());

    /// <summary>Both the framework and the runtime library have a type with that name; the code keeps using the same one.</summary>
    [Fact]
    public async Task NameThatBothHave_StaysTheFrameworks()
    {
        var test = VerifyCS.Test("""
            using Microsoft.AspNetCore.Authentication.OAuth;

            public sealed class SlackClient(HttpClient http)
            {
                public async Task<OAuthTokenResponse> ExchangeAsync(HttpContent form)
                {
                    var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                    if (!response.IsSuccessStatusCode)
                    {
                        return OAuthTokenResponse.Failed(new InvalidOperationException());
                    }

                    return OAuthTokenResponse.Success(JsonDocument.Parse(await response.Content.ReadAsStringAsync()));
                }
            }
            """) with { GlobalUsings = CodeFixTest.UsualUsings.Replace("global using Atom.OAuth;", "", StringComparison.Ordinal) };

        Assert.Contains("CheckHtmlResponseAsync", await test.FixFirstAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResponseHandedToAHelper_IsCheckedBeforeTheCall()
    {
        var test = VerifyCS.Test("""
            public static class Responses
            {
                public static async Task<JsonElement> ReadTokenAsync(this HttpResponseMessage response) => await response.Content.ReadFromJsonAsync<JsonElement>();
            }

            public sealed class ZoomClient(HttpClient http)
            {
                public async Task<JsonElement> ExchangeAsync(HttpContent form)
                {
                    var response = await http.PostAsync("https://zoom.us/oauth/token", form);
                    return await response.ReadTokenAsync();
                }
            }
            """);

        Assert.Contains("await response.CheckHtmlResponseAsync(\"Zoom\")", await test.FixFirstAsync(), StringComparison.Ordinal);
    }
}
