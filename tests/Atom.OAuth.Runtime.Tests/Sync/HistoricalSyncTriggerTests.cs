using Atom.OAuth.Sync;
using Atom.OAuth.Tests.State.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Atom.OAuth.Tests.Sync;

/// <summary>The trigger never fails a callback, never delays it, and loses no sync.</summary>
public class HistoricalSyncTriggerTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Sync_IsStarted_ThreeMonthsBack()
    {
        SyncBench bench = new(request => Task.FromResult(HistoricalSyncStart.Started("job-1")));

        var outcome = await bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1");

        Assert.Equal((HistoricalSyncStatus.Started, "job-1", true), (outcome.Status, outcome.JobId, outcome.IsUnderWay));
        var request = Assert.Single(bench.Requests);
        Assert.Equal(
            ("slack", "user-1", "tenant-1", "user-1", 3),
            (request.IntegrationId, request.UserId, request.TenantId, request.ConnectionId, request.SyncMonths));
        Assert.Equal((Now, new DateTimeOffset(2026, 2, 28, 12, 0, 0, TimeSpan.Zero)), (request.RequestedAt, request.From));
        Assert.Empty(await bench.PendingAsync());
    }

    [Theory]
    [InlineData(HistoricalSyncStatus.AlreadyRunning)]
    [InlineData(HistoricalSyncStatus.AlreadyDone)]
    public async Task AnswersOfTheService_ArePassedOn(HistoricalSyncStatus status)
    {
        SyncBench bench = new(_ => Task.FromResult(status == HistoricalSyncStatus.AlreadyDone
            ? HistoricalSyncStart.AlreadyDone("job-1")
            : HistoricalSyncStart.AlreadyRunning("job-1")));

        var outcome = await bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1", 12, "connection-1");

        Assert.Equal((status, "job-1", true), (outcome.Status, outcome.JobId, outcome.IsUnderWay));
        Assert.Equal(("connection-1", 12), (bench.Requests[0].ConnectionId, bench.Requests[0].SyncMonths));
        Assert.Empty(await bench.PendingAsync());
    }

    [Fact]
    public async Task FailingService_IsNoException_AndTheSyncStartsLater()
    {
        var fails = true;
        SyncBench bench = new(_ => fails ? throw new InvalidOperationException("down") : Task.FromResult(HistoricalSyncStart.Started("job-1")));

        var outcome = await bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1");
        Assert.Equal((HistoricalSyncStatus.Pending, null, true), (outcome.Status, outcome.JobId, outcome.IsUnderWay));
        Assert.DoesNotContain("down", outcome.Message, StringComparison.Ordinal);

        bench.Time.Advance(TimeSpan.FromMinutes(1));
        await bench.SweepAsync();
        Assert.Single(await bench.PendingAsync());

        fails = false;
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        await bench.SweepAsync();
        Assert.Empty(await bench.PendingAsync());
        Assert.Equal(3, bench.Requests.Count);
        Assert.All(bench.Requests, request => Assert.Equal(Now, request.RequestedAt));
    }

    [Fact]
    public async Task SlowService_IsNotWaitedFor_AndNotStartedTwice()
    {
        TaskCompletionSource<HistoricalSyncStart> late = new();
        SyncBench bench = new(_ => late.Task);

        var trigger = bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1");
        await bench.UntilCalledAsync(1);
        bench.Time.Advance(TimeSpan.FromSeconds(2));
        var outcome = await trigger;
        Assert.Equal(HistoricalSyncStatus.Pending, outcome.Status);
        Assert.True(bench.LastToken.IsCancellationRequested);

        // The service may still start it. A sweep in the meantime joins that attempt.
        var sweep = bench.SweepAsync();
        late.SetResult(HistoricalSyncStart.Started("job-1"));
        await sweep;
        await SyncBench.UntilAsync(async () => (await bench.PendingAsync()).Count == 0);
        Assert.Single(bench.Requests);
    }

    [Fact]
    public async Task BlockingService_DoesNotBlockTheCallback()
    {
        using ManualResetEventSlim release = new();
        SyncBench bench = new(_ =>
        {
            release.Wait();
            return Task.FromResult(HistoricalSyncStart.Started("job-1"));
        });

        var trigger = bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1");
        await bench.UntilCalledAsync(1);
        bench.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(HistoricalSyncStatus.Pending, (await trigger).Status);
        release.Set();
        await SyncBench.UntilAsync(async () => (await bench.PendingAsync()).Count == 0);
    }

    [Fact]
    public async Task CallThatHangsForEver_IsNotJoinedForEver()
    {
        TaskCompletionSource<HistoricalSyncStart> never = new();
        var calls = 0;
        SyncBench bench = new(_ => Interlocked.Increment(ref calls) == 1 ? never.Task : Task.FromResult(HistoricalSyncStart.Started("job-2")));
        var first = bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1");
        await bench.UntilCalledAsync(1);
        bench.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HistoricalSyncStatus.Pending, (await first).Status);

        // For a while, the start may still complete, and is not repeated.
        var joined = bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1");
        bench.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((HistoricalSyncStatus.Pending, 1), ((await joined).Status, calls));

        bench.Time.Advance(HistoricalSyncLauncher.Patience);
        var outcome = await bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1");
        Assert.Equal((HistoricalSyncStatus.Started, "job-2", 2), (outcome.Status, outcome.JobId, calls));
        Assert.Empty(await bench.PendingAsync());

        // If the first start completes after all, it does not complete another one.
        TaskCompletionSource<HistoricalSyncStart> third = new();
        bench.Answer = _ => third.Task;
        var running = bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1");
        await bench.UntilCalledAsync(3);
        never.SetResult(HistoricalSyncStart.Started("job-1"));
        var second = bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1");
        third.SetResult(HistoricalSyncStart.Started("job-3"));
        Assert.Equal(("job-3", "job-3"), ((await running).JobId, (await second).JobId));
    }

    [Fact]
    public async Task CallsThatHang_AreGivenUpInBoundedNumber()
    {
        TaskCompletionSource<HistoricalSyncStart> never = new();
        SyncBench bench = new(_ => never.Task);
        for (var i = 0; i < HistoricalSyncLauncher.MostGivenUp + 5; i++)
        {
            var trigger = bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1");
            await bench.UntilCalledAsync(Math.Min(i, HistoricalSyncLauncher.MostGivenUp) + 1);
            bench.Time.Advance(HistoricalSyncLauncher.Patience + TimeSpan.FromSeconds(2));
            Assert.Equal(HistoricalSyncStatus.Pending, (await trigger).Status);
        }

        Assert.Equal(HistoricalSyncLauncher.MostGivenUp + 1, bench.Requests.Count);

        // When they end after all, others may be given up again.
        TaskCompletionSource<HistoricalSyncStart> later = new();
        bench.Answer = _ => later.Task;
        never.SetResult(HistoricalSyncStart.Started("job-1"));
        await SyncBench.UntilAsync(async () =>
        {
            var trigger = bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1");
            bench.Time.Advance(HistoricalSyncLauncher.Patience + TimeSpan.FromSeconds(2));
            await trigger;
            lock (bench.Requests)
            {
                return bench.Requests.Count > HistoricalSyncLauncher.MostGivenUp + 2;
            }
        });
        later.SetResult(HistoricalSyncStart.Started("job-2"));
        await SyncBench.UntilAsync(async () => (await bench.PendingAsync()).Count == 0);
    }

    [Fact]
    public async Task PendingStoreThatNeverAnswers_KeepsTheServiceFromNothing()
    {
        TaskCompletionSource never = new();
        SyncBench bench = new(
            _ => Task.FromResult(HistoricalSyncStart.Started("job-1")),
            services => services.AddSingleton<IPendingHistoricalSyncStore>(new HangingStore(never.Task)));
        var trigger = bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1");
        await SyncBench.UntilAsync(() =>
        {
            bench.Time.Advance(TimeSpan.FromMilliseconds(100));
            return Task.FromResult(trigger.IsCompleted);
        });
        Assert.Equal((HistoricalSyncStatus.Started, "job-1"), ((await trigger).Status, (await trigger).JobId));
        Assert.Contains(bench.Log.Entries, entry => entry.Id == 4753);
        never.SetResult();
    }

    [Fact]
    public async Task HundredStartsThatAlwaysFail_StarveNobody()
    {
        SyncBench bench = new(request => request.IntegrationId == "slack"
            ? throw new InvalidOperationException("down")
            : Task.FromResult(HistoricalSyncStart.Started("job")));
        var store = bench.Services.GetRequiredService<IPendingHistoricalSyncStore>();
        for (var i = 0; i < 3 * HistoricalSyncSweeper.Batch; i++)
        {
            await store.AddAsync(new HistoricalSyncRequest("slack", $"user-{i}", "tenant-1", bench.Time.GetUtcNow()), default);
        }

        bench.Time.Advance(TimeSpan.FromMinutes(1));
        await store.AddAsync(new HistoricalSyncRequest("zoom", "late", "tenant-1", bench.Time.GetUtcNow()), default);
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        await bench.SweepAsync();
        Assert.Single(bench.Requests, request => request.IntegrationId == "zoom");

        // Within an integration, requests that were never tried come first.
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        await bench.SweepAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        await bench.SweepAsync();
        Assert.Equal(
            3 * HistoricalSyncSweeper.Batch,
            bench.Requests.Where(request => request.IntegrationId == "slack").Select(request => request.UserId).Distinct().Count());
    }

    [Fact]
    public async Task StartThatFailsAgainAndAgain_IsTriedLessOften_AndAtLeastOnceAnHour()
    {
        SyncBench bench = new(_ => throw new InvalidOperationException("down"));
        await bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1");
        List<int> minutes = [];
        for (var minute = 1; minute <= 320; minute++)
        {
            bench.Time.Advance(TimeSpan.FromMinutes(1));
            var before = bench.Requests.Count;
            await bench.SweepAsync();
            if (bench.Requests.Count > before)
            {
                minutes.Add(minute);
            }
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 124, 184, 244, 304], minutes);

        // After another consent, it is tried immediately.
        bench.Answer = _ => Task.FromResult(HistoricalSyncStart.Started("job-1"));
        Assert.Equal(
            HistoricalSyncStatus.Started,
            (await bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1")).Status);
    }

    [Fact]
    public async Task HangingIntegration_TakesItsOwnTurnsTime_AndNobodyElses()
    {
        TaskCompletionSource<HistoricalSyncStart> never = new();
        SyncBench bench = new(request => request.IntegrationId == "slack" ? never.Task : Task.FromResult(HistoricalSyncStart.Started("job")));
        var store = bench.Services.GetRequiredService<IPendingHistoricalSyncStore>();
        for (var i = 0; i < 10; i++)
        {
            await store.AddAsync(new HistoricalSyncRequest("slack", $"user-{i}", "tenant-1", bench.Time.GetUtcNow()), default);
        }

        await store.AddAsync(new HistoricalSyncRequest("zoom", "user-1", "tenant-1", bench.Time.GetUtcNow()), default);
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        var sweep = bench.SweepAsync();
        await SyncBench.UntilAsync(async () => (await bench.PendingAsync()).All(request => request.IntegrationId == "slack"));
        Assert.False(sweep.IsCompleted);

        // Its turn ends with its timeout.
        bench.Time.Advance(TimeSpan.FromMinutes(2));
        await sweep.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Single(bench.Requests, request => request.IntegrationId == "slack");
        never.SetResult(HistoricalSyncStart.Started("job"));
    }

    [Fact]
    public async Task TwoCallbacksAtOnce_StartOneSync()
    {
        TaskCompletionSource<HistoricalSyncStart> answer = new();
        SyncBench bench = new(_ => answer.Task);

        var first = bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1");
        await bench.UntilCalledAsync(1);
        var second = bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1");
        answer.SetResult(HistoricalSyncStart.Started("job-1"));

        Assert.Equal((HistoricalSyncStatus.Started, "job-1"), ((await first).Status, (await first).JobId));
        Assert.Equal((HistoricalSyncStatus.AlreadyRunning, "job-1"), ((await second).Status, (await second).JobId));
        Assert.Single(bench.Requests);
    }

    [Fact]
    public async Task OtherTenantsAndConnections_AreSyncsOfTheirOwn()
    {
        SyncBench bench = new(_ => Task.FromResult(HistoricalSyncStart.Started("job")));

        await Task.WhenAll(
            bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1"),
            bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-2"),
            bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("zoom", "user-1", "tenant-1"),
            bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1", connectionId: "second"));

        Assert.Equal(4, bench.Requests.Count);
    }

    [Fact]
    public async Task MissingService_IsNoException()
    {
        SyncBench bench = new(start: null);

        var outcome = await bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1");

        Assert.Equal((HistoricalSyncStatus.NotConfigured, false), (outcome.Status, outcome.IsUnderWay));
        Assert.Empty(await bench.PendingAsync());
    }

    [Fact]
    public async Task ServiceThatCannotBeMade_IsNoException()
    {
        SyncBench bench = new(
            start: null, services => services.AddScoped<IHistoricalSyncService>(_ => throw new InvalidOperationException("no database")));

        Assert.Equal(
            HistoricalSyncStatus.Pending,
            (await bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1")).Status);
    }

    [Fact]
    public async Task FullStore_IsNoException_AndTheSyncIsStartedAllTheSame()
    {
        var fails = true;
        SyncBench bench = new(
            _ => fails ? throw new InvalidOperationException("down") : Task.FromResult(HistoricalSyncStart.Started("job")),
            services => services.Configure<HistoricalSyncTriggerOptions>(options => options.MaxPending = 1));

        Assert.Equal(
            HistoricalSyncStatus.Pending,
            (await bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1")).Status);
        Assert.Equal(
            HistoricalSyncStatus.Pending,
            (await bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1")).Status);
        var outcome = await bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-2", "tenant-1");
        Assert.Equal((HistoricalSyncStatus.Failed, false), (outcome.Status, outcome.IsUnderWay));

        fails = false;
        Assert.Equal(
            HistoricalSyncStatus.Started,
            (await bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-2", "tenant-1")).Status);
        Assert.Equal("user-1", Assert.Single(await bench.PendingAsync()).UserId);
    }

    [Fact]
    public async Task StoreThatForgetsNothing_IsNoException()
    {
        SyncBench bench = new(
            _ => Task.FromResult(HistoricalSyncStart.Started("job-1")),
            services => services.AddSingleton<IPendingHistoricalSyncStore, StubbornStore>());

        Assert.Equal(
            HistoricalSyncStatus.Started,
            (await bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1")).Status);
    }

    [Fact]
    public async Task IntegrationsWithoutHistory_AreLeftAlone()
    {
        SyncBench bench = new(_ => Task.FromResult(HistoricalSyncStart.Started("job-1")));

        var outcome = await bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("WhatsApp", "user-1", "tenant-1");

        Assert.Equal(
            (HistoricalSyncStatus.NotSupported, "WhatsApp has no history to fetch.", false),
            (outcome.Status, outcome.ToString(), outcome.IsUnderWay));
        Assert.Empty(bench.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Trigger_AsksWhetherAPushedHistoryIsReceived_AndSurvivesAnAnswerThatThrows(bool isFirst)
    {
        SyncBench bench = new(
            _ => Task.FromResult(HistoricalSyncStart.Started("job-1")),
            services => services
                .AddSingleton<IPushedHistorySupport>(new Support(_ => isFirst ? throw new IOException("hunter22") : false))
                .AddSingleton<IPushedHistorySupport>(new Support(_ => isFirst ? true : throw new IOException("hunter22"))));

        var outcome = await bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("whatsapp", "user-1", "tenant-1");

        Assert.Equal(
            (HistoricalSyncStatus.Failed, "The historical sync could not be started. Whether WhatsApp sends its history could not be found out.", false),
            (outcome.Status, outcome.ToString(), outcome.IsUnderWay));
        Assert.Empty(bench.Requests);
        Assert.Equal((4759, LogLevel.Error), bench.OnlyEntry("whatsapp", "IPushedHistorySupport", nameof(IOException)));

        // An integration that needs no support does not ask for it.
        Assert.Equal(
            HistoricalSyncStatus.Started,
            (await bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1")).Status);
    }

    [Fact]
    public async Task Sweep_LeavesToTheCallback_WhatItIsStarting()
    {
        SyncBench bench = new(_ => Task.FromResult(HistoricalSyncStart.Started("job-1")));
        var store = bench.Services.GetRequiredService<IPendingHistoricalSyncStore>();
        await store.AddAsync(new HistoricalSyncRequest("slack", "user-1", "tenant-1", bench.Time.GetUtcNow()), default);

        await bench.SweepAsync();
        Assert.Empty(bench.Requests);

        bench.Time.Advance(TimeSpan.FromSeconds(2));
        await bench.SweepAsync();
        Assert.Single(bench.Requests);
    }

    [Fact]
    public async Task Sweeper_RunsInTheBackground_AndSurvivesAStoreThatFails()
    {
        var lists = 0;
        SyncBench bench = new(
            _ => Task.FromResult(HistoricalSyncStart.Started("job-1")),
            services => services.AddSingleton<IPendingHistoricalSyncStore>(new FailingOnceStore(() => lists++)));
        var sweeper = bench.Services.GetServices<IHostedService>().OfType<HistoricalSyncSweeper>().Single();

        await sweeper.StartAsync(default);
        await SyncBench.UntilAsync(() =>
        {
            bench.Time.Advance(TimeSpan.FromMinutes(1));
            return Task.FromResult(lists >= 3);
        });
        await sweeper.StopAsync(default);

        var stopped = lists;
        bench.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(stopped, lists);
    }

    [Fact]
    public async Task ApplicationsWithoutTenants_HaveSyncs()
    {
        SyncBench bench = new(_ => Task.FromResult(HistoricalSyncStart.Started("job-1")));

        Assert.Equal(
            HistoricalSyncStatus.Started,
            (await bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", tenantId: null)).Status);
        Assert.Null(bench.Requests[0].TenantId);
    }

    [Theory]
    [InlineData(null, "user-1", "tenant-1", "integrationId", "Pass the integration, for example \"slack\".")]
    [InlineData(" ", "user-1", "tenant-1", "integrationId", "Pass the integration, for example \"slack\".")]
    [InlineData("slack", "", "tenant-1", "userId", "Pass the user who connected.")]
    [InlineData("slack", "user-1", " ", "tenantId", "Pass the tenant that the connection belongs to, or null in an application without tenants.")]
    public async Task BlankIds_AreNoException_AndAreSaid(string? integrationId, string? userId, string? tenantId, string parameter, string message)
    {
        SyncBench bench = new(_ => Task.FromResult(HistoricalSyncStart.Started("job-1")));

        var outcome = await bench.Trigger.TriggerHistoricalSyncOnConnectionAsync(integrationId!, userId!, tenantId!);
        Assert.Equal(
            (HistoricalSyncStatus.Failed, "The historical sync could not be started. " + message, false),
            (outcome.Status, outcome.Message, outcome.IsUnderWay));
        Assert.Equal((4756, LogLevel.Error), bench.OnlyEntry(parameter, message));
        Assert.Empty(bench.Requests);
        Assert.Empty(await bench.PendingAsync());

        var exception = Assert.Throws<ArgumentException>(parameter, () => new HistoricalSyncRequest(integrationId!, userId!, tenantId, Now));
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(61)]
    public async Task Months_AreBounded(int months)
    {
        SyncBench bench = new(_ => Task.FromResult(HistoricalSyncStart.Started("job-1")));

        var outcome = await bench.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1", months);
        Assert.Equal(
            (HistoricalSyncStatus.Failed, "The historical sync could not be started. A historical sync goes back 1 to 60 months."),
            (outcome.Status, outcome.Message));
        Assert.Equal((4756, LogLevel.Error), bench.OnlyEntry("slack", "syncMonths", "1 to 60 months"));

        var exception = Assert.Throws<ArgumentOutOfRangeException>(
            "syncMonths", () => new HistoricalSyncRequest("slack", "user-1", "tenant-1", Now, months));
        Assert.StartsWith("A historical sync goes back 1 to 60 months.", exception.Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "A sync is known by the id of its job.",
            Assert.Throws<ArgumentException>("jobId", () => HistoricalSyncStart.Started(" ")).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    public void Months_MayBeAsFewAndAsMany(int months)
        => Assert.Equal(Now.AddMonths(-months), new HistoricalSyncRequest("slack", "user-1", "tenant-1", Now, months).From);

    [Fact]
    public void Outcomes_SayWhatHappened()
    {
        Assert.Equal(
            [
                "The historical sync was started.",
                "The historical sync is running.",
                "The history was fetched before.",
                "The historical sync could not be started yet. It will be started later.",
                "No historical sync is set up.",
                "The historical sync could not be started.",
            ],
            ((HistoricalSyncOutcome[])
            [
                HistoricalSyncOutcome.Of(HistoricalSyncStart.Started("job")),
                HistoricalSyncOutcome.Of(HistoricalSyncStart.AlreadyRunning("job")),
                HistoricalSyncOutcome.Of(HistoricalSyncStart.AlreadyDone("job")),
                HistoricalSyncOutcome.Pending(),
                HistoricalSyncOutcome.NotConfigured(),
                HistoricalSyncOutcome.Failed(),
            ]).Select(outcome => outcome.ToString()));
    }

    [Fact]
    public async Task Log_TellsWhyASyncDidNotStart()
    {
        SyncBench failing = new(_ => throw new InvalidOperationException("down"));
        await failing.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1");
        Assert.Equal((4750, LogLevel.Warning), failing.OnlyEntry("slack", "down"));

        TaskCompletionSource<HistoricalSyncStart> answer = new();
        SyncBench late = new(_ => answer.Task);
        var trigger = late.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1");
        await late.UntilCalledAsync(1);
        late.Time.Advance(TimeSpan.FromSeconds(2));
        await trigger;
        Assert.Equal((4751, LogLevel.Warning), late.OnlyEntry("slack", "within 00:00:02"));
        answer.SetResult(HistoricalSyncStart.Started("job-1"));

        SyncBench missing = new(start: null);
        await missing.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1");
        Assert.Equal((4752, LogLevel.Warning), missing.OnlyEntry("slack", "Register one after AddAtomOAuth()"));

        SyncBench stubborn = new(
            _ => Task.FromResult(HistoricalSyncStart.Started("job-1")),
            services => services.AddSingleton<IPendingHistoricalSyncStore, StubbornStore>());
        await stubborn.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1");
        Assert.Equal((4754, LogLevel.Warning), stubborn.OnlyEntry("slack", nameof(IOException)));
    }

    [Fact]
    public async Task Log_TellsOfAFullStore_AndOfOneThatCannotBeLookedThrough()
    {
        SyncBench full = new(
            _ => throw new InvalidOperationException("down"),
            services => services.Configure<HistoricalSyncTriggerOptions>(options => options.MaxPending = 1));
        await full.Trigger.TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1");
        await full.Trigger.TriggerHistoricalSyncOnConnectionAsync("zoom", "user-1", "tenant-1");
        Assert.Contains(full.Log.Entries, entry => entry is { Id: 4753, Level: LogLevel.Error }
            && entry.Text.Contains("zoom", StringComparison.Ordinal)
            && entry.Text.Contains(
            "1 historical syncs are waiting to be started, as many as HistoricalSyncTriggerOptions.MaxPending allows. Find out why the sync service starts none.",
            StringComparison.Ordinal));

        var lists = 0;
        SyncBench broken = new(start: null, services => services.AddSingleton<IPendingHistoricalSyncStore>(new FailingOnceStore(() => lists++)));
        var sweeper = broken.Services.GetServices<IHostedService>().OfType<HistoricalSyncSweeper>().Single();
        await sweeper.StartAsync(default);
        await SyncBench.UntilAsync(() => Task.FromResult(broken.Log.Entries.Any(entry => entry.Id == 4755)));
        await sweeper.StopAsync(default);
        Assert.Equal((4755, LogLevel.Error), broken.OnlyEntry("the next try follows", nameof(IOException)));
    }

    [Fact]
    public async Task Sweep_OfAnApplicationThatStops_StartsNothing()
    {
        SyncBench bench = new(_ => Task.FromResult(HistoricalSyncStart.Started("job-1")));
        var store = bench.Services.GetRequiredService<IPendingHistoricalSyncStore>();
        await store.AddAsync(new HistoricalSyncRequest("slack", "user-1", "tenant-1", Now), default);
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        var sweeper = bench.Services.GetServices<IHostedService>().OfType<HistoricalSyncSweeper>().Single();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sweeper.SweepAsync(new CancellationToken(canceled: true)));

        Assert.Empty(bench.Requests);
    }

    [Fact]
    public async Task StoreInMemory_ListsTheOldestFirst_AndKeepsWhatIsNewer()
    {
        var store = new SyncBench(start: null).Services.GetRequiredService<IPendingHistoricalSyncStore>();
        HistoricalSyncRequest old = new("slack", "user-1", "tenant-1", Now);
        HistoricalSyncRequest newer = new("zoom", "user-1", "tenant-1", Now.AddMinutes(1));
        await store.AddAsync(newer, default);
        await store.AddAsync(old, default);
        Assert.Equal([old, newer], await store.ListAsync(100, default));
        Assert.Equal([old], await store.ListAsync(1, default));

        await store.AddAsync(new HistoricalSyncRequest("slack", "user-1", "tenant-1", Now.AddMinutes(2)), default);
        await store.RemoveAsync(old, default);
        await store.RemoveAsync(new HistoricalSyncRequest("asana", "user-1", "tenant-1", Now.AddMinutes(9)), default);
        Assert.Equal(["zoom", "slack"], (await store.ListAsync(100, default)).Select(request => request.IntegrationId));
    }

    public static TheoryData<Action<HistoricalSyncTriggerOptions>> Extremes { get; } =
    [
        o => o.StartTimeout = TimeSpan.FromTicks(1),
        o => o.StartTimeout = TimeSpan.FromMinutes(1),
        o => o.SweepInterval = TimeSpan.FromSeconds(1),
        o => o.SweepInterval = TimeSpan.FromDays(1),
        o => o.MaxPending = 1,
    ];

    [Theory]
    [MemberData(nameof(Extremes), DisableDiscoveryEnumeration = true)]
    public void Extreme_IsValid(Action<HistoricalSyncTriggerOptions> make)
    {
        HistoricalSyncTriggerOptions options = new();
        make(options);
        var result = new HistoricalSyncTriggerOptionsValidator().Validate(null, options);
        Assert.Same(ValidateOptionsResult.Success, result);
    }

    [Fact]
    public void EveryMistake_IsSaidWithWhatIsAllowed()
    {
        HistoricalSyncTriggerOptions options = new() { StartTimeout = TimeSpan.Zero, SweepInterval = TimeSpan.Zero, MaxPending = 0 };
        Assert.Equal(
            [
                "StartTimeout is 00:00:00. Set it above zero and to at most one minute: a user waits for it.",
                "SweepInterval is 00:00:00. Set it to between one second and one day.",
                "MaxPending is 0. Set it to at least 1.",
            ],
            new HistoricalSyncTriggerOptionsValidator().Validate(null, options).Failures);
    }

    /// <summary>A container with a fake clock and a service that records its calls.</summary>
    private sealed class SyncBench : IHistoricalSyncService
    {
        public SyncBench(Func<HistoricalSyncRequest, Task<HistoricalSyncStart>>? start, Action<IServiceCollection>? configure = null)
        {
            Answer = start;
            ServiceCollection services = new();
            services.AddSingleton<TimeProvider>(Time);
            services.AddSingleton<ILoggerFactory>(Log);
            services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
            configure?.Invoke(services);
            if (start is not null)
            {
                services.AddScoped<IHistoricalSyncService>(_ => this);
            }

            services.AddAtomOAuth();
            Services = services.BuildServiceProvider(validateScopes: true);
            Trigger = Services.GetRequiredService<IHistoricalSyncTrigger>();
        }

        public Func<HistoricalSyncRequest, Task<HistoricalSyncStart>>? Answer { get; set; }

        public FakeTimeProvider Time { get; } = new(Now);

        public RecordingLogger Log { get; } = new();

        public ServiceProvider Services { get; }

        public IHistoricalSyncTrigger Trigger { get; }

        public List<HistoricalSyncRequest> Requests { get; } = [];

        public CancellationToken LastToken { get; private set; }

        public async ValueTask<HistoricalSyncStart> StartAsync(HistoricalSyncRequest request, CancellationToken cancellationToken)
        {
            lock (Requests)
            {
                Requests.Add(request);
                LastToken = cancellationToken;
            }

            return await Answer!(request);
        }

        /// <summary>Gets the trigger's only log entry, which must contain the words.</summary>
        public (int Id, LogLevel Level) OnlyEntry(params string[] words)
        {
            (var id, var level, var text) = Assert.Single(Log.Entries, entry => entry.Id is >= 4750 and < 4800);
            Assert.All(words, word => Assert.Contains(word, text, StringComparison.Ordinal));
            return (id, level);
        }

        public async Task<IReadOnlyList<HistoricalSyncRequest>> PendingAsync()
            => await Services.GetRequiredService<IPendingHistoricalSyncStore>().ListAsync(100, default);

        public Task SweepAsync() => Services.GetServices<IHostedService>().OfType<HistoricalSyncSweeper>().Single().SweepAsync(default);

        public Task UntilCalledAsync(int count) => UntilAsync(() =>
        {
            lock (Requests)
            {
                return Task.FromResult(Requests.Count >= count);
            }
        });

        public static async Task UntilAsync(Func<Task<bool>> condition)
        {
            for (var i = 0; i < 2000; i++)
            {
                if (await condition())
                {
                    return;
                }

                await Task.Delay(5);
            }

            Assert.Fail("It did not happen within ten seconds.");
        }
    }

    private sealed class Support(Func<string, bool> supports) : IPushedHistorySupport
    {
        public bool Supports(string integrationId) => supports(integrationId);
    }

    private sealed class HangingStore(Task end) : IPendingHistoricalSyncStore
    {
        public ValueTask AddAsync(HistoricalSyncRequest request, CancellationToken cancellationToken) => new(end);

        public ValueTask RemoveAsync(HistoricalSyncRequest request, CancellationToken cancellationToken) => new(end);

        public ValueTask<IReadOnlyList<HistoricalSyncRequest>> ListAsync(int max, CancellationToken cancellationToken) => new([]);
    }

    private sealed class StubbornStore : IPendingHistoricalSyncStore
    {
        public ValueTask AddAsync(HistoricalSyncRequest request, CancellationToken cancellationToken) => default;

        public ValueTask RemoveAsync(HistoricalSyncRequest request, CancellationToken cancellationToken) => throw new IOException();

        public ValueTask<IReadOnlyList<HistoricalSyncRequest>> ListAsync(int max, CancellationToken cancellationToken) => new([]);
    }

    private sealed class FailingOnceStore(Func<int> count) : IPendingHistoricalSyncStore
    {
        public ValueTask AddAsync(HistoricalSyncRequest request, CancellationToken cancellationToken) => default;

        public ValueTask RemoveAsync(HistoricalSyncRequest request, CancellationToken cancellationToken) => default;

        public ValueTask<IReadOnlyList<HistoricalSyncRequest>> ListAsync(int max, CancellationToken cancellationToken)
            => count() == 0 ? throw new IOException() : new([]);
    }
}
