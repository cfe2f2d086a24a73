using System.Net.Http.Json;

namespace Atom.OAuth.Handlers;

/// <summary>Determines which requests can be sent again: those whose body is certain to be the same.</summary>
internal static class Resendable
{
    public static bool Is(HttpContent? content) => content switch
    {
        null or ByteArrayContent or ReadOnlyMemoryContent or JsonContent => true,
        MultipartContent parts => parts.All(Is),
        _ => false,
    };
}
