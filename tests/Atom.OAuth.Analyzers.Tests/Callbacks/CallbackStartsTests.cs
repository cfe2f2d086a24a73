using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>What delegates the history: queues, outboxes, workers, flags, outputs of functions, events, and services that are signaled.</summary>
public sealed class CallbackStartsTests
{
    public static TheoryData<string> Pushes => Names(SyncWords.Pushes);

    public static TheoryData<string> Messages => Names(SyncWords.Messages);

    public static TheoryData<string> MessageTypes => Names(SyncWords.MessageTypes);

    public static TheoryData<string> Queues => Names(SyncWords.Queues);

    public static TheoryData<string> OtherQueues => Names(SyncWords.OtherQueues);

    public static TheoryData<string> NoticeMessages => Names(SyncWords.NoticeMessages);

    public static TheoryData<string> Outboxes => Names(SyncWords.Outboxes);

    public static TheoryData<string> OutboxCalls => Names(SyncWords.OutboxCalls);

    public static TheoryData<string> CollectorCalls => Names(SyncWords.CollectorCalls);

    public static TheoryData<string> QueueBindings => [.. SyncWords.QueueBindings];

    public static TheoryData<string> Outputs => [.. SyncWords.Outputs];

    public static TheoryData<string> Functions => [.. AzureFunctions.Attributes];

    public static TheoryData<string> WorkerRequests => Names(SyncWords.WorkerRequests);

    public static TheoryData<string> WorkerPaths => Names(SyncWords.WorkerPaths);

    public static TheoryData<string> Runs => Names(SyncWords.Runs);

    public static TheoryData<string> Workers => Names(SyncWords.Workers);

    public static TheoryData<string> OtherWorkers => Names(SyncWords.OtherWorkers);

    public static TheoryData<string> Flags => Names(SyncWords.Flags);

    public static TheoryData<string> OtherFlags => Names(SyncWords.OtherFlags);

    public static TheoryData<string> Signals => Names(SyncWords.Signals);

    public static TheoryData<string> SignalWaits => Names(SyncWords.SignalWaits);

    public static TheoryData<string> SignalTypes => [.. SyncWords.SignalTypes];

    public static TheoryData<string> HostedServices => [.. SyncWords.HostedServices];

    public static TheoryData<string> OtherBases => [.. SyncWords.OtherBases];

    [Theory]
    [MemberData(nameof(Pushes))]
    public Task PushIntoAListOfRedis_DoesNotTrigger(string push) => VerifyAsync($"await jobs.{push}Async(\"imports\", 1);", isReported: false);

    [Fact]
    public Task ReadOfAListOfRedis_Triggers() => VerifyAsync("await jobs.ListRangeAsync(\"imports\");");

    [Theory]
    [MemberData(nameof(Messages))]
    public Task Message_DoesNotTrigger(string send) =>
        VerifyAsync($"await jobs.{send}Async(new ServiceBusMessage());", isReported: false, types: "public class ServiceBusMessage { }");

    [Theory]
    [MemberData(nameof(MessageTypes))]
    public Task MessageOfALibrary_DoesNotTrigger(string type) =>
        VerifyAsync($"await jobs.SendMessageAsync(new {type}());", isReported: false, types: $"public class {type} {{ }}");

    [Theory]
    [MemberData(nameof(Queues))]
    public Task MessageToAQueue_DoesNotTrigger(string queue) =>
        VerifyAsync($"dynamic my{queue} = jobs; await my{queue}.SendMessageAsync(\"1\");", isReported: false);

    [Theory]
    [MemberData(nameof(OtherQueues))]
    public Task MessageToAQueueOfNotices_Triggers(string queue) =>
        VerifyAsync($"dynamic my{queue}Queue = jobs; await my{queue}Queue.SendMessageAsync(\"1\");");

    [Fact]
    public Task MessageToAQueueByItsType_DoesNotTrigger() => VerifyAsync(
        "await sender.SendMessageAsync(\"1\");",
        isReported: false,
        members: "private readonly ServiceBusSender sender = null!;",
        types: "public interface ServiceBusSender { Task SendMessageAsync(string text); }");

    [Fact]
    public Task MessageOfABot_Triggers() => VerifyAsync("await jobs.SendMessageAsync(\"connected\");");

    [Theory]
    [MemberData(nameof(NoticeMessages))]
    public Task NoticeThatIsPublished_Triggers(string type) =>
        VerifyAsync($"await jobs.PublishAsync(new {type}());", types: $"public class {type} {{ }}");

    [Theory]
    [MemberData(nameof(Outboxes))]
    public Task RowOfAnOutbox_DoesNotTrigger(string outbox) => VerifyAsync($"db.{outbox}.Add(\"account connected\");", isReported: false);

    [Theory]
    [MemberData(nameof(OutboxCalls))]
    public Task CallOnAnOutbox_DoesNotTrigger(string call) => VerifyAsync($"await db.Outbox.{call}Async(\"account connected\");", isReported: false);

    [Theory]
    [InlineData("db.Mailbox.Add(\"account connected\");")]
    [InlineData("db.Outbox.Clear();")]
    public Task OtherRow_Triggers(string call) => VerifyAsync(call);

    [Theory]
    [MemberData(nameof(QueueBindings))]
    public Task QueueOfAFunction_DoesNotTrigger(string attribute) => VerifyAsync(
        "imports.Add(\"1\");", isReported: false, parameter: $", [{attribute}] IList<string> imports", types: Attribute(attribute));

    [Theory]
    [MemberData(nameof(CollectorCalls))]
    public Task CallOnAQueueOfAFunction_DoesNotTrigger(string call) => VerifyAsync(
        $"imports.{call}(\"1\");", isReported: false, parameter: ", [Queue] IList<string> imports", types: Attribute("Queue"));

    [Fact]
    public Task TableOfAFunction_Triggers() => VerifyAsync(
        "rows.Add(\"1\");", parameter: ", [Table] IList<string> rows", types: Attribute("Table"));

    [Theory]
    [MemberData(nameof(Outputs))]
    public Task OutputOfAFunction_DoesNotTrigger(string output) => VerifyCS.VerifyAsync(Function("Function", output, "\"1\"", isReported: false));

    [Theory]
    [MemberData(nameof(Functions))]
    public Task OutputOfAnyFunction_DoesNotTrigger(string function) =>
        VerifyCS.VerifyAsync(Function(function, "QueueOutput", "\"1\"", isReported: false));

    [Theory]
    [InlineData("QueueOutput", "null")]
    [InlineData("TableOutput", "\"1\"")]
    public Task OtherOutputOfAFunction_Triggers(string output, string value) =>
        VerifyCS.VerifyAsync(Function("Function", output, value, isReported: true));

    [Theory]
    [InlineData("QueueOutput", false)]
    [InlineData("TableOutput", true)]
    public Task WhatAFunctionReturns(string output, bool isReported) => VerifyCS.VerifyAsync(
        Controller(Connect, attributes: $"[HttpGet(\"callback\"), {output}]", isReported: isReported) + Attribute(output));

    [Theory]
    [MemberData(nameof(WorkerRequests))]
    public Task RequestToAWorker_DoesNotTrigger(string send) => VerifyAsync($"await jobs.{send}Async(\"/jobs/sync\", 1);", isReported: false);

    [Theory]
    [MemberData(nameof(WorkerPaths))]
    public Task PathOfAWorker_DoesNotTrigger(string path) => VerifyAsync($"await jobs.PostAsync(\"/jobs/{path}\", 1);", isReported: false);

    [Theory]
    [InlineData("$\"{db.Worker}/jobs/sync\"", false)]
    [InlineData("\"http://worker:8080/import\"", false)]
    [InlineData("\"https://api.contoso.com/sync/v9/user\"", true)]
    [InlineData("\"/jobs/status\"", true)]
    [InlineData("\"https://worker.internal/jobs/sync\"", false)]
    [InlineData("$\"{Worker}/jobs/sync\"", false)]
    [InlineData("$\"{Api}/sync/v9/sync\"", true)]
    [InlineData("$\"https://{db.Shop}/import\"", true)]
    [InlineData("$\"http://{db.Worker}:8080/import\"", false)]
    public Task UrlOfAWorker(string url, bool isReported) => VerifyAsync(
        $"await jobs.PostAsync({url}, 1);",
        isReported,
        members: "private const string Api = \"https://api.todoist.com\"; private const string Worker = \"https://worker.internal\";");

    [Theory]
    [InlineData("https://api.todoist.com/", true)]
    [InlineData("http://worker:8080/", false)]
    public async Task PathBelowTheAddressOfAClient(string address, bool isReported)
    {
        var own = $"jobs.BaseAddress = new Uri(\"{address}\");";
        await VerifyAsync($"{own} await jobs.PostAsync(\"sync/v9/sync\", 1);", isReported);
        await VerifyAsync(
            "await board.SendAsync();",
            isReported,
            members: "private readonly Board board = null!;",
            types: $$"""
                public class Board(dynamic jobs) { public async Task SendAsync() => await jobs.PostAsync("sync/v9/sync", 1); }
                public class Startup
                {
                    private const string Address = "{{address}}";
                    public void Configure(dynamic services) => services.AddHttpClient<Board>((Action<System.Net.Http.HttpClient>)(client => client.BaseAddress = new Uri(Address)));
                }
                """);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public Task RunOfAnImporter_DoesNotTrigger(string run) => VerifyAsync($"dynamic importer = jobs; await importer.{run}Async(1);", isReported: false);

    [Theory]
    [MemberData(nameof(Workers))]
    public Task RunOfAnyWorker_DoesNotTrigger(string worker) => VerifyAsync($"dynamic my{worker} = jobs; await my{worker}.RunAsync(1);", isReported: false);

    [Theory]
    [MemberData(nameof(OtherWorkers))]
    public Task RunOfSomethingElse_Triggers(string worker) => VerifyAsync($"dynamic my{worker} = jobs; await my{worker}.RunAsync(1);");

    [Fact]
    public Task RunOfAWorkerByItsType_DoesNotTrigger() => VerifyAsync(
        "await contacts.StartAsync(1);",
        isReported: false,
        members: "private readonly IContactSync contacts = null!;",
        types: "public interface IContactSync { Task StartAsync(int id); }");

    [Theory]
    [InlineData("dynamic importer = jobs; await importer.StopAsync(1);")]
    [InlineData("await jobs.RunAsync(1);")]
    public Task OtherCall_Triggers(string call) => VerifyAsync(call);

    [Fact]
    public Task ServiceNamedAfterASync_ThatTakesTheCode_Triggers() => VerifyCS.VerifyAsync(Controller(
        "await calendarSync.ProcessAsync(code);",
        members: "private readonly CalendarSync calendarSync = null!;")
        + $$"""
        public class CalendarSync(dynamic oauth, dynamic store)
        {
            public async Task ProcessAsync(string code) { {{Connect}} }
        }
        """);

    [Theory]
    [MemberData(nameof(Flags))]
    public Task FlagForAPoller_DoesNotTrigger(string flag) => VerifyAsync($"db.Account.{flag} = true;", isReported: false);

    [Theory]
    [InlineData("db.Account.NeedsSync = false;", true)]
    [InlineData("db.Account.NextSync = null;", true)]
    [InlineData("db.Account.NextSync = \"\";", true)]
    [InlineData("db.Account.NextSync = string.Empty;", true)]
    [InlineData("db.Account.NextSync = DateTime.MaxValue;", true)]
    [InlineData("db.Account.PendingSync = 0;", true)]
    [InlineData("db.Account.PendingSync = 1;", false)]
    [InlineData("db.Account.NeedsSync = db.Entity.NeedsSync;", true)]
    [InlineData("db.Account.NeedsSync = db.Entity.IsNew;", false)]
    [InlineData("db.Account.IsSyncEnabled = true;", true)]
    [InlineData("var needsSync = true; Console.WriteLine(needsSync);", true)]
    [InlineData("db.Add(new Row { NeedsSync = true });", false)]
    public Task FlagThatIsSetOrNot(string statement, bool isReported) =>
        VerifyAsync(statement, isReported, types: "public class Row { public bool NeedsSync { get; set; } }");

    public static TheoryData<string> Rows => Names(SyncRows.Types);

    public static TheoryData<string> RowsOfWork => Names(SyncRows.TypesOfWork);

    /// <summary>A row for the settings or the outcome of a sync, which only says whose it is.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public async Task EmptyRowOfASync_Triggers(string type)
    {
        var types = $"public class CalendarSync{type} {{ public string? Id, UserId, Phase; }}";

        await VerifyAsync($"db.Add(new CalendarSync{type} {{ Id = \"1\", UserId = \"2\" }});", types: types);
        await VerifyAsync($"db.Add(new CalendarSync{type}());", isReported: false, types: types);
        await VerifyAsync($"db.Add(new CalendarSync{type} {{ UserId = \"2\", Phase = \"new\" }});", isReported: false, types: types);
    }

    public static TheoryData<string> SettingsOfRows => Names(SyncRows.Settings);

    [Theory]
    [MemberData(nameof(SettingsOfRows))]
    public Task RowOfSettings_Triggers(string member) => VerifyAsync(
        $"db.Add(new CalendarSync {{ UserId = \"2\", {member} = db.Read() }});",
        types: $"public class CalendarSync {{ public string? UserId; public dynamic? {member} {{ get; set; }} }}");

    /// <summary>A poller may take all rows that are enabled, or the new ones.</summary>
    [Theory]
    [InlineData("IsEnabled = true")]
    [InlineData("IsActive = true")]
    [InlineData("CreatedAt = DateTime.UtcNow")]
    public Task RowForAPoller_DoesNotTrigger(string member) => VerifyAsync(
        $"db.MailboxSyncs.Add(new MailboxSync {{ MailboxId = \"1\", {member} }});",
        isReported: false,
        types: "public class MailboxSync { public string? MailboxId; public bool IsEnabled, IsActive; public DateTime CreatedAt; }");

    /// <summary>A row that is called after its sync is data; an object with methods may run it.</summary>
    [Theory]
    [InlineData("CalendarSync { UserId = \"2\" }", "public class CalendarSync { public string? UserId; }", true)]
    [InlineData("CalendarSync { UserId = \"2\" }", "public class CalendarSync { public string? UserId; public void Execute() { } }", false)]
    [InlineData("CalendarSync { UserId = \"2\", Phase = \"new\" }", "public class CalendarSync { public string? UserId, Phase; }", false)]
    [InlineData("CalendarSync(\"2\")", "public class CalendarSync(string user) { public string User => user; }", false)]
    [InlineData("InitialSync { UserId = \"2\" }", "public class InitialSync { public string? UserId; }", false)]
    [InlineData("CalendarImport { UserId = \"2\" }", "public class CalendarImport { public string? UserId; }", false)]
    public Task RowOfASync_IsNoWork(string made, string type, bool isReported) => VerifyAsync($"db.Add(new {made});", isReported, types: type);

    [Theory]
    [MemberData(nameof(RowsOfWork))]
    public Task RowOfWork_DoesNotTrigger(string work) =>
        VerifyAsync($"db.Add(new Sync{work}Row {{ Id = \"1\" }});", isReported: false, types: $"public class Sync{work}Row {{ public string? Id; }}");

    [Theory]
    [MemberData(nameof(OtherFlags))]
    public Task FlagOfAnotherKind_Triggers(string name) => VerifyAsync($"db.Account.NextSync{name} = db.Read();");

    [Theory]
    [MemberData(nameof(Signals))]
    public Task ServiceThatIsWoken_DoesNotTrigger(string signal) => VerifyAsync(
        "bell.Ring();", isReported: false, members: OwnBell, types: Bell($"_bellSemaphore.{signal}();"));

    [Theory]
    [MemberData(nameof(SignalTypes))]
    public Task SignalOfAnyType_DoesNotTrigger(string type) => VerifyAsync(
        "bell.Ring();",
        isReported: false,
        members: OwnBell,
        types: Bell("_bellSemaphore.Release();").Replace("Semaphore", type, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(HostedServices))]
    public Task ServiceOfAnyBase_DoesNotTrigger(string type) => VerifyAsync(
        "bell.Ring();", isReported: false, members: OwnBell, types: Bell("_bellSemaphore.Release();").Replace("BackgroundService", type, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(OtherBases))]
    public Task ServiceThatDoesNotKnowTheSignal_Triggers(string type) => VerifyAsync(
        "bell.Ring();",
        members: OwnBell,
        types: Bell("_bellSemaphore.Release();")
            .Replace("(dynamic _bell)", $"(dynamic _bell) : {type}", StringComparison.Ordinal)
            .Replace("Bell bell, dynamic importer) : BackgroundService", $"dynamic bell, {type} other, dynamic importer) : BackgroundService", StringComparison.Ordinal)
            + (type == "BackgroundService" ? "" : $"public interface {type} {{ }}"));

    [Theory]
    [MemberData(nameof(SignalWaits))]
    public Task LockThatIsGivenBack_Triggers(string wait) => VerifyAsync(
        "bell.Ring();", members: OwnBell, types: Bell($"_bellSemaphore.{wait}(); _bellSemaphore.Release();"));

    [Theory]
    [InlineData("await bell.WaitAsync();", "await bell.NextAsync();", false)]
    [InlineData("await bell.WaitAsync();", "await bell.Rung;", false)]
    [InlineData("await bell.WaitAsync();", "await Task.Delay(bell.GetHashCode());", true)]
    [InlineData("private readonly BellSemaphore", "private readonly System.Threading.SemaphoreSlim _lock = new(1); private readonly BellCache", true)]
    public Task ServiceThatWaitsForTheSignal(string part, string other, bool isReported) => VerifyAsync(
        "bell.Ring();",
        isReported,
        members: OwnBell,
        types: Bell("_bellSemaphore.Set();").Replace(part, other, StringComparison.Ordinal)
            + "public class BellCache(object bell) : BellSemaphore(bell) { }");

    [Fact]
    public Task WokenServiceThatFetchesNothing_Triggers() => VerifyAsync(
        "bell.Ring();", members: OwnBell, types: Bell("_bellSemaphore.Release();").Replace("importer", "printer", StringComparison.Ordinal));

    [Theory]
    [InlineData("Linked?.Invoke(1);")]
    [InlineData("Linked(1);")]
    [InlineData("if (Linked is { } known) { known(1); }")]
    public Task EventWithASubscriberThatImports_DoesNotTrigger(string raise) => VerifyAsync(
        raise, isReported: false, members: LinkedEvent, types: Subscriber("SlackController.Linked += Import;", "jobs.ImportMessages(id)"));

    [Fact]
    public Task EventWithALambdaThatImports_DoesNotTrigger() => VerifyAsync(
        "Linked?.Invoke(1);",
        isReported: false,
        members: LinkedEvent,
        types: Subscriber("SlackController.Linked += id => jobs.ImportMessages(id);", "jobs.Show(id)"));

    [Theory]
    [InlineData("Linked?.Invoke(1);", "SlackController.Linked += Import;", "jobs.Show(id)")]
    [InlineData("Linked?.Invoke(1);", "SlackController.Linked -= Import;", "jobs.ImportMessages(id)")]
    [InlineData("", "SlackController.Linked += Import;", "jobs.ImportMessages(id)")]
    [InlineData("Linked?.Invoke(1);", "Linked += Import;", "jobs.ImportMessages(id)")]
    [InlineData("Linked -= null;", "SlackController.Linked += Import;", "jobs.ImportMessages(id)")]
    public Task OtherEvent_Triggers(string raise, string subscribe, string work) =>
        VerifyAsync(raise, members: LinkedEvent, types: Subscriber(subscribe, work));

    [Theory]
    [InlineData("jobs.ImportMessages(raised)", false)]
    [InlineData("fetcher.FetchAsync(raised)", false)]
    [InlineData("fetcher.FetchAsync(raised.Id)", false)]
    [InlineData("fetcher.FetchAsync(1)", true)]
    [InlineData("jobs.Show(fetcher.FetchAsync(raised))", true)]
    [InlineData("fetcher.SendAsync(raised)", true)]
    [InlineData("fetcher.SaveAsync(raised)", true)]
    [InlineData("jobs.Show(raised)", true)]
    public Task EventInTheListOfAnObject(string handling, bool isReported) => VerifyAsync(
        "await db.AddAsync(Account.Link());", isReported, types: Account("IRaised", handling));

    [Theory]
    [InlineData("Linked")]
    [InlineData("object")]
    public Task ListOfNoEvents_Triggers(string element) => VerifyAsync(
        "await db.AddAsync(Account.Link());", types: Account(element, "jobs.ImportMessages(raised)"));

    [Fact]
    public Task EventOfAConstructor_DoesNotTrigger() => VerifyAsync(
        "await db.AddAsync(new Account());", isReported: false, types: Account("IRaised", "jobs.ImportMessages(raised)"));

    [Theory]
    [InlineData("() => new Row { Id = 1 }", true)]
    [InlineData("() => { var row = new Row { Id = 1 }; return row; }", true)]
    [InlineData("() => new Row { Name = Guid.NewGuid().ToString() }", true)]
    [InlineData("async () => await started", false)]
    [InlineData("Load", false)]
    public Task TaskThatMakesAnObjectOrMore(string work, bool isReported) => VerifyAsync(
        $"Task<Row> started = Task.FromResult(new Row()); Console.WriteLine(started.Id); var row = await Task.Run({work});",
        isReported,
        members: "private static Row Load() => new();",
        types: "public class Row { public int Id; public string Name = \"\"; }");

    [Theory]
    [InlineData("pages.Add((page.Id, page.AccessToken))", true)]
    [InlineData("pages.Add(page)", false)]
    [InlineData("pages.Add(await oauth.GetPageAsync(page.NextToken))", false)]
    public Task LoopThatCollects(string addition, bool isReported) => VerifyAsync(
        $"dynamic pages = new List<object>(); foreach (var page in await oauth.GetPagesAsync(tokens)) {{ {addition}; }}", isReported);

    private const string OwnBell = "private readonly Bell bell = new(null!);";

    private const string LinkedEvent = "public static event Action<int>? Linked;";

    private static string Attribute(string name) => $"public class {name}Attribute : Attribute {{ }}";

    private static string Function(string function, string output, string message, bool isReported) =>
        Type($$"""
            [{{function}}]
            public async Task<Answer> {{(isReported ? "[|Callback|]" : "Callback")}}(string code, string state)
            {
                {{Connect}}
                return new Answer { Message = {{message}} };
            }
            """)
        + $$"""public class Answer { [{{output}}] public string? Message { get; set; } }"""
        + Attribute(function) + Attribute(output);

    private static string Bell(string ring) => $$"""
        public class Bell(dynamic _bell)
        {
            private readonly BellSemaphore _bellSemaphore = new(_bell);
            public void Ring() { {{ring}} }
            public Task WaitAsync() => _bellSemaphore.WaitAsync();
            public Task NextAsync() => _bellSemaphore.WaitAsync();
            public Task Rung => _bellSemaphore.Task;
        }
        public class BellSemaphore(object bell)
        {
            public Task Task => Task.FromResult(bell);
            public Task WaitAsync() => Task;
            public void Wait() { }
            public void Release() { }
            public void Set() { }
            public void TrySetResult() { }
            public void SetResult() { }
        }
        public class BackgroundService { }
        public class ImportService(Bell bell, dynamic importer) : BackgroundService
        {
            public async Task ExecuteAsync()
            {
                await bell.WaitAsync();
                await importer.RunAsync();
            }
        }
        """;

    private static string Subscriber(string subscribe, string work) => $$"""
        public class Subscriber(dynamic jobs)
        {
            public event Action<int>? Linked;
            public void Raise() => Linked?.Invoke(1);
            public void Start() { {{subscribe}} }
            private void Import(int id) => {{work}};
        }
        """;

    private static string Account(string element, string handling) => $$"""
        public interface IRaised { }
        public interface IReactTo<T> { }
        public interface IFetcher { Task FetchAsync(object raised); Task SendAsync(object raised); Task SaveAsync(object raised); }
        public class Linked : IRaised { public int Id; }
        public class Account
        {
            private readonly List<{{element}}> _raised = new();
            public Account() => Raise();
            private Account(int id) => Id = id;
            public int Id { get; }
            public static Account Link() { var account = new Account(1); account.Raise(); return account; }
            private void Raise() => _raised.Add(new Linked());
        }
        public class LinkedReaction(dynamic jobs, IFetcher fetcher) : IReactTo<Linked>
        {
            public void React(Linked raised) => _ = {{handling}};
        }
        """;

    private static Task VerifyAsync(string statement, bool isReported = true, string members = "", string parameter = "", string types = "") =>
        VerifyCS.VerifyAsync(Controller(
            Connect + statement, "string code, string state" + parameter, members, isReported: isReported) + types);
}
