using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Methods that another type maps to a route: <c>app.MapGet("/callback", SlackCallback.HandleAsync)</c>.</summary>
internal static class MappedMethods
{
    /// <param name="method">A method that nothing else identifies as a request handler.</param>
    /// <param name="compilation">Searched for the mapping, by the method's name and only if the method takes a code.</param>
    public static bool Contain(MethodDeclarationSyntax method, Compilation compilation) =>
        method.Parent is TypeDeclarationSyntax type && TakesCode(method)
        && compilation.SyntaxTrees.Any(tree => tree.GetRoot().TokensNamed(method.Identifier.ValueText)
            .Any(token => token.Parent is SimpleNameSyntax name && IsMapped(name, type, method.Modifiers.Any(SyntaxKind.StaticKeyword))));

    private static bool TakesCode(MethodDeclarationSyntax method) =>
        !method.Modifiers.Any(SyntaxKind.PrivateKeyword)
        && (method.ParameterList.Parameters.Any(static parameter => RequestValue.Code.IsMember(parameter.Identifier.ValueText))
            || CallbackWords.CodeKeys.Any(key => method.TokensQuoting(key).Any()));

    /// <summary>Matches a method group on the type, or on an object that may be an instance of it.</summary>
    private static bool IsMapped(SimpleNameSyntax name, TypeDeclarationSyntax type, bool isStatic) =>
        name.Parent is MemberAccessExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax mapping } } access
        && access.Name == name
        && mapping.CalledName().StartsWith(CallbackWords.Mapping, StringComparison.Ordinal)
        && (!isStatic || Callers.NameOf(access.Expression)?.Identifier.ValueText == type.Identifier.ValueText);
}
