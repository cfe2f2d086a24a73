using System.Globalization;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ProtectOAuthStateAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM003: what an authorization request is, what is part of it, and to which provider it belongs.</summary>
public sealed class ProtectOAuthStateRequestsTests
{
    /// <summary>Creates a function of a type that does not suggest OAuth.</summary>
    private static string Function(string statements, string members = "", string signature = "string Make(string id)", string type = "Links") => $$"""
        using Microsoft.AspNetCore.WebUtilities;

        public static class Addresses { public const string Start = "https://slack.com/oauth/v2/authorize"; public static readonly string Page = "https://app.slack.com/client"; }

        public sealed class Options { public string ClientId { get; set; } = ""; public string AuthorizeUrl { get; set; } = ""; public string Base { get; set; } = ""; }

        public sealed class {{type}}(Options options)
        {
            {{members}}

            public {{signature}}
            {
                {{statements}}
            }

            public object Used => options;
        }
        """;

    /// <summary>The caller's collection may be a token request, or already contain the state.</summary>
    [Theory]
    [InlineData("form.Add(\"client_id\", id); form.Add(\"redirect_uri\", \"x\"); form.Add(\"scope\", \"y\"); return string.Join(\"&\", form);")]
    [InlineData("var own = new Dictionary<string, string>(); [|own.Add(\"client_id\", id)|]; own.Add(\"redirect_uri\", \"x\"); own.Add(\"scope\", \"y\"); return string.Join(\"&\", own);")]
    public Task CollectionOfTheCaller_IsNotWhole(string statements) =>
        VerifyCS.VerifyAsync(Function(statements, signature: "string Make(string id, Dictionary<string, string> form)"));

    /// <summary>A page of the application that has the same parameter, relative to the current one.</summary>
    [Theory]
    [InlineData("return $\"{nameof(Options)}?state={id}\";")]
    [InlineData("return nameof(Options) + \"?state=\" + id;")]
    [InlineData("return $\"Done?state={id}\";")]
    [InlineData("return \"pages/done.html?state=\" + id;")]
    [InlineData("return $\"{nameof(Options)}?client_id=1&state={[|id|]}\";")]
    [InlineData("return $\"login?client_id=1&state={[|id|]}\";")]
    [InlineData("return $\"oauth/authorize?state={[|id|]}\";")]
    [InlineData("return $\"authorize?state={[|id|]}\";")]
    [InlineData("return $\"?state={[|id|]}\";")]
    [InlineData("return $\"{options.Base}?state={[|id|]}\";")]
    public Task RelativePage_IsNoRequest(string statements) =>
        VerifyCS.VerifyAsync(Function(statements, signature: "string GetLoginUrl(string id)"));

    /// <summary>An attribute says who may call the function, not where its request goes.</summary>
    [Theory]
    [InlineData("[Trigger(AuthorizationLevel.Function)] string id, string page", "page + \"?state=\" + id")]
    [InlineData("[Trigger(AuthorizationLevel.Function)] string id, string authorizeUrl", "authorizeUrl + \"?state=\" + [|id|]")]
    public Task NameInAnAttribute_IsNoEndpoint(string parameters, string url) => VerifyCS.VerifyAsync($$"""
        public enum AuthorizationLevel { Function }

        [AttributeUsage(AttributeTargets.Parameter)]
        public sealed class TriggerAttribute(AuthorizationLevel level) : Attribute { public AuthorizationLevel Level => level; }

        public static class Pages { public static string Run({{parameters}}) => {{url}}; public static string Callback => "client_id"; }
        """);

    /// <summary>The keys are constants of a separate type.</summary>
    [Theory]
    [InlineData("var query = new Dictionary<string, string> { { Keys.ClientId, \"1\" }, { Keys.RedirectUri, \"x\" }, { Keys.State, [|id + 1|] } }; return string.Join(\"&\", query);")]
    [InlineData("var query = new Dictionary<string, string> { [Keys.ClientId] = \"1\", [Keys.RedirectUri] = \"x\", [Keys.State] = [|id + 1|] }; return string.Join(\"&\", query);")]
    [InlineData("var query = new Dictionary<string, string>(); query.Add(Keys.ClientId, \"1\"); query.Add(Keys.RedirectUri, \"x\"); query.Add(Keys.State, [|id + 1|]); return string.Join(\"&\", query);")]
    [InlineData("var state = id; var query = new Dictionary<string, string> { { Keys.ClientId, state }, { Keys.RedirectUri, \"x\" }, { Keys.GrantType, \"y\" }, { Keys.State, id + 1 } }; return string.Join(\"&\", query);")]
    [InlineData("var query = new Dictionary<string, string> { { Others.ClientId, \"1\" }, { Others.RedirectUri, \"x\" }, { Others.State, id + 1 } }; return string.Join(\"&\", query);")]
    public Task KeysThatAreConstants(string statements) => VerifyCS.VerifyAsync(Function(statements) + """

        public static class Keys
        {
            public const string ClientId = "client_id", RedirectUri = "redirect_uri", State = "state", GrantType = "grant_type";
        }

        public static class Others { public const string ClientId = "1", RedirectUri = "2", State = "3"; }
        """);

    [Theory]
    [InlineData("private const string Start = \"https://slack.com/oauth/v2/authorize\";")]
    [InlineData("private static readonly string Start = \"https://slack.com/oauth/v2/authorize\";")]
    [InlineData("private static string Start => \"https://slack.com/oauth/v2/authorize\";")]
    [InlineData("private static string Start { get; } = \"https://slack.com/oauth/v2/authorize\";")]
    [InlineData("private static readonly string Start = \"https://slack.com\" + \"/oauth/v2/authorize\";")]
    public async Task AddressInAMember_TellsTheRequestAndItsProvider(string member)
    {
        var report = Assert.Single(await VerifyCS.ReportsAsync(Function("return Start + \"?client_id=1&scope=x\";", member)));

        Assert.StartsWith(
            "The authorization request for Slack has no state",
            report.GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""return [|Addresses.Start|] + "?client_id=1&scope=x";""")]
    [InlineData("""const string start = "https://slack.com/oauth/v2/authorize"; return [|start|] + "?client_id=1&scope=x";""")]
    [InlineData("""var start = "https://slack.com/oauth/v2/authorize"; return [|start|] + "?client_id=1&scope=x";""")]
    [InlineData("""return [|"https://slack.com/oauth/v2/authorize?appid=1"|];""")]
    [InlineData("""return [|"https://slack.com/oauth/v2/authorize?redirect_uri=https://a.example/token"|] + "&client_id=1";""")]
    [InlineData("""return [|"https://a.example/start?client_id=1&redirect_uri=x"|];""")]
    [InlineData("""return [|"https://a.example/start?clientId=1&redirectUri=x"|];""")]
    [InlineData("""return [|"//a.example/start?client_id=1&redirect_uri=x"|];""")]
    [InlineData("""return [|options.AuthorizeUrl|] + "?client_id=1&scope=x";""")]
    [InlineData("""return [|options.Base|] + "/authorize?client_id=1&scope=x";""")]
    [InlineData("""var url = options.Base; url += [|"/start?client_id=1&redirect_uri=x"|]; return url;""")]
    [InlineData("""var url = new StringBuilder(options.Base); url.Append([|"/start?client_id=1&redirect_uri=x"|]); return url.ToString();""")]
    [InlineData("""return Flurl.GeneratedExtensions.SetQueryParams([|"https://slack.com/oauth/v2/authorize"|], new { client_id = "1", redirect_uri = "x" }).ToString();""")]
    [InlineData("""return ([|"https://slack.com/oauth/v2/authorize?client_id=1"|]) + id;""")]
    [InlineData("""var session = new Dictionary<string, string>(); session["state"] = id; return [|"https://slack.com/oauth/v2/authorize?client_id=1"|];""")]
    [InlineData("""var values = new Dictionary<string, string>(); string old; old = values["state"]; return [|"https://slack.com/oauth/v2/authorize?client_id=1"|] + old;""")]
    [InlineData("""var estate = id; return [|"https://slack.com/oauth/v2/authorize?client_id=1"|] + estate;""")]
    [InlineData("""var state = id; Func<string> url = () => { return [|"https://slack.com/oauth/v2/authorize?client_id=1"|]; }; return url() + state;""")]
    [InlineData("""var state = id; return Url() + state; string Url() => [|"https://slack.com/oauth/v2/authorize?client_id=1"|];""")]
    [InlineData("""var query = [|new Dictionary<string, string?> { ["client_id"] = "1", ["redirect_uri"] = "x" }|]; query.Remove("state"); return id + query;""")]
    [InlineData("""var a = new Dictionary<string, string?> { ["scope"] = "x" }; var b = [|new Dictionary<string, string?> { ["client_id"] = "1" }|]; var c = new Dictionary<string, string?> { ["redirect_uri"] = "x" }; return id + a + b + c;""")]
    public Task WithoutAState_Triggers(string statements) => VerifyCS.VerifyAsync(Function(statements));

    [Theory]
    [InlineData("""return Addresses.Page + "?client_id=1&scope=x";""")]
    [InlineData("""return id + "?client_id=1&scope=x";""")]
    [InlineData("""return id + id + options.AuthorizeUrl + "?client_id=1&scope=x";""")]
    [InlineData("""const string start = "https://slack.com/oauth/token"; return start + "?client_id=1&redirect_uri=x";""")]
    [InlineData("""return "https://a.example/start?client_id=1&scope=x";""")]
    [InlineData("""return "https://a.example/start?client_id=1&redirect=x";""")]
    [InlineData("""return "/start?client_id=1&redirect_uri=x";""")]
    [InlineData("""return "~/start?client_id=1&redirect_uri=x";""")]
    [InlineData("""return "https://slack.com/oauth/v2/authorize?client_id=1&code=" + id;""")]
    [InlineData("""return "<a href='https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x'>";""")]
    [InlineData("return @\"client_id=1\n&redirect_uri=x\";")]
    [InlineData("""return id == "https://slack.com/oauth/v2/authorize?client_id=1" ? "a" : "b";""")]
    [InlineData("""return id is "https://slack.com/oauth/v2/authorize?client_id=1" ? "a" : "b";""")]
    [InlineData("""switch (id) { case "https://slack.com/oauth/v2/authorize?client_id=1": return "a"; default: return "b"; }""")]
    [InlineData("""return id.Replace("https://slack.com/oauth/v2/authorize?client_id=1", "");""")]
    [InlineData("""return new StringBuilder("https://slack.com/oauth/v2/authorize?client_id=1&state=").Append(id).ToString();""")]
    [InlineData("""var query = new Dictionary<string, string?> { ["client_id"] = "1" }; return QueryHelpers.AddQueryString("https://a.example/start", query);""")]
    [InlineData("""var a = new Dictionary<string, string?> { ["client_id"] = "1" }; var b = new Dictionary<string, string?> { ["client_id"] = "2" }; return $"{a}{b}";""")]
    [InlineData("""Console.WriteLine(new { state = id }); return "https://slack.com/oauth/v2/authorize?client_id=1";""")]
    [InlineData("""var query = new Dictionary<string, string?> { { "client_id", "1" }, { "redirect_uri", "x" } }; query["grant_type"] = "y"; return id + query;""")]
    [InlineData("""var query = new Dictionary<string, string?> { ["client_id"] = "1", ["redirect_uri"] = "x" }; query.Add("code", id); return id + query;""")]
    [InlineData("""var query = new Dictionary<string, string?>(); query = new() { ["client_id"] = "1", ["redirect_uri"] = "x" }; query.TryAdd("code", id); return id + query;""")]
    [InlineData("""var query = new Dictionary<string, string?> { ["x"] = "client_id", ["y"] = "redirect_uri", ["z"] = "state" }; return id + query;""")]
    [InlineData("""var query = new Dictionary<string, string?> { ["client_id"] = "1", ["state"] = id }; return id + query;""")]
    [InlineData("""var query = new Dictionary<string, string?> { ["scope"] = "1", ["state"] = id }; return id + query;""")]
    [InlineData("""options.Base.Contains("client_id", StringComparison.Ordinal); return id.Contains("redirect_uri", StringComparison.Ordinal) ? "a" : "b";""")]
    [InlineData("""var csrfState = id; return "https://slack.com/oauth/v2/authorize?client_id=1" + csrfState;""")]
    [InlineData("""var state = id; Func<string> url = () => "https://slack.com/oauth/v2/authorize?client_id=1"; return url() + state;""")]
    [InlineData("""Console.WriteLine(new { client_id = id, redirect = id }); return "https://slack.com/oauth";""")]
    public Task OtherTexts_DoNotTrigger(string statements) => VerifyCS.VerifyAsync(Function(statements));

    /// <summary>If a collection does not show its purpose, the code around it does.</summary>
    [Theory]
    [InlineData("""return QueryHelpers.AddQueryString(options.AuthorizeUrl, query);""")]
    [InlineData("""return QueryHelpers.AddQueryString(options.AuthorizeUrl + "#" + options.AuthorizeUrl, query);""")]
    [InlineData("""var authorizeUrl = options.Base + "/x"; return QueryHelpers.AddQueryString(authorizeUrl, query);""")]
    [InlineData("""return QueryHelpers.AddQueryString("https://slack.com/oauth/v2/authorize", query);""")]
    [InlineData("""return QueryHelpers.AddQueryString(options.Base, query) + "?client_id=1&redirect_uri=x";""")]
    [InlineData("""var more = new Dictionary<string, string?> { ["response_type"] = "code" }; return QueryHelpers.AddQueryString(QueryHelpers.AddQueryString(options.Base, query), more);""")]
    [InlineData("""return QueryHelpers.AddQueryString(options.Base, query);""", "string GetAuthorizationUrl(string id)")]
    public Task CollectionBesideAnEndpoint_Triggers(string statement, string signature = "string Make(string id)") => VerifyCS.VerifyAsync(Function(
        $"var query = new Dictionary<string, string?> {{ [\"client_id\"] = \"1\", [\"state\"] = [|id + 1|] }}; {statement}", signature: signature));

    [Fact]
    public Task CollectionBesideNothing_DoesNotTrigger() => VerifyCS.VerifyAsync(Function(
        """var query = new Dictionary<string, string?> { ["client_id"] = "1", ["state"] = id + 1 }; return QueryHelpers.AddQueryString(options.Base, query);"""));

    /// <summary>Each collection is a separate request: a token request next to it changes nothing.</summary>
    [Theory]
    [InlineData("""KeyValuePair.Create("client_id", "1"), KeyValuePair.Create("redirect_uri", "x"), KeyValuePair.Create("state", [|id + 1|])""", """KeyValuePair.Create("client_id", "1"), KeyValuePair.Create("grant_type", "x")""")]
    [InlineData("""new KeyValuePair<string, string>("client_id", "1"), new("redirect_uri", "x"), new("state", [|id + 1|])""", """new KeyValuePair<string, string>("client_id", "1"), new("grant_type", "x")""")]
    [InlineData("""("client_id", "1"), ("redirect_uri", "x"), ("state", [|id + 1|])""", """("client_id", "1"), ("grant_type", "x")""")]
    public async Task ListBesideATokenRequest_Triggers(string pairs, string others)
    {
        await VerifyCS.VerifyAsync(Function($"Console.WriteLine(new[] {{ {pairs} }}); Console.WriteLine(new[] {{ {others} }}); return id;"));
        await VerifyCS.VerifyAsync(Function($"var a = new[] {{ {pairs} }}; var b = new[] {{ {others} }}; return id + a + b;"));
        await VerifyCS.VerifyAsync(Function($"object a, b; a = new[] {{ {pairs} }}; b = new[] {{ {others} }}; return id + a + b;"));
    }

    [Theory]
    [InlineData("""url += "?client_id=1"; url += "&redirect_uri=x"; url += "&state=" + [|id|];""")]
    [InlineData("""url = url + "?client_id=1&redirect_uri=x&state=" + [|id|] + "&scope=x";""")]
    [InlineData("""var text = new StringBuilder(); text.Append("?client_id=1").Append("&redirect_uri=x").Append("&state=" + [|id|]); url += text;""")]
    [InlineData("""var text = new StringBuilder(); text.AppendLine("?client_id=1&redirect_uri=x&nonce=1"); text.AppendLine("&state=" + [|id|]); url += text;""")]
    [InlineData("""var parts = new List<string>(); parts.Add("client_id=1"); parts.Add("redirect_uri=x"); parts.Add("state=" + [|id|]); url += string.Join("&", parts);""")]
    [InlineData("""url += id.Length > 3 ? $"?client_id=1&redirect_uri=x&state={[|id|]}" : "";""")]
    [InlineData("""url += "?client_id=1" + "&redirect_uri=x" + (id.Length > 3 ? "&state=" + [|id|] : "");""")]
    [InlineData("""url += [|"?client_id=1&redirect_uri=x&state=abc"|];""")]
    [InlineData("""url += "?client_id=1&redirect_uri=x&state=" + ([|id.Length > 3 ? id : "x"|]) + "&scope=x";""")]
    [InlineData("""url += "?client_id=1&redirect_uri=x" + (id.Length > 3 ? ("&nonce=" + id) : "") + "&state=" + [|id|];""")]
    [InlineData("""url += [|"?client_id=1&redirect_uri=x&state=abc&scope=x"|];""")]
    [InlineData("""url += [|"client_id=1&redirect_uri=x&state=abc"|];""")]
    [InlineData("""url += [|"?client_id=1&Redirect_Uri=x&State=abc"|];""")]
    [InlineData("""url += [|"?client_id=1;redirect_uri=x;state=abc"|];""")]
    [InlineData("""url += string.Format("https://slack.com/oauth/v2/authorize?client_id={0}&state={1}", "1", [|id|]);""")]
    [InlineData("""url += string.Format(null, "https://slack.com/oauth/v2/authorize?client_id={0}&state={1}", "1", [|id|]);""")]
    [InlineData("""url += string.Format("https://slack.com/oauth/v2/authorize?state={0}", [|id|]);""")]
    [InlineData("""url += string.Format("https://slack.com/start?client_id={11}&state={10}", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", [|id|], "11");""")]
    [InlineData("""url += new StringBuilder().AppendFormat("https://slack.com/oauth/v2/authorize?client_id={0}&state={1}", "1", [|id|]);""")]
    [InlineData("""url += "https://slack.com/oauth/v2/authorize?client_id={0}&state={1}".FormatWith("1", [|id|]);""")]
    [InlineData("""url += string.Format(Addresses.Start + "?client_id={0}&state={1}", "1", [|id|]);""")]
    [InlineData("""url += "?" + string.Format("state={0}&client_id={1}", [|id|], "1");""")]
    [InlineData("""url += string.Format("https://slack.com/oauth/v2/authorize?client_id={0}&state={1", "1", [|id|]);""")]
    [InlineData("""var other = options.Base; url = QueryHelpers.AddQueryString(url, "client_id", "1"); url = QueryHelpers.AddQueryString(url, "redirect_uri", "x"); url = QueryHelpers.AddQueryString(url, "state", [|id|]); url += QueryHelpers.AddQueryString(other, "code", id);""")]
    public Task TextPutTogether_Triggers(string statements) => VerifyCS.VerifyAsync(
        Function("var url = options.Base;\n" + statements + "\nreturn url;")
            + "public static class Texts { public static string FormatWith(this string text, params object[] values) => string.Format(text, values); }");

    /// <summary>Formats that are appended to others: their placeholders are values of the request.</summary>
    [Theory]
    [InlineData("""text.AppendFormat("?client_id={0}", "1"); text.AppendFormat("&redirect_uri={0}&state={1}", "x", [|id|]);""")]
    [InlineData("""text.AppendFormat("?client_id={0}&redirect_uri=x", "1"); text.AppendFormat("&state={0}", [|Uri.EscapeDataString(id)|]);""")]
    [InlineData("""text.AppendFormat("?scope={0}&code_challenge={1}", "1", "2"); text.AppendFormat("&state={0}", [|id|]);""")]
    [InlineData("""text.AppendFormat("?scope={0}&code_challenge={1}", "1", "2");""")]
    [InlineData("""text.AppendFormat("?scope={0}&code_verifier={1}&code_challenge=x&state={2}", "1", "2", id);""")]
    [InlineData("""text.AppendFormat("?city={0}&state={1}", "1", id);""")]
    public Task FormatBehindOthers(string statements) =>
        VerifyCS.VerifyAsync(Function($"var text = new StringBuilder(options.Base); {statements} return text.ToString();"));

    /// <summary>The parameters that a call takes as pairs belong to one request, which may be of another kind.</summary>
    [Theory]
    [InlineData("""Send([|("client_id", "1")|], ("redirect_uri", "x"));""")]
    [InlineData("""Send(("client_id", "1"), ("redirect_uri", "x"), ("state", [|id|]));""")]
    [InlineData("""this.Send(("client_id", "1"), ("redirect_uri", "x"), ("state", [|id|])); this.Send(("client_id", "1"), ("redirect_uri", "x"), ("code", id));""")]
    [InlineData("""Send(("client_id", "1"), ("redirect_uri", "x"), ("refresh_token", id), ("grant_type", "refresh_token"));""")]
    [InlineData("""Send(("client_id", "1"), ("redirect_uri", "x"), ("client_secret", "y"), ("code", id));""")]
    [InlineData("""Send(("client_id", "1"), ("city", "x"));""")]
    public Task PairsThatACallTakes(string statements) => VerifyCS.VerifyAsync(
        Function($"{statements} return id;", "private void Send(params (string Key, string Value)[] pairs) => Console.WriteLine(pairs.Length);"));

    /// <summary>A helper takes the object to which parameters are added.</summary>
    [Theory]
    [InlineData("""Append(query, "client_id", "1"); Append(query, "redirect_uri", "x"); Append(query, "state", [|id|]);""")]
    [InlineData("""[|Append(query, "client_id", "1")|]; Append(query, "redirect_uri", "x");""")]
    [InlineData("""var other = new StringBuilder(); Append(query, "client_id", "1"); Append(other, "state", id);""")]
    [InlineData("""Append(query, "client_id", "1"); Append(query, "redirect_uri", "x"); Append(query, "grant_type", "y");""")]
    [InlineData("""Log(query, "client_id", "1"); Log(query, "redirect_uri", "x"); Log(query, "state", id);""")]
    public Task HelperThatAdds(string statements) => VerifyCS.VerifyAsync(Function($"var query = new StringBuilder(); {statements} return query.ToString();", """
        private static void Append(StringBuilder query, string key, string value) => query.Append(key).Append('=').Append(value);
        private static void Log(StringBuilder query, string key, string value) => Console.WriteLine(query + key + value);
        """));

    /// <summary>The URL of another endpoint, such as logout or tokens, identified by its path or by the name of its variable.</summary>
    [Theory]
    [InlineData("string.Format(\"{0}?client_id={1}&redirect_uri={2}\", logoutUrl, id, id)")]
    [InlineData("string.Format(\"{0}?client_id={1}&redirect_uri={2}\", revokeUrl, id, id)")]
    [InlineData("$\"{logoutUrl}?client_id={id}&redirect_uri={id}\"")]
    [InlineData("$\"https://login.contoso.com/logout?client_id={id}&redirect_uri={id}\"")]
    [InlineData("$\"https://login.contoso.com/oidc/endsession?client_id={id}&redirect_uri={id}\"")]
    [InlineData("string.Format([|\"{0}?client_id={1}&redirect_uri={2}\"|], startUrl, id, id)")]
    [InlineData("string.Format([|\"{0}?client_id={1}&scope={2}\"|], authorizeUrl, id, id)")]
    [InlineData("string.Format(\"{0}?client_id={1}&scope={2}\", startUrl, id, id)")]
    [InlineData("[|$\"{startUrl}?client_id={id}&redirect_uri={id}\"|]")]
    public Task OtherEndpoints(string url) => VerifyCS.VerifyAsync(
        $"public sealed class Links {{ public string Make(string id, string logoutUrl, string revokeUrl, string startUrl, string authorizeUrl) => {url}; }}");

    /// <summary>A secret does not belong in the URL of the authorization endpoint, but this is still an authorization request.</summary>
    [Theory]
    [InlineData("return [|\"https://github.com/login/oauth/authorize?client_id=1&client_secret=2&scope=repo\"|];")]
    [InlineData("const string start = \"https://github.com/login/oauth/\"; return [|$\"{start}authorize?client_id={id}&client_secret={id}&scope=repo\"|];")]
    [InlineData("return [|$\"{options.Base}/oauth/authorize?client_id={id}&client_secret={id}&redirect_uri=x\"|];")]
    [InlineData("return \"https://github.com/login/oauth/authorize?client_id=1&client_secret=2&grant_type=x\";")]
    [InlineData("const string start = \"https://github.com/login/oauth/\"; return $\"{start}exchange?client_id={id}&client_secret={id}&redirect_uri=x\";")]
    [InlineData("return \"https://github.com/api?client_id=1&client_secret=2&redirect_uri=x\";")]
    [InlineData("return \"https://github.com/api?client_id=1&client_secret=2&redirect_uri=https://a.example/authorize\";")]
    public Task SecretInTheAddress(string statements) => VerifyCS.VerifyAsync(Function(statements));

    /// <summary>The endpoint's path follows a base address: the report is there instead of at the first parameter.</summary>
    [Theory]
    [InlineData("var url = new UriBuilder([|options.Base|] + \"/authorize\"); var query = System.Web.HttpUtility.ParseQueryString(url.Query); query[\"client_id\"] = id; query[\"redirect_uri\"] = \"x\"; url.Query = query.ToString(); return url.ToString();")]
    [InlineData("var url = [|$\"{options.Base}/oauth2/authorize\"|]; var query = new Dictionary<string, string?> { [\"client_id\"] = id, [\"redirect_uri\"] = \"x\" }; return QueryHelpers.AddQueryString(url, query);")]
    [InlineData("var url = options.Base + \"/start\"; var query = [|new Dictionary<string, string?> { [\"client_id\"] = id, [\"redirect_uri\"] = \"x\" }|]; return QueryHelpers.AddQueryString(url, query);")]
    [InlineData("var path = \"/authorize\"; var query = [|new Dictionary<string, string?> { [\"client_id\"] = id, [\"redirect_uri\"] = \"x\" }|]; return QueryHelpers.AddQueryString(path, query);")]
    public Task EndpointBehindABaseAddress(string statements) => VerifyCS.VerifyAsync(Function(statements));

    /// <summary>Something is named state, but is not added to the URL.</summary>
    [Theory]
    [InlineData("var state = Guid.NewGuid().ToString(); return [|\"https://slack.com/oauth/v2/authorize?client_id=1\"|] + id;")]
    [InlineData("if (AuthState.IsRunning()) { return id; } AuthState.Start(); return [|\"https://slack.com/oauth/v2/authorize?client_id=1\"|];")]
    [InlineData("if (!this.AuthState.IsRunning() && id.Length > 3) { return id; } return [|\"https://slack.com/oauth/v2/authorize?client_id=1\"|];")]
    [InlineData("return [|$\"https://slack.com/oauth/v2/authorize?client_id=1&state={_state}&redirect_uri=x\"|];")]
    [InlineData("var state = \"\"; return [|$\"https://slack.com/oauth/v2/authorize?client_id=1&state={state}&redirect_uri=x\"|];")]
    [InlineData("var state = Guid.NewGuid().ToString(); var url = \"https://slack.com/oauth/v2/authorize?client_id=1\"; url = Put(url, state); return url;")]
    [InlineData("var state = Guid.NewGuid().ToString(); Func<string, string> put = url => url + state; return put(\"https://slack.com/oauth/v2/authorize?client_id=1\");")]
    [InlineData("var url = \"https://slack.com/oauth/v2/authorize?client_id=1\"; AuthState.Put(url); return url;")]
    [InlineData("var url = \"https://slack.com/oauth/v2/authorize?client_id=1\"; return url + AuthState.Last();")]
    [InlineData("return \"https://slack.com/oauth/v2/authorize?client_id=1\" + _state;")]
    public Task NameThatNothingComesOf(string statements) => VerifyCS.VerifyAsync(Function(
        statements,
        """
        private const string _state = "";
        private AuthProcess AuthState { get; } = new();
        private static string Put(string url, string value) => url + value;
        """) + "public sealed class AuthProcess { public bool IsRunning() => true; public void Start() { } public string Last() => \"\"; public void Put(string url) => Console.WriteLine(url); }");

    [Theory]
    [InlineData("""string.Format("https://slack.com/start?state={0}", id)""")]
    [InlineData("""string.Format("https://slack.com/start?client_id={0}&state=x", id)""")]
    [InlineData("""string.Format("https://slack.com/oauth/v2/authorize?client_id={0}&state={1}", "1")""")]
    [InlineData("""string.Format("https://slack.com/start?state={0}&x={1}", id, id)""")]
    [InlineData("""string.Format("https://slack.com/oauth/v2/authorize?client_id={0}&state={}", "1", id)""")]
    [InlineData("""Format("https://slack.com/oauth/v2/authorize?client_id={0}&state={1}")""")]
    public Task OtherFormats_DoNotTrigger(string format) =>
        VerifyCS.VerifyAsync(Function($"return {format};", "private static string Format(string text) => text;"));

    [Theory]
    [InlineData("return \"https://api.hubapi.com/x?url=\" + \"https://slack.com/oauth/v2/authorize?client_id=1\";", "Make", "Links", "Slack")]
    [InlineData("var api = \"https://api.hubapi.com\"; return \"https://login.contoso.com/authorize?client_id=1&api=\" + api;", "Make", "Links", "HubSpot")]
    [InlineData("return \"https://login.contoso.com/authorize?client_id=1\";", "StartSlack", "HubSpotLinks", "Slack")]
    [InlineData("return \"https://slack.com/oauth/v2/authorize?client_id=1&state=&redirect_uri=x\";", "Make", "Links", "Slack")]
    [InlineData("return \"https://login.contoso.com/authorize?client_id=1\";", "Make", "HubSpotLinks", "HubSpot")]
    [InlineData("return \"https://slack.com/oauth/v2/authorize?client_id=1\";", "Make", "HubSpotLinks", "Slack")]
    [InlineData("return \"https://login.contoso.com/authorize?client_id=1\";", "Make", "Links", null)]
    public async Task Message_NamesTheProvider(string statements, string name, string type, string? provider)
    {
        var report = Assert.Single(await VerifyCS.ReportsAsync(Function(statements, signature: $"string {name}(string id)", type: type)));

        Assert.StartsWith(
            $"The authorization request{(provider is null ? "" : " for " + provider)} has no state",
            report.GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
        Assert.Equal(provider, report.Properties.GetValueOrDefault("Provider"));
    }

    [Theory]
    [InlineData("return QueryHelpers.AddQueryString(\"https://slack.com/oauth/v2/authorize\", new Dictionary<string, string?> { [\"client_id\"] = \"1\", [\"redirect_uri\"] = \"x\" });", "\"https://slack.com/oauth/v2/authorize\"", true)]
    [InlineData("return \"https://slack.com/oauth/v2/authorize\" + \"?client_id=1\";", "\"https://slack.com/oauth/v2/authorize\"", false)]
    [InlineData("return $\"https://slack.com/oauth/v2/authorize?client_id={id}\";", "$\"https://slack.com/oauth/v2/authorize?client_id={id}\"", false)]
    public async Task LeftOut_StandsAtTheEndpoint_AndNamesTheParameters(string statements, string site, bool namesMore)
    {
        var report = Assert.Single(await VerifyCS.ReportsAsync(Function(statements)));

        Assert.Equal(site, report.Location.SourceTree!.ToString().Substring(report.Location.SourceSpan.Start, report.Location.SourceSpan.Length));
        Assert.Equal(namesMore ? 1 : 0, report.OwnLocations().Count);
    }

    [Fact]
    public Task CollectionWithAStateAndAScope_Triggers() => VerifyCS.VerifyAsync(Function(
        """var query = new Dictionary<string, string?> { ["client_id"] = "1", ["state"] = [|id + 1|], ["scope"] = "x" }; return id + query;"""));

    [Fact]
    public Task TextOfAnAttribute_DoesNotTrigger() => VerifyCS.VerifyAsync(Function(
        "return id;", "[System.ComponentModel.Description(\"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x\")] public int Count;"));

    [Theory]
    [InlineData("Duende.Bff", false)]
    [InlineData("Duende", false)]
    [InlineData("Microsoft.Identity.Client.Extensions", false)]
    [InlineData("DuendeX", true)]
    [InlineData("Contoso.Duende", true)]
    public Task StateOfAFramework_IsProtected(string space, bool isReported) => VerifyCS.VerifyAsync($$"""
        namespace {{space}} { public static class Maker { public static string Value => "x" + 1; public static string Make(string id) => id + 1; } }

        public sealed class Links
        {
            public string A(string id) => "https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state=" + {{(isReported ? "[|" : "")}}{{space}}.Maker.Make(id){{(isReported ? "|]" : "")}};
            public string B() => "https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state=" + {{(isReported ? "[|" : "")}}{{space}}.Maker.Value{{(isReported ? "|]" : "")}};
        }
        """);

    [Theory]
    [InlineData("OAuthEvents, IDisposable", false)]
    [InlineData("IDisposable", true)]
    public Task HandlerOfAFramework_WithOtherBases_DoesNotTrigger(string bases, bool isReported) => VerifyCS.VerifyAsync($$"""
        public class OAuthEvents;
        public sealed class Links : {{bases}}
        {
            public string A() => {{(isReported ? "[|" : "")}}"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x"{{(isReported ? "|]" : "")}};
            public void Dispose() { }
        }
        """);

    [Fact]
    public Task CallInTestCode_DoesNotTrigger() => VerifyCS.VerifyAsync("""
        public interface ILinks { string GetAuthorizationUrl(string state); }
        namespace Contoso.Tests { public class C { public string Url(ILinks links) => links.GetAuthorizationUrl("state-" + 1); } }
        """);

    private static string Url(string statements) => $$"""
        public class SlackUrls
        {
            public string Build(string clientId)
            {
                {{statements}}
            }

            private static string AuthorizeUrl() => "";

            private static string Redirect(string url) => url;
        }
        """;

    [Theory]
    [InlineData("var b = new System.Text.StringBuilder(\"https://slack.com/oauth/v2/authorize\"); b.Append(\"?client_id=\").Append(clientId).Append(\"&redirect_uri=x&state=\").Append([|Guid.NewGuid()|]); return b.ToString();")]
    [InlineData("var b = new System.Text.StringBuilder(\"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x\"); b.Append(\"&state=\"); b.Append([|Guid.NewGuid()|]); return b.ToString();")]
    [InlineData("var url = \"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x\"; url += \"&state=\"; url += [|Guid.NewGuid()|]; return url;")]
    [InlineData("var url = AuthorizeUrl(); var state = [|$\"{clientId},1\"|]; url += state; return url;")]
    [InlineData("return Redirect([|\"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state=\"|]);")]
    [InlineData("var url = [|\"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state=\"|]; return Redirect(url);")]
    public Task StateBehindTheText_Triggers(string statements) => VerifyCS.VerifyAsync(Url(statements));

    [Theory]
    [InlineData("var url = \"\"; var state = $\"{clientId},1\"; url += state; return url;")]
    [InlineData("var url = \"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state=\"; return url;")]
    public Task NothingBehindTheText_DoesNotTrigger(string statements) => VerifyCS.VerifyAsync(Url(statements));

    [Fact]
    public async Task WhereTheAddressIsPutTogether_IsNamed() => Assert.Contains(
        Assert.Single(await VerifyCS.ReportsAsync(
            Url("var url = \"https://slack.com/oauth/v2/authorize\"; var query = new Dictionary<string, string> { [\"client_id\"] = clientId, [\"redirect_uri\"] = \"x\" }; return $\"{url}?{query}\";"))).AdditionalLocations,
        static place => place.SourceTree!.GetText().ToString(place.SourceSpan) == "$\"{url}?{query}\"");

    /// <summary>A constant format, in a function that does not suggest a request.</summary>
    [Theory]
    [InlineData("return string.Format(LoginFormat, Guid.NewGuid(), id);", "https://slack.com/oauth/v2/authorize?client_id={1}&redirect_uri=x&state={0}", true)]
    [InlineData("return string.Format(LoginFormat, Guid.NewGuid(), id);", "https://slack.com/issues?id={1}&state={0}", false)]
    public Task FormatOfAConstant(string statements, string format, bool isReported) => VerifyCS.VerifyAsync(Function(
        isReported ? statements.Replace("Guid.NewGuid()", "[|Guid.NewGuid()|]", StringComparison.Ordinal) : statements,
        $"private const string LoginFormat = \"{format}\";"));

    /// <summary>Despite an unnecessary secret, the response type or the endpoint identifies the request.</summary>
    [Theory]
    [InlineData("var query = [|new Dictionary<string, string?> { { \"client_id\", id }, { \"client_secret\", \"y\" }, { \"response_type\", \"code\" }, { \"redirect_uri\", \"x\" } }|]; return QueryHelpers.AddQueryString(options.Base, query);")]
    [InlineData("var query = [|new Dictionary<string, string?> { { \"client_id\", id }, { \"client_secret\", \"y\" }, { \"redirect_uri\", \"x\" } }|]; return QueryHelpers.AddQueryString(options.AuthorizeUrl, query);")]
    [InlineData("var query = new Dictionary<string, string?> { { \"client_id\", id }, { \"client_secret\", \"y\" }, { \"redirect_uri\", \"x\" } }; return QueryHelpers.AddQueryString(options.Base, query);")]
    [InlineData("var query = new Dictionary<string, string?> { { \"client_id\", id }, { \"client_secret\", \"y\" }, { \"response_type\", \"code\" }, { \"grant_type\", \"x\" } }; return QueryHelpers.AddQueryString(options.Base, query);")]
    public Task SecretInAnAuthorizationRequest(string statements) => VerifyCS.VerifyAsync(Function(statements));

    /// <summary>A PIN that a person copies is not returned to a redirect URI.</summary>
    [Theory]
    [InlineData("return [|$\"https://api.ecobee.com/authorize?response_type=code&client_id={id}&scope=smartWrite\"|];")]
    [InlineData("return [|$\"https://api.ecobee.com/authorize?response_type=token&client_id={id}&scope=smartWrite\"|];")]
    [InlineData("return $\"https://api.ecobee.com/authorize?response_type=ecobeePin&client_id={id}&scope=smartWrite\";")]
    [InlineData("var query = new Dictionary<string, string?> { { \"client_id\", id }, { \"response_type\", \"ecobeePin\" } }; return QueryHelpers.AddQueryString(options.AuthorizeUrl, query);")]
    [InlineData("return [|$\"https://contoso.com/oauth2/authorize?response_type=Assertion&client_id={id}&redirect_uri=x\"|];")]
    [InlineData("return $\"https://contoso.com/oauth2/authorize?response_type=Assertion&client_id={id}\";")]
    public Task RequestForAPin_HasNoState(string statements) => VerifyCS.VerifyAsync(Function(statements));

    /// <summary>One of several URLs of a function has a state: the others need their own, if they are returned unchanged.</summary>
    [Theory]
    [InlineData("if (id == \"a\") return [|$\"{options.Base}?client_id={id}&redirect_uri=x&scope=y\"|]; return $\"{options.Base}?client_id={id}&redirect_uri=x&state={[|Guid.NewGuid()|]}\";")]
    [InlineData("var url = $\"{options.Base}?client_id={id}&redirect_uri=x&scope=y\"; return id == \"a\" ? With(url) : $\"{options.Base}?client_id={id}&redirect_uri=x&state={[|Guid.NewGuid()|]}\";")]
    public Task UrlBesideOneWithAState(string statements) => VerifyCS.VerifyAsync(Function(statements, "private static string With(string url) => url;"));

    /// <summary>A text that is only searched for, whether or not it is in a variable.</summary>
    [Theory]
    [InlineData("var old = $\"client_id=1&redirect_uri=x&state={id}\"; return options.AuthorizeUrl.Replace(old, \"\");")]
    [InlineData("return options.AuthorizeUrl.Replace($\"client_id=1&redirect_uri=x&state={id}\", \"\");")]
    [InlineData("var made = $\"client_id=1&redirect_uri=x&state={[|id|]}\"; return options.AuthorizeUrl.Replace(\"y\", made);")]
    public Task TextThatIsLookedFor(string statements) => VerifyCS.VerifyAsync(Function(statements));

    /// <summary>A builder that is created from settings is not itself a store of settings.</summary>
    [Theory]
    [InlineData("new Builder(Settings.Base).AddQueryParam(\"client_id\", id).AddQueryParam(\"redirect_uri\", \"x\").AddQueryParam(\"state\", [|id + 1|]).ToString()!")]
    [InlineData("Settings.AddQueryParam(\"client_id\", id).AddQueryParam(\"redirect_uri\", \"x\").AddQueryParam(\"state\", id + 1).ToString()!")]
    public Task BuilderOfSettings(string chain) => VerifyCS.VerifyAsync(Function("return " + chain + ";", "private static Builder Settings => new(\"\");") + """

        public sealed class Builder(string text) { public string Base => text; public Builder(Builder other) : this(other.Base) { } public Builder AddQueryParam(string key, string value) => new(key + value + text); }
        """);

    /// <summary>The report names the text to which the parameters of a collection are added.</summary>
    [Theory]
    [InlineData("var query = System.Web.HttpUtility.ParseQueryString(\"\"); query.Add(\"client_id\", id); query.Add(\"redirect_uri\", \"x\"); var url = options.Base + query.ToString(); return url;", "options.Base + query.ToString()")]
    [InlineData("var query = new Dictionary<string, string?> { [\"client_id\"] = id, [\"redirect_uri\"] = \"x\" }; return QueryHelpers.AddQueryString(options.Base, query);", "QueryHelpers.AddQueryString(options.Base, query)")]
    [InlineData("var format = \"https://slack.com/oauth/v2/authorize?client_id={0}&redirect_uri={1}\"; var url = string.Format(format, id, options.Base); return url;", "string.Format(format, id, options.Base)")]
    public async Task WhatTheParametersGoInto_IsNamed(string statements, string whole)
    {
        var report = Assert.Single(await VerifyCS.ReportsAsync(Function(statements)));

        Assert.Contains(whole, report.AdditionalLocations.Select(static place => place.SourceTree!.GetText().ToString(place.SourceSpan)));
    }
}
