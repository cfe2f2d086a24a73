using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>Finds the first use of the code in a request that the callback itself builds, rather than in a test or a log.</summary>
internal static class FirstUseOfCode
{
    /// <summary>Gets the first such use; null if there is none, or the code may be exchanged before it.</summary>
    public static ExpressionSyntax? In(OAuthCallback callback)
    {
        foreach (var code in UsesOfCode(callback))
        {
            if (IsCopied(code) || IsSetOnRequest(code) || IsAdded(code) || IsPartOfRequest(code, callback.Node) || IsHandedOver(code) || IsWrittenBehindKey(code))
            {
                return code;
            }

            // The code may be exchanged here: a check after that is too late.
            var around = code.Ancestors().TakeWhile(static node => node is not StatementSyntax).ToList();
            if (around.Exists(IsWait) || (around.Exists(IsTaker) && !around.Exists(IsLogOrTest)))
            {
                return null;
            }
        }

        return null;
    }

    private static bool IsWait(SyntaxNode node) =>
        node is AwaitExpressionSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" or "GetAwaiter" or "Wait" };

    /// <summary>Recognizes a call or an object that takes the code, which may send it: <c>new WebClient().UploadString(TokenUrl(code), form)</c>.</summary>
    private static bool IsTaker(SyntaxNode node) => node is ArgumentListSyntax;

    private static bool IsLogOrTest(SyntaxNode node) =>
        node is InvocationExpressionSyntax call
        && call.CalledName() is var name
        && (LogCalls.Contains(name)
            || IdleCheckWords.TestsForEmpty.Matches(name)
            || name.StartsWith("ThrowIfNull", StringComparison.Ordinal)
            || name == "nameof");

    /// <summary>Gets all places with the code: the uses of its variable or member, or where it is read.</summary>
    public static IEnumerable<SyntaxNode> MentionsOf(OAuthCallback callback) =>
        UsesOfCode(callback).Concat(callback.Node.TokensNamed("code").Select(static token => token.Parent).OfType<LiteralExpressionSyntax>());

    /// <summary>Gets the uses of the variable with the code, or of the member of the object that was posted: <c>request.Code</c>.</summary>
    private static IEnumerable<ExpressionSyntax> UsesOfCode(OAuthCallback callback)
    {
        if (NameOfCode(callback) is { } name)
        {
            return callback.Node.TokensNamed(name).Select(static token => token.Parent).OfType<IdentifierNameSyntax>();
        }

        return callback.Code is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax, Name.Identifier.ValueText: var member } read
            ? callback.Node.TokensNamed(member).Select(static token => token.Parent?.Parent).OfType<MemberAccessExpressionSyntax>()
                .Where(use => use.ToString() == read.ToString())
            : callback.Code is ElementAccessExpressionSyntax used ? new ExpressionSyntax[] { used } : Enumerable.Empty<ExpressionSyntax>();
    }

    /// <summary>Gets the parameter or variable that contains the code, or that it is read into: <c>var code = Request.Query["code"]</c>.</summary>
    private static string? NameOfCode(OAuthCallback callback) => callback.Code switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        { } read => DeclaredWith(read)?.Identifier.ValueText,
        _ => null,
    };

    /// <summary>Gets the variable that contains only the value read; a response to a request with the code is not the code.</summary>
    private static VariableDeclaratorSyntax? DeclaredWith(ExpressionSyntax read)
    {
        SyntaxNode whole = read;
        while (whole.Parent is PostfixUnaryExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax
            or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression }
            or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString" }
            or InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 })
        {
            whole = whole.Parent;
        }

        return whole.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } ? variable : null;
    }

    /// <summary>Recognizes a part of a URL or form: <c>url += $"&amp;code={code}"</c>, <c>"…&amp;code=" + code</c>.</summary>
    private static bool IsWrittenBehindKey(ExpressionSyntax name) => name.Parent switch
    {
        InterpolationSyntax { Parent: InterpolatedStringExpressionSyntax text } hole =>
            text.Contents.IndexOf(hole) is > 0 and var at
            && text.Contents[at - 1] is InterpolatedStringTextSyntax { TextToken.ValueText: var before }
            && IsKeyOfCode(before)
            && text.Parent is AssignmentExpressionSyntax or EqualsValueClauseSyntax,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression, Left: var left } sum when sum.Right == name =>
            left.GetLastToken() is { RawKind: (int)SyntaxKind.StringLiteralToken } key
            && IsKeyOfCode(key.ValueText)
            && sum.AncestorsAndSelf().First(static node => node is not BinaryExpressionSyntax)
                is AssignmentExpressionSyntax or EqualsValueClauseSyntax,
        _ => false,
    };

    private static bool IsKeyOfCode(string text) => text.EndsWith("code=", StringComparison.Ordinal);

    /// <summary>Recognizes <c>var tokens = await client.Access(id, secret, code);</c>: a call whose result is stored in a variable.</summary>
    private static bool IsHandedOver(ExpressionSyntax name) =>
        name.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
        && (call.Parent is AwaitExpressionSyntax || call.Expression.ToString() is "string.Format" or "String.Format")
        && (call.Parent is AwaitExpressionSyntax ? call.Parent.Parent : call.Parent)
            is EqualsValueClauseSyntax { Parent.Parent.Parent: LocalDeclarationStatementSyntax };

    private static bool IsPartOfRequest(ExpressionSyntax name, SyntaxNode callback) =>
        (name.Parent is InitializerExpressionSyntax or InterpolationSyntax or AnonymousObjectMemberDeclaratorSyntax
            || name.FirstAncestorOrSelf<InitializerExpressionSyntax>() is not null)
        && !name.Ancestors().TakeWhile(node => node != callback).Any(static node => node is ExpressionStatementSyntax);

    /// <summary>Recognizes <c>var copy = code;</c> and <c>request.Code = code;</c>.</summary>
    private static bool IsCopied(ExpressionSyntax name) => name.Parent
        is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } }
        or AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax };

    /// <summary>Recognizes <c>request.Content = new FormUrlEncodedContent(new Dictionary&lt;string, string&gt; { { "code", code } });</c>.</summary>
    private static bool IsSetOnRequest(ExpressionSyntax name) =>
        name.FirstAncestorOrSelf<StatementSyntax>() is ExpressionStatementSyntax
        {
            Expression: AssignmentExpressionSyntax
            {
                RawKind: (int)SyntaxKind.SimpleAssignmentExpression,
                Left: MemberAccessExpressionSyntax,
                Right: BaseObjectCreationExpressionSyntax made,
            },
        }
        && made.Span.Contains(name.Span)
        && !name.Ancestors().TakeWhile(node => node != made).Any(static node => node is InvocationExpressionSyntax or AwaitExpressionSyntax);

    /// <summary>Recognizes <c>request.AddParameter("code", code);</c>.</summary>
    private static bool IsAdded(ExpressionSyntax name) =>
        name.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax } call }
        && call.CalledName().StartsWith("Add", StringComparison.Ordinal);
}
