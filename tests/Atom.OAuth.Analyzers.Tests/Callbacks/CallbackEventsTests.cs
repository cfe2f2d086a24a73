using Atom.OAuth.Analyzers.Callbacks;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>Events raised by an object: their handlers in this project start the sync, or nothing does.</summary>
public sealed class CallbackEventsTests
{
    public static TheoryData<string> DomainEvents => Names(SyncWords.DomainEvents);

    [Theory]
    [MemberData(nameof(DomainEvents))]
    public Task EventOfWhichNobodySyncs_Triggers(string raise) =>
        VerifyCS.VerifyAsync(Controller(Connect + $"jobs.{raise}(new Linked());") + Event("mail.Send(raised)"));

    [Theory]
    [MemberData(nameof(DomainEvents))]
    public Task EventOfWhichSomebodySyncs_DoesNotTrigger(string raise) =>
        VerifyCS.VerifyAsync(Controller(Connect + $"jobs.{raise}(new Linked());", isReported: false) + Event("mail.ImportMessages(raised)"));

    public static TheoryData<string> OwnEvents => Names(SyncWords.OwnEvents);

    /// <summary>The account collects the event until it is saved.</summary>
    [Theory]
    [MemberData(nameof(OwnEvents))]
    public async Task EventOfAnAccount_StartsItsHandlers(string raise)
    {
        var account = $$"""
            public class Account
            {
                private readonly List<object> _raised = new();

                public void {{raise}}(Linked raised) => _raised.Add(raised);
            }
            """;

        await VerifyCS.VerifyAsync(Controller(Connect + $"new Account().{raise}(new Linked());") + Event("mail.Send(raised)") + account);
        await VerifyCS.VerifyAsync(Controller(Connect + $"new Account().{raise}(new Linked());", isReported: false) + Event("mail.ImportMessages(raised)") + account);
        await VerifyCS.VerifyAsync(Controller(Connect + $"{raise}(new Linked());", members: $"private void {raise}(Linked raised) {{ }}") + Event("mail.Send(raised)"));
    }

    /// <summary>Another process may read the outbox.</summary>
    [Theory]
    [InlineData("outbox.AddEventAsync(new Linked())", false)]
    [InlineData("mails.AddEventAsync(new Linked())", false)]
    [InlineData("people.AddEventAsync(new Linked())", true)]
    public Task EventInAnOutbox_StartsSomethingElsewhere(string call, bool isReported) => VerifyCS.VerifyAsync(
        Controller(Connect + $"await {call};", members: "private readonly IOutbox mails = null!; private readonly dynamic outbox = null!, people = null!;", isReported: isReported)
        + Event("mail.Send(raised)")
        + "public interface IOutbox { Task AddEventAsync(object raised); }");

    /// <summary>The source of the service is not available: it may begin anything.</summary>
    [Theory]
    [InlineData("IMailboxService", false)]
    [InlineData("IMailboxRepository", true)]
    public Task EventThatIsHandedToAService_MayStartTheSync(string service, bool isReported) => VerifyCS.VerifyAsync(
        Controller(Connect + "jobs.RaiseDomainEvent(new Linked());", isReported: isReported)
        + $$"""
        public class Linked { public string? Id; }
        public class LinkedHandler({{service}} mailboxes) { public Task Handle(Linked raised) => mailboxes.BeginAsync(raised.Id); }
        public interface {{service}} { Task BeginAsync(string? id); }
        """);

    [Fact]
    public Task EventInAWrapping_IsHandled() => VerifyCS.VerifyAsync(
        Controller(Connect + "jobs.RaiseDomainEvent(new Linked());", isReported: false)
        + Event("mail.ImportMessages(raised)").Replace("Handle(Linked", "Handle(Wrapping<Linked>", StringComparison.Ordinal)
        + "public class Wrapping<T> { }");

    [Fact]
    public Task EventOfAnOrchestration_DoesNotTrigger() =>
        VerifyCS.VerifyAsync(Controller(Connect + "await jobs.RaiseEventAsync(\"id\", \"linked\", 1);", isReported: false));

    [Theory]
    [InlineData("jobs.ReadJwtToken(tokens);", true)]
    [InlineData("jobs.MakeJwtToken(tokens);", false)]
    public Task TokenThatIsLookedInto_SignsNobodyIn(string call, bool isReported) =>
        VerifyCS.VerifyAsync(Controller(Connect + call, isReported: isReported));

    private static string Event(string handling) => $$"""
        public class Linked { }
        public class LinkedHandler(dynamic mail)
        {
            public void Handle(Linked raised) => {{handling}};
        }
        """;
}
