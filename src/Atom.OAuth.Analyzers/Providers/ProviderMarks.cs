using System.Collections.Immutable;
using Atom.OAuth.Analyzers.Common;

namespace Atom.OAuth.Analyzers.Providers;

/// <summary>How much a mark says: one strong mark is enough, a weak one alone is not.</summary>
internal enum MarkStrength
{
    Weak,
    Strong,
}

/// <summary>One line of the table of marks.</summary>
/// <param name="Evidence">What was seen.</param>
/// <param name="Strength">How much that says.</param>
/// <param name="IsOAuth">True when it tells an OAuth endpoint, false when it tells any API of a provider.</param>
/// <param name="Unless">Evidence that takes the mark away.</param>
/// <param name="NoOAuthWith">Evidence with which it tells an API of a provider, and no OAuth endpoint.</param>
internal readonly record struct ProviderMark(
    Evidence Evidence, MarkStrength Strength, bool IsOAuth, Evidence Unless = Evidence.None, Evidence NoOAuthWith = Evidence.None);

/// <summary>The table that decides whether a response is a provider's.</summary>
internal static class ProviderMarks
{
    /// <summary>What was seen, and how much that says: one strong mark makes a response a provider's, or two weak ones.</summary>
    public static readonly ImmutableArray<ProviderMark> Table = ImmutableArray.Create(
        new ProviderMark(Evidence.Declared, MarkStrength.Strong, IsOAuth: true),
        new ProviderMark(Evidence.KnownHost, MarkStrength.Strong, IsOAuth: false),
        new ProviderMark(Evidence.OAuthPath, MarkStrength.Strong, IsOAuth: true),
        new ProviderMark(Evidence.GrantKey, MarkStrength.Strong, IsOAuth: true),
        new ProviderMark(Evidence.ClientSecret, MarkStrength.Strong, IsOAuth: true, NoOAuthWith: Evidence.ApiUrl),
        new ProviderMark(Evidence.EndpointProperty, MarkStrength.Strong, IsOAuth: true),
        new ProviderMark(Evidence.TokenMembers, MarkStrength.Strong, IsOAuth: true, Unless: Evidence.RelativeUrl),
        new ProviderMark(Evidence.ApiUrl, MarkStrength.Strong, IsOAuth: false),
        new ProviderMark(Evidence.QueryToken, MarkStrength.Strong, IsOAuth: false),
        new ProviderMark(Evidence.Bearer, MarkStrength.Weak, IsOAuth: false),
        // Names say less than a bearer token beside them, which a token endpoint does not take.
        new ProviderMark(Evidence.OAuthName, MarkStrength.Weak, IsOAuth: true, Unless: Evidence.PathNamesProvider, NoOAuthWith: Evidence.Bearer),
        // Enough where any provider's response counts; where only OAuth's own do, a type's name is one weak mark, whatever it is.
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
