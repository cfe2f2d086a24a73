using System.Diagnostics;
using Atom.OAuth.Diagnostics;
using Atom.OAuth.Inspection;

namespace Atom.OAuth.Tokens;

/// <summary>Reads the responses of token and revocation endpoints: connection → body → <see cref="BodyInterpreter"/>.</summary>
internal static class TokenResponseReader
{
    public static async Task<OAuthTokenResponse> SendAsync(
        HttpMessageInvoker client,
        HttpRequestMessage request,
        ReadContext context,
        CancellationToken cancellationToken)
    {
        using var activity = Telemetry.StartTokenRequest(context.Facts, context.Current is null ? "token" : "refresh");

        // HttpClient's timeout covers only responses that it buffers; here the body is read afterwards, within the same time.
        using var bound = TimeLimit.Start(client, cancellationToken);
        OAuthTokenResponse answer;
        try
        {
            using var response = await SendAsync(client, request, bound?.Token ?? cancellationToken).ConfigureAwait(false);
            answer = RedirectedRequest.Failure(context, response) is { } redirected
                ? OAuthTokenResponse.Of(context, redirected)
                : await ReadAsync(response, context, bound?.Token ?? cancellationToken, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (TransportFailure.Is(exception, cancellationToken))
        {
            answer = OAuthTokenResponse.Of(context, TransportFailure.Create(context, exception, response: null));
        }

        if (answer.Failure is { } failure)
        {
            activity?.SetStatus(ActivityStatusCode.Error, failure.Code);
        }

        return answer;
    }

    public static ValueTask<OAuthTokenResponse> ReadAsync(HttpResponseMessage response, ReadContext context, CancellationToken cancellationToken)
        => ReadAsync(response, context, cancellationToken, cancellationToken);

    /// <summary>Reads the response to a revocation.</summary>
    /// <returns>The failure, or <see langword="null"/>.</returns>
    public static async ValueTask<OAuthFailure?> ReadRevocationAsync(
        HttpResponseMessage response, ReadContext context, CancellationToken cancellationToken)
    {
        var answer = await ReadAsync(response, context, cancellationToken).ConfigureAwait(false);
        return answer.Failure switch
        {
            // A successful response is empty, or says nothing about an error (RFC 7009, section 2.2).
            { Kind: OAuthFailureKind.Empty or OAuthFailureKind.MissingToken } when response.IsSuccessStatusCode => null,
            { Kind: OAuthFailureKind.NotJson } when response.IsSuccessStatusCode => null,
            var failure => failure,
        };
    }

    private static Task<HttpResponseMessage> SendAsync(HttpMessageInvoker client, HttpRequestMessage request, CancellationToken cancellationToken)
        => client is HttpClient http
            ? http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : client.SendAsync(request, cancellationToken);

    /// <param name="response">The response.</param>
    /// <param name="context">The context of the read.</param>
    /// <param name="bound">Cancels the read, also on timeout.</param>
    /// <param name="cancellationToken">The caller's cancellation, which is not a transport failure.</param>
    private static ValueTask<OAuthTokenResponse> ReadAsync(
        HttpResponseMessage response,
        ReadContext context,
        CancellationToken bound,
        CancellationToken cancellationToken)
    {
        if (ResponseInspector.DecideByStatus(response) is ResponseBodyKind kind)
        {
            return new(OAuthTokenResponse.Of(context, FailureFactory.OfBody(context, response, new BodyVerdict(kind))));
        }

        // A buffered response, the usual case, needs no async method.
        var stream = BodyStream.TryOpen(response.Content, bound);
        return stream is { CanSeek: true }
            ? new(ReadMemory(stream, response, context))
            : ReadStreamAsync(stream, response, context, bound, cancellationToken);
    }

    private static OAuthTokenResponse ReadMemory(Stream memory, HttpResponseMessage response, in ReadContext context)
    {
        var start = memory.Position;
        BodyCollector body = new(response.Content);
        try
        {
            while (!BodyInterpreter.IsSettled(body))
            {
                body.Append(BodyStream.Read(memory, body.Reserve()));
            }

            return BodyInterpreter.Interpret(ref body, response, context);
        }
        finally
        {
            // The caller can read the body again after a failure.
            memory.Position = start;
            body.Dispose();
        }
    }

    private static async ValueTask<OAuthTokenResponse> ReadStreamAsync(
        Stream? stream,
        HttpResponseMessage response,
        ReadContext context,
        CancellationToken bound,
        CancellationToken cancellationToken)
    {
        BodyCollector body = new(response.Content);
        try
        {
            stream ??= await BodyStream.OpenLaterAsync(response.Content, bound).ConfigureAwait(false);
            while (!BodyInterpreter.IsSettled(body))
            {
                body.Append(await BodyStream.ReadAsync(stream, body.Reserve(), bound).ConfigureAwait(false));
            }

            return BodyInterpreter.Interpret(ref body, response, context);
        }
        catch (Exception exception) when (TransportFailure.Is(exception, cancellationToken))
        {
            return BrokenOff(ref body, response, context) ?? OAuthTokenResponse.Of(context, TransportFailure.Create(context, exception, response));
        }
        finally
        {
            stream?.Dispose();
            body.Dispose();
        }
    }

    /// <summary>Uses what was received before the connection broke, if it is an error page or complete JSON, but not truncated JSON.</summary>
    private static OAuthTokenResponse? BrokenOff(ref BodyCollector body, HttpResponseMessage response, in ReadContext context)
    {
        var canBeTold = body.TryConclude() && body.Verdict is { } verdict
            && (verdict.Kind == ResponseBodyKind.Json
                || (verdict.Kind is ResponseBodyKind.Html or ResponseBodyKind.Text or ResponseBodyKind.Xml && !response.IsSuccessStatusCode));
        return canBeTold
            && BodyInterpreter.Interpret(ref body, response, context) is { } answer
            && answer.Failure?.Kind != OAuthFailureKind.NotJson | body.Verdict?.Kind != ResponseBodyKind.Json
            ? answer
            : null;
    }
}
