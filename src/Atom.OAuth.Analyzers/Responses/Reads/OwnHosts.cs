using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>URLs with the host of the current request: the application's own server, whatever the path.</summary>
internal static class OwnHosts
{
    /// <summary>Suffixes of code that gets the host of the request.</summary>
    private static readonly WordTable Hosts = new(
        WordMatch.End, StringComparison.Ordinal, "Request.Host", "Request.Host.Value", "Request.Host.ToString()", "Request.Url.Authority", "Request.Url.Host");

    /// <summary>The text behind it, in <c>$"{Request.Scheme}://{Request.Host}/path"</c>; null for another URL.</summary>
    public static string? PathIn(IInterpolatedStringOperation url)
    {
        var parts = url.Parts;
        for (var i = 0; i < parts.Length && i < 3; i++)
        {
            if (parts[i] is IInterpolationOperation { Expression.Syntax: var host } && Hosts.Matches(host.ToString()))
            {
                return i + 1 < parts.Length && parts[i + 1] is IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string path } }
                    ? path
                    : "/";
            }
        }

        return null;
    }
}
