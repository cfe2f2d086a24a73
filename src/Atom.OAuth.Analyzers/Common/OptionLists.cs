using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Common;

/// <summary>Splits options that are lists.</summary>
internal static class OptionLists
{
    // Documentation ids contain commas between parameters, so entries are separated by | or by a comma outside of parentheses.
    public static IEnumerable<string> Split(string list)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i <= list.Length; i++)
        {
            var character = i < list.Length ? list[i] : '|';
            depth += character is '(' ? 1 : character is ')' ? -1 : 0;
            if (character is '|' || (character is ',' && depth == 0))
            {
                if (list.Substring(start, i - start).Trim() is { Length: > 0 } entry)
                {
                    yield return entry;
                }

                start = i + 1;
            }
        }
    }
}

/// <summary>Methods specified in an option by their documentation ids, with or without the parameter list.</summary>
internal sealed class MethodSet
{
    private readonly ImmutableHashSet<string> _ids;

    public MethodSet(string list) => _ids = OptionLists.Split(list).Select(WithoutPrefix).ToImmutableHashSet(StringComparer.Ordinal);

    public bool IsEmpty => _ids.IsEmpty;

    public bool Contains(IMethodSymbol method)
    {
        if (_ids.IsEmpty)
        {
            return false;
        }

        var id = WithoutPrefix((method.ReducedFrom ?? method).OriginalDefinition.GetDocumentationCommentId() ?? string.Empty);
        var parameters = id.IndexOf('(');
        return _ids.Contains(id) || (parameters > 0 && _ids.Contains(id.Substring(0, parameters)));
    }

    private static string WithoutPrefix(string id) => id.StartsWith("M:", StringComparison.Ordinal) ? id.Substring(2) : id;
}
