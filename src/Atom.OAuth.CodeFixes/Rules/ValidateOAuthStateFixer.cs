using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.CodeFixes.Callbacks;
using Atom.OAuth.CodeFixes.Fixing;
using Atom.OAuth.CodeFixes.Injection;
using Atom.OAuth.CodeFixes.States;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Rules;

/// <summary>
/// Fixes ATOM005: parses the state before the exchange, and rejects the request if the state is invalid.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ValidateOAuthStateFixer))]
public sealed class ValidateOAuthStateFixer : RuleFixer
{
    /// <summary>The key that identifies the fix in Fix All.</summary>
    public const string EquivalenceKey = RuleIds.ValidateOAuthState + ".Parse";

    /// <summary>The fix.</summary>
    internal static readonly RuleFix Parse = RuleFix.OfFiles(
        "Validate the state before the exchange",
        "Validate the state in all callbacks",
        EquivalenceKey,
        static (model, options, span) => CallbackSite.Find(model, options, span, static callback => callback.MissesStateCheck),
        static (model, options, span) => CallbackSite.Count(model, options, span, static callback => callback.MissesStateCheck),
        static site => StateCheckFix.Candidates(site).Concat(OwnFlow(site)),
        ServiceRegistration.FindMissingWhereTaken);

    /// <summary>Gets the fix that also precedes a use of the state in the callback's file.</summary>
    /// <param name="use">The position of the use.</param>
    internal static RuleFix ParseBefore(TextSpan use) => RuleFix.OfFiles(
        Parse.Title,
        Parse.FixAllTitle,
        Parse.EquivalenceKey,
        static (model, options, span) => CallbackSite.Find(model, options, span, static callback => callback.MissesStateCheck),
        static (model, options, span) => CallbackSite.Count(model, options, span, static callback => callback.MissesStateCheck),
        site => StateCheckFix.Candidates(site, site.Root.FindNode(use, getInnermostNodeForTie: true)),
        ServiceRegistration.FindMissingWhereTaken);

    /// <summary>Creates the fixer.</summary>
    public ValidateOAuthStateFixer()
        : base(RuleIds.ValidateOAuthState, Parse)
    {
    }

    /// <summary>For a desktop application that opens the browser itself: both ends get a local state, wherever they are.</summary>
    private static IEnumerable<FixChanges> OwnFlow(CallbackSite site) =>
        LocalState.AnswersRequests(site.Callback.Node, site.Model)
            ? Enumerable.Empty<FixChanges>()
            : StateSite.AllIn(site.Model.Compilation, site.Options)
                .Select(start => LocalState.AtBothEnds(start, StateTarget.Of(start.Finding))?.SeenFrom(site.Model.SyntaxTree, start.Model.SyntaxTree))
                .OfType<FixChanges>();
}
