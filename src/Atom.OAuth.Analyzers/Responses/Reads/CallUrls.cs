using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Responses.Guards;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>The URL that stands in an HTTP call itself, or in the client and the request that it is made with.</summary>
internal static class CallUrls
{
    private const int MaxDepth = 5;

    /// <summary>What stands in a text for a value that is not known.</summary>
    private const string Hole = "{}";

    /// <summary>True when the call goes to an absolute URL with a path, and OAuth uses no such path.</summary>
    public static bool NameAnotherEndpoint(IOperation call)
    {
        var texts = call is IInvocationOperation invocation ? TextsOf(invocation).ToList() : new List<string>();
        return texts.Exists(HasHostAndPath) && !texts.Exists(UrlText.IsOAuthPath);
    }

    private static bool HasHostAndPath(string text)
    {
        var known = text.IndexOf(Hole, StringComparison.Ordinal) is var hole and >= 0 ? text.Substring(0, hole) : text;
        return UrlText.Host(known) is { Length: > 0 } host && known.Length > known.IndexOf(host, StringComparison.Ordinal) + host.Length + 1;
    }

    /// <summary>The texts that a call is given, URLs among them; <c>{}</c> stands for what is not known.</summary>
    public static IEnumerable<string> TextsOf(IInvocationOperation call) => Operands(call).SelectMany(static operand => Texts(operand, MaxDepth));

    /// <summary>What the call takes, and the client that it is made on: <c>new RestClient(url).Get(request)</c> has the URL there.</summary>
    private static IEnumerable<IOperation> Operands(IInvocationOperation call) =>
        call.Arguments.Select(static argument => argument.Value).Concat(call.Receiver() is { } client ? new[] { client } : Enumerable.Empty<IOperation>());

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
                return new[] { string.Concat(interpolated.Parts.Select(part => TextOf(part, depth))) };
            case IBinaryOperation sum:
                return new[] { First(sum.LeftOperand, depth) + First(sum.RightOperand, depth) };
            case IObjectCreationOperation creation:
                return creation.Arguments.Select(static argument => argument.Value)
                    .Concat(creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().Select(static member => member.Value) ?? Enumerable.Empty<IOperation>())
                    .SelectMany(part => Texts(part, depth));
            case ILocalReferenceOperation local:
                return BodyFacts.Of(local).ValuesOf(local.Local).SelectMany(assigned => Texts(assigned.Value, depth));
            case IFieldReferenceOperation field when Initializer(field.Field) is { } text:
                return new[] { text };
            default:
                return Enumerable.Empty<string>();
        }
    }

    private static string TextOf(IInterpolatedStringContentOperation part, int depth) => part switch
    {
        IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string text } } => text,
        IInterpolationOperation { Expression: var inner } => First(inner, depth),
        _ => Hole,
    };

    private static string First(IOperation value, int depth) => Texts(value, depth).FirstOrDefault() ?? Hole;

    /// <summary>The text that a field is declared with.</summary>
    private static string? Initializer(IFieldSymbol field) =>
        field.DeclaringSyntaxReferences is [var declaration] && declaration.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: LiteralExpressionSyntax { Token.Value: string text } } ? text : null;
}
