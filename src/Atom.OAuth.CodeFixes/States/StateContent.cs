using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.States;
using Atom.OAuth.Analyzers.Text;
using Atom.OAuth.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>
/// What a state that is created by hand carries besides the user: a protected state carries it unchanged in <c>OAuthStateRequest.Data</c>, and the
/// callback gets what it has got so far.
/// </summary>
internal static class StateContent
{
    /// <summary>Calls with which a callback decodes a state that the application encoded itself.</summary>
    private static readonly string[] UrlDecoders = { "UnescapeDataString", "UrlDecode" };

    /// <summary>
    /// Gets the target of a state with content, without the call that encodes it for the URL. Null if the state carries nothing else than the user,
    /// if its data must not carry it, if a client may have sent it or other code uses it, or if the callback could not receive a protected one.
    /// </summary>
    /// <param name="target">Where the state goes.</param>
    /// <param name="model">The semantic model.</param>
    public static StateTarget? Of(StateTarget target, SemanticModel model) =>
        target.Made is not (null or LiteralExpressionSyntax or AwaitExpressionSyntax)
        && StateTarget.InPlaceOf(WithoutEncoding(target.Made, model.Compilation)) is { Made: { } content } inner
        && !CarriedValue.IsNothing(inner, model)
        && !CarriedValue.IsOwner(content, model)
        && !IsStateOfOthers(content, model)
        && !content.DescendantNodes().Any(ChangesSomething)
        && !IsReceivedAsKey(content, model)
        && !IsUsedElsewhere(target.Made, model)
        && !IsUsedElsewhere(content, model)
        && !MadeContent.IsUnfit(content, model)
            ? inner
            : null;

    /// <summary>Gets the content as text; null if its type has no text of its own.</summary>
    public static string? TextOf(ExpressionSyntax content, SemanticModel model, Imports imports) => model.GetTypeInfo(content).Type switch
    {
        { SpecialType: SpecialType.System_String } => content.ToString(),
        { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 }
            when IsSimple(content) && model.Compilation.GetTypeByMetadataName("System.Globalization.CultureInfo") is { } culture =>
            $"{content}.ToString({imports.Name(culture)}.InvariantCulture)",
        { Name: "Guid", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } when IsSimple(content) => $"{content}.ToString()",
        _ => null,
    };

    /// <summary>Recognizes code whose effect other parts of the statement may need: the content is evaluated before the statement.</summary>
    private static bool ChangesSomething(SyntaxNode node) => node
        is AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax }
        or DeclarationExpressionSyntax
        or PostfixUnaryExpressionSyntax { RawKind: not (int)SyntaxKind.SuppressNullableWarningExpression }
        or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression };

    private static bool IsSimple(ExpressionSyntax value) =>
        value is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ParenthesizedExpressionSyntax;

    /// <summary>
    /// Removes the encoding for the URL, which the callback does not see; but keeps it if the value goes through a method, and the callback decodes
    /// it again.
    /// </summary>
    private static ExpressionSyntax WithoutEncoding(ExpressionSyntax made, Compilation compilation) =>
        made is InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var encoded }] } call
        && RequestNames.IsWrapper(call.CalledName())
        && !(made.Parent is ArgumentSyntax && IsDecodedByHand(compilation))
            ? encoded
            : made;

    private static bool IsDecodedByHand(Compilation compilation) => compilation.SyntaxTrees.Select(static tree => tree.GetRoot())
        .SelectMany(static root => UrlDecoders.SelectMany(name => root.TokensNamed(name)))
        .Any(static token => token.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { ArgumentList.Arguments: [{ Expression: IdentifierNameSyntax decoded }] }
            && StateNames.IsStateName(decoded.Identifier.ValueText));

    /// <summary>
    /// Recognizes a state that the function has not made: a client that sends one with its request may compare it with the returned one, and the
    /// result of a method of the project, or what an object holds, may be stored there.
    /// </summary>
    private static bool IsStateOfOthers(ExpressionSyntax content, SemanticModel model) =>
        content.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(name => model.GetSymbolInfo(name).Symbol switch
        {
            IParameterSymbol or ILocalSymbol => StateNames.IsStateName(name.Identifier.ValueText),
            IMethodSymbol method => IsNamedState(method.Name) || !IsHelper(method),
            IFieldSymbol { IsConst: false } or IPropertySymbol => StateNames.IsStateName(name.Identifier.ValueText),
            _ => false,
        });

    private static bool IsNamedState(string name) => name.IndexOf(StateNames.State, StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>Recognizes a method of a library, or one of the project that is static and private: a helper that encodes its arguments.</summary>
    private static bool IsHelper(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.IsEmpty || method is { IsStatic: true, DeclaredAccessibility: Accessibility.Private };

    /// <summary>Returns true if a method of the same type receives the state as a number or GUID: it cannot receive a protected one.</summary>
    private static bool IsReceivedAsKey(ExpressionSyntax content, SemanticModel model) =>
        model.GetEnclosingSymbol(content.SpanStart)?.ContainingType is { } type
        && type.GetMembers().OfType<IMethodSymbol>().SelectMany(static method => method.Parameters)
            .Any(static parameter => StateNames.IsStateName(parameter.Name) && parameter.Type.SpecialType != SpecialType.System_String);

    /// <summary>
    /// Returns true if the function uses the value elsewhere than in the request, such as to store it: the callback may compare the returned state
    /// with it, look it up or read it there.
    /// </summary>
    /// <param name="value">The value, or what a variable with it is set to.</param>
    /// <param name="model">The semantic model.</param>
    private static bool IsUsedElsewhere(ExpressionSyntax value, SemanticModel model) => value.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => UsesOf(value, variable.Identifier.ValueText).Count() > 1,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax variable, Parent: not InitializerExpressionSyntax } =>
            model.GetSymbolInfo(variable).Symbol is not ILocalSymbol || UsesOf(value, variable.Identifier.ValueText).Count() > 1,
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } } => true,
        _ => value is IdentifierNameSyntax { Identifier.ValueText: var name } && UsesOf(value, name).Any(use => use != value && IsKept(use)),
    };

    /// <summary>Gets the uses of a variable, apart from those that only test or log it.</summary>
    private static IEnumerable<SyntaxNode> UsesOf(ExpressionSyntax value, string variable) =>
        Functions.TokensWith(Functions.Around(value), variable)
            .Where(token => token.ValueText == variable && token.Parent is IdentifierNameSyntax)
            .Select(static token => token.Parent!)
            .Where(static use => use.Parent is not AssignmentExpressionSyntax set || set.Right == use)
            .Where(static use => !(use.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
                && call.CalledName() is var called
                && (LogCalls.Contains(called) || called.StartsWith("IsNull", StringComparison.Ordinal))));

    private static bool IsKept(SyntaxNode use) => use.Parent switch
    {
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => !RequestNames.IsWrapper(call.CalledName()),
        AssignmentExpressionSyntax { Left: not IdentifierNameSyntax } set => set.Right == use,
        _ => false,
    };
}
