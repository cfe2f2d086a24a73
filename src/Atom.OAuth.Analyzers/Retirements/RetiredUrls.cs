using Atom.OAuth.Analyzers.Providers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Retirements;

/// <summary>Finds retired URLs in composed texts.</summary>
internal static class RetiredUrls
{
    private static readonly char[] EndOfPath = { '?', '#' };

    private static readonly Lazy<(ProviderRetirements Provider, RetiredUrl Url, UrlPattern[] Patterns, UrlPattern[] Except)[]> Entries =
        new(static () =>
        KnownRetirements.All.SelectMany(static provider => provider.Entries.OfType<RetiredUrl>().Select(url =>
            (provider, url, Compile(url.Patterns), Compile(url.Except)))).ToArray());

    /// <summary>Finds the use of a retired URL; null for any other text.</summary>
    /// <param name="text">The composed text: a URL, or a path relative to one of the bases.</param>
    /// <param name="expression">The expression.</param>
    /// <param name="bases">The base addresses that a path may be relative to.</param>
    public static RetirementUse? Find(ComposedText text, ExpressionSyntax expression, Func<IEnumerable<string>> bases)
    {
        var written = text.ToString();
        if (WithoutScheme(written) is { } url)
        {
            return HasSpace(url) ? null : Find(url, written.Length - url.Length, text, expression);
        }

        var path = written.TrimStart(ComposedText.Hole, '/');
        if (path.Length == 0 || path.IndexOf("://", StringComparison.Ordinal) >= 0 || HasSpace(path))
        {
            return null;
        }

        foreach (var address in bases())
        {
            foreach (var joined in Join(address, path, isRooted: written[0] == '/'))
            {
                // The position of the path in the text, minus its position in the address.
                if (Find(joined, written.Length - joined.Length, text, expression) is { } use)
                {
                    return use;
                }
            }
        }

        return null;
    }

    /// <summary>Removes the scheme of an absolute URL; a known host followed by a path is returned as is, any other text is null.</summary>
    public static string? WithoutScheme(string text)
    {
        if (text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            return text.Substring("https://".Length);
        }

        if (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            return text.Substring("http://".Length);
        }

        return text.IndexOf('/') is var slash and > 0 && KnownProviders.NameOfHost(text.Substring(0, slash)) is not null ? text : null;
    }

    private static UrlPattern[] Compile(string[] patterns) => Array.ConvertAll(patterns, static pattern => new UrlPattern(pattern));

    private static RetirementUse? Find(string url, int offset, ComposedText text, ExpressionSyntax expression)
    {
        string? method = null;
        foreach (var (provider, retired, patterns, except) in Entries.Value)
        {
            if (url.IndexOf(provider.HostWord, StringComparison.OrdinalIgnoreCase) < 0)
            {
                continue;
            }

            foreach (var pattern in patterns)
            {
                if (pattern.Find(url) is { } match
                    && !Array.Exists(except, other => other.Find(url) is not null)
                    && (retired.Method is null || retired.Method == (method ??= HttpMethods.Of(expression) ?? "")))
                {
                    method ??= retired.ByMethod.Length > 0 ? HttpMethods.Of(expression) ?? "" : null;
                    return Use(provider.Provider, retired, match, url, offset, text, expression, method);
                }
            }
        }

        return null;
    }

    private static RetirementUse Use(
        string provider, RetiredUrl retired, UrlMatch match, string url, int offset, ComposedText text, ExpressionSyntax expression, string? method)
    {
        var isMarked = match.MarkStart >= 0;
        var piece = (isMarked ? text.PieceAt(offset + match.MarkStart) : null) ?? text.PieceAt(offset + match.KeyLength - 1);
        LiteralFix? fix = null;
        if (retired.Fix is { } replacement
            && text.PieceAt(offset + match.MarkStart) is var (token, position)
            && !(match.HasQuery && retired.IsFixedOnlyWithoutQuery)
            && text.PieceAt(offset + match.MarkStart + match.MarkLength - 1) is var (last, _)
            && last == token)
        {
            fix = new LiteralFix(position, url.Substring(match.MarkStart, match.MarkLength), replacement);
        }

        return new RetirementUse(
            retired,
            provider,
            "https://" + url.Substring(0, match.KeyLength).Replace(ComposedText.Hole.ToString(), "…"),
            retired.DayOf(match.Number),
            Array.Find(retired.ByMethod, pair => pair.Method == method) is { Instead: { } byMethod } ? byMethod : retired.Instead,
            piece is var (at, _) ? at.GetLocation() : expression.GetLocation(),
            fix);
    }

    /// <summary>Joins a path and a base address, both as clients resolve it and as clients that only append do.</summary>
    private static IEnumerable<string> Join(string address, string path, bool isRooted)
    {
        var host = address.IndexOf('/') is var slash and >= 0 ? address.Substring(0, slash) : address;
        yield return $"{address.TrimEnd('/')}/{path}";
        if (isRooted && address.TrimEnd('/').Length > host.Length)
        {
            yield return $"{host}/{path}";
        }
    }

    /// <summary>Excludes prose that starts with a URL.</summary>
    private static bool HasSpace(string url)
    {
        var end = url.IndexOfAny(EndOfPath);
        for (var i = 0; i < (end < 0 ? url.Length : end); i++)
        {
            if (char.IsWhiteSpace(url[i]))
            {
                return true;
            }
        }

        return false;
    }
}
