using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers;

/// <summary>
/// The types that all rules and fixers share, and what the compilation has of them.
/// </summary>
internal sealed class OAuthSymbols
{
    private static readonly ConditionalWeakTable<Compilation, StrongBox<OAuthSymbols?>> Cache = new();

    private readonly Compilation _compilation;
    private readonly IAssemblySymbol _assembly;
    private readonly Lazy<bool> _hasRuntime;
    private readonly KnownType[] _responses;
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _isResponse = new(SymbolEqualityComparer.Default);

    private OAuthSymbols(Compilation compilation)
    {
        _compilation = compilation;
        _assembly = compilation.Assembly;
        _responses = new[] { HttpResponseMessage, WebResponse, RestResponse, RestResponseInterface, FlurlResponse };
        _hasRuntime = new Lazy<bool>(() => Exists(HtmlResponseExtensions, "Atom.OAuth.Runtime"));
    }

    public KnownType HttpResponseMessage { get; } = new("System.Net.Http.HttpResponseMessage");
    public KnownType HttpRequestMessage { get; } = new("System.Net.Http.HttpRequestMessage");
    public KnownType HttpContent { get; } = new("System.Net.Http.HttpContent");
    public KnownType HttpClient { get; } = new("System.Net.Http.HttpClient");
    public KnownType HttpMessageInvoker { get; } = new("System.Net.Http.HttpMessageInvoker");
    public KnownType HttpClientJsonExtensions { get; } = new("System.Net.Http.Json.HttpClientJsonExtensions");
    public KnownType HttpContentJsonExtensions { get; } = new("System.Net.Http.Json.HttpContentJsonExtensions");
    public KnownType HttpContentExtensions { get; } = new("System.Net.Http.HttpContentExtensions");
    public KnownType WebClient { get; } = new("System.Net.WebClient");
    public KnownType WebRequest { get; } = new("System.Net.WebRequest");
    public KnownType WebResponse { get; } = new("System.Net.WebResponse");
    public KnownType RestResponse { get; } = new("RestSharp.RestResponseBase");
    public KnownType RestResponseInterface { get; } = new("RestSharp.IRestResponse");
    public KnownType FlurlResponse { get; } = new("Flurl.Http.IFlurlResponse");
    public KnownType JsonSerializer { get; } = new("System.Text.Json.JsonSerializer");
    public KnownType JsonDocument { get; } = new("System.Text.Json.JsonDocument");
    public KnownType JsonElement { get; } = new("System.Text.Json.JsonElement");
    public KnownType JsonNode { get; } = new("System.Text.Json.Nodes.JsonNode");
    public KnownType NewtonsoftConvert { get; } = new("Newtonsoft.Json.JsonConvert");
    public KnownType NewtonsoftSerializer { get; } = new("Newtonsoft.Json.JsonSerializer");
    public KnownType NewtonsoftToken { get; } = new("Newtonsoft.Json.Linq.JToken");
    public KnownType JsonException { get; } = new("System.Text.Json.JsonException");
    public KnownType NewtonsoftException { get; } = new("Newtonsoft.Json.JsonException");
    public KnownType Task { get; } = new("System.Threading.Tasks.Task", arity: 1);
    public KnownType ValueTask { get; } = new("System.Threading.Tasks.ValueTask", arity: 1);
    public KnownType Encoding { get; } = new("System.Text.Encoding");
    public KnownType Stream { get; } = new("System.IO.Stream");
    public KnownType TextReader { get; } = new("System.IO.TextReader");
    public KnownType ControllerBase { get; } = new("Microsoft.AspNetCore.Mvc.ControllerBase");
    public KnownType CancellationToken { get; } = new("System.Threading.CancellationToken");

    // The types of Atom.OAuth.Runtime.
    public KnownType HtmlResponse { get; } = new("Atom.OAuth.HtmlResponse");
    public KnownType HtmlResponseExtensions { get; } = new("Atom.OAuth.HtmlResponseExtensions");
    public KnownType HtmlCheckResult { get; } = new("Atom.OAuth.HtmlCheckResult");
    public KnownType HtmlGuardAttribute { get; } = new("Atom.OAuth.HtmlGuardAttribute");
    public KnownType OAuthProviderAttribute { get; } = new("Atom.OAuth.OAuthProviderAttribute");

    /// <summary>True where the package Atom.OAuth.Runtime is referenced.</summary>
    public bool HasRuntime => _hasRuntime.Value;

    /// <summary>Returns null where no provider's response can be read: no HTTP client or no JSON reader is referenced.</summary>
    public static OAuthSymbols? TryCreate(Compilation compilation) =>
        Cache.GetValue(compilation, static c => new StrongBox<OAuthSymbols?>(Create(c))).Value;

    public bool IsInCompilation(ISymbol symbol) =>
        ReferenceEquals(symbol.ContainingAssembly, _assembly);

    /// <summary>An object that stands for a whole response: its headers tell the media type.</summary>
    public bool IsResponse(ITypeSymbol? type) =>
        type is not null
        && type.SpecialType == SpecialType.None
        && _isResponse.GetOrAdd(type, t => Array.Exists(_responses, response => t.IsOrInheritsFrom(response)));

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

    /// <summary>The symbol of a type that code is written for; null where no reference has it.</summary>
    public INamedTypeSymbol? Find(KnownType type) => type.In(_compilation);

    private static OAuthSymbols? Create(Compilation compilation)
    {
        var symbols = new OAuthSymbols(compilation);
        return symbols.CanReceive() && symbols.CanParse() ? symbols : null;
    }

    private bool CanReceive() =>
        Exists(HttpResponseMessage, "System.Net.Http") || Find(WebResponse) is not null || Find(RestResponse) is not null || Find(RestResponseInterface) is not null;

    private bool CanParse() => Exists(JsonSerializer, "System.Text.Json") || Exists(NewtonsoftConvert, "Newtonsoft.Json");

    /// <summary>By the name of the assembly that has the type nearly everywhere; else it is searched for.</summary>
    private bool Exists(KnownType type, string usualAssembly) =>
        _compilation.ReferencedAssemblyNames.Any(reference => reference.Name == usualAssembly) || Find(type) is not null;
}
