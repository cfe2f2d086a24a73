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
    /// <summary>The key under which Fix All finds the same fix.</summary>
    public const string EquivalenceKey = RuleIds.FormatOAuthErrors + ".Format";

    /// <summary>Creates the fixer.</summary>
    public FormatOAuthErrorsFixer()
        : base(
            RuleIds.FormatOAuthErrors,
            new RuleFix("Word it with OAuthErrorMessage", "Word all OAuth errors with OAuthErrorMessage", EquivalenceKey, ErrorMessageFix.Apply))
    {
    }
}
