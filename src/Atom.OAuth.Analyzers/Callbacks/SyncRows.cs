using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// New rows for the settings or the outcome of a sync, <c>new CalendarSyncRow { UserId = userId }</c>. A row that says more than whose it is may
/// request a sync, such as a row of a queue.
/// </summary>
internal static class SyncRows
{
    /// <summary>Types of rows.</summary>
    public static readonly NameTable Types = new("Row $", "Entity $", "Record $");

    /// <summary>Those of the types whose rows a worker takes.</summary>
    public static readonly NameTable TypesOfWork = new("Job", "Task", "Request", "Queue", "Work", "Outbox", "Pending", "Backfill", "Import", "Initial");

    /// <summary>Members that say whose row it is.</summary>
    private static readonly NameTable Keys = new("Id $");

    public static bool IsMadeBy(BaseObjectCreationExpressionSyntax creation, string type) =>
        Types.Matches(type) && !TypesOfWork.Matches(type)
        && creation.ArgumentList is not { Arguments.Count: > 0 }
        && creation.Initializer is { Expressions: { Count: > 0 } members }
        && members.All(static set => set is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var member } } && Keys.Matches(member));
}
