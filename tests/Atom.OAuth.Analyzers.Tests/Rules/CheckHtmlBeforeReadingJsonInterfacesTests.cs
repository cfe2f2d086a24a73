using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM001: a response that is passed to the method of an interface, which reads it.</summary>
public sealed class CheckHtmlBeforeReadingJsonInterfacesTests
{
    private const string Plain = "return JsonSerializer.Deserialize<T>(await answer.Content.ReadAsStringAsync());";
    private const string Guarded = "if (answer.Content.Headers.ContentType?.MediaType != \"application/json\") { return default; } " + Plain;
    private const string Second = "public sealed class OtherReader : IReader { public Task<T?> Read<T>(HttpResponseMessage answer) => Task.FromResult(default(T)); }";

    [Theory]
    [InlineData(Plain, "", true)]
    [InlineData(Guarded, "", false)]
    [InlineData(Plain, Second, false)]
    public Task OnlyImplementation(string body, string second, bool isReported) => VerifyCS.VerifyAsync($$"""
        public interface IReader { Task<T?> Read<T>(HttpResponseMessage answer); }

        public sealed class Reader : IReader
        {
            public async Task<T?> Read<T>(HttpResponseMessage answer)
            {
                {{body}}
            }
        }

        {{second}}

        public sealed class Page(HttpClient http, IReader reader)
        {
            public async Task<string?> Load(HttpContent form)
            {
                var answer = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                return await {{(isReported ? "[|reader.Read<string>(answer)|]" : "reader.Read<string>(answer)")}};
            }
        }
        """);

    /// <summary>A response of the application's own server, and a text that came from nowhere.</summary>
    [Fact]
    public Task OwnServer() => VerifyCS.VerifyAsync("""
        public interface IReader { T? Read<T>(string text); }

        public sealed class Reader : IReader
        {
            public T? Read<T>(string text) => JsonSerializer.Deserialize<T>(text);
        }

        public sealed class Page(HttpClient http, IReader reader)
        {
            public async Task<string?> Load(string text) => reader.Read<string>(await http.GetStringAsync("/items")) + reader.Read<string>(text);
        }
        """);
}
