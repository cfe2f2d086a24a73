namespace Atom.OAuth.State;

/// <summary>Validates the arguments for building a state; the messages say how to correct them.</summary>
internal static class StateArguments
{
    private const int ShortestBinding = 16;
    private const int LongestBinding = 1024;

    public static void Check(OAuthStateRequest request, string provider)
    {
        if (!StatePayload.IsWritable(provider) || System.Text.Encoding.UTF8.GetByteCount(provider) is 0 or > StateFormat.LongestProvider)
        {
            throw new ArgumentException(
                $"The provider's id has to be 1 to {StateFormat.LongestProvider} bytes long: use one of {nameof(OAuthProviders)}, or a short name of your own.",
                nameof(request));
        }

        CheckId(request.UserId, "user");
        CheckId(request.TenantId, "tenant");
        if (request.Data is { } data && !StatePayload.IsWritable(data, StatePayload.LongestData))
        {
            throw new ArgumentException(
                $"The data is longer than {StatePayload.LongestData} bytes, or is not well-formed text: store it in the application, and pass its key.",
                nameof(request));
        }

        if (request.BrowserBinding is { Length: < ShortestBinding or > LongestBinding })
        {
            throw new ArgumentException(
                $"The browser binding has to be a secret of {ShortestBinding} to {LongestBinding} characters: "
                + $"take {nameof(OAuthStateCookie)}.{nameof(OAuthStateCookie.Value)}, or the id of the browser's session.",
                nameof(request));
        }

        if (request.BrowserBinding is null && request.UserId is null)
        {
            throw new ArgumentException(
                "A state without a user and without a browser binding could be finished by anybody: "
                + $"set {nameof(OAuthStateRequest.BrowserBinding)}, or use {nameof(IOAuthStateProtector.BuildWithCookieAsync)}.",
                nameof(request));
        }

        // RFC 7636 4.1
        if (request.CodeVerifier is { } verifier && (verifier.Length is < 43 or > 128 || !verifier.All(IsUnreserved)))
        {
            throw new ArgumentException(
                "The code verifier has to be 43 to 128 letters, digits and '-', '.', '_', '~' (RFC 7636 4.1).", nameof(request));
        }
    }

    private static void CheckId(string? id, string whose)
    {
        if (id is { Length: 0 })
        {
            throw new ArgumentException($"The {whose} id is empty: pass null to say that there is no {whose}.", nameof(id));
        }

        if (id is not null && !StatePayload.IsWritable(id))
        {
            throw new ArgumentException(
                $"The {whose} id is longer than {StatePayload.LongestText} bytes, or is not well-formed text: pass a shorter key of the {whose}.",
                nameof(id));
        }
    }

    private static bool IsUnreserved(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '.' or '_' or '~';
}
