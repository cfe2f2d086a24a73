using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Objects that contain the code: parameters, and variables that the request body is deserialized to.</summary>
internal sealed class CodeCarriers
{
    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellationToken;

    public CodeCarriers(SemanticModel model, CancellationToken cancellationToken)
    {
        _model = model;
        _cancellationToken = cancellationToken;
    }

    /// <summary><c>ConnectAccount command</c>: a code in such a type is an authorization code.</summary>
    public static bool IsNamedAfterConnection(ParameterSyntax parameter) =>
        parameter.Type is SimpleNameSyntax type && CallbackWords.Requests.Matches(type.Identifier.ValueText);

    /// <summary>Adds the parameters whose objects contain the code.</summary>
    /// <returns>The code in the first of them.</returns>
    public ExpressionSyntax? AddTo(List<ParameterSyntax> parameters, SyntaxNode node, List<string> carriers)
    {
        ExpressionSyntax? code = null;
        foreach (var parameter in parameters)
        {
            if (CodeMemberOf(parameter, node) is { } member)
            {
                carriers.Add(parameter.Identifier.ValueText);
                code ??= SyntaxFactory.MemberAccessExpression(
                    SyntaxKind.SimpleMemberAccessExpression,
                    SyntaxFactory.IdentifierName(parameter.Identifier),
                    SyntaxFactory.IdentifierName(member));
            }
            else if (parameter.Identifier.ValueText is var name && NestedCodesOf(name, node).Any())
            {
                carriers.Add(name);
            }
        }

        return code;
    }

    /// <summary>Returns true if all members are known, and none is named like a state or another stored value.</summary>
    public bool HasNoStateMember(ParameterSyntax parameter) =>
        HasNoStateMember(
            _model.GetDeclaredSymbol(parameter, _cancellationToken)?.Type as INamedTypeSymbol, new HashSet<ISymbol>(SymbolEqualityComparer.Default));

    /// <summary>Returns true for such a variable that the request body is deserialized to.</summary>
    public bool HasNoStateMember(string variable, SyntaxNode node) =>
        CodeSources.VariablesIn(node).FirstOrDefault(set => set.Name == variable).Value is { } value
        && HasNoStateMember(_model.GetTypeInfo(value, _cancellationToken).Type as INamedTypeSymbol, new HashSet<ISymbol>(SymbolEqualityComparer.Default));

    /// <summary>Gets the member of the parameter's type that holds a code; null if there is none, or if it is a token request.</summary>
    private string? CodeMemberOf(ParameterSyntax parameter, SyntaxNode node)
    {
        if (parameter.Type is null or PredefinedTypeSyntax or ArrayTypeSyntax or NullableTypeSyntax { ElementType: PredefinedTypeSyntax })
        {
            return null;
        }

        var name = parameter.Identifier.ValueText;
        var speaks = CallbackWords.CodeMembers.Any(member => node.Mentions(member)) || CallbackWords.Context.Matches(Endpoints.NameOf(node))
            || IsNamedAfterConnection(parameter);
        var declared = speaks && node.Mentions(name) ? _model.GetDeclaredSymbol(parameter, _cancellationToken)?.Type : null;
        if (declared is { TypeKind: TypeKind.Dynamic } && parameter.AttributeLists.HasAttribute(CallbackWords.BodyAttribute))
        {
            return CodeMemberOf(name, node);
        }

        if (declared is not INamedTypeSymbol type)
        {
            return null;
        }

        if (type.TypeKind == TypeKind.Error)
        {
            return IsNamedAfterCallback(parameter) || IsNamedAfterConnection(parameter) ? CodeMemberOf(name, node) : null;
        }

        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct))
        {
            return null;
        }

        string? code = null;
        for (var declaring = type; declaring is { SpecialType: SpecialType.None }; declaring = declaring.BaseType)
        {
            foreach (var member in declaring.GetMembers())
            {
                if (member is IPropertySymbol or IFieldSymbol { DeclaredAccessibility: Accessibility.Public })
                {
                    if (CallbackWords.ServerNames.Matches(member.Name) && !IsSetIn(node, name, member.Name))
                    {
                        return null;
                    }

                    code ??= RequestValue.Code.IsMember(member.Name)
                        && (member as IPropertySymbol)?.Type.SpecialType is SpecialType.System_String or null
                        ? member.Name
                        : null;
                }
            }
        }

        return code;
    }

    /// <summary><c>model.grant_type = "authorization_code";</c>: a client sets the value, whereas a server receives it.</summary>
    private static bool IsSetIn(SyntaxNode node, string name, string member) =>
        node.TokensNamed(member).Any(token =>
            token.Parent?.Parent is MemberAccessExpressionSyntax
            {
                Expression: IdentifierNameSyntax { Identifier.ValueText: var owner },
                Parent: AssignmentExpressionSyntax { Right: LiteralExpressionSyntax } assignment,
            } target
            && owner == name && assignment.Left == target);

    /// <summary>Gets the member read from an object whose type cannot be resolved: <c>answer.Code</c>.</summary>
    private static string? CodeMemberOf(string name, SyntaxNode node) =>
        node.TokensNamed(name)
            .Select(static token => token.Parent?.Parent).OfType<MemberAccessExpressionSyntax>()
            .Where(access => access.Expression is IdentifierNameSyntax { Identifier.ValueText: var read } && read == name)
            .Select(static access => access.Name.Identifier.ValueText)
            .FirstOrDefault(RequestValue.Code.IsMember);

    /// <summary>Gets members of a parameter whose objects contain the code: <c>request.Body.Code</c>.</summary>
    private static IEnumerable<string> NestedCodesOf(string name, SyntaxNode node) =>
        node.TokensNamed(name)
            .Select(static token => token.Parent?.Parent).OfType<MemberAccessExpressionSyntax>()
            .Where(access => access.Expression is IdentifierNameSyntax && CallbackWords.BoundBodies.Matches(access.Name.Identifier.ValueText)
                && access.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } && RequestValue.Code.IsMember(member))
            .Select(static access => access.Name.Identifier.ValueText);

    /// <summary><c>CallbackRequest request</c>: the type name indicates a provider's redirect.</summary>
    private static bool IsNamedAfterCallback(ParameterSyntax parameter) =>
        parameter.Type is SimpleNameSyntax type && CallbackWords.Carriers.Matches(type.Identifier.ValueText);

    /// <param name="type">The type of the object, or of a member that holds the request body.</param>
    /// <param name="seen">Types already visited, because types may refer to each other.</param>
    private static bool HasNoStateMember(INamedTypeSymbol? type, HashSet<ISymbol> seen)
    {
        for (; type is { SpecialType: SpecialType.None, TypeKind: not TypeKind.Error }; type = type.BaseType)
        {
            if (type.RootNamespace() is "System" or "Microsoft"
                || type.GetMembers().Any(member => member is IPropertySymbol { IsIndexer: true }
                    || (member is IPropertySymbol or IFieldSymbol && MayBeState(member))
                    || (member is IPropertySymbol { Type: INamedTypeSymbol body } && CallbackWords.BoundBodies.Matches(member.Name)
                        && !body.Is(member.ContainingType) && seen.Add(body) && !HasNoStateMember(body, seen))))
            {
                return false;
            }
        }

        return type is { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType };
    }

    /// <summary>Checks the member's name, and its serialized name.</summary>
    private static bool MayBeState(ISymbol member) =>
        RequestValue.State.IsMember(member.Name) || StateCheckWords.Kept.Matches(member.Name)
        || member.GetAttributes()
            .SelectMany(static attribute => attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(static named => named.Value)))
            .Any(static argument => argument is { Kind: TypedConstantKind.Primitive, Value: string name } && StateCheckWords.Kept.Matches(name));
}
