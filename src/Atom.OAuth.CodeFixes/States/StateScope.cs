using Atom.OAuth.CodeFixes.Injection;
using Atom.OAuth.CodeFixes.Insertion;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>What the code around a report has of the user, the tenant and the cancellation token; nothing is guessed.</summary>
internal sealed class StateScope
{
    private static readonly string[] UserNames = { "userId", "currentUserId", "loggedInUserId", "signedInUserId", "applicationUserId", "appUserId" };

    private static readonly string[] UserMethods = { "GetCurrentUserId", "GetUserId", "GetLoggedInUserId", "CurrentUserId" };

    private static readonly string[] TenantNames = { "tenantId", "currentTenantId" };

    private readonly StateSite _site;
    private readonly SyntaxNode _place;

    public StateScope(StateSite site, SyntaxNode place)
    {
        _site = site;
        _place = place;
    }

    public string? User => Named(UserNames) ?? Method() ?? Claim();

    public string? Tenant => Named(TenantNames);

    public string? CancellationToken => CancellationTokens.InScope(_place, _site);

    private string? Named(string[] names)
    {
        foreach (var variable in VariablesInScope.At(_place, _site.Model))
        {
            if (names.Contains(variable.Name.TrimStart('_'), StringComparer.OrdinalIgnoreCase)
                && AsText(VariablesInScope.Write(variable, _place), VariablesInScope.TypeOf(variable)) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>A method of the type that tells the user.</summary>
    private string? Method()
    {
        var method = _site.Model.LookupSymbols(_place.SpanStart).OfType<IMethodSymbol>()
            .FirstOrDefault(method => UserMethods.Contains(method.Name) && method is { Parameters.IsEmpty: true, Arity: 0 } && (method.IsStatic || !IsStaticPlace()));
        return method is null ? null : AsText(method.Name + "()", method.ReturnType);
    }

    /// <summary>The claim that the code itself reads, or that an action behind a login has.</summary>
    private string? Claim()
    {
        var type = _place.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        var read = type?.DescendantNodes().OfType<InvocationExpressionSyntax>().FirstOrDefault(static call =>
            call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FindFirstValue" or "FindFirst", Expression: var user } && user.ToString() is "User" or "HttpContext.User" or "this.User"
            && call.ArgumentList.Arguments is [{ Expression: var claim }] && claim.ToString().EndsWith("NameIdentifier", StringComparison.Ordinal));
        if (read is null || IsStaticPlace())
        {
            return null;
        }

        return ((MemberAccessExpressionSyntax)read.Expression).Name.Identifier.ValueText == "FindFirst" ? read + "?.Value" : read.ToString();
    }

    /// <summary>An id as text: as it is, or of a GUID or a number.</summary>
    private static string? AsText(string name, ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_String } => name,
        { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 } => $"{name}.ToString(System.Globalization.CultureInfo.InvariantCulture)",
        { Name: "Guid" } => $"{name}.ToString()",
        _ => null,
    };

    private bool IsStaticPlace()
    {
        foreach (var ancestor in _place.Ancestors())
        {
            switch (ancestor)
            {
                case AnonymousFunctionExpressionSyntax function when function.Modifiers.Any(SyntaxKind.StaticKeyword):
                case LocalFunctionStatementSyntax local when local.Modifiers.Any(SyntaxKind.StaticKeyword):
                    return true;
                case MemberDeclarationSyntax member and not BaseTypeDeclarationSyntax:
                    return member.Modifiers.Any(SyntaxKind.StaticKeyword);
            }
        }

        return false;
    }
}
