using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Atom.OAuth.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Injection;

/// <summary>
/// The signed-in user as a function itself knows it: the object that it loaded for the principal, its own method that reads the principal, or the
/// principal's name.
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
    private static readonly string[] Reads = { "User.FindFirst", "User.Identity", "User.Claims", "ClaimTypes." };

    /// <summary>The principal's name, and the principal itself, without null tests.</summary>
    private const string Name = "User.Identity.Name", Principal = "User", Context = "HttpContext";

    private readonly SyntaxNode _anchor;
    private readonly SemanticModel _model;

    public CurrentUserValues(SyntaxNode anchor, SemanticModel model)
    {
        _anchor = anchor;
        _model = model;
    }

    /// <param name="variables">The variables in scope.</param>
    /// <param name="asText">Converts a value to text; null if it is no id.</param>
    public string? Find(List<ISymbol> variables, Func<string, ITypeSymbol?, string?> asText)
    {
        if (EnclosingFunction.Of(_anchor, _model)?.Node is not { } function)
        {
            return null;
        }

        return variables.OfType<ILocalSymbol>().Where(IsLoaded)
                .Select(user => IdOf(user.Type) is { } id ? asText($"{user.Name}.{id.Name}", id.Type) : null)
                .FirstOrDefault(static text => text is not null)
            ?? function.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(IsOwnMethod)
                .Select(call => asText(call.ToString(), _model.GetTypeInfo(call).Type))
                .FirstOrDefault(static text => text is not null)
            ?? function.DescendantNodes().OfType<ExpressionSyntax>().Where(value => IsName(value, variables) && !IsLogged(value))
                .Select(value => asText(RepeatableExpression.TextOf(value), _model.GetTypeInfo(value).Type))
                .FirstOrDefault(static text => text is not null);
    }

    /// <summary><c>var user = await userManager.GetUserAsync(User)</c>, <c>var member = HttpContext.RequireCurrentMember()</c>.</summary>
    private static bool IsLoaded(ILocalSymbol user) =>
        user.DeclaringSyntaxReferences.Any(static declared =>
            declared.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var value }
            && Awaiting.Awaited(value) is InvocationExpressionSyntax call
            && (call.ArgumentList.Arguments.Count == 0
                ? Loads.Matches(call.CalledName())
                : (call.CalledName() == LoadOfIdentity || Loads.Matches(call.CalledName()))
                    && Without(call.ArgumentList.Arguments[0].Expression) is Principal or Context + "." + Principal));

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

    /// <summary><c>GetCurrentUserKey()</c>, if the function itself calls it, and it reads the principal.</summary>
    private bool IsOwnMethod(InvocationExpressionSyntax call) =>
        call is { ArgumentList.Arguments.Count: 0, Expression: IdentifierNameSyntax { Identifier.ValueText: var name } } && Methods.Matches(name)
        && _model.GetSymbolInfo(call).Symbol is IMethodSymbol method && VariablesInScope.IsReachable(method, _anchor)
        && SourceMethods.Declaration(method)?.Mentions(Reads) == true;

    /// <summary><c>User.Identity?.Name</c>, <c>httpContext.User.Identity!.Name</c>.</summary>
    private bool IsName(ExpressionSyntax value, List<ISymbol> variables) =>
        value is MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax
        && value.Parent is not MemberAccessExpressionSyntax and not ConditionalAccessExpressionSyntax
        && Without(value) is var text
        && (text is Name or Context + "." + Name
            ? _model.LookupSymbols(_anchor.SpanStart, name: text == Name ? Principal : Context).OfType<IPropertySymbol>()
                .Any(member => VariablesInScope.IsReachable(member, _anchor))
            : text.EndsWith("." + Name, StringComparison.Ordinal)
                && variables.OfType<IParameterSymbol>().Any(context => text == context.Name + "." + Name && context.Type.Name == Context));

    private static bool IsLogged(ExpressionSyntax value) =>
        value.Ancestors().TakeWhile(static node => node is not StatementSyntax).OfType<InvocationExpressionSyntax>()
            .Any(static call => LogCalls.Contains(call.CalledName()));

    /// <summary>Gets the text of an expression without null tests.</summary>
    private static string Without(ExpressionSyntax value) => value.ToString().Replace("?", "").Replace("!", "");
}
