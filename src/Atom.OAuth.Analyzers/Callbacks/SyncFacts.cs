using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Determines whether a call starts something that may fetch history.</summary>
internal static class SyncFacts
{
    public static bool Starts(InvocationExpressionSyntax call, string name)
    {
        if (IsSync(name) && !IsNotice(call, name) && !ReadsStore(call, name))
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
    public static bool SendsNotice(InvocationExpressionSyntax call) => MakesAny(call, SyncWords.NoticeMessages);

    /// <summary>Returns true if an argument is a new object of one of the types.</summary>
    public static bool MakesAny(InvocationExpressionSyntax call, NameTable types) =>
        call.ArgumentList.Arguments.Any(argument => argument.Expression is ObjectCreationExpressionSyntax { Type: SimpleNameSyntax made }
            && types.Matches(made.Identifier.ValueText));

    /// <summary>Returns true in a loop over a result derived from the code that stores each item; a list of tokens is not history.</summary>
    public static bool IsImportLoop(InvocationExpressionSyntax call, ValueFlow flow) =>
        !IsListOfTokens(call)
        && (SaveWords.CallsOnStores.Matches(call.CalledName())
            || SaveWords.Calls.Matches(call.CalledName())
            || SaveWords.Commits.Matches(call.CalledName()))
        && call.Ancestors()
            .OfType<ForEachStatementSyntax>()
            .Any(loop => flow.IsFrom(loop.Expression) && loop.Expression.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any());

    /// <summary><c>pages.Add((id, name, pageToken))</c>; a token passed to a call may be that of the next page.</summary>
    private static bool IsListOfTokens(InvocationExpressionSyntax call) =>
        call.ArgumentList.DescendantNodes().OfType<SimpleNameSyntax>().Any(static name => SaveWords.TokenNames.Matches(name.Identifier.ValueText))
        && !call.ArgumentList.DescendantNodes().OfType<InvocationExpressionSyntax>().Any();

    private static bool IsCallOf(MemberAccessExpressionSyntax access, string start)
    {
        var dot = start.IndexOf('.');
        return dot >= 0
            && access.Name.Identifier.ValueText == start.Substring(dot + 1)
            && (access.Expression switch
            {
                IdentifierNameSyntax name => name.Identifier.ValueText,
                MemberAccessExpressionSyntax inner => inner.Name.Identifier.ValueText,
                _ => "",
            }).EndsWith(start.Substring(0, dot), StringComparison.OrdinalIgnoreCase);
    }
}
