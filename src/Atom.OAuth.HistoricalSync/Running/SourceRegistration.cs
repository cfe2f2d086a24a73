namespace Atom.OAuth.Sync;

/// <summary>A source, its limits, and its factory.</summary>
internal sealed record SourceRegistration(HistoricalSyncSourceOptions Options, Func<IServiceProvider, IHistoricalSyncSource> Create)
{
    public (string IntegrationId, string Kind) Key => (Options.IntegrationId, Options.Kind);

    /// <summary>
    /// Gets a value indicating whether the provider sends the history by webhook on request, instead of serving pages.
    /// </summary>
    public bool IsPushed { get; init; }

    public static SourceRegistration Of(
        string integrationId,
        string kind,
        string? appType,
        Action<HistoricalSyncSourceOptions>? configure,
        Func<IServiceProvider, IHistoricalSyncSource> create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(integrationId);
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        var options = HistoricalSyncLimits.Find(integrationId, kind, appType);
        configure?.Invoke(options);
        if (options.WindowLength is { } length && length < TimeSpan.FromHours(1))
        {
            throw new ArgumentException(
                $"A window of {integrationId} is {length} long. Set {nameof(options.WindowLength)} to an hour at least, or null for a month.",
                nameof(configure));
        }

        if (options.ReachMonths is < 1)
        {
            throw new ArgumentException(
                $"{integrationId} reaches back {options.ReachMonths} months. Set {nameof(options.ReachMonths)} to 1 at least, or null.",
                nameof(configure));
        }

        return new(options, create);
    }
}

/// <summary>All sources of the application, by integration and kind.</summary>
internal sealed class Sources(IEnumerable<SourceRegistration> registrations) : IPushedHistorySupport
{
    private readonly ILookup<string, SourceRegistration> _byIntegration = registrations.ToLookup(
        source => source.Options.IntegrationId, StringComparer.Ordinal);

    /// <summary>Gets the sources of an integration.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public IReadOnlyList<SourceRegistration> Of(string integrationId)
    {
        SourceRegistration[] found = [.. _byIntegration[integrationId]];
        var known = _byIntegration.Select(group => group.Key).Order(StringComparer.Ordinal).DefaultIfEmpty("none");
        return found.Length > 0
            ? found
            : throw new InvalidOperationException(
                $"The integration '{integrationId}' has no source of history. Add one: AddHistoricalSync().AddSource<…>(\"{integrationId}\"). "
                + $"There are sources for: {string.Join(", ", known)}.");
    }

    public bool Supports(string integrationId) => _byIntegration[integrationId].Any(source => source.IsPushed);

    public SourceRegistration? Find(string integrationId, string kind)
        => _byIntegration[integrationId].FirstOrDefault(source => source.Options.Kind == kind);
}
