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

    /// <summary>Types of rows that are called what they are for: <c>CalendarSync</c>. A class with methods may do the work itself.</summary>
    public static readonly NameTable PlainTypes = new("Sync $");

    /// <summary>Those of the types whose rows a worker takes.</summary>
    public static readonly NameTable TypesOfWork = new("Job", "Task", "Request", "Queue", "Work", "Outbox", "Pending", "Backfill", "Import", "Initial");

    /// <summary>Members that configure a sync without requesting one.</summary>
    public static readonly NameTable Settings = new("Direction $", "Interval $");

    public static bool IsMadeBy(BaseObjectCreationExpressionSyntax creation, string type, CalledMethods methods) =>
        !TypesOfWork.Matches(type)
        && creation.ArgumentList is not { Arguments.Count: > 0 }
        && creation.Initializer is { Expressions: { Count: > 0 } members }
        && members.All(static set => set is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var member } }
            && (SaveWords.Ids.Matches(member) || Settings.Matches(member)))
        && (Types.Matches(type) || (PlainTypes.Matches(type) && IsData(methods.TypeOf(creation))));

    private static bool IsData(ITypeSymbol? type) =>
        type is { TypeKind: TypeKind.Class or TypeKind.Struct }
        && type.GetMembers().OfType<IMethodSymbol>().All(static method => method.MethodKind != MethodKind.Ordinary || method.IsImplicitlyDeclared);
}
