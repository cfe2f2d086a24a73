using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Objects that have the code: parameters, and what the body of a request is read into.</summary>
internal sealed class CodeCarriers
{
    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellationToken;

    public CodeCarriers(SemanticModel model, CancellationToken cancellationToken)
    {
        _model = model;
        _cancellationToken = cancellationToken;
    }

    /// <summary><c>ConnectAccount command</c>: where its type has a code, that is what it is connected with.</summary>
    public static bool IsNamedAfterConnection(ParameterSyntax parameter) =>
        parameter.Type is SimpleNameSyntax type && CallbackWords.Requests.Matches(type.Identifier.ValueText);

    /// <summary>The parameters whose objects have the code.</summary>
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

    /// <summary>Every member of the object is known, and none is called as a state or anything else that was kept.</summary>
    public bool HasNoStateMember(ParameterSyntax parameter) =>
        HasNoStateMember(
            _model.GetDeclaredSymbol(parameter, _cancellationToken)?.Type as INamedTypeSymbol, new HashSet<ISymbol>(SymbolEqualityComparer.Default));

    /// <summary>The same of a variable that the body of the request is read into.</summary>
    public bool HasNoStateMember(string variable, SyntaxNode node) =>
        CodeSources.VariablesIn(node).FirstOrDefault(set => set.Name == variable).Value is { } value
        && HasNoStateMember(_model.GetTypeInfo(value, _cancellationToken).Type as INamedTypeSymbol, new HashSet<ISymbol>(SymbolEqualityComparer.Default));

    /// <summary>The member of the parameter's type that is a code; null when it has none, or when it is a request for tokens.</summary>
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
            return IsNamedAfterCallback(parameter) ? CodeMemberOf(name, node) : null;
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

    /// <summary><c>model.grant_type = "authorization_code";</c>: a client says what it asks for, a server is told.</summary>
    private static bool IsSetIn(SyntaxNode node, string name, string member) =>
        node.TokensNamed(member).Any(token =>
            token.Parent?.Parent is MemberAccessExpressionSyntax
            {
                Expression: IdentifierNameSyntax { Identifier.ValueText: var owner },
                Parent: AssignmentExpressionSyntax { Right: LiteralExpressionSyntax } assignment,
            } target
            && owner == name && assignment.Left == target);

    /// <summary>The member that is read from an object whose type is missing: <c>answer.Code</c>.</summary>
    private static string? CodeMemberOf(string name, SyntaxNode node) =>
        node.TokensNamed(name)
            .Select(static token => token.Parent?.Parent).OfType<MemberAccessExpressionSyntax>()
            .Where(access => access.Expression is IdentifierNameSyntax { Identifier.ValueText: var read } && read == name)
            .Select(static access => access.Name.Identifier.ValueText)
            .FirstOrDefault(RequestValue.Code.IsMember);

    /// <summary>The objects in a parameter's that have the code: <c>request.Body.Code</c>.</summary>
    private static IEnumerable<string> NestedCodesOf(string name, SyntaxNode node) =>
        node.TokensNamed(name)
            .Select(static token => token.Parent?.Parent).OfType<MemberAccessExpressionSyntax>()
            .Where(access => access.Expression is IdentifierNameSyntax && CallbackWords.BoundBodies.Matches(access.Name.Identifier.ValueText)
                && access.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } && RequestValue.Code.IsMember(member))
            .Select(static access => access.Name.Identifier.ValueText);

    /// <summary><c>CallbackRequest request</c>: its type says that it is what a provider sends back.</summary>
    private static bool IsNamedAfterCallback(ParameterSyntax parameter) =>
        parameter.Type is SimpleNameSyntax type && CallbackWords.Carriers.Matches(type.Identifier.ValueText);

    /// <param name="type">The type of the object, or of what it got from the body of the request.</param>
    /// <param name="seen">Types that are being looked at: two may have each other for a member.</param>
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

    /// <summary>By its name, or by the one under which it is sent.</summary>
    private static bool MayBeState(ISymbol member) =>
        RequestValue.State.IsMember(member.Name) || StateCheckWords.Kept.Matches(member.Name)
        || member.GetAttributes()
            .SelectMany(static attribute => attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(static named => named.Value)))
            .Any(static argument => argument is { Kind: TypedConstantKind.Primitive, Value: string name } && StateCheckWords.Kept.Matches(name));
}
