using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Whether a call or an assignment keeps tokens.</summary>
internal static class SaveFacts
{
    /// <summary>A call that takes tokens and keeps them.</summary>
    public static bool IsSave(InvocationExpressionSyntax call, string name, ValueFlow flow)
    {
        var receiver = call.Receiver();
        if (receiver is not null && IsVolatile(receiver))
        {
            return false;
        }

        if (SaveWords.Runs.Matches(name))
        {
            return flow.HasTokens(call.ArgumentList) && IsStatement(call);
        }

        if (name == "Add" && IsParameters(receiver) && IsStatement(call))
        {
            return flow.HasTokens(call.ArgumentList);
        }

        if (SaveWords.Makes.Matches(name) || (name is "WriteToken" && receiver is not null && Names(receiver).Any(SaveWords.TokenWriters.Matches)))
        {
            return false;
        }

        var keeps = SaveWords.Calls.Matches(name)
            || (SaveWords.CallsOnStores.Matches(name) && receiver is not null && (IsStore(receiver) || IsWriterOfFile(receiver)));
        return keeps
            && (call.ArgumentList.Arguments.Any(argument => flow.HasTokens(argument.Expression))
                || (SaveWords.TokenNames.Matches(name) && call.ArgumentList.Arguments.Any(argument => flow.HasMoreThanProfile(argument.Expression)))
                || (name.StartsWith("WriteAll", StringComparison.Ordinal) && flow.HasTokens(call.ArgumentList)));
    }

    /// <summary>A call that writes what was changed before, and something got a token before.</summary>
    public static bool IsCommit(InvocationExpressionSyntax call, string name, ValueFlow flow)
    {
        var isCommit = SaveWords.Commits.Matches(name);
        if (!(isCommit || SaveWords.Calls.Matches(name))
            || (call.Receiver() is { } receiver && IsVolatile(receiver))
            || Members.Around(call) is not { } member)
        {
            return false;
        }

        return member.DescendantNodes().Any(node => node.SpanStart < call.SpanStart && node switch
        {
            AssignmentExpressionSyntax assignment => GivesToken(assignment, flow) && (isCommit || IsFoundIn(assignment.Left, call, member)),
            InvocationExpressionSyntax change => isCommit && IsChange(change, flow),
            _ => false,
        });
    }

    /// <summary><c>var user = users.First(…); user.Token = token; SaveUsers(users);</c>: what is saved has what was changed.</summary>
    private static bool IsFoundIn(ExpressionSyntax changed, InvocationExpressionSyntax save, SyntaxNode member) =>
        changed is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var name } }
        && member.DescendantNodes().OfType<VariableDeclaratorSyntax>()
            .Where(variable => variable.Identifier.ValueText == name)
            .Select(static variable => variable.Initializer?.Value.Root()).OfType<string>()
            .Any(source => save.ArgumentList.Arguments.Any(given => given.Expression is IdentifierNameSyntax saved && saved.Identifier.ValueText == source));

    /// <summary><c>account.Connect(tokens.AccessToken, tokens.RefreshToken)</c>: an object changes itself.</summary>
    private static bool IsChange(InvocationExpressionSyntax change, ValueFlow flow) =>
        change.Receiver() is { } receiver && !IsVolatile(receiver)
        && SaveWords.CallsOnStores.Matches(change.CalledName()) && !SaveWords.Makes.Matches(change.CalledName())
        && change.ArgumentList.Arguments.Any(argument => flow.HasTokens(argument.Expression));

    /// <summary>An assignment to something that outlives the request.</summary>
    public static bool IsKept(AssignmentExpressionSyntax assignment, ValueFlow flow, SyntaxNode body, CalledMethods methods)
    {
        if (IsValueOfParameter(assignment.Left) && IsStatement(assignment))
        {
            return GivesToken(assignment, flow);
        }

        if (assignment.Parent is InitializerExpressionSyntax
            || assignment.Left.Root() is not { } root
            || flow.IsLocal(root)
            || IsVolatile(assignment.Left)
            || IsInSession(assignment.Left)
            || IsShown(assignment.Left)
            || !GivesToken(assignment, flow)
            || CallbackCandidate.ParametersOf(body).Any(parameter => parameter.Identifier.ValueText == root))
        {
            return false;
        }

        var target = methods.Model(assignment.SyntaxTree).GetSymbolInfo(assignment.Left).Symbol;
        if (target is IFieldSymbol { IsStatic: true } or IPropertySymbol { IsStatic: true })
        {
            return true;
        }

        var isOwn = assignment.Left is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax };
        return !isOwn
            || (assignment.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
                && SaveWords.LongLived.Matches(type.Identifier.ValueText) && !methods.IsMadePerRequest(type.Identifier.ValueText));
    }

    /// <summary>A statement of SQL that keeps something, or a procedure of the database, stands beside it.</summary>
    private static bool IsStatement(SyntaxNode code) => Members.Around(code)?.Mentions(SaveWords.Statements) == true;

    /// <summary><c>command.Parameters</c>.</summary>
    private static bool IsParameters(ExpressionSyntax? receiver) =>
        receiver is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Parameters" };

    /// <summary><c>command.Parameters["@token"].Value</c>, <c>command.Parameters.Add("@token", type).Value</c>.</summary>
    private static bool IsValueOfParameter(ExpressionSyntax target) =>
        target is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value", Expression: var parameter }
        && (IsParameters((parameter as ElementAccessExpressionSyntax)?.Expression)
            || IsParameters((parameter as InvocationExpressionSyntax)?.Receiver()));

    public static bool MentionsRefreshToken(SyntaxNode body) => body.Mentions(SaveWords.RefreshTokens);

    private static bool GivesToken(AssignmentExpressionSyntax assignment, ValueFlow flow) =>
        flow.HasTokens(assignment.Right)
        || (flow.HasMoreThanProfile(assignment.Right)
            && SaveWords.TokenNames.Matches(assignment.Left is MemberAccessExpressionSyntax access
                ? access.Name.Identifier.ValueText
                : assignment.Left is IdentifierNameSyntax name ? name.Identifier.ValueText : ""));

    private static bool IsVolatile(ExpressionSyntax receiver) =>
        Names(receiver).Any(static name => SaveWords.Volatile.Matches(name) && !name.EndsWith("Factory", StringComparison.Ordinal));

    private static bool IsInSession(ExpressionSyntax target) =>
        target is ElementAccessExpressionSyntax { Expression: var session } && Names(session).Any(SaveWords.Sessions.Matches);

    /// <summary><c>tokenLabel.Text</c>.</summary>
    private static bool IsShown(ExpressionSyntax target) =>
        target is MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax, Name.Identifier.ValueText: var member }
        && SaveWords.Shown.Contains(member);

    private static bool IsStore(ExpressionSyntax receiver) => Names(receiver).Any(static name => SaveWords.Stores.Matches(name.TrimStart('_')));

    /// <summary><c>using var file = new StreamWriter(path); file.WriteLine(token);</c>: what wraps a stream may write to a response.</summary>
    private static bool IsWriterOfFile(ExpressionSyntax receiver) =>
        receiver is IdentifierNameSyntax { Identifier.ValueText: var name }
        && Members.Around(receiver)?.TokensNamed(name).Select(static token => token.Parent).OfType<VariableDeclaratorSyntax>()
            .FirstOrDefault()?.Initializer?.Value switch
        {
            ObjectCreationExpressionSyntax { Type: SimpleNameSyntax { Identifier.ValueText: SaveWords.FileWriter } } made =>
                made.ArgumentList?.Arguments is [{ Expression: var path }, ..] && !path.Mentions(SaveWords.Streams),
            InvocationExpressionSyntax opened => SaveWords.Opens.Contains(opened.CalledName()),
            _ => false,
        };

    private static IEnumerable<string> Names(ExpressionSyntax code) =>
        code.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Select(static name => name.Identifier.ValueText);
}
