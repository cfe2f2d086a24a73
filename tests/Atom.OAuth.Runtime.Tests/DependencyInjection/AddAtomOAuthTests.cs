using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Tests.DependencyInjection;

/// <summary>One call registers everything, replaces nothing, and checks the options at the start.</summary>
public class AddAtomOAuthTests
{
    [Fact]
    public void Services_AreRegistered_Once()
    {
        ServiceCollection services = new();
        services.AddAtomOAuth();
        int count = services.Count(descriptor => descriptor.ServiceType.Namespace?.StartsWith("Atom.OAuth", StringComparison.Ordinal) == true);
        int hosted = services.Count(descriptor => descriptor.ServiceType == typeof(IHostedService));
        services.AddAtomOAuth();

        Assert.Equal(count, services.Count(descriptor => descriptor.ServiceType.Namespace?.StartsWith("Atom.OAuth", StringComparison.Ordinal) == true));
        Assert.Equal(hosted, services.Count(descriptor => descriptor.ServiceType == typeof(IHostedService)));
        using ServiceProvider provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
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

        using ServiceProvider provider = services.BuildServiceProvider();
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

        using ServiceProvider provider = services.BuildServiceProvider();
        OptionsValidationException exception = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());
        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BadStateOptions_StopTheStart()
    {
        ServiceCollection services = new();
        services.AddAtomOAuth().ConfigureState(options => options.Lifetime = TimeSpan.Zero);

        using ServiceProvider provider = services.BuildServiceProvider();
        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());
    }

    [Fact]
    public async Task SyncInMemory_IsStartedByTheTrigger()
    {
        ServiceCollection services = new();
        services.AddAtomOAuth().AddInMemoryHistoricalSync((_, _) => Task.CompletedTask);

        using ServiceProvider provider = services.BuildServiceProvider();
        HistoricalSyncOutcome outcome = await provider.GetRequiredService<IHistoricalSyncTrigger>().TriggerHistoricalSyncOnConnectionAsync("slack", "user-1", "tenant-1");
        await provider.GetRequiredService<InMemoryHistoricalSync>().WaitForIdleAsync();

        Assert.Equal((HistoricalSyncStatus.Started, "memory-1"), (outcome.Status, outcome.JobId));
    }

    [Fact]
    public void Arguments_AreRequired()
    {
        AtomOAuthBuilder builder = new ServiceCollection().AddAtomOAuth();

        Assert.Throws<ArgumentNullException>("services", () => AtomOAuthServiceCollectionExtensions.AddAtomOAuth(null!));
        Assert.Throws<ArgumentNullException>("configure", () => builder.ConfigureHistoricalSyncTrigger(null!));
        Assert.Throws<ArgumentNullException>("configure", () => builder.ConfigureState(null!));
        Assert.Throws<ArgumentNullException>("run", () => builder.AddInMemoryHistoricalSync(null!));
        Assert.Throws<ArgumentNullException>("connect", () => builder.AddRelationalStateStore(null!));
    }

    private sealed class Trigger : IHistoricalSyncTrigger
    {
        public Task<HistoricalSyncOutcome> TriggerHistoricalSyncOnConnectionAsync(string integrationId, string userId, string? tenantId, int syncMonths = 3, string? connectionId = null)
            => throw new NotSupportedException();
    }
}
