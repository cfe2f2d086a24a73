using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.Analyzers.States;

/// <summary>Finds states in objects: the State of a request, and variables and members with the name of a state.</summary>
internal static class StateObjects
{
    /// <summary>Members of a request for the redirect URI.</summary>
    private static readonly string[] Redirects = { "RedirectUri", "RedirectUrl", "RedirectURI", "CallbackUrl", "Redirect_Uri", "redirect_uri" };

    /// <summary>Other members of a request besides its state.</summary>
    private static readonly string[] Companions =
    {
        "ClientId", "ClientID", "client_id", "ResponseType", "response_type", "Scope", "Scopes", "scope",
    };

    /// <summary>Members of a response or token request: an object with one of these is not an authorization request.</summary>
    private static readonly string[] NoRequest = { "Code", "code", "GrantType", "AccessToken", "Token" };

    /// <summary>A member of a flow's record, for its token request: of the requests, only a type named after them may have it as well.</summary>
    private const string Verifier = "CodeVerifier";

    /// <summary>Objects of a framework, which protects their state.</summary>
    private static readonly string[] OfFramework = { "AuthenticationProperties", "OpenIdConnectMessage" };

    /// <summary>Gets the values that are set as the State of an authorization request.</summary>
    public static IEnumerable<ExpressionSyntax> In(SyntaxNode function, StateTracer tracer)
    {
        foreach (var token in RequestNames.Members.SelectMany(member => Functions.TokensWith(function, member)))
        {
            if (RequestNames.Members.Contains(token.ValueText)
                && token.Parent is IdentifierNameSyntax name
                && ValueOf(name, out var receiver) is { } value
                && (receiver is null ? IsRequestInitializer((AssignmentExpressionSyntax)name.Parent!) : IsRequestVariable(receiver, tracer)))
            {
                yield return value;
            }
        }
    }

    /// <summary>Gets the values of variables and members with the name of a state, and the type of the object that has the member.</summary>
    public static IEnumerable<(ExpressionSyntax Value, string Type)> Named(SyntaxNode function)
    {
        foreach (var token in Functions.TokensWith(function, "tate"))
        {
            if (!token.IsKind(SyntaxKind.IdentifierToken) || !StateNames.IsStateName(token.ValueText))
            {
                continue;
            }

            switch (token.Parent)
            {
                case VariableDeclaratorSyntax { Initializer.Value: { } value, Parent.Parent: LocalDeclarationStatementSyntax }:
                    yield return (value, "");
                    break;
                case IdentifierNameSyntax
                {
                    Parent: AssignmentExpressionSyntax
                    {
                        Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax creation },
                    } assignment,
                } name
                    when assignment.Left == name:
                    yield return (assignment.Right, TypeName(creation));
                    break;
                case IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } access }
                    when assignment.Left == access:
                    yield return (assignment.Right, "");
                    break;
            }
        }
    }

    /// <summary>Returns true if an object that is created at a place holds the value: <c>new Flow { State = state }</c>.</summary>
    public static bool IsKept(ExpressionSyntax value, SyntaxNode made, TextSpan place) =>
        made.DescendantNodesAndSelf().OfType<BaseObjectCreationExpressionSyntax>().FirstOrDefault(creation => creation.Span == place)
            is { Initializer.Expressions: var members }
        && members.OfType<AssignmentExpressionSyntax>().Any(member => member.Left is IdentifierNameSyntax { Identifier.ValueText: var name }
            && StateNames.IsStateName(name)
            && (member.Right == value || StateTracer.MakerOf(member.Right) == value));

    private static ExpressionSyntax? ValueOf(IdentifierNameSyntax name, out ExpressionSyntax? receiver)
    {
        receiver = null;
        switch (name.Parent)
        {
            case AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment when assignment.Left == name:
                return assignment.Right;
            case MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } access
                when access.Name == name && assignment.Left == access:
                receiver = access.Expression;
                return assignment.Right;
            default:
                return null;
        }
    }

    private static bool IsRequestInitializer(AssignmentExpressionSyntax assignment)
    {
        if (assignment.Parent is not InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax creation } initializer)
        {
            return false;
        }

        var names = initializer.Expressions.OfType<AssignmentExpressionSyntax>().Select(static e => e.Left.ToString()).ToArray();
        return !names.Any(NoRequest.Contains)
            && TypeName(creation) is var type && !OfFramework.Contains(type)
            && (RequestNames.IsRequestTypeName(type) || (names.Any(Redirects.Contains) && names.Any(Companions.Contains) && !names.Contains(Verifier)));
    }

    /// <summary>Returns true for a variable whose type, or the call that made it, is named after authorization requests.</summary>
    private static bool IsRequestVariable(ExpressionSyntax receiver, StateTracer tracer) =>
        RequestNames.MayBeRequestVariable(receiver.ToString()) && tracer.TypeOf(receiver) is { } type
            ? RequestNames.IsRequestTypeName(type.Name)
            : StateTracer.ValuesSetTo(Functions.Around(receiver), receiver).Any(static value => RequestNames.IsRequestTypeName(MadeBy(value)));

    public static string MadeBy(ExpressionSyntax value) => value switch
    {
        InvocationExpressionSyntax call => FunctionRequests.LastName(call.Expression),
        ObjectCreationExpressionSyntax creation => creation.Type.ToString(),
        AwaitExpressionSyntax awaited => MadeBy(awaited.Expression),
        CastExpressionSyntax cast => cast.Type.ToString(),
        _ => "",
    };

    private static string TypeName(BaseObjectCreationExpressionSyntax creation) => creation switch
    {
        ObjectCreationExpressionSyntax { Type: var type } => type.ToString(),
        { Parent: EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax { Type: var type } } } => type.ToString(),
        _ => "",
    };
}
