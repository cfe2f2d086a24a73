using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>
/// Determines the provider's id if the analysis of one end of a flow does not: from the services that it calls and its containing type, which
/// both ends usually share. A provider that is not in the catalogue gets the application's own name for it.
/// </summary>
internal static class FlowProvider
{
    /// <summary>Words in the names of an integration's types that are not part of the provider's name.</summary>
    private static readonly WordTable Roles = new(
        WordMatch.Whole,
        StringComparison.OrdinalIgnoreCase,
        "Api", "App", "Auth", "Authentication", "Authorization", "Authorize", "Base", "Broker", "Callback", "Client", "Connect", "Connection",
        "Connections", "Controller", "Endpoint", "Endpoints", "External", "Flow", "Function", "Functions", "Gateway", "Handler", "Helper",
        "Integration", "Integrations", "Login", "Manager", "Model", "Oauth", "Oauth2", "Page", "Provider", "Redirect", "Service", "Services",
        "Token", "Tokens", "Web");

    /// <summary>Members of the settings for a provider's client.</summary>
    private static readonly string[] ClientMembers = { "ClientId", "ClientSecret", "RedirectUri", "AppSecret" };

    /// <summary>The prefix of types that wrap settings: <c>IOptions&lt;MetaOptions&gt;</c>.</summary>
    private const string Options = "IOptions";

    /// <summary>The first labels of hosts with content for pages.</summary>
    private static readonly string[] ContentHosts = { "fonts.", "ajax.", "cdn.", "maps.", "static." };

    /// <summary>Second-level labels of country domains: <c>shop.co.uk</c>, <c>login.com.au</c>.</summary>
    private static readonly WordTable SecondLevels = new(
        WordMatch.Whole, StringComparison.OrdinalIgnoreCase, "ac", "co", "com", "edu", "gob", "gov", "go", "gouv", "ne", "net", "or", "org");

    /// <summary>Gets the id; null if none is found, or several providers match.</summary>
    public static string? IdOf(SyntaxNode function, SemanticModel model)
    {
        var type = function.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        var services = ServicesOf(function, model);
        return (Only(services.Select(static service => KnownProviders.NameInIdentifier(service.Name)))
            ?? (type is null ? null : Only(HostsIn(type)) ?? OwnName(type.Identifier.ValueText, services.Concat(FieldsOf(type, model)).ToList(), model.Compilation))
            ?? Only(services.Select(service => NameOfService(service, model.Compilation)))
            ?? (type is null ? null : Only(EndpointsIn(type)))
            ?? Only(CalledTypes(function, model).SelectMany(EndpointsIn))
            ?? Only(CalledTypes(function, model).Select(called => NameOfClient(called, model.Compilation)))) is { } name
            ? KnownProviders.IdOf(name)
            : null;
    }

    /// <summary>Gets the types whose methods the function calls and whose members it reads.</summary>
    private static List<ITypeSymbol> ServicesOf(SyntaxNode function, SemanticModel model) =>
        function.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .Select(static access => access.Expression)
            .Where(static receiver => receiver is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax })
            .Select(receiver => model.GetTypeInfo(receiver).Type)
            .OfType<ITypeSymbol>()
            .Select(Held)
            .ToList();

    /// <summary>Gets the types of fields, such as settings that other methods of the type read.</summary>
    private static IEnumerable<ITypeSymbol> FieldsOf(TypeDeclarationSyntax type, SemanticModel model) =>
        model.GetDeclaredSymbol(type) is INamedTypeSymbol declared
            ? declared.GetMembers().OfType<IFieldSymbol>().Select(static field => Held(field.Type))
            : Enumerable.Empty<ITypeSymbol>();

    /// <summary>Unwraps <c>IOptions</c>; otherwise returns the type itself.</summary>
    private static ITypeSymbol Held(ITypeSymbol type) =>
        type is INamedTypeSymbol { Arity: 1, TypeArguments: [var settings] } && type.Name.StartsWith(Options, StringComparison.Ordinal) ? settings : type;

    private static IEnumerable<string?> HostsIn(TypeDeclarationSyntax type) =>
        UrlsInCode.TextsIn(type).Select(static text => UrlsInCode.HostIn(text) is { } host && !IsOfContent(host) ? KnownProviders.NameOfHost(host) : null);

    /// <summary>Recognizes a host of fonts, scripts and maps, which pages of any application use.</summary>
    private static bool IsOfContent(string host) => ContentHosts.Any(start => host.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Gets the providers of the OAuth endpoints in a type; one that is not in the catalogue is named after its domain: <c>line</c> for
    /// <c>https://access.line.me/oauth2/v2.1/authorize</c>.
    /// </summary>
    private static IEnumerable<string?> EndpointsIn(SyntaxNode type) =>
        UrlsInCode.WholeTextsIn(type)
            .Where(UrlText.IsOAuthPath)
            .Select(UrlText.Host)
            .OfType<string>()
            .Where(UrlText.IsPublic)
            .Select(static host => KnownProviders.NameOfHost(host) ?? DomainOf(host));

    private static string? DomainOf(string host)
    {
        var labels = host.Split('.');
        var last = labels.Length - 2;
        if (last > 0 && labels[last + 1].Length == 2 && SecondLevels.Matches(labels[last]))
        {
            last--;
        }

        return labels[last].Length >= 3 ? labels[last] : null;
    }

    /// <summary>Gets the types in source whose methods the function calls, or the only implementations of their interfaces.</summary>
    private static IEnumerable<SyntaxNode> CalledTypes(SyntaxNode function, SemanticModel model) =>
        function.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Select(call => VisibleMethods.CalledBy(call, model))
            .OfType<IMethodSymbol>()
            .Select(method => method.ContainingType.TypeKind == TypeKind.Interface && !method.ContainingType.DeclaringSyntaxReferences.IsEmpty
                ? SourceMethods.OnlyImplementationOf(method, model.Compilation) ?? method
                : method)
            .SelectMany(static method => method.ContainingType.DeclaringSyntaxReferences)
            .Select(static reference => reference.GetSyntax())
            .Distinct();

    /// <summary>
    /// Gets the name from <c>MercadoLibreController</c>, or from the service with that name, if the application has a URL or client settings with
    /// the name, because the name alone is not sufficient.
    /// </summary>
    private static string? OwnName(string type, List<ITypeSymbol> services, Compilation compilation) =>
        WithoutRoles(NameTable.Words(type)) is { Length: >= 3 } name
        && (services.Exists(service => IsClientOf(service, name))
            || UrlsInCode.Of(compilation).Any(url => AnyCase.Contains(url.Host, name) || IsProductOf(url, type)))
            ? name
            : null;

    /// <summary>Recognizes <c>ClaudeCodeController</c> by the endpoint <c>https://claude.ai/oauth/authorize</c>: the name starts with the domain's.</summary>
    private static bool IsProductOf((string Text, string Host) url, string type) =>
        NameTable.Words(type) is [{ Length: >= 5 } first, ..] && !Roles.Matches(first) && IsDomain(url.Host, first) && UrlText.IsOAuthPath(url.Text);

    /// <summary>
    /// Gets the name from <c>UpstoxService</c> if the service itself uses the client of that name: the setting <c>"Upstox:ClientId"</c>, or
    /// <c>options.ClientId</c> of <c>UpstoxOptions</c>.
    /// </summary>
    private static string? NameOfClient(SyntaxNode service, Compilation compilation) =>
        service is TypeDeclarationSyntax { Identifier.ValueText: var type }
        && WithoutRoles(NameTable.Words(type)) is { Length: >= 3 } name
        && (service.TokensWithAny(ClientMembers).Any(token => token.IsKind(SyntaxKind.StringLiteralToken) && AnyCase.Contains(token.ValueText, name))
            || (new VisibleProjects(compilation, followReferences: true).Of(service.SyntaxTree) is { } project
                && ReadsClient(service, name, project.GetSemanticModel(service.SyntaxTree))))
            ? name
            : null;

    private static bool ReadsClient(SyntaxNode service, string name, SemanticModel model) =>
        ClientMembers.SelectMany(service.TokensNamed)
            .Select(static token => token.Parent?.Parent as MemberAccessExpressionSyntax)
            .Any(read => read?.Expression is { } settings
                && (AnyCase.Contains(settings.ToString(), name)
                    || (model.GetTypeInfo(settings).Type is { } held && AnyCase.Contains(held.Name, name))));

    /// <summary>
    /// Gets the name from <c>IPinterestService</c> if an OAuth endpoint of the application is on <c>pinterest.com</c>: a mail service is also
    /// called, and also has a host.
    /// </summary>
    private static string? NameOfService(ITypeSymbol service, Compilation compilation)
    {
        var words = NameTable.Words(service.Name);
        if (service.TypeKind == TypeKind.Interface && words is ["I", ..])
        {
            words.RemoveAt(0);
        }

        return WithoutRoles(words) is { Length: >= 3 } name && UrlsInCode.Of(compilation).Any(url => IsDomain(url.Host, name) && UrlText.IsOAuthPath(url.Text))
                ? name
                : null;
    }

    private static bool IsDomain(string host, string name) =>
        host.Split('.') is { Length: >= 2 } labels && string.Equals(labels[labels.Length - 2], name, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Gets the name of a service, <c>Egnyte</c> for <c>IEgnyteAuthService</c>, if an OAuth endpoint or the client that it uses has the name as well;
    /// null for a service that is only named after what it does.
    /// </summary>
    public static string? NameOf(ITypeSymbol service, Compilation compilation) =>
        KnownProviders.NameInIdentifier(service.Name)
        ?? NameOfService(service, compilation)
        ?? Only(service.GetMembers().OfType<IMethodSymbol>()
            .Select(method => service.TypeKind == TypeKind.Interface ? SourceMethods.OnlyImplementationOf(method, compilation)?.ContainingType : service)
            .OfType<ITypeSymbol>()
            .Distinct<ITypeSymbol>(SymbolEqualityComparer.Default)
            .SelectMany(static type => type.DeclaringSyntaxReferences)
            .Select(declared => NameOfClient(declared.GetSyntax(), compilation)));

    /// <summary>Returns true if a service is named after more than its role, unlike <c>IAuthService</c>.</summary>
    public static bool HasName(ITypeSymbol service)
    {
        var words = NameTable.Words(service.Name);
        return WithoutRoles(service.TypeKind == TypeKind.Interface && words is ["I", ..] ? words.GetRange(1, words.Count - 1) : words).Length >= 2;
    }

    private static string WithoutRoles(List<string> words) => string.Concat(words.Where(static word => !Roles.Matches(word)));

    private static bool IsClientOf(ITypeSymbol settings, string name) =>
        AnyCase.Contains(settings.Name, name) && Array.Exists(ClientMembers, member => !settings.GetMembers(member).IsEmpty);

    private static string? Only(IEnumerable<string?> names) => names.OfType<string>().Distinct().Take(2).ToList() is [var only] ? only : null;
}
