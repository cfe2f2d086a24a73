using System.Net.Http.Json;

namespace Atom.OAuth.Handlers;

/// <summary>Which requests can be sent a second time: those whose body is certain to come out the same.</summary>
internal static class Resendable
{
    public static bool Is(HttpContent? content) => content switch
    {
        null or ByteArrayContent or ReadOnlyMemoryContent or JsonContent => true,
        MultipartContent parts => parts.All(Is),
        _ => false,
    };
}
