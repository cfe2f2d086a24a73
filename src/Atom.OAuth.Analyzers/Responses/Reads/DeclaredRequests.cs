using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>
/// What the interface of a Refit or RestEase client reveals about a method's request: the path in its attribute, the keys of its
/// parameters, its headers, and where the client was registered or created.
/// </summary>
internal sealed class DeclaredRequests
{
    /// <summary>Attributes of an interface with the prefix of all its paths, or with its address.</summary>
    private static readonly string[] Bases = { "PathPrefixAttribute", "BasePathAttribute", "BaseAddressAttribute" };

    /// <summary>Attributes with a header.</summary>
    private static readonly string[] Headers = { "HeadersAttribute", "HeaderAttribute" };

    /// <summary>The attribute of a parameter that is sent as a token.</summary>
    private const string Authorize = "AuthorizeAttribute";

    /// <summary>Parts of headers that send a token.</summary>
    private static readonly WordTable Bearers = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Bearer", "Authorization");

    /// <summary>Attributes that specify the key of a parameter.</summary>
    private static readonly string[] Keys = { "AliasAsAttribute", "QueryAttribute", "PathAttribute" };

    private const string Body = "BodyAttribute";

    /// <summary>Marks a body sent as a form: <c>[Body(BodySerializationMethod.UrlEncoded)]</c>.</summary>
    private const string Form = "UrlEncoded";

    private const string AccessToken = "access_token";

    /// <summary>Evidence that identifies the server, so that a path alone does not have to.</summary>
    private const Evidence Host = Evidence.KnownHost | Evidence.ApiUrl | Evidence.PublicUrl;

    private readonly OAuthSymbols _symbols;
    private readonly MarkScanner _scanner;
    private readonly ClientRegistrations _clients;

    public DeclaredRequests(OAuthSymbols symbols, MarkScanner scanner, ClientRegistrations clients)
    {
        _symbols = symbols;
        _scanner = scanner;
        _clients = clients;
    }

    /// <summary>Adds the evidence from the interface; returns false if the method is not declared in such an interface.</summary>
    public bool Add(MarkEvidence evidence, IInvocationOperation call)
    {
        if (DeclaredClients.MethodOf(call.TargetMethod, _symbols) is not { } method)
        {
            return false;
        }

        foreach (var type in InterfacesOf(call))
        {
            AddClient(evidence, type);
        }

        AddPath(evidence, call.TargetMethod, method);
        foreach (var parameter in call.TargetMethod.Parameters)
        {
            AddParameter(evidence, parameter);
        }

        return true;
    }

    /// <summary>The interface with the method, and the type of the receiver: several clients may share a base.</summary>
    private static IEnumerable<INamedTypeSymbol> InterfacesOf(IInvocationOperation call) =>
        new[] { call.Instance?.Type as INamedTypeSymbol, call.TargetMethod.ContainingType }.OfType<INamedTypeSymbol>()
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);

    /// <summary>Adds the client's name, its headers, and the address that it is registered or created with.</summary>
    private void AddClient(MarkEvidence evidence, INamedTypeSymbol type)
    {
        if (KnownProviders.NameInIdentifier(type.Name) is { } provider)
        {
            evidence.Add(Evidence.ProviderInName, provider);
            evidence.Note(Evidence.ProviderInName, type.Locations.FirstOrDefault(), type.Name);
        }

        AddHeaders(evidence, type);
        if (_clients.Find(type.Name) is { } registration)
        {
            _scanner.AddMember(evidence, registration);
        }
    }

    private void AddPath(MarkEvidence evidence, IMethodSymbol method, AttributeData attribute)
    {
        AddHeaders(evidence, method);
        var texts = TextsOf(method.ContainingType, Bases).Append(TextsIn(attribute).LastOrDefault()).OfType<string>().ToList();
        var start = texts.Find(static text => UrlText.Host(text) is { Length: > 0 });
        var path = "/" + string.Join("/", texts.Where(text => text != start).Select(static text => text.Trim('/')));
        if (start is not null)
        {
            _scanner.AddLiteral(evidence, start, PlaceOf(attribute));
        }

        var isOwn = !evidence.Has(Host);
        if (isOwn)
        {
            evidence.Add(UrlText.NamesProviderBelowApi(path) ? Evidence.RelativeUrl | Evidence.PathNamesProvider : Evidence.RelativeUrl);
        }

        // An object posted below /api/ signs in at the application's own server: a token endpoint expects a form.
        if (!(isOwn && UrlText.IsBelowApi(path) && PostsObject(method)))
        {
            _scanner.AddLiteral(evidence, path, PlaceOf(attribute));
        }
    }

    private void AddParameter(MarkEvidence evidence, IParameterSymbol parameter)
    {
        AddHeaders(evidence, parameter);
        var key = TextsOf(parameter, Keys).FirstOrDefault() ?? parameter.Name;
        if (key == AccessToken)
        {
            evidence.Add(Evidence.QueryToken);
            evidence.Note(Evidence.QueryToken, parameter.Locations.FirstOrDefault());
        }
        else if (NameMarks.GrantKeys.Matches(key) || NameMarks.SecretKeys.Matches(key))
        {
            _scanner.AddLiteral(evidence, key, TokenOf(parameter.DeclaringSyntaxReferences.FirstOrDefault()));
        }
    }

    /// <summary>A token sent with the request: by the method, by all methods of the type, or as a parameter.</summary>
    private static void AddHeaders(MarkEvidence evidence, ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == Authorize || (IsOneOf(attribute, Headers) && TextsIn(attribute).Any(Bearers.Matches)))
            {
                evidence.Add(Evidence.Bearer);
                evidence.Note(Evidence.Bearer, TokenOf(attribute.ApplicationSyntaxReference));
            }
        }
    }

    private static bool PostsObject(IMethodSymbol method) => method.Parameters.Any(static parameter => parameter.GetAttributes().Any(static attribute =>
        attribute.AttributeClass?.Name == Body && attribute.ApplicationSyntaxReference?.GetSyntax().Mentions(Form) != true));

    private static bool IsOneOf(AttributeData attribute, string[] names) => Array.IndexOf(names, attribute.AttributeClass?.Name) >= 0;

    private static IEnumerable<string> TextsOf(ISymbol symbol, string[] attributes) => symbol.GetAttributes()
        .Where(attribute => IsOneOf(attribute, attributes))
        .Select(FirstText)
        .OfType<string>();

    private static string? FirstText(AttributeData attribute) => TextsIn(attribute).FirstOrDefault();

    private static IEnumerable<string> TextsIn(AttributeData attribute) => attribute.ConstructorArguments
        .Where(static argument => !argument.IsNull)
        .SelectMany(static argument => argument.Kind == TypedConstantKind.Array ? argument.Values.AsEnumerable() : new[] { argument })
        .Select(static argument => argument.Kind == TypedConstantKind.Primitive ? argument.Value as string : null)
        .OfType<string>();

    /// <summary>Gets the token of the path in the attribute.</summary>
    private static SyntaxToken PlaceOf(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: [.., var path] }
            ? path.Expression.GetFirstToken()
            : TokenOf(attribute.ApplicationSyntaxReference);

    private static SyntaxToken TokenOf(SyntaxReference? reference) => reference?.GetSyntax().GetFirstToken() ?? default;
}
