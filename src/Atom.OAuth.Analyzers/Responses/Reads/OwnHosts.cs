using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Responses.Guards;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>URLs of the application's own servers, whatever the path: the host of the current request, and addresses that are named after one.</summary>
internal static class OwnHosts
{
    /// <summary>Suffixes of code that gets the host of the request.</summary>
    private static readonly WordTable Hosts = new(
        WordMatch.End, StringComparison.Ordinal, "Request.Host", "Request.Host.Value", "Request.Host.ToString()", "Request.Url.Authority", "Request.Url.Host");

    /// <summary>Names of variables and members with the address of a server that only applications have.</summary>
    private static readonly NameTable OwnServers = new("Relay", "Backend", "Back End", "^Db", "^Database", "Microservice");

    /// <summary>Returns true for a URL, or a request for it, that starts with such an address: <c>_relayUrl + "/profiles"</c>.</summary>
    public static bool StartsWithOwnServer(IOperation url) => StartsWithOwnServer(url, depth: 4);

    private static bool StartsWithOwnServer(IOperation url, int depth) => depth > 0 && url.Unwrap() switch
    {
        IInterpolatedStringOperation { Parts: { Length: > 1 } parts } => parts[0] is IInterpolationOperation { Expression: var start } && IsOwnServer(start),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => IsOwnServer(sum.LeftOperand) || StartsWithOwnServer(sum.LeftOperand, depth - 1),
        IObjectCreationOperation { Type.Name: "Uri" or "HttpRequestMessage" } creation =>
            creation.Arguments.Any(argument => StartsWithOwnServer(argument.Value, depth - 1)),
        ILocalReferenceOperation local => BodyFacts.Of(local).ValuesOf(local.Local) is { Count: > 0 } values
            && values.All(value => StartsWithOwnServer(value.Value, depth - 1)),
        _ => false,
    };

    private static bool IsOwnServer(IOperation start) =>
        Callers.NameOf(start.Unwrap().Syntax) is { Identifier.ValueText: var name } && OwnServers.Matches(name);

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
