using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.CodeFixes.Fixing;
using Atom.OAuth.CodeFixes.Responses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Atom.OAuth.CodeFixes.Rules;

/// <summary>
/// Fixes ATOM001: checks the response for HTML before the read.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CheckHtmlBeforeReadingJsonFixer))]
public sealed class CheckHtmlBeforeReadingJsonFixer : RuleFixer
{
    /// <summary>Creates the fixer.</summary>
    public CheckHtmlBeforeReadingJsonFixer()
        : base(RuleIds.CheckHtmlBeforeReadingJson, ResponseFix.All())
    {
    }
}
