using Atom.OAuth.DependencyInjection;
using Atom.OAuth.Sync;
using Atom.OAuth.Tests.State.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Tests.DependencyInjection;

/// <summary>One call registers everything, replaces nothing, and validates the options at startup.</summary>
public class AddAtomOAuthTests
{
    [Fact]
    public void Services_AreRegistered_Once()
    {
        ServiceCollection services = new();
        services.AddAtomOAuth();
        var count = services.Count(descriptor => descriptor.ServiceType.Namespace?.StartsWith("Atom.OAuth", StringComparison.Ordinal) == true);
        var hosted = services.Count(descriptor => descriptor.ServiceType == typeof(IHostedService));
        services.AddAtomOAuth();

        Assert.Equal(
            count,
            services.Count(descriptor => descriptor.ServiceType.Namespace?.StartsWith("Atom.OAuth", StringComparison.Ordinal) == true));
        Assert.Equal(hosted, services.Count(descriptor => descriptor.ServiceType == typeof(IHostedService)));
        using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        Assert.NotNull(provider.GetRequiredService<IOAuthStateProtector>());
        Assert.NotNull(provider.GetRequiredService<IHistoricalSyncTrigger>());
        Assert.Same(TimeProvider.System, provider.GetRequiredService<TimeProvider>());
    }

    [Fact]
    public void WhatIsRegisteredBefore_Stays()
    {
        Trigger own = new();
        ServiceCollection services = new();
        services.AddSingleton<IHistoricalSyncTrigger>(own);
        services.AddAtomOAuth();

        using var provider = services.BuildServiceProvider();
        Assert.Same(own, provider.GetRequiredService<IHistoricalSyncTrigger>());
    }

    [Theory]
    [InlineData(0, 60, 1, "StartTimeout")]
    [InlineData(61, 60, 1, "StartTimeout")]
    [InlineData(2, 0, 1, "SweepInterval")]
    [InlineData(2, 90_000, 1, "SweepInterval")]
    [InlineData(2, 60, 0, "MaxPending")]
    public void BadOptions_StopTheStart(double timeout, double sweep, int max, string named)
    {
        ServiceCollection services = new();
        services.AddAtomOAuth().ConfigureHistoricalSyncTrigger(options =>
        {
            options.StartTimeout = TimeSpan.FromSeconds(timeout);
            options.SweepInterval = TimeSpan.FromSeconds(sweep);
            options.MaxPending = max;
        });

        using var provider = services.BuildServiceProvider();
        var exception = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());
        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BadStateOptions_StopTheStart()
    {
        ServiceCollection services = new();
        services.AddAtomOAuth().ConfigureState(options => options.Lifetime = TimeSpan.Zero);

        using var provider = services.BuildServiceProvider();
        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());
    }

    [Fact]
    public async Task SyncInMemory_IsStartedByTheTrigger()
    {
        ServiceCollection services = new();
        services.AddAtomOAuth().AddInMemoryHistoricalSync((_, _) => Task.CompletedTask);

        using var provider = services.BuildServiceProvider();
        var outcome = await provider.GetRequiredService<IHistoricalSyncTrigger>().TriggerHistoricalSyncOnConnectionAsync(
            "slack", "user-1", "tenant-1");
        await provider.GetRequiredService<InMemoryHistoricalSync>().WaitForIdleAsync();

        Assert.Equal((HistoricalSyncStatus.Started, "memory-1"), (outcome.Status, outcome.JobId));
    }

    [Fact]
    public async Task SyncInMemory_IsStoppedWithTheHost()
    {
        TaskCompletionSource begun = new();
        ServiceCollection services = new();
        services.AddAtomOAuth().AddInMemoryHistoricalSync(async (_, token) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, token);
        });
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IHistoricalSyncTrigger>().TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1");
        await begun.Task;
        foreach (var service in provider.GetServices<IHostedService>())
        {
            await service.StopAsync(default).WaitAsync(TimeSpan.FromMinutes(1));
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(provider.GetRequiredService<InMemoryHistoricalSync>().WaitForIdleAsync);
    }

    [Theory]
    [InlineData("Production", true, false, new[] { 4731, 4757 })]
    [InlineData("Production", true, true, new[] { 4731, 4758 })]
    [InlineData("Production", false, false, new[] { 4731 })]
    [InlineData("Development", true, true, new int[0])]
    public async Task WhatIsInMemory_IsSaidAtTheStart_InProduction(string environment, bool hasService, bool isInMemory, int[] events)
    {
        RecordingLogger log = new();
        ServiceCollection services = new();
        services.AddSingleton<ILoggerFactory>(log);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton<IHostEnvironment>(new TestEnvironment { EnvironmentName = environment });
        if (isInMemory)
        {
            services.AddAtomOAuth().AddInMemoryHistoricalSync((_, _) => Task.CompletedTask);
        }
        else if (hasService)
        {
            services.AddScoped<IHistoricalSyncService>(_ => throw new InvalidOperationException("Not at the start."));
        }

        services.AddAtomOAuth();
        await using var provider = services.BuildServiceProvider();
        await provider.GetServices<IHostedService>().OfType<MemoryNotice>().Single().StartAsync(default);
        Assert.Equal(events, log.Entries.Select(entry => entry.Id).Where(id => id is >= 4700 and < 4800));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(typeof(IHistoricalSyncService), false)]
    [InlineData(typeof(IHistoricalSyncTrigger), false)]
    public async Task TriggerWithNothingToStart_IsSaidAtTheStart(Type? registered, bool isSaid)
    {
        RecordingLogger log = new();
        ServiceCollection services = new();
        services.AddSingleton<ILoggerFactory>(log);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        if (registered == typeof(IHistoricalSyncTrigger))
        {
            services.AddSingleton<IHistoricalSyncTrigger, Trigger>();
        }

        services.AddAtomOAuth();
        if (registered == typeof(IHistoricalSyncService))
        {
            services.AddScoped<IHistoricalSyncService>(_ => throw new InvalidOperationException("Not at the start."));
        }

        await using var provider = services.BuildServiceProvider();
        await provider.GetServices<IHostedService>().OfType<HistoricalSyncNotice>().Single().StartAsync(default);

        Assert.Equal(isSaid, log.Entries.Any(entry => entry.Id == 4760 && entry.Text.Contains("AddHistoricalSync()", StringComparison.Ordinal)));
    }

    private sealed class TestEnvironment : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = string.Empty;

        public string ApplicationName { get; set; } = string.Empty;

        public string ContentRootPath { get; set; } = string.Empty;

        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = new Microsoft.Extensions.FileProviders.NullFileProvider();
    }

    [Fact]
    public void Arguments_AreRequired()
    {
        var builder = new ServiceCollection().AddAtomOAuth();

        Assert.Throws<ArgumentNullException>("services", () => AtomOAuthServiceCollectionExtensions.AddAtomOAuth(null!));
        Assert.Throws<ArgumentNullException>("configure", () => builder.ConfigureHistoricalSyncTrigger(null!));
        Assert.Throws<ArgumentNullException>("configure", () => builder.ConfigureState(null!));
        Assert.Throws<ArgumentNullException>("run", () => builder.AddInMemoryHistoricalSync(null!));
        Assert.Throws<ArgumentNullException>("connect", () => builder.AddRelationalStateStore(null!));
    }

    private sealed class Trigger : IHistoricalSyncTrigger
    {
        public Task<HistoricalSyncOutcome> TriggerHistoricalSyncOnConnectionAsync(
            string integrationId, string userId, string? tenantId, int syncMonths = 3, string? connectionId = null)
            => throw new NotSupportedException();
    }
}
