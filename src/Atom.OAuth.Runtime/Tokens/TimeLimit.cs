namespace Atom.OAuth.Tokens;

/// <summary>Applies the timeout of a client to the whole response.</summary>
internal static class TimeLimit
{
    /// <summary>Starts the timeout.</summary>
    /// <returns>A source that is cancelled on timeout or by the caller's token; <see langword="null"/> if the client has no timeout.</returns>
    public static CancellationTokenSource? Start(HttpMessageInvoker client, CancellationToken cancellationToken)
    {
        if (client is not HttpClient http || http.Timeout == Timeout.InfiniteTimeSpan)
        {
            return null;
        }

        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        source.CancelAfter(http.Timeout);
        return source;
    }
}
