using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Responses;

/// <summary>What a call does with a body: fetch it over HTTP, return it in another form, or something unknown.</summary>
internal enum CallEffect
{
    Unknown,

    /// <summary>An outbound HTTP call: its value is a response or a response's body.</summary>
    Fetches,

    /// <summary>The value is the receiver's body in another form.</summary>
    HandsOnReceiver,

    /// <summary>The value is the first argument's body in another form.</summary>
    HandsOnArgument,
}

/// <summary>A table of the calls that fetch a body or only convert it.</summary>
internal static class HttpSources
{
    /// <summary>Calls of a content that return its body.</summary>
    private static readonly string[] OfContent = { "ReadAsStringAsync", "ReadAsStreamAsync", "ReadAsByteArrayAsync", "ReadAsStream" };

    /// <summary>Calls of an HttpClient that send nothing.</summary>
    private static readonly string[] QuietOfClient = { "Dispose", "CancelPendingRequests", "ToString" };

    /// <summary>Prefixes of the WebClient calls that fetch.</summary>
    private static readonly WordTable StartsOfWebClient = new(WordMatch.Start, StringComparison.Ordinal, "Download", "Upload", "OpenRead");

    /// <summary>Calls of a WebRequest that fetch.</summary>
    private static readonly string[] OfWebRequest = { "GetResponse", "GetResponseAsync", "EndGetResponse" };

    /// <summary>Calls of a WebResponse that return its body.</summary>
    private static readonly string[] OfWebResponse = { "GetResponseStream" };

    /// <summary>Prefixes of the reader calls that return the text.</summary>
    private static readonly WordTable StartsOfReader = new(WordMatch.Start, StringComparison.Ordinal, "Read");

    /// <summary>Calls of a stream that return its bytes.</summary>
    private static readonly string[] OfStream = { "ToArray", "GetBuffer" };

    /// <summary>Calls of an encoding that convert bytes to text, or text to bytes.</summary>
    private static readonly string[] OfEncoding = { "GetString", "GetBytes", "CreateTranscodingStream" };

    /// <summary>Calls of a pipe that return the bytes it reads.</summary>
    private static readonly string[] OfPipe = { "AsStream" };

    /// <summary>Calls of MemoryExtensions that return the same characters or bytes.</summary>
    private static readonly string[] OfMemory = { "AsSpan", "AsMemory", "Trim", "TrimStart", "TrimEnd" };

    /// <summary>Calls of Flurl that return a body; others return a response.</summary>
    private static readonly string[] OfFlurl =
    {
        "GetStringAsync", "GetStreamAsync", "GetBytesAsync", "ReceiveString", "ReceiveStream", "ReceiveBytes",
    };

    /// <summary>Calls that send a request, recognised by name alone.</summary>
    private static readonly HashSet<string> Requests = new(StringComparer.Ordinal)
    {
        "Send", "SendAsync", "GetAsync", "PostAsync", "PutAsync", "PatchAsync", "DeleteAsync", "PostAsJsonAsync", "PutAsJsonAsync",
        "PatchAsJsonAsync", "GetStringAsync", "GetStreamAsync", "GetByteArrayAsync", "DownloadString", "DownloadStringTaskAsync",
        "UploadString", "UploadStringTaskAsync", "GetResponse", "GetResponseAsync", "Execute", "ExecuteAsync", "ExecuteGetAsync",
        "ExecutePostAsync",
    };

    /// <summary>Returns true for the name of a call whose result contains nothing of its arguments.</summary>
    public static bool NamesRequest(string call) => Requests.Contains(call);

    public static CallEffect EffectOf(IMethodSymbol method, OAuthSymbols symbols)
    {
        var type = (method.ReducedFrom ?? method).ContainingType?.OriginalDefinition;
        return type switch
        {
            null => CallEffect.Unknown,
            _ when type.IsOrInheritsFrom(symbols.HttpContent) => HandsOnReceiver(OfContent.Contains(method.Name)),
            _ when type.IsOrInheritsFrom(symbols.HttpMessageInvoker) || type.Is(symbols.HttpClientJsonExtensions) =>
                Fetches(!QuietOfClient.Contains(method.Name)),
            // Microsoft.AspNet.WebApi.Client: client.PostAsJsonAsync(url, value).
            { Name: "HttpClientExtensions", ContainingNamespace: { Name: "Http", ContainingNamespace.Name: "Net" } } => CallEffect.Fetches,
            _ when type.IsOrInheritsFrom(symbols.WebClient) => Fetches(StartsOfWebClient.Matches(method.Name)),
            _ when type.IsOrInheritsFrom(symbols.WebRequest) => Fetches(OfWebRequest.Contains(method.Name)),
            _ when type.IsOrInheritsFrom(symbols.WebResponse) => HandsOnReceiver(OfWebResponse.Contains(method.Name)),
            { SpecialType: SpecialType.System_String } => method.IsStatic ? CallEffect.HandsOnArgument : CallEffect.HandsOnReceiver,
            _ when type.IsOrInheritsFrom(symbols.TextReader) => HandsOnReceiver(StartsOfReader.Matches(method.Name)),
            _ when type.IsOrInheritsFrom(symbols.Stream) => HandsOnReceiver(OfStream.Contains(method.Name)),
            _ when type.IsOrInheritsFrom(symbols.Encoding) => OfEncoding.Contains(method.Name) ? CallEffect.HandsOnArgument : CallEffect.Unknown,
            { Name: "PipeReader" } when method is { Name: "Create", IsStatic: true } => CallEffect.HandsOnArgument,
            { Name: "PipeReader" } => HandsOnReceiver(OfPipe.Contains(method.Name)),
            { Name: "MemoryExtensions" } => HandsOnReceiver(OfMemory.Contains(method.Name)),
            { ContainingNamespace: { Name: "Http", ContainingNamespace.Name: "Flurl" } } => EffectOfFlurl(method, type, symbols),
            { TypeKind: TypeKind.Interface } => Fetches(DeclaredClients.Declare(method, symbols)),
            _ => CallEffect.Unknown,
        };
    }

    /// <summary><c>answer.GetStringAsync()</c> reads a response that has been received already.</summary>
    private static CallEffect EffectOfFlurl(IMethodSymbol method, INamedTypeSymbol type, OAuthSymbols symbols) =>
        type.Name is "IFlurlResponse" or "FlurlResponse"
            ? HandsOnReceiver(OfFlurl.Contains(method.Name))
            : Fetches(OfFlurl.Contains(method.Name) || symbols.IsResponse(symbols.Awaited(method.ReturnType)));

    private static CallEffect HandsOnReceiver(bool does) => does ? CallEffect.HandsOnReceiver : CallEffect.Unknown;

    private static CallEffect Fetches(bool does) => does ? CallEffect.Fetches : CallEffect.Unknown;
}
