using System.Collections.Immutable;

namespace Atom.OAuth.Analyzers.Common;

/// <summary>What a report tells tools beside its message.</summary>
internal static class ReportProperties
{
    /// <summary>The provider's display name, where it is known.</summary>
    public const string Provider = "Provider";

    public static ImmutableDictionary<string, string?> Of(string? provider) =>
        ImmutableDictionary<string, string?>.Empty.Add(Provider, provider);
}
