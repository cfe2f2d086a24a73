using Atom.OAuth.Inspection;

namespace Atom.OAuth.Tokens;

/// <summary>Detects from a response where a client that follows redirects has sent a token request.</summary>
internal static class RedirectedRequest
{
    /// <summary>
    /// Returns a failure if the response comes from elsewhere, or answers a changed request; <see langword="null"/> if it is a response to the
    /// request.
    /// </summary>
    public static OAuthFailure? Failure(in ReadContext context, HttpResponseMessage response)
    {
        // A client that follows redirects modifies the request message.
        if (context.Sent is not { Uri: { IsAbsoluteUri: true } from } sent || !ReferenceEquals(sent.Request, response.RequestMessage)
            || response.RequestMessage is not { RequestUri: { IsAbsoluteUri: true } to } arrived || (from == to && sent.Method == arrived.Method))
        {
            return null;
        }

        if (!Redirections.IsSameServer(from, to) && !IsUpgrade(from, to) && !(IsOwn(context, from) && IsOwn(context, to)))
        {
            return FailureFactory.Redirected(
                context,
                response,
                $"The token request was redirected from {from.Host} to {to.Host}, which has now seen what it carried. Check the URL, let the client "
                + "follow no redirects (AllowAutoRedirect = false), and if you do not trust that server, change the client secret");
        }

        // RFC 9110, section 15.4: 301 and 302 turn a POST into a GET without a body.
        return sent.Method == arrived.Method
            ? null
            : FailureFactory.Redirected(
                context,
                response,
                $"The token request was redirected and arrived as a {arrived.Method} without its body. Check the URL"
                    + (to.AbsolutePath == from.AbsolutePath + "/" ? ": it lacks the slash at its end" : string.Empty));
    }

    private static bool IsUpgrade(Uri from, Uri to) => from.Host == to.Host && from.Scheme == Uri.UriSchemeHttp && to.Scheme == Uri.UriSchemeHttps;

    /// <summary>Determines whether a server belongs to the provider, and uses https.</summary>
    private static bool IsOwn(in ReadContext context, Uri server)
    {
        if (context.Facts is null || server.Scheme != Uri.UriSchemeHttps)
        {
            return false;
        }

        foreach (var host in context.Facts.Hosts)
        {
            if (server.Host.Equals(host, StringComparison.OrdinalIgnoreCase) || server.Host.EndsWith("." + host, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
