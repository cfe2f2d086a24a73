using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Responses.Guards;

/// <summary>Searches the text of a method, without binding: can it check a body at all?</summary>
internal static class GuardShape
{
    /// <summary>Parts of the names of guards that return true for an HTML page.</summary>
    private static readonly WordTable NamesOfPage = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Html", "Page");

    /// <summary>Parts of the names of guards that return true for JSON.</summary>
    private static readonly WordTable NamesOfJson = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Json");

    /// <summary>Members that return the media type of a body.</summary>
    private static readonly WordTable MediaTypes = new(WordMatch.Whole, StringComparison.Ordinal, "MediaType", "ContentType");

    /// <summary>The header with the media type.</summary>
    private static readonly WordTable Headers = new(WordMatch.Whole, StringComparison.OrdinalIgnoreCase, "Content-Type");

    /// <summary>Prefixes of calls that set a header.</summary>
    private static readonly WordTable Setters = new(WordMatch.Start, StringComparison.Ordinal, "Add", "TryAdd", "With");

    /// <summary>Calls that compare the beginning of a text, or the whole text.</summary>
    private static readonly WordTable TestsOfStart = new(WordMatch.Whole, StringComparison.Ordinal, "StartsWith", "Equals");

    /// <summary>Calls that search a text.</summary>
    private static readonly WordTable TestsOfText = new(WordMatch.Whole, StringComparison.Ordinal, "Contains", "IndexOf", "IsMatch");

    /// <summary>Returns true for a member that returns the media type of a body.</summary>
    public static bool IsMediaType(string member) => MediaTypes.Matches(member);

    /// <summary>Returns true for the header with the media type.</summary>
    public static bool IsContentType(string header) => Headers.Matches(header);

    /// <summary>Returns true for a call that compares the beginning of a text, or the whole text.</summary>
    public static bool IsTestOfStart(string call) => TestsOfStart.Matches(call);

    /// <summary>Returns true for a call that searches a text.</summary>
    public static bool IsTestOfText(string call) => TestsOfText.Matches(call);

    /// <summary>Returns true for the name of a method that detects HTML pages.</summary>
    public static bool NamesPage(string method) => NamesOfPage.Matches(method);

    /// <summary>Returns true for the name of a method that detects JSON.</summary>
    public static bool NamesJson(string method) => NamesOfJson.Matches(method);

    public static bool IsIn(SyntaxNode declaration)
    {
        var isShort = JsonReads.IsShort(declaration);
        foreach (var token in declaration.DescendantTokens())
        {
            switch (token.Kind())
            {
                case SyntaxKind.IdentifierToken when IsNameInTest(token) || OwnCheck.IsNamed(token.ValueText) || (isShort && MayForward(token)):
                case SyntaxKind.CharacterLiteralToken or SyntaxKind.NumericLiteralToken
                    or SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken
                    when token.Value is { } value && IsStartOfBody(value) && MayBeCompared(token.Parent!, value):
                    return true;
            }
        }

        return false;
    }

    /// <summary>The media type must be read; setting that of a request is not a test.</summary>
    private static bool IsNameInTest(SyntaxToken name) =>
        IsMediaType(name.ValueText)
        && !(name.Parent?.Parent is MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } access
            && assignment.Left == access);

    /// <summary>Recognises a call of another guard by its name.</summary>
    private static bool MayForward(SyntaxToken name) =>
        (NamesPage(name.ValueText) || (NamesJson(name.ValueText) && JsonReads.Named(name.ValueText) == JsonRead.None))
        && (name.Parent?.Parent is InvocationExpressionSyntax
            || (name.Parent?.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access && access.Name == name.Parent));

    private static bool MayBeCompared(SyntaxNode literal, object value) =>
        literal.Parent is not ArgumentSyntax { Parent.Parent: { } call }
        || (call is InvocationExpressionSyntax { Expression: var called }
            && (called is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } || MayTest(name, value)));

    /// <summary>Recognises a literal that bodies are compared with, or the name of the header with the media type.</summary>
    public static bool IsStartOfBody(object literal) => literal switch
    {
        string { Length: > 0 } text => text[0] is '{' or '[' or '<' || IsContentType(text),
        char character => character is '{' or '[' or '<',
        int code => code is '{' or '<',
        byte code => code is (byte)'{' or (byte)'<',
        _ => false,
    };

    /// <summary>Returns true for a call that can compare with such a literal, or get the header of that name, unlike Replace and AddHeader.</summary>
    public static bool MayTest(string method, object? literal) =>
        literal is string header && IsContentType(header)
            ? !Setters.Matches(method)
            : IsTestOfStart(method) || IsTestOfText(method);
}
