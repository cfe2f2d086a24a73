using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.States;
using Atom.OAuth.CodeFixes.Callbacks;
using Atom.OAuth.CodeFixes.Fixing;
using Atom.OAuth.CodeFixes.Injection;
using Atom.OAuth.CodeFixes.States;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Rules;

/// <summary>
/// Fixes ATOM003: builds the state with the protector, where the request is built or in callers that get its URL; a flow that starts and ends
/// in the same process gets a local state.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ProtectOAuthStateFixer))]
public sealed class ProtectOAuthStateFixer : RuleFixer
{
    private static readonly RuleFix Protected = RuleFix.OfFiles(
        "Build the state with the protector",
        "Build all states with the protector",
        "ATOM003.Build",
        StateSite.Find,
        StateSite.Count,
        static site => Candidates(site, ByProtector),
        ServiceRegistration.FindMissingWhereTaken);

    private static readonly RuleFix Local = RuleFix.OfFiles(
        "Use a local state for the flow",
        "Use local states for all flows",
        "ATOM003.Local",
        StateSite.Find,
        StateSite.Count,
        static site => Candidates(site, static (report, target) => One(LocalState.AtBothEnds(report, target))));

    private static readonly RuleFix Kept = RuleFix.OfFiles(
        Local.Title,
        Local.FixAllTitle,
        Local.EquivalenceKey,
        StateSite.Find,
        StateSite.Count,
        static site => Candidates(site, static (report, target) => One(LocalState.Kept(report, target))));

    private static readonly RuleFix WithContent = RuleFix.OfFiles(
        "Build the state with the protector, with its content in Data, where the callback has to read it",
        "Build all states with the protector, with their content in Data, where the callbacks have to read it",
        "ATOM003.BuildWithData",
        StateSite.Find,
        StateSite.Count,
        static site => Candidates(site, ByProtectorWithContent),
        ServiceRegistration.FindMissingWhereTaken);

    private static readonly RuleFix ReadContent = RuleFix.Of(
        "Read the content from Data of the checked state, where the request has to put it",
        "Read all contents from Data of checked states, where the requests have to put them",
        "ATOM003.ReadData",
        StateSite.Find,
        StateSite.Count,
        ReadContentFix.Candidates);

    private static readonly RuleFix Read = RuleFix.Of(
        "Take the user from the checked state",
        "Take all users from checked states",
        "ATOM003.Read",
        StateSite.Find,
        StateSite.Count,
        TakenStateFix.Candidates);

    /// <summary>Initializes a new instance of the <see cref="ProtectOAuthStateFixer"/> class.</summary>
    public ProtectOAuthStateFixer()
        : base(
            RuleIds.ProtectOAuthState,
            Protected with
            {
                Apply = static (model, options, span) =>
                    Protected.Apply(model, options, span) is { } built && Local.Apply(model, options, span) is null ? built : null,
            },
            Local with
            {
                Apply = static (model, options, span) => Local.Apply(model, options, span)
                    ?? (Kept.Apply(model, options, span) is { } kept && Protected.Apply(model, options, span) is null ? kept : null),
            },
            Read with
            {
                Apply = static (model, options, span) => WithCheck(Read, model, options, span),
                Completion = ServiceRegistration.FindMissing,
            },
            WithContent,
            ReadContent with
            {
                Apply = static (model, options, span) =>
                    WithCheck(Read, model, options, span) is null ? WithCheck(ReadContent, model, options, span) : null,
                Completion = ServiceRegistration.FindMissing,
            })
    {
    }

    /// <summary>
    /// Applies a fix that uses the result of a check. For a callback that does not check its state yet, it adds that of ATOM005's fix first. The check
    /// moves up to the use if that comes before the exchange.
    /// </summary>
    private static FixResult? WithCheck(RuleFix fix, SemanticModel model, OAuthOptions options, TextSpan span) =>
        fix.Apply(model, options, span)
        ?? (StateSite.Find(model, options, span) is { Finding: { Problem: StateProblem.TakenApart, Function: var function } }
            && CallbackSite.At(model, options, function, static callback => callback.MissesStateCheck) is { } callback
                ? new[] { ValidateOAuthStateFixer.Parse, ValidateOAuthStateFixer.ParseBefore(span) }
                    .Select(check => check.Apply(model, options, callback) is { } parsed
                        && fix.Apply(parsed.Compilation.GetSemanticModel(parsed.Tree), options, PositionMap.Map(parsed.Changes, span)) is { } read
                            ? read.After(parsed, model.SyntaxTree)
                            : null)
                    .FirstOrDefault(static result => result is not null)
                : null);

    private static IEnumerable<FixChanges> Candidates(StateSite site, Func<StateSite, StateTarget?, IEnumerable<FixChanges>> changes)
    {
        var target = StateTarget.Of(site.Finding);
        return target is not null && ConstantInText.IsUsedElsewhere(target, site.Model.Compilation)
            ? Enumerable.Empty<FixChanges>()
            : changes(site, target);
    }

    private static IEnumerable<FixChanges> One(FixChanges? changes) => changes is null ? Enumerable.Empty<FixChanges>() : new[] { changes };

    /// <summary>For a state that carries more than the user: the callback reads it from the data of the protected one.</summary>
    private static IEnumerable<FixChanges> ByProtectorWithContent(StateSite site, StateTarget? target)
    {
        if (target is null
            || StateContent.Of(target, site.Model) is not { } content
            || StateProvider.IdOf(site.Finding, site.Model, site.Options) is not { } provider
            || FlowContent.IsReadByCallbacks(provider, site.Model.Compilation) is false)
        {
            yield break;
        }

        if (BuiltState.At(site, content, provider, withContent: true) is { } built)
        {
            yield return new FixChanges(built.Changes, Array.Empty<FileChanges>());
        }
    }

    private static IEnumerable<FixChanges> ByProtector(StateSite site, StateTarget? target)
    {
        if (StateProvider.IdOf(site.Finding, site.Model, site.Options) is not { } provider
            || target is null
            || BuiltState.IsAddedLater(site.Finding, Functions.Around(target.Node)))
        {
            yield break;
        }

        if (BuiltState.At(site, target, provider) is { } built)
        {
            yield return new FixChanges(built.Changes, Array.Empty<FileChanges>());
        }

        if (HandedInState.Changes(site, target, provider) is { } handedIn)
        {
            yield return handedIn;
        }
    }
}
