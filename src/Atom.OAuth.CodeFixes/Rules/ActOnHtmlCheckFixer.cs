using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.CodeFixes.Fixing;
using Atom.OAuth.CodeFixes.Responses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Atom.OAuth.CodeFixes.Rules;

/// <summary>
/// Fixes ATOM006: uses the result of the check, moves the check before the read, or checks the response that is read.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ActOnHtmlCheckFixer))]
public sealed class ActOnHtmlCheckFixer : RuleFixer
{
    /// <summary>Creates the fixer.</summary>
    public ActOnHtmlCheckFixer()
        : base(RuleIds.ActOnHtmlCheck, CheckMisuseFix.Throw, CheckMisuseFix.Return)
    {
    }
}
