using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Determines whether a call makes the whole connection in another project without available source: it takes the code, its name says so, and it
/// returns no tokens. Then they are stored there.
/// </summary>
internal static class ConnectFacts
{
    /// <summary>Members of the result and their members: <c>result.Value.AccessToken</c>.</summary>
    private const int MaxDepth = 2;

    /// <param name="call">A call that takes the code and has no available source.</param>
    /// <param name="name">The name of the called method.</param>
    /// <param name="isExchange">Whether it exchanges the code: if the result is discarded, it stores the tokens, too.</param>
    /// <param name="methods">The called methods.</param>
    public static bool IsMadeElsewhere(InvocationExpressionSyntax call, string name, bool isExchange, CalledMethods methods)
    {
        var request = CalledMethods.TakesRequest(name) ? RequestOf(call, methods) : null;
        var connects = ConnectWords.Keeps.Matches(name)
            || ((ConnectWords.Calls.Matches(name) || isExchange || request is not null) && !SpeaksOfSignIn(call));
        if (!connects)
        {
            return false;
        }

        if (methods.Symbol(call) is { } method)
        {
            return !methods.IsOwn(method) && !methods.IsOfFramework(call)
                && (IsDropped(call) || !(GivesMore(Awaited(method.ReturnType), depth: 0) || OpensSession(call)));
        }

        // The project with the method may be missing: if the result is discarded, the method that exchanges the code stores the tokens.
        return request is null
            ? isExchange && IsDropped(call) && call.Receiver() is { } service && methods.TypeOf(service) is { TypeKind: TypeKind.Error }
            : (IsDropped(call) || !(AnswerTo(request) is not { } answer || GivesMore(answer, depth: 0) || OpensSession(call)));
    }

    /// <summary><c>mediator.Send(new ConnectCommand(code))</c>, if the command belongs to another project as well.</summary>
    private static INamedTypeSymbol? RequestOf(InvocationExpressionSyntax call, CalledMethods methods) =>
        call.ArgumentList.Arguments is [{ Expression: var request }, ..]
        && methods.Model(call.SyntaxTree).GetTypeInfo(request).Type is INamedTypeSymbol type
        && ConnectWords.Requests.Matches(type.ContainingType?.Name + type.Name) && !methods.IsOwn(type)
            ? type
            : null;

    /// <summary>Gets the response type from <c>record ConnectCommand(string Code) : IRequest&lt;bool&gt;</c>: the mediator may be missing.</summary>
    private static ITypeSymbol? AnswerTo(INamedTypeSymbol request) =>
        request.Interfaces.Append(request.BaseType).FirstOrDefault(static asked => asked is { TypeArguments.Length: 1 })?.TypeArguments[0];

    /// <summary>Returns true if no more of the result is used than whether the call succeeded, or where to redirect.</summary>
    public static bool IsDropped(InvocationExpressionSyntax call)
    {
        var user = Awaiting.UserOf(call);
        return user is ExpressionStatementSyntax or IfStatementSyntax or PrefixUnaryExpressionSyntax
            || GivenValues.VariableSetBy(user) is { } name && ConnectWords.Addresses.Matches(name)
            || (user is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var answer } declared }
                && declared.FirstAncestorOrSelf<BlockSyntax>() is { } block
                && block.TokensNamed(answer).Select(static token => token.Parent).OfType<IdentifierNameSyntax>().All(IsOutcome));
    }

    /// <summary>Returns true if a use only checks whether the call succeeded: <c>if (!result.IsSuccess)</c>.</summary>
    private static bool IsOutcome(IdentifierNameSyntax answer) => answer.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Expression == answer => ConnectWords.Outcomes.Matches(access.Name.Identifier.ValueText),
        IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax or UnaryPatternSyntax { Pattern: ConstantPatternSyntax } } => true,
        BinaryExpressionSyntax compared => compared.IsKind(SyntaxKind.EqualsExpression) || compared.IsKind(SyntaxKind.NotEqualsExpression),
        _ => false,
    };

    /// <summary>Checks the call with its receiver, and the containing method and type.</summary>
    public static bool SpeaksOfSignIn(InvocationExpressionSyntax call) =>
        !IsLoginOfClient(call) && (call.DescendantNodes().OfType<SimpleNameSyntax>().Any(static name => SignInWords.Names.Matches(name.Identifier.ValueText))
        || SignInWords.Names.Matches(call.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Identifier.ValueText ?? "")
        || SignInWords.Names.Matches(call.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText ?? ""));

    /// <summary><c>if (!await contosoClient.TryCompleteLogin(code))</c>: the application logs in to a service; no user signs in.</summary>
    private static bool IsLoginOfClient(InvocationExpressionSyntax call) =>
        ConnectWords.Logins.Matches(call.CalledName())
        && call.Receiver() is IdentifierNameSyntax { Identifier.ValueText: var client } && !SpeaksOfUsers(client.TrimStart('_'))
        && !SpeaksOfUsers(call.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText ?? "")
        && !SignInWords.Names.Matches(call.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Identifier.ValueText ?? "");

    private static bool SpeaksOfUsers(string name) => ConnectWords.OwnUsers.Matches(name) || SignInWords.Names.Matches(name);

    /// <summary><c>sessions.IssueAsync(result.Account)</c>: the user is signed in.</summary>
    private static bool OpensSession(InvocationExpressionSyntax call) =>
        call.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is { Identifier.ValueText: var answer } declared
        && declared.FirstAncestorOrSelf<BlockSyntax>() is { } block
        && block.TokensNamed(answer)
            .Select(static token => token.Parent?.FirstAncestorOrSelf<ArgumentSyntax>()?.Parent?.Parent)
            .OfType<InvocationExpressionSyntax>()
            .SelectMany(static taker => taker.Expression.DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
            .Any(static name => ConnectWords.Sessions.Matches(name.Identifier.ValueText));

    private static ITypeSymbol Awaited(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } ? result : type;

    /// <summary>A string may be a token, whereas a number or a Guid is only an id; an unknown type may contain a token.</summary>
    private static bool GivesMore(ITypeSymbol type, int depth)
    {
        if (type.SpecialType is SpecialType.System_Void or SpecialType.System_Boolean or SpecialType.System_Int32 or SpecialType.System_Int64
            || type.Name is "Task" or "ValueTask" or "Guid")
        {
            return false;
        }

        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Enum, SpecialType: SpecialType.None } named
            || SignInWords.Names.Matches(type.Name))
        {
            return true;
        }

        for (var declaring = named; declaring is { SpecialType: SpecialType.None }; declaring = declaring.BaseType)
        {
            foreach (var member in declaring.GetMembers())
            {
                if (member is IPropertySymbol or IFieldSymbol { IsImplicitlyDeclared: false }
                    && (ConnectWords.Answers.Matches(member.Name) || (depth < MaxDepth && GivesMore(member, depth))))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool GivesMore(ISymbol member, int depth) =>
        !member.IsStatic
        && ((member as IPropertySymbol)?.Type ?? ((IFieldSymbol)member).Type)
            is INamedTypeSymbol { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } type
        && type.RootNamespace() != "System" && GivesMore(type, depth + 1);
}
