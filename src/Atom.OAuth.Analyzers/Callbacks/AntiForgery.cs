using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// A code that does not come by redirect: a page of the application posts it for a signed-in user, with an anti-forgery token. That binds
/// it to the browser as a state would. Every entry has a test.
/// </summary>
internal static class AntiForgery
{
    /// <summary>Attributes that require a signed-in user.</summary>
    private static readonly string[] SignedIn = { "Authorize" };

    /// <summary>Attributes that allow anonymous access nevertheless.</summary>
    private static readonly string[] Open = { "AllowAnonymous" };

    /// <summary>Attributes of an action that handles POST.</summary>
    private static readonly string[] Posts = { "HttpPost" };

    /// <summary>Attributes of an action that handles other HTTP methods, too.</summary>
    private static readonly string[] OtherMethods = { "HttpGet", "AcceptVerbs" };

    /// <summary>Attributes that require an anti-forgery token.</summary>
    private static readonly string[] Tokens = { "ValidateAntiForgeryToken", "AutoValidateAntiforgeryToken", "RequireAntiforgeryToken" };

    /// <summary>Attributes that disable the anti-forgery check.</summary>
    private static readonly string[] Ignored = { "IgnoreAntiforgeryToken" };

    /// <summary>Prefix of Razor Pages handlers for POST. Pages require the token by default.</summary>
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
