using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>The URLs in the string literals of a project. Each file is searched once.</summary>
internal static class UrlsInCode
{
    private static readonly string[] Start = { "https://" };

    private static readonly ConditionalWeakTable<SyntaxTree, List<(string Text, string Host)>> Files = new();

    /// <summary>Gets the texts and their hosts, lazily file by file.</summary>
    public static IEnumerable<(string Text, string Host)> Of(Compilation compilation) =>
        compilation.SyntaxTrees.SelectMany(static tree => Files.GetValue(tree, static file => In(file.GetRoot())));

    /// <summary>Gets the texts in a piece of code that contain a URL.</summary>
    public static IEnumerable<string> TextsIn(SyntaxNode code) => code.TokensWithAny(Start).Select(static token => token.ValueText);

    /// <summary>The same with the whole text of an interpolated string: <c>$"https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token"</c>.</summary>
    public static IEnumerable<string> WholeTextsIn(SyntaxNode code) =>
        code.TokensWithAny(Start).Select(static token => token.Parent is InterpolatedStringTextSyntax { Parent: InterpolatedStringExpressionSyntax text }
            ? string.Concat(text.Contents.Select(static part => part is InterpolatedStringTextSyntax written ? written.TextToken.ValueText : "0"))
            : token.ValueText);

    /// <summary>Gets the host of a URL, also after other text: <c>&amp;scope=https://www.googleapis.com/auth/calendar</c>.</summary>
    public static string? HostIn(string text) => UrlText.Host(text.Substring(Math.Max(0, text.IndexOf(Start[0], StringComparison.Ordinal))));

    private static List<(string Text, string Host)> In(SyntaxNode root) =>
        root.Mentions(Start)
            ? TextsIn(root).Select(static text => (Text: text, Host: UrlText.Host(text)!)).Where(static url => url.Host is not null).ToList()
            : new List<(string Text, string Host)>();
}
