using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.States;

namespace Atom.OAuth.Analyzers.Tests.States;

/// <summary>ATOM003: the names of states, authorization requests and endpoints.</summary>
public sealed class StateNamesTests
{
    public static TheoryData<string> NamesOfCallbacks() => [.. StateNames.OfCallbacks];

    /// <summary>A name that is a state in a callback is also one in an authorization request.</summary>
    [Theory]
    [MemberData(nameof(NamesOfCallbacks))]
    public void NameOfACallback_IsAStateName(string name) => Assert.True(StateNames.IsStateName(name));

    [Theory]
    [InlineData("state", true, true)]
    [InlineData("State", true, true)]
    [InlineData("_state", true, true)]
    [InlineData("oauthState", true, true)]
    [InlineData("oauth_state", true, true)]
    [InlineData("_csrfState", true, true)]
    [InlineData("OAUTH_STATE", true, true)]
    [InlineData("stateToken", true, true)]
    [InlineData("state_value", true, true)]
    [InlineData("newStateJson", true, true)]
    [InlineData("userState", true, false)]
    [InlineData("slackStateId", true, false)]
    [InlineData("slackstateId", false, false)]
    [InlineData("realEstateId", false, false)]
    [InlineData("estate", false, false)]
    [InlineData("ModelState", false, false)]
    [InlineData("viewState", false, false)]
    [InlineData("statement", false, false)]
    [InlineData("stateful", false, false)]
    [InlineData("states", false, false)]
    [InlineData("status", false, false)]
    [InlineData("", false, false)]
    public void State(string name, bool isState, bool isPlain)
    {
        Assert.Equal(isState, StateNames.IsStateName(name));
        Assert.Equal(isPlain, StateNames.IsPlainStateName(name));
    }

    [Theory]
    [InlineData("GetAuthorizationUrl", true)]
    [InlineData("CreateAuthorizationCodeRequest", true)]
    [InlineData("buildLoginUri", true)]
    [InlineData("GetAuthorization", false)]
    [InlineData("GetUrl", false)]
    [InlineData("GetAuthTokenUrl", false)]
    [InlineData("GetOAuthCallbackUrl", false)]
    public void MethodThatBuildsARequest(string name, bool expected) => Assert.Equal(expected, RequestNames.IsRequestName(name));

    [Theory]
    [InlineData("AuthorizationRequest", true)]
    [InlineData("OAuthLink", true)]
    [InlineData("LoginRequest", true)]
    [InlineData("LoginLink", false)]
    [InlineData("Authorizer", false)]
    [InlineData("OAuthTokenRequest", false)]
    [InlineData("Request", false)]
    public void TypeOfARequest(string name, bool expected) => Assert.Equal(expected, RequestNames.IsRequestTypeName(name));

    [Theory]
    [InlineData("request", true)]
    [InlineData("authUrl", true)]
    [InlineData("connect", true)]
    [InlineData("req", true)]
    [InlineData("myReq", true)]
    [InlineData("reqs", false)]
    [InlineData("company", false)]
    public void VariableThatMayHoldARequest(string name, bool expected) => Assert.Equal(expected, RequestNames.MayBeRequestVariable(name));

    [Theory]
    [InlineData("https://a.example/authorize", true, false)]
    [InlineData("https://a.example/OAUTH/AUTHORIZE", true, false)]
    [InlineData("https://a.example/authorize/token", false, true)]
    [InlineData("https://a.example/oauth/access_token", false, true)]
    [InlineData("https://a.example/api/oauth.v2.access", false, true)]
    [InlineData("https://a.example/start", false, false)]
    public void Endpoint(string url, bool isAuthorization, bool isToken)
    {
        Assert.Equal(isAuthorization, RequestNames.HasEndpointPath(url));
        Assert.Equal(isToken, RequestNames.HasOtherPath(url));
    }

    [Theory]
    [InlineData("ClientId", "client_id")]
    [InlineData("client_id", "client_id")]
    [InlineData("redirect_url", "redirect_uri")]
    [InlineData("Scope", "scope")]
    [InlineData("city", "city")]
    public void Key(string spelling, string key) => Assert.Equal(key, RequestNames.KeyOf(spelling));

    [Theory]
    [InlineData("client_id={0}&state={1}", true)]
    [InlineData("AuthUrl", true)]
    [InlineData("UrlTemplate", true)]
    [InlineData("message", false)]
    public void Template(string format, bool expected) => Assert.Equal(expected, RequestNames.MayBeTemplate(format));

    [Theory]
    [InlineData("UrlEncode", true)]
    [InlineData("MyUrlEncodeAll", true)]
    [InlineData("OAuthUrlDecode", true)]
    [InlineData("EscapeDataString", true)]
    [InlineData("ToString", false)]
    public void Encoding(string method, bool expected) => Assert.Equal(expected, RequestNames.IsWrapper(method));

    [Theory]
    [InlineData("TempData", true)]
    [InlineData("HttpContext.Session", true)]
    [InlineData("query", false)]
    public void Store(string receiver, bool expected) => Assert.Equal(expected, RequestNames.IsStore(receiver));
}
