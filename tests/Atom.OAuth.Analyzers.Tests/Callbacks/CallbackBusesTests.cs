using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>Buses of the application: what handles a request is known by the type that its handler names as a base, not by the names of the methods.</summary>
public sealed class CallbackBusesTests
{
    private const string Exchange = "var tokens = await oauth.ExchangeCodeAsync(order.Code);";

    private const string Keep = Exchange + " await store.SaveTokensAsync(tokens); return true;";

    [Theory]
    [InlineData(Keep, true)]
    [InlineData(Exchange + " return tokens != null;", false)]
    [InlineData(Exchange + " await store.SaveTokensAsync(tokens); store.ImportMessages(); return true;", false)]
    public Task RequestOnABus_IsFollowedToItsUseCase(string handling, bool isReported) => VerifyCS.VerifyAsync(
        Controller("await bus.RunAsync(new LinkAccount(code, state));", members: "private readonly IOrders bus = null!;", isReported: isReported)
        + UseCase(handling)
        + "public interface IOrders { Task<TResult> RunAsync<TResult>(IOrder<TResult> order); }");

    [Theory]
    [InlineData(Keep, true)]
    [InlineData(Exchange + " return tokens != null;", false)]
    public Task RequestThatIsRun_IsFollowedToItsUseCase(string handling, bool isReported) => VerifyCS.VerifyAsync(
        "using Library;" + Controller("await new LinkAccount(code, state).ExecuteAsync();", isReported: isReported)
        + UseCase(handling)
        + """
        namespace Library { public static class OrderExtensions { public static extern Task<bool> ExecuteAsync(this IOrder<bool> order); } }
        """);

    [Theory]
    [InlineData("AccountLinked", false)]
    [InlineData("AccountSeen", true)]
    public Task EventOnABus_IsFollowedToItsReactions(string raised, bool isReported) => VerifyCS.VerifyAsync(
        Controller(Connect + $"await events.TellAsync(new {raised}(state));", members: "private readonly IEvents events = null!;", isReported: isReported)
        + """
        public interface IEvents { Task TellAsync<T>(T told); }
        public interface IReactTo<T> { Task ReactAsync(T told); }
        public record AccountLinked(string Id);
        public record AccountSeen(string Id);
        public class Fetching(dynamic mail) : IReactTo<AccountLinked> { public async Task ReactAsync(AccountLinked told) => await mail.ImportMessagesAsync(told.Id); }
        public class Counting : IReactTo<AccountSeen> { public Task ReactAsync(AccountSeen told) => Task.CompletedTask; }
        """);

    private static string UseCase(string handling) => $$"""
        public interface IOrder<TResult> { }
        public interface IUseCase<TOrder, TResult> where TOrder : IOrder<TResult> { Task<TResult> DoAsync(TOrder order); }
        public record LinkAccount(string Code, string State) : IOrder<bool>;
        public class LinkAccountUseCase(dynamic oauth, dynamic store) : IUseCase<LinkAccount, bool>
        {
            public async Task<bool> DoAsync(LinkAccount order) { {{handling}} }
        }
        """;
}
