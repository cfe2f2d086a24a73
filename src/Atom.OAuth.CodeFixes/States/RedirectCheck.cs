using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>
/// Checks whether a redirect belongs to a local state. If not, the code is ignored if the function tests whether there is one; otherwise, an
/// exception ends the flow.
/// </summary>
internal sealed class RedirectCheck
{
    private const string Refused = "The redirect belongs to another request.";

    private readonly string _state;
    private readonly bool _isSure;
    private readonly bool _isOptional;

    /// <param name="state">The variable or field with the local state.</param>
    /// <param name="isSure">Whether it is always set; a field may not be, because a redirect may arrive before a flow is started.</param>
    /// <param name="isOptional">Whether it is an optional parameter, which other callers do not set.</param>
    public RedirectCheck(string state, bool isSure, bool isOptional = false)
    {
        _state = state;
        _isSure = isSure;
        _isOptional = isOptional;
    }

    /// <summary>Gets the changes for a read of the code; null if it is unclear how the code is used.</summary>
    public IEnumerable<TextChange>? Of(RedirectRead read, FixSite site, Imports imports) =>
        read.Test is { } test ? LetGoIn(test.Parent as IfStatementSyntax, site).Prepend(RedirectRead.And(test, IsOwn(read.State)))
        : read.IsAsked ? LetGoBelow(read.Statement, site).Prepend(read.Only(IsOwn(read.State)))
        : read.Statement is { } taken ? Below(taken, read.State, site, imports)
        : null;

    /// <summary>
    /// Throws an exception after the statement that gets the redirect; null if it is the last statement, or in a loop, which receives other
    /// requests (/favicon.ico) as well: the exception would end the flow.
    /// </summary>
    public IEnumerable<TextChange>? Below(StatementSyntax taken, string received, FixSite site, Imports imports)
    {
        if (taken.Parent is not BlockSyntax block
            || block.Statements.ElementAtOrDefault(block.Statements.IndexOf(taken) + 1) is not { } next
            || IsInLoop(taken)
            || site.Model.Compilation.GetTypeByMetadataName("System.InvalidOperationException") is not { } exception)
        {
            return null;
        }

        var layout = new TextLayout(site.Root, site.Text, next.SpanStart);
        var (test, refusal) = ($"if ({IsOther(received)})", $"\tthrow new {imports.Name(exception)}(\"{Refused}\");");
        return new StatementInserter(new InsertionPoint(next, block, next), site.Text, layout, Array.Empty<TextSpan>()).Insert(
            Block(layout, test, refusal).Concat(_isSure ? Array.Empty<string>() : new[] { LetGo }).ToArray(),
            returnsValue: false);
    }

    private static bool IsInLoop(SyntaxNode taken)
    {
        var function = Functions.Around(taken);
        return taken.Ancestors().TakeWhile(node => node != function)
            .Any(static node => node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax);
    }

    private static string[] Block(TextLayout layout, string test, string statement) => layout.BraceOnOwnLine
        ? new[] { test, "{", statement, "}", string.Empty }
        : new[] { test + " {", statement, "}", string.Empty };

    private static IEnumerable<TextChange> Insert(SyntaxNode before, FixSite site, Func<TextLayout, string[]> lines)
    {
        var layout = new TextLayout(site.Root, site.Text, before.SpanStart);
        InsertionPoint point = new(before, before.Parent!, before);
        return new StatementInserter(point, site.Text, layout, Array.Empty<TextSpan>()).Insert(lines(layout), returnsValue: false);
    }

    /// <summary>Clears the field inside the test for a code, because a returned state is no longer expected.</summary>
    private IEnumerable<TextChange> LetGoIn(IfStatementSyntax? test, FixSite site) =>
        _isSure || test is null || test.Statement is BlockSyntax { Statements.Count: 0 }
            ? Enumerable.Empty<TextChange>()
            : Insert(test.Statement is BlockSyntax block ? block.Statements[0] : test.Statement, site, _ => new[] { LetGo });

    /// <summary>Clears the field after the code is assigned to a variable.</summary>
    private IEnumerable<TextChange> LetGoBelow(StatementSyntax? taken, FixSite site)
    {
        var variable = taken switch
        {
            LocalDeclarationStatementSyntax { Declaration.Variables: [var declared] } => declared.Identifier.Text,
            ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } } => left.Identifier.Text,
            _ => null,
        };
        if (_isSure
            || variable is null
            || taken?.Parent is not BlockSyntax block
            || block.Statements.ElementAtOrDefault(block.Statements.IndexOf(taken) + 1) is not { } next)
        {
            return Enumerable.Empty<TextChange>();
        }

        var isThere = $"!string.IsNullOrEmpty({variable})";
        return next is IfStatementSyntax test && test.Condition.ToString() is var asked
            && (asked == isThere || asked == $"{variable} != null" || asked == $"{variable} is not null")
                ? LetGoIn(test, site)
                : Insert(next, site, layout => Block(layout, $"if ({isThere})", "\t" + LetGo));
    }

    private string LetGo => _state + " = null;";

    private string IsOwn(string received) =>
        _isOptional ? $"{_state}?.Matches({received}) != false"
        : _isSure ? $"{_state}.Matches({received})"
        : $"{_state}?.Matches({received}) == true";

    private string IsOther(string received) =>
        _isOptional ? $"{_state}?.Matches({received}) == false"
        : _isSure ? $"!{_state}.Matches({received})"
        : $"{_state}?.Matches({received}) != true";
}
