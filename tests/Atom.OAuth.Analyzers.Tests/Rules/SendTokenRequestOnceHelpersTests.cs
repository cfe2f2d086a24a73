using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.SendTokenRequestOnceAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM008: methods of another type that send again the request that they are given, and requests whose body is an object.</summary>
public sealed class SendTokenRequestOnceHelpersTests
{
    private const string Policy = "Policies.Retry.ExecuteAsync(() => client.ExecuteAsync(request))";

    private const string Loop = "for (var i = 0; ; i++) { var answer = await client.ExecuteAsync(request); if (answer.IsSuccessful || i == 3) { return answer; } }";

    /// <summary>The grant is the value of a property of the body's type.</summary>
    [Theory]
    [InlineData("refresh_token", "request.AddJsonBody(body);", true)]
    [InlineData("authorization_code", "request.AddJsonBody(body);", true)]
    [InlineData("refresh_token", "request.AddParameter(\"application/json\", body.ToJson(), ParameterType.RequestBody);", true)]
    [InlineData("client_credentials", "request.AddJsonBody(body);", false)]
    [InlineData("refresh_token", "", false)]
    public Task BodyOfAType(string grant, string given, bool isReported) =>
        VerifyCS.VerifyAsync(Code("return await " + Policy + ";", "ExecuteAgainAsync", isReported, given, grant));

    [Theory]
    [InlineData("return await " + Policy + ";", "ExecuteAgainAsync", true)]
    [InlineData(Loop, "SendWithRetriesAsync", true)]
    [InlineData(Loop, "SendAsync", false)]
    [InlineData("return await Policies.Breaker.ExecuteAsync(() => client.ExecuteAsync(request));", "ExecuteAgainAsync", false)]
    [InlineData("if (request.Method != Method.Get) { return await client.ExecuteAsync(request); } return await " + Policy + ";", "ExecuteAgainAsync", false)]
    [InlineData("await Policies.Retry.ExecuteAsync(() => client.ExecuteAsync(new RestRequest(\"health\"))); return await client.ExecuteAsync(request);", "ExecuteAgainAsync", false)]
    [InlineData("return await client.ExecuteAsync(request);", "SendWithRetriesAsync", false)]
    public Task Helper(string body, string name, bool isReported) =>
        VerifyCS.VerifyAsync(Code(body, name, isReported, "request.AddJsonBody(body);", "refresh_token"));

    /// <summary>An <c>HttpRequestMessage</c> can only be sent once, unless it is copied.</summary>
    [Theory]
    [InlineData("HttpRequestMessage", "http.SendAsync(request)", false)]
    [InlineData("System.Net.Http.HttpRequestMessage?", "http.SendAsync(request)", false)]
    [InlineData("HttpRequestMessage", "http.SendAsync(Copy(request))", true)]
    public Task HttpRequestMessage(string type, string send, bool isReported) => VerifyCS.VerifyAsync($$"""
        using Polly;

        public static class Sender
        {
            public static Task<HttpResponseMessage> PostAgainAsync(this HttpClient http, {{type}} request) =>
                Policy.Handle<HttpRequestException>().RetryAsync().ExecuteAsync(() => {{send}});

            private static HttpRequestMessage Copy(HttpRequestMessage request) => new(request.Version.Major > 1 ? HttpMethods.Post : HttpMethods.Post, "x") { Content = request.Content };
        }

        public static class HttpMethods { public static System.Net.Http.HttpMethod Post => System.Net.Http.HttpMethod.Post; }

        public sealed class Tokens(HttpClient http)
        {
            public Task<HttpResponseMessage> RefreshAsync(string token)
            {
                var request = new HttpRequestMessage(System.Net.Http.HttpMethod.Post, "https://zoom.us/oauth/token")
                {
                    Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = token }),
                };
                return http.{{(isReported ? "[|PostAgainAsync|]" : "PostAgainAsync")}}(request);
            }
        }
        """);

    private static string Code(string body, string name, bool isReported, string given, string grant) => $$"""
        using Polly;
        using RestSharp;

        public static class Policies
        {
            public static readonly IAsyncPolicy<RestResponse> Retry = Policy.Handle<HttpRequestException>().OrResult<RestResponse>(answer => !answer.IsSuccessful).RetryAsync(2);
            public static readonly IAsyncPolicy<RestResponse> Breaker = Policy.Handle<HttpRequestException>().OrResult<RestResponse>(answer => !answer.IsSuccessful).CircuitBreakerAsync(2, TimeSpan.FromSeconds(1));
        }

        public static class Extensions
        {
            public static async Task<RestResponse> {{name}}(this RestClient client, RestRequest request)
            {
                {{body}}
            }
        }

        public sealed class TokenBody
        {
            public string? Value { get; set; }
            public string GrantType { get; } = "{{grant}}";
            public string ToJson() => JsonSerializer.Serialize(this);
        }

        public sealed class Tokens(RestClient client)
        {
            public Task<RestResponse> SendTokenAsync(string value)
            {
                var body = new TokenBody { Value = value };
                var request = new RestRequest("/oauth/token", Method.Post);
                {{given}}
                return client.{{(isReported ? $"[|{name}|]" : name)}}(request);
            }

            public Task<RestResponse> ApiAsync()
            {
                var request = new RestRequest("/athlete");
                return client.{{name}}(request);
            }
        }
        """;
}
