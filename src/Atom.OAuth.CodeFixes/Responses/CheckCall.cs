using Atom.OAuth.CodeFixes.Editing;
using Microsoft.CodeAnalysis.CSharp;

namespace Atom.OAuth.CodeFixes.Responses;

/// <summary>Writes the call that checks a response, a content, a text or bytes, awaited or not, with the provider's name and the token.</summary>
internal static class CheckCall
{
    /// <param name="plan">What to check.</param>
    /// <param name="subject">The expression for it.</param>
    /// <param name="site">The diagnostic.</param>
    /// <param name="function">The function that will contain the call.</param>
    /// <param name="awaits">Whether the function can await.</param>
    /// <param name="imports">Writes the names of types.</param>
    public static string Write(CheckPlan plan, string subject, ReadSite site, EnclosingFunction function, bool awaits, Imports imports)
    {
        var provider = site.Finding.Provider is { } name ? SymbolDisplay.FormatLiteral(name, quote: true) : null;
        if (plan.Form is BodyForm.Text or BodyForm.Bytes)
        {
            var check = plan.Form is BodyForm.Text ? "CheckText" : "CheckBytes";
            return $"{imports.Name(site.Symbols.Find(site.Symbols.HtmlResponse)!)}.{check}({List(subject, provider)})";
        }

        var method = plan.Form is BodyForm.Response ? "CheckHtmlResponse" : "CheckHtmlContent";
        var token = awaits ? site.CancellationTokenAt(plan.Anchor) : null;
        var arguments = provider is null && token is not null ? "cancellationToken: " + token : List(provider, token);
        method += awaits ? "Async" : string.Empty;
        var call = imports.TryImport(site.Symbols.Find(site.Symbols.HtmlResponseExtensions)!)
            ? $"{RepeatableExpression.AsReceiver(subject)}.{method}({arguments})"
            : $"{imports.Name(site.Symbols.Find(site.Symbols.HtmlResponseExtensions)!)}.{method}({List(subject, arguments.Length > 0 ? arguments : null)})";
        return !awaits ? call
            : function.LeavesContext ? $"await {call}.ConfigureAwait(false)"
            : $"await {call}";
    }

    private static string List(string? first, string? second) => string.Join(", ", new[] { first, second }.Where(static text => text is not null));
}
