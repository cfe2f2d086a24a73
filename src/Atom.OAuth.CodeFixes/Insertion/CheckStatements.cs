using Atom.OAuth.CodeFixes.Rules;
using Atom.OAuth.CodeFixes.Subjects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Insertion;

/// <summary>Turns a plan into changes of text: the check, what happens for a page, and what the plan changes around it.</summary>
internal sealed class CheckStatements
{
    private readonly ReadSite _site;
    private readonly CheckPlan _plan;
    private readonly InsertionPoint _point;
    private readonly EnclosingFunction _function;

    private CheckStatements(ReadSite site, CheckPlan plan, InsertionPoint point, EnclosingFunction function)
    {
        _site = site;
        _plan = plan;
        _point = point;
        _function = function;
    }

    /// <summary>The changes, or null where the check cannot stand.</summary>
    /// <param name="site">The report.</param>
    /// <param name="plan">What to check.</param>
    /// <param name="failure">What to do with a page.</param>
    public static IReadOnlyList<TextChange>? Changes(ReadSite site, CheckPlan plan, IPageFailure failure)
    {
        if (InsertionPoint.Before(plan.Anchor, site.Model) is not { } point
            || EnclosingFunction.Of(plan.Anchor, site.Model) is not { } function
            || Directives.Touch(point)
            || (point.IsConditional && (plan.Local is not null || DependsOnNullTest(plan, point))))
        {
            return null;
        }

        return new CheckStatements(site, plan, point, function).Changes(failure);
    }

    private List<TextChange>? Changes(IPageFailure failure)
    {
        var names = new LocalNames(_point, _site.Model);
        var imports = new Imports(_site.Model, _point.Node.SpanStart);
        var layout = new TextLayout(_site.Root, _site.Text, _point.Node.SpanStart);
        var token = _function.CanAwait ? CancellationTokens.Find(_point, _site.Model, _site.Symbols) : null;
        var local = _plan.Local is null ? null : names.TakeEither(_plan.Local.Name, _plan.Local.OtherName);
        var (isHtml, htmlError) = names.TakePair("isHtml", "htmlError");
        if (failure.Statement(_site, _function, htmlError, imports) is not { } reaction)
        {
            return null;
        }

        string Fill(string text) => text
            .Replace(NewLocal.Placeholder, local)
            .Replace("(" + CallSplitter.TokenPlaceholder, token is null ? "(" : "(" + token)
            .Replace(CallSplitter.TokenPlaceholder, token is null ? string.Empty : ", " + token)
            .Replace("(, ", "(");

        var lines = new List<string>();
        if (_plan.Local is { } introduced)
        {
            lines.Add($"{(introduced.IsDisposed && MayDeclareUsing() ? "using " : "")}var {local} = {Fill(introduced.Value)};");
        }

        lines.Add($"var ({isHtml}, {htmlError}) = {CheckCall(Fill(_plan.Subject), token, imports)};");
        lines.AddRange(layout.BraceOnOwnLine ? new[] { $"if ({isHtml})", "{" } : new[] { $"if ({isHtml}) {{" });
        lines.Add("\t" + reaction);
        lines.Add("}");
        if (_plan.After is { } after)
        {
            lines.Add(string.Empty);
            lines.Add(Fill(after));
        }

        var replacements = _plan.Replacements.Select(r => new TextChange(r.Node.Span, Fill(r.Text))).ToList();
        var inserter = new StatementInserter(_point, _site.Text, layout, replacements.Select(static r => r.Span).ToList());
        var changes = UsingDirectives.Add(imports.Missing, _site.Root, _site.Text, _site.Node, layout)
            .Concat(inserter.Insert(lines, _function.ReturnsValue))
            .Concat(replacements);
        return changes.OrderBy(static change => change.Span.Start).ToList();
    }

    private string CheckCall(string subject, string? token, Imports imports)
    {
        var suffix = _function.CanAwait ? "Async" : string.Empty;
        var provider = _site.Finding.Provider is { } name ? SymbolDisplay.FormatLiteral(name, quote: true) : null;
        var arguments = token is null || _plan.Form is BodyForm.Text or BodyForm.Bytes ? provider
            : provider is null ? "cancellationToken: " + token
            : provider + ", " + token;
        switch (_plan.Form)
        {
            case BodyForm.Text or BodyForm.Bytes:
                var check = _plan.Form is BodyForm.Text ? "CheckText" : "CheckBytes";
                return $"{imports.Name(_site.Symbols.HtmlResponse!)}.{check}({Join(subject, arguments)})";

            default:
                var method = (_plan.Form is BodyForm.Response ? "CheckHtmlResponse" : "CheckHtmlContent") + suffix;
                var awaiting = _function.CanAwait ? "await " : string.Empty;
                if (!imports.TryImport(_site.Symbols.HtmlResponseExtensions!))
                {
                    return $"{awaiting}{imports.Name(_site.Symbols.HtmlResponseExtensions!)}.{method}({Join(subject, arguments)})";
                }

                var receiver = subject.StartsWith("await ", StringComparison.Ordinal) ? $"({subject})" : subject;
                return $"{awaiting}{receiver}.{method}({arguments})";
        }
    }

    /// <summary>A using declaration may not stand directly in a switch section, and came with C# 8.</summary>
    private bool MayDeclareUsing() =>
        _point.Owner is not SwitchSectionSyntax
        && ((CSharpParseOptions)_site.Root.SyntaxTree.Options).LanguageVersion >= LanguageVersion.CSharp8;

    /// <summary>True when the read happens only if its response is not null: before that test nothing may be called on it.</summary>
    private static bool DependsOnNullTest(CheckPlan plan, InsertionPoint point) =>
        plan.Form is BodyForm.Response or BodyForm.Content
        && RepeatableExpression.Root(plan.Subject) is { } name
        && point.ConditionsAbove(point.Anchor).Any(condition =>
            condition.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(identifier =>
                identifier.Identifier.ValueText == name && identifier.Parent is not MemberAccessExpressionSyntax));

    private static string Join(string subject, string? arguments) => arguments is null ? subject : subject + ", " + arguments;
}
