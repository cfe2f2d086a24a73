using Atom.OAuth.Analyzers.Callbacks;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>ATOM002: measurements, records and notifications, which start no sync although their names or queues look like it.</summary>
public sealed class CallbackNoticesTests
{
    public static TheoryData<string> Keepers => Names(Records.Keepers);

    public static TheoryData<string> Additions => Names(Records.Additions);

    public static TheoryData<string> Queueings => Names(Records.Queueings);

    [Theory]
    [InlineData("var watch = System.Diagnostics.Stopwatch.StartNew();", true)]
    [InlineData("await jobs.StartNewAsync(\"import\");", false)]
    [InlineData("var url = await Task<string>.Factory.StartNew(() => $\"/users/{state}\");", true)]
    [InlineData("var rows = await Task<int>.Factory.StartNew(() => jobs.ReadRows(state));", false)]
    public Task Stopwatch_StartsNothing(string call, bool isReported) => VerifyCS.VerifyAsync(Controller(Connect + call, isReported: isReported));

    /// <summary>A service of another type that measures itself.</summary>
    [Fact]
    public Task StopwatchOfAService_StartsNothing() => VerifyCS.VerifyAsync(
        Controller("await skill.FinishAsync(code);", members: "private readonly Skill skill = null!;") + """
        public class Skill(dynamic oauth, dynamic store)
        {
            public async Task FinishAsync(string code)
            {
                var watch = System.Diagnostics.Stopwatch.StartNew();
                var tokens = await oauth.ExchangeCodeAsync(code);
                await store.SaveTokensAsync(tokens);
                Console.WriteLine(watch.Elapsed);
            }
        }
        """);

    /// <summary>A logger of the application that writes its lines later; it neither keeps the tokens nor starts a sync.</summary>
    [Theory]
    [InlineData("trail.Warn(\"connected\");", true)]
    [InlineData("trail.Warn($\"{tokens.Scope}\");", true)]
    [InlineData("_log.Warn(\"connected\");", true)]
    [InlineData("trail.Flush();", false)]
    [InlineData("mail.Warn(\"connected\");", false)]
    public Task LoggerWithAQueue_StartsNothing(string call, bool isReported) => VerifyCS.VerifyAsync(
        Controller(
            Connect + call,
            members: """
                private readonly MyLogger trail = null!;
                private readonly Mail mail = null!, _log = null!;
                public object All => (trail, mail, _log);
                """,
            isReported: isReported) + """
        public class MyLogger(dynamic lines)
        {
            public void Warn(string line) => Task.Run(() => lines.Append(line));
            public void Flush() => Task.Run(() => lines.Load());
        }
        public class Mail(dynamic lines)
        {
            public void Warn(string line) => Task.Run(() => lines.Load(line));
        }
        """);

    [Fact]
    public Task LoggerThatGetsTheAnswer_KeepsNoToken() => VerifyCS.VerifyAsync(
        Controller(
            "var tokens = await oauth.ExchangeCodeAsync(code); trail.Warn($\"{tokens}\");",
            members: "private readonly MyLogger trail = null!;",
            isReported: false)
        + "public class MyLogger(dynamic store) { public void Warn(string tokens) => store.SaveTokensAsync(tokens); }");

    /// <summary>An audit log that another thread writes from its queue.</summary>
    [Theory]
    [InlineData("await audit.LogAsync(\"connected\");", true)]
    [InlineData("await audit.LogAsync((string)tokens.AccountId);", true)]
    [InlineData("await journal.LogAsync(\"connected\");", true)]
    [InlineData("await journal.LogAsync((string)tokens.AccountId);", true)]
    [InlineData("var entry = new AuditEntry(\"connected\"); entries.TryEnqueue(entry);", true)]
    [InlineData("var entry = new AuditEntry(\"connected\"); written.Writer.TryWrite(entry);", true)]
    [InlineData("entries.Enqueue((string)tokens.AccountId);", false)]
    [InlineData("await audit.AuditAsync(\"slack\");", false)]
    [InlineData("imports.TryEnqueue(new Import(\"slack\"));", false)]
    [InlineData("var job = new Job(\"slack\"); imports.TryEnqueue(job);", false)]
    [InlineData("await audit.ImportAsync(\"slack\");", false)]
    [InlineData("await audit.StartAsync(\"slack\");", false)]
    public Task Audit_StartsNothing(string call, bool isReported) => VerifyCS.VerifyAsync(
        Controller(
            Connect + call,
            members: """
                private readonly AuditLog audit = null!;
                private readonly AuditLog journal = null!;
                private readonly AuditQueue entries = null!;
                private readonly JobQueue imports = null!;
                private readonly System.Threading.Channels.Channel<AuditEntry> written = null!;
                """,
            isReported: isReported)
        + """
        public record AuditEntry(string Text);
        public record Job(string Provider);
        public record Import(string Provider) : Job(Provider);

        public class AuditQueue(System.Threading.Channels.Channel<AuditEntry> entries, JobQueue jobs)
        {
            public bool TryEnqueue(AuditEntry entry) => entries.Writer.TryWrite(entry);

            public void Enqueue(string account) => jobs.TryEnqueue(new Job(account));
        }

        public class JobQueue(System.Threading.Channels.Channel<Job> jobs)
        {
            public bool TryEnqueue(Job job) => jobs.Writer.TryWrite(job);
        }

        public class AuditLog(AuditQueue queue, JobQueue jobs)
        {
            public async Task LogAsync(string text)
            {
                await Task.Yield();
                queue.TryEnqueue(new AuditEntry(text));
            }

            public Task ImportAsync(string provider) => Task.CompletedTask;

            public Task AuditAsync(string provider) => ImportAsync(provider);

            public Task StartAsync(string provider) => Task.FromResult(jobs.TryEnqueue(new Job(provider)));
        }
        """);

    [Theory]
    [MemberData(nameof(Keepers))]
    public Task WhatKeepsRecords_StartsNothing(string keeper) => VerifyCS.VerifyAsync(Recorded("my" + keeper, "Log"));

    [Theory]
    [MemberData(nameof(Additions))]
    public Task RecordThatIsAdded_StartsNothing(string addition) => VerifyCS.VerifyAsync(Recorded("audit", addition + "Connected"));

    [Theory]
    [MemberData(nameof(Queueings))]
    public Task RecordThatIsQueued_StartsNothing(string queueing) => VerifyCS.VerifyAsync(
        Controller(Connect + $"jobs.{queueing}(new AuditEntry(\"connected\"));") + "public record AuditEntry(string Text);");

    private static string Recorded(string keeper, string addition) =>
        Controller(Connect + $"{keeper}.{addition}(\"connected\");", members: $"private readonly Kept {keeper} = null!;")
        + $$"""public class Kept(dynamic queue) { public void {{addition}}(string text) => queue.Enqueue(text); }""";

    /// <summary>All handlers are visible in the project that starts the program.</summary>
    [Theory]
    [InlineData(Handler + "mail.Send(raised.Id); }", true)]
    [InlineData(Handler + "mail.ImportMessages(raised.Id); }", false)]
    [InlineData("", true)]
    public Task Notification_StartsItsHandlersOnly(string handler, bool isReported) => VerifyCS.VerifyAsync(
        Publishing("mediator.Publish(new AccountLinked(\"1\"), default)", isReported) + handler + Program);

    /// <summary>Another project may handle it.</summary>
    [Theory]
    [InlineData("")]
    [InlineData(Handler + "mail.Send(raised.Id); }")]
    public Task NotificationOfALibrary_MayStartASync(string handler) => VerifyCS.VerifyAsync(
        Publishing("mediator.Publish(new AccountLinked(\"1\"))", isReported: false) + handler);

    /// <summary>Another process may receive it.</summary>
    [Theory]
    [InlineData("mediator.Publish(new Message(\"1\"))", false)]
    [InlineData("broker.Publish(new AccountLinked(\"1\"))", false)]
    [InlineData("bus.PublishAsync(new AccountLinked(\"1\"))", true)]
    [InlineData("remote.PublishAsync(new AccountLinked(\"1\"))", false)]
    [InlineData("both.PublishAsync(new AccountLinked(\"1\"))", false)]
    public Task MessageOfAnotherBus_MayStartASync(string publish, bool isReported) => VerifyCS.VerifyAsync(Publishing(publish, isReported) + Program);

    private const string Program = """
        public static class Program
        {
            public static void Main() { }
        }
        """;

    private const string Handler = """
        public class Welcome(dynamic mail)
        {
            public void Handle(AccountLinked raised, CancellationToken token) => Tell(raised);
            private void Tell(AccountLinked raised) =>
        """;

    private static string Publishing(string publish, bool isReported) =>
        Controller(
            Connect + $"await {publish};",
            members: """
                private readonly IMediator mediator = null!;
                private readonly IBroker broker = null!;
                private readonly MemoryBus bus = null!;
                private readonly RemoteBus remote = null!;
                private readonly BothBuses both = null!;
                """,
            isReported: isReported)
        + """
        public interface INotification { }
        public interface IMediator { Task Publish(object notification, CancellationToken token = default); }
        public interface IBroker { Task Publish(object message); }
        public record AccountLinked(string Id) : INotification;
        public record Message(string Id);

        public class MemoryBus(IMediator mediator)
        {
            public Task PublishAsync<T>(T raised) => mediator.Publish(raised!);
        }

        public class RemoteBus(dynamic channel)
        {
            public Task PublishAsync<T>(T raised) => channel.Send(raised);
        }

        public class BothBuses(IMediator mediator, IBroker broker)
        {
            public async Task PublishAsync<T>(T raised)
            {
                await mediator.Publish(raised!);
                await broker.Publish(raised!);
            }
        }

        """;
}
