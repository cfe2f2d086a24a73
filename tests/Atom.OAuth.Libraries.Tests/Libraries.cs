using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Atom.OAuth.Libraries.Tests;

/// <summary>The libraries, their calls that read, and the exceptions that they throw for an HTML page.</summary>
internal static partial class Libraries
{
    private const string KeepsFailure = "keeps the failure in the response";
    private const string RefusesPage = "reported with a media type of JSON; given that of the response, it refuses a page by its name";
    private const string IsUsed = "keeps the failure in the response; reported where its `Data` is used and nobody looks";
    private const string NoBody = "an answer to `HEAD` has no body";

    private static readonly string[] Verbs = ["Delete", "Get", "Head", "Options", "Patch", "Post", "Put"];
    private static readonly string[] Tokens = ["JArray", "JConstructor", "JObject", "JProperty", "JToken"];
    private static readonly string[] ParsedTokens = ["JArray", "JObject", "JToken"];

    public static ImmutableArray<Library> All { get; } =
    [
        SystemTextJson(),
        SystemNetHttpJson(),
        DataContracts(),
        NewtonsoftJson(),
        RestSharp(),
        Flurl(),
        Refit(),
        RestEase(),
        Kiota(),
    ];

    private static Library SystemTextJson() => new("System.Text.Json", typeof(System.Text.Json.JsonSerializer), NamesOfSystemTextJson())
    {
        Prelude = "using System.Text.Json.Nodes;",
        Calls =
        [
            new("JsonSerializer.Deserialize", "[|JsonSerializer.Deserialize<SlackToken>(text)|];"),
            new("JsonSerializer.DeserializeAsync", "await [|JsonSerializer.DeserializeAsync<SlackToken>(stream)|];"),
            new(
                "JsonSerializer.DeserializeAsyncEnumerable",
                "await foreach (var item in [|JsonSerializer.DeserializeAsyncEnumerable<SlackToken>(stream)|]) { }"),
            new("JsonDocument.Parse", "[|JsonDocument.Parse(bytes)|];"),
            new("JsonDocument.ParseAsync", "await [|JsonDocument.ParseAsync(stream)|];"),
            new("JsonDocument.ParseValue", ReadByReader("[|JsonDocument.ParseValue(ref reader)|];")),
            new("JsonDocument.TryParseValue", ReadByReader("[|JsonDocument.TryParseValue(ref reader, out var document)|];")),
            new("JsonElement.Parse", "[|JsonElement.Parse(text)|];"),
            new("JsonElement.ParseValue", ReadByReader("[|JsonElement.ParseValue(ref reader)|];")),
            new("JsonElement.TryParseValue", ReadByReader("[|JsonElement.TryParseValue(ref reader, out var element)|];")),
            new("JsonNode.Parse", "[|JsonNode.Parse(text)|];"),
            new("JsonNode.ParseAsync", "await [|JsonNode.ParseAsync(stream)|];"),
        ],
        Catches =
        [
            new("System.Text.Json.JsonException", "JsonSerializer.Deserialize<SlackToken>(text);"),
            new("Newtonsoft.Json.JsonException", "[|JsonSerializer.Deserialize<SlackToken>(text)|];", "another library's"),
            new("Exception", "[|JsonSerializer.Deserialize<SlackToken>(text)|];", "whoever reads the log learns nothing of the page"),
        ],
    };

    private static Library SystemNetHttpJson() =>
        new("System.Net.Http.Json", typeof(System.Net.Http.Json.HttpClientJsonExtensions), NamesOfHttpJson())
        {
            Prelude = "using System.Net.Http.Json;",
            Calls =
        [
            new("HttpClientJsonExtensions.DeleteFromJsonAsync", "await [|http.DeleteFromJsonAsync<SlackToken>(Url)|];"),
            new(
                "HttpClientJsonExtensions.GetFromJsonAsAsyncEnumerable",
                "await foreach (var item in [|http.GetFromJsonAsAsyncEnumerable<SlackToken>(Url)|]) { }"),
            new("HttpClientJsonExtensions.GetFromJsonAsync", "await [|http.GetFromJsonAsync<SlackToken>(Url)|];"),
            new(
                "HttpContentJsonExtensions.ReadFromJsonAsAsyncEnumerable",
                "await foreach (var item in [|response.Content.ReadFromJsonAsAsyncEnumerable<SlackToken>()|]) { }"),
            new(
                "HttpContentJsonExtensions.ReadFromJsonAsync",
                "await [|response.Content.ReadFromJsonAsync<SlackToken>()|];",
                "never looks at the media type"),
        ],
            Catches = [new("System.Text.Json.JsonException", "await response.Content.ReadFromJsonAsync<SlackToken>();")],
        };

    private static Library DataContracts() =>
        new("System.Runtime.Serialization.Json", typeof(System.Runtime.Serialization.Json.DataContractJsonSerializer), NamesOfDataContracts())
        {
            Prelude = "using System.Runtime.Serialization.Json;",
            Calls =
        [
            new("DataContractJsonSerializer.ReadObject", "[|new DataContractJsonSerializer(typeof(SlackToken)).ReadObject(stream)|];"),
        ],
            Catches =
        [
            new("System.Runtime.Serialization.SerializationException", "new DataContractJsonSerializer(typeof(SlackToken)).ReadObject(stream);"),
            new("System.Text.Json.JsonException", "[|new DataContractJsonSerializer(typeof(SlackToken)).ReadObject(stream)|];", "another library's"),
        ],
        };

    private static Library NewtonsoftJson() => new("Newtonsoft.Json", typeof(Newtonsoft.Json.JsonConvert), NamesOfNewtonsoft())
    {
        Prelude = "using Newtonsoft.Json; using Newtonsoft.Json.Linq;",
        Calls =
        [
            new("JsonConvert.DeserializeAnonymousType", "[|JsonConvert.DeserializeAnonymousType(text, new { access_token = \"\" })|];"),
            new("JsonConvert.DeserializeObject", "[|JsonConvert.DeserializeObject<SlackToken>(text)|];"),
            new("JsonConvert.DeserializeXNode", "[|JsonConvert.DeserializeXNode(text)|];"),
            new("JsonConvert.DeserializeXmlNode", "[|JsonConvert.DeserializeXmlNode(text)|];"),
            new("JsonConvert.PopulateObject", "[|JsonConvert.PopulateObject(text, new SlackToken())|];"),
            Reader("JsonSerializer", "Deserialize", "new Newtonsoft.Json.JsonSerializer().Deserialize<SlackToken>(reader)"),
            Reader("JsonSerializer", "Populate", "new Newtonsoft.Json.JsonSerializer().Populate(reader, new SlackToken())"),
            .. Tokens.SelectMany(static type => new[]
            {
                Reader(type, "Load", $"{type}.Load(reader)"), Reader(type, "LoadAsync", $"await {type}.LoadAsync(reader)"),
            }),
            .. ParsedTokens.Select(static type => new LibraryRead($"{type}.Parse", $"[|{type}.Parse(text)|];")),
            Reader("JToken", "ReadFrom", "JToken.ReadFrom(reader)"),
            Reader("JToken", "ReadFromAsync", "await JToken.ReadFromAsync(reader)"),
            new("JRaw.Create", "using var reader = new JsonTextReader(new StringReader(text)); JRaw.Create(reader);", "keeps the text as it is"),
            new(
                "JRaw.CreateAsync",
                "using var reader = new JsonTextReader(new StringReader(text)); await JRaw.CreateAsync(reader);",
                "keeps the text as it is"),
        ],
        Catches =
        [
            new("Newtonsoft.Json.JsonException", "JsonConvert.DeserializeObject<SlackToken>(text);"),
            new("Newtonsoft.Json.JsonReaderException", "JsonConvert.DeserializeObject<SlackToken>(text);"),
            new("System.Text.Json.JsonException", "[|JsonConvert.DeserializeObject<SlackToken>(text)|];", "another library's"),
        ],
    };

    private static Library RestSharp() => new("RestSharp", typeof(global::RestSharp.RestClient), NamesOfRestSharp())
    {
        Prelude = "using RestSharp;",
        Calls =
        [
            .. Verbs.SelectMany(Verb),
            new("RestClientExtensions.Execute", Client("Console.WriteLine([|client.Execute<SlackToken>(request)|].Data);"), IsUsed),
            new("RestClientExtensions.ExecuteAsync", Client("Console.WriteLine((await [|client.ExecuteAsync<SlackToken>(request)|]).Data);"), IsUsed),
            new(
                "RestClientExtensions.Deserialize",
                Client("var answer = await client.ExecuteAsync(request); client.Deserialize<SlackToken>(answer);"),
                KeepsFailure),
            new("RestClientExtensions.GetJson", Client("[|client.GetJson<SlackToken>(Url)|];")),
            new("RestClientExtensions.GetJsonAsync", Client("await [|client.GetJsonAsync<SlackToken>(Url)|];")),
            new("RestClientExtensions.PostJson", Client("[|client.PostJson<object, SlackToken>(Url, new())|];")),
            new("RestClientExtensions.PostJsonAsync", Client("await [|client.PostJsonAsync<object, SlackToken>(Url, new())|];")),
            new("RestClientExtensions.PutJson", Client("[|client.PutJson<object, SlackToken>(Url, new())|];")),
            new("RestClientExtensions.PutJsonAsync", Client("await [|client.PutJsonAsync<object, SlackToken>(Url, new())|];")),
            new(
                "RestClientExtensions.StreamJsonAsync",
                Client("await foreach (var item in [|client.StreamJsonAsync<SlackToken>(Url, cancellationToken)|]) { }")),
        ],
        Catches =
        [
            new(
                "System.Text.Json.JsonException",
                Client("await [|client.PostAsync<SlackToken>(request)|];"),
                "a page of type text/html is read as XML, and the exception is an InvalidOperationException"),
        ],
    };

    private static Library Flurl() => new("Flurl.Http", typeof(global::Flurl.Http.FlurlClient), NamesOfFlurl())
    {
        Prelude = "using Flurl.Http;",
        Calls =
        [
            new(
                "FlurlHttpException.GetResponseJsonAsync",
                "try { await Url.PostJsonAsync(new { }); } catch (FlurlHttpException e) { await e.GetResponseJsonAsync<SlackToken>(); }",
                "the answer of a failed call"),
            new(
                "FlurlResponse.GetJsonAsync",
                "var answer = (FlurlResponse)await Url.PostJsonAsync(new { }); await [|answer.GetJsonAsync<SlackToken>()|];"),
            new("GeneratedExtensions.GetJsonAsync", "await [|Url.GetJsonAsync<SlackToken>()|];"),
            new("IFlurlResponse.GetJsonAsync", "var answer = await Url.PostJsonAsync(new { }); await [|answer.GetJsonAsync<SlackToken>()|];"),
            new("ResponseExtensions.ReceiveJson", "await [|Url.PostJsonAsync(new { }).ReceiveJson<SlackToken>()|];"),
        ],
        Catches =
        [
            new("Flurl.Http.FlurlParsingException", "await Url.PostJsonAsync(new { }).ReceiveJson<SlackToken>();"),
            new("Flurl.Http.FlurlHttpException", "await Url.PostJsonAsync(new { }).ReceiveJson<SlackToken>();"),
            new("System.Text.Json.JsonException", "await [|Url.PostJsonAsync(new { }).ReceiveJson<SlackToken>()|];", "Flurl wraps it"),
        ],
    };

    private static Library Refit() => new("Refit", typeof(global::Refit.RestService), NamesOfRefit())
    {
        Prelude = "using Refit;\n" + DeclaredClientSamples.Refit,
        Calls =
        [
            new(
                "a call that gives `Task<T>`",
                "await [|RestService.For<ISlackApi>(\"https://slack.com\").ExchangeAsync(new())|];",
                "throws `ApiException`, whose content is the page; a status of 200 and all"),
            new(
                "a call that gives `Task<ApiResponse<T>>`",
                "Console.WriteLine((await [|RestService.For<ISlackApi>(\"https://slack.com\").TryExchangeAsync(new())|]).Content);",
                "keeps the failure in the response; reported where its `Content` is used and nobody asks `IsSuccessful` or `Error`"),
            new(
                "a call that gives `Task<string>`",
                "[|JsonSerializer.Deserialize<SlackToken>(await RestService.For<ISlackApi>(\"https://slack.com\").ExchangeForTextAsync(new()))|];",
                "gives the page as it is; reported where it is read"),
            new("ApiException.GetContentAs", RefitFailure("[|e.GetContentAs<SlackToken>()|];"), "the answer of a failed call; throws its reader's exception"),
            new("ApiException.GetContentAsAsync", RefitFailure("await [|e.GetContentAsAsync<SlackToken>()|];"), "the same"),
            new("ApiException.TryGetContentAs", RefitFailure("e.TryGetContentAs<SlackToken>(out var token);"), "says false for a page"),
        ],
        Catches =
        [
            new("Refit.ApiException", "await RestService.For<ISlackApi>(\"https://slack.com\").ExchangeAsync(new());"),
            new(
                "Refit.ValidationApiException",
                "await [|RestService.For<ISlackApi>(\"https://slack.com\").ExchangeAsync(new())|];",
                "thrown for problem details only"),
            new("System.Text.Json.JsonException", "await [|RestService.For<ISlackApi>(\"https://slack.com\").ExchangeAsync(new())|];", "Refit wraps it"),
        ],
    };

    private static Library RestEase() => new("RestEase", typeof(global::RestEase.RestClient), NamesOfRestEase())
    {
        Prelude = "using RestEase;\n" + DeclaredClientSamples.RestEase,
        Calls =
        [
            new(
                "a call that gives `Task<T>`",
                "await [|RestClient.For<ISlackApi>(\"https://slack.com\").ExchangeAsync(new())|];",
                "throws Newtonsoft's `JsonReaderException`"),
            new(
                "Response.GetContent",
                "var answer = await RestClient.For<ISlackApi>(\"https://slack.com\").TryExchangeAsync(new()); [|answer.GetContent()|];",
                "throws it; the call before does not"),
        ],
        Catches =
        [
            new("Newtonsoft.Json.JsonException", "await RestClient.For<ISlackApi>(\"https://slack.com\").ExchangeAsync(new());"),
            new(
                "RestEase.ApiException",
                "await [|RestClient.For<ISlackApi>(\"https://slack.com\").ExchangeAsync(new())|];",
                "thrown for a status of failure, and not for a page of status 200"),
        ],
    };

    private static string RefitFailure(string statement) =>
        "try { await RestService.For<ISlackApi>(\"https://slack.com\").ExchangeAsync(new()); } catch (ApiException e) { " + statement + " }";

    private static Library Kiota() => new("Microsoft.Kiota.Abstractions", typeof(Microsoft.Kiota.Abstractions.IRequestAdapter), NamesOfKiota())
    {
        Prelude = """
            using Microsoft.Kiota.Abstractions.Serialization;

            public sealed class Parsed : IParsable
            {
                public IDictionary<string, Action<IParseNode>> GetFieldDeserializers() => new Dictionary<string, Action<IParseNode>>();
                public void Serialize(ISerializationWriter writer) { }
            }
            """,
        Calls =
        [
            new(
                "IParseNodeFactory.GetRootParseNodeAsync",
                "IParseNodeFactory factory = ParseNodeFactoryRegistry.DefaultInstance; "
                    + "await [|factory.GetRootParseNodeAsync(\"application/json\", stream)|];",
                RefusesPage),
            new("KiotaJsonSerializer.DeserializeAsync", "await [|KiotaJsonSerializer.DeserializeAsync(text, static _ => new Parsed())|];"),
            new(
                "KiotaJsonSerializer.DeserializeCollectionAsync",
                "await [|KiotaJsonSerializer.DeserializeCollectionAsync(stream, static _ => new Parsed())|];"),
            new(
                "KiotaSerializer.DeserializeAsync",
                "await [|KiotaSerializer.DeserializeAsync(\"application/json\", text, static _ => new Parsed())|];",
                RefusesPage),
            new(
                "KiotaSerializer.DeserializeCollectionAsync",
                "await [|KiotaSerializer.DeserializeCollectionAsync(\"application/json\", text, static _ => new Parsed())|];",
                RefusesPage),
            new(
                "ParseNodeFactoryRegistry.GetRootParseNodeAsync",
                "await [|ParseNodeFactoryRegistry.DefaultInstance.GetRootParseNodeAsync(\"application/json\", stream)|];",
                RefusesPage),
            new(
                "ParseNodeProxyFactory.GetRootParseNodeAsync",
                "ParseNodeProxyFactory proxy = null!; await proxy.GetRootParseNodeAsync(\"application/json\", stream);",
                "the base of the application's own readers"),
        ],
        Catches =
        [
            new("System.Text.Json.JsonException", "await KiotaJsonSerializer.DeserializeAsync(text, static _ => new Parsed());"),
            new(
                "Newtonsoft.Json.JsonException",
                "await [|KiotaJsonSerializer.DeserializeAsync(text, static _ => new Parsed())|];",
                "another library's"),
        ],
    };

    private static string ReadByReader(string statement) =>
        "Read(bytes); static void Read(byte[] body) { var reader = new Utf8JsonReader(body); " + statement + " }";

    private static LibraryRead Reader(string type, string method, string call)
    {
        var read = call.StartsWith("await ", StringComparison.Ordinal) ? $"await [|{call["await ".Length..]}|]" : $"[|{call}|]";
        return new($"{type}.{method}", $"using var reader = new JsonTextReader(new StringReader(text)); {read};");
    }

    private static string Client(string statement) => "var client = new RestClient(); var request = new RestRequest(Url); " + statement;

    /// <summary>Gets, for a verb, the calls that throw, which are reported, and those that keep the failure in the response.</summary>
    private static IEnumerable<LibraryRead> Verb(string verb) =>
    [
        verb == "Head"
            ? new("RestClientExtensions.Head", Client("client.Head<SlackToken>(request);"), NoBody)
            : new($"RestClientExtensions.{verb}", Client($"[|client.{verb}<SlackToken>(request)|];")),
        verb == "Head"
            ? new("RestClientExtensions.HeadAsync", Client("await client.HeadAsync<SlackToken>(request);"), NoBody)
            : new($"RestClientExtensions.{verb}Async", Client($"await [|client.{verb}Async<SlackToken>(request)|];")),
        verb == "Head"
            ? new("RestClientExtensions.ExecuteHead", Client("client.ExecuteHead<SlackToken>(request);"), NoBody)
            : new($"RestClientExtensions.Execute{verb}", Client($"Console.WriteLine([|client.Execute{verb}<SlackToken>(request)|].Data);"), IsUsed),
        verb == "Head"
            ? new("RestClientExtensions.ExecuteHeadAsync", Client("await client.ExecuteHeadAsync<SlackToken>(request);"), NoBody)
            : new(
                $"RestClientExtensions.Execute{verb}Async",
                Client($"Console.WriteLine((await [|client.Execute{verb}Async<SlackToken>(request)|]).Data);"),
                IsUsed),
    ];

    [GeneratedRegex(@"^Json(Serializer|Document|Element|Node|Object|Array)\.(Deserialize|Parse|TryParse)")]
    private static partial Regex NamesOfSystemTextJson();

    [GeneratedRegex(@"\.\w+FromJson")]
    private static partial Regex NamesOfHttpJson();

    [GeneratedRegex(@"^DataContractJsonSerializer\.ReadObject")]
    private static partial Regex NamesOfDataContracts();

    [GeneratedRegex(@"^(JsonConvert|JsonSerializer)\.(Deserialize|Populate)|^J[A-Z]\w+\.(Parse|Load|ReadFrom|Create(Async)?$)")]
    private static partial Regex NamesOfNewtonsoft();

    [GeneratedRegex(@"^RestClientExtensions\.(?!DownloadStream|Download|AddParameter|AddDefault|Use)")]
    private static partial Regex NamesOfRestSharp();

    [GeneratedRegex(@"\.(Get\w*Json|Receive\w*Json)")]
    private static partial Regex NamesOfFlurl();

    [GeneratedRegex(@"\.(Try)?GetContentAs")]
    private static partial Regex NamesOfRefit();

    [GeneratedRegex(@"^Response\.GetContent$")]
    private static partial Regex NamesOfRestEase();

    [GeneratedRegex(@"^Kiota\w*Serializer\.Deserialize|\.GetRootParseNode")]
    private static partial Regex NamesOfKiota();
}
