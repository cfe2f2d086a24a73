using Atom.OAuth.Analyzers.Common;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Providers;

/// <summary>Describes the marks by which a response was attributed to a provider: the strong ones, or the weak ones if there are none.</summary>
internal static class MarkWords
{
    /// <summary>One would suffice; a few show that it is not a coincidence.</summary>
    private const int Most = 4;

    /// <summary>Returns the marks in this compilation; those in files of referenced projects must not be reported.</summary>
    public static IReadOnlyList<ReportEvidence> Of(MarkEvidence evidence, ResponseScope scope, Compilation compilation)
    {
        var counted = ProviderMarks.Table.Where(mark => ProviderMarks.Counts(mark, evidence, scope)).ToList();
        var strong = counted.Where(static mark => mark.Strength == MarkStrength.Strong).ToList();
        return (strong.Count > 0 ? strong : counted)
            .SelectMany(mark => evidence.Places.Where(place => place.Evidence == mark.Evidence
                && place.Location.SourceTree is { } tree
                && compilation.ContainsSyntaxTree(tree)))
            .Select(static place => new ReportEvidence(place.Location, Text(place)))
            .GroupBy(static found => found.Text.Replace("_", string.Empty), StringComparer.OrdinalIgnoreCase)
            .Select(static same => same.First())
            .Take(Most)
            .GroupBy(static found => found.Location, static found => found.Text)
            .Select(static found => new ReportEvidence(found.Key, string.Join(", ", found)))
            .ToList();
    }

    public static string Text(MarkPlace place) => place.Evidence switch
    {
        Evidence.Declared => "[OAuthProvider]",
        Evidence.KnownHost => $"host {place.Word}",
        Evidence.OAuthPath => "path of an OAuth endpoint",
        Evidence.ApiBelowOAuth => "path of an API below OAuth's",
        Evidence.GrantKey or Evidence.ClientSecret => place.Word ?? "parameters of a token request",
        Evidence.EndpointProperty => $"endpoint '{place.Word}'",
        Evidence.TokenMembers => place.Word is null ? "access_token" : $"access_token in '{place.Word}'",
        Evidence.ApiUrl => $"API on {place.Word}",
        Evidence.Bearer => "bearer token",
        Evidence.QueryToken => "access_token in a query",
        Evidence.PublicUrl => $"URL on {place.Word}",
        Evidence.TypeKnowsProvider => $"{place.Word ?? "OAuth"} in the same type",
        _ => $"name '{place.Word}'",
    };
}
