using System.Net.Http.Json;

namespace Atom.OAuth.Runtime.Benchmarks;

/// <summary>The ways to read that are compared, each in a method as an integration has it.</summary>
internal static class Reads
{
    private static readonly OAuthTokens Current = new("old") { RefreshToken = "old" };

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

    public static async Task<TokenDto?> PlainTokenAsync(HttpResponseMessage response)
        => await response.Content.ReadFromJsonAsync(BenchmarkJsonContext.Default.TokenDto).ConfigureAwait(false);

    public static async Task<OAuthTokens> TokenResponseAsync(HttpResponseMessage response)
        => (await OAuthTokenResponse.ReadAsync(response, "Notion").ConfigureAwait(false)).GetTokensOrThrow();

    public static async Task<OAuthTokens> RefreshAsync(HttpResponseMessage response)
        => (await OAuthTokenResponse.ReadRefreshAsync(response, "Notion", Current).ConfigureAwait(false)).GetTokensOrThrow();
}
