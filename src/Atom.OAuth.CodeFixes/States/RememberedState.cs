using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Atom.OAuth.CodeFixes.Injection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>
/// A type of a desktop application that opens the browser in one method, and receives the redirect in another one on the same object: a field
/// contains the local state.
/// </summary>
internal static class RememberedState
{
    private const string Listener = "HttpListener";

    /// <summary>Calls that open the browser on this machine: it has a single user, and a field is sufficient for one flow.</summary>
    /// <remarks><c>NavigateTo</c> is for web pages: it redirects the browser of any visitor.</remarks>
    private static readonly NameTable Opens = new("Open Browser", "Open Url", "Open Uri", "Open Link", "Launch", "Navigate $");

    /// <summary>Gets the changes; null if no method of the type receives the redirect, or it may be called on another object.</summary>
    /// <param name="site">The diagnostic.</param>
    /// <param name="target">Where the state goes.</param>
    /// <param name="type">The type of a local state.</param>
    /// <param name="imports">Writes the names of types.</param>
    public static IEnumerable<TextChange>? Changes(FixSite site, StateTarget target, INamedTypeSymbol type, Imports imports)
    {
        if (Functions.Around(target.Node) is not MethodDeclarationSyntax { Parent: ClassDeclarationSyntax owner } start
            || InsertionPoint.Before(target.Node, site.Model) is not { IsConditional: false, IsEmbedded: false } point
            || Directives.Inside(owner)
            || RedirectIn(owner, start, site.Model) is not var (end, read)
            || site.Model.GetDeclaredSymbol(start) is not IMethodSymbol sends
            || site.Model.GetDeclaredSymbol(end) is not IMethodSymbol takes
            || !SameObject.Has(sends, takes, site.Model.Compilation)
            || !OpensBrowser(start, sends, site.Model.Compilation))
        {
            return null;
        }

        var layout = new TextLayout(site.Root, site.Text, point.Node.SpanStart);
        var name = NewField.NameFor("oauthState", owner, sends.ContainingType);
        var mark = (site.Model.GetNullableContext(start.SpanStart) & NullableContext.AnnotationsEnabled) != 0 ? "?" : string.Empty;
        var modifiers = sends.IsStatic ? "private static" : "private";
        if (NewField.Declare(owner, $"{modifiers} {imports.Name(type)}{mark} {name};", site) is not { } field
            || new RedirectCheck(name, isSure: false).Of(read, site, imports) is not { } check)
        {
            return null;
        }

        var written = target.Write(name + ".Value");
        return new StatementInserter(point, site.Text, layout, new[] { written.Span })
            .Insert(new[] { $"{name} = {imports.Name(type)}.Create();" }, returnsValue: !sends.ReturnsVoid)
            .Append(field)
            .Append(written)
            .Concat(check);
    }

    /// <summary>Returns true if the method or one of its callers opens the browser: a bot that sends links serves many users at once.</summary>
    /// <param name="start">The function that builds the URL.</param>
    /// <param name="sends">Its symbol; null for one without a name.</param>
    /// <param name="compilation">The compilation.</param>
    public static bool OpensBrowser(SyntaxNode start, IMethodSymbol? sends, Compilation compilation) =>
        (sends is null ? Enumerable.Empty<SyntaxNode>() : SameObject.UsesOf(sends, compilation).Select(static use => Functions.Around(use))).Prepend(start)
            .SelectMany(static function => function.DescendantNodes().OfType<InvocationExpressionSyntax>())
            .Any(static call => Opens.Matches(call.CalledName())
                || (call.CalledName() == "Start" && call.Receiver()?.ToString().EndsWith("Process", StringComparison.Ordinal) == true));

    /// <summary>Gets the only method of a type that reads a code from a redirect; it waits for the redirect, or has it as a parameter.</summary>
    private static (MethodDeclarationSyntax Method, RedirectRead Read)? RedirectIn(ClassDeclarationSyntax owner, MethodDeclarationSyntax start, SemanticModel model)
    {
        var reads = owner.Members.OfType<MethodDeclarationSyntax>().Where(method => method != start)
            .SelectMany(method => method.DescendantNodes().OfType<AnonymousFunctionExpressionSyntax>().Prepend<SyntaxNode>(method)
                .SelectMany(function => RedirectRead.AllIn(function, model).Select(read => (method, function, read))))
            .Take(2).ToList();
        return reads is [var (method, function, read)]
            && RedirectRead.AllIn(start, model).Count == 0
            && (function == method || IsPassedOn(read.Whole, function))
            && (LocalRedirect.IsAwaited(function, function.SpanStart, read.Whole.SpanStart)
                || method.ParameterList.Parameters.Any(static parameter => parameter.Type?.ToString().Contains(Listener) == true))
            ? (method, read)
            : null;
    }

    /// <summary>
    /// Returns true if the function that waits for the redirect in the background passes its exceptions on to the code that waits for the result:
    /// <c>catch (Exception error) { code.TrySetException(error); }</c>.
    /// </summary>
    private static bool IsPassedOn(SyntaxNode read, SyntaxNode function)
    {
        foreach (var handler in read.Ancestors().TakeWhile(node => node != function).OfType<TryStatementSyntax>()
            .Where(attempt => attempt.Block.Span.Contains(read.Span))
            .Select(static attempt => attempt.Catches.FirstOrDefault(IsOfRefusal))
            .OfType<CatchClauseSyntax>())
        {
            if (handler.Block.Statements.LastOrDefault() is not ThrowStatementSyntax { Expression: null })
            {
                return handler.Filter is null
                    && handler.Block.DescendantNodes().OfType<InvocationExpressionSyntax>()
                        .Any(static call => call.CalledName() is "SetException" or "TrySetException");
            }
        }

        return false;
    }

    /// <summary>Returns true for a handler that gets, or with its filter may get, the exception of a <see cref="RedirectCheck"/>.</summary>
    private static bool IsOfRefusal(CatchClauseSyntax handler) =>
        handler.Declaration is null || handler.Declaration.Type.LastName() is "Exception" or "SystemException" or "InvalidOperationException";
}
