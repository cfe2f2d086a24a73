namespace Atom.OAuth.Analyzers.Common;

/// <summary>
/// The tags of descriptors, which the compiler writes into its log. GitHub code scanning filters by them, and treats a rule with the tag
/// <c>security</c> as a security rule: these are the rules in the preset of that name.
/// </summary>
internal static class RuleTags
{
    /// <summary>The common tag of all rules.</summary>
    public const string OAuth = "oauth";

    public const string Security = "security";

    public const string Reliability = "reliability";

    public const string Maintainability = "maintainability";

    /// <summary>Cross-site request forgery in CodeQL's notation: an unsolicited callback connects somebody else's account.</summary>
    public const string RequestForgery = "external/cwe/cwe-352";
}
