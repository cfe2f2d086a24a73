using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers;

/// <summary>
/// The symbols that all rules and fixers share, each looked up at most once for a compilation.
/// </summary>
internal sealed class OAuthSymbols
{
    private static readonly ConditionalWeakTable<Compilation, StrongBox<OAuthSymbols?>> Cache = new();

    private readonly Compilation _compilation;
    private readonly IAssemblySymbol _assembly;
    private readonly ConcurrentDictionary<string, INamedTypeSymbol?> _types = new(StringComparer.Ordinal);

    private OAuthSymbols(Compilation compilation)
    {
        _compilation = compilation;
        _assembly = compilation.Assembly;
    }

    public INamedTypeSymbol? HttpResponseMessage => Find("System.Net.Http.HttpResponseMessage");
    public INamedTypeSymbol? HttpRequestMessage => Find("System.Net.Http.HttpRequestMessage");
    public INamedTypeSymbol? HttpContent => Find("System.Net.Http.HttpContent");
    public INamedTypeSymbol? HttpClient => Find("System.Net.Http.HttpClient");
    public INamedTypeSymbol? HttpMessageInvoker => Find("System.Net.Http.HttpMessageInvoker");
    public INamedTypeSymbol? HttpClientJsonExtensions => Find("System.Net.Http.Json.HttpClientJsonExtensions");
    public INamedTypeSymbol? HttpContentJsonExtensions => Find("System.Net.Http.Json.HttpContentJsonExtensions");
    public INamedTypeSymbol? HttpContentExtensions => Find("System.Net.Http.HttpContentExtensions");
    public INamedTypeSymbol? WebClient => Find("System.Net.WebClient");
    public INamedTypeSymbol? WebRequest => Find("System.Net.WebRequest");
    public INamedTypeSymbol? WebResponse => Find("System.Net.WebResponse");
    public INamedTypeSymbol? RestResponse => Find("RestSharp.RestResponseBase") ?? Find("RestSharp.IRestResponse");
    public INamedTypeSymbol? FlurlResponse => Find("Flurl.Http.IFlurlResponse");
    public INamedTypeSymbol? JsonSerializer => Find("System.Text.Json.JsonSerializer");
    public INamedTypeSymbol? JsonDocument => Find("System.Text.Json.JsonDocument");
    public INamedTypeSymbol? JsonElement => Find("System.Text.Json.JsonElement");
    public INamedTypeSymbol? JsonNode => Find("System.Text.Json.Nodes.JsonNode");
    public INamedTypeSymbol? NewtonsoftConvert => Find("Newtonsoft.Json.JsonConvert");
    public INamedTypeSymbol? NewtonsoftSerializer => Find("Newtonsoft.Json.JsonSerializer");
    public INamedTypeSymbol? NewtonsoftToken => Find("Newtonsoft.Json.Linq.JToken");
    public INamedTypeSymbol? JsonException => Find("System.Text.Json.JsonException");
    public INamedTypeSymbol? NewtonsoftException => Find("Newtonsoft.Json.JsonException");
    public INamedTypeSymbol? Task => Find("System.Threading.Tasks.Task`1");
    public INamedTypeSymbol? ValueTask => Find("System.Threading.Tasks.ValueTask`1");
    public INamedTypeSymbol? Encoding => Find("System.Text.Encoding");
    public INamedTypeSymbol? Stream => Find("System.IO.Stream");
    public INamedTypeSymbol? TextReader => Find("System.IO.TextReader");
    public INamedTypeSymbol? CancellationToken => Find("System.Threading.CancellationToken");

    /// <summary>The types of Atom.OAuth.Runtime; null when the package is not referenced.</summary>
    public INamedTypeSymbol? HtmlResponse => Find("Atom.OAuth.HtmlResponse");
    public INamedTypeSymbol? HtmlResponseExtensions => Find("Atom.OAuth.HtmlResponseExtensions");
    public INamedTypeSymbol? HtmlCheckResult => Find("Atom.OAuth.HtmlCheckResult");
    public INamedTypeSymbol? HtmlGuardAttribute => Find("Atom.OAuth.HtmlGuardAttribute");
    public INamedTypeSymbol? OAuthProviderAttribute => Find("Atom.OAuth.OAuthProviderAttribute");

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

    // On first use: most compilations never ask for most of them.
    private INamedTypeSymbol? Find(string metadataName) => _types.GetOrAdd(metadataName, _compilation.GetTypeByMetadataName);
}
