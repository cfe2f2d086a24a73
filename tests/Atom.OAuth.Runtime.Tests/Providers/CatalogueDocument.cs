using System.Text;

namespace Atom.OAuth.Tests.Providers;

/// <summary>Writes docs/providers.md from the catalogue.</summary>
internal static class CatalogueDocument
{
    public static string Write()
    {
        StringBuilder text = new();
        text.Append("# The provider catalogue\n\n");
        text.Append("What the library knows about the thirteen integrations, and where it is stated. Generated from `src/Shared/Providers`; a test compares.\n\n");
        text.Append("| integration | protocol | refresh token | `state` limit | history |\n| --- | --- | --- | --- | --- |\n");
        foreach (OAuthProvider provider in OAuthProviders.All)
        {
            Add(
                text,
                $"| [{provider.Name}](#{Anchor(provider)}) | {(provider.Protocol.Value == OAuthProtocol.OAuth2 ? "OAuth 2.0" : "OAuth 1.0a")} | {Refresh(provider.Refresh.Value)} "
                + $"| {(provider.MaxStateLength is { } limit ? $"{limit} bytes" : "none documented")} | {(provider.History.Value == OAuthHistoryAccess.Pull ? "can be fetched" : "pushed by webhook only")} |\n");
        }

        foreach (OAuthProvider provider in OAuthProviders.All)
        {
            Append(text, provider);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, OAuthProvider provider)
    {
        Add(text, $"\n## {provider.Name}\n\n`{provider.Id}`, on {string.Join(", ", provider.Hosts.Select(host => $"`{host}`"))}\n\n");
        text.Append("| fact | value | source |\n| --- | --- | --- |\n");
        foreach (OAuthEndpoint endpoint in provider.Endpoints)
        {
            string name = endpoint.IsRetired ? $"retired: {endpoint.Kind}" : endpoint.Kind.ToString();
            string replaced = endpoint.IsRetired ? $" → `{endpoint.ReplacedBy}`{(endpoint.EndsOn is { } day ? $", ends {day}" : ", no day published")}{(endpoint.Migration is { } change ? $". {change}" : string.Empty)}" : string.Empty;
            Row(text, name, $"`{endpoint.Url}`{replaced}", endpoint.Source);
        }

        Row(text, "client authentication", provider.ClientAuthentication.Value.ToString(), provider.ClientAuthentication.Source);
        Row(text, "token request", provider.RequestEncoding.Value.ToString(), provider.RequestEncoding.Source);
        Row(text, "between scopes", provider.ScopeSeparator.Value == ' ' ? "a space" : $"`{provider.ScopeSeparator.Value}`", provider.ScopeSeparator.Source);
        Row(text, "refresh token by", provider.OfflineAccess.Value is { } offline ? $"`{offline}`" : "–", provider.OfflineAccess.Source);
        Row(text, "on refresh", Refresh(provider.Refresh.Value), provider.Refresh.Source);
        Row(text, "errors", provider.ErrorShapes.Value.ToString(), provider.ErrorShapes.Source);
        Row(text, "`state` limit", provider.MaxStateLength is { } limit ? $"{limit} bytes" : "–", provider.StateLimit.Source);
        Row(text, "history", provider.HistoryLimit.Value ?? provider.History.Value.ToString(), provider.HistoryLimit.Value is null ? provider.History.Source : provider.HistoryLimit.Source);
        Row(text, "throttling", provider.RetryAfter.Value.ToString(), provider.RetryAfter.Source);
        if (provider.ExpiryInToken.Value)
        {
            Row(text, "end of a token", "in the token", provider.ExpiryInToken.Source);
        }

        if (provider.SendsForms.Value)
        {
            Row(text, "token response", "a form", provider.SendsForms.Source);
        }

        foreach (Sourced<string> limitation in provider.Limitations)
        {
            Row(text, "cannot be done", limitation.Value, limitation.Source);
        }
    }

    private static void Row(StringBuilder text, string fact, string value, string source) => Add(text, $"| {fact} | {value} | {source} |\n");

    private static void Add(StringBuilder text, string more) => text.Append(more);

    private static string Anchor(OAuthProvider provider)
        => new([.. provider.Name.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c == ' ').Select(c => c == ' ' ? '-' : c)]);

    private static string Refresh(OAuthRefreshBehavior behavior) => behavior switch
    {
        OAuthRefreshBehavior.None => "there is none",
        OAuthRefreshBehavior.Keeps => "stays",
        OAuthRefreshBehavior.Rotates => "rotates: the old one is dead",
        OAuthRefreshBehavior.Replaces => "a new one comes, the old one stays good",
        _ => "not documented: keep what comes",
    };
}
