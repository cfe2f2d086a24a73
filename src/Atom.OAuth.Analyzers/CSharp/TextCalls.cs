using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>The calls that put text together or hand it on in another form, by name.</summary>
internal static class TextCalls
{
    /// <summary>Calls that give back the text of what they are called on.</summary>
    private static readonly HashSet<string> OfReceiver = new(StringComparer.Ordinal)
    {
        "ToString", "Trim", "TrimEnd", "TrimStart", "Substring", "Replace", "Truncate", "HtmlEncode", "HtmlDecode", "UrlEncode", "ToLower",
        "ToUpper", "ToLowerInvariant", "ToUpperInvariant", "GetString", "GetRawText", "ConfigureAwait", "GetAwaiter", "GetResult", "Remove",
        "PadRight", "First", "FirstOrDefault", "Single", "SingleOrDefault", "EscapeMarkup",
    };

    /// <summary>Calls that give back the text of what they take.</summary>
    private static readonly HashSet<string> OfArgument = new(StringComparer.Ordinal)
    {
        "EscapeDataString", "EscapeUriString", "UnescapeDataString", "UrlEncode", "UrlDecode", "HtmlEncode", "HtmlDecode", "Encode",
        "UrlPathEncode", "HtmlAttributeEncode", "Escape", "ToString", "GetBytes",
    };

    /// <summary>Those of the first that do so only where they take nothing: <c>reader.GetString(0)</c> reads another.</summary>
    private static readonly string[] OfReceiverAlone = { "GetString", "First", "FirstOrDefault", "Single", "SingleOrDefault" };

    /// <summary>Calls of string that put a text together.</summary>
    private static readonly string[] Builders = { "Format", "Concat", "Join" };

    /// <summary>What an encoder that is no type is called.</summary>
    private static readonly string[] Encoders = { "encoder", "_encoder" };

    /// <summary><c>string.Format</c> and its like.</summary>
    public static bool IsBuilding(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax
        {
            Expression: PredefinedTypeSyntax
            or IdentifierNameSyntax { Identifier.ValueText: "String" }
        } access
        && Builders.Contains(access.Name.Identifier.ValueText);

    /// <summary>What the call hands on in another form, or null.</summary>
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

    /// <summary>True when the call makes a text fit for a URL or a page.</summary>
    public static bool IsEncoding(InvocationExpressionSyntax call) =>
        call.CalledName() is var name && name != "ToString" && OfArgument.Contains(name);

    /// <summary>The same for <c>x?.ToString()</c>.</summary>
    public static ExpressionSyntax? Subject(ConditionalAccessExpressionSyntax access) =>
        access.WhenNotNull is InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: var name } }
            && OfReceiver.Contains(name)
            ? access.Expression
            : null;

    /// <summary>The expression without parentheses, casts, awaits and <c>!</c>.</summary>
    public static ExpressionSyntax Inner(this ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => parenthesized.Expression.Inner(),
        CastExpressionSyntax cast => cast.Expression.Inner(),
        AwaitExpressionSyntax awaited => awaited.Expression.Inner(),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure => sure.Operand.Inner(),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression } cast => cast.Left.Inner(),
        _ => expression,
    };

    /// <summary>The name at the end of a type's name.</summary>
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
