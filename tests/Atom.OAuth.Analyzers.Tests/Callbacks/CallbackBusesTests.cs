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

    /// <summary>A bus with source only looks the handler up.</summary>
    [Theory]
    [InlineData("services.GetService(typeof(IUseCase<,>).MakeGenericType(order.GetType(), typeof(TResult)))", true)]
    [InlineData("orders[order.GetType()]", false)]
    public Task RequestOnAVisibleBus_IsFollowedToItsUseCase(string lookup, bool isReported) => VerifyCS.VerifyAsync(
        Controller("await bus.RunAsync(new LinkAccount(code, state));", members: "private readonly IOrders bus = null!;", isReported: isReported)
        + UseCase(Keep)
        + $$"""
        public interface IOrders { Task<TResult> RunAsync<TResult>(IOrder<TResult> order); }
        public class Orders(IServiceProvider services, Dictionary<Type, object> orders) : IOrders
        {
            public Task<TResult> RunAsync<TResult>(IOrder<TResult> order) { dynamic useCase = {{lookup}}!; Console.WriteLine(services); return useCase.DoAsync((dynamic)order); }
        }
        """);

    /// <summary>A store of rows is no bus, and other users of the rows are not its handlers.</summary>
    [Theory]
    [InlineData("IRows<Link>", "await rows.AddAsync(link);")]
    [InlineData("IRows", "await rows.SaveAsync(link);")]
    [InlineData("IFeed", "await rows.TellAsync(link); await db.SaveTokensAsync(link);")]
    public Task RowInAStore_IsNoRequest(string type, string save) => VerifyCS.VerifyAsync(
        Controller(
            "var tokens = await oauth.ExchangeCodeAsync(code); var link = new Link { RefreshToken = tokens.RefreshToken };" + save,
            members: $"private readonly {type} rows = null!;")
        + """
        public class Link { public string? RefreshToken; }
        public interface IRows<T> { Task AddAsync(T row); }
        public interface IRows { Task SaveAsync<T>(T row); }
        public interface IFeed { Task TellAsync<T>(T row); }
        public interface INightly<T> { Task RunAsync(T row); }
        public class LinkRows(dynamic db, dynamic mail) : IRows<Link>
        {
            public async Task AddAsync(Link row) => await db.AddAsync(row);

            public async Task ReimportAsync(Link row) => await mail.ImportMessagesAsync(row);
        }
        public class Rows(dynamic db) : IRows { public async Task SaveAsync<T>(T row) => await db.AddAsync(row); }
        public class Feed(dynamic lines) : IFeed { public async Task TellAsync<T>(T row) => await lines.WriteLineAsync(row); }
        public class Nightly(dynamic mail) : INightly<Link> { public async Task RunAsync(Link row) => await mail.ImportMessagesAsync(row); }
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
