using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Injection;

/// <summary>The result for a class that is created by the container.</summary>
/// <param name="IsController">Whether its methods are actions, into which services can be injected.</param>
internal sealed record MadeByContainer(bool IsController);

/// <summary>Determines whether the container, and nothing else, creates the objects of a class.</summary>
internal static class ContainerTypes
{
    /// <summary>The names of base types and interfaces whose implementations frameworks get from the container.</summary>
    private static readonly string[] Bases =
    {
        "ControllerBase", "Controller", "PageModel", "Hub", "ViewComponent", "BackgroundService", "IHostedService", "IMiddleware", "IRequestHandler",
        "INotificationHandler", "IConsumer", "IJob", "AuthorizationHandler", "TagHelper", "Endpoint", "EndpointWithoutRequest", "EndpointBaseAsync",
    };

    /// <summary>The names, or prefixes of names, of methods that register a type with a container.</summary>
    private static readonly string[] Registrations = { "Add", "TryAdd", "Register", "MapHub", "UseMiddleware", "For", "Use" };

    /// <summary>Such calls that only use the type to find its assembly.</summary>
    private static readonly string[] Markers = { "AddUserSecrets", "AddAutoMapper", "AddApplicationPart" };

    /// <summary>Base types of windows and pages, which markup may create if they have a constructor without parameters.</summary>
    private static readonly string[] OfMarkup =
    {
        "Window", "MetroWindow", "FluentWindow", "Page", "ContentPage", "ContentView", "Shell", "UserControl", "Control", "Application", "Form",
    };

    /// <summary>Suffixes of the names of services that are not interfaces.</summary>
    private static readonly string[] ServiceEndings =
    {
        "Service", "Repository", "Store", "Manager", "Context", "Client", "Factory", "Provider", "Handler", "Helper", "Logger",
    };

    /// <summary>Returns null if other code creates or may create objects of the class.</summary>
    public static MadeByContainer? Find(INamedTypeSymbol type, Compilation compilation)
    {
        if (type is { IsStatic: true } or { IsAbstract: true } || type.TypeKind != TypeKind.Class)
        {
            return null;
        }

        var bases = BasesOf(type).ToList();
        if (bases.Contains("Attribute"))
        {
            return null;
        }

        if (bases.Exists(static name => Array.IndexOf(OfMarkup, name) >= 0) && type.InstanceConstructors.Any(static made => made.Parameters.IsEmpty))
        {
            return null;
        }

        var isController = IsController(type, bases);
        var isMade = isController || bases.Any(static name => Array.IndexOf(Bases, name) >= 0) || HasFunctions(type) || TakesServices(type);
        return UsesOf(type, compilation, ref isMade) && isMade ? new MadeByContainer(isController) : null;
    }

    /// <summary>Returns true if a framework calls the method for a request, with parameters from the request.</summary>
    public static bool IsReachedByRequests(IMethodSymbol method) =>
        method.DeclaredAccessibility == Accessibility.Public
        && (HasFunctions(method.ContainingType)
            || BasesOf(method.ContainingType).ToList() is var bases
                && (IsController(method.ContainingType, bases) || bases.Exists(static name => Array.IndexOf(Bases, name) >= 0)));

    /// <summary>Returns true if the method is an action of a controller.</summary>
    public static bool IsAction(IMethodSymbol method) =>
        method.DeclaredAccessibility == Accessibility.Public
        && !AzureFunctions.Is(method)
        && IsController(method.ContainingType, BasesOf(method.ContainingType).ToList());

    /// <summary>Returns true if clients of SignalR call the method.</summary>
    public static bool IsOfHub(IMethodSymbol method) => BasesOf(method.ContainingType).Contains("Hub");

    private static IEnumerable<string> BasesOf(INamedTypeSymbol type)
    {
        for (var around = type.BaseType; around is not null; around = around.BaseType)
        {
            // A base type of another framework (System.Web.Mvc) or of a missing package proves nothing.
            if (around.TypeKind != TypeKind.Error)
            {
                yield return around.Name;
            }
        }

        foreach (var implemented in type.AllInterfaces.Where(static i => i.TypeKind != TypeKind.Error))
        {
            yield return implemented.Name;
        }
    }

    private static bool IsController(INamedTypeSymbol type, List<string> bases)
    {
        if (bases.Contains("ControllerBase") || HasAttribute(type, "ApiControllerAttribute") || HasAttribute(type, "ControllerAttribute"))
        {
            return true;
        }

        return type.Name.EndsWith("Controller", StringComparison.Ordinal)
            && type.GetMembers().OfType<IMethodSymbol>().SelectMany(static method => method.GetAttributes())
                .Any(static attribute => attribute.AttributeClass?.ContainingNamespace?.ToDisplayString() == "Microsoft.AspNetCore.Mvc"
                    && attribute.AttributeClass.Name.StartsWith("Http", StringComparison.Ordinal));
    }

    private static bool HasAttribute(INamedTypeSymbol type, string name)
    {
        for (var around = type; around is not null; around = around.BaseType)
        {
            if (around.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasFunctions(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IMethodSymbol>().Any(AzureFunctions.Is);

    /// <summary>Recognizes a constructor that takes only services, which other code is unlikely to call.</summary>
    private static bool TakesServices(INamedTypeSymbol type) =>
        type.InstanceConstructors.Where(static c => !c.IsImplicitlyDeclared).ToList() is [{ Parameters.Length: > 0 } constructor]
        && constructor.Parameters.All(static parameter => IsService(parameter.Type));

    private static bool IsService(ITypeSymbol type) =>
        type is INamedTypeSymbol { SpecialType: SpecialType.None } named
        && named.ContainingNamespace?.ToDisplayString() is not ("System.Collections.Generic" or "System")
        && (named.TypeKind == TypeKind.Interface
            || (named.Name.Length > 1 && named.Name[0] == 'I' && char.IsUpper(named.Name[1]))
            || (named.TypeKind is TypeKind.Class or TypeKind.Error
                && !named.IsRecord
                && Array.Exists(ServiceEndings, ending => named.Name.EndsWith(ending, StringComparison.Ordinal))));

    /// <summary>Returns false if code creates objects of the type, derives from it, or requires a parameterless constructor.</summary>
    private static bool UsesOf(INamedTypeSymbol type, Compilation compilation, ref bool isMade)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var root = tree.GetRoot();
            if (!root.Mentions(type.Name))
            {
                continue;
            }

            var model = new Lazy<SemanticModel>(() => compilation.GetSemanticModel(tree));
            foreach (var token in root.TokensNamed(type.Name))
            {
                if (token.Parent is not SimpleNameSyntax simple)
                {
                    continue;
                }

                var name = Whole(simple);
                if (IsCreation(name) && Means(simple, type, model.Value))
                {
                    return false;
                }

                if (name.Parent is TypeArgumentListSyntax list)
                {
                    if (MakesObjects(list, list.Arguments.IndexOf(name), model.Value) && Means(simple, type, model.Value))
                    {
                        return false;
                    }

                    isMade |= IsRegistration(((GenericNameSyntax)list.Parent!).Identifier.ValueText) && Means(simple, type, model.Value);
                }
                else if (name.Parent is TypeOfExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } })
                {
                    isMade |= IsRegistration(NameOf(call)) && Means(simple, type, model.Value);
                    if (NameOf(call) == "CreateInstance" && call.Expression.ToString().IndexOf("Utilities", StringComparison.Ordinal) < 0)
                    {
                        return false;
                    }
                }
            }

            if (root.DescendantNodes()
                .OfType<ImplicitObjectCreationExpressionSyntax>()
                .Any(creation => Same(model.Value.GetTypeInfo(creation).Type, type)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Gets the name including its qualifiers.</summary>
    private static TypeSyntax Whole(TypeSyntax name) =>
        name.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax ? Whole((TypeSyntax)name.Parent) : name;

    private static bool IsCreation(TypeSyntax name) =>
        (name.Parent is ObjectCreationExpressionSyntax creation && creation.Type == name) || name.Parent is BaseTypeSyntax;

    /// <summary>Recognizes a generic method or type that creates objects of its type argument.</summary>
    private static bool MakesObjects(TypeArgumentListSyntax list, int index, SemanticModel model)
    {
        var parameters = model.GetSymbolInfo(list.Parent!).Symbol switch
        {
            IMethodSymbol method => method.TypeParameters,
            INamedTypeSymbol generic => generic.TypeParameters,
            _ => default,
        };
        return (!parameters.IsDefault && index >= 0 && index < parameters.Length && parameters[index].HasConstructorConstraint)
            || (((GenericNameSyntax)list.Parent!).Identifier.ValueText == "CreateInstance"
                && list.Parent.Parent?.ToString().IndexOf("Utilities", StringComparison.Ordinal) < 0);
    }

    private static bool IsRegistration(string method) =>
        Array.IndexOf(Markers, method) < 0
        && method.IndexOf("AssemblyContaining", StringComparison.Ordinal) < 0
        && Array.Exists(
            Registrations,
            start => start.Length > 3 || start == "Add" ? method.StartsWith(start, StringComparison.Ordinal) : method == start);

    private static string NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => string.Empty,
    };

    /// <summary>Also returns true if the name does not bind, because it may mean the type.</summary>
    private static bool Means(SimpleNameSyntax name, INamedTypeSymbol type, SemanticModel model)
    {
        var info = model.GetSymbolInfo(name);
        var symbol = info.Symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor ? constructor.ContainingType : info.Symbol;
        return symbol is null || Same(symbol, type);
    }

    private static bool Same(ISymbol? symbol, INamedTypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(symbol?.OriginalDefinition, type.OriginalDefinition);
}
