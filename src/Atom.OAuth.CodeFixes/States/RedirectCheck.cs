using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>
/// Asks a local state whether a redirect belongs to it: one that does not has brought no code, where the function asks whether there is one, and
/// ends the flow where it does not.
/// </summary>
internal sealed class RedirectCheck
{
    private const string Refused = "The redirect belongs to another request.";

    private readonly string _state;
    private readonly bool _isSure;

    /// <param name="state">The variable or field that is the local state.</param>
    /// <param name="isSure">Whether there is one for sure: a redirect may come before anybody has asked for it.</param>
    public RedirectCheck(string state, bool isSure)
    {
        _state = state;
        _isSure = isSure;
    }

    /// <summary>The changes for a code that is read; null where nothing shows what comes of it.</summary>
    public IEnumerable<TextChange>? Of(RedirectRead read, FixSite site, Imports imports) =>
        read.Test is { } test ? new[] { RedirectRead.And(test, IsOwn(read.State)) }
        : read.IsAsked ? new[] { read.Only(IsOwn(read.State)) }
        : read.Statement is { } taken ? Below(taken, read.State, site, imports)
        : null;

    /// <summary>An exception below the statement that has the redirect; null where nothing stands below it.</summary>
    public IEnumerable<TextChange>? Below(StatementSyntax taken, string received, FixSite site, Imports imports)
    {
        if (taken.Parent is not BlockSyntax block
            || block.Statements.ElementAtOrDefault(block.Statements.IndexOf(taken) + 1) is not { } next
            || site.Model.Compilation.GetTypeByMetadataName("System.InvalidOperationException") is not { } exception)
        {
            return null;
        }

        var layout = new TextLayout(site.Root, site.Text, next.SpanStart);
        var (test, refusal) = ($"if ({IsOther(received)})", $"\tthrow new {imports.Name(exception)}(\"{Refused}\");");
        return new StatementInserter(new InsertionPoint(next, block, next), site.Text, layout, Array.Empty<TextSpan>()).Insert(
            layout.BraceOnOwnLine ? new[] { test, "{", refusal, "}", string.Empty } : new[] { test + " {", refusal, "}", string.Empty },
            returnsValue: false);
    }

    private string IsOwn(string received) => _isSure ? $"{_state}.Matches({received})" : $"{_state}?.Matches({received}) == true";

    private string IsOther(string received) => _isSure ? $"!{_state}.Matches({received})" : $"{_state}?.Matches({received}) != true";
}
