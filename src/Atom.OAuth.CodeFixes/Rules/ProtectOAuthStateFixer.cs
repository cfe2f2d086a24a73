using Atom.OAuth.Analyzers.Common;
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
/// Fixes ATOM003: builds the state with the protector, where the request is built or in those who ask for its URL.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ProtectOAuthStateFixer))]
public sealed class ProtectOAuthStateFixer : RuleFixer
{
    private static readonly RuleFix Build = RuleFix.OfFiles(
        "Build the state with the protector",
        "Build all states with the protector",
        "ATOM003.Build",
        StateSite.Find,
        StateSite.Count,
        Candidates,
        ServiceRegistration.FindMissingWhereTaken);

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
            Build,
            Read with
            {
                Apply = static (model, options, span) => Read.Apply(model, options, span) ?? WithCheck(model, options, span),
                Completion = ServiceRegistration.FindMissing,
            })
    {
    }

    /// <summary>A callback that does not check its state yet: first the check of ATOM005's fix, then what it says.</summary>
    private static FixResult? WithCheck(SemanticModel model, OAuthOptions options, TextSpan span) =>
        StateSite.Find(model, options, span) is { Finding: { Problem: StateProblem.TakenApart, Function: var function } }
        && CallbackSite.At(model, options, function, static callback => callback.MissesStateCheck) is { } callback
        && ValidateOAuthStateFixer.Parse.Apply(model, options, callback) is { } parsed
        && Read.Apply(parsed.Compilation.GetSemanticModel(parsed.Tree), options, PositionMap.Map(parsed.Changes, span)) is { } read
            ? read.After(parsed, model.SyntaxTree)
            : null;

    private static IEnumerable<FixChanges> Candidates(StateSite site)
    {
        var target = StateTarget.Of(site.Finding);
        if (target is not null && ConstantInText.IsUsedElsewhere(target, site.Model.Compilation))
        {
            yield break;
        }

        if (LocalState.AtBothEnds(site, target) is { } local)
        {
            yield return local;
        }

        if (StateProvider.IdOf(site.Finding, site.Model) is { } provider)
        {
            if (target is not null
                && BuiltState.At(site, target, provider) is { } built)
            {
                yield return new FixChanges(built.Changes, Array.Empty<FileChanges>());
            }

            if (HandedInState.Changes(site, target, provider) is { } handedIn)
            {
                yield return handedIn;
            }
        }

        if (LocalState.Kept(site, target) is { } kept)
        {
            yield return kept;
        }
    }
}
