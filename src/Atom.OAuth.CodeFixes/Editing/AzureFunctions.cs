using Microsoft.CodeAnalysis;

namespace Atom.OAuth.CodeFixes.Editing;

/// <summary>Recognizes Azure Functions, which their host calls for each request.</summary>
internal static class AzureFunctions
{
    private const string Suffix = "Attribute";

    /// <summary>The attributes of the isolated worker and of the in-process model.</summary>
    private static readonly string[] Attributes = { "FunctionAttribute", "FunctionNameAttribute" };

    /// <summary>Returns true if the method has such an attribute, by name: it may not resolve.</summary>
    public static bool Is(IMethodSymbol method) => method.GetAttributes().Any(static attribute => attribute.AttributeClass is { } named
        && (Array.IndexOf(Attributes, named.Name) >= 0 || Array.IndexOf(Attributes, named.Name + Suffix) >= 0));
}
