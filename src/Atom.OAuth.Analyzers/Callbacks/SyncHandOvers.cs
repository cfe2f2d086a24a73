using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Calls that delegate the sync to something else, recognized by the target: a queue, an outbox, the path of a worker's endpoint, or an
/// object named after a sync.
/// </summary>
internal static class SyncHandOvers
{
    /// <summary>Placeholder for an interpolated value.</summary>
    private const string Hole = "_";

    public static bool IsMadeBy(InvocationExpressionSyntax call, string name, CalledMethods methods) =>
        (SyncWords.Pushes.Matches(name) || IsRequestToWorker(call, name, methods) || IsMessage(call, name, methods)
            || (SyncWords.OutboxCalls.Matches(name) && IsToOutbox(call, methods))
            || IsToBoundQueue(call, name) || IsToChannel(call, name, methods) || IsToStream(call, name, methods) || IsRunOfSync(call, name, methods))
        && !SyncFacts.SendsNotice(call);

    /// <summary><c>sender.SendMessageAsync(new ServiceBusMessage(id))</c>, <c>queue.SendMessageAsync(id)</c>.</summary>
    private static bool IsMessage(InvocationExpressionSyntax call, string name, CalledMethods methods) =>
        (SyncWords.Messages.Matches(name)
            && !IsSave(call)
            && (SyncFacts.MakesAny(call, SyncWords.MessageTypes)
                || (call.Receiver() is { } queue
                    && (IsCalled(queue, SyncWords.Queues, SyncWords.OtherQueues, methods) || IsUnseenBus(call, queue, methods)))))
        || (SyncWords.Additions.Matches(name) && call.Receiver() is { } work && methods.TypeOf(work) is { } type && SyncWords.QueuesOfWork.Matches(type.Name));

    /// <summary><c>commandBus.SendAsync(new FetchMailbox(userId))</c>: if the handlers are visible, they are followed.</summary>
    private static bool IsUnseenBus(InvocationExpressionSyntax call, ExpressionSyntax bus, CalledMethods methods) =>
        !SyncWords.Shows.Matches(NameOf(bus)) && IsCalled(bus, SyncWords.Buses, SyncWords.OtherQueues, methods) && methods.RunBy(call).Count == 0;

    /// <summary><c>tokenActor.Tell(new SaveTokens(userId, tokens))</c>: the recipient keeps the tokens.</summary>
    private static bool IsSave(InvocationExpressionSyntax call) =>
        SyncFacts.MakesAny(call, SyncWords.SaveMessages)
        && call.ArgumentList.Arguments.SelectMany(static argument => StoreFacts.Names(argument.Expression)).Any(SaveWords.TokenNames.Matches);

    /// <summary>
    /// <c>db.Outbox.Add(message)</c>: its messages are sent later, whatever the name of the variable. Most programs name no outbox anywhere, and then
    /// no receiver is bound to find one.
    /// </summary>
    public static bool IsToOutbox(InvocationExpressionSyntax call, CalledMethods methods) =>
        call.Receiver() is { } box
        && (SyncWords.Outboxes.Matches(NameOf(box))
            || ((methods.Mention(SyncWords.Outbox) || IsInherited(box)) && methods.TypeOf(box) is { } type && SyncWords.Outboxes.Matches(type.Name)));

    /// <summary>The member of a base type, whose source and names may be those of a library.</summary>
    private static bool IsInherited(ExpressionSyntax box) =>
        box is IdentifierNameSyntax { Identifier.ValueText: var name } && name.Length > 0 && char.IsUpper(name[0])
        && box.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { BaseList: not null } type
        && !type.Members.Any(member => member is PropertyDeclarationSyntax property && property.Identifier.ValueText == name);

    /// <summary><c>[Queue("imports")] IAsyncCollector&lt;string&gt; imports</c>, a parameter of an Azure Function.</summary>
    private static bool IsToBoundQueue(InvocationExpressionSyntax call, string name) =>
        SyncWords.CollectorCalls.Matches(name) && call.Receiver() is IdentifierNameSyntax collector && SyncOutputs.IsQueue(collector);

    /// <summary><c>work.WriteAsync(new AccountLinked(id))</c>, whatever the name of the channel's writer.</summary>
    private static bool IsToChannel(InvocationExpressionSyntax call, string name, CalledMethods methods) =>
        name == SyncWords.ChannelCall && call.Receiver() is { } channel && methods.TypeOf(channel) is { Name: SyncWords.ChannelWriter };

    /// <summary><c>linked.OnNext(accountId)</c>; one that keeps its last value holds a state of the application, and a text is for a user.</summary>
    private static bool IsToStream(InvocationExpressionSyntax call, string name, CalledMethods methods) =>
        name == SyncWords.StreamCall && call.Receiver() is { } stream && !SyncWords.Shows.Matches(NameOf(stream))
        && call.ArgumentList.Arguments is [{ Expression: not (LiteralExpressionSyntax { Token.Value: string } or InterpolatedStringExpressionSyntax) }]
        && methods.TypeOf(stream) is { Name: SyncWords.Stream } && !IsSave(call);

    /// <summary><c>connectionWriter.WriteAsync(connection)</c>: a type of the application is no channel, unless it is named after work or a queue.</summary>
    public static bool IsToOwnWriter(InvocationExpressionSyntax call, string name, CalledMethods methods) =>
        name == SyncWords.ChannelCall && call.Receiver() is { } writer
        && methods.TypeOf(writer) is { TypeKind: TypeKind.Class or TypeKind.Interface, Name: not SyncWords.ChannelWriter } type && methods.IsOwn(type)
        && !SyncRows.TypesOfWork.Matches(type.Name) && !SyncWords.Queues.Matches(type.Name) && !SyncWords.Channels.Matches(type.Name)
        && !SyncFacts.IsWork(type.Name);

    /// <summary><c>worker.PostAsJsonAsync("/jobs/sync", job)</c>: the path belongs to the application.</summary>
    private static bool IsRequestToWorker(InvocationExpressionSyntax call, string name, CalledMethods methods) =>
        SyncWords.WorkerRequests.Matches(name)
        && call.ArgumentList.Arguments is [{ Expression: var url }, ..]
        && OwnPathIn(url, methods) is { } path && SyncWords.WorkerPaths.Matches(path)
        && (UrlText.Host(path) is not null || !IsByClientOfProvider(call, methods));

    /// <summary>Returns true if the containing type, or the client registered for it, has a base address outside the application's network.</summary>
    private static bool IsByClientOfProvider(InvocationExpressionSyntax call, CalledMethods methods) =>
        call.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } client
        && methods.RegistrationsOf(client.Identifier.ValueText).Prepend(client)
            .SelectMany(static code => code.DescendantNodes())
            .OfType<AssignmentExpressionSyntax>()
            .Where(static set => Callers.NameOf(set.Left) is { Identifier.ValueText: SyncWords.BaseOfClient })
            .SelectMany(static set => set.Right.DescendantNodesAndSelf())
            .OfType<ExpressionSyntax>()
            .Any(address => methods.ConstantOf(address) is { } text && UrlText.Host(text) is { } host && UrlText.IsPublic(host));

    /// <summary><c>importer.RunAsync(accountId)</c>: the receiver's name says what runs; the method's name does not.</summary>
    private static bool IsRunOfSync(InvocationExpressionSyntax call, string name, CalledMethods methods) =>
        SyncWords.Runs.Matches(name) && call.Receiver() is { } worker
        && (IsCalled(worker, SyncWords.Workers, SyncWords.OtherWorkers, methods)
            || (worker is InvocationExpressionSyntax actor && SyncWords.Actors.Matches(actor.CalledName()) && methods.Of(call).Count == 0));

    /// <summary>Checks the name and its type's name, which is known even if the type cannot be resolved.</summary>
    private static bool IsCalled(ExpressionSyntax target, NameTable names, NameTable others, CalledMethods methods) =>
        NameOf(target) is var own && !others.Matches(own)
        && (names.Matches(own) || (methods.TypeOf(target) is { } type && names.Matches(type.Name) && !others.Matches(type.Name)));

    /// <summary>An interpolated host with https belongs to a provider: <c>$"https://{shop}/import"</c>.</summary>
    private static bool IsUnknown(string text, string host) =>
        text.StartsWith("https:", StringComparison.OrdinalIgnoreCase) && host.IndexOf(Hole, StringComparison.Ordinal) >= 0;

    private static string NameOf(ExpressionSyntax target) => Callers.NameOf(target)?.Identifier.ValueText.TrimStart('_') ?? "";

    /// <summary>Gets a path without a host, or with one that is interpolated or in the application's network.</summary>
    private static string? OwnPathIn(ExpressionSyntax url, CalledMethods methods)
    {
        var text = url switch
        {
            LiteralExpressionSyntax { Token.Value: string literal } => literal,
            InterpolatedStringExpressionSyntax parts => string.Concat(parts.Contents.Select(part => part switch
            {
                InterpolatedStringTextSyntax known => known.TextToken.ValueText,
                InterpolationSyntax hole => methods.ConstantOf(hole.Expression) ?? Hole,
                _ => "",
            })),
            _ => "",
        };
        return text.Length == 0 || (UrlText.Host(text) is { } host && (UrlText.IsPublic(host) || IsUnknown(text, host))) ? null : text;
    }
}
