using Microsoft.Extensions.Options;

namespace Atom.OAuth;

/// <summary>The bounds of the historical sync trigger.</summary>
public sealed class HistoricalSyncTriggerOptions
{
    /// <summary>Gets or sets how long a callback waits at most for a sync to start. Above zero, at most one minute; 2 seconds by default.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets how often what could not start is tried again. At least one second; one minute by default.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how many starts the store in memory keeps at most. At least 1; 10,000 by default.</summary>
    public int MaxPending { get; set; } = 10_000;
}

/// <summary>Checks the options when the application starts.</summary>
internal sealed class HistoricalSyncTriggerOptionsValidator : IValidateOptions<HistoricalSyncTriggerOptions>
{
    public ValidateOptionsResult Validate(string? name, HistoricalSyncTriggerOptions options)
    {
        List<string> failures = [];
        if (options.StartTimeout <= TimeSpan.Zero || options.StartTimeout > TimeSpan.FromMinutes(1))
        {
            failures.Add($"{nameof(options.StartTimeout)} is {options.StartTimeout}. Set it above zero and to at most one minute: a user waits for it.");
        }

        if (options.SweepInterval < TimeSpan.FromSeconds(1) || options.SweepInterval > TimeSpan.FromDays(1))
        {
            failures.Add($"{nameof(options.SweepInterval)} is {options.SweepInterval}. Set it to between one second and one day.");
        }

        if (options.MaxPending < 1)
        {
            failures.Add($"{nameof(options.MaxPending)} is {options.MaxPending}. Set it to at least 1.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
