using System.Collections.Immutable;
using Atom.OAuth.Analyzers.Common;

namespace Atom.OAuth.Analyzers.Providers;

/// <summary>The strength of a mark: a single strong mark is sufficient, a single weak one is not.</summary>
internal enum MarkStrength
{
    Weak,
    Strong,
}

/// <summary>A row of the table of marks.</summary>
/// <param name="Evidence">The evidence.</param>
/// <param name="Strength">Its strength.</param>
/// <param name="IsOAuth">True if it indicates an OAuth endpoint, false if it indicates any API of a provider.</param>
/// <param name="Unless">Evidence that invalidates the mark.</param>
/// <param name="NoOAuthWith">Evidence with which it indicates an API of a provider, but not an OAuth endpoint.</param>
internal readonly record struct ProviderMark(
    Evidence Evidence, MarkStrength Strength, bool IsOAuth, Evidence Unless = Evidence.None, Evidence NoOAuthWith = Evidence.None);

/// <summary>The table that decides whether a response comes from a provider.</summary>
internal static class ProviderMarks
{
    /// <summary>The evidence and its strength: one strong mark, or two weak ones, attribute a response to a provider.</summary>
    public static readonly ImmutableArray<ProviderMark> Table = ImmutableArray.Create(
        new ProviderMark(Evidence.Declared, MarkStrength.Strong, IsOAuth: true),
        new ProviderMark(Evidence.KnownHost, MarkStrength.Strong, IsOAuth: false),
        new ProviderMark(Evidence.OAuthPath, MarkStrength.Strong, IsOAuth: true),
        new ProviderMark(Evidence.ApiBelowOAuth, MarkStrength.Strong, IsOAuth: false),
        new ProviderMark(Evidence.GrantKey, MarkStrength.Strong, IsOAuth: true),
        new ProviderMark(Evidence.ClientSecret, MarkStrength.Strong, IsOAuth: true, NoOAuthWith: Evidence.ApiUrl),
        new ProviderMark(Evidence.EndpointProperty, MarkStrength.Strong, IsOAuth: true),
        new ProviderMark(Evidence.TokenMembers, MarkStrength.Strong, IsOAuth: true, Unless: Evidence.RelativeUrl),
        new ProviderMark(Evidence.ApiUrl, MarkStrength.Strong, IsOAuth: false),
        new ProviderMark(Evidence.QueryToken, MarkStrength.Strong, IsOAuth: false),
        new ProviderMark(Evidence.Bearer, MarkStrength.Weak, IsOAuth: false),
        // Names mean less next to a bearer token, which a token endpoint does not accept.
        new ProviderMark(Evidence.OAuthName, MarkStrength.Weak, IsOAuth: true, Unless: Evidence.PathNamesProvider, NoOAuthWith: Evidence.Bearer),
        // Sufficient in the scope of all provider responses; in the scope of OAuth responses, a type's name is a single weak mark.
        new ProviderMark(Evidence.OAuthTypeName, MarkStrength.Strong, IsOAuth: false, Unless: Evidence.RelativeUrl),
        new ProviderMark(Evidence.PublicUrl, MarkStrength.Weak, IsOAuth: false),
        new ProviderMark(Evidence.TypeKnowsProvider, MarkStrength.Weak, IsOAuth: false, Unless: Evidence.PathNamesProvider),
        new ProviderMark(Evidence.ProviderInName, MarkStrength.Weak, IsOAuth: false, Unless: Evidence.PathNamesProvider),
        new ProviderMark(Evidence.MethodName, MarkStrength.Weak, IsOAuth: true, Unless: Evidence.RelativeUrl, NoOAuthWith: Evidence.Bearer),
        new ProviderMark(Evidence.TypeName, MarkStrength.Weak, IsOAuth: true, Unless: Evidence.RelativeUrl, NoOAuthWith: Evidence.Bearer),
        new ProviderMark(Evidence.ReadTypeName, MarkStrength.Weak, IsOAuth: true, Unless: Evidence.RelativeUrl, NoOAuthWith: Evidence.Bearer));

    public static bool IsProvider(MarkEvidence evidence, ResponseScope scope)
    {
        if (scope == ResponseScope.All)
        {
            return true;
        }

        var weak = 0;
        foreach (var mark in Table)
        {
            if (Counts(mark, evidence, scope) && (mark.Strength == MarkStrength.Strong || ++weak == 2))
            {
                return true;
            }
        }

        return false;
    }

    public static bool Counts(ProviderMark mark, MarkEvidence evidence, ResponseScope scope) =>
        evidence.Has(mark.Evidence)
        && !evidence.Has(mark.Unless)
        && (scope != ResponseScope.OAuth || (mark.IsOAuth && !evidence.Has(mark.NoOAuthWith)));
}
