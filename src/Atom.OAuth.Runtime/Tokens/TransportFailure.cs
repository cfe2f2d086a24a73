using System.Net.Sockets;
using System.Security.Authentication;
using Atom.OAuth.Errors;

namespace Atom.OAuth.Tokens;

/// <summary>Transport failures: no complete response was received, and what the provider did is unknown.</summary>
internal static class TransportFailure
{
    private const string Timeout = "timeout";
    private const string ConnectionFailed = "connection_failed";
    private const string TlsFailed = "tls_failed";

    /// <summary>Distinguishes transport failures from the caller's cancellation and from programming errors.</summary>
    public static bool Is(Exception exception, CancellationToken cancellationToken)
        => exception is HttpRequestException or IOException or SocketException or TimeoutException or InvalidDataException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    public static OAuthFailure Create(in ReadContext context, Exception exception, HttpResponseMessage? response)
    {
        // HttpClient reports its timeout as a cancellation. A failed TLS handshake would fail again.
        var isTls = response is null && IsTls(exception);
        (var code, var description) = exception is OperationCanceledException or TimeoutException ? (Timeout, NoAnswer(context.Provider))
            : isTls ? (TlsFailed, NoHandshake(context.Provider))
            : (ConnectionFailed, NoConnection(context.Provider));
        return new OAuthFailure(context.Provider, OAuthFailureKind.Transport, code, ErrorText.Message(context.Provider, code, description))
        {
            Description = description,
            StatusCode = response?.StatusCode,
            IsRetryable = !isTls,
            Exception = exception,
        };
    }

    /// <summary>The message for a timeout.</summary>
    public static string TimedOut(string provider) => ErrorText.Message(provider, Timeout, NoAnswer(provider));

    /// <summary>The message for a broken connection.</summary>
    public static string Disconnected(string provider, Exception exception)
        => IsTls(exception)
            ? ErrorText.Message(provider, TlsFailed, NoHandshake(provider))
            : ErrorText.Message(provider, ConnectionFailed, NoConnection(provider));

    /// <summary>Determines whether the server does not support TLS, or its certificate is not trusted.</summary>
    private static bool IsTls(Exception exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is AuthenticationException)
            {
                return true;
            }
        }

        return false;
    }

    private static string NoAnswer(string provider) => $"{provider} did not answer in time";

    private static string NoConnection(string provider) => $"The connection to {provider} failed";

    private static string NoHandshake(string provider)
        => $"No secure connection to {provider}: the server speaks no TLS on this port, or its certificate is not trusted. Check the URL and its port";
}
