using Atom.OAuth.Analyzers.Text;

namespace Atom.OAuth.Analyzers.Providers;

/// <summary>
/// The hosts that identify a provider, with the provider's display name. A host includes its subdomains.
/// Those of the thirteen integrations come from the provider catalogue.
/// </summary>
/// <remarks>
/// Sources of the others: the providers' own documentation as collected in OpenIddict's web provider list
/// (OpenIddict.Client.WebIntegration, OpenIddictClientWebIntegrationProviders.xml) and the endpoint defaults of
/// AspNet.Security.OAuth.Providers.
/// For hosts that also serve pages or files (github.com, google.com), only the API hosts are listed.
/// </remarks>
internal static class KnownProviders
{
    private static readonly char[] Separators = { ' ', '.', '-' };

    /// <summary>The hosts of providers that are not in the catalogue.</summary>
    private static readonly Dictionary<string, string> NamesByHost = Index(new (string Name, string Hosts)[]
    {
        // Platforms with one or more integrations in the catalogue on the same hosts: the host alone does not identify the integration.
        ("Google", "accounts.google.com googleapis.com"),
        ("Microsoft", "login.microsoftonline.com login.microsoftonline.us login.live.com graph.microsoft.com graph.windows.net api.onedrive.com "
            + "outlook.office.com outlook.office365.com management.azure.com vssps.visualstudio.com dev.azure.com"),
        ("Facebook", "graph.facebook.com www.facebook.com"),
        ("Instagram", "api.instagram.com graph.instagram.com"),
        ("Adobe", "adobelogin.com"),
        ("Airtable", "airtable.com"),
        ("Alipay", "openapi.alipay.com openauth.alipay.com"),
        ("Amazon", "api.amazon.com"),
        ("amoCRM", "www.amocrm.ru"),
        ("Apple", "appleid.apple.com"),
        ("ArcGIS", "www.arcgis.com"),
        ("Atlassian", "auth.atlassian.com api.atlassian.com atlassian.net"),
        ("Auth0", "auth0.com"),
        ("Autodesk", "api.autodesk.com api.userprofile.autodesk.com"),
        ("Baidu", "openapi.baidu.com aip.baidubce.com"),
        ("Basecamp", "launchpad.37signals.com basecampapi.com"),
        ("Battle.net", "battle.net battlenet.com.cn api.blizzard.com"),
        ("Bitbucket", "api.bitbucket.org bitbucket.org"),
        ("Bitly", "api-ssl.bitly.com"),
        ("Box", "account.box.com api.box.com upload.box.com"),
        ("Buffer", "api.bufferapp.com"),
        ("Calendly", "api.calendly.com auth.calendly.com"),
        ("Coinbase", "api.coinbase.com www.coinbase.com"),
        ("Dailymotion", "api.dailymotion.com"),
        ("Deezer", "api.deezer.com connect.deezer.com"),
        ("DeviantArt", "www.deviantart.com"),
        ("DigitalOcean", "api.digitalocean.com cloud.digitalocean.com"),
        ("DocuSign", "account.docusign.com account-d.docusign.com docusign.net"),
        ("eBay", "api.ebay.com apiz.ebay.com auth.ebay.com"),
        ("Epic Games", "api.epicgames.dev"),
        ("EVE Online", "login.eveonline.com esi.evetech.net"),
        ("Exact Online", "exactonline.com exactonline.nl"),
        ("FACEIT", "api.faceit.com"),
        ("Feishu", "feishu.cn larksuite.com"),
        ("Fitbit", "api.fitbit.com"),
        ("Foursquare", "api.foursquare.com"),
        ("Gitee", "gitee.com"),
        ("GitHub", "api.github.com"),
        ("GitLab", "gitlab.com"),
        ("Harvest", "id.getharvest.com api.harvestapp.com"),
        ("Huawei", "cloud.huawei.com"),
        ("Imgur", "api.imgur.com"),
        ("Kakao", "kapi.kakao.com kauth.kakao.com"),
        ("Kroger", "api.kroger.com api-ce.kroger.com"),
        ("Lichess", "lichess.org"),
        ("LINE", "access.line.me api.line.me"),
        ("LinkedIn", "api.linkedin.com www.linkedin.com"),
        ("Mailchimp", "login.mailchimp.com api.mailchimp.com"),
        ("Meetup", "api.meetup.com secure.meetup.com"),
        ("Mixcloud", "api.mixcloud.com"),
        ("MYOB", "secure.myob.com api.myob.com"),
        ("Naver", "nid.naver.com openapi.naver.com"),
        ("Netatmo", "api.netatmo.com api.netatmo.net"),
        ("Odnoklassniki", "api.ok.ru connect.ok.ru"),
        ("Okta", "okta.com oktapreview.com"),
        ("Onshape", "oauth.onshape.com cad.onshape.com"),
        ("Patreon", "www.patreon.com"),
        ("PayPal", "paypal.com"),
        ("Pipedrive", "api.pipedrive.com oauth.pipedrive.com"),
        ("QQ", "graph.qq.com"),
        ("QuickBooks", "platform.intuit.com quickbooks.api.intuit.com"),
        ("Reddit", "oauth.reddit.com www.reddit.com"),
        ("Salesforce", "login.salesforce.com test.salesforce.com my.salesforce.com"),
        ("ServiceChannel", "servicechannel.com"),
        ("Shopify", "myshopify.com"),
        ("Smartsheet", "api.smartsheet.com"),
        ("Snapchat", "accounts.snapchat.com adsapi.snapchat.com"),
        ("SoundCloud", "api.soundcloud.com"),
        ("Spotify", "accounts.spotify.com api.spotify.com"),
        ("Stack Exchange", "api.stackexchange.com"),
        ("Strava", "www.strava.com"),
        ("Streamlabs", "streamlabs.com"),
        ("Stripe", "connect.stripe.com api.stripe.com"),
        ("SuperOffice", "superoffice.com"),
        ("Tidal", "auth.tidal.com api.tidal.com"),
        ("TikTok", "open.tiktokapis.com open-api.tiktok.com"),
        ("Todoist", "api.todoist.com todoist.com"),
        ("Trakt", "api.trakt.tv"),
        ("Trovo", "open-api.trovo.live"),
        ("Tumblr", "api.tumblr.com"),
        ("Twitch", "id.twitch.tv api.twitch.tv"),
        ("X", "api.twitter.com api.x.com"),
        ("Typeform", "api.typeform.com"),
        ("Vimeo", "api.vimeo.com"),
        ("VK", "api.vk.com oauth.vk.com"),
        ("Webex", "webexapis.com api.ciscospark.com"),
        ("WeChat", "weixin.qq.com"),
        ("Weibo", "api.weibo.com"),
        ("Withings", "account.withings.com wbsapi.withings.net"),
        ("WordPress", "public-api.wordpress.com"),
        ("Xero", "identity.xero.com login.xero.com api.xero.com"),
        ("Yahoo", "api.login.yahoo.com"),
        ("Yandex", "oauth.yandex.ru login.yandex.ru"),
        ("Zalo", "graph.zalo.me oauth.zaloapp.com"),
        ("Zoho", "accounts.zoho.com accounts.zoho.eu accounts.zoho.in zohoapis.com zohoapis.eu"),
    });

    /// <summary>Names that are distinctive in identifiers, too; Box, Line, Apple or X would match too much.</summary>
    private static readonly (string Word, string Name)[] NamesInIdentifiers = new (string, string)[]
    {
        ("Slack", "Slack"), ("Zoom", "Zoom"), ("GoogleCalendar", "Google Calendar"), ("GoogleChat", "Google Chat"), ("Google", "Google"),
        ("Gmail", "Google"), ("YouTube", "YouTube"), ("Discord", "Discord"), ("MicrosoftTeams", "Microsoft Teams"), ("Microsoft", "Microsoft"),
        ("OneDrive", "OneDrive"), ("Notion", "Notion"), ("Asana", "Asana"), ("Trello", "Trello"), ("MondayCom", "monday.com"),
        ("Dropbox", "Dropbox"), ("HubSpot", "HubSpot"), ("WhatsApp", "WhatsApp"), ("Facebook", "Facebook"), ("Instagram", "Instagram"),
        ("Airtable", "Airtable"), ("Atlassian", "Atlassian"), ("Jira", "Jira"), ("Auth0", "Auth0"), ("BattleNet", "Battle.net"),
        ("Bitbucket", "Bitbucket"), ("Calendly", "Calendly"), ("Coinbase", "Coinbase"), ("DocuSign", "DocuSign"), ("Fitbit", "Fitbit"),
        ("GitHub", "GitHub"), ("GitLab", "GitLab"), ("LinkedIn", "LinkedIn"), ("Mailchimp", "Mailchimp"), ("Netatmo", "Netatmo"), ("Okta", "Okta"),
        ("Patreon", "Patreon"), ("PayPal", "PayPal"), ("Pipedrive", "Pipedrive"), ("QuickBooks", "QuickBooks"), ("Reddit", "Reddit"),
        ("Salesforce", "Salesforce"), ("Shopify", "Shopify"), ("Spotify", "Spotify"), ("Strava", "Strava"), ("TikTok", "TikTok"),
        ("Twitch", "Twitch"), ("Twitter", "X"), ("Vimeo", "Vimeo"), ("Withings", "Withings"), ("Xero", "Xero"), ("Zoho", "Zoho"),
    };

    /// <summary>Gets the provider of a host, or null.</summary>
    public static string? NameOfHost(string host)
    {
        for (var suffix = host; ;)
        {
            if (NamesByHost.TryGetValue(suffix, out var name))
            {
                return name;
            }

            var dot = suffix.IndexOf('.');
            if (dot < 0)
            {
                return null;
            }

            suffix = suffix.Substring(dot + 1);
        }
    }

    /// <summary>Gets the id in the catalogue, or the name in the same notation: both ends of a flow have to agree.</summary>
    public static string IdOf(string provider) =>
        OAuthProviders.Find(provider)?.Id ?? string.Join("-", provider.ToLowerInvariant().Split(Separators, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// Gets the provider in a name or route. Route parameters are ignored, because they may name another provider:
    /// <c>/strava/callback/{discordUserId}</c>.
    /// </summary>
    public static string? NameInRoute(string route)
    {
        while (route.IndexOf('{') is var start and >= 0 && route.IndexOf('}', start) is var end and > 0)
        {
            route = route.Remove(start, end - start + 1);
        }

        return NameInIdentifier(route);
    }

    /// <summary>Gets the provider named in an identifier, or null.</summary>
    public static string? NameInIdentifier(string identifier)
    {
        foreach (var (word, name) in NamesInIdentifiers)
        {
            if (AnyCase.Contains(identifier, word))
            {
                return name;
            }
        }

        return null;
    }

    private static Dictionary<string, string> Index((string Name, string Hosts)[] others)
    {
        Dictionary<string, string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (var provider in OAuthProviders.All)
        {
            foreach (var host in provider.Hosts)
            {
                names[host] = provider.Name;
            }
        }

        foreach (var (name, hosts) in others)
        {
            foreach (var host in hosts.Split(' '))
            {
                names[host] = name;
            }
        }

        return names;
    }
}
