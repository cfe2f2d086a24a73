using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Errors;

/// <summary>Answers that are written as JSON on the spot: <c>JsonSerializer.Serialize(new { status = "error", error = message })</c>.</summary>
internal static class WrittenObjects
{
    /// <summary>Calls that write an object as JSON.</summary>
    private static readonly string[] Writers = { "Serialize", "SerializeObject" };

    /// <summary>Returns true for a call that writes an object with a member for a message.</summary>
    public static bool IsWritten(ExpressionSyntax value) =>
        value.Inner() is InvocationExpressionSyntax call && MessagesIn(call) is { } messages && messages.Any();

    /// <summary>
    /// Gets the messages in the object that the call writes; null if it writes no such object. A part that keeps its name, as in
    /// <c>new { error = answer.Error }</c>, is passed on to a program.
    /// </summary>
    public static IEnumerable<ExpressionSyntax>? MessagesIn(InvocationExpressionSyntax call) =>
        Array.IndexOf(Writers, call.CalledName()) >= 0
        && call.ArgumentList.Arguments is [{ Expression: AnonymousObjectCreationExpressionSyntax created }, ..]
            ? created.Initializers
                .Where(static member => member is { NameEquals.Name: { } name } && ErrorSinks.IsMessageMember(name) && !KeepsName(member.Expression, name))
                .Select(static member => member.Expression)
            : null;

    private static bool KeepsName(ExpressionSyntax value, IdentifierNameSyntax name) =>
        Callers.NameOf(value.Inner()) is { Identifier.ValueText: var given }
        && string.Equals(given.Replace("_", ""), name.Identifier.ValueText.Replace("_", ""), StringComparison.OrdinalIgnoreCase);
}
