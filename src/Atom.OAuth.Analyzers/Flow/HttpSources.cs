using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Flow;

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
    public static CallEffect EffectOf(IMethodSymbol method, OAuthSymbols symbols)
    {
        var type = (method.ReducedFrom ?? method).ContainingType?.OriginalDefinition;
        if (type is null)
        {
            return CallEffect.Unknown;
        }

        if (type.IsOrInheritsFrom(symbols.HttpContent))
        {
            return method.Name is "ReadAsStringAsync" or "ReadAsStreamAsync" or "ReadAsByteArrayAsync" or "ReadAsStream"
                ? CallEffect.HandsOnReceiver
                : CallEffect.Unknown;
        }

        if (type.IsOrInheritsFrom(symbols.HttpMessageInvoker) || type.Is(symbols.HttpClientJsonExtensions))
        {
            return method.Name is "Dispose" or "CancelPendingRequests" or "ToString" ? CallEffect.Unknown : CallEffect.Fetches;
        }

        if (type.IsOrInheritsFrom(symbols.WebClient))
        {
            return StartsWithAny(method.Name, "Download", "Upload", "OpenRead") ? CallEffect.Fetches : CallEffect.Unknown;
        }

        if (type.IsOrInheritsFrom(symbols.WebRequest))
        {
            return method.Name is "GetResponse" or "GetResponseAsync" or "EndGetResponse" ? CallEffect.Fetches : CallEffect.Unknown;
        }

        if (type.IsOrInheritsFrom(symbols.WebResponse))
        {
            return method.Name == "GetResponseStream" ? CallEffect.HandsOnReceiver : CallEffect.Unknown;
        }

        if (type.SpecialType == SpecialType.System_String)
        {
            return method.IsStatic ? CallEffect.HandsOnArgument : CallEffect.HandsOnReceiver;
        }

        if (type.IsOrInheritsFrom(symbols.TextReader))
        {
            return StartsWithAny(method.Name, "Read") ? CallEffect.HandsOnReceiver : CallEffect.Unknown;
        }

        if (type.IsOrInheritsFrom(symbols.Stream))
        {
            return method.Name is "ToArray" or "GetBuffer" ? CallEffect.HandsOnReceiver : CallEffect.Unknown;
        }

        if (type.IsOrInheritsFrom(symbols.Encoding))
        {
            return method.Name is "GetString" or "GetBytes" ? CallEffect.HandsOnArgument : CallEffect.Unknown;
        }

        if (type.Name == "MemoryExtensions" && method.Name is "AsSpan" or "AsMemory" or "Trim" or "TrimStart" or "TrimEnd")
        {
            return CallEffect.HandsOnReceiver;
        }

        if (type is { ContainingNamespace: { Name: "Http", ContainingNamespace.Name: "Flurl" } })
        {
            return method.Name is "GetStringAsync" or "GetStreamAsync" or "GetBytesAsync" or "ReceiveString" or "ReceiveStream" or "ReceiveBytes"
                || symbols.IsResponse(symbols.Awaited(method.ReturnType))
                ? CallEffect.Fetches
                : CallEffect.Unknown;
        }

        return CallEffect.Unknown;
    }

    private static bool StartsWithAny(string name, params string[] prefixes) =>
        prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
