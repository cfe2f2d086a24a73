using System.Globalization;
using System.Text.RegularExpressions;
using Atom.OAuth.Testing;

namespace Atom.OAuth.Tests.Providers;

/// <summary>
/// Generates docs/providers.md from the catalogue: a table that compares the integrations, and further facts about each of them. Default and
/// undocumented values are omitted; the name of each fact links to the page that states it.
/// </summary>
internal static partial class CatalogueDocument
{
    private const string Beginning = """
        # The provider catalogue

        What the library knows about the thirteen integrations. Each value of the first table, and the name of each fact below it, links to the page
        that states it; the code also has the other pages and the date of the copy that was read: `OAuthProviders.Slack.Pkce.Source`. By default,
        scopes are separated by spaces, and no limit is documented for `state`. Upcoming retirements are listed in [deadlines](deadlines.md).
        Generated from `src/Shared/Providers`; a test compares.

        | integration | PKCE | client authentication | token request | refresh token | when throttled, retry after | history |
        | --- | --- | --- | --- | --- | --- | --- |

        """;

    public static string Write() => WithNumberedLinks(Beginning
        + string.Concat(OAuthProviders.All.Select(Compared))
        + string.Concat(OAuthProviders.All.Select(Section)));

    /// <summary>Moves each URL to the end of the page, once, so that the tables are also readable as text.</summary>
    private static string WithNumberedLinks(string page)
    {
        List<string> addresses = [];
        var text = Link().Replace(page, match =>
        {
            var address = match.Groups["address"].Value;
            if (!addresses.Contains(address))
            {
                addresses.Add(address);
            }

            return $"][{addresses.IndexOf(address) + 1}]";
        });
        return text + "\n" + string.Concat(addresses.Select((address, index) => $"[{index + 1}]: {address}\n"));
    }

    private static string Compared(OAuthProvider provider) =>
        $"| [{provider.Name}](#{Anchor(provider)}) "
        + $"| {Linked(Pkce(provider.Pkce.Value), provider.Pkce.Source)} "
        + $"| {Linked(Preferred(provider.ClientAuthentication, provider.PreferredClientAuthentication), provider.ClientAuthentication.Source)} "
        + $"| {Linked(Preferred(provider.RequestEncoding, provider.PreferredRequestEncoding), provider.RequestEncoding.Source)} "
        + $"| {Linked(Refresh(provider.Refresh.Value), provider.Refresh.Source)} "
        + $"| {Linked(RetryAfter(provider.RetryAfter.Value), provider.RetryAfter.Source)} "
        + $"| {Linked(provider.History.Value == OAuthHistoryAccess.Pull ? "fetched" : "pushed only", provider.History.Source)} |\n";

    private static string Section(OAuthProvider provider)
    {
        var alike = OAuthProviders.All
            .TakeWhile(other => other != provider)
            .FirstOrDefault(other => other.Hosts.SequenceEqual(provider.Hosts));
        var beginning = alike is null
            ? $"on {string.Join(", ", provider.Hosts.Select(host => $"`{host}`"))}"
            : $"like [{alike.Name}](#{Anchor(alike)}), except for";
        var facts = alike is null ? Facts(provider) : Facts(provider).Except(Facts(alike));
        return $"\n## {provider.Name}\n\n`{provider.Id}`, {beginning}\n\n| fact | |\n| --- | --- |\n{string.Concat(facts)}";
    }

    private static IEnumerable<string> Facts(OAuthProvider provider)
    {
        IEnumerable<string> facts =
        [
            .. provider.Endpoints.Select(static endpoint => Row(Words(endpoint.Kind), Shown(endpoint), endpoint.Source)),
            Row("`{version}`", provider.UrlVersion),
            Row("client authentication", "", provider.ClientAuthentication.Source),
            provider.BasicSecretEncoding.Value == OAuthBasicEncoding.Unspecified ? "" : Row("secret in Basic", provider.BasicSecretEncoding, Encoded),
            Row("token request", "", provider.RequestEncoding.Source),
            Row("PKCE", "", provider.Pkce.Source),
            .. provider.AuthorizationParameters.Select(static parameter => Row("authorization request", $"`{parameter}`", parameter.Source)),
            Row("`iss` in the callback", provider.CallbackIssuer),
            Row("scopes", provider.ScopeSeparator, static separator => separator == ' ' ? "" : $"separated by `{separator}`"),
            Row("scope for a refresh token", provider.OfflineScope),
            Row("refresh token", "", provider.Refresh.Source),
            Row("refresh token lifetime", provider.RefreshTokenLifetime, Duration),
            Row("access token expiry", provider.ExpiryInToken, static inToken => inToken ? "in the token" : ""),
            Row("token response", provider.SendsForms, static forms => forms ? "may be a form" : ""),
            Row("revoked", provider.Revocation, static how => how == OAuthRevocationRequest.BearerToken ? "by a call authenticated with the token" : ""),
            Row("`state` limit", provider.StateLimit, static limit => limit is null ? "" : $"{limit} bytes"),
            Row("errors", provider.ErrorShapes, static shapes => shapes.ToString()),
            Row("throttling", "", provider.RetryAfter.Source),
            provider.ApiVersionHeader is { } header ? Row("header", $"`{header.Name}: {header.Value}`", header.Source) : "",
            Row("history", provider.HistoryLimit, static limit => limit ?? ""),
            Row("history must be requested within", provider.HistoryRequestWindow, Duration),
            .. provider.Limitations.Select(static limitation => Row("note", limitation, static text => text)),
        ];
        return facts.Where(static fact => fact.Length > 0);
    }

    private static string Row(string fact, Sourced<string?> value) => value.Value is { } text ? Row(fact, $"`{text}`", value.Source) : "";

    private static string Row<T>(string fact, Sourced<T> value, Func<T, string> show) => Row(fact, show(value.Value), value.Source);

    /// <summary>Renders a value with the remarks of its source; nothing if there is neither.</summary>
    private static string Row(string fact, string value, string source)
    {
        var remark = SourceLinks.Remark(source);
        return value.Length + remark.Length == 0
            ? ""
            : $"| {Linked(fact, source)} | {value}{(value.Length > 0 && remark.Length > 0 ? "; " : "")}{remark} |\n";
    }

    private static string Linked(string text, string source) => $"[{text}]({SourceLinks.Address(source)})";

    /// <summary>Lists the preferred option first.</summary>
    private static string Preferred<T>(Sourced<T> all, Sourced<T> preferred)
        where T : struct, Enum
        => string.Join(", ", Flags(all.Value).OrderByDescending(value => value.Equals(preferred.Value)));

    private static IEnumerable<T> Flags<T>(T all)
        where T : struct, Enum
        => Enum.GetValues<T>().Where(value => all.HasFlag(value) && Convert.ToInt32(value, CultureInfo.InvariantCulture) != 0);

    private static string Duration(TimeSpan? time) => time switch
    {
        null => "",
        { TotalDays: > 1 and var days } => $"{days} days",
        { TotalHours: var hours } => $"{hours} hours",
    };

    private static string Shown(OAuthEndpoint endpoint) => $"`{endpoint.Url}`{(endpoint.AlternativeFor is { } what ? $", for {what}" : "")}";

    private static string Encoded(OAuthBasicEncoding encoding) => encoding == OAuthBasicEncoding.Raw ? "unencoded" : "form-encoded";

    private static string Anchor(OAuthProvider provider)
        => new([.. provider.Name.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c == ' ').Select(c => c == ' ' ? '-' : c)]);

    private static string Words(OAuthEndpointKind kind) => kind switch
    {
        OAuthEndpointKind.Api => "API",
        OAuthEndpointKind.UserInfo => "user info",
        OAuthEndpointKind.RequestToken => "request token",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static string Pkce(OAuthPkceSupport support) => support switch
    {
        OAuthPkceSupport.None => "not documented",
        OAuthPkceSupport.Optional => "supported",
        OAuthPkceSupport.Required => "required",
        _ => "public clients only",
    };

    private static string Refresh(OAuthRefreshBehavior behavior) => behavior switch
    {
        OAuthRefreshBehavior.None => "none",
        OAuthRefreshBehavior.Keeps => "stays the same",
        OAuthRefreshBehavior.Rotates => "rotates: the old one is invalid",
        OAuthRefreshBehavior.Replaces => "a new one is issued, the old one stays valid",
        _ => "not documented: store a new one if there is one",
    };

    private static string RetryAfter(OAuthRetryAfterForms forms) => forms == OAuthRetryAfterForms.None
        ? "not documented"
        : string.Join(", ", Flags(forms).Select(static form => form switch
        {
            OAuthRetryAfterForms.Seconds => "`Retry-After`",
            OAuthRetryAfterForms.HttpDate => "or with a date",
            OAuthRetryAfterForms.IsoTime => "ISO time in `Retry-After`",
            OAuthRetryAfterForms.Body => "response body",
            _ => "custom headers",
        }));

    [GeneratedRegex(@"\]\((?<address>https://[^)]+)\)")]
    private static partial Regex Link();
}
