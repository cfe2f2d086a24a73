using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Atom.OAuth.Sync;

/// <summary>The health check of the sync service in this process.</summary>
internal sealed class SyncHealth : IHealthCheck
{
    private volatile string? _failure;

    /// <summary>Gets or sets a value indicating whether another process runs the syncs of the SQLite file.</summary>
    public bool IsStandby { get; set; }

    public void LedgerAnswered() => _failure = null;

    public void LedgerFailed(Exception? exception)
        => _failure = exception is OAuthDatabaseException explained ? explained.Message : "The database of the historical syncs does not answer.";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        _failure is { } failure ? new HealthCheckResult(context.Registration.FailureStatus, failure)
        : IsStandby ? HealthCheckResult.Healthy("Another process runs the historical syncs of this file.")
        : HealthCheckResult.Healthy("Historical syncs are run."));
}
