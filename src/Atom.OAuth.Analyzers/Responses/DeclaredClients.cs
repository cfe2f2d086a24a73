using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Responses;

/// <summary>What a method that Refit or RestEase implements gives back.</summary>
internal enum DeclaredAnswer
{
    /// <summary>It is no such method, or nobody knows.</summary>
    None,

    /// <summary>The response or its body as it came.</summary>
    Body,

    /// <summary>An object that was read from JSON: a page throws.</summary>
    Json,

    /// <summary>Refit's response, which keeps the failure beside the object.</summary>
    Kept,

    /// <summary>RestEase's response, which reads the object when it is asked for it.</summary>
    Unread,
}

/// <summary>
/// Interfaces whose methods Refit and RestEase implement from the attribute of an HTTP method: the request and the read are in generated code.
/// </summary>
internal static class DeclaredClients
{
    /// <summary>How each file with an interface has it; others need no look at their types.</summary>
    private const string Keyword = "interface";

    /// <summary>The attributes of the methods that fetch; an answer to <c>HEAD</c> has no body.</summary>
    private static readonly WordTable Attributes = new(
        WordMatch.Whole, StringComparison.Ordinal, "Get", "Post", "Put", "Patch", "Delete", "Options", "Request", "GetAttribute", "PostAttribute",
        "PutAttribute", "PatchAttribute", "DeleteAttribute", "OptionsAttribute", "RequestAttribute");

    /// <summary>The attribute of a request whose answer has no body.</summary>
    private const string Head = "HeadAttribute";

    /// <summary>Attributes of types that are read from XML.</summary>
    private static readonly string[] XmlAttributes = { "XmlRootAttribute", "XmlTypeAttribute" };

    /// <summary>What is in the names of the libraries' responses and exceptions.</summary>
    private static readonly WordTable Carriers = new(WordMatch.Part, StringComparison.Ordinal, "Response", "Exception");

    private static readonly ConditionalWeakTable<SyntaxTree, string[]> Names = new();

    /// <summary>The methods of a file that a library implements, by their names.</summary>
    public static string[] NamesIn(SyntaxTree tree) => Names.GetValue(tree, static t => t.GetRoot() is var root && root.Mentions(Keyword)
        ? Members.MethodsIn(root)
            .Where(static method => method.Parent is InterfaceDeclarationSyntax && method.AttributeLists.Any(HasMethod))
            .Select(static method => method.Identifier.ValueText)
            .ToArray()
        : Array.Empty<string>());

    /// <summary>True where the call of the method is a request.</summary>
    public static bool Declare(IMethodSymbol method, OAuthSymbols symbols) => MethodOf(method, symbols) is not null;

    /// <summary>The attribute that makes the method a request.</summary>
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

    /// <summary>True where RestEase implements the method, which reads with Newtonsoft.Json and hands on what that throws.</summary>
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

    /// <summary>The type that is read from the answer.</summary>
    public static ITypeSymbol? ReadType(IMethodSymbol method, OAuthSymbols symbols) => symbols.Awaited(method.ReturnType) switch
    {
        INamedTypeSymbol { TypeArguments: [var inner] } response when IsKept(response, symbols) || IsUnread(response, symbols) => inner,
        var given => given,
    };

    /// <summary>A type of the library's own that has the answer, or what was read from it: its responses and exceptions.</summary>
    public static bool Carry(ITypeSymbol? type) => type is { Name: var name, ContainingNamespace: { Name: "Refit" or "RestEase" } space }
        && space.ContainingNamespace.IsGlobalNamespace
        && Carriers.Matches(name);

    /// <summary>A response of Refit's, with the object that was read.</summary>
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

    /// <summary>What only a reader of JSON makes. A type parameter may be a text as well.</summary>
    private static bool IsObject(ITypeSymbol type, OAuthSymbols symbols) =>
        type is { TypeKind: not (TypeKind.Error or TypeKind.TypeParameter or TypeKind.Dynamic) }
        && !symbols.CanBeText(type)
        && !symbols.IsResponseOrContent(type)
        && !type.GetAttributes().Any(static attribute => XmlAttributes.Contains(attribute.AttributeClass?.Name));
}
