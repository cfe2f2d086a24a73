using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>Bodies that are passed in the project's own objects, through many helpers, or through helpers whose code is not available.</summary>
public sealed class CheckHtmlBeforeReadingJsonResultObjectsTests
{
    private const string Url = "\"https://slack.com/api/oauth.v2.access\"";

    [Theory]
    [InlineData("Answer", "return new Answer { Text = text };", "answer.Text", true)]
    [InlineData("Answer", "var answer = new Answer(); answer.Text = text; return answer;", "answer.Text", true)]
    [InlineData("Answer", "var answer = new Answer(); answer.Text = text; return answer;", "answer?.Text", true)]
    [InlineData("Answer", "var answer = new Answer(); answer.Body = text; return answer;", "answer.Body", true)]
    [InlineData("Answer", "return new Answer { Text = text };", "answer.Name", false)]
    [InlineData("Answer", "return new Answer { Name = \"[]\" };", "answer.Name", false)]
    [InlineData("Reply", "return new Reply(200, text);", "answer.Text", true)]
    [InlineData("Reply", "return new Reply(Status: 200, Text: text);", "answer.Text", true)]
    [InlineData("KeyValuePair<int, string>", "return new KeyValuePair<int, string>(200, text);", "answer.Value", true)]
    [InlineData("Outcome<string>", "return new Outcome<string> { Data = text };", "answer.Data", true)]
    [InlineData("Outcome<string>", "return Outcome<string>.Success(text);", "answer.Data", true)]
    [InlineData("Outcome<string>", "return text.Length == 0 ? Outcome<string>.Failure(\"empty\") : Outcome<string>.Success(text);", "answer.Data", true)]
    [InlineData("Outcome<string>", "return Outcome<string>.Failure(text);", "answer.Data", false)]
    public Task BodyInAResultObject(string type, string statements, string member, bool isReported) => Judge(Sample.Client($$"""
        public async Task<SlackToken?> ExchangeAsync(HttpContent form)
        {
            var answer = await SendAsync(form);
            return [|JsonSerializer.Deserialize<SlackToken>({{member}})|];
        }

        private async Task<{{type}}> SendAsync(HttpContent form)
        {
            var response = await http.PostAsync({{Url}}, form);
            var text = await response.Content.ReadAsStringAsync();
            {{statements}}
        }
        """) + Objects, isReported);

    [Fact]
    public Task ResultObjectThatIsHandedOn_Triggers() => VerifyCS.VerifyAsync(Sample.Client($$"""
        public async Task<SlackToken?> ExchangeAsync(HttpContent form) => [|JsonSerializer.Deserialize<SlackToken>((await SendAsync({{Url}}, form)).Text)|];

        private Task<Answer> SendAsync(string url, HttpContent form) => RunAsync(url, form);

        private async Task<Answer> RunAsync(string url, HttpContent form)
        {
            var answer = await ReadAsync(await http.PostAsync(url, form));
            return answer;
        }

        private static async Task<Answer> ReadAsync(HttpResponseMessage response) => new() { Text = await response.Content.ReadAsStringAsync() };
        """) + Objects);

    [Fact]
    public Task ResultObjectWithACheckedBody_DoesNotTrigger() => VerifyCS.VerifyAsync(Sample.Client($$"""
        public async Task<SlackToken?> ExchangeAsync(HttpContent form) => JsonSerializer.Deserialize<SlackToken>((await SendAsync(form)).Text);

        private async Task<Answer> SendAsync(HttpContent form)
        {
            var response = await http.PostAsync({{Url}}, form);
            if (response.Content.Headers.ContentType?.MediaType != "application/json")
            {
                throw new InvalidOperationException("No JSON");
            }

            var text = await response.Content.ReadAsStringAsync();
            return new Answer { Text = text };
        }
        """) + Objects);

    [Fact]
    public Task HelpersOfABaseClassFiveCallsDeep_Trigger() => VerifyCS.VerifyAsync("""
        public class SlackUploader : Uploader
        {
            public object? GetAccessToken(string code)
            {
                var answer = SendForm("https://slack.com/api/oauth.v2.access", "code=" + code);
                return [|JsonSerializer.Deserialize<object>(answer)|];
            }
        }

        public abstract class Uploader
        {
            protected string SendForm(string url, string form) => Send(url, System.Text.Encoding.UTF8.GetBytes(form));

            protected string Send(string url, byte[] data)
            {
                using var stream = new MemoryStream(data);
                return Send(url, stream);
            }

            protected string Send(string url, Stream data)
            {
                using var answer = Open(url, data);
                return TextOf(answer);
            }

        #pragma warning disable SYSLIB0014 // HttpWebRequest is obsolete, and still in use.
            private static System.Net.HttpWebResponse Open(string url, Stream data)
            {
                var request = System.Net.WebRequest.CreateHttp(url);
                data.CopyTo(request.GetRequestStream());
                return (System.Net.HttpWebResponse)request.GetResponse();
            }

            private static string TextOf(System.Net.HttpWebResponse answer) => Process(answer).Text;

            private static Info Process(System.Net.HttpWebResponse answer)
            {
                var info = new Info();
                using var reader = new StreamReader(answer.GetResponseStream());
                info.Text = reader.ReadToEnd();
                return info;
            }
        }

        public class Info { public string Text { get; set; } = ""; }
        """);

    [Theory]
    [InlineData("public interface IFetcher { Task<string> GetAsync(string url); }", true)]
    [InlineData("public interface IFetcher { Task<Stream> GetAsync(string url); }", true)]
    [InlineData("public interface IFetcher { string GetAsync(string url); }", true)]
    [InlineData("public interface IFetcher { Task<string> CombineAsync(string url); }", false)]
    public Task HelperBehindAnInterface_FetchesTheUrlThatItIsGiven(string helper, bool isReported)
    {
        var name = isReported ? "GetAsync" : "CombineAsync";
        var wait = helper.Contains("Task", StringComparison.Ordinal) ? "await " : "";
        return Judge($$"""
            {{helper}}

            public class SlackClient(IFetcher fetcher)
            {
                public async Task<object?> ProfileAsync()
                {
                    await Task.Yield();
                    return [|JsonSerializer.Deserialize<object>({{wait}}fetcher.{{name}}("https://slack.com/api/users.profile.get"))|];
                }
            }
            """, isReported);
    }

    /// <summary>The application's own HTTP client returns an object with the body; its code is in another project, or there is none yet.</summary>
    [Theory]
    [InlineData("IWorkflowHttpClient", "SendAsync", "Body", "https://slack.com/api/oauth.v2.access", true)]
    [InlineData("IHttpGateway", "PostAsync", "ResponseContent", "https://slack.com/api/oauth.v2.access", true)]
    [InlineData("IWorkflowClient", "SendAsync", "Body", "https://slack.com/api/oauth.v2.access", false)]
    [InlineData("IWorkflowHttpClient", "DescribeAsync", "Body", "https://slack.com/api/oauth.v2.access", false)]
    [InlineData("IWorkflowHttpClient", "SendAsync", "ContentType", "https://slack.com/api/oauth.v2.access", false)]
    [InlineData("IWorkflowHttpClient", "SendAsync", "Body", "http://localhost/items", false)]
    public Task BodyInTheResponseOfAnOwnClient(string client, string method, string member, string url, bool isReported) => Judge($$"""
        public sealed record Answer(int Status, string {{member}});

        public interface {{client}} { Task<Answer> {{method}}(HttpMethod verb, string url, CancellationToken cancellationToken); }

        public class Refresh({{client}} client)
        {
            public async Task<object?> RunAsync(CancellationToken cancellationToken)
            {
                var answer = await client.{{method}}(HttpMethod.Post, "{{url}}", cancellationToken);
                return answer.Status < 300 ? [|JsonSerializer.Deserialize<object>(answer.{{member}})|] : null;
            }
        }
        """, isReported);

    /// <summary>What its code returns counts where it is known.</summary>
    [Fact]
    public Task BodyInTheResponseOfAnOwnClient_ThatChecksIt_DoesNotTrigger() => VerifyCS.VerifyAsync("""
        public sealed record Answer(int Status, string Body);

        public interface IWorkflowHttpClient { Task<Answer> GetAsync(string url); }

        public sealed class WorkflowHttpClient(HttpClient http) : IWorkflowHttpClient
        {
            public async Task<Answer> GetAsync(string url)
            {
                var response = await http.GetAsync(url);
                if (response.Content.Headers.ContentType?.MediaType != "application/json")
                {
                    throw new IOException();
                }

                return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync());
            }
        }

        public class Profiles(IWorkflowHttpClient client)
        {
            public async Task<object?> ReadAsync() => JsonSerializer.Deserialize<object>((await client.GetAsync("https://slack.com/api/users.profile.get")).Body);
        }
        """);

    [Theory]
    [InlineData("\"users.json\"")]
    [InlineData("\"http://localhost/users\"")]
    public Task HelperBehindAnInterfaceWithoutAUrl_DoesNotTrigger(string argument) => VerifyCS.VerifyAsync($$"""
        public interface IFiles { Task<string> GetAsync(string path); }

        public class SlackUsers(IFiles files)
        {
            public async Task<object?> ReadAsync() => JsonSerializer.Deserialize<object>(await files.GetAsync({{argument}}));
        }
        """);

    [Theory]
    [InlineData("IXeroInvoices", "Task<string> ListAsync(string tenant, string accessToken);", "ListAsync(tenant, token)", true)]
    [InlineData("IXeroInvoices", "Task<string> ListAsync(string tenant, string bearer);", "ListAsync(tenant, account.AccessToken)", true)]
    [InlineData("XeroLogin", "public abstract Task<string> ExchangeAsync(string code);", "ExchangeAsync(code)", true)]
    [InlineData("XeroLogin", "public abstract ValueTask<string> RefreshAsync(string refreshToken);", "RefreshAsync(token)", true)]
    [InlineData("IXeroInvoices", "Task<string> ListAsync(string tenant);", "ListAsync(tenant)", false)]
    [InlineData("IXeroCountries", "Task<string> FindAsync(string code);", "FindAsync(code)", false)]
    [InlineData("IInvoices", "Task<string> ListAsync(string tenant, string accessToken);", "ListAsync(tenant, token)", false)]
    [InlineData("IXeroTokenStore", "Task<string> FindAsync(string accessToken);", "FindAsync(token)", false)]
    [InlineData("IXeroInvoices", "string Describe(string accessToken);", "Describe(token)", false)]
    public Task ClientOfAProviderThatIsGivenAToken_FetchesWhatItGives(string client, string method, string call, bool isReported)
    {
        var kind = client[0] == 'I' ? "interface" : "abstract class";
        var wait = method.Contains("Task<", StringComparison.Ordinal) ? "await " : "";
        return Judge($$"""
            public {{kind}} {{client}} { {{method}} }

            public record Account(string AccessToken);

            public record InvoiceList(int Count);

            public class Books({{client}} client)
            {
                public async Task<object?> ReadAsync(string tenant, string token, string code, Account account)
                {
                    await Task.Yield();
                    return [|JsonSerializer.Deserialize<InvoiceList>({{wait}}client.{{call}})|];
                }
            }
            """, isReported);
    }

    [Theory]
    [InlineData("requests.GetAsync<Profile>(\"https://slack.com/api/users.profile.get\")", true)]
    [InlineData("requests.GetAsync<Profile>(Address)", true)]
    [InlineData("requests.GetAsync<Profile>(\"http://localhost/profile\")", false)]
    [InlineData("requests.GetAsync<Profile>(path)", false)]
    public Task HelperOfAnotherType_IsTheProvidersWhoseUrlItIsGiven(string call, bool isReported) => Judge($$"""
        public interface IRequests { Task<T?> GetAsync<T>(string url); }

        public class Requests(HttpClient http) : IRequests
        {
            public async Task<T?> GetAsync<T>(string url)
            {
                var response = await http.GetAsync(url);
                return [|JsonSerializer.Deserialize<T>(await response.Content.ReadAsStringAsync())|];
            }
        }

        public record Profile(string Name);

        public class Profiles(IRequests requests)
        {
            private const string Address = "https://slack.com/api/users.profile.get";

            public Task<Profile?> ReadAsync(string path) => {{call}};
        }
        """, isReported);

    [Theory]
    [InlineData("await response.Content.CopyToAsync(buffer);")]
    [InlineData("(await response.Content.ReadAsStreamAsync()).CopyTo(buffer);")]
    public Task BodyThatIsCopied_Triggers(string copy) => VerifyCS.VerifyAsync(Sample.Exchange(
        $"{Sample.Post} var buffer = new MemoryStream(); {copy} return [|JsonSerializer.Deserialize<SlackToken>(buffer.ToArray())|];"));

    [Fact]
    public Task OtherBytesThatAreCopied_DoNotTrigger() => VerifyCS.VerifyAsync(Sample.Exchange(
        $"{Sample.Post} var buffer = new MemoryStream(); await File.OpenRead(\"token.json\").CopyToAsync(buffer); return JsonSerializer.Deserialize<SlackToken>(buffer.ToArray());"));

    [Fact]
    public Task AwaitableOfTheProjectsOwn_Triggers() => VerifyCS.VerifyAsync(Sample.Client($$"""
        public async Task<SlackToken?> ReadAsync() => [|JsonSerializer.Deserialize<SlackToken>(await http.GetStringAsync({{Url}}).Freely())|];
        """) + """

        public static class Tasks
        {
            public static System.Runtime.CompilerServices.ConfiguredTaskAwaitable<T> Freely<T>(this Task<T> task) => task.ConfigureAwait(false);
        }
        """);

    [Theory]
    [InlineData("_text = await response.Content.ReadAsStringAsync();", true)]
    [InlineData("_text = File.ReadAllText(\"token.json\");", false)]
    public Task BodyInAField(string statement, bool isReported) => Judge(Sample.Client($$"""
        private string _text = "";

        public async Task SendAsync(HttpContent form)
        {
            var response = await http.PostAsync({{Url}}, form);
            {{statement}}
        }

        public SlackToken? Read() => [|JsonSerializer.Deserialize<SlackToken>(_text)|];
        """), isReported);

    [Theory]
    [InlineData("new HttpRequestMessage(HttpMethod.Get, \"https://api.trakt.tv\" + path)", true)]
    [InlineData("new HttpRequestMessage(HttpMethod.Get, path)", false)]
    public Task RequestThatAHelperBuilds_TellsWhoseTheAnswerIs(string request, bool isReported) => Judge($$"""
        public class Watching(HttpClient http, Requests requests)
        {
            public async Task<object?> HistoryAsync(string path)
            {
                using var request = requests.Build(path);
                var response = await http.SendAsync(request);
                return [|JsonSerializer.Deserialize<object>(await response.Content.ReadAsStringAsync())|];
            }
        }

        public class Requests
        {
            public HttpRequestMessage Build(string path) => {{request}};
        }
        """, isReported);

    [Theory]
    [InlineData("?access_token=", true)]
    [InlineData("?access=", false)]
    public Task TokenInTheQuery_TellsAProvidersApi(string query, bool isReported) => Judge($$"""
        public class Profiles(HttpClient http, Uri service)
        {
            public async Task<object?> ReadAsync(string token) => [|JsonSerializer.Deserialize<object>(await http.GetStringAsync(service + "me{{query}}" + token))|];
        }
        """, isReported);

    private const string Objects = """

        public class Answer { public string Text { get; set; } = ""; public string Name { get; set; } = ""; public string Body = ""; }

        public record Reply(int Status, string Text);

        public class Outcome<T>
        {
            public T? Data { get; set; }
            public string? Error { get; set; }
            public static Outcome<T> Success(T data) => new() { Data = data };
            public static Outcome<T> Failure(string error) => new() { Error = error };
        }
        """;

    private static Task Judge(string marked, bool isReported) =>
        VerifyCS.VerifyAsync(isReported ? marked : marked.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal));
}
