using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Methods that receive the code from a listener: <c>server.CodeReceived += OnCodeReceived</c>, <c>new LoginWindow(url, OnCodeReceived)</c>.
/// </summary>
internal static class HandlerGroups
{
    /// <summary>Returns true if the method is subscribed to an event or passed as a callback in its own type.</summary>
    public static bool Has(MethodDeclarationSyntax method) =>
        method is { ParameterList.Parameters.Count: > 0, Parent: TypeDeclarationSyntax type }
        && type.TokensNamed(method.Identifier.ValueText).Any(static token => token.Parent is IdentifierNameSyntax name && IsHandedOver(name));

    private static bool IsHandedOver(IdentifierNameSyntax name) =>
        name.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { RawKind: (int)SyntaxKind.AddAssignmentExpression } added
            && added.Right.Span.Contains(name.Span)
        || name.Parent is ArgumentSyntax { Parent.Parent: ObjectCreationExpressionSyntax { Type: not GenericNameSyntax } }
        || name.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && CallbackWords.Listeners.Matches(call.CalledName())
        || name.Parent is AssignmentExpressionSyntax
        {
            RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: MemberAccessExpressionSyntax,
        } given && given.Right == name;

    /// <summary>Returns true if the object from the listener has a state member, and nothing in the project reads that.</summary>
    public static bool LeavesStateTo(ParameterSyntax told, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetDeclaredSymbol(told, cancellationToken)?.Type is INamedTypeSymbol type
        && type.GetMembers().FirstOrDefault(static member => member is IPropertySymbol or IFieldSymbol { IsImplicitlyDeclared: false }
            && RequestValue.State.IsMember(member.Name)) is { DeclaringSyntaxReferences.IsEmpty: false } state
        && !model.Compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot(cancellationToken).TokensNamed(state.Name))
            .Any(token => IsRead(token.Parent) && IsSame(token.Parent!, state, model.Compilation, cancellationToken));

    private static bool IsRead(SyntaxNode? name) =>
        name is IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax or MemberBindingExpressionSyntax } read
        && Callers.NameOf(read.Parent!) == read && GivenValues.To(read) is null
        || name is IdentifierNameSyntax { Parent: not (MemberAccessExpressionSyntax or MemberBindingExpressionSyntax) } bare
        && GivenValues.To(bare) is null;

    private static bool IsSame(SyntaxNode name, ISymbol state, Compilation compilation, CancellationToken cancellationToken) =>
        SourceMethods.ModelOf(name.SyntaxTree, compilation).GetSymbolInfo(name, cancellationToken).Symbol.Is(state);
}
