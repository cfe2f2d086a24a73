using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Responses.Guards;

/// <summary>A look at the text of a method, before anything is bound: can it test a body at all?</summary>
internal static class GuardShape
{
    /// <summary>What is in the name of a guard that answers true for a page.</summary>
    private static readonly WordTable NamesOfPage = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Html", "Page");

    /// <summary>What is in the name of a guard that answers true for JSON.</summary>
    private static readonly WordTable NamesOfJson = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Json");

    /// <summary>The members that tell the media type of a body.</summary>
    private static readonly WordTable MediaTypes = new(WordMatch.Whole, StringComparison.Ordinal, "MediaType", "ContentType");

    /// <summary>The header that tells it.</summary>
    private static readonly WordTable Headers = new(WordMatch.Whole, StringComparison.OrdinalIgnoreCase, "Content-Type");

    /// <summary>How the names of calls that set a header start.</summary>
    private static readonly WordTable Setters = new(WordMatch.Start, StringComparison.Ordinal, "Add", "TryAdd", "With");

    /// <summary>Calls that compare the start of a text, or the whole of it.</summary>
    private static readonly WordTable TestsOfStart = new(WordMatch.Whole, StringComparison.Ordinal, "StartsWith", "Equals");

    /// <summary>Calls that look for something in a text.</summary>
    private static readonly WordTable TestsOfText = new(WordMatch.Whole, StringComparison.Ordinal, "Contains", "IndexOf", "IsMatch");

    /// <summary>True for a member that tells the media type of a body.</summary>
    public static bool IsMediaType(string member) => MediaTypes.Matches(member);

    /// <summary>True for the header that tells it.</summary>
    public static bool IsContentType(string header) => Headers.Matches(header);

    /// <summary>True for a call that compares the start of a text, or the whole of it.</summary>
    public static bool IsTestOfStart(string call) => TestsOfStart.Matches(call);

    /// <summary>True for a call that looks for something in a text.</summary>
    public static bool IsTestOfText(string call) => TestsOfText.Matches(call);

    /// <summary>True for the name of a method that tells a page.</summary>
    public static bool NamesPage(string method) => NamesOfPage.Matches(method);

    /// <summary>True for the name of a method that tells JSON.</summary>
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

    /// <summary>The media type that is read; setting the one of a request is no test.</summary>
    private static bool IsNameInTest(SyntaxToken name) =>
        IsMediaType(name.ValueText)
        && !(name.Parent?.Parent is MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } access
            && assignment.Left == access);

    /// <summary>A call of another guard, by its name.</summary>
    private static bool MayForward(SyntaxToken name) =>
        (NamesPage(name.ValueText) || (NamesJson(name.ValueText) && JsonReads.Named(name.ValueText) == JsonRead.None))
        && (name.Parent?.Parent is InvocationExpressionSyntax
            || (name.Parent?.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access && access.Name == name.Parent));

    private static bool MayBeCompared(SyntaxNode literal, object value) =>
        literal.Parent is not ArgumentSyntax { Parent.Parent: { } call }
        || (call is InvocationExpressionSyntax { Expression: var called }
            && (called is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } || MayTest(name, value)));

    /// <summary>A literal that bodies are compared with, or the name of the header that tells the media type.</summary>
    public static bool IsStartOfBody(object literal) => literal switch
    {
        string { Length: > 0 } text => text[0] is '{' or '[' or '<' || IsContentType(text),
        char character => character is '{' or '[' or '<',
        int code => code is '{' or '<',
        byte code => code is (byte)'{' or (byte)'<',
        _ => false,
    };

    /// <summary>True for a call that can compare with such a literal, or get the header that it names: Replace and AddHeader do neither.</summary>
    public static bool MayTest(string method, object? literal) =>
        literal is string header && IsContentType(header)
            ? !Setters.Matches(method)
            : IsTestOfStart(method) || IsTestOfText(method);
}
