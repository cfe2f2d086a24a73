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

    private readonly SemanticModel _model;
    private readonly SyntaxNode _place;
    private readonly ISymbol[] _symbols;

    public StateScope(SemanticModel model, SyntaxNode place)
    {
        _model = model;
        _place = place;
        _symbols = model.LookupSymbols(place.SpanStart).Where(IsUsable).ToArray();
    }

    public string? User => Named(UserNames) ?? Method(UserMethods) ?? Claim();

    public string? Tenant => Named(TenantNames);

    public string? CancellationToken =>
        _symbols.FirstOrDefault(static symbol => symbol is IParameterSymbol { Type.Name: "CancellationToken" } or ILocalSymbol { Type.Name: "CancellationToken" })?.Name;

    /// <summary>A variable or member of a type, by name.</summary>
    public string? OfType(string type) => _symbols.FirstOrDefault(symbol => TypeOf(symbol)?.Name == type)?.Name;

    private string? Named(string[] names)
    {
        foreach (var symbol in _symbols.OrderBy(static symbol => symbol is ILocalSymbol ? 0 : symbol is IParameterSymbol ? 1 : 2))
        {
            if (names.Contains(symbol.Name.TrimStart('_'), StringComparer.OrdinalIgnoreCase) && TypeOf(symbol) is { } type && AsText(symbol.Name, type) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>A method of the type that tells the user, in the way that the type itself calls it.</summary>
    private string? Method(string[] names)
    {
        var method = _symbols.OfType<IMethodSymbol>().FirstOrDefault(method => names.Contains(method.Name) && method is { Parameters.IsEmpty: true, Arity: 0 });
        return method is null ? null : AsText(method.Name + "()", method.ReturnType);
    }

    /// <summary>The claim that the code itself reads, or that an action behind a login has.</summary>
    private string? Claim()
    {
        var type = _place.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        var read = type?.DescendantNodes().OfType<InvocationExpressionSyntax>().FirstOrDefault(static call =>
            call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FindFirstValue" or "FindFirst", Expression: var user } && user.ToString() is "User" or "HttpContext.User" or "this.User"
            && call.ArgumentList.Arguments is [{ Expression: var claim }] && claim.ToString().EndsWith("NameIdentifier", StringComparison.Ordinal));
        if (read is null || !_symbols.Any(static symbol => symbol is IPropertySymbol { Name: "User" or "HttpContext" }))
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

    private bool IsUsable(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.DeclaringSyntaxReferences.FirstOrDefault() is { } declaration && IsSetBefore(declaration.GetSyntax()),
        IParameterSymbol parameter => parameter.RefKind is RefKind.None or RefKind.In,
        IFieldSymbol or IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary } => symbol.IsStatic || !IsStaticPlace(),
        _ => false,
    };

    /// <summary>Set before, and not within the statement that is changed.</summary>
    private bool IsSetBefore(SyntaxNode declaration) =>
        declaration.Span.End < _place.SpanStart
        && !declaration.Contains(_place)
        && declaration is VariableDeclaratorSyntax { Initializer: not null } or SingleVariableDesignationSyntax;

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

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };
}
