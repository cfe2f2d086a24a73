using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.CodeFixes.Fixing;
using Atom.OAuth.CodeFixes.TokenRequests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Atom.OAuth.CodeFixes.Rules;

/// <summary>
/// Fixes ATOM009 where a stored refresh token is overwritten with none: keeps the stored one then.
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
