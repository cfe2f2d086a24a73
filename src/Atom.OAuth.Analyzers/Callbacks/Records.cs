using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Calls that record what happened, directly or in a queue: <c>audit.LogAsync("connected")</c>,
/// <c>entries.TryEnqueue(new AuditEntry(userId))</c>, <c>log.Warn("no tokens")</c>. They neither connect anything nor start a sync.
/// </summary>
internal static class Records
{
    /// <summary>Names of what keeps records.</summary>
    public static readonly NameTable Keepers = new("Audit", "Auditor");

    /// <summary>Calls on it that add a record; others may do more, even start a sync.</summary>
    public static readonly NameTable Additions = new("^Log", "^Record", "^Write", "^Append");

    /// <summary>Calls that put a record into a queue.</summary>
    public static readonly NameTable Queueings = new("^Enqueue", "^Try Enqueue", "^Queue", "^Try Write", "^Write $");

    /// <summary>Names of what logs, or of its type.</summary>
    public static readonly NameTable Loggers = new("Log $", "Logger $");

    public static bool AreAddedBy(InvocationExpressionSyntax call, string name, CalledMethods methods) =>
        (Additions.Matches(name) && call.Receiver() is { } keeper && Callers.NameOf(keeper) is { Identifier.ValueText: var own } && Keepers.Matches(own))
        || (Queueings.Matches(name) && (SyncFacts.SendsNotice(call) || TakesRecords(call, methods)))
        || (LogCalls.Contains(name) && call.Receiver() is { } logger && IsLogger(logger, methods));

    /// <summary>An application's own logger may write its lines later, from a queue.</summary>
    private static bool IsLogger(ExpressionSyntax logger, CalledMethods methods) =>
        (Callers.NameOf(logger) is { Identifier.ValueText: var name } && Loggers.Matches(name.TrimStart('_')))
        || (methods.TypeOf(logger) is { } type && Loggers.Matches(type.Name));

    /// <summary>A <c>ChannelWriter&lt;AuditEntry&gt;</c>, or a queue that gets an entry: an <c>AuditQueue</c> may as well hold audits to be run.</summary>
    private static bool TakesRecords(InvocationExpressionSyntax call, CalledMethods methods) =>
        (call.Receiver() is { } queue && methods.TypeOf(queue) is INamedTypeSymbol type && type.TypeArguments.Any(IsRecord))
        || (call.ArgumentList.Arguments is [{ Expression: var queued }, ..] && methods.TypeOf(queued) is { } given && IsRecord(given));

    private static bool IsRecord(ITypeSymbol type) => Keepers.Matches(type.Name);
}
