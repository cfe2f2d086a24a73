using System.Net;
using System.Text.Json;
using Atom.OAuth.Sync;
using Atom.OAuth.Tests.State.Support;
using Atom.OAuth.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Atom.OAuth.Tests;

/// <summary>
/// If the caller has a synchronization context (a window, ASP.NET before Core), no continuations run on it: a blocking caller would deadlock.
/// </summary>
public class CallersContextTests
{
    public static TheoryData<string> Bodies { get; } = ["""{"access_token":"at"}""", "<!DOCTYPE html><title>x</title>", "502 Bad Gateway"];

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Responses_AreReadElsewhere(string body)
    {
        OAuthTokens stored = new("at-1");
        foreach (var opensLate in (bool[])[false, true])
        {
            await OnContextAsync(() => Response(body, opensLate).CheckHtmlResponseAsync("Acme").AsTask());
            await OnContextAsync(() => Response(body, opensLate).Content.CheckHtmlContentAsync("Acme").AsTask());
            await OnContextAsync(() => OAuthTokenResponse.ReadAsync(Response(body, opensLate), "Acme").AsTask());
            await OnContextAsync(() => OAuthTokenResponse.ReadRefreshAsync(Response(body, opensLate), "Acme", stored).AsTask());
            await OnContextAsync(() => OAuthRevocationResponse.ReadAsync(Response(body, opensLate), "Acme").AsTask());
            await OnContextAsync(() => OrNothingAsync(Response(body, opensLate).ReadOAuthJsonAsync<JsonElement>("Acme")));
        }

        // The buffered part is read again, then the rest.
        var response = Response(body + new string(' ', 100_000), opensLate: false);
        await response.CheckHtmlResponseAsync("Acme");
        await OnContextAsync(() => response.Content.ReadAsByteArrayAsync());
        response = Response(body + new string(' ', 100_000), opensLate: false);
        await response.CheckHtmlResponseAsync("Acme");
        var stream = await response.Content.ReadAsStreamAsync();
        await OnContextAsync(() => stream.CopyToAsync(Stream.Null).ContinueWith(_ => true, TaskScheduler.Default));
    }

    [Fact]
    public async Task Requests_AreSentElsewhere()
    {
        using HttpMessageInvoker client = new(new LateHandler());
        await OnContextAsync(() => OAuthTokenResponse.SendAsync(
            client, new HttpRequestMessage(HttpMethod.Post, "https://provider.example/token"), "Acme"));
        using HttpMessageInvoker punctual = new(new LateHandler { IsLate = false });
        await OnContextAsync(() => OAuthTokenResponse.SendAsync(
            punctual, new HttpRequestMessage(HttpMethod.Post, "https://provider.example/token"), "Acme"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task States_AreMadeAndCheckedElsewhere(int late)
    {
        foreach (var isReference in (bool[])[false, true])
        {
            // Each call of the store completes late in turn.
            LateStore store = new();
            StateBench bench = new(_ => store);
            bench.Options.UseReferences = isReference;
            OAuthStateRequest request = new(StateBench.Provider, StateBench.User, StateBench.Tenant) { BrowserBinding = StateBench.Browser };
            var state = await bench.BuildAsync();
            var done = await bench.ParseAsync(await bench.BuildAsync());
            await OnContextAsync(() => bench.Protector.BuildAsync(request).AsTask(), store, late);
            await OnContextAsync(() => bench.Protector.BuildAsync(StateBench.Provider, StateBench.User, StateBench.Tenant).AsTask(), store, late);
            await OnContextAsync(
                () => bench.Protector.BuildWithCookieAsync(new OAuthStateRequest(StateBench.Provider, StateBench.User, StateBench.Tenant)).AsTask(),
                store,
                late);
            await OnContextAsync(() => bench.Protector.ParseAsync(state, StateBench.Expected).AsTask(), store, late);
            await OnContextAsync(() => bench.Protector.ParseAsync(state, StateBench.Expected).AsTask(), store, late);
            await OnContextAsync(() => bench.Protector.CompleteAsync(done, "/done").AsTask(), store, late);

            bench.Options.DuplicateWait = TimeSpan.FromMilliseconds(100);
            await OnContextAsync(() => bench.Protector.ParseAsync(state, StateBench.Expected).AsTask(), store, late);
            bench.Options.DuplicateWait = TimeSpan.Zero;
            bench.Time.Advance(TimeSpan.FromMinutes(10));
            await OnContextAsync(() => bench.Protector.ParseAsync(state, StateBench.Expected).AsTask(), store, late);
        }
    }

    [Fact]
    public async Task Syncs_AreStartedElsewhere()
    {
        ServiceCollection services = new();
        LatePendingStore pending = new();
        services.AddSingleton<IPendingHistoricalSyncStore>(pending);
        services.AddAtomOAuth().AddInMemoryHistoricalSync((_, _) => Task.CompletedTask);
        await using var provider = services.BuildServiceProvider();
        var trigger = provider.GetRequiredService<IHistoricalSyncTrigger>();
        var sweeper = provider.GetServices<IHostedService>().OfType<HistoricalSyncSweeper>().Single();

        await OnContextAsync(() => trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1"));
        await OnContextAsync(() => sweeper.SweepAsync(default).ContinueWith(_ => true, TaskScheduler.Default));
        pending.IsLate = false;
        await OnContextAsync(() => sweeper.SweepAsync(default).ContinueWith(_ => true, TaskScheduler.Default));
    }

    private static HttpResponseMessage Response(string body, bool opensLate)
    {
        var response = Respond.With(body, delivery: Delivery.Late);
        if (opensLate)
        {
            response.Content = new LateContent(new ForwardStream(Respond.Bytes(body), late: true));
        }

        return response;
    }

    private static Task<T> OnContextAsync<T>(Func<Task<T>> call, LateStore store, int late)
    {
        store.Late = late;
        return OnContextAsync(call);
    }

    private static async Task<T> OnContextAsync<T>(Func<Task<T>> call)
    {
        var before = SynchronizationContext.Current;
        CountingContext context = new();
        SynchronizationContext.SetSynchronizationContext(context);
        Task<T> task;
        try
        {
            task = call();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        var result = await task;
        Assert.Equal(0, context.Count);
        return result;
    }

    private static Task<bool> OrNothingAsync<T>(Task<T> task) => task.ContinueWith(done => done.Exception is null, TaskScheduler.Default);

    /// <summary>Completes later, on another thread, regardless of the context.</summary>
    private static async Task LaterAsync() => await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);

    private sealed class CountingContext : SynchronizationContext
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public override void Post(SendOrPostCallback d, object? state)
        {
            Interlocked.Increment(ref _count);
            base.Post(d, state);
        }
    }

    private sealed class LateStore : IOAuthStateStore
    {
        private readonly Dictionary<string, string> _entries = [];

        /// <summary>Gets or sets the number of calls before the one that completes late.</summary>
        public int Late { get; set; } = int.MaxValue;

        public async ValueTask<bool> TryAddAsync(string key, string value, DateTimeOffset expiresAt, CancellationToken cancellationToken = default)
        {
            await WaitAsync().ConfigureAwait(false);
            return _entries.TryAdd(key, value);
        }

        public async ValueTask<string?> FindAsync(string key, CancellationToken cancellationToken = default)
        {
            await WaitAsync().ConfigureAwait(false);
            return _entries.GetValueOrDefault(key);
        }

        public async ValueTask<bool> TryReplaceAsync(string key, string value, CancellationToken cancellationToken = default)
        {
            await WaitAsync().ConfigureAwait(false);
            _entries[key] = value;
            return true;
        }

        private Task WaitAsync() => Late-- == 0 ? LaterAsync() : Task.CompletedTask;
    }

    private sealed class LatePendingStore : IPendingHistoricalSyncStore
    {
        public bool IsLate { get; set; } = true;

        public ValueTask AddAsync(HistoricalSyncRequest request, CancellationToken cancellationToken) => default;

        public ValueTask RemoveAsync(HistoricalSyncRequest request, CancellationToken cancellationToken) => default;

        public async ValueTask<IReadOnlyList<HistoricalSyncRequest>> ListAsync(int max, CancellationToken cancellationToken)
        {
            await (IsLate ? LaterAsync() : Task.CompletedTask).ConfigureAwait(false);
            return [new HistoricalSyncRequest("zoom", "user-1", "tenant-1", DateTimeOffset.UnixEpoch)];
        }
    }

    private sealed class LateHandler : HttpMessageHandler
    {
        public bool IsLate { get; init; } = true;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await (IsLate ? LaterAsync() : Task.CompletedTask).ConfigureAwait(false);
            return Response("""{"access_token":"at"}""", opensLate: false);
        }
    }

    /// <summary>A content whose stream is only available later.</summary>
    private sealed class LateContent(Stream stream) : HttpContent
    {
        protected override async Task<Stream> CreateContentReadStreamAsync()
        {
            await LaterAsync().ConfigureAwait(false);
            return stream;
        }

        protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => throw new NotSupportedException();

        protected override async Task SerializeToStreamAsync(Stream target, TransportContext? context)
        {
            await LaterAsync().ConfigureAwait(false);
            await stream.CopyToAsync(target).ConfigureAwait(false);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
