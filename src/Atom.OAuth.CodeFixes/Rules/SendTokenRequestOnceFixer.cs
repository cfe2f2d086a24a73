using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.CodeFixes.Fixing;
using Atom.OAuth.CodeFixes.TokenRequests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Atom.OAuth.CodeFixes.Rules;

/// <summary>
/// Fixes ATOM008 on the standard resilience handler: excludes unsafe methods from retries.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SendTokenRequestOnceFixer))]
public sealed class SendTokenRequestOnceFixer : RuleFixer
{
    /// <summary>Creates the fixer.</summary>
    public SendTokenRequestOnceFixer()
        : base(RuleIds.SendTokenRequestOnce, StandardHandlerFix.LeaveOut)
    {
    }
}
