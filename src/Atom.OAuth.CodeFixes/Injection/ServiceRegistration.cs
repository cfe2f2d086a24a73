using Atom.OAuth.Analyzers.Text;
using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Injection;

/// <summary>
/// Adds the call of <c>AddAtomOAuth()</c> that an application needs if its code uses services of the runtime library: without it, every
/// request to that code fails.
/// </summary>
internal static class ServiceRegistration
{
    private const string Method = "AddAtomOAuth";
    private const string Extensions = "Microsoft.Extensions.DependencyInjection.AtomOAuthServiceCollectionExtensions";

    /// <summary>The services that fixes inject.</summary>
    private static readonly string[] Services = { "IOAuthStateProtector", "IHistoricalSyncTrigger" };

    /// <summary>Gets the missing call, but null if no code uses a service, as in the fixes of desktop applications.</summary>
    public static FixCompletion? FindMissingWhereTaken(Compilation compilation) =>
        compilation.SyntaxTrees.Any(static tree => tree.GetRoot().Mentions(Services)) ? FindMissing(compilation) : null;

    /// <summary>
    /// Gets the missing call, next to the registrations of other services; if they are not found, the title tells what is needed.
    /// Null if the project has the call.
    /// </summary>
    public static FixCompletion? FindMissing(Compilation compilation)
    {
        if (compilation.SyntaxTrees.Any(static tree => tree.GetRoot().TokensNamed(Method).Any()))
        {
            return null;
        }

        return CompositionRoot.Find(compilation) is { } root
            && compilation.GetTypeByMetadataName(Extensions) is { } extensions
            && Add(root, extensions, compilation) is { } found
            ? found
            : new FixCompletion($" (needs services.{Method}() where the application starts)", null, Array.Empty<TextChange>());
    }

    private static FixCompletion? Add(CompositionRoot root, INamedTypeSymbol extensions, Compilation compilation)
    {
        var beside = root.LastRegistration ?? root.Builder;
        var place = beside ?? (SyntaxNode?)root.Body ?? root.Statements[0];
        var tree = place.SyntaxTree;
        var (unit, text) = (tree.GetRoot(), tree.GetText());
        var imports = new Imports(compilation.GetSemanticModel(tree), place.SpanStart);
        if (!imports.TryImport(extensions))
        {
            return null;
        }

        var layout = new TextLayout(unit, text, place.SpanStart);
        var call = $"{root.Services}.{Method}();";
        return (beside is not null ? Below(beside, call, layout) : IntoBody(root.Body!, call, layout, text)) is { } change
            ? new FixCompletion(
                $", and register the services in {Path.GetFileName(tree.FilePath)}",
                tree,
                UsingDirectives.Add(imports.Missing, unit, text, place, layout).Append(change).OrderBy(static c => c.Span.Start).ToList())
            : null;
    }

    private static TextChange? Below(StatementSyntax statement, string call, TextLayout layout) =>
        layout.IsFirstOnLine(statement.SpanStart)
            ? new TextChange(
                new TextSpan(AttachedComments.End(statement.GetLastToken()), 0),
                layout.NewLine + layout.IndentationAt(statement.SpanStart) + call)
            : new TextChange(new TextSpan(statement.Span.End, 0), " " + call);

    private static TextChange? IntoBody(BlockSyntax body, string call, TextLayout layout, SourceText text)
    {
        if (body.Statements.FirstOrDefault() is { } first)
        {
            return layout.IsFirstOnLine(first.SpanStart) && !Directives.IsConditional(first)
                ? new TextChange(
                    new TextSpan(AttachedComments.Start(first.GetFirstToken(), text), 0),
                    layout.IndentationAt(first.SpanStart) + call + layout.NewLine)
                : null;
        }

        if (Directives.Inside(body) || !layout.IsFirstOnLine(body.CloseBraceToken.SpanStart))
        {
            return null;
        }

        var end = layout.IndentationAt(body.CloseBraceToken.SpanStart);
        return new TextChange(
            new TextSpan(text.Lines.GetLineFromPosition(body.CloseBraceToken.SpanStart).Start, 0),
            end + layout.Unit + call + layout.NewLine);
    }
}
