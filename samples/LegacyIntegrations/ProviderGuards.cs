using Atom.OAuth;

namespace LegacyIntegrations;

public static class ProviderGuards
{
    // The attribute tells the analyzer that a response which went through here is JSON.
    [HtmlGuard]
    public static async Task ThrowIfNotJsonAsync(HttpResponseMessage response)
    {
        var (isHtml, error) = await response.CheckHtmlResponseAsync();
        if (isHtml)
        {
            throw new InvalidOperationException(error);
        }
    }
}
