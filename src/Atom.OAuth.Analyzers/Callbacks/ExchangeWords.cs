using Atom.OAuth.Analyzers.Text;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Words that identify the exchange of a code for tokens. Every entry has a test.</summary>
internal static class ExchangeWords
{
    /// <summary>Texts found in a token request.</summary>
    public static readonly string[] Texts =
    {
        "authorization_code", "client_secret", "oauth/token", "oauth2/token", "oauth/access_token", "oauth.v2.access", "oauth.access",
        "/access_token", "o/oauth2/token", "/v1/token", "/oauth2/v2.0/token", "/api/token", "/connect/token",
    };

    /// <summary>Keys of an app's secret, which are found in a token request if it has the key of a code as well.</summary>
    public static readonly string[] Secrets = { "app_secret", "appsecret" };

    /// <summary>Those that are addresses.</summary>
    public static readonly string[] Addresses = Texts.Where(static text => text.IndexOf('/') >= 0 || text.IndexOf('.') >= 0).ToArray();

    /// <summary>Revocation endpoints.</summary>
    public static readonly string[] Revocations = { "/revoke" };

    /// <summary>Words that show that the code requests tokens as well as revoking them.</summary>
    public static readonly string[] Grants = { "authorization_code", "AuthorizationCode" };

    /// <summary>The parameter that names the grant, and its value in a request that contains a refresh token instead of a code.</summary>
    public const string Grant = "grant_type", Refresh = "refresh_token";

    /// <summary>The parameter of a token request that contains the code.</summary>
    public const string Code = "code";

    /// <summary>Requests with a code from the app's own platform: there was no redirect, so there is no state.</summary>
    public static readonly string[] WithoutRedirect = { "jscode2session", "code2session", "Code2Session", "JsCode2Json" };

    /// <summary>The start of addresses of the application's own server, which have no host.</summary>
    public const string OwnServer = "api/";

    /// <summary>Names found in a token request.</summary>
    public static readonly NameTable Names = new(
        "Client Secret",
        "Authorization Code $",
        "Token Endpoint",
        "Token Url",
        "Token Uri",
        "Exchange Url",
        "App Secret",
        "Access Token Url");

    /// <summary>Those that may also name a code, or a table of an authorization server.</summary>
    public static readonly NameTable CodeNames = new("Authorization Code $", "Authorization Codes $");

    /// <summary>Calls that take the code and are unambiguous, even if they cannot be followed.</summary>
    public static readonly NameTable Calls = new(
        "Exchange Code", "Exchange Token", "Token Exchange", "^Exchange", "Redeem Code", "Redeem Authorization", "Code For Token",
        "By Authorization Code", "From Authorization Code", "Request Authorization Code", "Code Flow", "Request Access Token",
        "Get Bearer Token", "Generate Access Token", "Get Access Token", "Fetch Access Token", "Obtain Access Token", "Acquire Token",
        "Retrieve Access Token", "Code To Token", "Token From Code", "Token By Code", "Token With Code", "Token Using Code", "Swap Code",
        "Trade Code", "Complete Authorization", "Finish Authorization", "Complete Oauth", "Process Oauth", "Handle Oauth");

    /// <summary>Words in those of the calls that no voucher is taken by.</summary>
    public static readonly NameTable CallsForTokens = new("Exchange Code", "Token", "Authorization", "Oauth");

    /// <summary>Calls that take the code and exchange it if there is also a sign of OAuth.</summary>
    public static readonly NameTable CallsInContext = new(
        "^Get Token", "^Request Token", "^Fetch Token", "^Create Access Token", "^Create Token", "^Receive Token", "^Load Token",
        "^Save Token", "^Store Token", "^Retrieve Token", "^Obtain Token", "^Get Credential", "^Get Refresh Token", "Handle Callback",
        "Process Callback", "Complete Callback", "^Callback", "^Get Authorization", "^Get Oauth", "Complete Connection", "^Connect",
        "^Authenticate", "^Authorize", "Authorize Code", "Handle Authorization", "Process Authorization", "Process Code", "Handle Code",
        "Complete Login", "Finish Login", "Link Account", "Complete Link");

    /// <summary>Calls that take the code to sign a user in, and exchange it if there is also a sign of OAuth.</summary>
    public static readonly NameTable SignIns = new("^Sign In Sso", "^Sign In With", "^Sign In Oauth", "^Login With", "^Login Sso");

    /// <summary>Calls with generic names, which exchange the code if the receiver is one of <see cref="Takers"/>.</summary>
    public static readonly NameTable Verbs = new("^Process $", "^Handle $", "^Execute $", "^Complete $", "^Run $");

    /// <summary>Names of objects that perform a whole exchange: <c>ICallbackService</c>, <c>authFlow</c>.</summary>
    public static readonly NameTable Takers = new(
        "Callback", "Auth Flow", "Oauth Flow", "Code Flow", "Authorization Flow", "Code Exchanger", "Token Query", "Token Command", "Token Exchange");

    /// <summary>Types of token requests.</summary>
    public static readonly NameTable Types = new(
        "Authorization Code Request",
        "Authorization Code Token Request",
        "Oauth Token Request",
        "Authorization Code Grant",
        "Access Token Request",
        "Authorization Code Credential",
        "^Token Request",
        "Code Exchange");

    /// <summary>Calls that take another kind of code.</summary>
    public static readonly NameTable OtherCodes = new(
        "Verify", "Validate", "Confirm", "Reset", "Two Factor", "Otp", "Email", "Phone", "Sms", "Password", "Coupon", "Promo", "Discount",
        "Voucher", "Invite", "Invitation", "Product", "Country", "Currency", "Language", "Status", "Postal", "Zip", "Error", "Room",
        "Barcode", "Qr");

    /// <summary>Receivers that take other kinds of codes in any of their methods: <c>pairing.RedeemCodeAsync(code)</c>.</summary>
    public static readonly NameTable OtherTakers = new("Pairing", "Coupon", "Promo", "Voucher", "Invite", "Invitation", "Gift", "Referral");

    /// <summary>Calls on an object that contains the code which create the content of a request: <c>message.ToDictionary()</c>.</summary>
    public static readonly NameTable Forms = new("^To Dictionary", "^To Form", "^To Key Value", "^To Pairs", "^To Content", "^To Http Content");

    /// <summary>Calls that take the code and create such content: <c>BuildParameters(code)</c>.</summary>
    public static readonly NameTable FormMakers = new(
        "^Build Parameters", "^Build Form", "^Build Payload", "^Build Fields", "^Create Parameters", "^Create Form", "^Create Payload",
        "^Make Parameters", "^Make Form", "^Prepare Parameters", "^Prepare Form", "^Get Parameters");

    /// <summary>Calls that send a request.</summary>
    public static readonly NameTable Sends = new(
        "^Post", "^Send", "^Execute", "^Upload", "^Get", "^Request", "^Fetch", "^Exchange", "^Receive", "^Put",
        "Do Request", "Make Request", "Http Request", "Call Api");
}
