using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Atom.OAuth.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>The position after a connection has definitely been saved, and before the request is answered.</summary>
internal sealed class AfterSave
{
    /// <summary>Members of a result that indicate success.</summary>
    private static readonly string[] Successes = { "Success", "IsSuccess", "Succeeded", "IsSuccessful", "Ok" };

    /// <summary>Calls that always save, and return whether the record is new.</summary>
    private static readonly NameTable Upserts = new(
        "Hash Set", "Set Add", "Upsert", "Or Update", "Or Insert", "Or Replace", "Or Add", "Add Or", "Insert Or");

    /// <summary>Names of variables with such results.</summary>
    private static readonly NameTable NewResults = new("^Is New", "^Was New", "^Created", "^Added", "^Inserted");

    private readonly CallbackSite _site;
    private readonly TextLayout _layout;
    private readonly bool _isInside;
    private readonly ExpressionSyntax? _hoisted;
    private readonly string? _success;

    private AfterSave(CallbackSite site, StatementSyntax statement, bool isInside, ExpressionSyntax? hoisted, string? success = null)
    {
        _site = site;
        Anchor = statement;
        _isInside = isInside;
        _hoisted = hoisted;
        _success = success;
        _layout = new TextLayout(site.Root, site.Text, statement.SpanStart);
    }

    /// <summary>
    /// The statement that precedes the new one; the first of the block that contains the new one; or the one that returns the save's result.
    /// </summary>
    public SyntaxNode Anchor { get; }

    /// <summary>Finds the position; null if the save is conditional, or part of an unsupported statement.</summary>
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
                when site.Model.GetTypeInfo(whole).Type is { SpecialType: not SpecialType.System_Void, TypeKind: not TypeKind.Error } type
                && whole is AwaitExpressionSyntax or InvocationExpressionSyntax:
                // The save's result is returned, directly or via a call: if it indicates success, it is tested first.
                var success = SuccessOf(type, whole);
                return (answer == whole || (success is not null && IsFirstEvaluated(whole, answer))) && !IsTask(whole, site)
                    ? new AfterSave(site, statement, isInside: false, whole, success)
                    : null;
            case IfStatementSyntax test:
                return OfTest(test, whole, site);
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

    /// <summary>Gets the changes that insert the call.</summary>
    public IEnumerable<TextChange> Insert(string call, EnclosingFunction function)
    {
        if (_hoisted is not null)
        {
            var point = new InsertionPoint(Anchor, Anchor.Parent!, _hoisted);
            var name = new LocalNames(point, _site.Model).TakeEither("connection", "saved");
            var inserter = new StatementInserter(point, _site.Text, _layout, new[] { _hoisted.Span });
            return inserter.Insert(new[] { $"var {name} = {_hoisted};" }.Concat(Lines(call, name)).ToArray(), function.ReturnsValue)
                .Append(new TextChange(_hoisted.Span, name));
        }

        if (_isInside && Anchor.Parent is IfStatementSyntax around)
        {
            return new StatementInserter(new InsertionPoint(Anchor, around, Anchor), _site.Text, _layout, Array.Empty<TextSpan>())
                .Insert(new[] { call }, function.ReturnsValue);
        }

        if (_isInside)
        {
            var start = AttachedComments.Start(Anchor.GetFirstToken(), _site.Text);
            return _layout.IsFirstOnLine(Anchor.SpanStart)
                ? new[] { new TextChange(new TextSpan(start, 0), _layout.IndentationAt(Anchor.SpanStart) + call + _layout.NewLine) }
                : new[] { new TextChange(new TextSpan(Anchor.SpanStart, 0), call + " ") };
        }

        var end = AttachedComments.End(Anchor.GetLastToken());
        if (_success is not null && NameOfResult(Anchor) is { } saved)
        {
            if (!_layout.IsFirstOnLine(Anchor.SpanStart))
            {
                return new[] { new TextChange(new TextSpan(Anchor.Span.End, 0), $" if ({saved}{_success}) {{ {call} }}") };
            }

            var lines = _layout.Render(Lines(call, saved), _layout.IndentationAt(Anchor.SpanStart));
            return new[] { new TextChange(
                new TextSpan(end, 0), _layout.NewLine + lines.Substring(0, lines.Length - _layout.NewLine.Length)) };
        }

        return _layout.IsFirstOnLine(Anchor.SpanStart)
            ? new[] { new TextChange(new TextSpan(end, 0), _layout.NewLine + _layout.IndentationAt(Anchor.SpanStart) + call) }
            : new[] { new TextChange(new TextSpan(Anchor.Span.End, 0), " " + call) };
    }

    /// <summary>Gets the lines of the call, within a test of the result if that indicates success.</summary>
    private string[] Lines(string call, string result)
    {
        if (_success is null)
        {
            return new[] { call };
        }

        var test = $"if ({result}{_success})";
        return _layout.BraceOnOwnLine
            ? new[] { test, "{", "\t" + call, "}" }
            : new[] { test + " {", "\t" + call, "}" };
    }

    /// <summary>Gets the suffix that tests a result for success: empty for a bool; null if the result does not indicate it.</summary>
    private static string? SuccessOf(ITypeSymbol type, ExpressionSyntax save)
    {
        if (type.SpecialType == SpecialType.System_Boolean)
        {
            return SaysWhetherNew(save) ? null : string.Empty;
        }

        for (var around = type.NullableAnnotation == NullableAnnotation.Annotated ? null : type; around is not null; around = around.BaseType)
        {
            if (around.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(SaysSuccess) is { } success)
            {
                return "." + success.Name;
            }
        }

        return null;
    }

    private static string? NameOfResult(SyntaxNode statement) =>
        statement is LocalDeclarationStatementSyntax { Declaration.Variables: [var result] } ? result.Identifier.ValueText : null;

    /// <summary>Recognizes <c>redis.HashSetAsync(…)</c>: false means that the field existed before, not that nothing was saved.</summary>
    private static bool SaysWhetherNew(ExpressionSyntax save) =>
        save.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(static call => Upserts.Matches(call.CalledName()))
        || (save.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is { Identifier.ValueText: var result } && NewResults.Matches(result));

    private static bool SaysSuccess(IPropertySymbol member) =>
        Array.IndexOf(Successes, member.Name) >= 0
        && member is { Type.SpecialType: SpecialType.System_Boolean, IsStatic: false, DeclaredAccessibility: Accessibility.Public };

    /// <summary>Recognizes the first argument of calls that evaluate nothing before it: <c>HandleResult(await Save())</c>.</summary>
    private static bool IsFirstEvaluated(ExpressionSyntax value, ExpressionSyntax answer)
    {
        var outer = value;
        while (outer != answer)
        {
            if (outer.Parent is not ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } argument
                || call.ArgumentList.Arguments[0] != argument
                || call.Expression is not (SimpleNameSyntax or MemberAccessExpressionSyntax { Expression: SimpleNameSyntax or ThisExpressionSyntax }))
            {
                return false;
            }

            outer = call;
        }

        return true;
    }

    /// <summary>
    /// <c>if (!await Save()) { return …; }</c>: after the statement. <c>if (await Save()) { … }</c>: inside it.
    /// </summary>
    private static AfterSave? OfTest(IfStatementSyntax test, ExpressionSyntax save, CallbackSite site)
    {
        if (site.Model.GetTypeInfo(save).Type is not { SpecialType: SpecialType.System_Boolean } || SaysWhetherNew(save) || test.Parent is not BlockSyntax)
        {
            return null;
        }

        if (test is { Else: null, Condition: PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } failed }
            && IsWithoutParentheses(failed.Operand, save)
            && Leaves(test.Statement))
        {
            return new AfterSave(site, Commit(test) ?? test, isInside: false, hoisted: null);
        }

        return IsWithoutParentheses(test.Condition, save) && FirstOf(test) is { } first
            ? new AfterSave(site, first, isInside: true, hoisted: null)
            : null;
    }

    /// <summary>Gets the first statement that runs if a test succeeds; null for an empty block, or one that commits a unit of work.</summary>
    private static StatementSyntax? FirstOf(IfStatementSyntax test) =>
        test.Statement is not BlockSyntax block ? test.Statement
        : block.Statements.Any(IsCommit) ? null
        : block.Statements.FirstOrDefault();

    private static bool IsWithoutParentheses(ExpressionSyntax value, ExpressionSyntax inner) =>
        value == inner || (value is ParenthesizedExpressionSyntax outer && IsWithoutParentheses(outer.Expression, inner));

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

    /// <summary>Gets the last statement that saves: entities may be committed later, and both branches of a test may save.</summary>
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

    /// <summary>Gets the later statement that commits a unit of work, in or after the enclosing tests; null if there is none.</summary>
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

    /// <summary>Returns true if every path through a statement saves something.</summary>
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

    /// <summary>Finds the position after tests of the result that return or throw, or inside the test for success.</summary>
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
                // If it returns on success, the call goes inside.
                if (IsSuccess(test.Condition, results))
                {
                    return FirstOf(test) is { } answer
                        ? new AfterSave(site, answer, isInside: true, hoisted: null)
                        : null;
                }

                index++;
                continue;
            }

            return IsSuccess(test.Condition, results) && FirstOf(test) is { } first
                ? new AfterSave(site, first, isInside: true, hoisted: null)
                : null;
        }

        return new AfterSave(site, block.Statements[index], isInside: false, hoisted: null, UntestedSuccess(block.Statements[index], site));
    }

    /// <summary>Gets the suffix that tests the single result of a save if no later statement tests it.</summary>
    private static string? UntestedSuccess(StatementSyntax statement, CallbackSite site) =>
        statement is LocalDeclarationStatementSyntax { Declaration.Variables: [{ Initializer.Value: { } value }] }
        && site.Model.GetTypeInfo(value).Type is { } type
            ? SuccessOf(type, value)
            : null;

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

    /// <summary>Recognizes <c>saved</c>, <c>saved.Success</c>, <c>saved is not null</c>, <c>saved != null</c>.</summary>
    private static bool IsSuccess(ExpressionSyntax condition, HashSet<string> names) => condition switch
    {
        IdentifierNameSyntax name => names.Contains(name.Identifier.ValueText),
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name, Name.Identifier.ValueText: var member }
            when Array.IndexOf(Successes, member) >= 0 =>
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
