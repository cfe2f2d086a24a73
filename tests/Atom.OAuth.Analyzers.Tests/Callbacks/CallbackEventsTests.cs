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
