using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.States;
using Atom.OAuth.Analyzers.Text;
using Atom.OAuth.CodeFixes.Callbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>
/// Determines the provider's id from the service of the application that gets the state to build the URL: <c>egnyte</c> for
/// <c>IEgnyteAuthService</c>. The callbacks that use the same service must not have another id.
/// </summary>
internal static class ServiceProvider
{
    /// <summary>Gets the id; null if neither a callback nor the application's own URLs and settings confirm the service's name.</summary>
    public static string? IdOf(StateFinding finding, SemanticModel model, OAuthOptions options)
    {
        if (ServiceOf(finding, model) is not { } service || !FlowProvider.HasName(service))
        {
            return null;
        }

        return IdsOfCallbacks(service, model.Compilation, options).Distinct().Take(2).ToList() switch
        {
            [] => FlowProvider.NameOf(service, model.Compilation) is { } name ? KnownProviders.IdOf(name) : null,
            [var agreed] => agreed,
            _ => null,
        };
    }

    /// <summary>Gets the type of the project whose method gets the state.</summary>
    private static ITypeSymbol? ServiceOf(StateFinding finding, SemanticModel model)
    {
        if (finding.Value is not { } value)
        {
            return null;
        }

        var name = (value.Parent?.Parent as VariableDeclaratorSyntax)?.Identifier.ValueText ?? (value as IdentifierNameSyntax)?.Identifier.ValueText;
        return Functions.Around(value).DescendantNodes().OfType<ArgumentSyntax>()
            .Where(argument => argument.Expression == value || (name is not null && argument.Expression.ToString() == name))
            .Select(argument => argument.Parent?.Parent is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver } }
                ? model.GetTypeInfo(receiver).Type
                : null)
            .OfType<ITypeSymbol>()
            .Where(type => type.ContainingAssembly is { } assembly
                && (!type.DeclaringSyntaxReferences.IsEmpty || model.Compilation.GetMetadataReference(assembly) is CompilationReference))
            .Distinct<ITypeSymbol>(SymbolEqualityComparer.Default)
            .Take(2).ToList() is [var only] ? only : null;
    }

    /// <summary>Gets the ids of the callbacks that use the service, as ATOM005's fix determines them.</summary>
    private static IEnumerable<string> IdsOfCallbacks(ITypeSymbol service, Compilation compilation, OAuthOptions options) =>
        compilation.SyntaxTrees.Where(tree => tree.GetRoot() is var root && root.Mentions(service.Name) && root.Mentions("code"))
            .Select(tree => compilation.GetSemanticModel(tree))
            .SelectMany(model => CallbackAnalysis.Find(model, options, CancellationToken.None)
                .Where(callback => callback.Node.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
                    .Any(access => SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(access.Expression).Type, service)))
                .Select(callback => callback.ProviderId ?? FlowProvider.IdOf(callback.Node, model)))
            .OfType<string>();
}
