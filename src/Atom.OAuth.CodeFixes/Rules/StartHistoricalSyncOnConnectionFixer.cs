using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.CodeFixes.Callbacks;
using Atom.OAuth.CodeFixes.Fixing;
using Atom.OAuth.CodeFixes.Injection;
using Atom.OAuth.CodeFixes.States;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Rules;

/// <summary>
/// Fixes ATOM002: starts the historical sync after the connection is saved.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StartHistoricalSyncOnConnectionFixer))]
public sealed class StartHistoricalSyncOnConnectionFixer : RuleFixer
{
    /// <summary>The key that identifies the fix in Fix All.</summary>
    public const string EquivalenceKey = RuleIds.StartHistoricalSyncOnConnection + ".Trigger";

    private const string Title = "Start the historical sync";
    private const string OfApplication = " of the application's own connection";
    private const string FixAllTitle = "Start the historical sync in all callbacks";

    private static readonly RuleFix Trigger = TriggerFor(SyncTriggerFix.ForUser);

    private static readonly RuleFix TriggerForApplication = TriggerFor(SyncTriggerFix.ForApplication);

    private static readonly RuleFix TriggerForSavedKey = TriggerFor(SyncTriggerFix.ForSavedKey);

    /// <summary>Creates the fixer.</summary>
    public StartHistoricalSyncOnConnectionFixer()
        : base(
            RuleIds.StartHistoricalSyncOnConnection,
            new RuleFix(
                Title,
                FixAllTitle,
                EquivalenceKey,
                static (model, options, span) => Trigger.Apply(model, options, span)
                    ?? ForApplication(model, options, span)
                    ?? WithState(model, options, span)
                    ?? TriggerForSavedKey.Apply(model, options, span))
            {
                Completion = ServiceRegistration.FindMissing,
            })
    {
    }

    private static RuleFix TriggerFor(Func<CallbackSite, IEnumerable<IReadOnlyList<TextChange>>> candidates) => RuleFix.Of(
        Title,
        FixAllTitle,
        EquivalenceKey,
        static (model, options, span) => CallbackSite.Find(model, options, span, static callback => callback.MissesSync),
        static (model, options, span) => CallbackSite.Count(model, options, span, static callback => callback.MissesSync),
        candidates);

    /// <summary>For a connection that is saved under nothing: the title says whose it is.</summary>
    private static FixResult? ForApplication(SemanticModel model, OAuthOptions options, TextSpan span) =>
        TriggerForApplication.Apply(model, options, span) is { } result ? result with { Remark = OfApplication } : null;

    /// <summary>For a callback without a user or a state check: the state parsed by ATOM005's fix contains the user who started the flow.</summary>
    private static FixResult? WithState(SemanticModel model, OAuthOptions options, TextSpan span)
    {
        if (CallbackSite.Find(model, options, span, static callback => callback.MissesSync && callback.MissesStateCheck) is not { } site
            || FlowStart.IsForNobody(site)
            || ValidateOAuthStateFixer.Parse.Apply(model, options, span) is not { } parsed)
        {
            return null;
        }

        var triggered = Trigger.Apply(parsed.Compilation.GetSemanticModel(parsed.Tree), options, PositionMap.Map(parsed.Changes, span));
        return triggered?.After(parsed, model.SyntaxTree);
    }
}
