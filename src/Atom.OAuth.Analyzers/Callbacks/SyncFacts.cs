using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Determines whether a call starts something that may fetch history.</summary>
internal static class SyncFacts
{
    public static bool Starts(InvocationExpressionSyntax call, string name)
    {
        if ((IsSync(name) && !IsNotice(call, name) && !ReadsStore(call, name) && !(name == SyncWords.TaskStart && IsLive(call.ArgumentList)))
            || AsksForThePast(call, name))
        {
            return true;
        }

        return call.Expression is MemberAccessExpressionSyntax access
            && Array.Exists(SyncWords.Starts, start => IsCallOf(access, start))
            && !IsLive(call.ArgumentList);
    }

    /// <summary>A store loads its content before adding to it: <c>var tokens = LoadAll();</c>.</summary>
    private static bool ReadsStore(InvocationExpressionSyntax call, string name) =>
        call.ArgumentList.Arguments.Count == 0 && call.IsOwn() && SyncWords.OwnLoads.Matches(name);

    private static bool IsSync(string name) => SyncWords.Calls.Matches(name) && !SyncWords.Others.Matches(name);

    /// <summary>Returns true for a type whose name suggests work that may fetch history.</summary>
    public static bool IsWork(string type) => SyncWords.Types.Matches(type) && !SyncWords.OtherTypes.Matches(type);

    /// <summary>
    /// Returns true if the work consists only of receive loops of an open connection, <c>Task.Run(() => ReceiveLoopAsync())</c>, parsing, storing
    /// tokens or preparations, apart from logging; or if it is a function that only creates an object.
    /// </summary>
    private static bool IsLive(ArgumentListSyntax work)
    {
        var calls = work.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(static call => !LogCalls.Contains(call.CalledName())).ToList();
        return (calls.Count > 0 || work.Arguments.Any(static argument => CallsNothing(argument.Expression)))
            && calls.TrueForAll(static call =>
            call.CalledName() is var name && (SyncWords.Live.Matches(name) || SyncWords.Readings.Matches(name) || Keeps(name) || Prepares(name)));
    }

    /// <summary><c>Task.Run(() => new Account { Token = token })</c>: a lambda that neither calls nor awaits anything.</summary>
    private static bool CallsNothing(ExpressionSyntax work) =>
        work is AnonymousFunctionExpressionSyntax
        && !work.DescendantNodes().Any(static node => node is InvocationExpressionSyntax or AwaitExpressionSyntax);

    private static bool Prepares(string name) => SyncWords.Preparations.Matches(name) && !IsSync(name);

    /// <summary><c>Task.Run(() => SaveTokensAsync())</c>.</summary>
    private static bool Keeps(string name) => SaveWords.TokenNames.Matches(name) && SaveWords.Calls.Matches(name);

    /// <summary>Returns true if the call notifies users, <c>broadcaster.PublishAsync("authorized")</c>, or records an event.</summary>
    public static bool IsNotice(InvocationExpressionSyntax call, string name) =>
        SyncWords.Notices.Matches(name)
        && (SendsNotice(call) || (call.Receiver()?.Root() is { } notifier && SyncWords.Notifiers.Matches(notifier.TrimStart('_'))));

    /// <summary><c>bus.Publish(new AuditEntry(userId))</c>.</summary>
    public static bool SendsNotice(InvocationExpressionSyntax call) =>
        MadeBy(call).Any(static made =>
            SyncWords.NoticeMessages.Matches(made) && !IsWork(made) && !SyncWords.Fetches.Matches(made));

    /// <summary>Returns true if an argument is a new object of one of the types.</summary>
    public static bool MakesAny(InvocationExpressionSyntax call, NameTable types) => MadeBy(call).Any(types.Matches);

    private static IEnumerable<string> MadeBy(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments
            .Select(static argument => (argument.Expression as ObjectCreationExpressionSyntax)?.Type)
            .OfType<SimpleNameSyntax>()
            .Select(static made => made.Identifier.ValueText);

    /// <summary>
    /// Returns true in a loop that stores each item of a result derived from the code, or each page that it requests with a token; a list of tokens
    /// is not history.
    /// </summary>
    public static bool IsImportLoop(InvocationExpressionSyntax call, ValueFlow flow) =>
        (SaveWords.CallsOnStores.Matches(call.CalledName())
            || SaveWords.Calls.Matches(call.CalledName())
            || SaveWords.Commits.Matches(call.CalledName()))
        && !IsListOfTokens(call)
        && call.Ancestors().Any(loop => loop switch
        {
            ForEachStatementSyntax each => flow.IsFrom(each.Expression)
                && (each.Expression.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any() || IsImportOf(each.Expression, call, flow)),
            ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax => flow.IsFrom(call.ArgumentList) && IsLoopOfPages(loop, flow),
            _ => false,
        });

    /// <summary><c>foreach (var item in items) { db.Activities.Add(…); }</c>: the variable holds data of the account, which a store keeps.</summary>
    private static bool IsImportOf(ExpressionSyntax items, InvocationExpressionSyntax save, ValueFlow flow) =>
        items is IdentifierNameSyntax && !flow.HasMoreThanProfile(items)
        && save.Receiver() is { } store && StoreFacts.Names(store).ToList() is var names
        && names.Exists(static name => SaveWords.Stores.Matches(name.TrimStart('_'))) && !names.Exists(IsNoHistory);

    private static bool IsNoHistory(string rows) => SyncWords.OtherRows.Matches(rows) || SaveWords.TokenNames.Matches(rows);

    /// <summary>
    /// <c>db.Activities.AddRange(activities)</c>: many rows of what was fetched with the token; what its owner belongs to is no history.
    /// </summary>
    public static bool IsBulkImport(InvocationExpressionSyntax call, string name, ValueFlow flow) =>
        SyncWords.BulkSaves.Matches(name)
        && call.Receiver() is { } store && store.Root() is { } root && !flow.IsLocal(root)
        && !StoreFacts.Names(store).Any(IsNoHistory)
        && call.ArgumentList.Arguments is [{ Expression: IdentifierNameSyntax { Identifier.ValueText: var rows } }, ..]
        && Members.Around(call) is { } member
        && CodeSources.VariablesIn(member).Any(variable => variable.Name == rows && IsFetched(variable.Value, flow));

    /// <summary><c>await strava.ListActivitiesAsync(token)</c>.</summary>
    private static bool IsFetched(ExpressionSyntax value, ValueFlow flow) =>
        (value is AwaitExpressionSyntax wait ? wait.Expression : value) is InvocationExpressionSyntax call
        && call.CalledName() is var asked && !SaveWords.TokenNames.Matches(asked) && !SaveWords.Memberships.Matches(asked)
        && call.ArgumentList.Arguments.Any(argument => flow.HasTokens(argument.Expression))
        && !flow.PassesCode(call);

    /// <summary>Excludes loops that repeat the exchange.</summary>
    private static bool IsLoopOfPages(SyntaxNode loop, ValueFlow flow) =>
        loop.DescendantNodes().OfType<InvocationExpressionSyntax>().ToList() is var calls
        && calls.Exists(asked => ExchangeWords.Sends.Matches(asked.CalledName()) && flow.IsFrom(asked.ArgumentList))
        && !calls.Exists(flow.PassesCode);

    /// <summary><c>activities.RefreshAsync(userId, DateTime.UtcNow.AddMonths(-6))</c>: what happened since then is fetched.</summary>
    private static bool AsksForThePast(InvocationExpressionSyntax call, string name) =>
        SyncWords.Fetches.Matches(name)
        && !(call.Receiver() is { } store && StoreFacts.Names(store).Any(static name => SaveWords.Stores.Matches(name.TrimStart('_'))))
        && call.ArgumentList.Arguments.Any(static argument =>
            argument.Expression is InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var days }] } past
            && days.IsKind(SyntaxKind.UnaryMinusExpression) && SyncWords.PastDays.Matches(past.CalledName()));

    /// <summary><c>pages.Add((id, name, pageToken))</c>; a token passed to a call may be that of the next page.</summary>
    private static bool IsListOfTokens(InvocationExpressionSyntax call) =>
        call.ArgumentList.DescendantNodes().OfType<SimpleNameSyntax>().Any(static name => SaveWords.TokenNames.Matches(name.Identifier.ValueText))
        && !call.ArgumentList.DescendantNodes().OfType<InvocationExpressionSyntax>().Any();

    private static bool IsCallOf(MemberAccessExpressionSyntax access, string start)
    {
        var dot = start.IndexOf('.');
        return dot >= 0
            && access.Name.Identifier.ValueText is var name
            && name.Length == start.Length - dot - 1
            && start.EndsWith(name, StringComparison.Ordinal)
            && (access.Expression switch
            {
                IdentifierNameSyntax receiver => receiver.Identifier.ValueText,
                MemberAccessExpressionSyntax inner => inner.Name.Identifier.ValueText,
                _ => "",
            }).EndsWith(start.Substring(0, dot), StringComparison.OrdinalIgnoreCase);
    }
}
