using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.CodeFixes.Errors;
using Atom.OAuth.CodeFixes.Fixing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Atom.OAuth.CodeFixes.Rules;

/// <summary>
/// Fixes ATOM004: calls the formatter with the values in the message.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FormatOAuthErrorsFixer))]
public sealed class FormatOAuthErrorsFixer : RuleFixer
{
    /// <summary>Creates the fixer.</summary>
    public FormatOAuthErrorsFixer()
        : base(RuleIds.FormatOAuthErrors, ErrorMessageFix.Format)
    {
    }
}
