using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Injection;

/// <summary>
/// Makes a service accessible by dependency injection: one that is in scope, else a parameter of the endpoint handler,
/// else a constructor parameter of a class that the container creates. Never a static, never a service locator.
/// </summary>
internal sealed class ServiceInjection
{
    private readonly FixSite _site;
    private readonly INamedTypeSymbol _service;
    private readonly string _name;
    private readonly Imports _imports;

    private ServiceInjection(FixSite site, INamedTypeSymbol service, string name, Imports imports)
    {
        _site = site;
        _service = service;
        _name = name;
        _imports = imports;
    }

    /// <summary>Returns null if that would require guessing what creates the objects.</summary>
    /// <param name="site">The diagnostic.</param>
    /// <param name="anchor">The code where the service is needed.</param>
    /// <param name="service">Its type.</param>
    /// <param name="name">The preferred name of a new parameter; if it is in use, a number is appended.</param>
    /// <param name="imports">Writes the names of types; the caller adds the using directives.</param>
    public static InjectedService? Find(FixSite site, SyntaxNode anchor, INamedTypeSymbol service, string name, Imports imports) =>
        VariablesInScope.Find(anchor, service, site.Model) is { } known
            ? new InjectedService(known, Array.Empty<TextChange>())
            : new ServiceInjection(site, service, name, imports).Inject(anchor);

    private InjectedService? Inject(SyntaxNode anchor)
    {
        foreach (var function in anchor.Ancestors())
        {
            switch (function)
            {
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax when EndpointHandlers.IsHandler(function, _site.Model):
                    return IntoHandler(function);
                case AnonymousFunctionExpressionSyntax { Modifiers: var modifiers } when modifiers.Any(SyntaxKind.StaticKeyword):
                case LocalFunctionStatementSyntax { Modifiers: var localModifiers } when localModifiers.Any(SyntaxKind.StaticKeyword):
                    return null;
                case MethodDeclarationSyntax method when EndpointHandlers.IsHandler(method, _site.Model):
                    return IntoHandler(method);
                case MemberDeclarationSyntax member and not GlobalStatementSyntax:
                    return IntoType(member);
            }
        }

        return null;
    }

    private InjectedService? IntoHandler(SyntaxNode function)
    {
        var name = FreeNames.Take(_name, function.DescendantTokens());
        return ParameterInsertion.Add(function, $"{_imports.Name(_service)} {name}", _site, _imports) is { } changes
            ? new InjectedService(name, changes)
            : null;
    }

    private InjectedService? IntoType(MemberDeclarationSyntax member)
    {
        if (member.Parent is not ClassDeclarationSyntax
            and not RecordDeclarationSyntax { ClassOrStructKeyword.RawKind: not (int)SyntaxKind.StructKeyword }
            || member.Modifiers.Any(SyntaxKind.StaticKeyword)
            || member is BaseFieldDeclarationSyntax or ConstructorDeclarationSyntax
            || _site.Model.GetDeclaredSymbol(member.Parent) is not INamedTypeSymbol type
            || ContainerTypes.Find(type, _site.Model.Compilation) is not { } made)
        {
            return null;
        }

        var declaration = (TypeDeclarationSyntax)member.Parent;
        var constructors = type.InstanceConstructors.Where(static c => !c.IsImplicitlyDeclared).ToList();
        if (constructors.Count == 1 && IntoConstructor(constructors[0], declaration, type) is { } kept)
        {
            return kept;
        }

        // Also if the constructor is in another part of the type, or there are several to choose from.
        if (member is MethodDeclarationSyntax method && TakesServices(method, made, type))
        {
            var name = FreeNames.Take(_name, method.DescendantTokens());
            var attribute = made.IsController ? $"[{AttributeName()}] " : string.Empty;
            return ParameterInsertion.Add(method, $"{attribute}{_imports.Name(_service)} {name}", _site, _imports) is { } changes
                ? new InjectedService(name, changes)
                : null;
        }

        return constructors.Count > 0 ? null : new ConstructorInjection(declaration, type, _site).Create(_imports.Name(_service), _name);
    }

    private InjectedService? IntoConstructor(IMethodSymbol constructor, TypeDeclarationSyntax declaration, INamedTypeSymbol type) =>
        constructor.DeclaringSyntaxReferences[0].GetSyntax() switch
        {
            // The primary constructor of a record is not changed, because each parameter is part of the record's value.
            ConstructorDeclarationSyntax own when own.Parent == declaration =>
                new ConstructorInjection(declaration, type, _site).Into(own, _imports.Name(_service), _name),
            ClassDeclarationSyntax primary when primary == declaration => IntoPrimaryConstructor(declaration, type),
            _ => null,
        };

    private InjectedService? IntoPrimaryConstructor(TypeDeclarationSyntax declaration, INamedTypeSymbol type)
    {
        var name = FreeNames.Take(_name, declaration.DescendantTokens(), type);
        return ParameterInsertion.Add(declaration, $"{_imports.Name(_service)} {name}", _site, _imports) is { } changes
            ? new InjectedService(name, changes)
            : null;
    }

    /// <summary>Recognizes an action that is only called for requests.</summary>
    private bool TakesServices(MethodDeclarationSyntax method, MadeByContainer made, INamedTypeSymbol type) =>
        made.IsController
        && method.Modifiers.Any(SyntaxKind.PublicKeyword)
        && _site.Model.GetDeclaredSymbol(method) is { IsOverride: false, IsVirtual: false, ExplicitInterfaceImplementations.IsEmpty: true } symbol
        && !type.AllInterfaces.SelectMany(static i => i.GetMembers()).Any(m => m.Name == symbol.Name)
        && !EndpointHandlers.IsCalled(symbol, method, _site.Model.Compilation)
        && _site.Model.Compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Mvc.FromServicesAttribute") is not null;

    private string AttributeName()
    {
        var name = _imports.Name(_site.Model.Compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Mvc.FromServicesAttribute")!);
        return name.Substring(0, name.Length - "Attribute".Length);
    }
}
