using Atom.OAuth.Analyzers;
using Atom.OAuth.CodeFixes.Errors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Atom.OAuth.CodeFixes.Rules;

/// <summary>
/// Fixes ATOM004: calls the formatter with the values that the message was made of.
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
