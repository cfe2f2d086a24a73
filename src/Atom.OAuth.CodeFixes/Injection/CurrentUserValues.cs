using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Atom.OAuth.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Injection;

/// <summary>
/// The signed-in user, if the connection is saved for that user: the save takes the user's name, the object that the function loaded for the
/// principal, or what the type's own method reads from the principal. What the function only logs or shows says nothing about the connection.
/// </summary>
internal sealed class CurrentUserValues
{
    /// <summary>Calls that load the signed-in user, without arguments or for the principal.</summary>
    private static readonly NameTable Loads = new("Current User $", "Current Member $", "Logged In User $", "Signed In User $");

    /// <summary>The call of ASP.NET Core Identity that does so for the principal.</summary>
    private const string LoadOfIdentity = "GetUserAsync";

    /// <summary>Methods of the type that return the id of the signed-in user.</summary>
    private static readonly NameTable Methods = new("User Id", "User Key", "User Identity", "User Identifier", "User Name $", "Username $", "User Email $");

    /// <summary>Code that reads the principal.</summary>
    private static readonly string[] Reads = { "User.FindFirst", "User.Identity", "User.Claims", "ClaimTypes.", "Async(User)" };

    /// <summary>The principal's name, and the principal itself, without null tests.</summary>
    private const string Name = "User.Identity.Name", Principal = "User", Context = "HttpContext";

    private readonly SyntaxNode _anchor;
    private readonly SemanticModel _model;
    private readonly List<ISymbol> _variables;

    /// <param name="anchor">The code before which the value is needed.</param>
    /// <param name="model">The semantic model.</param>
    /// <param name="variables">The variables in scope.</param>
    public CurrentUserValues(SyntaxNode anchor, SemanticModel model, List<ISymbol> variables)
    {
        _anchor = anchor;
        _model = model;
        _variables = variables;
    }

    /// <param name="saved">The values that the save takes.</param>
    /// <param name="asText">Converts a value to text; null if it is no id.</param>
    public string? Find(IEnumerable<ExpressionSyntax> saved, Func<string, ITypeSymbol?, string?> asText) =>
        SignedIn.MayBeAt(_anchor, _model) ? saved.Select(value => TextOf(value, asText)).FirstOrDefault(static text => text is not null) : null;

    private string? TextOf(ExpressionSyntax value, Func<string, ITypeSymbol?, string?> asText)
    {
        if (IsUser(value))
        {
            return asText(value.ToString(), _model.GetTypeInfo(value).Type);
        }

        var used = Sure(value);
        if (Root(used) is not { } name || Variable(name) is not { } variable || ValueOf(variable) is not { } given)
        {
            return null;
        }

        return used == name && IsUser(given) ? asText(value.ToString(), variable.Type)
            : !IsLoad(given) ? null
            : used == name ? (IdOf(variable.Type) is { } id ? asText($"{variable.Name}.{id.Name}", id.Type) : null)
            : asText(value.ToString(), _model.GetTypeInfo(value).Type);
    }

    /// <summary>Gets the variable of <c>user</c>, <c>user.Email</c>; null for anything that is not one of its members.</summary>
    private static IdentifierNameSyntax? Root(ExpressionSyntax value) => value switch
    {
        IdentifierNameSyntax name => name,
        MemberAccessExpressionSyntax { Expression: var owner } => Sure(owner) as IdentifierNameSyntax,
        _ => null,
    };

    private ILocalSymbol? Variable(IdentifierNameSyntax name) =>
        _model.GetSymbolInfo(name).Symbol is ILocalSymbol local && _variables.Any(known => SymbolEqualityComparer.Default.Equals(known, local)) ? local : null;

    /// <summary>Gets the only value that a variable ever has.</summary>
    private ExpressionSyntax? ValueOf(ILocalSymbol variable) =>
        variable.DeclaringSyntaxReferences is [var declared]
        && declared.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var value }
        && EnclosingFunction.Of(_anchor, _model)?.Node is { } function && !GivenValues.AreIn(function, variable.Name)
            ? value
            : null;

    private bool IsUser(ExpressionSyntax value) =>
        Sure(value) is InvocationExpressionSyntax call ? IsOwn(call, Methods) && call.ArgumentList.Arguments.Count == 0 : IsName(value);

    /// <summary><c>await userManager.GetUserAsync(User)</c>, <c>HttpContext.RequireCurrentMember()</c>: a provider's client has a current user too.</summary>
    private bool IsLoad(ExpressionSyntax value) =>
        Awaiting.Awaited(value) is InvocationExpressionSyntax call
        && (call.ArgumentList.Arguments is [{ Expression: var first }, ..]
            ? (call.CalledName() == LoadOfIdentity || Loads.Matches(call.CalledName())) && Without(first) is Principal or Context + "." + Principal
            : IsOwn(call, Loads)
                || (Loads.Matches(call.CalledName()) && call.Receiver() is { } from
                    && Without(from) is Context or Principal or Context + "." + Principal));

    private static IPropertySymbol? IdOf(ITypeSymbol type)
    {
        for (var declaring = type; declaring is { SpecialType: SpecialType.None }; declaring = declaring.BaseType)
        {
            if (declaring.GetMembers("Id").OfType<IPropertySymbol>().FirstOrDefault(static id => id is { IsStatic: false, GetMethod: not null }) is { } id)
            {
                return id;
            }
        }

        return null;
    }

    /// <summary><c>GetCurrentUserKey()</c>, if it reads the principal.</summary>
    private bool IsOwn(InvocationExpressionSyntax call, NameTable names) =>
        call.Expression is IdentifierNameSyntax { Identifier.ValueText: var name } && names.Matches(name)
        && _model.GetSymbolInfo(call).Symbol is IMethodSymbol method && VariablesInScope.IsReachable(method, _anchor)
        && SourceMethods.Declaration(method)?.Mentions(Reads) == true;

    /// <summary><c>User.Identity?.Name</c>, <c>httpContext.User.Identity!.Name</c>.</summary>
    private bool IsName(ExpressionSyntax value) =>
        Without(value) is var text
        && (text is Name or Context + "." + Name
            ? _model.LookupSymbols(_anchor.SpanStart, name: text == Name ? Principal : Context).OfType<IPropertySymbol>()
                .Any(member => VariablesInScope.IsReachable(member, _anchor))
            : text.EndsWith("." + Name, StringComparison.Ordinal)
                && _variables.OfType<IParameterSymbol>().Any(context => text == context.Name + "." + Name && context.Type.Name == Context));

    private static ExpressionSyntax Sure(ExpressionSyntax value) =>
        value is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure ? Sure(sure.Operand) : value;

    /// <summary>Gets the text of an expression without null tests.</summary>
    private static string Without(ExpressionSyntax value) => value.ToString().Replace("?", "").Replace("!", "");
}
