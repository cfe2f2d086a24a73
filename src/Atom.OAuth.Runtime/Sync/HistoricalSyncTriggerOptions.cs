using Microsoft.Extensions.Options;

namespace Atom.OAuth;

/// <summary>The options of the historical sync trigger.</summary>
public sealed class HistoricalSyncTriggerOptions
{
    /// <summary>Gets or sets how long a callback waits for a sync to start: more than zero, at most one minute, by default 2 seconds.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets how often failed starts are retried: one second to one day, by default one minute.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how many pending starts the in-memory store holds: at least 1, by default 10,000.</summary>
    public int MaxPending { get; set; } = 10_000;
}

/// <summary>Validates the options when the application starts.</summary>
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
