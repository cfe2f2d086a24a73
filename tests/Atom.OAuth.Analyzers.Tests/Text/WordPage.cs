using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Tests.Text;

/// <summary>The tables of words by which the rules know what they look at, as a page: the words from the rules themselves, what they are for from the source.</summary>
internal static partial class WordPage
{
    private const string Head = """
        # The words by which the rules know code

        No rule knows a project's own types. They go by what people call things, and by the words of the protocols. These are all
        the tables there are, written from the rules: a name that is missing here is why a place is not reported, and one that is
        here too often why a wrong one is. Patterns of names are words in their order: `Get Token` is in `GetAccessTokensAsync`;
        `^` is the start of a name and `$` its end, and `*` is anything.

        """;

    public static string Write()
    {
        var page = new StringBuilder(Head);
        foreach (var type in typeof(NameTable).Assembly.GetTypes().Where(static type => !type.IsNested).OrderBy(static type => type.FullName, StringComparer.Ordinal))
        {
            var rows = type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Where(static field => field.IsInitOnly && !field.IsDefined(typeof(CompilerGeneratedAttribute)))
                .OrderBy(static field => field.MetadataToken)
                .Select(static field => (field.Name, Words: Words(field.GetValue(null)).ToList()))
                .Where(static table => table.Words.Count > 0)
                .ToList();
            if (rows.Count > 0)
            {
                AddType(page, type, rows);
            }
        }

        return page.ToString();
    }

    private static void AddType(StringBuilder page, Type type, List<(string Name, List<string> Words)> rows)
    {
        var path = $"src/Atom.OAuth.Analyzers{type.Namespace!["Atom.OAuth.Analyzers".Length..].Replace('.', '/')}/{type.Name}.cs";
        var declaration = CSharpSyntaxTree.ParseText(Repository.Read(path)).GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>().First(found => found.Identifier.ValueText == type.Name);
        page.Append(CultureInfo.InvariantCulture, $"\n## [{type.Name}](../{path})\n\n{Comment(declaration)}\n\n| Table | What it is | Words |\n| --- | --- | --- |\n");
        foreach (var (name, words) in rows)
        {
            var field = declaration.Members.OfType<FieldDeclarationSyntax>().Single(found => found.Declaration.Variables[0].Identifier.ValueText == name);
            var comment = Comment(field);
            Assert.True(comment.Length > 0, $"Say above {type.Name}.{name} what its words are for.");
            page.Append(CultureInfo.InvariantCulture, $"| {name} | {comment} | {string.Join(", ", words.Select(static word => $"`{word.Replace("|", "\\|")}`"))} |\n");
        }
    }

    private static IEnumerable<string> Words(object? table) => table switch
    {
        NameTable names => names.Patterns,
        WordTable words => words.Select(word => words.Match switch
        {
            WordMatch.Part => $"*{word}*",
            WordMatch.Start => $"{word}*",
            WordMatch.End => $"*{word}",
            _ => word,
        }),
        IEnumerable<string> words => words,
        IEnumerable<char> => [],
        IDictionary entries => entries.Keys.Cast<object>().Select(key => $"{key}: {entries[key]}"),
        IEnumerable<(string, string)> pairs => pairs.Select(static pair => $"{pair.Item1}: {pair.Item2}"),
        IEnumerable<ProviderMark> marks => marks.Select(static mark =>
            $"{mark.Evidence}: {mark.Strength}{(mark.IsOAuth ? ", of OAuth" : "")}{(mark.Unless == Evidence.None ? "" : $", unless {mark.Unless}")}"),
        _ => [],
    };

    /// <summary>The comment above a declaration, in the page's words.</summary>
    private static string Comment(SyntaxNode declaration)
    {
        var lines = declaration.GetLeadingTrivia().ToFullString().Split('\n').Select(static line => line.Trim().TrimStart('/').Trim());
        var text = string.Join(" ", lines.Where(static line => line.Length > 0 && !line.StartsWith('#')));
        text = Code().Replace(text, "`$1$2`");
        return Tag().Replace(text, "").Replace("&lt;", "<").Replace("&gt;", ">").Replace("|", "\\|").Trim();
    }

    [GeneratedRegex("<c>(.*?)</c>|<(?:see|paramref) (?:cref|name)=\"(.*?)\" ?/>")]
    private static partial Regex Code();

    [GeneratedRegex("</?(summary|remarks|para)>")]
    private static partial Regex Tag();
}
