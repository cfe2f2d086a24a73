using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>The URLs that stand in the texts of a project. A file is looked through once.</summary>
internal static class UrlsInCode
{
    private static readonly string[] Start = { "https://" };

    private static readonly ConditionalWeakTable<SyntaxTree, List<(string Text, string Host)>> Files = new();

    /// <summary>The texts and their hosts, file by file.</summary>
    public static IEnumerable<(string Text, string Host)> Of(Compilation compilation) =>
        compilation.SyntaxTrees.SelectMany(static tree => Files.GetValue(tree, static file => In(file.GetRoot())));

    /// <summary>The texts of a piece of code that have a URL in them.</summary>
    public static IEnumerable<string> TextsIn(SyntaxNode code) => code.TokensWithAny(Start).Select(static token => token.ValueText);

    /// <summary>Of a URL, also behind other text: <c>&amp;scope=https://www.googleapis.com/auth/calendar</c>.</summary>
    public static string? HostIn(string text) => UrlText.Host(text.Substring(Math.Max(0, text.IndexOf(Start[0], StringComparison.Ordinal))));

    private static List<(string Text, string Host)> In(SyntaxNode root) =>
        root.Mentions(Start)
            ? TextsIn(root).Select(static text => (Text: text, Host: UrlText.Host(text)!)).Where(static url => url.Host is not null).ToList()
            : new List<(string Text, string Host)>();
}
