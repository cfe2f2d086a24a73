using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Errors;

/// <summary>Answers that are written as JSON on the spot: <c>JsonSerializer.Serialize(new { status = "error", error = message })</c>.</summary>
internal static class WrittenObjects
{
    /// <summary>Calls that write an object as JSON.</summary>
    private static readonly string[] Writers = { "Serialize", "SerializeObject" };

    /// <summary>The members of an error in RFC 6749, section 5.2, without underscores.</summary>
    private const string Error = "error";

    private const string Description = "errordescription";

    /// <summary>Returns true for a call that writes an object with a member for a message.</summary>
    public static bool IsWritten(ExpressionSyntax value) =>
        value.Inner() is InvocationExpressionSyntax call && MessagesIn(call) is { } messages && messages.Any();

    /// <summary>
    /// Gets the messages in the object that the call writes; null if it writes no such object. A part that keeps its name, as in
    /// <c>new { error = answer.Error }</c>, is passed on to a program, and so are plain values under the names of RFC 6749, section 5.2.
    /// </summary>
    public static IEnumerable<ExpressionSyntax>? MessagesIn(InvocationExpressionSyntax call) =>
        Array.IndexOf(Writers, call.CalledName()) >= 0
        && call.ArgumentList.Arguments is [{ Expression: AnonymousObjectCreationExpressionSyntax created }, ..]
            ? created.Initializers
                .Where(member => member is { NameEquals.Name: { } name } && ErrorSinks.IsMessageMember(name) && !KeepsName(member.Expression, name)
                    && !(IsPlain(member.Expression) && HasName(name, Error, Description) && created.Initializers.Any(HasDescription)))
                .Select(static member => member.Expression)
            : null;

    private static bool KeepsName(ExpressionSyntax value, IdentifierNameSyntax name) =>
        Callers.NameOf(value.Inner()) is { Identifier.ValueText: var given }
        && string.Equals(given.Replace("_", ""), name.Identifier.ValueText.Replace("_", ""), StringComparison.OrdinalIgnoreCase);

    private static bool IsPlain(ExpressionSyntax value) => Callers.NameOf(value.Inner()) is not null;

    private static bool HasDescription(AnonymousObjectMemberDeclaratorSyntax member) =>
        (member.NameEquals?.Name ?? Callers.NameOf(member.Expression)) is { } name && HasName(name, Description);

    private static bool HasName(SimpleNameSyntax name, params string[] names) =>
        names.Contains(name.Identifier.ValueText.Replace("_", ""), StringComparer.OrdinalIgnoreCase);
}
