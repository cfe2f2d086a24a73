using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Assignments that start the sync: of a flag read by a poller, and of an Azure Function's queue output.</summary>
internal static class SyncOutputs
{
    public static bool IsSetBy(AssignmentExpressionSyntax assignment, CalledMethods methods) =>
        assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && !IsNothing(assignment.Right)
        && (IsFlag(assignment) || IsOutput(assignment, methods));

    /// <summary><c>[QueueOutput("imports")]</c> on a function: its return value goes to the queue.</summary>
    public static bool AreReturnedBy(SyntaxNode function) =>
        function is MethodDeclarationSyntax method && method.AttributeLists.HasAttribute(SyncWords.Outputs);

    /// <summary>Returns true for a parameter of a function that is bound to a queue.</summary>
    public static bool IsQueue(IdentifierNameSyntax name) =>
        Members.Around(name) is MethodDeclarationSyntax function
        && function.ParameterList.Parameters.Any(given =>
            given.Identifier.ValueText == name.Identifier.ValueText && given.AttributeLists.HasAttribute(SyncWords.QueueBindings));

    /// <summary><c>new Account { NeedsFullImport = true }</c>, <c>account.NextSyncAt = now</c>.</summary>
    private static bool IsFlag(AssignmentExpressionSyntax assignment) =>
        (assignment.Left is MemberAccessExpressionSyntax || assignment.Parent is InitializerExpressionSyntax)
        && Callers.NameOf(assignment.Left) is { Identifier.ValueText: var name } && SyncWords.Flags.Matches(name) && !SyncWords.OtherFlags.Matches(name)
        && !IsMember(assignment.Right, name);

    /// <summary><c>NeedsSync = entity.NeedsSync</c>: a mapper copies an existing value.</summary>
    private static bool IsMember(ExpressionSyntax value, string name) =>
        value is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var copied } && copied == name;

    private static bool IsOutput(AssignmentExpressionSyntax assignment, CalledMethods methods) =>
        Members.Around(assignment) is MethodDeclarationSyntax function && function.AttributeLists.HasAttribute(AzureFunctions.Attributes)
        && ((assignment.Left is IdentifierNameSyntax given && IsQueue(given))
            || methods.Model(assignment.SyntaxTree).GetSymbolInfo(assignment.Left).Symbol?.DeclaringSyntaxReferences
                .Any(static declared => declared.GetSyntax() is PropertyDeclarationSyntax property
                    && property.AttributeLists.HasAttribute(SyncWords.Outputs)) == true);

    private static bool IsNothing(ExpressionSyntax value) =>
        value.Kind() is SyntaxKind.FalseLiteralExpression or SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression
        || value is LiteralExpressionSyntax { Token.Value: "" or 0 }
        || (value is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } && SyncWords.Nothing.Matches(member));
}
