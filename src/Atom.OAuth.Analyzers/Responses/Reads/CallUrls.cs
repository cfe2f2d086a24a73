using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Responses.Guards;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>The URL that stands in an HTTP call itself.</summary>
internal static class CallUrls
{
    private const int MaxDepth = 4;

    /// <summary>True when the call goes to an absolute URL with a path, and OAuth uses no such path.</summary>
    public static bool NameAnotherEndpoint(IOperation call)
    {
        var texts = call is IInvocationOperation invocation ? invocation.Arguments.SelectMany(static argument => Texts(argument.Value, MaxDepth)).ToList() : new List<string>();
        return texts.Any(static text => UrlText.Host(text) is { Length: > 0 } host && text.Length > text.IndexOf(host, StringComparison.Ordinal) + host.Length + 1)
            && !texts.Any(UrlText.IsOAuthPath);
    }

    private static IEnumerable<string> Texts(IOperation value, int depth)
    {
        if (depth-- == 0)
        {
            return Enumerable.Empty<string>();
        }

        switch (value.Unwrap())
        {
            case { ConstantValue: { HasValue: true, Value: string text } }:
                return new[] { text };
            case IInterpolatedStringOperation interpolated:
                return interpolated.Parts.SelectMany(part => part switch
                {
                    IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string text } } => new[] { text },
                    IInterpolationOperation { Expression: var inner } => Texts(inner, depth),
                    _ => Enumerable.Empty<string>(),
                });
            case IBinaryOperation sum:
                return Texts(sum.LeftOperand, depth).Concat(Texts(sum.RightOperand, depth));
            case IObjectCreationOperation creation:
                return creation.Arguments.SelectMany(argument => Texts(argument.Value, depth));
            case ILocalReferenceOperation local:
                return BodyFacts.Of(local).ValuesOf(local.Local).SelectMany(assigned => Texts(assigned.Value, depth));
            default:
                return Enumerable.Empty<string>();
        }
    }
}
