using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.CodeFixes.Fixing;
using Atom.OAuth.CodeFixes.TokenRequests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Atom.OAuth.CodeFixes.Rules;

/// <summary>
/// Fixes ATOM009: keeps the stored refresh token if the response has none.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeepRotatedRefreshTokenFixer))]
public sealed class KeepRotatedRefreshTokenFixer : RuleFixer
{
    /// <summary>Creates the fixer.</summary>
    public KeepRotatedRefreshTokenFixer()
        : base(RuleIds.KeepRotatedRefreshToken, StoredTokenFix.Keep)
    {
    }
}
