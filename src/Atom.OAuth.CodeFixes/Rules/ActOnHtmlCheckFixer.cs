using Atom.OAuth.Analyzers;
using Atom.OAuth.CodeFixes.Insertion;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Atom.OAuth.CodeFixes.Rules;

/// <summary>
/// Fixes ATOM006: acts on the answer, moves the check before the read, or checks the response that is read.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ActOnHtmlCheckFixer))]
public sealed class ActOnHtmlCheckFixer : RuleFixer
{
    /// <summary>The key of the default fix: throw, or put the check where it belongs.</summary>
    public const string ThrowKey = RuleIds.ActOnHtmlCheck + ".Throw";

    /// <summary>The key of the fix that returns the method's own kind of error.</summary>
    public const string ReturnKey = RuleIds.ActOnHtmlCheck + ".Return";

    /// <summary>Creates the fixer.</summary>
    public ActOnHtmlCheckFixer()
        : base(
            RuleIds.ActOnHtmlCheck,
            Create("Act on the HTML check", ThrowKey, ThrowException.Instance),
            Create("Return an error when it is HTML", ReturnKey, ReturnError.Instance))
    {
    }

    private static RuleFix Create(string title, string key, IPageFailure failure) =>
        new(title, "Act on all HTML checks", key, (model, options, span) => CheckMisuseFix.Apply(model, options, span, failure));
}
