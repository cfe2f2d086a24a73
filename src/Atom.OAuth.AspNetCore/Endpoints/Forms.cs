using Microsoft.AspNetCore.Http;

namespace Atom.OAuth.Endpoints;

/// <summary>Reads forms from untrusted clients.</summary>
internal static class Forms
{
    private const int Longest = 64 * 1024;

    /// <returns>The form; <see langword="null"/> if there is none, or it is invalid.</returns>
    public static async Task<IFormCollection?> ReadAsync(HttpRequest request)
    {
        if (!request.HasFormContentType || request.ContentLength > Longest)
        {
            return null;
        }

        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }
}
