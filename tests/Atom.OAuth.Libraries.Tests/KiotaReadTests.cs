using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Libraries.Tests;

/// <summary>Kiota's readers: the content type that they are given decides whether they read JSON.</summary>
public sealed class KiotaReadTests
{
    [Theory]
    [InlineData("return await [|KiotaJsonSerializer.DeserializeAsync<Parsed>(text)|];")]
    [InlineData("return await [|KiotaJsonSerializer.DeserializeAsync(typeof(Parsed), text)|];")]
    [InlineData("return await [|KiotaJsonSerializer.DeserializeAsync<Parsed>(await response.Content.ReadAsStreamAsync())|];")]
    [InlineData("return await [|KiotaSerializer.DeserializeAsync<Parsed>(\"application/json\", text)|];")]
    [InlineData("return await [|KiotaSerializer.DeserializeAsync<Parsed>(System.Net.Mime.MediaTypeNames.Application.Json, text)|];")]
    [InlineData("return await [|new Microsoft.Kiota.Serialization.Json.JsonParseNodeFactory().GetRootParseNodeAsync(\"application/json\", new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)))|];")]
    public Task Body_IsRead_Triggers(string statement) => VerifyAsync(statement);

    [Theory]
    [InlineData("return await KiotaSerializer.DeserializeAsync<Parsed>(response.Content.Headers.ContentType!.MediaType!, text);")]
    [InlineData("return await KiotaSerializer.DeserializeAsync<Parsed>(\"application/x-www-form-urlencoded\", text);")]
    [InlineData("return await KiotaJsonSerializer.DeserializeAsync<Parsed>(await File.ReadAllTextAsync(\"token.json\"));")]
    [InlineData("try { return await KiotaJsonSerializer.DeserializeAsync<Parsed>(text); } catch (JsonException) { return null; }")]
    [InlineData("return text.StartsWith('<') ? null : await KiotaJsonSerializer.DeserializeAsync<Parsed>(text);")]
    public Task Body_IsCheckedOrAnother_DoesNotTrigger(string statement) => VerifyAsync(statement);

    private static Task VerifyAsync(string statement) => VerifyCS.VerifyAsync($$"""
        using Microsoft.Kiota.Abstractions.Serialization;

        public sealed class Parsed : IParsable
        {
            public IDictionary<string, Action<IParseNode>> GetFieldDeserializers() => new Dictionary<string, Action<IParseNode>>();
            public void Serialize(ISerializationWriter writer) { }
        }

        public sealed class SlackClient(HttpClient http)
        {
            public async Task<object?> ExchangeAsync(HttpContent form)
            {
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                var text = await response.Content.ReadAsStringAsync();
                {{statement}}
            }
        }
        """);
}
