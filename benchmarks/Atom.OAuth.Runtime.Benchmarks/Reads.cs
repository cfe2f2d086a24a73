using System.Net.Http.Json;

namespace Atom.OAuth.Runtime.Benchmarks;

/// <summary>The ways to read that are compared, each in a method as an integration has it.</summary>
internal static class Reads
{
    public static async Task<TokenPage?> PlainAsync(HttpResponseMessage response)
        => await response.Content.ReadFromJsonAsync(BenchmarkJsonContext.Default.TokenPage).ConfigureAwait(false);

    public static async Task<TokenPage?> SafeAsync(HttpResponseMessage response)
        => await response.ReadOAuthJsonAsync("Slack", BenchmarkJsonContext.Default.TokenPage).ConfigureAwait(false);

    public static async Task<TokenPage?> CheckThenPlainAsync(HttpResponseMessage response)
    {
        var (isHtml, htmlError) = await response.CheckHtmlResponseAsync("Slack").ConfigureAwait(false);
        return isHtml
            ? throw new HttpRequestException(htmlError)
            : await response.Content.ReadFromJsonAsync(BenchmarkJsonContext.Default.TokenPage).ConfigureAwait(false);
    }
}
