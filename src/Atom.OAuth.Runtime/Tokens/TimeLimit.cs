namespace Atom.OAuth.Tokens;

/// <summary>The time that a client gives a request, for the whole of its answer.</summary>
internal static class TimeLimit
{
    /// <summary>Starts the time.</summary>
    /// <returns>What ends with the time or with the caller's own cancellation; <see langword="null"/> where the client has no limit.</returns>
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
