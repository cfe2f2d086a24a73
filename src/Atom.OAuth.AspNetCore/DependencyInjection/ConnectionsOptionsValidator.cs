using Atom.OAuth;
using Atom.OAuth.Integrations;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Reports at startup what would otherwise fail later.</summary>
internal sealed class ConnectionsOptionsValidator : IValidateOptions<ConnectionsOptions>
{
    public ValidateOptionsResult Validate(string? name, ConnectionsOptions options)
    {
        List<string> problems = [];
        Check(options.UserId is not null, nameof(options.UserId), "must not be null");
        Check(options.TenantId is not null, nameof(options.TenantId), "must not be null: for an application without tenants, return null");
        Check(
            options.PublicOrigin is null
                || (TokenHosts.TryReadOrigin(options.PublicOrigin, out var origin) && (origin.Scheme == Uri.UriSchemeHttps || origin.IsLoopback)),
            nameof(options.PublicOrigin),
            "has to be scheme and host, such as https://app.example; http is for loopback");
        Range(options.RefreshAhead, TimeSpan.Zero, TimeSpan.FromMinutes(30), nameof(options.RefreshAhead));
        Range(options.TokenCacheTime, TimeSpan.Zero, TimeSpan.FromMinutes(10), nameof(options.TokenCacheTime));
        Range(options.TokenRequestTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), nameof(options.TokenRequestTimeout));
        Range(options.RefreshLease, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(15), nameof(options.RefreshLease));
        Range(options.StoreRetryTime, TimeSpan.Zero, TimeSpan.FromMinutes(5), nameof(options.StoreRetryTime));
        Range(options.ObserverTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(5), nameof(options.ObserverTimeout));
        Check(
            options.RefreshLease > options.TokenRequestTimeout,
            nameof(options.RefreshLease),
            $"has to be longer than {nameof(options.TokenRequestTimeout)}: or another process would refresh while the first still waits for its "
                + $"answer");
        Check(
            options.KeepAliveInterval is null || options.KeepAliveInterval >= TimeSpan.FromMinutes(1),
            nameof(options.KeepAliveInterval),
            "has to be at least a minute");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

        void Check(bool holds, string property, string demand)
        {
            if (!holds)
            {
                problems.Add($"{nameof(ConnectionsOptions)}.{property} {demand}.");
            }
        }

        void Range(TimeSpan value, TimeSpan least, TimeSpan most, string property)
            => Check(value >= least && value <= most, property, $"has to be from {least} to {most}");
    }
}
