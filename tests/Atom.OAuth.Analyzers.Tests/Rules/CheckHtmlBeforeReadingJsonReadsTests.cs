using Microsoft.CodeAnalysis.CSharp;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>The calls that count as reading JSON, and those that do not.</summary>
public sealed class CheckHtmlBeforeReadingJsonReadsTests
{
    private const string Reader = "\n        var reader = new Newtonsoft.Json.JsonTextReader(new StringReader(text));";

    [Theory]
    [InlineData("await [|response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken)|];")]
    [InlineData("await [|response.Content.ReadFromJsonAsync<SlackToken>(JsonSerializerOptions.Web, cancellationToken)|];")]
    [InlineData("await [|response.Content.ReadFromJsonAsync(typeof(SlackToken), cancellationToken)|];")]
    [InlineData("await [|HttpContentJsonExtensions.ReadFromJsonAsync<SlackToken>(response.Content, cancellationToken)|];")]
    [InlineData("await foreach (var item in [|response.Content.ReadFromJsonAsAsyncEnumerable<SlackToken>(cancellationToken)|]) { }")]
    [InlineData("await [|response.Content.ReadAsAsync<SlackToken>(cancellationToken)|];")]
    [InlineData("await [|response.Content.ReadAsAsync(typeof(SlackToken))|];")]
    [InlineData("[|response.Content.ReadFromJsonAsync<SlackToken>()|].GetAwaiter().GetResult();")]
    [InlineData("Console.WriteLine([|response.Content.ReadFromJsonAsync<SlackToken>()|].Result);")]
    public Task ReadOfContent_Triggers(string statement) => VerifyCS.VerifyAsync(Exchange(Sample.Post, statement));

    [Theory]
    [InlineData("[|JsonSerializer.Deserialize<SlackToken>(text)|];")]
    [InlineData("[|JsonSerializer.Deserialize<SlackToken>(text, JsonSerializerOptions.Web)|];")]
    [InlineData("[|JsonSerializer.Deserialize(text, typeof(SlackToken))|];")]
    [InlineData("[|JsonSerializer.Deserialize<SlackToken>(json: text)|];")]
    [InlineData("[|JsonSerializer.Deserialize<SlackToken>(options: null, json: text)|];")]
    [InlineData("[|JsonSerializer.Deserialize<Dictionary<string, object>>(text)|];")]
    [InlineData("[|JsonSerializer.Deserialize<SlackToken>(text.AsSpan())|];")]
    [InlineData("[|JsonSerializer.Deserialize<SlackToken>(text.Trim())|];")]
    [InlineData("[|JsonSerializer.Deserialize<SlackToken>(Encoding.UTF8.GetBytes(text))|];")]
    [InlineData("""[|JsonSerializer.Deserialize<SlackToken>(text ?? "")|];""")]
    [InlineData("[|JsonSerializer.Deserialize<SlackToken>(text!)|];")]
    [InlineData("[|JsonDocument.Parse(text)|];")]
    [InlineData("using var document = [|JsonDocument.Parse(text)|];")]
    [InlineData("""Console.WriteLine([|JsonDocument.Parse(text)|].RootElement.GetProperty("access_token"));""")]
    [InlineData("""Console.WriteLine([|JsonNode.Parse(text)|]!["access_token"]);""")]
    [InlineData("[|JsonObject.Parse(text)|];")]
    [InlineData("[|JsonElement.Parse(text)|];")]
    [InlineData("[|Newtonsoft.Json.JsonConvert.DeserializeObject<SlackToken>(text)|];")]
    [InlineData("[|Newtonsoft.Json.JsonConvert.DeserializeObject(text)|];")]
    [InlineData("dynamic token = [|Newtonsoft.Json.JsonConvert.DeserializeObject(text)|]!;")]
    [InlineData("dynamic token = [|Newtonsoft.Json.JsonConvert.DeserializeObject<dynamic>(text)|]!;")]
    [InlineData("[|Newtonsoft.Json.JsonConvert.DeserializeObject(text, typeof(SlackToken))|];")]
    [InlineData("[|Newtonsoft.Json.JsonConvert.DeserializeAnonymousType(text, new { access_token = \"\" })|];")]
    [InlineData("[|Newtonsoft.Json.JsonConvert.PopulateObject(text, new SlackToken())|];")]
    [InlineData("[|Newtonsoft.Json.JsonConvert.DeserializeXNode(text)|];")]
    [InlineData("[|Newtonsoft.Json.JsonConvert.DeserializeXmlNode(text)|];")]
    [InlineData("[|Newtonsoft.Json.Linq.JObject.Parse(text)|];")]
    [InlineData("[|Newtonsoft.Json.Linq.JArray.Parse(text)|];")]
    [InlineData("[|Newtonsoft.Json.Linq.JToken.Parse(text)|];")]
    [InlineData("""var value = (string?)[|Newtonsoft.Json.Linq.JObject.Parse(text)|]["access_token"];""")]
    public Task ReadOfText_Triggers(string statement) => VerifyCS.VerifyAsync(Exchange(Sample.PostText, statement));

    [Theory]
    [InlineData("[|Newtonsoft.Json.Linq.JObject.Load(reader)|];")]
    [InlineData("[|Newtonsoft.Json.Linq.JToken.ReadFrom(reader)|];")]
    [InlineData("await [|Newtonsoft.Json.Linq.JObject.LoadAsync(reader, cancellationToken)|];")]
    [InlineData("await [|Newtonsoft.Json.Linq.JToken.ReadFromAsync(reader, cancellationToken)|];")]
    [InlineData("[|new Newtonsoft.Json.JsonSerializer().Deserialize<SlackToken>(reader)|];")]
    [InlineData("[|Newtonsoft.Json.JsonSerializer.CreateDefault().Deserialize(reader)|];")]
    [InlineData("[|new Newtonsoft.Json.JsonSerializer().Populate(reader, new SlackToken())|];")]
    public Task ReadOfReader_Triggers(string statement) => VerifyCS.VerifyAsync(Exchange(Sample.PostText + Reader, statement));

    [Theory]
    [InlineData("await [|JsonSerializer.DeserializeAsync<SlackToken>(stream, cancellationToken: cancellationToken)|];")]
    [InlineData("[|JsonSerializer.Deserialize<SlackToken>(stream)|];")]
    [InlineData("await foreach (var item in [|JsonSerializer.DeserializeAsyncEnumerable<SlackToken>(stream)|]) { }")]
    [InlineData("[|JsonDocument.Parse(stream)|];")]
    [InlineData("await [|JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken)|];")]
    [InlineData("await [|JsonNode.ParseAsync(stream, cancellationToken: cancellationToken)|];")]
    [InlineData("[|Newtonsoft.Json.Linq.JObject.Load(new Newtonsoft.Json.JsonTextReader(new StreamReader(stream)))|];")]
    [InlineData("using var reader = new StreamReader(stream); [|JsonDocument.Parse(reader.ReadToEnd())|];")]
    [InlineData("using var reader = new StreamReader(stream); [|JsonDocument.Parse(await reader.ReadToEndAsync())|];")]
    public Task ReadOfStream_Triggers(string statement) =>
        VerifyCS.VerifyAsync(Exchange(Sample.Post + "\nvar stream = await response.Content.ReadAsStreamAsync(cancellationToken);", statement));

    [Theory]
    [InlineData("[|JsonSerializer.Deserialize<SlackToken>(bytes)|];")]
    [InlineData("[|JsonSerializer.Deserialize<SlackToken>(bytes.AsSpan())|];")]
    [InlineData("[|JsonDocument.Parse(bytes)|];")]
    [InlineData("[|JsonDocument.Parse(bytes.AsMemory())|];")]
    [InlineData("[|JsonNode.Parse(bytes)|];")]
    [InlineData("[|JsonDocument.Parse(Encoding.UTF8.GetString(bytes))|];")]
    [InlineData("[|JsonDocument.Parse(new MemoryStream(bytes))|];")]
    [InlineData("Parse(bytes); static void Parse(byte[] bytes) { var reader = new Utf8JsonReader(bytes); [|JsonSerializer.Deserialize<SlackToken>(ref reader)|]; }")]
    [InlineData("Parse(bytes); static void Parse(byte[] bytes) { var reader = new Utf8JsonReader(bytes); [|JsonDocument.ParseValue(ref reader)|]; }")]
    [InlineData("Parse(bytes); static void Parse(byte[] bytes) { var reader = new Utf8JsonReader(bytes); [|JsonElement.ParseValue(ref reader)|]; }")]
    public Task ReadOfBytes_Triggers(string statement) =>
        VerifyCS.VerifyAsync(Exchange(Sample.Post + "\nvar bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);", statement));

    [Theory]
    [InlineData("await [|http.GetFromJsonAsync<SlackToken>(URL, cancellationToken)|];")]
    [InlineData("await [|http.GetFromJsonAsync(URL, typeof(SlackToken), cancellationToken)|];")]
    [InlineData("await [|http.GetFromJsonAsync<SlackToken>(new Uri(URL), JsonSerializerOptions.Web, cancellationToken)|];")]
    [InlineData("await [|http.DeleteFromJsonAsync<SlackToken>(URL, cancellationToken)|];")]
    [InlineData("await foreach (var item in [|http.GetFromJsonAsAsyncEnumerable<SlackToken>(URL)|]) { }")]
    [InlineData("[|JsonDocument.Parse(await http.GetStringAsync(URL, cancellationToken))|];")]
    [InlineData("[|JsonDocument.Parse(await http.GetByteArrayAsync(URL, cancellationToken))|];")]
    [InlineData("await [|JsonDocument.ParseAsync(await http.GetStreamAsync(URL, cancellationToken))|];")]
    [InlineData("[|JsonDocument.Parse(http.GetStringAsync(URL).Result)|];")]
    public Task FetchAndRead_Triggers(string statement) =>
        VerifyCS.VerifyAsync(Exchange("", statement.Replace("URL", $"\"{Sample.TokenUrl}\"", StringComparison.Ordinal)));

    [Theory]
    [InlineData("await [|client.GetAsync<SlackToken>(request, cancellationToken)|];")]
    [InlineData("await [|client.PostAsync<SlackToken>(request, cancellationToken)|];")]
    [InlineData("await [|client.PutAsync<SlackToken>(request, cancellationToken)|];")]
    [InlineData("await [|client.PatchAsync<SlackToken>(request, cancellationToken)|];")]
    [InlineData("await [|client.DeleteAsync<SlackToken>(request, cancellationToken)|];")]
    [InlineData("await [|client.PostJsonAsync<object, SlackToken>(\"oauth.v2.access\", form, cancellationToken)|];")]
    [InlineData("await [|client.GetJsonAsync<SlackToken>(\"oauth.v2.access\", cancellationToken)|];")]
    [InlineData("await [|client.PutJsonAsync<object, SlackToken>(\"oauth.v2.access\", form, cancellationToken)|];")]
    [InlineData("[|client.GetJson<SlackToken>(\"oauth.v2.access\")|];")]
    [InlineData("[|client.PutJson<object, SlackToken>(\"oauth.v2.access\", form)|];")]
    [InlineData("[|client.Get<SlackToken>(request)|];")]
    [InlineData("[|client.Post<SlackToken>(request)|];")]
    [InlineData("[|client.Put<SlackToken>(request)|];")]
    [InlineData("[|client.Patch<SlackToken>(request)|];")]
    [InlineData("[|client.Delete<SlackToken>(request)|];")]
    [InlineData("[|client.PostJson<object, SlackToken>(\"oauth.v2.access\", form)|];")]
    [InlineData("var response = await client.ExecuteAsync(request); [|JsonDocument.Parse(response.Content!)|];")]
    [InlineData("var response = client.Execute(request); [|Newtonsoft.Json.JsonConvert.DeserializeObject<SlackToken>(response.Content!)|];")]
    [InlineData("var response = await client.PostAsync(request); [|JsonSerializer.Deserialize<SlackToken>(response.RawBytes)|];")]
    [InlineData("RestResponse response = await client.ExecutePostAsync(request, cancellationToken); if (response.Content is { } text) { [|JsonNode.Parse(text)|]; }")]
    public Task RestSharpRead_Triggers(string statement) => VerifyCS.VerifyAsync(RestSharp(statement));

    [Theory]
    [InlineData("await [|client.GetAsync<SlackToken>(request, cancellationToken)|];")]
    [InlineData("[|client.Post<SlackToken>(request)|];")]
    [InlineData("var response = await client.ExecuteAsync(request); [|JsonDocument.Parse(response.Content!)|];")]
    public Task RestSharpRead_LatestLanguageVersion_Triggers(string statement) =>
        (VerifyCS.Test(RestSharp(statement)) with { LanguageVersion = LanguageVersion.Latest }).VerifyAsync();

    [Theory]
    [InlineData("await client.PostJsonAsync(\"oauth.v2.access\", new SlackToken(), cancellationToken);")]
    [InlineData("client.PutJson(\"oauth.v2.access\", new SlackToken());")]
    [InlineData("await client.GetAsync(request, cancellationToken);")]
    [InlineData("await client.ExecuteAsync(request, cancellationToken);")]
    [InlineData("await client.ExecuteAsync<SlackToken>(request, cancellationToken);")]
    public Task RestSharpCallThatReadsNoJson_DoesNotTrigger(string statement) => VerifyCS.VerifyAsync(RestSharp(statement));

    [Theory]
    [InlineData("await [|URL.GetJsonAsync<SlackToken>()|];")]
    [InlineData("await [|URL.WithHeader(\"Accept\", \"*/*\").GetJsonAsync<SlackToken>(cancellationToken: cancellationToken)|];")]
    [InlineData("await [|URL.PostUrlEncodedAsync(new { grant_type = \"authorization_code\" }).ReceiveJson<SlackToken>()|];")]
    [InlineData("var response = await URL.PostUrlEncodedAsync(new { }); await [|response.GetJsonAsync<SlackToken>()|];")]
    [InlineData("var text = await URL.GetStringAsync(); [|JsonDocument.Parse(text)|];")]
    [InlineData("var text = await URL.PostUrlEncodedAsync(new { }).ReceiveString(); [|JsonDocument.Parse(text)|];")]
    [InlineData("var response = await URL.PostUrlEncodedAsync(new { }); [|JsonDocument.Parse(await response.GetStringAsync())|];")]
    [InlineData("var response = await URL.PostUrlEncodedAsync(new { }); [|JsonDocument.Parse(await response.ResponseMessage.Content.ReadAsStringAsync())|];")]
    public Task FlurlRead_Triggers(string statement) => VerifyCS.VerifyAsync(Flurl(statement));

    [Theory]
    [InlineData("await [|URL.GetJsonAsync<SlackToken>(cancellationToken)|];")]
    [InlineData("await [|URL.GetJsonAsync()|];")]
    [InlineData("await [|URL.GetJsonListAsync()|];")]
    [InlineData("await [|URL.PostJsonAsync(new { }).ReceiveJson()|];")]
    [InlineData("await [|URL.PostJsonAsync(new { }).ReceiveJsonList()|];")]
    [InlineData("var response = await URL.PostUrlEncodedAsync(new { }); [|JsonDocument.Parse(await response.Content.ReadAsStringAsync())|];")]
    public Task ReadOfFlurl2_Triggers(string statement) =>
        (VerifyCS.Test(Flurl(statement)) with { References = TestReferences.WithFlurl2 }).VerifyAsync();

    [Theory]
    [InlineData("await response.ReadOAuthJsonAsync<SlackToken>(\"Slack\", cancellationToken);")]
    [InlineData("response.ReadOAuthJson<SlackToken>(\"Slack\");")]
    [InlineData("await response.Content.ReadAsStringAsync(cancellationToken);")]
    [InlineData("await response.Content.LoadIntoBufferAsync();")]
    [InlineData("JsonSerializer.Serialize(response.StatusCode);")]
    [InlineData("JsonDocument.Parse(\"{}\");")]
    [InlineData("JsonSerializer.Deserialize<SlackToken>(File.ReadAllText(\"token.json\"));")]
    [InlineData("JsonSerializer.Deserialize<SlackToken>(Environment.GetEnvironmentVariable(\"TOKEN\")!);")]
    [InlineData("JsonSerializer.Deserialize<SlackToken>(response.Headers.GetValues(\"X-Token\").First());")]
    [InlineData("JsonSerializer.Deserialize<SlackToken>(response.ReasonPhrase!);")]
    [InlineData("DateTime.Parse(await response.Content.ReadAsStringAsync());")]
    [InlineData("int.Parse(await response.Content.ReadAsStringAsync());")]
    [InlineData("System.Xml.Linq.XDocument.Parse(await response.Content.ReadAsStringAsync());")]
    [InlineData("System.Xml.Linq.XDocument.Load(await response.Content.ReadAsStreamAsync());")]
    [InlineData("Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(await response.Content.ReadAsStringAsync());")]
    public Task NoJsonOfAResponse_DoesNotTrigger(string statement) => VerifyCS.VerifyAsync(Exchange(Sample.Post, statement));

    [Theory]
    [InlineData("JsonDocument.Parse(text)")]
    [InlineData("System.Text.Json.JsonDocument.Parse(text)")]
    [InlineData("Json::JsonDocument.Parse(text)")]
    [InlineData("Newtonsoft.Json.Linq.JObject.Parse(text)")]
    [InlineData("JsonSerializer.Deserialize<SlackToken>(text)")]
    public Task ReadInALongHelper_TriggersAtItsCall(string read) => VerifyCS.VerifyAsync("using Json = System.Text.Json;\n" + Sample.Exchange(
        $"{Sample.PostText}\n        [|Open(text)|];",
        "async Task",
        members: $"internal static object? Open(string text)\n            {{\n                /* {new string('-', 500)} */\n                return {read};\n            }}"));

    [Fact]
    public Task ReadOfAConstrainedTypeParameter_Triggers() => VerifyCS.VerifyAsync(Sample.Client(
        "public static async Task<SlackToken?> ReadTokenAsync<T>(T response) where T : HttpResponseMessage, IDisposable => await [|response.Content.ReadFromJsonAsync<SlackToken>()|];"));

    [Fact]
    public Task JsonThatWasParsedBefore_DoesNotTriggerAgain() => VerifyCS.VerifyAsync(Exchange(Sample.PostText, """
        using var document = [|JsonDocument.Parse(text)|];
                var token = document.RootElement.Deserialize<SlackToken>();
                token = JsonSerializer.Deserialize<SlackToken>(document);
                token = JsonSerializer.Deserialize<SlackToken>(document.RootElement);
                token = JsonSerializer.Deserialize<SlackToken>(document.RootElement.GetProperty("authed_user"));
        """));

    [Fact]
    public Task JsonStringInsideTheJson_DoesNotTriggerAgain() => VerifyCS.VerifyAsync(Exchange(Sample.PostText, """
        var node = [|JsonNode.Parse(text)|]!;
                JsonSerializer.Deserialize<SlackToken>(node["payload"]!.GetValue<string>());
        """));

    [Fact]
    public Task OwnClassNamedJsonSerializer_DoesNotTrigger() => VerifyCS.VerifyAsync($$"""
        {{Exchange(Sample.PostText, "OwnJson.JsonSerializer.Deserialize<SlackToken>(text);")}}

        namespace OwnJson
        {
            public static class JsonSerializer
            {
                public static T? Deserialize<T>(string text) => default;
            }
        }
        """);

    [Fact]
    public Task Serializer_DerivedFromNewtonsofts_Triggers() => VerifyCS.VerifyAsync($$"""
        {{Exchange(Sample.PostText + Reader, "[|new OwnSerializer().Deserialize<SlackToken>(reader)|];")}}

        public sealed class OwnSerializer : Newtonsoft.Json.JsonSerializer
        {
        }
        """);

    private static string Exchange(string fetch, string statement) => Sample.Exchange($"{fetch}\n        {statement}", "async Task");

    private static string Flurl(string statement) =>
        "using Flurl.Http;\n" + Exchange("", statement.Replace("URL", $"\"{Sample.TokenUrl}\"", StringComparison.Ordinal));

    private static string RestSharp(string statement) => "using RestSharp;\n" + Exchange(
        """
        var client = new RestClient("https://slack.com/api");
                var request = new RestRequest("oauth.v2.access", Method.Post).AddParameter("grant_type", "authorization_code");
        """,
        statement);
}
