using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM001: forms of checks from public code that the matrix does not cover.</summary>
public sealed class CheckHtmlBeforeReadingJsonSeenGuardsTests
{
    private const string Read = "return await response.Content.ReadFromJsonAsync<SlackToken>();";

    [Theory]
    [InlineData("ArgumentOutOfRangeException.ThrowIfNotEqual(response.Content.Headers.ContentType?.MediaType ?? \"\", \"application/json\");")]
    [InlineData("if (response.Content.Headers.ContentType is not { MediaType: \"application/json\" }) return null;")]
    [InlineData("if (response.Content.Headers.ContentType is not { MediaType: var m } || m?.EndsWith(\"json\") != true) return null;")]
    [InlineData("if (response.Content.Headers.ContentType is not { MediaType: { } m } || !m.EndsWith(\"json\")) return null;")]
    [InlineData("if (response.Content.Headers.ContentType is not { MediaType: string m } || m != \"application/json\") return null;")]
    [InlineData("if (response is not { Content.Headers.ContentType.MediaType: var m } || m != \"application/json\") return null;")]
    [InlineData("if (response.Content.Headers.ContentType?.MediaType is not { } m || !m.Contains(\"json\")) return null;")]
    [InlineData("if (response.Content.Headers.ContentType is { MediaType: var m } && m == \"text/html\") return null;")]
    [InlineData("if (response.Content is not { Headers: { ContentType: var type } } || type?.MediaType != \"application/json\") return null;")]
    public Task MediaType_DoesNotTrigger(string guard) => VerifyCS.VerifyAsync(Sample.Exchange($"{Sample.Post}\n {guard}\n {Read}"));

    [Theory]
    [InlineData("if (text.Length > 0 && text[0] == '<') return null;")]
    [InlineData("if (bytes.AsSpan().StartsWith(\"<\"u8)) return null;")]
    public Task FirstCharacter_DoesNotTrigger(string guard) => VerifyCS.VerifyAsync(Sample.Exchange($"""
        {Sample.Post}
        var bytes = await response.Content.ReadAsByteArrayAsync();
        var text = Encoding.UTF8.GetString(bytes);
        {guard}
        return JsonSerializer.Deserialize<SlackToken>({(guard.Contains("bytes", StringComparison.Ordinal) ? "bytes" : "text")});
        """));

    /// <summary>Testing only the length, or another header, is not a check.</summary>
    [Theory]
    [InlineData("if (text.Length == 0) return null;")]
    [InlineData("if (!(text.Length > 0)) return null;")]
    [InlineData("ArgumentOutOfRangeException.ThrowIfNotEqual(response.ReasonPhrase, \"OK\");")]
    [InlineData("if (response.Content.Headers is not { ContentEncoding: var m } || m.Contains(\"br\")) return null;")]
    [InlineData("if (response is not { ReasonPhrase: var m } || m != \"OK\") return null;")]
    public Task TestOfSomethingElse_Triggers(string guard) =>
        VerifyCS.VerifyAsync(Sample.Exchange($"{Sample.PostText}\n {guard}\n return [|JsonSerializer.Deserialize<SlackToken>(text)|];"));

    [Fact]
    public Task ContentTypeOfRestSharp_DoesNotTrigger() => VerifyCS.VerifyAsync("""
        using RestSharp;
        public record SlackToken(string AccessToken);
        public class SlackClient(RestClient client)
        {
            public async Task<SlackToken?> ExchangeAsync()
            {
                var r = await client.ExecuteAsync(new RestRequest("https://slack.com/api/oauth.v2.access", Method.Post));
                if (r.ContentType != ContentType.Json) return null;
                return JsonSerializer.Deserialize<SlackToken>(r.Content!);
            }
        }
        """);
}
