using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Injection;

/// <summary>
/// Determines whether a user may be signed in when a function runs. If other members of a type use the current user, that does not apply to an
/// action that starts a sign-in, because there is no user yet.
/// </summary>
internal static class SignedIn
{
    private const string Required = "Authorize";
    private const string NotRequired = "AllowAnonymous";

    /// <summary>Words in the names of actions for signing in.</summary>
    private static readonly NameTable SignIns = new("Login", "Log In", "Sign In", "Signin", "Register", "Sign Up", "Signup");

    /// <summary>Returns false if the code shows that anonymous users may call the function; otherwise true, even without proof.</summary>
    /// <param name="node">Code of the function.</param>
    /// <param name="model">The semantic model.</param>
    public static bool MayBeAt(SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { Parent: TypeDeclarationSyntax type } method
            || Has(method.AttributeLists, Required))
        {
            return true;
        }

        return !Has(method.AttributeLists, NotRequired)
            && (IsRequiredOn(type, model)
                || !(Has(type.AttributeLists, NotRequired)
                    || SignIns.Matches(method.Identifier.ValueText)
                    || type.Members.Any(static member => Has(member.AttributeLists, Required))));
    }

    private static bool IsRequiredOn(TypeDeclarationSyntax type, SemanticModel model)
    {
        if (Has(type.AttributeLists, Required))
        {
            return true;
        }

        for (var around = (model.GetDeclaredSymbol(type) as INamedTypeSymbol)?.BaseType; around is not null; around = around.BaseType)
        {
            if (around.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name is Required or Required + "Attribute"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Has(SyntaxList<AttributeListSyntax> lists, string name) =>
        lists.SelectMany(static list => list.Attributes).Any(attribute =>
            attribute.Name.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(part =>
                part.Identifier.ValueText == name || part.Identifier.ValueText == name + "Attribute"));
}
