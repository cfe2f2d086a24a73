using Atom.OAuth.Analyzers.States;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>
/// Recognizes a value of the application that a state carries to the callback: the key of something that existed before the flow, a number that
/// identifies something, a name, or a mode. It is neither a person nor a path, and nothing that was issued for the flow.
/// </summary>
internal static class DataValue
{
    /// <summary>Names of texts that are no keys.</summary>
    private static readonly NameTable Texts = new("Mode $", "^mode $", "Display Name $");

    /// <summary>Ends of the names of numbers that identify something.</summary>
    private static readonly NameTable Numbers = new("Id $", "^id $", "Number $", "Code $");

    /// <summary>People, who are compared with the signed-in user, and values that belong to the flow itself.</summary>
    private static readonly NameTable Others = new(
        "User", "Owner", "Person", "Login", "Identity", "Client Id $", "State", "Session", "Nonce", "Csrf", "Xsrf", "Correlation", "Request", "Random",
        "Challenge", "Verifier", "Flow", "Pending", "Attempt", "Token", "Secret", "Url", "Uri", "Path", "Redirect", "Return");

    public static bool Is(ExpressionSyntax value, SemanticModel model) =>
        NameOf(value) is { } name
        && !Others.Matches(name)
        && model.GetTypeInfo(value).Type is { } type
        && (type switch
        {
            { TypeKind: TypeKind.Enum } => true,
            { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 } => Numbers.Matches(name),
            { SpecialType: SpecialType.System_String } => StateReading.IsKey(name) || Texts.Matches(name),
            { Name: nameof(Guid), ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true } } => StateReading.IsKey(name),
            _ => false,
        });

    /// <summary>Gets the name of a variable or member; that of <c>room.Id</c> is <c>roomId</c>.</summary>
    private static string? NameOf(ExpressionSyntax value) => value switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText.TrimStart('_'),
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner, Name.Identifier.ValueText: "Id" or "Code" or "DisplayName" } member =>
            owner.Identifier.ValueText.TrimStart('_') + member.Name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax or ThisExpressionSyntax, Name.Identifier.ValueText: var member } => member,
        _ => null,
    };
}
