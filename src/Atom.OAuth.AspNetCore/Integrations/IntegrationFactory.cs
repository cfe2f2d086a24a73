using System.Diagnostics.CodeAnalysis;

namespace Atom.OAuth.Integrations;

/// <summary>Merges the options of an integration with the catalogue. All problems are reported together at startup.</summary>
internal sealed class IntegrationFactory
{
    private readonly List<string> _problems = [];
    private readonly string _id;
    private readonly OAuthIntegrationOptions _options;
    private readonly OAuthProvider? _facts;

    private IntegrationFactory(string id, OAuthIntegrationOptions options)
    {
        _id = id;
        _options = options;
        _facts = OAuthProviders.Find(options.Provider ?? id);
    }

    public static bool TryCreate(
        string id, OAuthIntegrationOptions options, [NotNullWhen(true)] out Integration? integration, out IReadOnlyList<string> problems)
    {
        IntegrationFactory factory = new(id, options);
        var created = factory.Create();
        problems = factory._problems;
        integration = problems.Count == 0 ? created : null;
        return integration is not null;
    }

    private Integration Create()
    {
        Check(
            !string.IsNullOrWhiteSpace(_options.ClientId),
            nameof(_options.ClientId),
            "is missing: it is what the provider's console calls the client id");
        Check(_options.SyncMonths is >= 1 and <= 60, nameof(_options.SyncMonths), "has to be from 1 to 60");
        var hasSecret = !string.IsNullOrEmpty(_options.ClientSecret);
        var usesPkce = _options.UsePkce ?? _facts?.Pkce.Value switch
        {
            OAuthPkceSupport.None => false,
            OAuthPkceSupport.PublicClientOnly => !hasSecret,
            _ => true,
        };
        Check(hasSecret || usesPkce, nameof(_options.ClientSecret), "is missing, and without PKCE nothing else proves who exchanges a code");
        foreach (var host in _options.ApiHosts)
        {
            Check(
                (TokenHosts.TryReadOrigin(host, out var origin) && IsAllowed(origin)) || TokenHosts.IsHost(host),
                nameof(_options.ApiHosts),
                "has an entry that is neither a host such as 'api.example.com' nor an https origin");
        }

        var authorization = Required(_options.AuthorizationEndpoint, OAuthEndpointKind.Authorization, nameof(_options.AuthorizationEndpoint));
        var token = Required(_options.TokenEndpoint, OAuthEndpointKind.Token, nameof(_options.TokenEndpoint));
        return new Integration
        {
            Id = _id,
            Facts = _facts,
            Options = _options,
            Provider = _facts?.Id ?? _options.DisplayName ?? _id,
            Name = _options.DisplayName ?? _facts?.Name ?? _id,
            AuthorizationEndpoint = authorization,
            TokenEndpoint = token,
            RevocationEndpoint = Endpoint(_options.RevocationEndpoint, OAuthEndpointKind.Revocation, nameof(_options.RevocationEndpoint)),
            UserInfoEndpoint = Endpoint(_options.UserInfoEndpoint, OAuthEndpointKind.UserInfo, nameof(_options.UserInfoEndpoint)),
            Authentication = hasSecret ? Authentication() : OAuthClientAuthentication.None,
            BasicEncoding = _options.BasicSecretEncoding ?? _facts?.BasicSecretEncoding.Value ?? OAuthBasicEncoding.Unspecified,
            Encoding = _options.RequestEncoding ?? _facts?.PreferredRequestEncoding.Value ?? OAuthRequestEncoding.Form,
            UsesPkce = usesPkce,
            Issuer = _options.Issuer ?? _facts?.CallbackIssuer.Value,
            ScopeSeparator = _options.ScopeSeparator ?? _facts?.ScopeSeparator.Value.ToString() ?? " ",
            Scopes = Scopes(),
            AuthorizationParameters = AuthorizationParameters(),
            Hosts = TokenHosts.Create(_facts?.Hosts ?? [], _options.ApiHosts),
            RefreshTokenLifetime = _options.RefreshTokenLifetime ?? _facts?.RefreshTokenLifetime.Value,
        };
    }

    private OAuthClientAuthentication Authentication()
    {
        var way = _options.ClientAuthentication
            ?? _facts?.PreferredClientAuthentication.Value
            ?? OAuthClientAuthentication.Basic;
        const OAuthClientAuthentication Known = OAuthClientAuthentication.Basic | OAuthClientAuthentication.Body | OAuthClientAuthentication.Query;
        Check((way & Known) != 0, nameof(_options.ClientAuthentication), "has to be Basic, Body or Query");

        // If several are supported, prefer one that URL logs do not show and that has no ambiguous encoding.
        return way.HasFlag(OAuthClientAuthentication.Body) ? OAuthClientAuthentication.Body
            : way.HasFlag(OAuthClientAuthentication.Basic) ? Basic()
            : OAuthClientAuthentication.Query;

        OAuthClientAuthentication Basic()
        {
            var isRaw = (_options.BasicSecretEncoding ?? _facts?.BasicSecretEncoding.Value) == OAuthBasicEncoding.Raw;
            Check(
                !isRaw || !_options.ClientId.Contains(':', StringComparison.Ordinal),
                nameof(_options.ClientId),
                "has a colon, which no raw Basic header can have (RFC 7617, section 2)");
            return OAuthClientAuthentication.Basic;
        }
    }

    private List<string> Scopes()
    {
        List<string> scopes = [.. _options.Scopes.Where(scope => !string.IsNullOrWhiteSpace(scope)).Distinct(StringComparer.Ordinal)];
        if (_facts?.OfflineScope.Value is { } offline && !scopes.Contains(offline, StringComparer.Ordinal))
        {
            scopes.Add(offline);
        }

        return scopes;
    }

    private List<KeyValuePair<string, string>> AuthorizationParameters()
    {
        Dictionary<string, string> parameters = new(StringComparer.Ordinal);
        foreach (var parameter in _facts?.AuthorizationParameters ?? [])
        {
            parameters[parameter.Name] = parameter.Value;
        }

        foreach ((var name, var value) in _options.ExtraParameters)
        {
            Check(
                name is not ("state" or "redirect_uri" or "response_type" or "client_id" or "code_challenge" or "code_challenge_method"),
                nameof(_options.ExtraParameters),
                $"must not set '{name}', which is made for each request");
            parameters[name] = value;
        }

        return [.. parameters.Where(parameter => !string.IsNullOrEmpty(parameter.Value))];
    }

    private Uri Required(string? own, OAuthEndpointKind kind, string property)
    {
        if (Endpoint(own, kind, property) is { } endpoint)
        {
            return endpoint;
        }

        Check(
            own is not null && own.Length > 0,
            property,
            $"is missing: the catalogue does not have '{_options.Provider ?? _id}', so its address has to be given");
        return new Uri("https://invalid.invalid/");
    }

    private Uri? Endpoint(string? own, OAuthEndpointKind kind, string property)
    {
        if ((own ?? _facts?.Endpoint(kind)?.Url) is not { Length: > 0 } text)
        {
            return null;
        }

        text = Fill(
            Fill(text, "{tenant}", _options.Tenant ?? "common", nameof(_options.Tenant)),
            "{version}",
            _options.ApiVersion ?? _facts?.UrlVersion.Value ?? string.Empty,
            nameof(_options.ApiVersion));
        var isSafe = Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address.UserInfo.Length == 0
            && address.Fragment.Length == 0
            && IsAllowed(address);
        Check(
            isSafe,
            property,
            $"has to be an https address without user name and fragment; http is for loopback, with {nameof(_options.AllowPrivateNetwork)}");
        return isSafe ? address : null;
    }

    /// <summary>Inserts a value into a URL. It must be a single segment, so that it cannot change where the URL leads.</summary>
    private string Fill(string address, string placeholder, string value, string property)
    {
        if (!address.Contains(placeholder, StringComparison.Ordinal))
        {
            return address;
        }

        var isSegment = value.Length is > 0 and <= 128
            && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_')
            && value.Trim('.').Length > 0;
        Check(isSegment, property, "has to be letters, digits, hyphens, dots and underscores");
        return address.Replace(placeholder, isSegment ? value : "x", StringComparison.Ordinal);
    }

    private bool IsAllowed(Uri address)
        => address.Scheme == Uri.UriSchemeHttps
            || (address.Scheme == Uri.UriSchemeHttp && _options.AllowPrivateNetwork && address.IsLoopback);

    private void Check(bool holds, string property, string demand)
    {
        if (!holds)
        {
            _problems.Add($"Integration '{_id}': {property} {demand}.");
        }
    }
}
