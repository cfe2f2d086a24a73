using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>
/// A function that opens the browser without a state, and reads the code from the redirect further down: a variable contains the local state
/// for both.
/// </summary>
internal static class LocalRedirect
{
    /// <summary>Calls that wait until the user has visited the provider, which is too long for the handler of a request.</summary>
    private static readonly NameTable Waits = new("Get Context", "Read Line", "Authenticate", "Wait", "Await", "Listen", "Accept", "Receive");

    /// <summary>Gets the changes; null if the function does not receive the redirect, or not in a recognizable way.</summary>
    /// <param name="site">The diagnostic.</param>
    /// <param name="target">Where the state goes.</param>
    /// <param name="function">The function that contains it.</param>
    /// <param name="type">The type of a local state.</param>
    /// <param name="imports">Writes the names of types.</param>
    public static IEnumerable<TextChange>? Changes(
        FixSite site, StateTarget target, SyntaxNode function, INamedTypeSymbol type, Imports imports)
    {
        if (InsertionPoint.Before(target.Node, site.Model) is not { IsConditional: false, IsExpressionBody: false, IsEmbedded: false } point)
        {
            return null;
        }

        var state = new LocalNames(point, site.Model).TakeEither("state", "localState");
        if (CheckOf(site, target, function, new RedirectCheck(state, isSure: true), imports, point) is not { } check)
        {
            return null;
        }

        var layout = new TextLayout(site.Root, site.Text, point.Node.SpanStart);
        var written = target.Write(state + ".Value");
        return new StatementInserter(point, site.Text, layout, new[] { written.Span })
            .Insert(new[] { $"var {state} = {imports.Name(type)}.Create();" }, returnsValue: false)
            .Append(written)
            .Concat(check);
    }

    /// <summary>Returns true if a call between two positions of a function waits for the redirect.</summary>
    public static bool IsAwaited(SyntaxNode function, int from, int to) =>
        to > from
        && function.DescendantNodes(TextSpan.FromBounds(from, to)).OfType<InvocationExpressionSyntax>().Any(call =>
            call.SpanStart > from && call.SpanStart < to && Waits.Matches(call.CalledName()));

    private static IEnumerable<TextChange>? CheckOf(
        FixSite site, StateTarget target, SyntaxNode function, RedirectCheck check, Imports imports, InsertionPoint point)
    {
        var reads = RedirectRead.AllIn(function, site.Model);
        if (reads is [var read])
        {
            return point.Scope.Span.Contains(read.Whole.Span) && IsAwaited(function, target.Node.Span.End, read.Whole.SpanStart)
                ? check.Of(read, site, imports)
                : null;
        }

        return reads.Count == 0
            && ListenerRequest.In(function, site.Model) is var (declared, received)
            && declared.SpanStart > target.Node.Span.End
            && point.Scope.Span.Contains(declared.Span)
                ? check.Below(declared, received, site, imports)
                : null;
    }
}
