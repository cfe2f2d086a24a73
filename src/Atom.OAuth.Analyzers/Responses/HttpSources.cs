using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Responses;

/// <summary>What a call does to a body: fetch it over HTTP, hand it on, or something unknown.</summary>
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

/// <summary>The calls that fetch a body or change only its form, in one table.</summary>
internal static class HttpSources
{
    /// <summary>Calls of a content that give its body.</summary>
    private static readonly string[] OfContent = { "ReadAsStringAsync", "ReadAsStreamAsync", "ReadAsByteArrayAsync", "ReadAsStream" };

    /// <summary>The calls of an HttpClient that send nothing.</summary>
    private static readonly string[] QuietOfClient = { "Dispose", "CancelPendingRequests", "ToString" };

    /// <summary>How the calls of a WebClient that fetch start.</summary>
    private static readonly WordTable StartsOfWebClient = new(WordMatch.Start, StringComparison.Ordinal, "Download", "Upload", "OpenRead");

    /// <summary>Calls of a WebRequest that fetch.</summary>
    private static readonly string[] OfWebRequest = { "GetResponse", "GetResponseAsync", "EndGetResponse" };

    /// <summary>Calls of a WebResponse that give its body.</summary>
    private static readonly string[] OfWebResponse = { "GetResponseStream" };

    /// <summary>How the calls of a reader that give the text start.</summary>
    private static readonly WordTable StartsOfReader = new(WordMatch.Start, StringComparison.Ordinal, "Read");

    /// <summary>Calls of a stream that give its bytes.</summary>
    private static readonly string[] OfStream = { "ToArray", "GetBuffer" };

    /// <summary>Calls of an encoding that make text of bytes, or bytes of text.</summary>
    private static readonly string[] OfEncoding = { "GetString", "GetBytes", "CreateTranscodingStream" };

    /// <summary>Calls of a pipe that give the bytes that it reads.</summary>
    private static readonly string[] OfPipe = { "AsStream" };

    /// <summary>Calls of MemoryExtensions that give the same characters or bytes.</summary>
    private static readonly string[] OfMemory = { "AsSpan", "AsMemory", "Trim", "TrimStart", "TrimEnd" };

    /// <summary>Calls of Flurl that give a body; others give a response.</summary>
    private static readonly string[] OfFlurl =
    {
        "GetStringAsync", "GetStreamAsync", "GetBytesAsync", "ReceiveString", "ReceiveStream", "ReceiveBytes",
    };

    /// <summary>Calls that make a request, by name alone.</summary>
    private static readonly HashSet<string> Requests = new(StringComparer.Ordinal)
    {
        "Send", "SendAsync", "GetAsync", "PostAsync", "PutAsync", "PatchAsync", "DeleteAsync", "PostAsJsonAsync", "PutAsJsonAsync",
        "PatchAsJsonAsync", "GetStringAsync", "GetStreamAsync", "GetByteArrayAsync", "DownloadString", "DownloadStringTaskAsync",
        "UploadString", "UploadStringTaskAsync", "GetResponse", "GetResponseAsync", "Execute", "ExecuteAsync", "ExecuteGetAsync",
        "ExecutePostAsync",
    };

    /// <summary>True for the name of a call whose answer has nothing of what it takes.</summary>
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

    /// <summary><c>answer.GetStringAsync()</c> is of an answer that is there already.</summary>
    private static CallEffect EffectOfFlurl(IMethodSymbol method, INamedTypeSymbol type, OAuthSymbols symbols) =>
        type.Name is "IFlurlResponse" or "FlurlResponse"
            ? HandsOnReceiver(OfFlurl.Contains(method.Name))
            : Fetches(OfFlurl.Contains(method.Name) || symbols.IsResponse(symbols.Awaited(method.ReturnType)));

    private static CallEffect HandsOnReceiver(bool does) => does ? CallEffect.HandsOnReceiver : CallEffect.Unknown;

    private static CallEffect Fetches(bool does) => does ? CallEffect.Fetches : CallEffect.Unknown;
}
