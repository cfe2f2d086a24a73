using Atom.OAuth.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.States;

/// <summary>Recognizes what creates or reads a trusted state: our protector, a framework, and the methods configured in an option.</summary>
internal static class ProtectedStates
{
    /// <summary>Types that create or read a trusted state.</summary>
    private static readonly string[] Types =
    {
        "IOAuthStateProtector", "OAuthStateProtectorExtensions", "OAuthStateResult", "OAuthState", "OAuthLocalState", "IDataProtector",
        "ITimeLimitedDataProtector", "DataProtectionCommonExtensions", "ISecureDataFormat", "PropertiesDataFormat", "AuthorizeState",
        "AuthenticationProperties", "OpenIdConnectMessage",
    };

    /// <summary>Namespaces of frameworks that have their own state.</summary>
    private static readonly string[] Namespaces =
    {
        "Microsoft.AspNetCore.Authentication", "Microsoft.AspNetCore.DataProtection", "Microsoft.Owin.Security", "Microsoft.Identity",
        "Microsoft.IdentityModel", "OpenIddict", "IdentityModel", "Duende",
    };

    /// <summary>Calls that protect a text, or read a protected one.</summary>
    private static readonly string[] Methods = { "Protect", "Unprotect", "BuildWithCookieAsync" };

    /// <summary>Types that a framework calls, and that create no state themselves.</summary>
    private static readonly string[] HandlerBases =
    {
        "OAuthHandler", "RemoteAuthenticationHandler", "OpenIdConnectHandler", "AuthenticationHandler", "OAuthEvents",
        "OpenIdConnectEvents", "AuthorizationCodeFlow",
    };

    public static bool Is(ISymbol? symbol, OAuthOptions options) => symbol switch
    {
        IMethodSymbol method =>
            options.StateMethods.Contains(method) || Methods.Contains(method.Name) || IsType((method.ReducedFrom ?? method).ContainingType),
        IPropertySymbol property => IsType(property.ContainingType),
        _ => false,
    };

    /// <summary>Does the same by name, for code with unresolved types.</summary>
    public static bool IsNamed(ExpressionSyntax call)
    {
        var text = call.ToString();
        return Methods.Contains(FunctionRequests.LastName(call is InvocationExpressionSyntax invocation ? invocation.Expression : call))
            || text.IndexOf("StateDataFormat", StringComparison.Ordinal) >= 0
            || text.IndexOf("new OAuthStateRequest", StringComparison.Ordinal) >= 0;
    }

    public static bool IsInHandler(SyntaxNode node) =>
        node.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.BaseList?.Types.Any(static type => HandlerBases.Any(name => type.Type
            .ToString()
            .IndexOf(name, StringComparison.Ordinal) >= 0)) == true;

    private static bool IsType(INamedTypeSymbol? type)
    {
        if (type is null || type.TypeKind == TypeKind.Error)
        {
            return false;
        }

        // A type of the application with the same name as one of ours does not count.
        return Types.Contains(type.Name)
            ? type.DeclaringSyntaxReferences.IsEmpty
            : IsFramework(type.ContainingNamespace);
    }

    private static bool IsFramework(INamespaceSymbol? space)
    {
        var name = "";
        for (; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            name = name.Length == 0 ? space.Name : space.Name + "." + name;
        }

        return Namespaces.Any(framework => name == framework || name.StartsWith(framework + ".", StringComparison.Ordinal));
    }
}
