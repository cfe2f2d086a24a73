using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>Calls that compose or convert text, by name.</summary>
internal static class TextCalls
{
    /// <summary>Calls that return the text of their receiver.</summary>
    private static readonly HashSet<string> OfReceiver = new(StringComparer.Ordinal)
    {
        "ToString", "Trim", "TrimEnd", "TrimStart", "Substring", "Replace", "Truncate", "HtmlEncode", "HtmlDecode", "UrlEncode", "ToLower",
        "ToUpper", "ToLowerInvariant", "ToUpperInvariant", "GetString", "GetRawText", "ConfigureAwait", "GetAwaiter", "GetResult", "Remove",
        "PadRight", "First", "FirstOrDefault", "Single", "SingleOrDefault", "EscapeMarkup",
    };

    /// <summary>Calls that return the text of their argument.</summary>
    private static readonly HashSet<string> OfArgument = new(StringComparer.Ordinal)
    {
        "EscapeDataString", "EscapeUriString", "UnescapeDataString", "UrlEncode", "UrlDecode", "HtmlEncode", "HtmlDecode", "Encode",
        "UrlPathEncode", "HtmlAttributeEncode", "Escape", "ToString", "GetBytes",
    };

    /// <summary>Those of the former that do so only without arguments: <c>reader.GetString(0)</c> reads something else.</summary>
    private static readonly string[] OfReceiverAlone = { "GetString", "First", "FirstOrDefault", "Single", "SingleOrDefault" };

    /// <summary>Methods of string that compose a text.</summary>
    private static readonly string[] Builders = { "Format", "Concat", "Join" };

    /// <summary>The names of encoders that are instances.</summary>
    private static readonly string[] Encoders = { "encoder", "_encoder" };

    /// <summary>Returns true for <c>string.Format</c> and similar methods.</summary>
    public static bool IsBuilding(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax
        {
            Expression: PredefinedTypeSyntax
            or IdentifierNameSyntax { Identifier.ValueText: "String" }
        } access
        && Builders.Contains(access.Name.Identifier.ValueText);

    /// <summary>Gets the text that the call converts, or null.</summary>
    public static ExpressionSyntax? Subject(InvocationExpressionSyntax call)
    {
        if (call.Expression is not MemberAccessExpressionSyntax access)
        {
            return null;
        }

        var name = access.Name.Identifier.ValueText;
        return call.ArgumentList.Arguments switch
        {
            [{ Expression: var argument }, ..] when OfArgument.Contains(name) && IsStatic(access.Expression) => argument,
            [{ Expression: var bytes }] when name == "GetString" && bytes is not LiteralExpressionSyntax => bytes,
            _ when OfReceiver.Contains(name) && (!OfReceiverAlone.Contains(name) || call.ArgumentList.Arguments.Count == 0) => access.Expression,
            _ => null,
        };
    }

    /// <summary>Returns true if the call encodes a text for a URL or a page.</summary>
    public static bool IsEncoding(InvocationExpressionSyntax call) =>
        call.CalledName() is var name && name != "ToString" && OfArgument.Contains(name);

    /// <summary>Gets the text that <c>x?.ToString()</c> converts, or null.</summary>
    public static ExpressionSyntax? Subject(ConditionalAccessExpressionSyntax access) =>
        access.WhenNotNull is InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: var name } }
            && OfReceiver.Contains(name)
            ? access.Expression
            : null;

    /// <summary>Removes parentheses, casts, awaits and <c>!</c> around an expression.</summary>
    public static ExpressionSyntax Inner(this ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => parenthesized.Expression.Inner(),
        CastExpressionSyntax cast => cast.Expression.Inner(),
        AwaitExpressionSyntax awaited => awaited.Expression.Inner(),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure => sure.Operand.Inner(),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression } cast => cast.Left.Inner(),
        _ => expression,
    };

    /// <summary>Gets the last part of a type's name.</summary>
    public static string LastName(this TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        NullableTypeSyntax nullable => nullable.ElementType.LastName(),
        _ => string.Empty,
    };

    private static bool IsStatic(ExpressionSyntax receiver) =>
        receiver.ToString().Split('.').Last() is { Length: > 0 } last && (char.IsUpper(last[0]) || Encoders.Contains(last));
}
