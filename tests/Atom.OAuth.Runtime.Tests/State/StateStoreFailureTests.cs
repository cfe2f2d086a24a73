using System.Collections.Concurrent;
using Atom.OAuth.Tests.State.Support;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.Tests.State;

/// <summary>A store that fails on its second, third or last call: no state is accepted twice, and completed flows stay completed.</summary>
public class StateStoreFailureTests
{
    public static TheoryData<Func<Exception>> Failures { get; } =
    [
        () => new IOException("The disk is full."),
        () => new OperationCanceledException("The database's own timeout."),
    ];

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task FailureAtUse_LetsNobodyIn(Func<Exception> failure)
    {
        FailingStore store = new();
        StateBench bench = new(_ => store);
        var state = await bench.BuildAsync();
        store.Failure = failure;
        var result = await bench.ParseAsync(state);
        Assert.Equal((OAuthStateOutcome.StoreUnavailable, true), (result.Outcome, result.CanRetry));
        Assert.Equal(
            "Slack OAuth failed: temporarily_unavailable - The authorization cannot be checked at the moment. Please reload this page.",
            result.Error);
        Assert.Contains(
            bench.Log.Entries,
            entry => entry is { Id: 4725, Level: LogLevel.Error } && entry.Text.Contains("Slack", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task FailureAtTheOutcome_CostsTheOutcomeAlone_AndADuplicateMayAskAgain(Func<Exception> failure)
    {
        FailingStore store = new();
        StateBench bench = new(_ => store);
        var state = await bench.BuildAsync();
        var first = await bench.ParseAsync(state);
        store.Failure = failure;
        Assert.False(await bench.Protector.CompleteAsync(first, "/done"));
        Assert.Contains(
            bench.Log.Entries,
            entry => entry is { Id: 4727, Level: LogLevel.Warning } && entry.Text.Contains(failure().Message, StringComparison.Ordinal));

        store.AddsNothing = true;
        var duplicate = await bench.ParseAsync(state);
        Assert.Equal((OAuthStateOutcome.StoreUnavailable, true, null), (duplicate.Outcome, duplicate.CanRetry, duplicate.PriorOutcome));
        Assert.False(duplicate.TryGetState(out _));
        Assert.Contains("Please reload this page.", duplicate.Error, StringComparison.Ordinal);
        Assert.Contains(bench.Log.Entries, entry => entry.Id == 4725 && entry.Text.Contains(failure().Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancellation_DuringACall_IsThrown()
    {
        using CancellationTokenSource source = new();
        FailingStore store = new();
        StateBench bench = new(_ => store);
        var state = await bench.BuildAsync();
        var first = await bench.ParseAsync(state);
        store.Failure = () =>
        {
            source.Cancel();
            return new OperationCanceledException(source.Token);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await bench.Protector.ParseAsync(
            await bench.BuildAsync(), StateBench.Expected, source.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await bench.Protector.CompleteAsync(first, "/done", source.Token));
    }

    [Fact]
    public async Task Cancellation_DuringTheLookForADuplicate_IsThrown()
    {
        using CancellationTokenSource source = new();
        FailingStore store = new();
        StateBench bench = new(_ => store);
        var state = await bench.BuildAsync();
        await bench.ParseAsync(state);
        store.AddsNothing = true;
        store.Failure = () =>
        {
            source.Cancel();
            return new OperationCanceledException(source.Token);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await bench.Protector.ParseAsync(
            state, StateBench.Expected, source.Token));
    }

    [Fact]
    public async Task StoreThatNeverAnswers_HasABound()
    {
        TaskCompletionSource never = new();
        StateBench bench = new(_ => new WaitingStore(() => never.Task));
        bench.Options.StoreTimeout = TimeSpan.FromMilliseconds(50);
        var state = await bench.BuildAsync();
        var result = await bench.ParseAsync(state);
        Assert.Equal((OAuthStateOutcome.StoreUnavailable, true), (result.Outcome, result.CanRetry));
        Assert.Contains(
            bench.Log.Entries,
            entry => entry.Id == 4725 && entry.Text.Contains("OAuthStateOptions.StoreTimeout (00:00:00.0500000)", StringComparison.Ordinal));

        bench.Options.UseReferences = true;
        await Assert.ThrowsAsync<TimeoutException>(() => bench.BuildAsync());
        never.SetResult();
    }

    [Fact]
    public async Task StoreThatBlocks_LetsACallerGoThatCancels()
    {
        using ManualResetEventSlim release = new();
        using CancellationTokenSource source = new();
        StateBench bench = new(_ => new WaitingStore(() =>
        {
            source.Cancel();
            release.Wait();
            return Task.CompletedTask;
        }));
        var state = await bench.BuildAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await bench.Protector.ParseAsync(
            state, StateBench.Expected, source.Token));
        release.Set();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task UseThatTheStoreTakesTooLate_IsReleased_AndTheReloadIsLetIn(bool isCancelled)
    {
        TaskCompletionSource late = new();
        using CancellationTokenSource source = new();
        Func<Task> wait = () =>
        {
            if (isCancelled)
            {
                source.Cancel();
            }

            return late.Task;
        };
        WaitingStore store = new(() => wait());
        StateBench bench = new(_ => store);
        bench.Options.StoreTimeout = isCancelled ? TimeSpan.FromMinutes(1) : TimeSpan.FromMilliseconds(50);
        var state = await bench.BuildAsync();
        var expected = StateBench.Expected.WithCode("code-1");
        if (isCancelled)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await bench.Protector.ParseAsync(state, expected, source.Token));
        }
        else
        {
            Assert.Equal(OAuthStateOutcome.StoreUnavailable, await bench.OutcomeAsync(state, expected));
        }

        bench.Options.StoreTimeout = TimeSpan.FromMinutes(1);
        wait = () => Task.CompletedTask;
        late.SetResult();
        await store.Replaced.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(state, expected));
        Assert.Equal(OAuthStateOutcome.Replayed, await bench.OutcomeAsync(state, expected));
    }

    [Fact]
    public async Task UnknownEntry_TakesNoOutcome()
    {
        StateBench bench = new();
        var result = await bench.ParseAsync(await bench.BuildAsync());
        StateBench empty = new() { Keys = bench.Keys };
        Assert.False(await empty.Protector.CompleteAsync(result, "/done"));
        Assert.Contains(empty.Log.Entries, entry => entry.Id == 4727);
    }

    /// <summary>Waits before adding, and ignores the cancellation token.</summary>
    private sealed class WaitingStore(Func<Task> wait) : IOAuthStateStore
    {
        private readonly ConcurrentDictionary<string, string> _entries = [];

        public TaskCompletionSource Replaced { get; } = new();

        public async ValueTask<bool> TryAddAsync(string key, string value, DateTimeOffset expiresAt, CancellationToken cancellationToken = default)
        {
            await wait();
            return _entries.TryAdd(key, value);
        }

        public ValueTask<string?> FindAsync(string key, CancellationToken cancellationToken = default) => new(_entries.GetValueOrDefault(key));

        public ValueTask<bool> TryReplaceAsync(string key, string value, CancellationToken cancellationToken = default)
        {
            var exists = _entries.ContainsKey(key);
            _entries[key] = value;
            Replaced.TrySetResult();
            return new(exists);
        }
    }

    private sealed class FailingStore : IOAuthStateStore
    {
        private readonly Dictionary<string, string> _entries = [];

        public Func<Exception>? Failure { get; set; }

        /// <summary>Gets or sets a value indicating whether adding reports that the entry already exists, even if other calls fail.</summary>
        public bool AddsNothing { get; set; }

        public ValueTask<bool> TryAddAsync(string key, string value, DateTimeOffset expiresAt, CancellationToken cancellationToken = default)
            => AddsNothing ? new(false) : Failure is null ? new(_entries.TryAdd(key, value)) : throw Failure();

        public ValueTask<string?> FindAsync(string key, CancellationToken cancellationToken = default)
            => Failure is null ? new(_entries.GetValueOrDefault(key)) : throw Failure();

        public ValueTask<bool> TryReplaceAsync(string key, string value, CancellationToken cancellationToken = default)
        {
            if (Failure is not null)
            {
                throw Failure();
            }

            _entries[key] = value;
            return new(true);
        }
    }
}
