using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>The place where a connection is saved for sure, and nothing has been answered yet.</summary>
internal sealed class AfterSave
{
    private readonly CallbackSite _site;
    private readonly TextLayout _layout;
    private readonly bool _isInside;
    private readonly ExpressionSyntax? _hoisted;

    private AfterSave(CallbackSite site, StatementSyntax statement, bool isInside, ExpressionSyntax? hoisted)
    {
        _site = site;
        Anchor = statement;
        _isInside = isInside;
        _hoisted = hoisted;
        _layout = new TextLayout(site.Root, site.Text, statement.SpanStart);
    }

    /// <summary>
    /// The statement after which the new one goes; the first of the block in which it goes, or the one that answers with the save's result.
    /// </summary>
    public SyntaxNode Anchor { get; }

    /// <summary>Null where the save is only a part of something else.</summary>
    public static AfterSave? Find(ExpressionSyntax save, CallbackSite site)
    {
        if (save.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax } statement
            || InsertionPoint.Before(save, site.Model) is not { IsConditional: false } point
            || Directives.Touch(point))
        {
            return null;
        }

        var whole = WithAwait(save);
        switch (statement)
        {
            case ReturnStatementSyntax { Expression: { } answer }
                when site.Model.GetTypeInfo(whole).Type is { SpecialType: not SpecialType.System_Void, TypeKind: not TypeKind.Error }
                && whole is AwaitExpressionSyntax or InvocationExpressionSyntax:
                // What the save returns is the answer: it may say that nothing was saved.
                return answer != whole || IsTask(whole, site) ? null : new AfterSave(site, statement, isInside: false, whole);
            case ExpressionStatementSyntax or LocalDeclarationStatementSyntax:
                break;
            default:
                return null;
        }

        statement = LastSave(statement, save);
        return statement.Parent is BlockSyntax block
            ? AfterTests(block, block.Statements.IndexOf(statement), site)
            : new AfterSave(site, statement, isInside: false, hoisted: null);
    }

    /// <summary>The change that writes the statement; null where its line cannot be told.</summary>
    public IEnumerable<TextChange>? Insert(string call, EnclosingFunction function)
    {
        if (_hoisted is not null)
        {
            var point = new InsertionPoint(Anchor, Anchor.Parent!, _hoisted);
            var name = new LocalNames(point, _site.Model).TakeEither("connection", "saved");
            var inserter = new StatementInserter(point, _site.Text, _layout, new[] { _hoisted.Span });
            return inserter.Insert(new[] { $"var {name} = {_hoisted};", call }, function.ReturnsValue).Append(new TextChange(_hoisted.Span, name));
        }

        if (_isInside)
        {
            var start = AttachedComments.Start(Anchor.GetFirstToken(), _site.Text);
            return _layout.IsFirstOnLine(Anchor.SpanStart)
                ? new[] { new TextChange(new TextSpan(start, 0), _layout.IndentationAt(Anchor.SpanStart) + call + _layout.NewLine) }
                : new[] { new TextChange(new TextSpan(Anchor.SpanStart, 0), call + " ") };
        }

        var end = AttachedComments.End(Anchor.GetLastToken());
        return _layout.IsFirstOnLine(Anchor.SpanStart)
            ? new[] { new TextChange(new TextSpan(end, 0), _layout.NewLine + _layout.IndentationAt(Anchor.SpanStart) + call) }
            : new[] { new TextChange(new TextSpan(Anchor.Span.End, 0), " " + call) };
    }

    private static ExpressionSyntax WithAwait(ExpressionSyntax save)
    {
        var whole = save;
        while (whole.Parent is AwaitExpressionSyntax or ParenthesizedExpressionSyntax
            || whole.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" }
            || (whole.Parent is InvocationExpressionSyntax call && call.Expression == whole))
        {
            whole = (ExpressionSyntax)whole.Parent;
        }

        return whole;
    }

    private static bool IsTask(ExpressionSyntax value, CallbackSite site) =>
        value is not AwaitExpressionSyntax && site.Model.GetTypeInfo(value).Type?.Name is "Task" or "ValueTask";

    /// <summary>Entities are changed first and written then, and both branches of a test may save: the call comes after all of that.</summary>
    private static StatementSyntax LastSave(StatementSyntax statement, ExpressionSyntax save)
    {
        while (statement.Parent is BlockSyntax block)
        {
            statement = block.Statements
                .Skip(block.Statements.IndexOf(statement) + 1)
                .TakeWhile(static later => !Leaves(later))
                .LastOrDefault(later => Saves(later, save)) ?? statement;
            var outer = block.Parent;
            while (outer is ElseClauseSyntax { Parent: IfStatementSyntax test })
            {
                outer = test.Parent is ElseClauseSyntax ? test.Parent : test;
            }

            if (outer is not IfStatementSyntax { Parent: BlockSyntax } whole || !Saves(whole, save))
            {
                break;
            }

            statement = whole;
        }

        return Commit(statement) ?? statement;
    }

    /// <summary>The later statement that writes what a unit of work has collected, on either way of the tests around; null where there is none.</summary>
    private static StatementSyntax? Commit(StatementSyntax statement)
    {
        for (SyntaxNode inner = statement; inner.Parent is BlockSyntax or IfStatementSyntax or ElseClauseSyntax; inner = inner.Parent)
        {
            if (inner.Parent is BlockSyntax block
                && block.Statements.Skip(block.Statements.IndexOf((StatementSyntax)inner) + 1)
                    .TakeWhile(static later => !Leaves(later))
                    .LastOrDefault(IsCommit) is { } commit)
            {
                return commit;
            }
        }

        return null;
    }

    private static bool IsCommit(StatementSyntax statement) =>
        statement is ExpressionStatementSyntax or LocalDeclarationStatementSyntax
        && statement.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(static call => SaveWords.Commits.Matches(call.CalledName()));

    /// <summary>Whether each way through a statement saves something.</summary>
    private static bool Saves(StatementSyntax statement, ExpressionSyntax save) => statement switch
    {
        ExpressionStatementSyntax or LocalDeclarationStatementSyntax =>
            statement.Span.Contains(save.Span) || statement.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(IsSave),
        IfStatementSyntax { Else: { } otherwise } test => Saves(test.Statement, save) && Saves(otherwise.Statement, save),
        BlockSyntax block => !block.Statements.Any(Leaves) && block.Statements.Any(inner => Saves(inner, save)),
        _ => false,
    };

    private static bool IsSave(InvocationExpressionSyntax call) =>
        call.CalledName() is var name
        && !SaveWords.Makes.Matches(name)
        && (SaveWords.Commits.Matches(name) || SaveWords.Calls.Matches(name) || SaveWords.CallsOnStores.Matches(name))
        && call.Receiver()?.DescendantNodesAndSelf()
            .OfType<SimpleNameSyntax>()
            .Select(static part => part.Identifier.ValueText.TrimStart('_'))
            .ToList() is { } receiver
        && receiver.Exists(SaveWords.Stores.Matches)
        && !receiver.Exists(SaveWords.Volatile.Matches);

    /// <summary>A result that is tested: behind the tests that leave, or in the block of success.</summary>
    private static AfterSave? AfterTests(BlockSyntax block, int index, CallbackSite site)
    {
        var results = Results(block.Statements[index]);
        while (results.Count > 0
            && index + 1 < block.Statements.Count
            && block.Statements[index + 1] is IfStatementSyntax test
            && Mentions(test.Condition, results))
        {
            if (test.Else is null && Leaves(test.Statement))
            {
                // Which way it leaves decides whether it was saved.
                if (IsSuccess(test.Condition, results))
                {
                    return test.Statement is BlockSyntax { Statements: [var answer, ..] }
                        ? new AfterSave(site, answer, isInside: true, hoisted: null)
                        : null;
                }

                index++;
                continue;
            }

            return IsSuccess(test.Condition, results) && test.Statement is BlockSyntax { Statements: [var first, ..] }
                ? new AfterSave(site, first, isInside: true, hoisted: null)
                : null;
        }

        return new AfterSave(site, block.Statements[index], isInside: false, hoisted: null);
    }

    private static HashSet<string> Results(StatementSyntax statement) =>
        statement is IfStatementSyntax ? new() : new(
            statement.DescendantNodes().OfType<VariableDeclaratorSyntax>().Select(static variable => variable.Identifier.ValueText)
                .Concat(statement.DescendantNodes()
                    .OfType<SingleVariableDesignationSyntax>()
                    .Select(static variable => variable.Identifier.ValueText))
                .Concat(statement is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } }
                    ? new[] { left.Identifier.ValueText }
                    : Array.Empty<string>()),
            StringComparer.Ordinal);

    private static bool Mentions(ExpressionSyntax condition, HashSet<string> names) =>
        condition.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => names.Contains(name.Identifier.ValueText));

    /// <summary><c>saved</c>, <c>saved.Success</c>, <c>saved is not null</c>, <c>saved != null</c>.</summary>
    private static bool IsSuccess(ExpressionSyntax condition, HashSet<string> names) => condition switch
    {
        IdentifierNameSyntax name => names.Contains(name.Identifier.ValueText),
        MemberAccessExpressionSyntax
        {
            Expression: IdentifierNameSyntax name, Name.Identifier.ValueText: "Success"
            or "IsSuccess" or "Succeeded" or "IsSuccessful" or "Ok"
        } =>
            names.Contains(name.Identifier.ValueText),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression, Left: IdentifierNameSyntax name, Right.RawKind: (int)SyntaxKind.NullLiteralExpression } =>
            names.Contains(name.Identifier.ValueText),
        IsPatternExpressionSyntax
        {
            Expression: IdentifierNameSyntax name,
            Pattern: UnaryPatternSyntax { Pattern: ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression } },
        } =>
            names.Contains(name.Identifier.ValueText),
        _ => false,
    };

    private static bool Leaves(StatementSyntax statement) => statement switch
    {
        BlockSyntax block => block.Statements.LastOrDefault() is { } last && Leaves(last),
        ReturnStatementSyntax or ThrowStatementSyntax => true,
        _ => false,
    };
}
