using Atom.OAuth.Analyzers;
using Atom.OAuth.CodeFixes.Callbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Atom.OAuth.CodeFixes.Rules;

/// <summary>
/// Fixes ATOM002: starts the historical sync after the connection is saved.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StartHistoricalSyncOnConnectionFixer))]
public sealed class StartHistoricalSyncOnConnectionFixer : RuleFixer
{
    /// <summary>The key under which Fix All finds the same fix.</summary>
    public const string EquivalenceKey = RuleIds.StartHistoricalSyncOnConnection + ".Trigger";

    /// <summary>Creates the fixer.</summary>
    public StartHistoricalSyncOnConnectionFixer()
        : base(
            RuleIds.StartHistoricalSyncOnConnection,
            RuleFix.Of(
                "Start the historical sync",
                "Start the historical sync in all callbacks",
                EquivalenceKey,
                static (model, options, span) => CallbackSite.Find(model, options, span, static callback => callback.MissesSync),
                static (model, options, span) => CallbackSite.Count(model, options, span, static callback => callback.MissesSync),
                SyncTriggerFix.Candidates))
    {
    }
}
