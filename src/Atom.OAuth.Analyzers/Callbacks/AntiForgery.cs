using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// A code that no redirect brings: a page of the application posts it, for a user who is signed in, with an anti-forgery token. That binds
/// it to the browser as a state would. Every entry has a test.
/// </summary>
internal static class AntiForgery
{
    /// <summary>Attributes that let only signed-in users in.</summary>
    private static readonly string[] SignedIn = { "Authorize" };

    /// <summary>Attributes that let everybody in after all.</summary>
    private static readonly string[] Open = { "AllowAnonymous" };

    /// <summary>Attributes of an action that only a post reaches.</summary>
    private static readonly string[] Posts = { "HttpPost" };

    /// <summary>Attributes of an action that requests reach which are no posts.</summary>
    private static readonly string[] OtherMethods = { "HttpGet", "AcceptVerbs" };

    /// <summary>Attributes that ask for an anti-forgery token.</summary>
    private static readonly string[] Tokens = { "ValidateAntiForgeryToken", "AutoValidateAntiforgeryToken", "RequireAntiforgeryToken" };

    /// <summary>Attributes that ask for none after all.</summary>
    private static readonly string[] Ignored = { "IgnoreAntiforgeryToken" };

    /// <summary>How the handlers of a page start that only a post reaches; a page asks for the token unless it says otherwise.</summary>
    private const string PostOfPage = "OnPost";

    public static bool Binds(SyntaxNode callback) =>
        callback is MethodDeclarationSyntax { Parent: TypeDeclarationSyntax type } method
        && Has(method, type, SignedIn) && !Has(method, type, Open) && !Has(method, type, Ignored)
        && (IsPostOfPage(method) || (IsPost(method) && Has(method, type, Tokens)));

    private static bool IsPost(MethodDeclarationSyntax method) =>
        method.AttributeLists.HasAttribute(Posts) && !method.AttributeLists.HasAttribute(OtherMethods);

    private static bool IsPostOfPage(MethodDeclarationSyntax method) =>
        method.Identifier.ValueText.StartsWith(PostOfPage, StringComparison.Ordinal) && Endpoints.IsPageHandler(method);

    private static bool Has(MethodDeclarationSyntax method, TypeDeclarationSyntax type, string[] attributes) =>
        method.AttributeLists.HasAttribute(attributes) || type.AttributeLists.HasAttribute(attributes);
}
