using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Integrations;

/// <summary>The integrations of the application.</summary>
internal sealed class IntegrationRegistry
{
    private readonly FrozenDictionary<string, Integration> _integrations;

    public IntegrationRegistry(IEnumerable<IntegrationName> names, IOptionsMonitor<OAuthIntegrationOptions> options)
    {
        Dictionary<string, Integration> integrations = new(StringComparer.Ordinal);
        List<string> problems = [];
        foreach (var name in names)
        {
            if (IntegrationFactory.TryCreate(name.Id, options.Get(name.Id), out var integration, out var found))
            {
                integrations[name.Id] = integration;
            }

            problems.AddRange(found);
        }

        if (problems.Count > 0)
        {
            throw new OptionsValidationException(nameof(OAuthIntegrationOptions), typeof(OAuthIntegrationOptions), problems);
        }

        _integrations = integrations.ToFrozenDictionary(StringComparer.Ordinal);
        All = [.. integrations.Values];
    }

    public IReadOnlyList<Integration> All { get; }

    public Integration? Find(string? id) => id is not null && _integrations.TryGetValue(id, out var integration) ? integration : null;
}

/// <summary>The id of an added integration.</summary>
internal sealed record IntegrationName(string Id);
