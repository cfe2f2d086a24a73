using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Flow;

/// <summary>A look at the text of a method, before anything is bound: can it test a body at all?</summary>
internal static class GuardShape
{
    public static bool IsIn(SyntaxNode declaration)
    {
        foreach (var token in declaration.DescendantTokens())
        {
            switch (token.Kind())
            {
                case SyntaxKind.IdentifierToken when IsNameInTest(token) || token.ValueText.StartsWith("CheckHtml", StringComparison.Ordinal):
                case SyntaxKind.CharacterLiteralToken or SyntaxKind.NumericLiteralToken or SyntaxKind.StringLiteralToken
                    when token.Value is { } value && IsStartOfBody(value) && MayBeCompared(token.Parent!, value):
                    return true;
            }
        }

        return false;
    }

    private static bool IsNameInTest(SyntaxToken name) =>
        name.ValueText is "MediaType" or "ContentType"
        && !(name.Parent?.Parent is MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } access && assignment.Left == access);

    private static bool MayBeCompared(SyntaxNode literal, object value) =>
        literal.Parent is not ArgumentSyntax { Parent.Parent: { } call }
        || (call is InvocationExpressionSyntax { Expression: var called } && (called is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } || MayTest(name, value)));

    /// <summary>A literal that bodies are compared with, or the name of the header that tells the media type.</summary>
    public static bool IsStartOfBody(object literal) => literal switch
    {
        string text => IsStartOfBody(text),
        char character => character is '{' or '[' or '<',
        int code => code is '{' or '<',
        byte code => code is (byte)'{' or (byte)'<',
        _ => false,
    };

    /// <summary>True for a call that can compare with the literal, or get the header that it names.</summary>
    public static bool MayTest(string method, object? literal) =>
        literal is string { Length: > 0 } header && char.IsLetter(header[0])
            ? !(method.StartsWith("Add", StringComparison.Ordinal) || method.StartsWith("TryAdd", StringComparison.Ordinal) || method.StartsWith("With", StringComparison.Ordinal))
            : method is "StartsWith" or "Equals" or "Contains" or "IndexOf" or "IsMatch";

    /// <summary>The same for text.</summary>
    public static bool IsStartOfBody(string literal) =>
        literal.Length > 0 && (literal[0] is '{' or '[' or '<' || literal.Equals("Content-Type", StringComparison.OrdinalIgnoreCase));
}
