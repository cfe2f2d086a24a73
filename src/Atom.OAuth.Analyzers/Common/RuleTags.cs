namespace Atom.OAuth.Analyzers.Common;

/// <summary>
/// The tags of descriptors, which the compiler writes into its log. Code scanning of GitHub filters by them, and takes a rule with the tag
/// <c>security</c> for one of security: that is what the preset of that name has.
/// </summary>
internal static class RuleTags
{
    /// <summary>The subject of all of them.</summary>
    public const string OAuth = "oauth";

    public const string Security = "security";

    public const string Reliability = "reliability";

    public const string Maintainability = "maintainability";

    /// <summary>Cross-site request forgery, as CodeQL writes it: a callback that was not asked for connects somebody else's account.</summary>
    public const string RequestForgery = "external/cwe/cwe-352";
}
