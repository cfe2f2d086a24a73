using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.Responses;
using Atom.OAuth.Analyzers.TokenRequests;
using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.TokenRequests;

/// <summary>A diagnostic of ATOM008 on the standard resilience handler, with the data that its fix needs.</summary>
internal sealed class StandardHandlerSite : FixSite
{
    private StandardHandlerSite(SemanticModel model, OAuthSymbols symbols, OAuthOptions options, InvocationExpressionSyntax call)
        : base(model, symbols, options, call) => Call = call;

    /// <summary>The call that adds the handler.</summary>
    public InvocationExpressionSyntax Call { get; }

    /// <summary>Repeats the analysis; null if the diagnostic no longer applies, or concerns something else.</summary>
    public static StandardHandlerSite? Find(SemanticModel model, OAuthOptions options, TextSpan span) =>
        OAuthSymbols.TryCreate(model.Compilation) is { } symbols
        && ResendAnalysis.Find(model, options.FollowsProjectReferences).FirstOrDefault(resent => resent.Place.Span == span)?.StandardHandler is { } call
            ? new StandardHandlerSite(model, symbols, options, call)
            : null;

    /// <summary>Counts the diagnostics in a part of the file.</summary>
    public static int Count(SemanticModel model, OAuthOptions options, TextSpan span) =>
        ResendAnalysis.Find(model, options.FollowsProjectReferences).Count(resent => span.Contains(resent.Place.Span));
}

/// <summary>Excludes unsafe methods, including the token request, from retries of the standard resilience handler.</summary>
internal static class StandardHandlerFix
{
    private const string Configuration = "options => options.Retry.DisableForUnsafeHttpMethods()";

    public static RuleFix LeaveOut { get; } = RuleFix.Of(
        "Send unsafe methods once",
        "Send unsafe methods once everywhere",
        "ATOM008.LeaveOut",
        StandardHandlerSite.Find,
        StandardHandlerSite.Count,
        Candidates);

    private static IEnumerable<IReadOnlyList<TextChange>> Candidates(StandardHandlerSite site)
    {
        var imports = new Imports(site.Model, site.Call.SpanStart);
        if (site.Model.Compilation.GetTypeByMetadataName(
            "Microsoft.Extensions.Http.Resilience.HttpRetryStrategyOptionsExtensions") is not { } extensions
            || !imports.TryImport(extensions))
        {
            yield break;
        }

        var arguments = site.Call.ArgumentList;
        var change = arguments.Arguments.Count == 0
            ? new TextChange(new TextSpan(arguments.OpenParenToken.Span.End, 0), Configuration)
            : new TextChange(new TextSpan(site.Call.Span.End, 0), $".Configure({Configuration})");
        yield return UsingDirectives.Add(imports.Missing, site.Root, site.Text, site.Call, new TextLayout(site.Root, site.Text, site.Call.SpanStart))
            .Append(change)
            .OrderBy(static edit => edit.Span.Start)
            .ToList();
    }
}
