using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Responses;

/// <summary>
/// The types that all rules and fixers share, and whether the compilation references them.
/// </summary>
internal sealed class OAuthSymbols
{
    /// <summary>The name of RestSharp's assembly, and of its namespace.</summary>
    private const string RestSharp = "RestSharp";

    private static readonly ConditionalWeakTable<Compilation, StrongBox<OAuthSymbols?>> Cache = new();

    private readonly Compilation _compilation;
    private readonly IAssemblySymbol _assembly;
    private readonly Lazy<bool> _hasRuntime;
    private readonly KnownTypes _responses;
    private readonly KnownTypes _responsesAndContents;
    private readonly KnownTypes _bodies;

    private OAuthSymbols(Compilation compilation)
    {
        _compilation = compilation;
        _assembly = compilation.Assembly;
        _responses = new KnownTypes(HttpResponseMessage, WebResponse, RestResponse, RestResponseInterface, FlurlResponse);
        _responsesAndContents = _responses.And(HttpContent);
        _bodies = _responsesAndContents.And(Stream);
        HasDeclaredClients = compilation.RefersTo("Refit") || compilation.RefersTo("RestEase");
        HasKiota = compilation.RefersTo("Microsoft.Kiota.Abstractions");
        HasRefitXml = compilation.RefersTo("Refit.Xml");
        _hasRuntime = new Lazy<bool>(() => Exists(HtmlResponseExtensions, "Atom.OAuth.Runtime"));
    }

    public readonly KnownType HttpResponseMessage = new("System.Net.Http.HttpResponseMessage");
    public readonly KnownType HttpRequestMessage = new("System.Net.Http.HttpRequestMessage");
    public readonly KnownType HttpContent = new("System.Net.Http.HttpContent");
    public readonly KnownType HttpClient = new("System.Net.Http.HttpClient");
    public readonly KnownType HttpMessageInvoker = new("System.Net.Http.HttpMessageInvoker");
    public readonly KnownType HttpClientJsonExtensions = new("System.Net.Http.Json.HttpClientJsonExtensions");
    public readonly KnownType HttpContentJsonExtensions = new("System.Net.Http.Json.HttpContentJsonExtensions");
    public readonly KnownType HttpContentExtensions = new("System.Net.Http.HttpContentExtensions");
    public readonly KnownType WebClient = new("System.Net.WebClient");
    public readonly KnownType WebRequest = new("System.Net.WebRequest");
    public readonly KnownType WebResponse = new("System.Net.WebResponse");
    public readonly KnownType RestResponse = new("RestSharp.RestResponseBase");
    public readonly KnownType RestResponseInterface = new("RestSharp.IRestResponse");
    public readonly KnownType FlurlResponse = new("Flurl.Http.IFlurlResponse");
    public readonly KnownType JsonSerializer = new("System.Text.Json.JsonSerializer");
    public readonly KnownType JsonDocument = new("System.Text.Json.JsonDocument");
    public readonly KnownType JsonElement = new("System.Text.Json.JsonElement");
    public readonly KnownType JsonNode = new("System.Text.Json.Nodes.JsonNode");
    public readonly KnownType NewtonsoftConvert = new("Newtonsoft.Json.JsonConvert");
    public readonly KnownType NewtonsoftSerializer = new("Newtonsoft.Json.JsonSerializer");
    public readonly KnownType NewtonsoftToken = new("Newtonsoft.Json.Linq.JToken");
    public readonly KnownType JsonException = new("System.Text.Json.JsonException");
    public readonly KnownType SerializationException = new("System.Runtime.Serialization.SerializationException");
    public readonly KnownType DataContractJsonSerializer = new("System.Runtime.Serialization.Json.DataContractJsonSerializer");
    public readonly KnownType NewtonsoftException = new("Newtonsoft.Json.JsonException");
    public readonly KnownType FlurlException = new("Flurl.Http.FlurlHttpException");
    public readonly KnownType Task = new("System.Threading.Tasks.Task", arity: 1);
    public readonly KnownType ValueTask = new("System.Threading.Tasks.ValueTask", arity: 1);
    public readonly KnownType Encoding = new("System.Text.Encoding");
    public readonly KnownType Stream = new("System.IO.Stream");
    public readonly KnownType TextReader = new("System.IO.TextReader");
    public readonly KnownType ControllerBase = new("Microsoft.AspNetCore.Mvc.ControllerBase");
    public readonly KnownType CancellationToken = new("System.Threading.CancellationToken");

    // The types of Atom.OAuth.Runtime.
    public readonly KnownType HtmlResponse = new("Atom.OAuth.HtmlResponse");
    public readonly KnownType HtmlResponseExtensions = new("Atom.OAuth.HtmlResponseExtensions");
    public readonly KnownType HtmlCheckResult = new("Atom.OAuth.HtmlCheckResult");
    public readonly KnownType HtmlGuardAttribute = new("Atom.OAuth.HtmlGuardAttribute");
    public readonly KnownType OAuthProviderAttribute = new("Atom.OAuth.OAuthProviderAttribute");

    /// <summary>Returns true if the package Atom.OAuth.Runtime is referenced.</summary>
    public bool HasRuntime => _hasRuntime.Value;

    /// <summary>Returns true if RestSharp is referenced. Its types are searched for in other assemblies only if the source names it.</summary>
    public bool HasRestSharp => _compilation.RefersTo(RestSharp)
        || (SyntaxTrees.Any(static tree => tree.GetRoot().Mentions(RestSharp)) && (Find(RestResponse) is not null || Find(RestResponseInterface) is not null));

    /// <summary>True if a library that implements interfaces by their attributes is referenced: Refit or RestEase.</summary>
    public bool HasDeclaredClients { get; }

    /// <summary>True if Kiota is referenced.</summary>
    public bool HasKiota { get; }

    /// <summary>True if Refit's XML serializer is referenced: its clients may then read anything.</summary>
    public bool HasRefitXml { get; }

    public IEnumerable<SyntaxTree> SyntaxTrees => _compilation.SyntaxTrees;

    /// <summary>Returns true if the package Atom.OAuth.Runtime is referenced.</summary>
    public static bool HasRuntimeIn(Compilation compilation) => TryCreate(compilation) is { HasRuntime: true };

    /// <summary>Returns null if no provider's response can be read, because no HTTP client or no JSON reader is referenced.</summary>
    public static OAuthSymbols? TryCreate(Compilation compilation) =>
        Cache.GetValue(compilation, static c => new StrongBox<OAuthSymbols?>(Create(c))).Value;

    /// <summary>
    /// Returns true for symbols declared in the compilation itself. Symbols from metadata have a token, which saves the walk up to their assembly.
    /// </summary>
    public bool IsInCompilation(ISymbol symbol) =>
        symbol.MetadataToken == 0 && ReferenceEquals(symbol.ContainingAssembly, _assembly);

    /// <summary>Recognises an object that represents a whole response, with the media type in its headers.</summary>
    public bool IsResponse(ITypeSymbol? type) => type is { SpecialType: SpecialType.None } && _responses.Cover(type);

    public bool IsResponseOrContent(ITypeSymbol? type) => type is { SpecialType: SpecialType.None } && _responsesAndContents.Cover(type);

    /// <summary>Recognises a type that a body may be passed in: a response, its text, its bytes or a stream.</summary>
    public bool CanBeBody(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_String } => true,
        { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } => _bodies.Cover(type),
        IArrayTypeSymbol array => array.ElementType.SpecialType == SpecialType.System_Byte,
        _ => false,
    };

    /// <summary>Recognises an unparsed body: its text or a stream. Bytes are not included, because JSON may contain them.</summary>
    public bool CanBeText(ITypeSymbol type) => type.SpecialType == SpecialType.System_String || type.IsOrInheritsFrom(Stream);

    /// <summary>Strips <c>Task&lt;T&gt;</c> and <c>ValueTask&lt;T&gt;</c>.</summary>
    public ITypeSymbol? Awaited(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Arity: 1 } named
        && (named.OriginalDefinition.Is(Task) || named.OriginalDefinition.Is(ValueTask))
            ? named.TypeArguments[0]
            : type;

    /// <summary>Gets the only implementation of an interface method in the compilation.</summary>
    public IMethodSymbol? OnlyImplementationOf(IMethodSymbol method) => SourceMethods.OnlyImplementationOf(method, _compilation);

    /// <summary>Gets the symbol of a type that code is generated for; null if it is not referenced.</summary>
    public INamedTypeSymbol? Find(KnownType type) => type.In(_compilation);

    private static OAuthSymbols? Create(Compilation compilation)
    {
        var symbols = new OAuthSymbols(compilation);
        return symbols.CanReceive() && symbols.CanParse() ? symbols : null;
    }

    private bool CanReceive() =>
        Exists(HttpResponseMessage, "System.Net.Http")
            || Find(WebResponse) is not null
            || Find(RestResponse) is not null
            || Find(RestResponseInterface) is not null;

    private bool CanParse() => Exists(JsonSerializer, "System.Text.Json") || Exists(NewtonsoftConvert, "Newtonsoft.Json");

    /// <summary>Checks the assembly that nearly always declares the type first, and searches for the type otherwise.</summary>
    private bool Exists(KnownType type, string usualAssembly) => _compilation.RefersTo(usualAssembly) || Find(type) is not null;
}
