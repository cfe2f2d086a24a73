using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Responses;
using Atom.OAuth.Analyzers.Responses.HtmlChecks;
using Atom.OAuth.Analyzers.Rules;
using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Responses;

/// <summary>A diagnostic of ATOM006, with the data that its fixes need.</summary>
internal sealed class MisuseSite : FixSite
{
    private MisuseSite(SemanticModel model, OAuthSymbols symbols, OAuthOptions options, HtmlCheckMisuse misuse, StatementSyntax statement)
        : base(model, symbols, options, misuse.Check.Syntax)
    {
        Misuse = misuse;
        Statement = statement;
    }

    public HtmlCheckMisuse Misuse { get; }

    /// <summary>The statement that contains the check.</summary>
    public StatementSyntax Statement { get; }

    /// <summary>Repeats the analysis; null if the diagnostic no longer applies.</summary>
    public static MisuseSite? Find(SemanticModel model, OAuthOptions options, TextSpan span) =>
        OAuthSymbols.TryCreate(model.Compilation) is { } symbols
        && ActOnHtmlCheckAnalyzer.Find(model, span, default).FirstOrDefault(misuse => misuse.Check.Syntax.Span == span) is { } found
        && found.Check.Syntax.FirstAncestorOrSelf<StatementSyntax>() is { } statement
            ? new MisuseSite(model, symbols, options, found, statement)
            : null;

    /// <summary>Counts the diagnostics in a part of the file.</summary>
    public static int Count(SemanticModel model, OAuthOptions options, TextSpan span) => ActOnHtmlCheckAnalyzer.Find(model, span, default).Count();
}

/// <summary>Corrects a misused HTML check.</summary>
internal sealed class CheckMisuseFix
{
    private readonly MisuseSite _site;
    private readonly HtmlCheckMisuse _misuse;
    private readonly StatementSyntax _statement;
    private readonly IPageFailure _failure;
    private readonly TextLayout _layout;

    private CheckMisuseFix(MisuseSite site, IPageFailure failure)
    {
        _site = site;
        _misuse = site.Misuse;
        _statement = site.Statement;
        _failure = failure;
        _layout = new TextLayout(site.Root, site.Text, _statement.SpanStart);
    }

    /// <summary>The default: throws, moves the check before the read, or checks the response that is read.</summary>
    public static RuleFix Throw { get; } = Create("Act on the HTML check", "Act on all HTML checks", "ATOM006.Throw", ThrowException.Instance);

    /// <summary>Returns an error in the form that the method uses.</summary>
    public static RuleFix Return { get; } = Create(
        "Return an error when it is HTML", "Return an error wherever it is HTML", "ATOM006.Return", ReturnError.Instance);

    private static RuleFix Create(string title, string fixAllTitle, string key, IPageFailure failure) =>
        RuleFix.Of(title, fixAllTitle, key, MisuseSite.Find, MisuseSite.Count, site => Candidates(site, failure));

    private static IEnumerable<IReadOnlyList<TextChange>> Candidates(MisuseSite site, IPageFailure failure)
    {
        if (new CheckMisuseFix(site, failure).Changes() is { } changes)
        {
            yield return changes.OrderBy(static change => change.Span.Start).ToList();
        }
    }

    private IEnumerable<TextChange>? Changes() => _misuse.Kind switch
    {
        MisuseKind.Dropped or MisuseKind.OnlyLogged => Act(),
        MisuseKind.AfterRead when _failure is ThrowException => MoveBeforeRead(),
        MisuseKind.OtherResponse when _failure is ThrowException => CheckTheOther(),
        _ => null,
    };

    private IEnumerable<TextChange>? Act()
    {
        if (EnclosingFunction.Of(_misuse.Check.Syntax, _site.Model) is not { } function
            || InsertionPoint.Before(_misuse.Check.Syntax, _site.Model) is not { IsExpressionBody: false, IsEmbedded: false } point
            || Directives.Touch(point)
            || Names(new LocalNames(point, _site.Model)) is not { } names)
        {
            return null;
        }

        var imports = new Imports(_site.Model, _statement.SpanStart);
        if (_failure.Statement(_site, function, function.IsAsync, names.Error, imports) is not { } reaction
            || Place(names, reaction) is not { } placed)
        {
            return null;
        }

        return UsingDirectives.Add(imports.Missing, _site.Root, _site.Text, _misuse.Check.Syntax, _layout).Concat(names.Declaration).Concat(placed);
    }

    /// <summary>Gets the names of the result's two parts; if they have none yet, with the change that adds them.</summary>
    private AnswerNames? Names(LocalNames names)
    {
        switch (_statement)
        {
            case LocalDeclarationStatementSyntax { Declaration.Variables: [{ Initializer: { } } variable] }:
                return new AnswerNames(variable.Identifier.ValueText + ".IsHtml", variable.Identifier.ValueText + ".Error");
            case ExpressionStatementSyntax
            {
                Expression: AssignmentExpressionSyntax
                {
                    Left: DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax { Variables: var parts } },
                },
            }
                when NamesOf(parts, names) is { } declared:
                return declared;
            case ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: not "_" } } }:
                return null;
            case ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: var left } }:
                var replaced = names.TakePair("isHtml", "htmlError");
                return new AnswerNames(replaced.First, replaced.Second, new TextChange(left.Span, $"var ({replaced.First}, {replaced.Second})"));
            case ExpressionStatementSyntax { Expression: var call }:
                var taken = names.TakePair("isHtml", "htmlError");
                return new AnswerNames(
                    taken.First,
                    taken.Second,
                    new TextChange(new TextSpan(call.SpanStart, 0), $"var ({taken.First}, {taken.Second}) = "));
            default:
                return null;
        }
    }

    /// <summary>Gets the names from <c>var (isHtml, error) = …</c>, where one may be a discard; null if the result is used in another form.</summary>
    private static AnswerNames? NamesOf(SeparatedSyntaxList<VariableDesignationSyntax> parts, LocalNames names)
    {
        switch (parts)
        {
            case [SingleVariableDesignationSyntax isHtml, SingleVariableDesignationSyntax error]:
                return new AnswerNames(isHtml.Identifier.ValueText, error.Identifier.ValueText);
            case [SingleVariableDesignationSyntax isHtml, DiscardDesignationSyntax discard]:
                var newError = names.TakeEither("htmlError", "htmlError");
                return new AnswerNames(isHtml.Identifier.ValueText, newError, new TextChange(discard.Span, newError));
            case [DiscardDesignationSyntax discard, SingleVariableDesignationSyntax error]:
                var newIsHtml = names.TakeEither("isHtml", "isHtml");
                return new AnswerNames(newIsHtml, error.Identifier.ValueText, new TextChange(discard.Span, newIsHtml));
            default:
                return null;
        }
    }

    /// <summary>Inserts at the end of the branch that logs, else after the last statement that uses the result.</summary>
    private TextChange[]? Place(AnswerNames names, string reaction)
    {
        var siblings = SiblingsOf(_statement);
        var last = siblings.Skip(siblings.IndexOf(_statement)).LastOrDefault(s => s == _statement || Mentions(s, names)) ?? _statement;
        if (last is IfStatementSyntax { Else: null, Statement: BlockSyntax branch } test && test.Condition.ToString() == names.IsHtml)
        {
            return Lines(branch.CloseBraceToken.SpanStart) is { } end
                ? new[] { new TextChange(new TextSpan(end, 0), _layout.Render(new[] { "\t" + reaction }, _layout.IndentationAt(test.SpanStart))) }
                : null;
        }

        // After the statement's line, unless there is other code on it.
        var line = _site.Text.Lines.GetLineFromPosition(last.Span.End);
        if (last.GetLastToken().GetNextToken() is { RawKind: not (int)SyntaxKind.None } next && next.SpanStart < line.End)
        {
            return null;
        }

        var lines = new List<string>();
        lines.AddRange(_layout.BraceOnOwnLine ? new[] { $"if ({names.IsHtml})", "{" } : new[] { $"if ({names.IsHtml}) {{" });
        lines.Add("\t" + reaction);
        lines.Add("}");
        var text = _layout.Render(lines, _layout.IndentationAt(last.SpanStart));
        return new[]
        {
            line.EndIncludingLineBreak > line.End
                ? new TextChange(new TextSpan(line.EndIncludingLineBreak, 0), text + (StartsBlank(line) ? string.Empty : _layout.NewLine))
                : new TextChange(new TextSpan(line.End, 0), _layout.NewLine + text.TrimEnd('\r', '\n')),
        };
    }

    /// <summary>Gets the start of the line if nothing precedes the position on it.</summary>
    private int? Lines(int position) =>
        _layout.IsFirstOnLine(position) ? _site.Text.Lines.GetLineFromPosition(position).Start : null;

    /// <summary>Returns true if no blank line is needed, because the next line is blank or the end of the block.</summary>
    private bool StartsBlank(TextLine line) =>
        line.LineNumber + 1 >= _site.Text.Lines.Count || _site.Text.Lines[line.LineNumber + 1].ToString().Trim() is "" or "}";

    private static bool Mentions(StatementSyntax statement, AnswerNames names) =>
        statement.DescendantNodes()
            .OfType<IdentifierNameSyntax>()
            .Any(name => name.Identifier.ValueText == names.IsHtml.Split('.')[0] || name.Identifier.ValueText == names.Error.Split('.')[0]);

    /// <summary>Moves the check, with the statement that acts on it, before the statement that reads.</summary>
    private TextChange[]? MoveBeforeRead()
    {
        var siblings = SiblingsOf(_statement);
        var at = siblings.IndexOf(_statement);
        if (at < 0 || siblings.Take(at).FirstOrDefault(s => s.Span.Contains(_misuse.Read!.Syntax.Span)) is not { } reader)
        {
            return null;
        }

        var count = _statement is IfStatementSyntax ? 1 : 2;
        var moved = siblings.Skip(at).Take(count).ToList();
        if (moved.Count < count
            || (count == 2 && moved[1] is not IfStatementSyntax)
            || moved.Any(s => Directives.Touch(new InsertionPoint(s, s.Parent!, s)))
            || !_layout.IsFirstOnLine(reader.SpanStart)
            || !_layout.IsFirstOnLine(moved[0].SpanStart))
        {
            return null;
        }

        var start = AttachedComments.Start(moved[0].GetFirstToken(), _site.Text);
        var lastLine = _site.Text.Lines.GetLineFromPosition(moved[moved.Count - 1].Span.End);
        var end = lastLine.EndIncludingLineBreak;

        // One blank line is moved as well, so that neither location has two.
        var blankAfter = lastLine.LineNumber + 1 < _site.Text.Lines.Count && _site.Text.Lines[lastLine.LineNumber + 1].ToString().Trim().Length == 0;
        var text = _site.Text.ToString(TextSpan.FromBounds(start, end));
        var remove = TextSpan.FromBounds(start, blankAfter ? _site.Text.Lines[lastLine.LineNumber + 1].EndIncludingLineBreak : end);
        return new[]
        {
            new TextChange(new TextSpan(AttachedComments.Start(reader.GetFirstToken(), _site.Text), 0), text + _layout.NewLine),
            new TextChange(remove, string.Empty),
        };
    }

    private IEnumerable<TextChange> CheckTheOther() =>
        _misuse.Check.Syntax.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == _misuse.Subject!.Name && _site.Model.GetSymbolInfo(name).Symbol.Is(_misuse.Subject))
            .Select(name => new TextChange(name.Span, _misuse.Other!.Name));

    private static List<StatementSyntax> SiblingsOf(StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax block => block.Statements.ToList(),
        SwitchSectionSyntax section => section.Statements.ToList(),
        GlobalStatementSyntax { Parent: CompilationUnitSyntax file } =>
            file.Members.OfType<GlobalStatementSyntax>().Select(static s => s.Statement).ToList(),
        _ => new List<StatementSyntax> { statement },
    };

    /// <summary>The names of the result's parts, and the changes that add them.</summary>
    private sealed record AnswerNames(string IsHtml, string Error, params TextChange[] Declaration);
}
