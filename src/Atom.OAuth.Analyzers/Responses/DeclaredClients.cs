using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Responses;

/// <summary>What a method implemented by Refit or RestEase returns.</summary>
internal enum DeclaredAnswer
{
    /// <summary>Not such a method, or unknown.</summary>
    None,

    /// <summary>The response or its body, unread.</summary>
    Body,

    /// <summary>An object deserialized from JSON: an HTML page throws.</summary>
    Json,

    /// <summary>Refit's response, which stores the failure next to the object.</summary>
    Kept,

    /// <summary>RestEase's response, which deserializes the object on demand.</summary>
    Unread,
}

/// <summary>
/// Interfaces whose methods Refit and RestEase implement based on HTTP method attributes: the request and the read are in generated code.
/// </summary>
internal static class DeclaredClients
{
    /// <summary>A word in every file that declares an interface; the types of other files are not examined.</summary>
    private const string Keyword = "interface";

    /// <summary>The attributes of methods that fetch. <c>HEAD</c> is not among them: its response has no body.</summary>
    private static readonly WordTable Attributes = new(
        WordMatch.Whole, StringComparison.Ordinal, "Get", "Post", "Put", "Patch", "Delete", "Options", "Request", "GetAttribute", "PostAttribute",
        "PutAttribute", "PatchAttribute", "DeleteAttribute", "OptionsAttribute", "RequestAttribute");

    /// <summary>The attribute of a request whose response has no body.</summary>
    private const string Head = "HeadAttribute";

    /// <summary>Attributes of types that are deserialized from XML.</summary>
    private static readonly string[] XmlAttributes = { "XmlRootAttribute", "XmlTypeAttribute" };

    /// <summary>Parts of the names of the libraries' response and exception types.</summary>
    private static readonly WordTable Carriers = new(WordMatch.Part, StringComparison.Ordinal, "Response", "Exception");

    private static readonly ConditionalWeakTable<SyntaxTree, string[]> Names = new();

    /// <summary>Gets the names of the methods in a file that a library implements.</summary>
    public static string[] NamesIn(SyntaxTree tree) => Names.GetValue(tree, static t => t.GetRoot() is var root && root.Mentions(Keyword)
        ? Members.MethodsIn(root)
            .Where(static method => method.Parent is InterfaceDeclarationSyntax && method.AttributeLists.Any(HasMethod))
            .Select(static method => method.Identifier.ValueText)
            .ToArray()
        : Array.Empty<string>());

    /// <summary>Returns true if calling the method sends a request.</summary>
    public static bool Declare(IMethodSymbol method, OAuthSymbols symbols) => MethodOf(method, symbols) is not null;

    /// <summary>Gets the attribute that makes the method a request.</summary>
    public static AttributeData? MethodOf(IMethodSymbol method, OAuthSymbols symbols)
    {
        if (!symbols.HasDeclaredClients || method.ContainingType is not { TypeKind: TypeKind.Interface })
        {
            return null;
        }

        foreach (var attribute in method.OriginalDefinition.GetAttributes())
        {
            if (IsMethod(attribute.AttributeClass, symbols))
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>Returns true if RestEase implements the method. It reads with Newtonsoft.Json and lets its exceptions through.</summary>
    public static bool IsOfRestEase(AttributeData method, OAuthSymbols symbols) => !method.AttributeClass.IsOrInheritsFrom(DeclaredTypes.RefitMethod);

    public static DeclaredAnswer AnswerOf(IMethodSymbol method, OAuthSymbols symbols)
    {
        if (MethodOf(method, symbols) is not { AttributeClass.Name: not Head } attribute
            || symbols.Awaited(method.ReturnType) is not { } given
            || ReferenceEquals(given, method.ReturnType))
        {
            return DeclaredAnswer.None;
        }

        return given switch
        {
            _ when IsUnread(given, symbols) => DeclaredAnswer.Unread,
            _ when IsKept(given, symbols) => IsObject(((INamedTypeSymbol)given).TypeArguments[0], symbols) ? DeclaredAnswer.Kept : DeclaredAnswer.Body,
            _ when symbols.IsResponseOrContent(given) || symbols.CanBeText(given) => DeclaredAnswer.Body,
            _ when Carry(given) => DeclaredAnswer.None,
            _ => IsObject(given, symbols) && !(symbols.HasRefitXml && !IsOfRestEase(attribute, symbols)) ? DeclaredAnswer.Json : DeclaredAnswer.None,
        };
    }

    /// <summary>Gets the type that the response is deserialized to.</summary>
    public static ITypeSymbol? ReadType(IMethodSymbol method, OAuthSymbols symbols) => symbols.Awaited(method.ReturnType) switch
    {
        INamedTypeSymbol { TypeArguments: [var inner] } response when IsKept(response, symbols) || IsUnread(response, symbols) => inner,
        var given => given,
    };

    /// <summary>Recognizes the libraries' own types that hold the response or the object read from it: their responses and exceptions.</summary>
    public static bool Carry(ITypeSymbol? type) => type is { Name: var name, ContainingNamespace: { Name: "Refit" or "RestEase" } space }
        && space.ContainingNamespace.IsGlobalNamespace
        && Carriers.Matches(name);

    /// <summary>Recognizes Refit's response with the deserialized object.</summary>
    public static bool IsKept(ITypeSymbol? type, OAuthSymbols symbols) => type.Is(DeclaredTypes.RefitResponse) || type.Is(DeclaredTypes.RefitResponseInterface);

    private static bool IsUnread(ITypeSymbol type, OAuthSymbols symbols) => type.Is(DeclaredTypes.RestEaseResponse);

    private static bool IsMethod(INamedTypeSymbol? attribute, OAuthSymbols symbols) =>
        attribute.IsOrInheritsFrom(DeclaredTypes.RefitMethod)
        || attribute.IsOrInheritsFrom(DeclaredTypes.RestEaseMethod)
        || attribute.IsOrInheritsFrom(DeclaredTypes.RestEaseMethodBase);

    private static bool HasMethod(AttributeListSyntax list) => list.Attributes.Any(static attribute => Attributes.Matches(NameOf(attribute.Name)));

    private static string NameOf(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    /// <summary>Recognizes a type that only a JSON reader produces. A type parameter might be a string as well.</summary>
    private static bool IsObject(ITypeSymbol type, OAuthSymbols symbols) =>
        type is { TypeKind: not (TypeKind.Error or TypeKind.TypeParameter or TypeKind.Dynamic) }
        && !symbols.CanBeText(type)
        && !symbols.IsResponseOrContent(type)
        && !type.GetAttributes().Any(static attribute => XmlAttributes.Contains(attribute.AttributeClass?.Name));
}
