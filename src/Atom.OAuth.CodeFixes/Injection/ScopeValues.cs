using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Injection;

/// <summary>
/// The ids of user and tenant in the surrounding code, as expressions of type string. They are never guessed:
/// if the code contains none, there is none.
/// </summary>
internal sealed class ScopeValues
{
    private const string OwnState = "OAuthState";

    private static readonly string[] UserNames =
    {
        "userId", "user_id", "usuarioId", "currentUserId", "loggedInUserId", "signedInUserId", "applicationUserId", "appUserId",
    };
    private static readonly string[] SettingsWords = { "option", "setting", "config", "credential", "secret" };

    private static readonly string[] TenantNames = { "tenantId", "tenant_id", "currentTenantId" };

    /// <summary>Objects that represent the signed-in user: their id is the user's.</summary>
    private static readonly string[] CurrentUsers =
    {
        "currentUser", "currentUserService", "userContext", "userAccessor", "currentUserAccessor", "currentUserProvider", "loggedInUser",
        "identityService", "userSession",
    };
    private static readonly string[] CurrentTenants =
    {
        "currentTenant", "tenantContext", "tenantAccessor", "currentTenantService", "tenantProvider",
    };

    private static readonly string[] UserMethods = { "GetUserId", "GetCurrentUserId", "GetLoggedInUserId", "CurrentUserId" };
    private static readonly string[] TenantMethods = { "GetTenantId", "GetCurrentTenantId", "CurrentTenantId" };

    private readonly FixSite _site;
    private readonly SyntaxNode _anchor;
    private readonly Imports _imports;
    private readonly RequestValues? _untrusted;
    private readonly List<ISymbol> _variables;

    /// <param name="site">The diagnostic.</param>
    /// <param name="anchor">The code before which the values are needed.</param>
    /// <param name="imports">Writes the names of types.</param>
    /// <param name="untrusted">The values of the request, if they must not be used; null if they may.</param>
    public ScopeValues(FixSite site, SyntaxNode anchor, Imports imports, RequestValues? untrusted = null)
    {
        _site = site;
        _anchor = anchor;
        _imports = imports;
        _untrusted = untrusted;
        _variables = VariablesInScope.At(anchor, site.Model).ToList();
    }

    /// <summary>The user's id; null if the code does not contain it.</summary>
    public string? User =>
        OfOwnState("UserId")
            ?? NamedUser
            ?? OfState("UserId")
            ?? (IsSomebodySignedIn ? Member(CurrentUsers, "UserId", "Id") : null)
            ?? Used(UserNames)
            ?? (IsSomebodySignedIn ? Called(UserMethods) : null)
            ?? Claim();

    /// <summary>The signed-in user in the form that the save takes; null if it takes none.</summary>
    public string? CurrentUserIn(IEnumerable<ExpressionSyntax> saved) => new CurrentUserValues(_anchor, _site.Model, _variables).Find(saved, AsText);

    /// <summary>True if the user is the one in a state of the protector.</summary>
    public bool IsUserOfOwnState => OfOwnState("UserId") is not null;

    private bool IsSomebodySignedIn => SignedIn.MayBeAt(_anchor, _site.Model);

    /// <summary>The variable with the user's id; null if there is none.</summary>
    public string? NamedUser => Named(UserNames);

    /// <summary>The tenant's id; null if the code does not contain it.</summary>
    public string? Tenant =>
        OfOwnState("TenantId")
            ?? Named(TenantNames) ?? OfState("TenantId") ?? Member(CurrentTenants, "TenantId", "Id") ?? Used(TenantNames) ?? Called(TenantMethods);

    /// <summary>Returns true if a value is the id of the user or the tenant.</summary>
    public static bool IsOwner(ExpressionSyntax value) => value switch
    {
        IdentifierNameSyntax name => IsOwner(name.Identifier.ValueText),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Id", Expression: IdentifierNameSyntax owner } =>
            Is(owner.Identifier.ValueText, CurrentUsers) || Is(owner.Identifier.ValueText, CurrentTenants),
        MemberAccessExpressionSyntax
        {
            Expression: ThisExpressionSyntax or IdentifierNameSyntax, Name.Identifier.ValueText: var member,
        } access when IsOwner(member) =>
            access.Expression is not IdentifierNameSyntax owner || Is(owner.Identifier.ValueText, CurrentUsers)
                || Is(owner.Identifier.ValueText, CurrentTenants),
        InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: IdentifierNameSyntax called } =>
            Array.IndexOf(UserMethods, called.Identifier.ValueText) >= 0 || Array.IndexOf(TenantMethods, called.Identifier.ValueText) >= 0,
        _ => IsClaim(value),
    };

    private static bool IsOwner(string name) => Is(name, UserNames) || Is(name, TenantNames);

    /// <summary>Gets a value as text; null if it may have a different meaning here, or when evaluated twice.</summary>
    public string? TextOf(ExpressionSyntax value) =>
        IsRepeatableHere(value) ? AsText(RepeatableExpression.TextOf(value), _site.Model.GetTypeInfo(value).Type) : null;

    /// <summary>Gets a member of a variable as text, for code that follows the statement that declares the variable.</summary>
    public string? TextAfterDeclaration(ExpressionSyntax value) => AsText(value.ToString(), _site.Model.GetTypeInfo(value).Type);

    /// <summary>The same for a member that another file declares.</summary>
    public string? TextOfMember(string value, ITypeSymbol type) => AsText(value, type);

    /// <summary>The nearest cancellation token; null if there is none.</summary>
    public string? CancellationToken => CancellationTokens.InScope(_anchor, _site);

    /// <summary>True if the containing type mentions tenants: the lack of an id then does not mean that the application has none.</summary>
    public bool HasTenants =>
        _anchor.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.DescendantTokens().Any(static token =>
            token.Parent is IdentifierNameSyntax or ParameterSyntax or VariableDeclaratorSyntax or PropertyDeclarationSyntax
            && Array.IndexOf(
                TenantNames, token.ValueText.Length > 0 ? char.ToLowerInvariant(token.ValueText[0]) + token.ValueText.Substring(1) : "") >= 0
            && !IsOfSettings(token.Parent)) == true;

    /// <summary>Recognizes the tenant of the provider's own directory, in its options.</summary>
    private static bool IsOfSettings(SyntaxNode name) =>
        name.Parent is MemberAccessExpressionSyntax access && access.Name == name
        && SettingsWords.Any(word => access.Expression.ToString().IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Gets a member of a state returned by the protector. It is trusted, because the application itself put it there.</summary>
    private string? OfOwnState(string member) =>
        _variables.FirstOrDefault(
            static symbol => symbol is ILocalSymbol { Type: { Name: OwnState, ContainingNamespace: { Name: "OAuth", ContainingNamespace.Name: "Atom" } } }) is { } state
            ? $"{state.Name}.{member}"
            : null;

    private string? Named(string[] names) =>
        _variables.Where(symbol => Is(symbol.Name, names) && IsTrusted(symbol))
            .Select(symbol => IsTestedAsText(symbol)
                ? VariablesInScope.Write(symbol, _anchor)
                : AsText(VariablesInScope.Write(symbol, _anchor), VariablesInScope.TypeOf(symbol)))
            .FirstOrDefault(static text => text is not null);

    /// <summary>Recognizes a variable of an unknown type that is a text: <c>if (string.IsNullOrEmpty(userId))</c>.</summary>
    private bool IsTestedAsText(ISymbol variable) =>
        VariablesInScope.TypeOf(variable).TypeKind == TypeKind.Error
        && EnclosingFunction.Of(_anchor, _site.Model)?.Node.TokensNamed(variable.Name).Any(static token => token.Parent is IdentifierNameSyntax
        {
            Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax test } },
        }
            && test is { Expression: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.StringKeyword } }
            && test.Name.Identifier.ValueText.StartsWith("IsNullOr", StringComparison.Ordinal)) == true;

    /// <summary>Gets a member of the application's own state object.</summary>
    private string? OfState(string member) =>
        _variables.Where(symbol => symbol.Kind is SymbolKind.Local or SymbolKind.Parameter
            && IsTrusted(symbol)
            && symbol.Name.IndexOf("state", StringComparison.OrdinalIgnoreCase) >= 0)
            .Select(symbol => MemberOf(symbol, member))
            .FirstOrDefault(static text => text is not null);

    private string? Member(string[] owners, params string[] members) =>
        _variables.Where(symbol => Is(symbol.Name, owners) && IsTrusted(symbol))
            .SelectMany(symbol => members.Select(member => MemberOf(symbol, member)))
            .FirstOrDefault(static text => text is not null);

    private string? MemberOf(ISymbol variable, string member)
    {
        var type = VariablesInScope.TypeOf(variable);
        var found = type.GetMembers(member)
            .Concat(type.AllInterfaces.SelectMany(i => i.GetMembers(member)))
            .OfType<IPropertySymbol>()
            .FirstOrDefault(static p => p is { IsStatic: false, GetMethod: not null });
        return found is null ? null : AsText($"{VariablesInScope.Write(variable, _anchor)}.{member}", found.Type);
    }

    /// <summary>Gets a value that the function itself passes or assigns under such a name.</summary>
    private string? Used(string[] names)
    {
        if (EnclosingFunction.Of(_anchor, _site.Model)?.Node is not { } function)
        {
            return null;
        }

        foreach (var node in function.DescendantNodes())
        {
            var value = node switch
            {
                AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Parent.Parent: InitializerExpressionSyntax } name } assignment
                    when Is(name.Identifier.ValueText, names) =>
                    assignment.Right,
                AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name: var name } } assignment
                    when Is(name.Identifier.ValueText, names) =>
                    assignment.Right,
                ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax } argument
                    when ParameterOf(argument) is { } parameter && Is(parameter.Name, names) =>
                    argument.Expression,
                ArgumentSyntax { Parent: ArgumentListSyntax list } argument
                    when ParameterOfStatement(list, argument) is { } column && Is(column, names) =>
                    argument.Expression,
                _ => null,
            };
            if (value is not null
                && IsRepeatableHere(value)
                && _site.Model.GetTypeInfo(value).Type is { } type
                && AsText(value.ToString(), type) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    private IParameterSymbol? ParameterOf(ArgumentSyntax argument) =>
        _site.Model.GetSymbolInfo(argument.Parent!.Parent!).Symbol is IMethodSymbol method ? argument.Parameter(method) : null;

    /// <summary>Gets the name of a database parameter: <c>command.Parameters.AddWithValue("@userId", account.Id)</c>.</summary>
    private static string? ParameterOfStatement(ArgumentListSyntax list, ArgumentSyntax value) =>
        list.Arguments is [{ Expression: LiteralExpressionSyntax { Token.Value: string parameter } }, var second, ..]
        && second == value
        && list.Parent is InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AddWithValue" or "AddParameterWithValue" },
        }
            ? parameter.TrimStart('@', ':', '?')
            : null;

    /// <summary>Returns true if its variables have the same meaning here, and it can be evaluated twice.</summary>
    private bool IsRepeatableHere(ExpressionSyntax value) =>
        value is not LiteralExpressionSyntax
        && (RepeatableExpression.Is(value) || IsClaim(value))
        && value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().All(name =>
            _site.Model.GetSymbolInfo(name).Symbol is not { } symbol
            || (IsTrusted(symbol)
                && (symbol.Kind is not (SymbolKind.Local or SymbolKind.Parameter)
                    || _variables.Any(variable => SymbolEqualityComparer.Default.Equals(variable, symbol)))))
        && _untrusted?.Mentions(value) != true;

    /// <summary>Gets the call of a parameterless method of the type or its base types.</summary>
    private string? Called(string[] names) =>
        _site.Model.LookupSymbols(_anchor.SpanStart).OfType<IMethodSymbol>()
            .Where(method => Array.IndexOf(names, method.Name) >= 0
                && method is { Parameters.IsEmpty: true, Arity: 0 }
                && VariablesInScope.IsReachable(method, _anchor)
                && IsTrusted(method))
            .Select(method => AsText(method.Name + "()", method.ReturnType))
            .FirstOrDefault(static text => text is not null);

    /// <summary>Gets the claim from which the function, or another member of its type, reads the user's id.</summary>
    private string? Claim()
    {
        if (_site.Model.LookupSymbols(_anchor.SpanStart, name: "User").FirstOrDefault() is not IPropertySymbol user
            || !VariablesInScope.IsReachable(user, _anchor))
        {
            return null;
        }

        var read = (EnclosingFunction.Of(_anchor, _site.Model)?.Node.DescendantNodes().OfType<ExpressionSyntax>().FirstOrDefault(IsClaim))
            ?? (IsSomebodySignedIn
                ? _anchor.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.DescendantNodes().OfType<ExpressionSyntax>().FirstOrDefault(IsClaim)
                : null);
        return read is null ? null : AsText(read.ToString(), _site.Model.GetTypeInfo(read).Type);
    }

    /// <summary>
    /// Recognizes <c>User.FindFirstValue(ClaimTypes.NameIdentifier)</c>, <c>User.FindFirst(…)?.Value</c>, <c>userManager.GetUserId(User)</c>.
    /// </summary>
    private static bool IsClaim(ExpressionSyntax value) => value switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FindFirstValue", Expression: var user } } call =>
            IsUser(user) && IsNameIdentifier(call),
        ConditionalAccessExpressionSyntax
        {
            Expression: InvocationExpressionSyntax call,
            WhenNotNull: MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Value" },
        } =>
            IsFoundClaim(call),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value", Expression: InvocationExpressionSyntax call } =>
            IsFoundClaim(call),
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetUserId", Expression: IdentifierNameSyntax },
            ArgumentList.Arguments: [{ Expression: var user }],
        } =>
            IsUser(user),
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetUserId", Expression: var user },
            ArgumentList.Arguments.Count: 0,
        } =>
            IsUser(user),
        _ => false,
    };

    /// <summary>Recognizes <c>User.FindFirst(ClaimTypes.NameIdentifier)</c>.</summary>
    private static bool IsFoundClaim(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FindFirst", Expression: var user }
        && IsUser(user) && IsNameIdentifier(call);

    private static bool IsUser(ExpressionSyntax value) => value.ToString() is "User" or "HttpContext.User" or "this.User" or "this.HttpContext.User";

    private static bool IsNameIdentifier(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments is [{ Expression: var claim }]
            && (claim.ToString().EndsWith("ClaimTypes.NameIdentifier", StringComparison.Ordinal)
                || (claim is LiteralExpressionSyntax { Token.Value: string own } && (own == "sub" || Is(own, UserNames))));

    /// <summary>Converts an id to text, from a string, GUID or number.</summary>
    private string? AsText(string value, ITypeSymbol? type) => type switch
    {
        { SpecialType: SpecialType.System_String } => value,
        { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_UInt64 }
            when _site.Model.Compilation.GetTypeByMetadataName("System.Globalization.CultureInfo") is { } culture =>
            $"{value}.ToString({_imports.Name(culture)}.InvariantCulture)",
        { Name: "Guid", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } => $"{value}.ToString()",
        _ => null,
    };

    private bool IsTrusted(ISymbol symbol) => _untrusted?.Contains(symbol) != true;

    private static bool Is(string name, string[] names) =>
        Array.Exists(names, known => string.Equals(known, name.TrimStart('_'), StringComparison.OrdinalIgnoreCase));
}
