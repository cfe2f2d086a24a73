using System.Globalization;
using System.Text;
using Atom.OAuth.Testing;

namespace Atom.OAuth.Tests.Providers;

/// <summary>Writes docs/providers.md from the catalogue.</summary>
internal static class CatalogueDocument
{
    public static string Write()
    {
        StringBuilder text = new();
        text.Append("# The provider catalogue\n\n");
        text.Append("What the library knows about the thirteen integrations, with the page that states it; [what providers end, by date](deadlines.md). Generated from `src/Shared/Providers`; a test compares.\n\n");
        text.Append("| integration | protocol | PKCE | refresh token | `state` limit | history |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (OAuthProvider provider in OAuthProviders.All)
        {
            Add(
                text,
                $"| [{provider.Name}](#{Anchor(provider)}) | {(provider.Protocol.Value == OAuthProtocol.OAuth2 ? "OAuth 2.0" : "OAuth 1.0a")} | {Pkce(provider.Pkce.Value)} | {Refresh(provider.Refresh.Value)} "
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
            Row(text, endpoint.Kind.ToString(), $"`{endpoint.Url}`{(endpoint.AlternativeFor is { } what ? $", for {what}" : string.Empty)}", endpoint.Source);
        }

        Known(text, "`{version}`", provider.UrlVersion, static version => $"`{version}`");
        Row(text, "client authentication", Preferred(provider.ClientAuthentication.Value, provider.PreferredClientAuthentication.Value), provider.ClientAuthentication.Source);
        if (provider.BasicSecretEncoding.Value != OAuthBasicEncoding.Unspecified)
        {
            Row(text, "secret in Basic", provider.BasicSecretEncoding.Value.ToString(), provider.BasicSecretEncoding.Source);
        }

        Row(text, "token request", Preferred(provider.RequestEncoding.Value, provider.PreferredRequestEncoding.Value), provider.RequestEncoding.Source);
        Row(text, "PKCE", Pkce(provider.Pkce.Value), provider.Pkce.Source);
        foreach (OAuthAuthorizationParameter parameter in provider.AuthorizationParameters)
        {
            Row(text, "authorization request", $"`{parameter}`", parameter.Source);
        }

        Known(text, "issuer in the callback", provider.CallbackIssuer, static issuer => $"`{issuer}`");
        Row(text, "between scopes", provider.ScopeSeparator.Value == ' ' ? "a space" : $"`{provider.ScopeSeparator.Value}`", provider.ScopeSeparator.Source);
        Known(text, "refresh token by scope", provider.OfflineScope, static scope => $"`{scope}`");
        Row(text, "on refresh", Refresh(provider.Refresh.Value), provider.Refresh.Source);
        if (provider.Refresh.Value != OAuthRefreshBehavior.None)
        {
            Row(text, "life of a refresh token", provider.RefreshTokenLifetime.Value is { } life ? Duration(life) : "–", provider.RefreshTokenLifetime.Source);
        }

        if (provider.Revocation.Value == OAuthRevocationRequest.BearerToken)
        {
            Row(text, "revoked", "the access token that the call is made with", provider.Revocation.Source);
        }

        Row(text, "errors", provider.ErrorShapes.Value.ToString(), provider.ErrorShapes.Source);
        Row(text, "`state` limit", provider.MaxStateLength is { } limit ? $"{limit} bytes" : "–", provider.StateLimit.Source);
        Row(text, "history", provider.HistoryLimit.Value ?? provider.History.Value.ToString(), provider.HistoryLimit.Value is null ? provider.History.Source : provider.HistoryLimit.Source);
        if (provider.HistoryRequestWindow.Value is { } window)
        {
            Row(text, "history has to be asked for within", Duration(window), provider.HistoryRequestWindow.Source);
        }

        if (provider.ApiVersionHeader is { } header)
        {
            Row(text, "version of the API", $"`{header.Name}: {header.Value}`", header.Source);
        }

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
            Row(text, "mind", limitation.Value, limitation.Source);
        }
    }

    private static void Known(StringBuilder text, string name, Sourced<string?> fact, Func<string, string> show)
    {
        if (fact.Value is { } value)
        {
            Row(text, name, show(value), fact.Source);
        }
    }

    /// <summary>The preferred way first.</summary>
    private static string Preferred<T>(T all, T preferred)
        where T : struct, Enum
        => string.Join(", ", Enum.GetValues<T>().Where(value => all.HasFlag(value) && Convert.ToInt32(value, CultureInfo.InvariantCulture) != 0).OrderByDescending(value => value.Equals(preferred)));

    private static string Duration(TimeSpan time) => time.TotalDays > 1 ? $"{time.TotalDays} days" : $"{time.TotalHours} hours";

    private static string Pkce(OAuthPkceSupport support) => support switch
    {
        OAuthPkceSupport.None => "not documented",
        OAuthPkceSupport.Optional => "taken",
        OAuthPkceSupport.Required => "required",
        _ => "public clients only",
    };

    private static void Row(StringBuilder text, string fact, string value, string source) => Add(text, $"| {fact} | {value} | {SourceLinks.Render(source)} |\n");

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
