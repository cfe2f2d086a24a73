using Atom.OAuth.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Responses;

/// <summary>Converts a plan to text changes: the check, the handling of an HTML page, and the changes to the surrounding code.</summary>
internal sealed class CheckStatements
{
    private readonly ReadSite _site;
    private readonly CheckPlan _plan;
    private readonly InsertionPoint _point;
    private readonly EnclosingFunction _function;
    private readonly bool _becomesAsync;
    private readonly bool _awaits;
    private readonly LocalNames _names;
    private readonly Imports _imports;
    private readonly TextLayout _layout;

    private CheckStatements(ReadSite site, CheckPlan plan, InsertionPoint point, EnclosingFunction function, bool becomesAsync)
    {
        _site = site;
        _plan = plan;
        _point = point;
        _function = function;
        _becomesAsync = becomesAsync;
        _awaits = becomesAsync || function.CanAwait;
        _names = new LocalNames(point, site.Model);
        _imports = new Imports(site.Model, point.Node.SpanStart);
        _layout = new TextLayout(site.Root, site.Text, point.Node.SpanStart);
    }

    /// <summary>Gets the changes to try, best first; none if the check cannot be inserted.</summary>
    /// <param name="site">The diagnostic.</param>
    /// <param name="plan">What to check.</param>
    /// <param name="failure">What to do if the response is an HTML page.</param>
    public static IEnumerable<IReadOnlyList<TextChange>> Changes(ReadSite site, CheckPlan plan, IPageFailure failure)
    {
        if (InsertionPoint.Before(plan.Anchor, site.Model) is not { } point
            || EnclosingFunction.Of(plan.Anchor, site.Model) is not { } function
            || Directives.Touch(point)
            || (point.IsConditional && (plan.Local is not null || DependsOnNullTest(plan, point))))
        {
            yield break;
        }

        // A function that returns the task of the read should await rather than block; it blocks if it cannot be made async.
        var handsOnTask = plan.NeedsAsync || (plan.Form is BodyForm.Response or BodyForm.Content && IsTaskHandedOn(site));
        if (handsOnTask
            && function.ReturnsTask
            && new CheckStatements(site, plan, point, function, becomesAsync: true).Changes(failure) is { } asynchronous)
        {
            yield return asynchronous;
        }

        if ((!plan.NeedsAsync || function.CanAwait)
            && new CheckStatements(site, plan, point, function, becomesAsync: false).Changes(failure) is { } changes)
        {
            yield return changes;
        }
    }

    private List<TextChange>? Changes(IPageFailure failure)
    {
        var local = _plan.Local is null ? null : _names.TakeEither(_plan.Local.Name, _plan.Local.OtherName);
        var (isHtml, htmlError) = _names.TakePair("isHtml", "htmlError");
        if (failure.Statement(_site, _function, _function.IsAsync || _becomesAsync, htmlError, _imports) is not { } reaction)
        {
            return null;
        }

        var lines = new List<string>();
        if (_plan.Local is { } introduced)
        {
            lines.Add($"{(introduced.IsDisposed && MayDeclareUsing() ? "using " : "")}var {local} = {Fill(introduced.Value)};");
        }

        lines.Add($"var ({isHtml}, {htmlError}) = {CheckCall.Write(_plan, Fill(_plan.Subject), _site, _function, _awaits, _imports)};");
        lines.AddRange(_layout.BraceOnOwnLine ? new[] { $"if ({isHtml})", "{" } : new[] { $"if ({isHtml}) {{" });
        lines.Add("\t" + reaction);
        lines.Add("}");
        lines.Add(string.Empty);
        if (_plan.After is { } after)
        {
            lines.Add(Fill(after));
        }

        var replacements = _plan.Replacements.Select(r => new TextChange(r.Node.Span, Fill(r.Text))).ToList();
        var inserter = new StatementInserter(_point, _site.Text, _layout, replacements.Select(static r => r.Span).ToList());
        return UsingDirectives.Add(_imports.Missing, _site.Root, _site.Text, _site.Node, _layout)
            .Concat(inserter.Insert(lines, _function.ReturnsValue))
            .Concat(_becomesAsync ? AsyncConversion.Changes(_function) : Enumerable.Empty<TextChange>())
            .Concat(replacements)
            .OrderBy(static change => change.Span.Start)
            .ThenBy(static change => change.Span.End)
            .ToList();

        string Fill(string text) => local is null ? text : text.Replace(NewLocal.Placeholder, local);
    }

    private static bool IsTaskHandedOn(ReadSite site) =>
        ReferenceEquals(site.Finding.Site.WithWaiting(), site.Finding.Site)
        && !SymbolEqualityComparer.Default.Equals(site.Symbols.Awaited(site.Finding.Site.Type), site.Finding.Site.Type);

    /// <summary>A using declaration is not allowed directly in a switch section, and requires C# 8.</summary>
    private bool MayDeclareUsing() =>
        _point.Owner is not SwitchSectionSyntax
        && ((CSharpParseOptions)_site.Root.SyntaxTree.Options).LanguageVersion >= LanguageVersion.CSharp8;

    /// <summary>Returns true if the read depends on a null test of its response: before that test, nothing may be called on the response.</summary>
    private static bool DependsOnNullTest(CheckPlan plan, InsertionPoint point) =>
        plan.Form is BodyForm.Response or BodyForm.Content
        && RepeatableExpression.Root(plan.Subject) is { } name
        && point.ConditionsAbove(point.Anchor).Any(condition =>
            condition.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(identifier =>
                identifier.Identifier.ValueText == name && identifier.Parent is not MemberAccessExpressionSyntax));
}
