using Atom.OAuth.Analyzers.CSharp;
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
    private static readonly string[] StartsOfWebClient = { "Download", "Upload", "OpenRead" };

    /// <summary>Calls of a WebRequest that fetch.</summary>
    private static readonly string[] OfWebRequest = { "GetResponse", "GetResponseAsync", "EndGetResponse" };

    /// <summary>Calls of a WebResponse that give its body.</summary>
    private static readonly string[] OfWebResponse = { "GetResponseStream" };

    /// <summary>How the calls of a reader that give the text start.</summary>
    private static readonly string[] StartsOfReader = { "Read" };

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
        if (type is null)
        {
            return CallEffect.Unknown;
        }

        if (type.IsOrInheritsFrom(symbols.HttpContent))
        {
            return OfContent.Contains(method.Name) ? CallEffect.HandsOnReceiver : CallEffect.Unknown;
        }

        if (type.IsOrInheritsFrom(symbols.HttpMessageInvoker) || type.Is(symbols.HttpClientJsonExtensions))
        {
            return QuietOfClient.Contains(method.Name) ? CallEffect.Unknown : CallEffect.Fetches;
        }

        if (type.IsOrInheritsFrom(symbols.WebClient))
        {
            return StartsWithAny(method.Name, StartsOfWebClient) ? CallEffect.Fetches : CallEffect.Unknown;
        }

        if (type.IsOrInheritsFrom(symbols.WebRequest))
        {
            return OfWebRequest.Contains(method.Name) ? CallEffect.Fetches : CallEffect.Unknown;
        }

        if (type.IsOrInheritsFrom(symbols.WebResponse))
        {
            return OfWebResponse.Contains(method.Name) ? CallEffect.HandsOnReceiver : CallEffect.Unknown;
        }

        if (type.SpecialType == SpecialType.System_String)
        {
            return method.IsStatic ? CallEffect.HandsOnArgument : CallEffect.HandsOnReceiver;
        }

        if (type.IsOrInheritsFrom(symbols.TextReader))
        {
            return StartsWithAny(method.Name, StartsOfReader) ? CallEffect.HandsOnReceiver : CallEffect.Unknown;
        }

        if (type.IsOrInheritsFrom(symbols.Stream))
        {
            return OfStream.Contains(method.Name) ? CallEffect.HandsOnReceiver : CallEffect.Unknown;
        }

        if (type.IsOrInheritsFrom(symbols.Encoding))
        {
            return OfEncoding.Contains(method.Name) ? CallEffect.HandsOnArgument : CallEffect.Unknown;
        }

        if (type.Name == "PipeReader")
        {
            return method is { Name: "Create", IsStatic: true } ? CallEffect.HandsOnArgument
                : OfPipe.Contains(method.Name) ? CallEffect.HandsOnReceiver
                : CallEffect.Unknown;
        }

        if (type.Name == "MemoryExtensions")
        {
            return OfMemory.Contains(method.Name) ? CallEffect.HandsOnReceiver : CallEffect.Unknown;
        }

        if (type is { ContainingNamespace: { Name: "Http", ContainingNamespace.Name: "Flurl" } })
        {
            // answer.GetStringAsync(): of an answer that is there already.
            if (type.Name is "IFlurlResponse" or "FlurlResponse")
            {
                return OfFlurl.Contains(method.Name) ? CallEffect.HandsOnReceiver : CallEffect.Unknown;
            }

            return OfFlurl.Contains(method.Name) || symbols.IsResponse(symbols.Awaited(method.ReturnType)) ? CallEffect.Fetches : CallEffect.Unknown;
        }

        return CallEffect.Unknown;
    }

    private static bool StartsWithAny(string name, string[] starts) =>
        Array.Exists(starts, start => name.StartsWith(start, StringComparison.Ordinal));
}
