using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>Recognizes Azure Functions, which their host calls for each request.</summary>
internal static class AzureFunctions
{
    /// <summary>The attributes of the isolated worker and of the in-process model.</summary>
    public static readonly string[] Attributes = { "Function", "FunctionName" };

    /// <summary>Returns true if the method has such an attribute, by name: it may not resolve.</summary>
    public static bool Is(IMethodSymbol method) => method.GetAttributes().Any(static attribute =>
        attribute.AttributeClass is { Name: var name } && AttributeLists.IsOneOf(name, Attributes));
}
