using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Determines whether a call or assignment stores tokens.</summary>
internal static class SaveFacts
{
    /// <summary>Returns true for a call that takes tokens and stores them.</summary>
    public static bool IsSave(InvocationExpressionSyntax call, string name, ValueFlow flow, CalledMethods methods)
    {
        var receiver = call.Receiver();
        if (receiver is not null && IsVolatile(receiver) && !IsSessionOfDatabase(receiver, name))
        {
            return false;
        }

        if (SaveWords.Runs.Matches(name) && !SaveWords.Calls.Matches(name))
        {
            return flow.HasTokens(call.ArgumentList) && (IsStatement(call) || IsNamedStatement(call));
        }

        if (name == "Add" && IsParameters(receiver) && IsStatement(call))
        {
            return flow.HasTokens(call.ArgumentList);
        }

        if (SaveWords.Makes.Matches(name) || (name is "WriteToken" && receiver is not null && StoreFacts.Names(receiver).Any(SaveWords.TokenWriters.Matches)))
        {
            return false;
        }

        var keeps = SaveWords.Calls.Matches(name)
            || (receiver is not null
                && ((SaveWords.CallsOnStores.Matches(name) && (StoreFacts.IsStore(receiver, methods) || StoreFacts.IsWriterOfFile(receiver)))
                    || IsCommandToStore(call, name, receiver, methods)
                    || IsAddition(call, name, receiver, flow, methods)))
            || IsWriteToFile(call, name)
            || (SaveWords.KeepingFlows.Matches(name) && IsFlowWithPlace(call));
        return keeps
            && (call.ArgumentList.Arguments.Any(argument => flow.HasTokens(argument.Expression))
                || (SaveWords.TokenNames.Matches(name) && call.ArgumentList.Arguments.Any(argument => flow.HasMoreThanProfile(argument.Expression)))
                || (name.StartsWith("WriteAll", StringComparison.Ordinal) && flow.HasTokens(call.ArgumentList))
                || SaveWords.KeepingFlows.Matches(name));
    }

    /// <summary><c>connectedAccounts.SetAsync(user.Id, tokens.RefreshToken)</c>: the token is for later calls, not only for the sign-in.</summary>
    public static bool IsSaveOfConnection(InvocationExpressionSyntax save, ValueFlow flow, CalledMethods methods) =>
        save.Receiver() is { } store
        && (StoreFacts.Names(store).Any(SaveWords.StoresOfConnections.Matches)
            || (methods.TypeOf(store) is { } type && SaveWords.StoresOfConnections.Matches(type.Name)))
        && save.ArgumentList.Arguments.Any(argument =>
            StoreFacts.Names(argument.Expression).Any(SaveWords.RefreshTokenMembers.Matches) && flow.HasTokens(argument.Expression));

    /// <summary><c>account.Save()</c>, <c>document.Save(path)</c>: the object that saves itself contains the tokens.</summary>
    public static bool KeepsItself(InvocationExpressionSyntax call, string name, ValueFlow flow) =>
        SaveWords.OwnSaves.Matches(name) && call.Receiver() is IdentifierNameSyntax receiver && !IsVolatile(receiver) && flow.HasTokens(receiver);

    /// <summary><c>Tokens.TryAdd(userId, token)</c>, if the collection outlives the request.</summary>
    private static bool IsAddition(InvocationExpressionSyntax call, string name, ExpressionSyntax receiver, ValueFlow flow, CalledMethods methods) =>
        SaveWords.Additions.Matches(name)
        && receiver.Root() is { } root && !flow.IsLocal(root)
        && !CallbackCandidate.ParametersOf(Members.Around(call) ?? call).Any(parameter => parameter.Identifier.ValueText == root)
        && methods.Symbol(call)?.ContainingType is { } type && type.RootNamespace() == "System"
        && type.ContainingNamespace.Name is "Generic" or "Concurrent" or "Collections"
        && Outlives(receiver, methods);

    /// <summary><c>await JsonSerializer.SerializeAsync(file, token)</c></summary>
    private static bool IsWriteToFile(InvocationExpressionSyntax call, string name) =>
        SaveWords.Serializations.Matches(name) && call.ArgumentList.Arguments.Any(static argument => StoreFacts.IsFile(argument.Expression));

    /// <summary>A library's flow stores the tokens it receives if the containing type configures a data store for it.</summary>
    private static bool IsFlowWithPlace(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Count > 2 && call.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Mentions(SaveWords.PlaceOfFlow) == true;

    /// <summary>Returns true for a call that writes earlier changes, if one of them assigned a token.</summary>
    public static bool IsCommit(InvocationExpressionSyntax call, string name, ValueFlow flow, CalledMethods methods)
    {
        var isCommit = SaveWords.Commits.Matches(name);
        if (!(isCommit || SaveWords.Calls.Matches(name))
            || (call.Receiver() is { } receiver && IsVolatile(receiver) && !IsSessionOfDatabase(receiver, name))
            || Members.Around(call) is not { } member)
        {
            return false;
        }

        return member.DescendantNodes().Any(node => node.SpanStart < call.SpanStart && node switch
        {
            AssignmentExpressionSyntax assignment =>
                GivesToken(assignment, flow) && !IsOfRequest(assignment.Left, methods)
                && (isCommit || IsFoundIn(assignment.Left, call, member)),
            InvocationExpressionSyntax change => isCommit && IsChange(change, flow, methods),
            _ => false,
        });
    }

    /// <summary><c>var user = users.First(…); user.Token = token; SaveUsers(users);</c>: the saved object contains the changed one.</summary>
    private static bool IsFoundIn(ExpressionSyntax changed, InvocationExpressionSyntax save, SyntaxNode member) =>
        changed is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var name } }
        && Members.VariablesNamed(name, member)
            .Select(static variable => variable.Initializer?.Value.Root()).OfType<string>()
            .Any(source => save.ArgumentList.Arguments.Any(given => given.Expression is IdentifierNameSyntax saved && saved.Identifier.ValueText == source));

    /// <summary><c>request.Content = …</c>, <c>client.DefaultRequestHeaders.Authorization = …</c>: what is sent to the provider.</summary>
    private static bool IsOfRequest(ExpressionSyntax target, CalledMethods methods) =>
        StoreFacts.Names(target).Any(SaveWords.PartsOfRequests.Matches)
        || (methods.TypeOf(target) is { ContainingNamespace.Name: "Http" or "Headers" } type && type.RootNamespace() == "System");

    /// <summary><c>account.Connect(tokens.AccessToken, tokens.RefreshToken)</c>: the object changes itself.</summary>
    private static bool IsChange(InvocationExpressionSyntax change, ValueFlow flow, CalledMethods methods) =>
        change.Receiver() is { } receiver && !IsVolatile(receiver)
        && change.CalledName() is var name && !SaveWords.Makes.Matches(name)
        && (SaveWords.CallsOnStores.Matches(name) || (IsCommand(change, name) && IsRow(receiver, methods)))
        && change.ArgumentList.Arguments.Any(argument => flow.HasTokens(argument.Expression));

    private static bool IsCommand(InvocationExpressionSyntax call, string name) =>
        !SaveWords.Uses.Matches(name) && Awaiting.UserOf(call) is ExpressionStatementSyntax;

    /// <summary><c>contas.Atualizar(token)</c>; if the source of the store is available, it says what becomes of the token.</summary>
    private static bool IsCommandToStore(InvocationExpressionSyntax call, string name, ExpressionSyntax store, CalledMethods methods) =>
        IsCommand(call, name) && !SaveWords.OtherCommands.Matches(name) && StoreFacts.IsOfStoreType(store, methods)
        && !(methods.TypeOf(store) is { } type && SaveWords.Lists.Matches(type.Name))
        && !call.ArgumentList.Arguments.Any(static given => SaveWords.IdTokens.Matches(given.GetLastToken().ValueText))
        && methods.Of(call).Count == 0;

    /// <summary><c>var account = db.Accounts.First();</c>: what it is told is saved with it, in whatever language its methods are named.</summary>
    private static bool IsRow(ExpressionSyntax receiver, CalledMethods methods) =>
        receiver is IdentifierNameSyntax { Identifier.ValueText: var name } && !SaveWords.Users.Matches(name)
        && Members.Around(receiver) is { } member
        && CodeSources.VariablesIn(member).Any(variable => variable.Name == name
            && Awaiting.Awaited(variable.Value) is InvocationExpressionSyntax found
            && SaveWords.Finds.Matches(found.CalledName())
            && found.Receiver() is { } table && StoreFacts.IsStore(table, methods));

    /// <summary>Returns true for an assignment to something that outlives the request.</summary>
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

        return Outlives(assignment.Left, methods);
    }

    /// <summary>Returns true for a variable or a member of the containing object.</summary>
    public static bool IsOwn(ExpressionSyntax member) =>
        member is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax };

    /// <summary>Returns true for a static member, a member of another object, or one of a type whose objects outlive the request.</summary>
    private static bool Outlives(ExpressionSyntax member, CalledMethods methods)
    {
        if (methods.Model(member.SyntaxTree).GetSymbolInfo(member).Symbol is IFieldSymbol { IsStatic: true } or IPropertySymbol { IsStatic: true })
        {
            return true;
        }

        return !IsOwn(member)
            || (member.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
                && SaveWords.LongLived.Matches(type.Identifier.ValueText) && !methods.IsMadePerRequest(type.Identifier.ValueText));
    }

    /// <summary>Returns true if the member contains a SQL statement that writes, or calls a stored procedure.</summary>
    private static bool IsStatement(SyntaxNode code) => Members.Around(code)?.Mentions(SaveWords.Statements) == true;

    /// <summary><c>connection.ExecuteAsync(Insert, …)</c>: the statement is a constant of the type.</summary>
    private static bool IsNamedStatement(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments is [{ Expression: IdentifierNameSyntax { Identifier.ValueText: var name } }, ..]
        && call.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Members.OfType<FieldDeclarationSyntax>()
            .SelectMany(static field => field.Declaration.Variables)
            .Any(field => field.Identifier.ValueText == name && field.Mentions(SaveWords.Statements)) == true;

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
        (flow.HasTokens(assignment.Right) && !AsksWithToken(assignment, flow))
        || (flow.HasMoreThanProfile(assignment.Right)
            && SaveWords.TokenNames.Matches(assignment.Left is MemberAccessExpressionSyntax access
                ? access.Name.Identifier.ValueText
                : assignment.Left is IdentifierNameSyntax name ? name.Identifier.ValueText : ""));

    /// <summary><c>user = await provider.GetUserAsync(token)</c>: the variable that is set has no token.</summary>
    private static bool AsksWithToken(AssignmentExpressionSyntax assignment, ValueFlow flow) =>
        assignment.Left is IdentifierNameSyntax { Identifier.ValueText: var answer } variable && flow.IsLocal(answer) && !flow.HasTokens(variable);

    /// <summary><c>session.StoreAsync(account)</c>: the HTTP session has no such methods, and belongs to the request.</summary>
    private static bool IsSessionOfDatabase(ExpressionSyntax receiver, string name) =>
        receiver is IdentifierNameSyntax { Identifier.ValueText: var session } && SaveWords.Sessions.Matches(session)
        && SaveWords.CallsOnSessions.Matches(name);

    public static bool IsVolatile(ExpressionSyntax receiver) =>
        StoreFacts.Names(receiver).Any(static name => SaveWords.Volatile.Matches(name) && !name.EndsWith("Factory", StringComparison.Ordinal))
        || IsOfException(receiver);

    /// <summary><c>exception.Data</c>: details for whoever catches it.</summary>
    private static bool IsOfException(ExpressionSyntax receiver) =>
        (receiver is ElementAccessExpressionSyntax entry ? entry.Expression : receiver) is MemberAccessExpressionSyntax
        {
            Name.Identifier.ValueText: nameof(Exception.Data), Expression: IdentifierNameSyntax { Identifier.ValueText: var name },
        }
        && (SaveWords.Exceptions.Matches(name)
            || receiver.Ancestors().OfType<CatchClauseSyntax>().Any(caught => caught.Declaration?.Identifier.ValueText == name));

    private static bool IsInSession(ExpressionSyntax target) =>
        target is ElementAccessExpressionSyntax { Expression: var session } && StoreFacts.Names(session).Any(SaveWords.Sessions.Matches);

    /// <summary><c>tokenLabel.Text</c>.</summary>
    private static bool IsShown(ExpressionSyntax target) =>
        target is MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax, Name.Identifier.ValueText: var member }
        && SaveWords.Shown.Matches(member);
}
