using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Requests, or clients, that get a bearer token as their header: the response is data of the account, and no token.</summary>
internal static class BearerHeaders
{
    private const string Header = "Authorization", Scheme = "Bearer";

    /// <summary>The member of a request that contains its headers.</summary>
    private const string Headers = "Headers";

    /// <summary>The member of a client that contains the headers of all its requests.</summary>
    private const string HeadersOfAll = "DefaultRequestHeaders";

    /// <summary>Calls that add a header, on the headers of a request or on the request itself.</summary>
    private static readonly WordTable Additions = new(WordMatch.Whole, StringComparison.Ordinal, "Add", "TryAddWithoutValidation", "AddHeader");

    /// <summary>Gets the request of <c>request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token)</c>.</summary>
    public static string? RequestWith(AssignmentExpressionSyntax assignment) =>
        assignment.Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: Header, Expression: var headers }
        && assignment.Right is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax scheme }, ..] }
        && IsScheme(scheme.Token.ValueText)
            ? RequestOf(headers)
            : null;

    /// <summary>Gets the request of <c>request.Headers.Add("Authorization", $"Bearer {token}")</c>.</summary>
    public static string? RequestWith(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments is [{ Expression: LiteralExpressionSyntax { Token.ValueText: Header } }, { Expression: var value }]
        && Additions.Matches(call.CalledName())
        && StartOf(value) is { } start && IsScheme(start.TrimEnd())
        && call.Receiver() is { } receiver
            ? RequestOf(receiver) ?? (receiver as IdentifierNameSyntax)?.Identifier.ValueText
            : null;

    private static string? RequestOf(ExpressionSyntax headers) =>
        headers is MemberAccessExpressionSyntax { Name.Identifier.ValueText: Headers or HeadersOfAll, Expression: IdentifierNameSyntax request }
            ? request.Identifier.ValueText
            : null;

    private static bool IsScheme(string text) => string.Equals(text, Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets the text before the token, which is interpolated or added.</summary>
    private static string? StartOf(ExpressionSyntax value) => value switch
    {
        InterpolatedStringExpressionSyntax { Contents: [InterpolatedStringTextSyntax text, ..] } => text.TextToken.ValueText,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression, Left: LiteralExpressionSyntax text } => text.Token.ValueText,
        _ => null,
    };
}
