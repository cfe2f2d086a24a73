using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers;

/// <summary>
/// The symbols that all rules and fixers share, looked up once for a compilation.
/// </summary>
internal sealed class OAuthSymbols
{
    private static readonly ConditionalWeakTable<Compilation, StrongBox<OAuthSymbols?>> Cache = new();

    private readonly Compilation _compilation;
    private readonly IAssemblySymbol _assembly;

    private OAuthSymbols(Compilation compilation)
    {
        _compilation = compilation;
        _assembly = compilation.Assembly;
        HttpResponseMessage = Find("System.Net.Http.HttpResponseMessage");
        HttpRequestMessage = Find("System.Net.Http.HttpRequestMessage");
        HttpContent = Find("System.Net.Http.HttpContent");
        HttpClient = Find("System.Net.Http.HttpClient");
        HttpMessageInvoker = Find("System.Net.Http.HttpMessageInvoker");
        HttpClientJsonExtensions = Find("System.Net.Http.Json.HttpClientJsonExtensions");
        HttpContentJsonExtensions = Find("System.Net.Http.Json.HttpContentJsonExtensions");
        HttpContentExtensions = Find("System.Net.Http.HttpContentExtensions");
        WebClient = Find("System.Net.WebClient");
        WebRequest = Find("System.Net.WebRequest");
        WebResponse = Find("System.Net.WebResponse");
        RestResponse = Find("RestSharp.RestResponseBase") ?? Find("RestSharp.IRestResponse");
        FlurlResponse = Find("Flurl.Http.IFlurlResponse");

        JsonSerializer = Find("System.Text.Json.JsonSerializer");
        JsonDocument = Find("System.Text.Json.JsonDocument");
        JsonElement = Find("System.Text.Json.JsonElement");
        JsonNode = Find("System.Text.Json.Nodes.JsonNode");
        NewtonsoftConvert = Find("Newtonsoft.Json.JsonConvert");
        NewtonsoftSerializer = Find("Newtonsoft.Json.JsonSerializer");
        NewtonsoftToken = Find("Newtonsoft.Json.Linq.JToken");
        JsonExceptions = ImmutableArray.CreateRange(
            new[] { Find("System.Text.Json.JsonException"), Find("Newtonsoft.Json.JsonException") }.OfType<INamedTypeSymbol>());

        Task = Find("System.Threading.Tasks.Task`1");
        ValueTask = Find("System.Threading.Tasks.ValueTask`1");
        Encoding = Find("System.Text.Encoding");
        Stream = Find("System.IO.Stream");
        TextReader = Find("System.IO.TextReader");
        CancellationToken = Find("System.Threading.CancellationToken");

        HtmlResponse = Find("Atom.OAuth.HtmlResponse");
        HtmlResponseExtensions = Find("Atom.OAuth.HtmlResponseExtensions");
        HtmlCheckResult = Find("Atom.OAuth.HtmlCheckResult");
        HtmlGuardAttribute = Find("Atom.OAuth.HtmlGuardAttribute");
        OAuthProviderAttribute = Find("Atom.OAuth.OAuthProviderAttribute");
    }

    public INamedTypeSymbol? HttpResponseMessage { get; }
    public INamedTypeSymbol? HttpRequestMessage { get; }
    public INamedTypeSymbol? HttpContent { get; }
    public INamedTypeSymbol? HttpClient { get; }
    public INamedTypeSymbol? HttpMessageInvoker { get; }
    public INamedTypeSymbol? HttpClientJsonExtensions { get; }
    public INamedTypeSymbol? HttpContentJsonExtensions { get; }
    public INamedTypeSymbol? HttpContentExtensions { get; }
    public INamedTypeSymbol? WebClient { get; }
    public INamedTypeSymbol? WebRequest { get; }
    public INamedTypeSymbol? WebResponse { get; }
    public INamedTypeSymbol? RestResponse { get; }
    public INamedTypeSymbol? FlurlResponse { get; }
    public INamedTypeSymbol? JsonSerializer { get; }
    public INamedTypeSymbol? JsonDocument { get; }
    public INamedTypeSymbol? JsonElement { get; }
    public INamedTypeSymbol? JsonNode { get; }
    public INamedTypeSymbol? NewtonsoftConvert { get; }
    public INamedTypeSymbol? NewtonsoftSerializer { get; }
    public INamedTypeSymbol? NewtonsoftToken { get; }
    public ImmutableArray<INamedTypeSymbol> JsonExceptions { get; }
    public INamedTypeSymbol? Task { get; }
    public INamedTypeSymbol? ValueTask { get; }
    public INamedTypeSymbol? Encoding { get; }
    public INamedTypeSymbol? Stream { get; }
    public INamedTypeSymbol? TextReader { get; }
    public INamedTypeSymbol? CancellationToken { get; }

    /// <summary>The types of Atom.OAuth.Runtime; null when the package is not referenced.</summary>
    public INamedTypeSymbol? HtmlResponse { get; }
    public INamedTypeSymbol? HtmlResponseExtensions { get; }
    public INamedTypeSymbol? HtmlCheckResult { get; }
    public INamedTypeSymbol? HtmlGuardAttribute { get; }
    public INamedTypeSymbol? OAuthProviderAttribute { get; }

    public bool HasRuntime => HtmlResponseExtensions is not null;

    /// <summary>Returns null where no provider's response can be read: no HTTP client or no JSON reader is referenced.</summary>
    public static OAuthSymbols? TryCreate(Compilation compilation) =>
        Cache.GetValue(compilation, static c => new StrongBox<OAuthSymbols?>(Create(c))).Value;

    public bool IsInCompilation(ISymbol symbol) =>
        ReferenceEquals(symbol.ContainingAssembly, _assembly);

    /// <summary>An object that stands for a whole response: its headers tell the media type.</summary>
    public bool IsResponse(ITypeSymbol? type) =>
        type is not null
        && (type.IsOrInheritsFrom(HttpResponseMessage)
            || type.IsOrInheritsFrom(WebResponse)
            || type.IsOrInheritsFrom(RestResponse)
            || type.IsOrInheritsFrom(FlurlResponse));

    public bool IsResponseOrContent(ITypeSymbol? type) => IsResponse(type) || type.IsOrInheritsFrom(HttpContent);

    /// <summary>A type that a body is handed over in: a response, its text, its bytes or a stream.</summary>
    public bool CanBeBody(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_String
        || (type.TypeKind == TypeKind.Class && (IsResponseOrContent(type) || type.IsOrInheritsFrom(Stream)))
        || type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte };

    /// <summary>Strips <c>Task&lt;T&gt;</c> and <c>ValueTask&lt;T&gt;</c>.</summary>
    public ITypeSymbol? Awaited(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Arity: 1 } named
        && (named.OriginalDefinition.Is(Task) || named.OriginalDefinition.Is(ValueTask))
            ? named.TypeArguments[0]
            : type;

    private static OAuthSymbols? Create(Compilation compilation)
    {
        var symbols = new OAuthSymbols(compilation);
        var hasResponse = symbols.HttpResponseMessage ?? symbols.WebResponse ?? symbols.RestResponse;
        var hasReader = symbols.JsonSerializer ?? symbols.NewtonsoftConvert;
        return hasResponse is null || hasReader is null ? null : symbols;
    }

    private INamedTypeSymbol? Find(string metadataName) => _compilation.GetTypeByMetadataName(metadataName);
}
