using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Methods that get the code from what listens: <c>server.CodeReceived += OnCodeReceived</c>, <c>new LoginWindow(url, OnCodeReceived)</c>.
/// </summary>
internal static class HandlerGroups
{
    /// <summary>The method is subscribed to an event, or handed to what calls it back, in the type that has it.</summary>
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

    /// <summary>What the listener hands over has the state as a member, and nothing in the project reads that.</summary>
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
