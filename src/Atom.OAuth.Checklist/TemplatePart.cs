using Atom.OAuth.Analyzers.Common;

namespace Atom.OAuth.Checklist;

/// <summary>A part of the template.</summary>
/// <param name="Id">The id in the JSON format.</param>
/// <param name="Name">The display name.</param>
/// <param name="Rules">The rules that report where it is missing.</param>
/// <param name="Steps">The steps of its code, all of which are required.</param>
internal sealed record TemplatePart(string Id, string Name, string[] Rules, string[] Steps)
{
    public static readonly TemplatePart HtmlChecks = new(
        "html-checks", "HTML checks", [RuleIds.CheckHtmlBeforeReadingJson, RuleIds.ActOnHtmlCheck], ["checked"]);
    public static readonly TemplatePart HistoricalSync = new(
        "historical-sync", "Historical sync", [RuleIds.StartHistoricalSyncOnConnection], ["started"]);
    public static readonly TemplatePart ErrorMessages = new("error-messages", "Error messages", [RuleIds.FormatOAuthErrors], ["worded"]);
    public static readonly TemplatePart State = new("state", "State", [RuleIds.ProtectOAuthState, RuleIds.ValidateOAuthState], ["made", "checked"]);

    public static readonly TemplatePart TokenRequests = new(
        "token-requests", "Token requests", [RuleIds.SendTokenRequestOnce, RuleIds.KeepRotatedRefreshToken], ["sent"]);

    public static readonly IReadOnlyList<TemplatePart> All = [HtmlChecks, HistoricalSync, ErrorMessages, State, TokenRequests];

    /// <summary>Gets the part whose absence a rule reports; retired endpoints do not belong to a part.</summary>
    public static TemplatePart? OfRule(string id) => All.FirstOrDefault(part => part.Rules.Contains(id));
}
